//! A visit whose plan no longer names a person whom its sealed revisions do.

use chrono::NaiveDate;
use notebook::VisitRow;
use observation::visit::{Person, Subject, VisitDocument};
use uuid::Uuid;

use crate::problem::Outcome;
use crate::session::Open;
use crate::visits::read_document;

/// What the last revision that names the person says of the visit.
pub(super) struct Before {
    /// The day of the visit.
    pub(super) day: NaiveDate,
    /// How many others were observed.
    pub(super) colleagues: usize,
    /// Whether that revision is the last: the rectificatif that names somebody else is not sealed.
    pub(super) in_force: bool,
}

impl Before {
    /// None where the plan names the person, or no revision does.
    pub(super) fn of(open: &Open, row: &VisitRow, person: Person<'_>) -> Outcome<Option<Self>> {
        if person.is_observed(&row.plan) {
            return Ok(None);
        }
        let mut before = None;
        for signed in open.notebook.revisions(row.plan.id)? {
            let document = read_document(&signed)?;
            let whom = observed(&document);
            if whom.iter().any(|id| person.is(*id)) {
                before = Some(Self {
                    day: document.date,
                    colleagues: whom.iter().filter(|id| !person.is(**id)).count(),
                    in_force: document.revision == row.last_revision,
                });
            }
        }
        Ok(before)
    }

    /// The inspector's own notes, where they were written about this person and nobody else yet.
    pub(super) fn own_notes(&self, open: &Open, visit: Uuid) -> Outcome<String> {
        match self.in_force {
            true => open.own_notes(visit),
            false => Ok(String::new()),
        }
    }
}

/// Those whom a revision observes; nobody in a visit to a school.
pub(super) fn observed(document: &VisitDocument) -> Vec<Uuid> {
    match &document.subject {
        Subject::Teachers(teachers) => teachers.iter().map(|teacher| teacher.id).collect(),
        Subject::School | Subject::Calibration { .. } => Vec::new(),
    }
}
