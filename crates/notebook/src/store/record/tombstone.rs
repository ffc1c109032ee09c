//! The law's deletions: the bytes go, hashes and identifiers stay.

use observation::instant::Instant;
use rusqlite::{Connection, Transaction};
use sync_protocol::{RecordKey, RecordKind, SignedDocument, Tombstone};

use super::{insert, read_signed};
use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::Text;

impl Notebook {
    /// Stores `tombstone` and deletes what its document names: documents and facts of records, visits whole, personal
    /// notes. Says how many records lost their bytes.
    ///
    /// # Errors
    /// When it is no tombstone or does not sign its document, or the disk refuses; nothing is then deleted.
    pub fn purge(&self, tombstone: &SignedDocument, at: Instant) -> Result<usize, NotebookError> {
        let purged = self.write(|transaction| apply(transaction, tombstone, at))?;
        self.empty_log()?;
        Ok(purged)
    }

    /// The tombstones, in the order of storing.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn tombstones(&self) -> Result<Vec<SignedDocument>, NotebookError> {
        self.signed_documents(&RecordKind::Tombstone)
    }

    /// The records whose bytes were deleted, in the order of storing.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn purged(&self) -> Result<Vec<RecordKey>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT academie, kind, id, revision, sha256 FROM record
                       WHERE purged_by IS NOT NULL ORDER BY position";
            let mut statement = transaction.prepare(sql)?;
            let keys = statement.query_map([], |row| {
                let (Text(id), Text(sha256)) = (row.get(2)?, row.get(4)?);
                let kind = RecordKind::from(row.get::<_, String>(1)?);
                Ok(RecordKey {
                    academie: row.get(0)?,
                    kind,
                    id,
                    revision: row.get(3)?,
                    sha256,
                })
            })?;
            Ok(keys.collect::<Result<_, _>>()?)
        })
    }

    /// Empties the write-ahead log into the database, so that no former page of what was deleted stays in it.
    pub(in crate::store) fn empty_log(&self) -> Result<(), NotebookError> {
        let connection = crate::store::held(&self.writer);
        Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}

pub(in crate::store) fn tombstones_of(connection: &Connection) -> Result<Vec<SignedDocument>, NotebookError> {
    let sql = "SELECT record, document, facts FROM record
               WHERE kind = 'tombstone' AND document IS NOT NULL ORDER BY position";
    let mut statement = connection.prepare(sql)?;
    let records = statement.query_map([], read_signed)?;
    Ok(records.collect::<Result<_, _>>()?)
}

/// Stores a tombstone and does what it says; one that is there already is applied again.
pub(in crate::store) fn apply(
    transaction: &Transaction<'_>,
    tombstone: &SignedDocument,
    at: Instant,
) -> Result<usize, NotebookError> {
    let refused = |why: String| NotebookError::Record(why);
    if tombstone.record.kind != RecordKind::Tombstone {
        return Err(refused(format!("{} is no tombstone", tombstone.record.kind)));
    }
    let said: Tombstone =
        serde_json::from_str(&tombstone.document).map_err(|error| refused(error.to_string()))?;
    insert(transaction, tombstone, at)?;
    let purged = said
        .targets
        .iter()
        .map(|target| take_bytes(transaction, target, tombstone));
    let purged = purged.sum::<Result<usize, _>>()?;
    let author = tombstone.record.signature.author;
    for visit in &said.visits {
        let sql = format!("DELETE FROM visit WHERE id = ?1 AND {NOT_OF_ANOTHER}");
        transaction.execute(&sql, (Text(*visit), Text(author)))?;
    }
    for visit in &said.personal_notes {
        let sql = format!("DELETE FROM personal_note WHERE visit = ?1 AND {NOT_OF_ANOTHER}");
        transaction.execute(&sql, (Text(*visit), Text(author)))?;
    }
    Ok(purged)
}

/// Nobody deletes what another wrote: no record of the visit is signed by another author than the tombstone's. Who took a
/// visit over deletes his copy.
const NOT_OF_ANOTHER: &str = "(NOT EXISTS (SELECT 1 FROM record
    WHERE record.id = ?1 AND json_extract(record, '$.signature.author') <> ?2)
    OR EXISTS (SELECT 1 FROM taken_over WHERE taken_over.visit = ?1 AND reader = ?2))";

fn take_bytes(
    transaction: &Transaction<'_>,
    target: &RecordKey,
    tombstone: &SignedDocument,
) -> Result<usize, NotebookError> {
    if !target.kind.is_erasable() {
        return Ok(0);
    }
    let sql = "UPDATE record SET document = NULL, facts = NULL, purged_by = ?6
               WHERE academie = ?1 AND kind = ?2 AND id = ?3 AND revision = ?4 AND sha256 = ?5 AND purged_by IS NULL
               AND (json_extract(record, '$.signature.author') = ?7
                   OR EXISTS (SELECT 1 FROM taken_over WHERE visit = ?3 AND reader = ?7))";
    let RecordKey {
        academie,
        kind,
        id,
        revision,
        sha256,
    } = target;
    let (by, author) = (
        Text(tombstone.record.sha256),
        Text(tombstone.record.signature.author),
    );
    Ok(transaction.execute(
        sql,
        (
            academie,
            kind.as_str(),
            Text(id),
            revision,
            Text(sha256),
            by,
            author,
        ),
    )?)
}
