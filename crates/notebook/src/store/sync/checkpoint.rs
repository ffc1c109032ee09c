//! What readers of a stream compare: the heads that this notebook came to, and what other devices say that they came to.

use observation::canonical::Sha256;
use observation::instant::Instant;
use rusqlite::{OptionalExtension, Transaction};
use sync_protocol::checkpoint::LAST_PLACE;
use sync_protocol::message::stream::Stream;
use sync_protocol::{CheckpointDocument, Epoch, Fingerprint, Head, PublicKey, RecordKey};

use super::arrived::{Checkpoint, Effect, Landed};
use super::enrolment;
use super::outbox::deliver;
use super::placed::place;
use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::Text;

/// With how many other devices this notebook agrees on what the store gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// How many.
    pub devices: u64,
    /// When the last word of another came, in the stream where that was the longest ago.
    pub last: Option<Instant>,
}

/// A device that was given something else than this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// The stream.
    pub stream: String,
    /// Its author.
    pub author: Fingerprint,
    /// The device.
    pub device: PublicKey,
}

impl Notebook {
    /// What a shared stream came to, as far as it was read; none where nothing of it was, or it is to be read anew.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn head(&self, stream: &Stream) -> Result<Option<Head>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT EXISTS (SELECT 1 FROM to_read_anew WHERE stream = ?1)";
            let is_doubted: bool = transaction.query_row(sql, [Text(stream)], |row| row.get(0))?;
            Ok(last(transaction, stream)?.filter(|_| !is_doubted))
        })
    }

    /// Whether this record may stand at this place of a shared stream: it stands there, or nothing was read so far.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn may_stand(&self, stream: &Stream, sequence: u64, record: Sha256) -> Result<bool, NotebookError> {
        self.read(|transaction| {
            let read_to = last(transaction, stream)?.map_or(0, |head| head.sequence);
            Ok(sequence <= LAST_PLACE
                && (sequence > read_to || stands(transaction, stream, sequence, record)?))
        })
    }

    /// With whom the device `own` agrees, in the store's present life.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn compared(&self, own: PublicKey) -> Result<Compared, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT count(DISTINCT device), (SELECT min(last) FROM (SELECT max(agreed_at) AS last
                       FROM checkpoint WHERE device <> ?1 GROUP BY stream))
                       FROM checkpoint WHERE device <> ?1 AND agreed_at IS NOT NULL";
            Ok(transaction.query_row(sql, [Text(own)], |row| {
                let (devices, last): (i64, Option<Text<Instant>>) = (row.get(0)?, row.get(1)?);
                Ok(Compared {
                    devices: devices.unsigned_abs(),
                    last: last.map(|Text(at)| at),
                })
            })?)
        })
    }

    /// The devices that were given something else, by what they last said.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn differing(&self) -> Result<Vec<Differing>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT stream, author, device FROM checkpoint WHERE differs = 1 ORDER BY id";
            let mut statement = transaction.prepare_cached(sql)?;
            let found = statement.query_map([], |row| {
                let (Text(author), Text(device)) = (row.get(1)?, row.get(2)?);
                Ok(Differing {
                    stream: row.get(0)?,
                    author,
                    device,
                })
            })?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    /// Whether nothing but checkpoints waits to be sent.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn only_checkpoints_wait(&self) -> Result<bool, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT NOT EXISTS (SELECT 1 FROM record LEFT JOIN delivery USING (position)
                       WHERE delivery.position IS NULL AND kind <> 'checkpoint' AND document IS NOT NULL)";
            Ok(transaction.query_row(sql, [], |row| row.get(0))?)
        })
    }

    /// Checkpoints of another life of the store than `epoch` say nothing any more: they are not sent.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn drop_checkpoints_before(&self, epoch: Epoch, at: Instant) -> Result<(), NotebookError> {
        self.write(|transaction| {
            let sql = "SELECT position, document FROM record LEFT JOIN delivery USING (position)
                       WHERE kind = 'checkpoint' AND delivery.position IS NULL AND document IS NOT NULL";
            let mut statement = transaction.prepare_cached(sql)?;
            let waiting = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
            for one in waiting.collect::<Result<Vec<(i64, String)>, _>>()? {
                let said = CheckpointDocument::read(&one.1);
                if said.is_none_or(|said| said.epoch != epoch) {
                    deliver(transaction, one.0, (None, None, None), at)?;
                }
            }
            Ok(())
        })
    }
}

