//! Where the observation of a visit was left.

use rusqlite::{OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Notebook;
use super::stored::{Json, Text};
use super::visit::row::known;
use crate::error::NotebookError;

/// Where an observation was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftAt {
    /// In which mode.
    pub mode: ObservingMode,
    /// In which séance; none for the visit as a whole.
    #[serde(default)]
    pub seance: Option<Uuid>,
    /// The item that had the focus; empty for none.
    #[serde(default)]
    pub item: String,
}

/// A way to observe.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObservingMode {
    /// The running notebook.
    #[default]
    Notes,
    /// Scoring.
    Grid,
    /// The debrief.
    Debrief,
}

impl Notebook {
    /// Keeps where the observation of `visit` was left, whatever its state: nothing of the visit changes.
    ///
    /// # Errors
    /// When the notebook does not have the visit, or the disk refuses.
    pub fn leave_at(&self, visit: Uuid, left_at: &LeftAt) -> Result<(), NotebookError> {
        self.write(|transaction| {
            known(transaction, visit)?;
            let sql = "INSERT INTO left_at (visit, content) VALUES (?1, ?2)
                       ON CONFLICT (visit) DO UPDATE SET content = excluded.content";
            transaction
                .prepare_cached(sql)?
                .execute((Text(visit), Json(left_at)))?;
            Ok(())
        })
    }
}

pub(super) fn of(transaction: &Transaction<'_>, visit: Uuid) -> Result<Option<LeftAt>, NotebookError> {
    let sql = "SELECT content FROM left_at WHERE visit = ?1";
    let found: Option<Json<LeftAt>> = transaction
        .query_row(sql, [Text(visit)], |row| row.get(0))
        .optional()?;
    Ok(found.map(|Json(left_at)| left_at))
}
