//! What is said after the lesson.

use observation::instant::Instant;
use observation::visit::Debrief;
use rusqlite::{OptionalExtension, Transaction};
use uuid::Uuid;

use super::Notebook;
use super::stored::{Json, Text};
use crate::error::NotebookError;

impl Notebook {
    /// Saves what was said after, whole.
    ///
    /// # Errors
    /// When the visit takes no change now, or the disk refuses.
    pub fn save_debrief(&self, visit: Uuid, debrief: &Debrief, at: Instant) -> Result<(), NotebookError> {
        self.enter(visit, at, |transaction, draft| {
            let sql = "INSERT INTO debrief (visit, draft, content) VALUES (?1, ?2, ?3)
                       ON CONFLICT (visit, draft) DO UPDATE SET content = excluded.content";
            transaction
                .prepare_cached(sql)?
                .execute((Text(visit), draft, Json(debrief)))?;
            Ok(())
        })
    }
}

pub(super) fn of(transaction: &Transaction<'_>, visit: Uuid, draft: u32) -> Result<Debrief, NotebookError> {
    let sql = "SELECT content FROM debrief WHERE visit = ?1 AND draft = ?2";
    let found: Option<Json<Debrief>> = transaction
        .query_row(sql, (Text(visit), draft), |row| row.get(0))
        .optional()?;
    Ok(found.map(|Json(debrief)| debrief).unwrap_or_default())
}
