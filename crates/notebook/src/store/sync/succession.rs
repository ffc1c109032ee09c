//! What passed from another author through a vault, and what a keeper could not read of one.

use observation::canonical::Sha256;
use observation::instant::Instant;
use rusqlite::{OptionalExtension, Transaction};
use sync_protocol::Fingerprint;
use uuid::Uuid;

use super::arrived::TakenOver;
use super::landing::land_revision;
use super::outbox::{deliver, position_of};
use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::record::insert;
use crate::store::stored::Text;

/// Keeps a sealed document of another author: it never waits to be sent, for its author sent it. What happened to a visit
/// is kept with it, whichever comes first.
pub(super) fn land_taken_over(
    transaction: &Transaction<'_>,
    taken: &TakenOver,
    at: Instant,
) -> Result<(), NotebookError> {
    let record = &taken.signed.record;
    if insert(transaction, &taken.signed, at)? == 0 {
        return Ok(());
    }
    if let Some(position) = position_of(transaction, &record.key())? {
        deliver(transaction, position, (None, None, None), at)?;
    }
    let Some(visit) = &taken.visit else {
        return Ok(());
    };
    land_revision(transaction, visit, record.revision, at)?;
    let sql =
        "INSERT INTO taken_over (visit, author, reader, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    let about = (
        Text(record.id),
        Text(record.signature.author),
        Text(taken.reader),
        Text(at),
    );
    transaction.execute(sql, about)?;
    Ok(())
}

impl Notebook {
    /// Who sealed a visit that this author took over; none for his own.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn taken_over_from(&self, visit: Uuid) -> Result<Option<Fingerprint>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT author FROM taken_over WHERE visit = ?1";
            let found = transaction.query_row(sql, [Text(visit)], |row| row.get(0));
            Ok(found.optional()?.map(|Text(author)| author))
        })
    }

    /// Notes that what an opened vault gave cannot be read by this keeper.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn note_vault_unread(&self, opening: Uuid, documents: &[Sha256]) -> Result<(), NotebookError> {
        self.write(|transaction| {
            let sql = "INSERT INTO vault_unread (opening, sha256) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
            let mut statement = transaction.prepare_cached(sql)?;
            for sha256 in documents {
                statement.execute((Text(opening), Text(*sha256)))?;
            }
            Ok(())
        })
    }

    /// How much an opened vault gave that this keeper cannot read.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn vault_unread(&self, opening: Uuid) -> Result<u64, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT count(*) FROM vault_unread WHERE opening = ?1";
            let count: i64 = transaction.query_row(sql, [Text(opening)], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        })
    }
}
