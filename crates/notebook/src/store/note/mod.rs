//! The running notebook.

use observation::instant::Instant;
use observation::visit::Note;
use rusqlite::Transaction;
use uuid::Uuid;

use super::Notebook;
use super::stored::{Json, Text};
use crate::error::NotebookError;

/// A new paragraph comes before the one that is named, else last; one that is there keeps its place.
const SAVE: &str = "INSERT INTO note (visit, draft, id, position, content)
    VALUES (?1, ?2, ?3, coalesce(
        (SELECT position - 1 FROM note WHERE visit = ?1 AND draft = ?2 AND id = ?5),
        (SELECT max(position) + 1 FROM note WHERE visit = ?1 AND draft = ?2), 1), ?4)
    ON CONFLICT (visit, draft, id) DO UPDATE SET content = excluded.content";

/// Makes room before the paragraph that is named.
const SHIFT: &str = "UPDATE note SET position = position + 1 WHERE visit = ?1 AND draft = ?2
    AND position >= (SELECT position FROM note WHERE visit = ?1 AND draft = ?2 AND id = ?3)";

impl Notebook {
    /// Saves a paragraph, new or changed; a blank text takes it away.
    ///
    /// # Errors
    /// When the visit takes no change now, or the disk refuses.
    pub fn save_note(&self, visit: Uuid, note: &Note, at: Instant) -> Result<(), NotebookError> {
        self.place_note(visit, note, None, at)
    }

    /// The same; a new paragraph stands before the paragraph `before`, where that is there.
    ///
    /// # Errors
    /// As [`Notebook::save_note`].
    pub fn place_note(
        &self,
        visit: Uuid,
        note: &Note,
        before: Option<Uuid>,
        at: Instant,
    ) -> Result<(), NotebookError> {
        self.enter(visit, at, |transaction, draft| {
            if note.text.trim().is_empty() {
                let sql = "DELETE FROM note WHERE visit = ?1 AND draft = ?2 AND id = ?3";
                transaction.execute(sql, (Text(visit), draft, Text(note.id)))?;
            } else {
                if let Some(before) = before {
                    transaction.execute(SHIFT, (Text(visit), draft, Text(before)))?;
                }
                let row = (Text(visit), draft, Text(note.id), Json(note), before.map(Text));
                transaction.prepare_cached(SAVE)?.execute(row)?;
            }
            Ok(())
        })
    }
}

pub(super) fn of(transaction: &Transaction<'_>, visit: Uuid, draft: u32) -> Result<Vec<Note>, NotebookError> {
    let sql = "SELECT content FROM note WHERE visit = ?1 AND draft = ?2 ORDER BY position";
    let mut statement = transaction.prepare_cached(sql)?;
    let notes = statement.query_map((Text(visit), draft), |row| row.get(0).map(|Json(note)| note))?;
    Ok(notes.collect::<Result<_, _>>()?)
}
