//! The draft of a mail that carries a sealed report to the person, or the school, it is about: nothing is sent from Carnet.

use chrono::NaiveDate;
use observation::mail::{is_address, is_professional, is_shared};
use observation::problem::Problem;
use observation::uai::Uai;
use observation::visit::{Course, Subject};
use reports::draft_mail::DraftMail;
use reports::visit_report::{VisitReport, long_date};

use super::reporting::Source;
use crate::App;
use crate::documents::rendered;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{ExportedFile, ReportRequest};

impl App {
    /// Writes the draft of a mail (`.eml`) to the professional address of the person, or to the mailbox of the school, with the
    /// sealed report joined.
    ///
    /// # Errors
    /// When the report is not sealed, the address is missing, is none, or is that of a person and read by several; or when the
    /// file cannot be written.
    pub fn export_mail(&self, request: ReportRequest) -> Outcome<ExportedFile> {
        self.with_set_up(|open, set_up| {
            let in_force = ReportRequest {
                in_force: true,
                ..request
            };
            let (composed, source) = self.composed(open, set_up, &in_force)?;
            if source.fingerprint.is_none() {
                return Err(AppError::refused(codes::VISIT_NOT_SEALED, &in_force.visit));
            }
            let address = address_of(open, &source)?;
            let sealed = open.sealed_visit(source.document.visit)?;
            let states = open.read_states(source.document.visit)?;
            let due = Course::of(&states, sealed.sha256, source.teacher).reply_due();
            let printed = rendered(&composed)?;
            let pdf = crate::tools::report_file_name(&source.document, source.teacher);
            let draft = DraftMail {
                to: &address,
                subject: &format!("Compte rendu de la visite du {}", long_date(source.document.date)),
                text: &text(&source, set_up, due),
                file: (&pdf, &printed.bytes),
                made_at: self.host().now(),
            };
            let bytes = draft
                .to_bytes()
                .map_err(|error| Fault::Document(error.to_string()))?;
            let mut warnings = printed.warnings;
            if !is_professional(&address) {
                warnings.push(Problem::warning(codes::MAIL_NOT_PROFESSIONAL, &address));
            }
            let name = pdf.replace("Compte rendu", "Courriel").replace(".pdf", ".eml");
            self.export(open, &name, &bytes, &warnings)
        })
    }
}

/// Where the report goes: to the person it is for, alone; one on a school to the mailbox of the school, which its head reads.
fn address_of(open: &Open, source: &Source) -> Outcome<String> {
    let of_school = matches!(source.document.subject, Subject::School);
    let address = if of_school {
        mailbox_of(open, source.document.place.uai)?
    } else {
        let register = open.register()?;
        let teacher = source.teacher.and_then(|id| register.teacher(&id));
        let mail = teacher.and_then(|one| one.identity.mail.clone());
        mail.unwrap_or_default()
    };
    let address = address.trim();
    let refused = |code: &str| Err(AppError::refused(code, address));
    if address.is_empty() {
        return refused(if of_school {
            codes::MAIL_OF_SCHOOL_MISSING
        } else {
            codes::MAIL_MISSING
        });
    }
    if !is_address(address) {
        return refused(codes::MAIL_UNREADABLE);
    }
    if is_shared(address) && !of_school {
        return refused(codes::MAIL_SHARED);
    }
    Ok(address.to_owned())
}

/// The mailbox of a school, as the directory has it; empty where it does not.
pub(super) fn mailbox_of(open: &Open, school: Uai) -> Outcome<String> {
    let school = open.notebook.school(school)?;
    Ok(school.map(|one| one.mail).unwrap_or_default())
}

/// The words of the mail; `due` is the last day to reply, where the handing over was noted already.
fn text(source: &Source, set_up: &SetUp, due: Option<NaiveDate>) -> String {
    let document = &source.document;
    let named = VisitReport::teachers(document)
        .iter()
        .find(|one| Some(one.id) == source.teacher);
    let greeting = named.map_or_else(
        || "Bonjour,".to_owned(),
        |one| format!("Bonjour {} {},", one.given_name, one.family_name),
    );
    let until = match (due, document.notice.reply_days) {
        (Some(due), _) => format!(" jusqu’au {}", long_date(due)),
        (None, Some(days)) => {
            format!(" dans les {days}\u{a0}jours calendaires qui suivent ce courriel")
        }
        (None, None) => String::new(),
    };
    let reply = format!("Vous pouvez y répondre{until}\u{202f}; votre réponse y sera jointe mot pour mot.");
    let inspector = &set_up.inspector;
    format!(
        "{greeting}\n\nVous trouverez ci-joint le compte rendu de la visite du {}. {reply}\n\nBien cordialement,\n\n{}\n{}\n{}\n",
        long_date(document.date),
        inspector.name,
        inspector.function,
        inspector.service,
    )
}
