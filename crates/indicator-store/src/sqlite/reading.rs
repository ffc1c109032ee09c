//! What comes down: pages of a stream in the order of the académie, and the keys of an author.

use observation::canonical::Sha256;
use rusqlite::{Connection, OptionalExtension, Row};
use sync_protocol::encoding::Ciphertext;
use sync_protocol::message::comparison::Keys;
use sync_protocol::message::stream::Placed;
use sync_protocol::{Holding, Record, RecordKey, RecordKind};
use uuid::Uuid;

use super::stored::{Count, Json, Text};
use crate::error::StoreError;
use crate::store::{Compared, PageRead, Reading, filled};

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
    // One's own stream alone has several authors' records under one name.
    let sql = "SELECT envelope, facts, public, private.bytes, sequence FROM record
               LEFT JOIN private USING (academie, kind, id, revision, sha256)
               WHERE academie = ?1 AND stream = ?2 AND sequence > ?3 AND (?2 <> 'author' OR record.author = ?5)
               AND (NOT ?6 OR kind IN ('revision', 'state'))
               ORDER BY sequence LIMIT ?4";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query((
        &reading.device.academie,
        Text(reading.kept_in()),
        Count(reading.after),
        Count::of(reading.limits.page_records),
        Text(reading.author()),
        reading.opened.is_some(),
    ))?;
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

/// The record by which a vault was opened.
pub(super) fn vault_opening(
    connection: &Connection,
    academie: &str,
    id: Uuid,
) -> Result<Option<Record>, StoreError> {
    let sql = "SELECT envelope, facts, public, NULL FROM record
               WHERE academie = ?1 AND kind = 'vault_opening' AND id = ?2 ORDER BY +sequence LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row((academie, Text(id)), record_of).optional()?)
}

pub(super) fn holding(connection: &Connection, compared: &Compared) -> Result<Holding, StoreError> {
    let Compared { academie, author, .. } = compared;
    let sql = "SELECT kind, id, revision, sha256 FROM record INDEXED BY record_by_author
               WHERE academie = ?1 AND author = ?2 AND purged = 0
               AND stream IN (SELECT value FROM json_each(?3))";
    let mut statement = connection.prepare_cached(sql)?;
    let about = (academie, Text(author), Json(compared.streams()));
    let keys = statement.query_map(about, |row| key_of(row, academie))?;
    let keys = keys.collect::<Result<Vec<_>, _>>()?;
    Ok(Holding::of(&keys))
}

pub(super) fn keys(
    connection: &Connection,
    compared: &Compared,
    after: Option<&RecordKey>,
    count: usize,
) -> Result<Keys, StoreError> {
    let Compared { academie, author, .. } = compared;
    let sql = "SELECT kind, id, revision, sha256 FROM record INDEXED BY record_by_author
               WHERE academie = ?1 AND author = ?2 AND purged = 0
               AND (kind, id, revision, sha256) > (?3, ?4, ?5, ?6)
               AND stream IN (SELECT value FROM json_each(?8))
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
            Json(compared.streams()),
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

/// The last recovery slot to which a proof opens the way; none where its author gave that notebook another code since.
pub(super) fn recovery_slot(
    connection: &Connection,
    academie: &str,
    proof: &Sha256,
) -> Result<Option<Record>, StoreError> {
    let sql = "SELECT envelope, facts, public, private.bytes FROM recovery
               JOIN record USING (academie, sequence)
               JOIN private USING (academie, kind, id, revision, sha256)
               WHERE academie = ?1 AND proof = ?2 AND NOT EXISTS (
                   SELECT 1 FROM record AS later
                   WHERE later.academie = ?1 AND later.kind = record.kind AND later.id = record.id
                   AND later.revision > record.revision AND later.author = record.author)
               ORDER BY sequence DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement
        .query_row((academie, Text(*proof)), record_of)
        .optional()?)
}

/// The documents of a kind that all read, in the order in which they came.
pub(super) fn documents(
    connection: &Connection,
    academie: &str,
    kind: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT public FROM record WHERE academie = ?1 AND kind = ?2 AND purged = 0 ORDER BY +sequence";
    let mut statement = connection.prepare_cached(sql)?;
    let texts = statement.query_map([academie, kind], |row| row.get(0))?;
    Ok(texts.collect::<Result<_, _>>()?)
}
