//! « Dossier de l’agent »: all that this notebook holds about one person, to read and for a program.

use std::collections::BTreeSet;

use notebook::VisitRow;
use observation::instant::Instant;
use observation::register::{Affectation, Operation, RegisterEntry, Teacher};
use observation::visit::{Note, VisitStatus};
use reports::dossier::{Dossier, HeldVisit};
use reports::model::Document;
use reports::visit_report::{long_date, short_date};
use serde_json::{Value, json};
use sync_protocol::SignedDocument;
use uuid::Uuid;

use super::words;
use crate::App;
use crate::documents::{file_safe, rendered};
use crate::present::identifier;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::register::full_name;
use crate::session::{Open, SetUp};
use crate::views::{DossierView, ReportRequest, TeacherRequest};

/// The files of a dossier, by their names without extension.
pub(crate) struct DossierFiles {
    pub(crate) name: String,
    pub(crate) pdf: reports::Rendered,
    pub(crate) json: Vec<u8>,
}

impl App {
    /// Writes all that this notebook holds about a person: a PDF to read, and JSON for a program.
    ///
    /// # Errors
    /// When the register does not have the person, the notebook is locked, or a file cannot be written.
    pub fn export_dossier(&self, request: TeacherRequest) -> Outcome<DossierView> {
        self.with_set_up(|open, set_up| {
            let files = self.dossier(open, set_up, &request.id)?;
            let warnings = &files.pdf.warnings;
            Ok(DossierView {
                pdf: self.export(open, &format!("{}.pdf", files.name), &files.pdf.bytes, warnings)?,
                json: self.export(open, &format!("{}.json", files.name), &files.json, &[])?,
            })
        })
    }

    pub(crate) fn dossier(&self, open: &Open, set_up: &SetUp, id: &str) -> Outcome<DossierFiles> {
        let register = open.register()?;
        let unknown = || AppError::refused(codes::TEACHER_UNKNOWN, id);
        let teacher = register
            .teacher(&identifier(id, codes::TEACHER_UNKNOWN)?)
            .ok_or_else(unknown)?;
        let ids: Vec<Uuid> = teacher.ids().collect();
        let mut rows = open.notebook.visits_of_teachers(&ids)?;
        rows.sort_by_key(|row| row.plan.date);
        let (entries, now) = (entries_about(open, &ids)?, self.host().now());
        let held = rows
            .iter()
            .map(|row| self.held(open, set_up, row, teacher))
            .collect::<Outcome<_>>()?;
        let inspector = &set_up.inspector;
        let composed = Dossier {
            name: full_name(teacher),
            holder: format!("{}, {}", inspector.name, inspector.function),
            issuer: vec![
                format!("Académie\u{a0}: {}", set_up.preset.academie),
                inspector.service.clone(),
            ],
            identity: identity(teacher),
            services: services(open, teacher)?,
            entries: entries
                .iter()
                .map(|(_, entry)| entry_in_words(entry, set_up))
                .collect(),
            visits: held,
            made_at: now,
        };
        let data = Self::data(open, teacher, &rows, &entries, now)?;
        Ok(DossierFiles {
            name: format!("Dossier de {}", file_safe(&composed.name)),
            pdf: rendered(&composed.compose())?,
            json: serde_json::to_vec_pretty(&data).map_err(|error| Fault::Document(error.to_string()))?,
        })
    }

    fn held(&self, open: &Open, set_up: &SetUp, row: &VisitRow, teacher: &Teacher) -> Outcome<HeldVisit> {
        let visit = row.plan.id;
        let kind = set_up.preset.kind(&row.plan.kind);
        let kind = kind.map_or(row.plan.kind.as_str(), |kind| kind.label.as_str());
        let content = open.visit_content(visit)?;
        let report = self.report_of(open, set_up, row, teacher)?;
        let quoted = |note: &Note| report.is_some() && note.in_report;
        let notes = content
            .notes
            .iter()
            .filter(|note| !quoted(note) && !note.text.trim().is_empty());
        let zone = set_up.zone();
        let files = open.notebook.attachments_of(visit)?;
        Ok(HeldVisit {
            title: format!("{kind} du {}", long_date(row.plan.date)),
            status: status(row.status, row.last_revision).to_owned(),
            notes: notes
                .map(|note| format!("{}\u{a0}: {}", words::instant(note.at, zone), note.text))
                .collect(),
            personal_notes: open.own_notes(visit)?,
            files: files.into_iter().map(|(name, ..)| name).collect(),
            report,
        })
    }

