//! A visit in a dossier to read: its reports, every revision, and all that no report shows.

use notebook::{VisitContent, VisitRow};
use observation::answers::{AnswerKey, Answered};
use observation::grid::Grid;
use observation::visit::prose::{Prose, ProsePlace};
use observation::visit::{AnsweredItem, Course, Note, Person, StateDocument, VisitStatus};
use reports::dossier::{HeldReport, HeldVisit};
use reports::visit_report::{VisitReport, answer_in_words, long_date};
use sync_protocol::SignedDocument;
use uuid::Uuid;

use super::super::words;
use super::before::{Before, observed};
use super::pieces::{self, Piece, states_about};
use crate::App;
use crate::present::revision::tag_words;
use crate::problem::{AppError, Outcome};
use crate::session::{Open, SetUp};
use crate::views::ReportRequest;
use crate::visits::read_document;

impl App {
    pub(super) fn held(
        &self,
        open: &Open,
        set_up: &SetUp,
        row: &VisitRow,
        ids: &[Uuid],
    ) -> Outcome<HeldVisit> {
        let (visit, person) = (row.plan.id, Person::of(ids));
        if let Some(before) = Before::of(open, row, person)? {
            return self.held_before(open, row, (person, &before));
        }
        let kind = set_up.preset.kind(&row.plan.kind);
        let kind = kind.map_or(row.plan.kind.as_str(), |kind| kind.label.as_str());
        let content = open.visit_content(visit)?;
        let mut reports = revisions(open, visit, person)?;
        let is_open = reports.is_empty() || row.correcting;
        let preparatory = is_open
            .then(|| self.preparatory(open, set_up, row, ids))
            .transpose()?;
        let preparatory = preparatory.flatten();
        // What is neither sealed nor can be composed is told as it was entered.
        let entered = if is_open && preparatory.is_none() {
            entered(open, &content, person)?
        } else {
            Vec::new()
        };
        reports.extend(preparatory);
        let quoted = |note: &Note| !reports.is_empty() && note.in_report;
        let notes = content
            .notes
            .iter()
            .filter(|note| !quoted(note) && !note.text.trim().is_empty());
        let grid = row.plan.grid.map(|sha256| open.grid(sha256)).transpose()?;
        let zone = set_up.zone();
        Ok(HeldVisit {
            title: format!("{kind} du {}", long_date(row.plan.date)),
            status: status(row.status, row.last_revision).to_owned(),
            is_shared: person.has_colleagues(row.plan.subject.teachers()),
            notes: notes
                .map(|note| {
                    let hung = grid.as_ref().map(|file| hung_on(note, file.grid()));
                    format!(
                        "{}\u{a0}: {}{}",
                        words::instant(note.at, zone),
                        note.text,
                        hung.unwrap_or_default()
                    )
                })
                .collect(),
            personal_notes: open.own_notes(visit)?,
            files: pieces::of(open, visit, person)?.iter().map(named_file).collect(),
            entered,
            reports,
        })
    }

