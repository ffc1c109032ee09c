//! Settings: what this device and its user chose, by name.

use rusqlite::{OptionalExtension, Transaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Notebook;
use super::stored::Json;
use crate::error::NotebookError;

/// The setting that says whether the notebook holds fictitious data.
const FICTITIOUS: &str = "fictitious";

impl Notebook {
    /// The setting `key`; none when it was never saved.
    ///
    /// # Errors
    /// When what is stored is no `T`, or the disk refuses.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, NotebookError> {
        self.read(|transaction| read(transaction, key))
    }

    /// Saves the setting `key`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn save_setting(&self, key: &str, value: &impl Serialize) -> Result<(), NotebookError> {
        self.write(|transaction| save(transaction, key, value))
    }

    /// Removes the setting `key`; its bytes are gone from the disk at the next checkpoint.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove_setting(&self, key: &str) -> Result<(), NotebookError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM setting WHERE key = ?1", [key])?;
            Ok(())
        })
    }

    /// Says that the notebook holds fictitious data.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn mark_fictitious(&self) -> Result<(), NotebookError> {
        self.save_setting(FICTITIOUS, &true)
    }
}

pub(super) fn is_fictitious(transaction: &Transaction<'_>) -> Result<bool, NotebookError> {
    Ok(read(transaction, FICTITIOUS)?.unwrap_or(false))
}

fn read<T: DeserializeOwned>(transaction: &Transaction<'_>, key: &str) -> Result<Option<T>, NotebookError> {
    let mut statement = transaction.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
    let value: Option<Json<T>> = statement.query_row([key], |row| row.get(0)).optional()?;
    Ok(value.map(|Json(value)| value))
}

pub(super) fn save(
    transaction: &Transaction<'_>,
    key: &str,
    value: &impl Serialize,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    transaction.prepare_cached(sql)?.execute((key, Json(value)))?;
    Ok(())
}
