//! Signed records and their documents: stored once, as they are, never rewritten.

mod recommendation;
mod seal;
mod state;
mod tombstone;

pub use recommendation::EarlierVisit;
pub(super) use tombstone::{apply as apply_tombstone, tombstones_of};

use observation::canonical::Sha256;
use observation::instant::Instant;
use rusqlite::{Row, Transaction};
use sync_protocol::{Record, RecordKind, SignedDocument};
use uuid::Uuid;

use super::Notebook;
use super::stored::{Json, Text};
use crate::error::NotebookError;

/// The identifier of a document that has no other: from its content, so that who writes it twice writes one record.
#[must_use]
pub fn contents_id(document: &str) -> Uuid {
    Uuid::new_v5(&Uuid::nil(), document.as_bytes())
}

impl Notebook {
    /// Stores records that stand by themselves, such as entries of the register, in one transaction; one that is there
    /// already stays as it is. Says how many are new. Revisions are sealed, and tombstones purge: they are refused here.
    ///
    /// # Errors
    /// When one is of such a kind or does not sign its document, or the disk refuses; none is then stored.
    pub fn append_records(&self, records: &[SignedDocument], at: Instant) -> Result<usize, NotebookError> {
        self.write(|transaction| {
            let mut added = 0;
            for signed in records {
                if matches!(signed.record.kind, RecordKind::Revision | RecordKind::Tombstone) {
                    return Err(NotebookError::Record(format!(
                        "{} is not appended",
                        signed.record.kind
                    )));
                }
                added += insert(transaction, signed, at)?;
            }
            Ok(added)
        })
    }

    /// The records of a kind whose bytes are still there, in the order of storing.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn signed_documents(&self, kind: &RecordKind) -> Result<Vec<SignedDocument>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT record, document, facts FROM record
                       WHERE kind = ?1 AND document IS NOT NULL ORDER BY position";
            let mut statement = transaction.prepare_cached(sql)?;
            let records = statement.query_map([kind.as_str()], read_signed)?;
            Ok(records.collect::<Result<_, _>>()?)
        })
    }

    /// The documents of a kind whose bytes are still there, in the order of storing.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn documents(&self, kind: &RecordKind) -> Result<Vec<String>, NotebookError> {
        self.read(|transaction| {
            let sql =
                "SELECT document FROM record WHERE kind = ?1 AND document IS NOT NULL ORDER BY position";
            let mut statement = transaction.prepare_cached(sql)?;
            let documents = statement.query_map([kind.as_str()], |row| row.get(0))?;
            Ok(documents.collect::<Result<_, _>>()?)
        })
    }

    /// The documents of the releases of `academie` and of their parts, in the order of storing: those that its store has; of a
    /// notebook without a store, all.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn releases(&self, academie: &str, has_store: bool) -> Result<Vec<String>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT document FROM record LEFT JOIN delivery USING (position)
                       WHERE kind = 'release' AND academie = ?1 AND document IS NOT NULL
                       AND refused IS NULL AND (delivery.position IS NOT NULL OR ?2 = 0) ORDER BY record.position";
            let mut statement = transaction.prepare_cached(sql)?;
            let documents = statement.query_map((academie, has_store), |row| row.get(0))?;
            Ok(documents.collect::<Result<_, _>>()?)
        })
    }

    /// The sealed revisions of `visit` whose bytes are still there, the first first; of two with one number, the one that
    /// the store had first, else the one stored first here.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn revisions(&self, visit: Uuid) -> Result<Vec<SignedDocument>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT record, document, facts FROM record LEFT JOIN delivery USING (position)
                       WHERE kind = 'revision' AND id = ?1 AND document IS NOT NULL
                       ORDER BY revision, sequence IS NULL, sequence, position";
            let mut statement = transaction.prepare_cached(sql)?;
            let records = statement.query_map([Text(visit)], read_signed)?;
            Ok(records.collect::<Result<_, _>>()?)
        })
    }
}

/// Stores a record that signs its document. Gives 1, or 0 when it is there already, purged or not.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    signed: &SignedDocument,
    at: Instant,
) -> Result<usize, NotebookError> {
    let SignedDocument { record, document, .. } = signed;
    if Sha256::of(document.as_bytes()) != record.sha256 {
        return Err(NotebookError::Record(format!(
            "{} {} does not sign its document",
            record.kind, record.id
        )));
    }
    let bare = record.envelope();
    let sql = "INSERT INTO record (academie, kind, id, revision, sha256, record, document, facts, stored_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (academie, kind, id, revision, sha256) DO NOTHING";
    Ok(transaction.prepare_cached(sql)?.execute((
        &record.academie,
        record.kind.as_str(),
        Text(record.id),
        record.revision,
        Text(record.sha256),
        Json(bare),
        document,
        &record.facts,
        Text(at),
    ))?)
}

/// Reads the columns `record`, `document`, `facts`.
pub(super) fn read_signed(row: &Row<'_>) -> rusqlite::Result<SignedDocument> {
    let Json::<Record>(record) = row.get(0)?;
    Ok(SignedDocument::new(
        Record {
            facts: row.get(2)?,
            ..record
        },
        row.get(1)?,
    ))
}
