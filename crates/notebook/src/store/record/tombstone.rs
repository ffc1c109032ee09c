//! The law's deletions: the bytes go, hashes and identifiers stay.

use std::collections::BTreeSet;

use observation::instant::Instant;
use rusqlite::Transaction;
use sync_protocol::{RecordKey, RecordKind, SignedDocument};
use uuid::Uuid;

use super::insert;
use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::Text;

impl Notebook {
    /// Stores `tombstone` and deletes the documents and facts of `targets`; a visit of which a revision is among them
    /// goes whole, with its drafts and personal notes. Says how many records lost their bytes.
    ///
    /// # Errors
    /// When the tombstone is none or does not sign its document, or the disk refuses; nothing is then deleted.
    pub fn purge(
        &self,
        tombstone: &SignedDocument,
        targets: &[RecordKey],
        at: Instant,
    ) -> Result<usize, NotebookError> {
        if tombstone.record.kind != RecordKind::Tombstone {
            return Err(NotebookError::Record(format!(
                "{} is no tombstone",
                tombstone.record.kind
            )));
        }
        let purged = self.write(|transaction| {
            insert(transaction, tombstone, at)?;
            let purged = targets
                .iter()
                .map(|target| take_bytes(transaction, target, tombstone));
            let purged = purged.sum::<Result<usize, _>>()?;
            let revisions = targets
                .iter()
                .filter(|target| target.kind == RecordKind::Revision);
            let visits: BTreeSet<Uuid> = revisions.map(|target| target.id).collect();
            visits
                .into_iter()
                .try_for_each(|visit| forget(transaction, visit))?;
            Ok(purged)
        })?;
        self.empty_log()?;
        Ok(purged)
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

fn take_bytes(
    transaction: &Transaction<'_>,
    target: &RecordKey,
    tombstone: &SignedDocument,
) -> Result<usize, NotebookError> {
    let sql = "UPDATE record SET document = NULL, facts = NULL, purged_by = ?6
               WHERE academie = ?1 AND kind = ?2 AND id = ?3 AND revision = ?4 AND sha256 = ?5 AND purged_by IS NULL";
    let RecordKey {
        academie,
        kind,
        id,
        revision,
        sha256,
    } = target;
    let by = Text(tombstone.record.sha256);
    Ok(transaction.execute(
        sql,
        (academie, kind.as_str(), Text(id), revision, Text(sha256), by),
    )?)
}

/// Deletes a visit with all that hangs on it.
fn forget(transaction: &Transaction<'_>, visit: Uuid) -> Result<(), NotebookError> {
    transaction.execute("DELETE FROM visit WHERE id = ?1", [Text(visit)])?;
    Ok(())
}