/// Chains the places of a page, sorted, to what was read of its stream before; some may have been read already.
pub(super) fn chain(
    transaction: &Transaction<'_>,
    stream: &Stream,
    order: &[(u64, RecordKey)],
) -> Result<(), NotebookError> {
    let mut head = last(transaction, stream)?;
    let sql = "INSERT INTO stream_head (stream, sequence, record, head) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = transaction.prepare_cached(sql)?;
    for (sequence, key) in order {
        if head.is_some_and(|head| *sequence <= head.sequence) {
            continue;
        }
        let next = Head::after(head, *sequence, key);
        let next = next.map_err(|error| NotebookError::Content(error.to_string()))?;
        let row = (
            Text(stream),
            place(*sequence),
            Text(key.sha256),
            Text(next.sha256),
        );
        statement.execute(row)?;
        head = Some(next);
    }
    Ok(())
}

/// Keeps the last word of each device whose checkpoint came with a page.
pub(super) fn keep_words(
    transaction: &Transaction<'_>,
    stream: &Stream,
    landed: &[Landed],
) -> Result<(), NotebookError> {
    for one in landed {
        if let Effect::Checkpoint(checkpoint) = &one.effect {
            keep_word(transaction, stream, checkpoint, one.sequence)?;
        }
    }
    Ok(())
}

fn keep_word(
    transaction: &Transaction<'_>,
    stream: &Stream,
    checkpoint: &Checkpoint,
    sequence: u64,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO checkpoint (stream, device, author, first, place, epoch, sequence, head)
               VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7) ON CONFLICT (stream, device) DO UPDATE SET
               first = CASE checkpoint.epoch WHEN excluded.epoch THEN first ELSE excluded.place END,
               place = excluded.place, epoch = excluded.epoch, sequence = excluded.sequence, head = excluded.head
               WHERE excluded.place > checkpoint.place";
    let said = &checkpoint.said;
    transaction.prepare_cached(sql)?.execute((
        Text(stream),
        Text(said.device),
        Text(checkpoint.author),
        place(sequence),
        Text(said.epoch),
        place(said.head.sequence),
        Text(said.head.sha256),
    ))?;
    Ok(())
}

/// Compares the last words of all devices with what was read of `stream`; how many differ that did not before.
///
/// Words of another life say nothing, unless they stand after this device's own of the present one: two devices are then told
/// two lives.
pub(super) fn compare(
    transaction: &Transaction<'_>,
    stream: &Stream,
    own: PublicKey,
    at: Instant,
) -> Result<u64, NotebookError> {
    let Some(epoch) = enrolment::of(transaction)?.and_then(|enrolment| enrolment.epoch) else {
        return Ok(0);
    };
    let agree = "UPDATE checkpoint SET differs = 0, agreed_at = ?3, agreed_place = place WHERE stream = ?1 AND epoch = ?2
                 AND (differs = 1 OR agreed_place IS NULL OR agreed_place < place)
                 AND EXISTS (SELECT 1 FROM stream_head WHERE stream_head.stream = ?1
                 AND stream_head.sequence = checkpoint.sequence AND stream_head.head = checkpoint.head)";
    transaction.execute(agree, (Text(stream), Text(epoch), Text(at)))?;
    let differ = "UPDATE checkpoint SET differs = 1 WHERE stream = ?1 AND differs = 0 AND (
                  (epoch = ?2 AND NOT EXISTS (SELECT 1 FROM stream_head WHERE stream_head.stream = ?1
                   AND stream_head.sequence = checkpoint.sequence AND stream_head.head = checkpoint.head))
                  OR (epoch <> ?2 AND place > (SELECT first FROM checkpoint AS one
                   WHERE one.stream = ?1 AND one.device = ?3 AND one.epoch = ?2)))";
    let told = transaction.execute(differ, (Text(stream), Text(epoch), Text(own)))?;
    Ok(told as u64)
}

pub(super) fn stands(
    transaction: &Transaction<'_>,
    stream: &Stream,
    sequence: u64,
    record: Sha256,
) -> Result<bool, NotebookError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM stream_head WHERE stream = ?1 AND sequence = ?2 AND record = ?3)";
    let mut statement = transaction.prepare_cached(sql)?;
    let about = (Text(stream), place(sequence), Text(record));
    Ok(statement.query_row(about, |row| row.get(0))?)
}

fn last(transaction: &Transaction<'_>, stream: &Stream) -> Result<Option<Head>, NotebookError> {
    let sql = "SELECT sequence, head FROM stream_head WHERE stream = ?1 ORDER BY sequence DESC LIMIT 1";
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