    /// The report in force with what happened since, else the one that would be sealed now; none where there can be none.
    fn report_of(
        &self,
        open: &Open,
        set_up: &SetUp,
        row: &VisitRow,
        teacher: &Teacher,
    ) -> Outcome<Option<Document>> {
        if row.plan.grid.is_none() {
            return Ok(None);
        }
        let request = ReportRequest {
            visit: row.plan.id.to_string(),
            teacher: teacher.id.to_string(),
            in_force: true,
            with_course: true,
            as_workbook: false,
        };
        match self.composed(open, set_up, &request) {
            Ok((document, _)) => Ok(Some(document)),
            // A visit that is only planned may lack what a report needs.
            Err(AppError::Refused(_)) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    fn data(
        open: &Open,
        teacher: &Teacher,
        rows: &[VisitRow],
        entries: &[(SignedDocument, RegisterEntry)],
        now: Instant,
    ) -> Outcome<Value> {
        let visits = rows
            .iter()
            .map(|row| Self::visit_data(open, row))
            .collect::<Outcome<Vec<_>>>()?;
        let register: Vec<Value> = entries.iter().map(|(signed, _)| signed_data(signed)).collect();
        Ok(json!({
            "format": "carnet/dossier/1",
            "made_at": now,
            "teacher": teacher.id,
            "merged": teacher.merged,
            "register": register,
            "visits": visits,
        }))
    }

    fn visit_data(open: &Open, row: &VisitRow) -> Outcome<Value> {
        let visit = row.plan.id;
        let content = open.visit_content(visit)?;
        let signed = |all: Vec<SignedDocument>| all.iter().map(signed_data).collect::<Vec<_>>();
        let files = open.notebook.attachments_of(visit)?.into_iter();
        let files =
            files.map(|(name, sha256, length)| json!({ "name": name, "sha256": sha256, "length": length }));
        Ok(json!({
            "status": row.status,
            "plan": row.plan,
            "answers": open.notebook.answers_of_all_drafts(visit)?,
            "notes": content.notes,
            "timelines": content.timelines,
            "debrief": content.debrief,
            "personal_notes": open.own_notes(visit)?,
            "revisions": signed(open.notebook.revisions(visit)?),
            "states": signed(open.notebook.states(visit)?),
            "files": files.collect::<Vec<_>>(),
        }))
    }
}

/// The entries of the register that are about these identifiers, in the order of storing.
fn entries_about(open: &Open, ids: &[Uuid]) -> Outcome<Vec<(SignedDocument, RegisterEntry)>> {
    let (mut about, mut told) = (Vec::new(), BTreeSet::new());
    for (signed, entry) in open.signed_entries()? {
        // One that was shared with a circle stands there twice, with the same words.
        if ids.contains(&entry.teacher) && told.insert(entry.id) {
            about.push((signed, entry));
        }
    }
    Ok(about)
}

/// The document as text, so that its bytes survive.
fn signed_data(signed: &SignedDocument) -> Value {
    json!({ "record": signed.record, "document": signed.document })
}

fn identity(teacher: &Teacher) -> Vec<(String, String)> {
    let known = &teacher.identity;
    let rows = [
        ("Nom", known.family_name.clone()),
        ("Prénom", known.given_name.clone()),
        ("Fonction", known.function.clone().unwrap_or_default()),
        ("Courriel", known.mail.clone().unwrap_or_default()),
        ("Identifiant dans ce carnet", teacher.id.to_string()),
    ];
    rows.map(|(label, value)| (label.to_owned(), value)).to_vec()
}

fn services(open: &Open, teacher: &Teacher) -> Outcome<Vec<String>> {
    let places: Vec<_> = teacher.services.iter().map(|one| one.affectation.uai).collect();
    let schools = open.notebook.schools_of(&places)?;
    let told = teacher.services.iter().map(|service| {
        let uai = service.affectation.uai;
        let school = schools
            .get(&uai)
            .map_or_else(|| uai.to_string(), |school| school.name.clone());
        service_in_words(&service.affectation, &school)
    });
    Ok(told.collect())
}

/// « École des Filaos, du 01/09/2025 au 05/07/2026, CE1, CE2 ».
fn service_in_words(held: &Affectation, school: &str) -> String {
    let when = match held.until {
        Some(until) => format!("du {} au {}", short_date(held.from), short_date(until)),
        None => format!("depuis le {}", short_date(held.from)),
    };
    let mut parts = vec![school.to_owned(), when];
    parts.extend(held.levels.iter().cloned());
    parts.extend(held.discipline.clone());
    parts.join(", ")
}

fn entry_in_words(entry: &RegisterEntry, set_up: &SetUp) -> String {
    let what = match &entry.operation {
        Operation::Created { identity } => format!("inscription de {}", identity.full_name()),
        Operation::IdentityChanged { identity } => {
            format!("identité corrigée\u{a0}: {}", identity.full_name())
        }
        Operation::ServiceAdded { .. } => "service ajouté".to_owned(),
        Operation::ServiceChanged { .. } => "service corrigé".to_owned(),
        Operation::ServiceEnded { .. } => "service terminé".to_owned(),
        Operation::Merged { .. } => "deux fiches réunies".to_owned(),
        Operation::Split { .. } => "réunion de fiches défaite".to_owned(),
        Operation::Distinguished { .. } => "distinction d’avec une personne de même nom".to_owned(),
        Operation::ServiceWithdrawn { .. } => "service retiré".to_owned(),
        Operation::Withdrawn => "fiche retirée".to_owned(),
    };
    format!("{}\u{a0}: {what}", words::instant(entry.at, set_up.zone()))
}

fn status(status: VisitStatus, revision: u32) -> &'static str {
    match status {
        VisitStatus::Sealed if revision > 1 => "scellée, puis rectifiée",
        VisitStatus::Sealed => "scellée",
        VisitStatus::Planned => "prévue",
        VisitStatus::Underway => "en cours, document préparatoire",
        VisitStatus::Closed => "close, notes seules",
        VisitStatus::Cancelled(_) => "annulée",
    }
}
