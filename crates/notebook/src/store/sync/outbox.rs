//! What is to be sent, what the store said of it, and what it refused.

use std::collections::BTreeSet;

use observation::canonical::Sha256;
use observation::instant::Instant;
use rusqlite::{OptionalExtension, Row, Transaction};
use sync_protocol::checkpoint::{is_linked, is_shared};
use sync_protocol::message::stream::Stream;
use sync_protocol::trust::Circle;
use sync_protocol::{Consequence, Fingerprint, Record, RecordKey, RecordKind, SignedDocument, Verdict};

use super::enrolment::forget_life;
use super::placed::await_record;
use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::record::read_signed;
use crate::store::stored::{Json, Text};

/// A record that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its place in the notebook.
    pub position: i64,
    /// The record, with its document.
    pub signed: SignedDocument,
}

/// A record that the store refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Its place in the notebook.
    pub position: i64,
    /// Its key.
    pub key: RecordKey,
    /// Why.
    pub code: String,
    /// When.
    pub at: Instant,
    /// Whether its author set it aside.
    pub set_aside: bool,
}

/// How much waits, and how much was refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Queue {
    /// Records that wait to be sent.
    pub waiting: u64,
    /// Records in quarantine that their author did not set aside.
    pub refused: u64,
    /// Records that wait for a role, or for the key of a circle.
    pub held_back: u64,
    /// Records that the notebook holds of another académie, which go nowhere.
    pub elsewhere: u64,
}

/// In which order records leave: what others rest on first, then as they were written.
const OUTBOX: &str = "FROM record LEFT JOIN delivery USING (position)
    WHERE delivery.position IS NULL AND academie = ?1 AND document IS NOT NULL";
const ORDER: &str = "ORDER BY CASE kind WHEN 'charter' THEN 0 WHEN 'certificate' THEN 1 WHEN 'grid' THEN 2 ELSE 3 END, position";

