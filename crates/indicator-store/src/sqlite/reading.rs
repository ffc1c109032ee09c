//! What comes down: pages of a stream in the order of the académie, and the keys of an author.

use rusqlite::{Connection, Row};
use sync_protocol::encoding::Ciphertext;
use sync_protocol::message::comparison::Keys;
use sync_protocol::message::stream::{Placed, Stream};
use sync_protocol::{Fingerprint, Holding, Record, RecordKey, RecordKind};

use super::stored::{Count, Json, Text};
use crate::error::StoreError;
use crate::store::{PageRead, Reading, filled};

/// A record from `envelope, facts, public, private`.
pub(super) fn record_of(row: &Row<'_>) -> rusqlite::Result<Record> {
    let Json(envelope): Json<Record> = row.get(0)?;
    let private: Option<Vec<u8>> = row.get(3)?;
    Ok(Record {
        facts: row.get(1)?,
        public: row.get(2)?,
        private: private.map(Ciphertext),
        ..envelope
    })
}

pub(super) fn page(connection: &Connection, reading: &Reading<'_>) -> Result<PageRead, StoreError> {
    let of_author = match reading.stream {
        Stream::Academie => "",
        // A circle's records are told from an author's own once circles are kept.
        Stream::Circle | Stream::Author => "AND record.author = ?5",
    };
    let sql = format!(
        "SELECT envelope, facts, public, private.bytes, sequence FROM record
         LEFT JOIN private USING (academie, kind, id, revision, sha256)
         WHERE academie = ?1 AND stream = ?2 AND sequence > ?3 {of_author} ORDER BY sequence LIMIT ?4"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let limit = reading.limits.page_records;
    let (academie, author) = (&reading.device.academie, Text(reading.device.author));
    let mut rows = match reading.stream {
        Stream::Academie => statement.query((
            academie,
            reading.stream.as_str(),
            Count(reading.after),
            Count::of(limit),
        ))?,
        _ => statement.query((
            academie,
            reading.stream.as_str(),
            Count(reading.after),
            Count::of(limit),
            author,
        ))?,
    };
    let placed = std::iter::from_fn(|| match rows.next() {
        Ok(row) => row.map(|row| Ok(placed(row)?)),
        Err(error) => Some(Err(error.into())),
    });
    filled(placed, reading)
}

fn placed(row: &Row<'_>) -> rusqlite::Result<Placed> {
    let Count(sequence) = row.get(4)?;
    Ok(Placed {
        record: record_of(row)?,
        sequence,
    })
}

pub(super) fn holding(
    connection: &Connection,
    academie: &str,
    author: Fingerprint,
) -> Result<Holding, StoreError> {
    let sql = "SELECT kind, id, revision, sha256 FROM record WHERE academie = ?1 AND author = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let keys = statement.query_map((academie, Text(author)), |row| key_of(row, academie))?;
    let keys = keys.collect::<Result<Vec<_>, _>>()?;
    Ok(Holding::of(&keys))
}

pub(super) fn keys(
    connection: &Connection,
    academie: &str,
    author: Fingerprint,
    after: Option<&RecordKey>,
    count: usize,
) -> Result<Keys, StoreError> {
    let sql = "SELECT kind, id, revision, sha256 FROM record WHERE academie = ?1 AND author = ?2
               AND (kind, id, revision, sha256) > (?3, ?4, ?5, ?6)
               ORDER BY kind, id, revision, sha256 LIMIT ?7";
    let mut statement = connection.prepare_cached(sql)?;
    let text = |part: fn(&RecordKey) -> String| after.map(part).unwrap_or_default();
    let from = (
        text(|key| key.kind.to_string()),
        text(|key| key.id.to_string()),
        after.map_or(0, |key| key.revision),
        text(|key| key.sha256.to_string()),
    );
    let found = statement.query_map(
        (
            academie,
            Text(author),
            from.0,
            from.1,
            from.2,
            from.3,
            Count::of(count + 1),
        ),
        |row| key_of(row, academie),
    )?;
    let mut keys = found.collect::<Result<Vec<_>, _>>()?;
    let last = keys.len() <= count;
    keys.truncate(count);
    Ok(Keys { keys, last })
}

fn key_of(row: &Row<'_>, academie: &str) -> rusqlite::Result<RecordKey> {
    let (Text(id), Text(sha256)) = (row.get(1)?, row.get(3)?);
    let kind: String = row.get(0)?;
    Ok(RecordKey {
        academie: academie.to_owned(),
        kind: RecordKind::from(kind),
        id,
        revision: row.get(2)?,
        sha256,
    })
}
