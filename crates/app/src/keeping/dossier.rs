//! « Dossier de l’agent »: all that this notebook holds about one person, to read and for a program.

mod before;
mod data;
mod held;
mod pieces;

use std::collections::BTreeSet;

use observation::register::{Affectation, Nature, Operation, RegisterEntry, Teacher};
use observation::visit::Person;
use reports::dossier::Dossier;
use reports::visit_report::short_date;
use sync_protocol::SignedDocument;
use uuid::Uuid;

use super::words;
use crate::App;
use crate::documents::{file_safe, rendered};
use crate::present::identifier;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::register::full_name;
use crate::session::{Open, SetUp};
use crate::views::{DossierView, TeacherRequest};
pub(crate) use pieces::Piece;

/// The files of a dossier, by their names without extension.
pub(crate) struct DossierFiles {
    pub(crate) name: String,
    pub(crate) pdf: reports::Rendered,
    pub(crate) json: Vec<u8>,
    /// Files received with the person's replies.
    pub(crate) pieces: Vec<Piece>,
}

impl App {
    /// Writes all that this notebook holds about a person, and nothing that was said to another: a PDF to read, JSON for a
    /// program, and the files received with the person's replies.
    ///
    /// # Errors
    /// When the register does not have the person, the notebook is locked, or a file cannot be written.
    pub fn export_dossier(&self, request: TeacherRequest) -> Outcome<DossierView> {
        self.with_set_up(|open, set_up| {
            let files = self.dossier(open, set_up, &request.id)?;
            let warnings = &files.pdf.warnings;
            let pieces = files.pieces.iter();
            Ok(DossierView {
                pieces: pieces
                    .map(|piece| self.export(open, &piece.written_as, &piece.bytes, &[]))
                    .collect::<Outcome<_>>()?,
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
        let mut rows = open.notebook.visits_naming(&ids)?;
        rows.sort_by_key(|row| row.plan.date);
        let (entries, now) = (entries_about(open, &ids)?, self.host().now());
        let held = rows
            .iter()
            .map(|row| self.held(open, set_up, row, &ids))
            .collect::<Outcome<_>>()?;
        let mut pieces = Vec::new();
        for row in &rows {
            pieces.extend(pieces::of(open, row.plan.id, Person::of(&ids))?);
        }
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
            made_on: self.today(set_up),
        };
        let data = data::data(open, teacher, &rows, &entries, now)?;
        Ok(DossierFiles {
            name: format!("Dossier de {}", file_safe(&composed.name)),
            pdf: rendered(&composed.compose())?,
            json: serde_json::to_vec_pretty(&data).map_err(|error| Fault::Document(error.to_string()))?,
            pieces,
        })
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

/// « École des Filaos, du 01/09/2025 au 05/07/2026, CE1, CE2, 50 % d’un service, service partagé ».
fn service_in_words(held: &Affectation, school: &str) -> String {
    let when = match held.until {
        Some(until) => format!("du {} au {}", short_date(held.from), short_date(until)),
        None => format!("depuis le {}", short_date(held.from)),
    };
    let mut parts = vec![school.to_owned(), when];
    parts.extend(held.levels.iter().cloned());
    parts.extend(held.discipline.clone());
    parts.extend(
        held.share_percent
            .map(|share| format!("{share}\u{a0}% d’un service")),
    );
    let nature = match held.nature {
        Nature::Main => "à titre principal",
        Nature::Shared => "service partagé",
        Nature::Replacement { .. } => "remplacement",
    };
    parts.push(nature.to_owned());
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
