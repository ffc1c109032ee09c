//! What a laptop was answered, held against what the store keeps: without the comparison that ends a sync, which mends.

use std::collections::BTreeSet;

use notebook::{Notebook, NotebookError, Queue};
use sync_protocol::{Fingerprint, RecordKey};

use super::laptop::Laptop;
use super::visits::ACADEMIE;

/// The author's own records in `notebook` that count, each with whether the store answered that it has it.
///
/// # Errors
/// When the disk refuses.
pub fn own_records(
    notebook: &Notebook,
    author: Fingerprint,
) -> Result<Vec<(RecordKey, bool)>, NotebookError> {
    let waiting = notebook.outbox(ACADEMIE, usize::MAX >> 1)?;
    let waiting: BTreeSet<i64> = waiting.iter().map(|one| one.position).collect();
    let own = notebook.own_keys(ACADEMIE, author, &BTreeSet::new())?;
    let counted = own.into_iter().filter(|(_, key)| key.kind.is_counted());
    Ok(counted
        .map(|(position, key)| (key, !waiting.contains(&position)))
        .collect())
}

/// Of the author's own records in `notebook`, those that the store said to have and that are not among `kept`: N1, S1.
///
/// # Errors
/// When the disk refuses.
pub fn lost(
    notebook: &Notebook,
    author: Fingerprint,
    kept: &[RecordKey],
) -> Result<Vec<RecordKey>, NotebookError> {
    let own = own_records(notebook, author)?;
    let answered = own.into_iter().filter(|(_, is_answered)| *is_answered);
    Ok(answered
        .map(|(key, _)| key)
        .filter(|key| !kept.contains(key))
        .collect())
}

/// Of the author's own records in `notebook`, those that are not exactly once among `kept`: E1.
///
/// # Errors
/// When the disk refuses.
pub fn not_once(
    notebook: &Notebook,
    author: Fingerprint,
    kept: &[RecordKey],
) -> Result<Vec<RecordKey>, NotebookError> {
    let times = |key: &RecordKey| kept.iter().filter(|other| *other == key).count();
    let own = own_records(notebook, author)?;
    Ok(own
        .into_iter()
        .map(|(key, _)| key)
        .filter(|key| times(key) != 1)
        .collect())
}

impl Laptop {
    /// What it was told that the store has, and the store has not.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn lost(&self, kept: &[RecordKey]) -> Result<Vec<RecordKey>, NotebookError> {
        lost(self.notebook(), self.fingerprint(), kept)
    }

    /// What it wrote and the store has not exactly once.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn not_once(&self, kept: &[RecordKey]) -> Result<Vec<RecordKey>, NotebookError> {
        not_once(self.notebook(), self.fingerprint(), kept)
    }

    /// How much waits to be sent, and how much was refused.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn queue(&self) -> Result<Queue, NotebookError> {
        self.notebook().queue(ACADEMIE)
    }
}