impl Notebook {
    /// The first records that wait to be sent to the store of `academie`, in order.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn outbox(&self, academie: &str, count: usize) -> Result<Vec<Outgoing>, NotebookError> {
        self.read(|transaction| {
            let sql = format!("SELECT record, document, facts, position {OUTBOX} {ORDER} LIMIT ?2");
            let mut statement = transaction.prepare_cached(&sql)?;
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let outgoing = statement.query_map((academie, count), |row| {
                Ok(Outgoing {
                    signed: read_signed(row)?,
                    position: row.get(3)?,
                })
            })?;
            Ok(outgoing.collect::<Result<_, _>>()?)
        })
    }

    /// The records of a kind that wait to be sent to the store of `academie`, in order.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn outbox_of(&self, academie: &str, kind: &RecordKind) -> Result<Vec<SignedDocument>, NotebookError> {
        self.read(|transaction| {
            let sql = format!("SELECT record, document, facts {OUTBOX} AND kind = ?2 ORDER BY position");
            let mut statement = transaction.prepare_cached(&sql)?;
            let waiting = statement.query_map((academie, kind.as_str()), read_signed)?;
            Ok(waiting.collect::<Result<_, _>>()?)
        })
    }

    /// How much waits for the store of `academie`, and how much it refused.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn queue(&self, academie: &str) -> Result<Queue, NotebookError> {
        self.read(|transaction| {
            let count = |sql: &str, academie: &str| -> Result<u64, NotebookError> {
                let count: i64 = transaction.query_row(sql, [academie], |row| row.get(0))?;
                Ok(count.unsigned_abs())
            };
            let refused = "SELECT count(*) FROM record JOIN delivery USING (position)
                           WHERE academie = ?1 AND refused NOT LIKE 'sync.waits_for_%' AND set_aside = 0";
            let held_back = "SELECT count(*) FROM record JOIN delivery USING (position)
                             WHERE academie = ?1 AND refused LIKE 'sync.waits_for_%' AND document IS NOT NULL";
            // Releases of a time without a store are of no académie.
            let elsewhere = "SELECT count(*) FROM record
                             WHERE academie <> ?1 AND kind <> 'release' AND document IS NOT NULL";
            Ok(Queue {
                waiting: count(&format!("SELECT count(*) {OUTBOX}"), academie)?,
                refused: count(refused, academie)?,
                held_back: count(held_back, academie)?,
                elsewhere: count(elsewhere, academie)?,
            })
        })
    }

    /// Keeps what the store said of records, by their places; one that needs another before it stays in the outbox.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_verdicts(&self, verdicts: &[(i64, Verdict)], at: Instant) -> Result<(), NotebookError> {
        self.write(|transaction| {
            for (position, verdict) in verdicts {
                let (sequence, refused, conflict) = match (verdict.consequence(), verdict.sequence()) {
                    (Consequence::Held | Consequence::Deleted, sequence) => (sequence, None, None),
                    (Consequence::Disputed { with }, sequence) => (sequence, None, Some(with)),
                    (Consequence::Quarantined { code }, _) => (None, Some(code.code()), None),
                    (Consequence::SendBefore { .. }, _) => continue,
                };
                deliver(transaction, *position, (sequence, refused, conflict), at)?;
                if let Some(sequence) = sequence {
                    await_in_stream(transaction, *position, sequence)?;
                }
            }
            Ok(())
        })
    }

    /// Puts a record in quarantine for a reason of the notebook's own.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn quarantine_record(&self, position: i64, code: &str, at: Instant) -> Result<(), NotebookError> {
        self.write(|transaction| deliver(transaction, position, (None, Some(code), None), at))
    }

    /// The records that the store of `academie` refused, the earliest first.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn quarantine(&self, academie: &str) -> Result<Vec<Quarantined>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT academie, kind, id, revision, sha256, position, refused, at, set_aside
                       FROM record JOIN delivery USING (position)
                       WHERE academie = ?1 AND refused IS NOT NULL ORDER BY position";
            let mut statement = transaction.prepare_cached(sql)?;
            let refused = statement.query_map([academie], |row| {
                let Text(at) = row.get(7)?;
                Ok(Quarantined {
                    key: key_of(row)?,
                    position: row.get(5)?,
                    code: row.get(6)?,
                    at,
                    set_aside: row.get(8)?,
                })
            })?;
            Ok(refused.collect::<Result<_, _>>()?)
        })
    }

    /// Puts records back in the outbox, by their places.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn send_again(&self, positions: &[i64]) -> Result<(), NotebookError> {
        self.write(|transaction| {
            let mut statement = transaction.prepare_cached("DELETE FROM delivery WHERE position = ?1")?;
            positions.iter().try_for_each(|position| {
                statement.execute([position])?;
                Ok(())
            })
        })
    }

    /// Sets a record in quarantine aside: it is not told of any more.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn set_quarantined_aside(&self, position: i64) -> Result<(), NotebookError> {
        self.write(|transaction| {
            let sql = "UPDATE delivery SET set_aside = 1 WHERE position = ?1 AND refused IS NOT NULL";
            transaction.execute(sql, [position])?;
            Ok(())
        })
    }

    /// The record at a place, with its document; none once it was purged.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn record_at(&self, position: i64) -> Result<Option<SignedDocument>, NotebookError> {
        self.read(|transaction| {
            let sql =
                "SELECT record, document, facts FROM record WHERE position = ?1 AND document IS NOT NULL";
            Ok(transaction.query_row(sql, [position], read_signed).optional()?)
        })
    }

    /// The keys of `author`'s records in `academie` that the store is to hold: neither purged nor refused, and of no circle
    /// but `circles`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn own_keys(
        &self,
        academie: &str,
        author: Fingerprint,
        circles: &BTreeSet<Circle>,
    ) -> Result<Vec<(i64, RecordKey)>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT academie, kind, id, revision, sha256, position
                       FROM record LEFT JOIN delivery USING (position)
                       WHERE academie = ?1 AND json_extract(record, '$.signature.author') = ?2
                       AND document IS NOT NULL AND refused IS NULL
                       AND (json_extract(record, '$.circle') IS NULL
                           OR json_extract(record, '$.circle') IN (SELECT value FROM json_each(?3)))
                       ORDER BY position";
            let mut statement = transaction.prepare_cached(sql)?;
            let about = (academie, Text(author), Json(circles));
            let keys = statement.query_map(about, |row| Ok((row.get(5)?, key_of(row)?)))?;
            Ok(keys.collect::<Result<_, _>>()?)
        })
    }

    /// Where a record with this hash stands; none where the notebook does not have it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn position_of(&self, kind: &RecordKind, sha256: Sha256) -> Result<Option<i64>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT position FROM record WHERE kind = ?1 AND sha256 = ?2 AND document IS NOT NULL LIMIT 1";
            let found = transaction.query_row(sql, (kind.as_str(), Text(sha256)), |row| row.get(0));
            Ok(found.optional()?)
        })
    }

    /// Begins anew with a store of another life: its streams are read from their start, and `author`'s records above
    /// `durable_through`, which it may have lost, wait to be sent. So does every charter: the root signed it, so that no
    /// comparison of an author's records would find it missing.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn start_anew(&self, author: Fingerprint, durable_through: u64) -> Result<(), NotebookError> {
        self.write(|transaction| {
            forget_life(transaction)?;
            let sql =
                "DELETE FROM delivery WHERE refused IS NULL AND position IN (SELECT position FROM record
                           WHERE kind = 'charter' OR (kind <> 'checkpoint' AND json_extract(record, '$.signature.author') = ?2
                           AND (delivery.sequence IS NULL OR delivery.sequence > ?1)))";
            let through = i64::try_from(durable_through).unwrap_or(i64::MAX);
            transaction.execute(sql, (through, Text(author)))?;
            Ok(())
        })
    }

    /// Each visit of which two revisions have one number, and no later one names both.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn conflicts(&self) -> Result<Vec<uuid::Uuid>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT id FROM record AS one WHERE kind = 'revision' AND document IS NOT NULL
                       AND revision = (SELECT max(revision) FROM record WHERE kind = 'revision' AND id = one.id)
                       GROUP BY id HAVING count(DISTINCT sha256) > 1 ORDER BY id";
            let mut statement = transaction.prepare_cached(sql)?;
            let visits = statement.query_map([], |row| row.get(0).map(|Text(visit)| visit))?;
            Ok(visits.collect::<Result<_, _>>()?)
        })
    }
}

