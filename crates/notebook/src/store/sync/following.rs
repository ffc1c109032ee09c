//! A shared stream is followed: chained, compared with what others say of it, and looked through for what is kept back.

use observation::instant::Instant;
use rusqlite::Transaction;
use sync_protocol::message::stream::Stream;
use sync_protocol::{Fingerprint, RecordKey};

use super::arrived::{Arrived, Disbelieved, Landed};
use super::checkpoint::{chain, compare, keep_words};
use super::disbelieved::keep_disbelieved;
use super::enrolment::ask_anew;
use super::gone::Gone;
use super::placed::place;
use crate::codes;
use crate::error::NotebookError;
use crate::store::stored::{Json, Text};

/// Follows the stream of a page; how much was found that is told for the first time.
pub(super) fn follow(
    transaction: &Transaction<'_>,
    arrived: &Arrived<'_>,
    gone: &Gone,
    at: Instant,
) -> Result<u64, NotebookError> {
    let stream = arrived.stream;
    chain(transaction, stream, &arrived.order)?;
    keep_words(transaction, stream, &arrived.landed)?;
    let mut told = 0;
    // A page that stays is the last of this sync.
    if arrived.last || arrived.cursor.is_none() {
        told += compare(transaction, stream, arrived.device, at)?;
        if told > 0 {
            ask_anew(transaction, stream)?;
        }
    }
    if arrived.last {
        told += tell(transaction, hidden(transaction, stream, at)?)?;
    }
    if arrived.last && *stream == Stream::Academie {
        told += tell(transaction, withheld(transaction, gone, at)?)?;
    }
    Ok(told)
}

/// Tells what the store keeps back, and asks for it once more; how much of it is new.
fn tell(transaction: &Transaction<'_>, kept_back: Vec<(Stream, Disbelieved)>) -> Result<u64, NotebookError> {
    let mut told = 0;
    for (stream, one) in kept_back {
        if keep_disbelieved(transaction, &one)? {
            ask_anew(transaction, &stream)?;
            told += 1;
        }
    }
    Ok(told)
}

/// What the store said that it keeps of this author's, and does not show where it stands. The stream was read to its end.
fn hidden(
    transaction: &Transaction<'_>,
    stream: &Stream,
    at: Instant,
) -> Result<Vec<(Stream, Disbelieved)>, NotebookError> {
    let sql = "SELECT sequence, kind, record FROM awaited WHERE stream = ?1 AND NOT EXISTS (SELECT 1 FROM stream_head
               WHERE stream_head.stream = ?1 AND stream_head.sequence = awaited.sequence
               AND stream_head.record = awaited.record)";
    let mut statement = transaction.prepare_cached(sql)?;
    let found = statement.query_map([Text(stream)], |row| {
        let told = Disbelieved {
            stream: stream.to_string(),
            sequence: row.get::<_, i64>(0)?.unsigned_abs(),
            kind: row.get(1)?,
            sha256: row.get(2)?,
            why: codes::HIDDEN_BY_STORE.to_owned(),
            at,
        };
        Ok((stream.clone(), told))
    })?;
    let found = found.collect::<Result<_, _>>()?;
    transaction.execute("DELETE FROM awaited WHERE stream = ?1", [Text(stream)])?;
    Ok(found)
}

/// What was named without what it says, and that nobody deleted: every tombstone there was then has been read now.
fn withheld(
    transaction: &Transaction<'_>,
    gone: &Gone,
    at: Instant,
) -> Result<Vec<(Stream, Disbelieved)>, NotebookError> {
    let mut statement = transaction.prepare_cached("SELECT stream, sequence, key, author FROM withheld")?;
    let rows = statement.query_map([], |row| {
        let (Text(stream), Json(key), Text(author)) = (row.get(0)?, row.get(2)?, row.get(3)?);
        Ok((stream, row.get(1)?, key, author))
    })?;
    let rows: Vec<(Stream, i64, RecordKey, Fingerprint)> = rows.collect::<Result<_, _>>()?;
    transaction.execute("DELETE FROM withheld", [])?;
    let kept_back = rows
        .into_iter()
        .filter(|(_, _, key, author)| !gone.names(key, *author));
    let told = kept_back.map(|(stream, sequence, key, _)| {
        let told = Disbelieved {
            stream: stream.to_string(),
            sequence: sequence.unsigned_abs(),
            kind: key.kind.to_string(),
            sha256: key.sha256.to_string(),
            why: codes::WITHHELD_BY_STORE.to_owned(),
            at,
        };
        (stream, told)
    });
    Ok(told.collect())
}

/// A record came without what it says; that a tombstone took it may be read later.
pub(super) fn note_withheld(
    transaction: &Transaction<'_>,
    stream: &Stream,
    landed: &Landed,
    author: Fingerprint,
    gone: &Gone,
) -> Result<(), NotebookError> {
    if gone.names(&landed.key, author) {
        return Ok(());
    }
    let sql =
        "INSERT INTO withheld (stream, sequence, key, author) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    let row = (
        Text(stream),
        place(landed.sequence),
        Json(&landed.key),
        Text(author),
    );
    transaction.prepare_cached(sql)?.execute(row)?;
    Ok(())
}
