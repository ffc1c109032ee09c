//! The inspector's own notes on visits: ciphertext in, ciphertext out.
//!
//! No part of the visit: they are written and removed whatever its state, and no revision holds them.

use observation::instant::Instant;
use rusqlite::{OptionalExtension, Transaction};
use uuid::Uuid;

use super::Notebook;
use super::stored::Text;
use super::visit::row::known;
use crate::error::NotebookError;

impl Notebook {
    /// The encrypted notes on `visit`; none when there are none.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn personal_note(&self, visit: Uuid) -> Result<Option<Vec<u8>>, NotebookError> {
        self.read(|transaction| read(transaction, visit))
    }

    /// Saves the encrypted notes on `visit`.
    ///
    /// # Errors
    /// When the notebook does not have the visit, or the disk refuses.
    pub fn save_personal_note(
        &self,
        visit: Uuid,
        ciphertext: &[u8],
        at: Instant,
    ) -> Result<(), NotebookError> {
        self.write(|transaction| {
            known(transaction, visit)?;
            let sql = "INSERT INTO personal_note (visit, ciphertext, updated_at) VALUES (?1, ?2, ?3)
                       ON CONFLICT (visit) DO UPDATE SET ciphertext = excluded.ciphertext, updated_at = excluded.updated_at";
            transaction.prepare_cached(sql)?.execute((Text(visit), ciphertext, Text(at)))?;
            Ok(())
        })
    }

    /// Purges the notes on `visit`; says whether there were any.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove_personal_note(&self, visit: Uuid) -> Result<bool, NotebookError> {
        let removed = self.write(|transaction| {
            Ok(transaction.execute("DELETE FROM personal_note WHERE visit = ?1", [Text(visit)])? > 0)
        })?;
        self.empty_log()?;
        Ok(removed)
    }
}

pub(super) fn read(transaction: &Transaction<'_>, visit: Uuid) -> Result<Option<Vec<u8>>, NotebookError> {
    let sql = "SELECT ciphertext FROM personal_note WHERE visit = ?1";
    let found = transaction.query_row(sql, [Text(visit)], |row| row.get(0));
    Ok(found.optional()?)
}

pub(super) fn is_there(transaction: &Transaction<'_>, visit: Uuid) -> Result<bool, NotebookError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM personal_note WHERE visit = ?1)";
    Ok(transaction.query_row(sql, [Text(visit)], |row| row.get(0))?)
}