pub(super) fn key_of(row: &Row<'_>) -> rusqlite::Result<RecordKey> {
    let (Text(id), Text(sha256)) = (row.get(2)?, row.get(4)?);
    Ok(RecordKey {
        academie: row.get(0)?,
        kind: RecordKind::from(row.get::<_, String>(1)?),
        id,
        revision: row.get(3)?,
        sha256,
    })
}

/// Where a record stands; none where the notebook does not have it.
pub(super) fn position_of(
    transaction: &Transaction<'_>,
    key: &RecordKey,
) -> Result<Option<i64>, NotebookError> {
    let sql = "SELECT position FROM record
               WHERE academie = ?1 AND kind = ?2 AND id = ?3 AND revision = ?4 AND sha256 = ?5";
    let row = (
        &key.academie,
        key.kind.as_str(),
        Text(key.id),
        key.revision,
        Text(key.sha256),
    );
    let mut statement = transaction.prepare_cached(sql)?;
    Ok(statement.query_row(row, |row| row.get(0)).optional()?)
}

/// Keeps what became of a record: its sequence, why it was refused, what had its number.
/// What others read too is to be seen by its author as well.
fn await_in_stream(transaction: &Transaction<'_>, position: i64, sequence: u64) -> Result<(), NotebookError> {
    let sql = "SELECT record FROM record WHERE position = ?1";
    let Json(record): Json<Record> = transaction.query_row(sql, [position], |row| row.get(0))?;
    let stream = Stream::of(&record);
    if is_shared(&stream) && is_linked(&record.kind) {
        await_record(
            transaction,
            &stream,
            sequence,
            (record.kind.as_str(), record.sha256),
        )?;
    }
    Ok(())
}

pub(super) fn deliver(
    transaction: &Transaction<'_>,
    position: i64,
    (sequence, refused, conflict): (Option<u64>, Option<&str>, Option<Sha256>),
    at: Instant,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO delivery (position, sequence, refused, conflict, at) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (position) DO UPDATE SET sequence = coalesce(excluded.sequence, sequence),
               refused = excluded.refused, conflict = coalesce(excluded.conflict, conflict), set_aside = 0,
               at = excluded.at";
    let sequence = sequence.and_then(|sequence| i64::try_from(sequence).ok());
    let row = (position, sequence, refused, conflict.map(Text), Text(at));
    transaction.prepare_cached(sql)?.execute(row)?;
    Ok(())
}
