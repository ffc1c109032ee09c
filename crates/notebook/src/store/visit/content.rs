//! A visit with all that its present draft holds.

use std::collections::BTreeMap;

use observation::answers::AnswerLog;
use observation::visit::{Debrief, Note, TimelineDocument, Visit};
use rusqlite::Transaction;
use uuid::Uuid;

use super::row::{VisitRow, row};
use crate::error::NotebookError;
use crate::store::{LeftAt, Notebook, Timelines, answer, debrief, left_at, note, personal_note, timeline};

/// A visit with all that its present draft holds, read at one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitContent {
    /// As a list shows it.
    pub row: VisitRow,
    /// Its answers.
    pub answers: AnswerLog,
    /// Its running notebook, in the order of the page.
    pub notes: Vec<Note>,
    /// Its timelines, by séance.
    pub timelines: Timelines,
    /// What was said after.
    pub debrief: Debrief,
    /// Where it was left; none before it was observed.
    pub left_at: Option<LeftAt>,
    /// Whether there are personal notes.
    pub has_personal_note: bool,
}

impl VisitContent {
    /// The visit as it is reviewed and sealed.
    #[must_use]
    pub fn visit(&self) -> Visit {
        Visit {
            plan: self.row.plan.clone(),
            answers: self.answers.present(),
            notes: self.notes.clone(),
            debrief: self.debrief.clone(),
            timelines: self.timelines_from_the_start(),
        }
    }
}

impl VisitContent {
    fn timelines_from_the_start(&self) -> BTreeMap<Uuid, TimelineDocument> {
        let seances = self.row.plan.seances.iter();
        seances
            .filter_map(|seance| {
                Some((
                    seance.id,
                    self.timelines.get(&seance.id)?.document(seance.start()),
                ))
            })
            .collect()
    }
}

impl Notebook {
    /// A visit; none when the notebook does not have it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn visit(&self, visit: Uuid) -> Result<Option<VisitRow>, NotebookError> {
        self.read(|transaction| row(transaction, visit))
    }

    /// A visit with all that its present draft holds; none when the notebook does not have it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn visit_content(&self, visit: Uuid) -> Result<Option<VisitContent>, NotebookError> {
        self.read(|transaction| {
            let content = |row: VisitRow| content(transaction, row);
            row(transaction, visit)?.map(content).transpose()
        })
    }
}

fn content(transaction: &Transaction<'_>, row: VisitRow) -> Result<VisitContent, NotebookError> {
    let (visit, draft) = (row.plan.id, row.draft);
    Ok(VisitContent {
        answers: answer::of(transaction, visit, draft)?,
        notes: note::of(transaction, visit, draft)?,
        timelines: timeline::of(transaction, visit, draft)?,
        debrief: debrief::of(transaction, visit, draft)?,
        left_at: left_at::of(transaction, visit)?,
        has_personal_note: personal_note::is_there(transaction, visit)?,
        row,
    })
}
