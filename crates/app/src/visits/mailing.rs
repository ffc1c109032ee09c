//! The draft of a mail that carries a sealed report to the person it is about: nothing is sent from Carnet.

use observation::mail::{is_address, is_professional, is_shared};
use observation::problem::Problem;
use reports::draft_mail::DraftMail;
use reports::visit_report::{VisitReport, long_date};

use super::reporting::Source;
use crate::App;
use crate::documents::rendered;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{ExportedFile, ReportRequest};

impl App {
    /// Writes the draft of a mail (`.eml`) to the professional address of the person, with the sealed report joined.
    ///
    /// # Errors
    /// When the report is not sealed, the address is missing, is none, or is read by several persons; or when the file cannot
    /// be written.
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
            let printed = rendered(&composed)?;
            let pdf = crate::tools::report_file_name(&source.document, source.teacher);
            let draft = DraftMail {
                to: &address,
                subject: &format!("Compte rendu de la visite du {}", long_date(source.document.date)),
                text: &text(&source, set_up),
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

/// The professional address of the person the report is for, of one person alone.
fn address_of(open: &Open, source: &Source) -> Outcome<String> {
    let register = open.register()?;
    let teacher = source.teacher.and_then(|id| register.teacher(&id));
    let address = teacher
        .and_then(|one| one.identity.mail.clone())
        .unwrap_or_default();
    let address = address.trim();
    let refused = |code: &str| Err(AppError::refused(code, address));
    if address.is_empty() {
        return refused(codes::MAIL_MISSING);
    }
    if !is_address(address) {
        return refused(codes::MAIL_UNREADABLE);
    }
    if is_shared(address) {
        return refused(codes::MAIL_SHARED);
    }
    Ok(address.to_owned())
}

fn text(source: &Source, set_up: &SetUp) -> String {
    let document = &source.document;
    let named = VisitReport::teachers(document)
        .iter()
        .find(|one| Some(one.id) == source.teacher);
    let greeting = named.map_or_else(
        || "Bonjour,".to_owned(),
        |one| format!("Bonjour {} {},", one.given_name, one.family_name),
    );
    let reply = document.notice.reply_days.map_or_else(
        || "Vous pouvez y répondre\u{202f}; votre réponse y sera jointe mot pour mot.".to_owned(),
        |days| {
            format!(
                "Vous pouvez y répondre dans les {days}\u{a0}jours calendaires qui suivent ce courriel\u{202f}; votre réponse \
                 y sera jointe mot pour mot."
            )
        },
    );
    let inspector = &set_up.inspector;
    format!(
        "{greeting}\n\nVous trouverez ci-joint le compte rendu de la visite du {}. {reply}\n\nBien cordialement,\n\n{}\n{}\n{}\n",
        long_date(document.date),
        inspector.name,
        inspector.function,
        inspector.service,
    )
}
