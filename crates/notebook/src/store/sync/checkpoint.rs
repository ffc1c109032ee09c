//! What two readers of a stream compare: the heads that this notebook came to, and the checkpoints of other devices.

use observation::canonical::Sha256;
use observation::instant::Instant;
use rusqlite::{OptionalExtension, Transaction};
use sync_protocol::checkpoint::{LAST_PLACE, is_shared};
use sync_protocol::message::stream::Stream;
use sync_protocol::{Head, PublicKey, RecordKey};

use super::arrived::{Arrived, Disbelieved, Effect};
use super::enrolment;
use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::Text;

/// With how many other devices this notebook agrees on what the store gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// How many.
    pub devices: u64,
    /// When the last of their checkpoints came.
    pub last: Option<Instant>,
}

impl Notebook {
    /// What a shared stream came to, as far as it was read; none where nothing of it was.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn head(&self, stream: &Stream) -> Result<Option<Head>, NotebookError> {
        self.read(|transaction| last(transaction, stream))
    }

    /// With whom this notebook agrees, in the store's present life.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn compared(&self) -> Result<Compared, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT count(DISTINCT device), max(at) FROM compared";
            Ok(transaction.query_row(sql, [], |row| {
                let (devices, last): (i64, Option<Text<Instant>>) = (row.get(0)?, row.get(1)?);
                Ok(Compared {
                    devices: devices.unsigned_abs(),
                    last: last.map(|Text(at)| at),
                })
            })?)
        })
    }
}

/// Chains a page to what was read of its stream, and compares the checkpoints in it; those that differ.
pub(super) fn follow(
    transaction: &Transaction<'_>,
    arrived: &Arrived<'_>,
    at: Instant,
) -> Result<Vec<Disbelieved>, NotebookError> {
    if !is_shared(arrived.stream) {
        return Ok(Vec::new());
    }
    chain(transaction, arrived)?;
    let epoch = enrolment::of(transaction)?.and_then(|enrolment| enrolment.epoch);
    let mut differing = Vec::new();
    for one in &arrived.landed {
        let Effect::Checkpoint(checkpoint) = &one.effect else {
            continue;
        };
        if Some(checkpoint.said.epoch) != epoch {
            continue;
        }
        if agrees(transaction, arrived.stream, &checkpoint.said.head)? {
            note(transaction, arrived.stream, (one.sequence, checkpoint.device), at)?;
        } else {
            differing.push(checkpoint.otherwise.clone());
        }
    }
    Ok(differing)
}

/// The places of a page by their order: the store may have given them in another, or a second time.
fn chain(transaction: &Transaction<'_>, arrived: &Arrived<'_>) -> Result<(), NotebookError> {
    let mut order: Vec<&(u64, RecordKey)> = arrived.order.iter().collect();
    order.sort_unstable();
    let mut head = last(transaction, arrived.stream)?;
    let sql = "INSERT INTO stream_head (stream, sequence, sha256) VALUES (?1, ?2, ?3)";
    let mut statement = transaction.prepare_cached(sql)?;
    for (sequence, key) in order {
        let is_new = head.is_none_or(|head| head.sequence < *sequence) && *sequence <= LAST_PLACE;
        if !is_new {
            continue;
        }
        let next = Head::after(head, *sequence, key);
        let next = next.map_err(|error| NotebookError::Content(error.to_string()))?;
        statement.execute((Text(arrived.stream), place(*sequence), Text(next.sha256)))?;
        head = Some(next);
    }
    Ok(())
}

fn last(transaction: &Transaction<'_>, stream: &Stream) -> Result<Option<Head>, NotebookError> {
    let sql = "SELECT sequence, sha256 FROM stream_head WHERE stream = ?1 ORDER BY sequence DESC LIMIT 1";
    let mut statement = transaction.prepare_cached(sql)?;
    let found = statement.query_row([Text(stream)], |row| {
        let (sequence, Text(sha256)): (i64, Text<Sha256>) = (row.get(0)?, row.get(1)?);
        Ok(Head {
            sequence: sequence.unsigned_abs(),
            sha256,
        })
    });
    Ok(found.optional()?)
}

fn agrees(transaction: &Transaction<'_>, stream: &Stream, head: &Head) -> Result<bool, NotebookError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM stream_head WHERE stream = ?1 AND sequence = ?2 AND sha256 = ?3)";
    let mut statement = transaction.prepare_cached(sql)?;
    let said = (Text(stream), place(head.sequence), Text(head.sha256));
    Ok(statement.query_row(said, |row| row.get(0))?)
}

/// A checkpoint that comes again is no news of its device.
fn note(
    transaction: &Transaction<'_>,
    stream: &Stream,
    (sequence, device): (u64, PublicKey),
    at: Instant,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO compared (stream, device, sequence, at) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (stream, device) DO UPDATE SET sequence = excluded.sequence, at = excluded.at
               WHERE excluded.sequence > compared.sequence";
    let mut statement = transaction.prepare_cached(sql)?;
    statement.execute((Text(stream), Text(device), place(sequence), Text(at)))?;
    Ok(())
}

/// Forgets how far `stream` was read, and what it came to.
pub(super) fn read_anew(transaction: &Transaction<'_>, stream: &Stream) -> Result<(), NotebookError> {
    transaction.execute("DELETE FROM cursor WHERE stream = ?1", [Text(stream)])?;
    transaction.execute("DELETE FROM stream_head WHERE stream = ?1", [Text(stream)])?;
    Ok(())
}

fn place(sequence: u64) -> i64 {
    i64::try_from(sequence).unwrap_or(i64::MAX)
}