    /// Of a visit whose plan no longer names the person: what did, and nothing of whom it names now.
    fn held_before(
        &self,
        open: &Open,
        row: &VisitRow,
        (person, before): (Person<'_>, &Before),
    ) -> Outcome<HeldVisit> {
        let visit = row.plan.id;
        let files = pieces::of(open, visit, person)?;
        let status = if before.in_force {
            "scellée, rectificatif en préparation"
        } else {
            "rectifiée depuis\u{a0}: vous n’y êtes plus nommé ou nommée"
        };
        Ok(HeldVisit {
            title: format!("Visite du {}", long_date(before.day)),
            status: status.to_owned(),
            is_shared: before.colleagues > 0,
            notes: Vec::new(),
            personal_notes: before.own_notes(open, visit)?,
            files: files.iter().map(named_file).collect(),
            entered: Vec::new(),
            reports: revisions(open, visit, person)?,
        })
    }

    /// The report that would be sealed now; none where there can be none.
    fn preparatory(
        &self,
        open: &Open,
        set_up: &SetUp,
        row: &VisitRow,
        ids: &[Uuid],
    ) -> Outcome<Option<HeldReport>> {
        let observed = row.plan.subject.teachers();
        let Some(teacher) = observed.iter().find(|id| ids.contains(id)) else {
            return Ok(None);
        };
        let request = ReportRequest {
            visit: row.plan.id.to_string(),
            teacher: teacher.to_string(),
            in_force: false,
            with_course: false,
            as_workbook: false,
        };
        match self.composed(open, set_up, &request) {
            Ok((document, _)) => Ok(Some(HeldReport {
                title: "Compte rendu en préparation".to_owned(),
                document,
            })),
            // A visit that is only planned may lack what a report needs.
            Err(AppError::Refused(_)) => Ok(None),
            Err(fault) => Err(fault),
        }
    }
}

/// « (Autonomie, repère 3) »; nothing where it was hung on nothing.
fn hung_on(note: &Note, grid: &Grid) -> String {
    let told = note.tags.iter().map(|tag| tag_words(grid, tag));
    match told.collect::<Vec<_>>().join("\u{202f}; ") {
        none if none.is_empty() => none,
        told => format!(" ({told})"),
    }
}

fn named_file(piece: &Piece) -> String {
    format!(
        "{} (remis avec ce dossier\u{a0}: {})",
        piece.name, piece.written_as
    )
}

/// The report of each sealed revision, the first first, with what happened to it.
fn revisions(open: &Open, visit: Uuid, person: Person<'_>) -> Outcome<Vec<HeldReport>> {
    let states = states_about(open, visit, person)?;
    let states: Vec<StateDocument> = states.into_iter().map(|(_, state)| state).collect();
    let revisions = open.notebook.revisions(visit)?;
    let last = revisions.iter().map(|one| one.record.revision).max();
    let mut held = Vec::new();
    for signed in &revisions {
        let replaced = Some(signed.record.revision) != last;
        held.extend(revision(open, signed, person, (&states, replaced))?);
    }
    Ok(held)
}

/// One revision; none where it observes others alone.
fn revision(
    open: &Open,
    signed: &SignedDocument,
    person: Person<'_>,
    (states, replaced): (&[StateDocument], bool),
) -> Outcome<Option<HeldReport>> {
    let document = read_document(signed)?;
    let observed = observed(&document);
    let teacher = observed.iter().copied().find(|id| person.is(*id));
    if teacher.is_none() && !observed.is_empty() {
        return Ok(None);
    }
    let grid = open.grid(document.grid.sha256)?;
    let sha256 = signed.record.sha256;
    let course = Course::of(states, sha256, teacher);
    let happened: Vec<StateDocument> = course.happened().iter().copied().cloned().collect();
    let report = VisitReport {
        document: &document,
        grid: grid.grid(),
        teacher,
        fingerprint: Some(sha256),
        happened: &happened,
    };
    let word = if replaced {
        "remplacée depuis"
    } else {
        "en vigueur"
    };
    Ok(Some(HeldReport {
        title: format!("Révision {}, {word}, empreinte {sha256}", document.revision),
        document: report.compose(),
    }))
}

/// What was entered, part by part, for a visit that has no report.
fn entered(open: &Open, content: &VisitContent, person: Person<'_>) -> Outcome<Vec<(String, Vec<String>)>> {
    let plan = &content.row.plan;
    let debrief = person.debrief(&content.debrief, plan.subject.teachers());
    let mut parts = vec![("Réponses".to_owned(), answers(open, content)?)];
    for passage in plan.passages().into_iter().chain(debrief.passages()) {
        let title = title(&passage.place).to_owned();
        let lines = passage.text.lines().map(str::to_owned);
        match parts.iter_mut().find(|(known, _)| *known == title) {
            Some((_, told)) => told.extend(lines),
            None => parts.push((title, lines.collect())),
        }
    }
    Ok(parts)
}

fn title(place: &ProsePlace) -> &'static str {
    match place {
        ProsePlace::Objectives => "Ce qu’il était convenu de regarder",
        ProsePlace::Seance(_) => "Séance",
        ProsePlace::Interview => "Entretien",
        ProsePlace::Strength(_) => "Points d’appui",
        ProsePlace::Recommendation(_) => "Recommandations",
        ProsePlace::FollowUp => "Suites de recommandations précédentes",
        _ => "Autres textes",
    }
}

/// Each item that was answered or commented, in words.
fn answers(open: &Open, content: &VisitContent) -> Outcome<Vec<String>> {
    let Some(sha256) = content.row.plan.grid else {
        return Ok(Vec::new());
    };
    let file = open.grid(sha256)?;
    let grid = file.grid();
    let line = |(key, answered): (AnswerKey, Answered)| {
        let place = grid.find(&key.item)?;
        let answer = AnsweredItem {
            item: key.item,
            turns: key.turns,
            state: answered.state,
            not_relevant: false,
            comment: answered.comment,
        };
        let said = answer_in_words(grid, place.item, &answer).unwrap_or_default();
        let told = [said.trim(), answer.comment.trim()];
        let told: Vec<&str> = told.into_iter().filter(|part| !part.is_empty()).collect();
        let label = place.item.label.in_language(&grid.language);
        (!told.is_empty()).then(|| format!("{label}\u{a0}: {}", told.join(". ")))
    };
    Ok(content.answers.present().into_iter().filter_map(line).collect())
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
