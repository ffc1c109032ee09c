//! What comes down: pages of a stream in the order of the académie, and the keys of an author.

use std::str::FromStr;

use deadpool_postgres::GenericClient;
use observation::canonical::Sha256;
use sync_protocol::encoding::Ciphertext;
use sync_protocol::message::comparison::Keys;
use sync_protocol::message::stream::Placed;
use sync_protocol::{Holding, Record, RecordKey, RecordKind};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::error::StoreError;
use crate::store::{Compared, PageRead, Reading, filled};

/// A value from the text that names it.
pub(super) fn parsed<Value: FromStr>(row: &Row, at: usize) -> Result<Value, StoreError> {
    let text: &str = row.try_get(at)?;
    text.parse().map_err(|_| StoreError::Damaged(text.to_owned()))
}

/// A number that is never negative.
pub(super) fn unsigned(row: &Row, at: usize) -> Result<u64, StoreError> {
    let number: i64 = row.try_get(at)?;
    u64::try_from(number).map_err(|_| StoreError::Damaged(number.to_string()))
}

/// The same, to be written.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A hash from its 32 bytes.
pub(super) fn hash(row: &Row, at: usize) -> Result<Sha256, StoreError> {
    let bytes: &[u8] = row.try_get(at)?;
    let bytes: Result<[u8; 32], _> = bytes.try_into();
    bytes
        .map(Sha256::from)
        .map_err(|_| StoreError::Damaged("sha256".to_owned()))
}

/// A record from `envelope, facts, public, private`.
pub(super) fn record_of(row: &Row) -> Result<Record, StoreError> {
    let envelope: Record = serde_json::from_str(row.try_get(0)?)?;
    let private: Option<Vec<u8>> = row.try_get(3)?;
    Ok(Record {
        facts: row.try_get(1)?,
        public: row.try_get(2)?,
        private: private.map(Ciphertext),
        ..envelope
    })
}

pub(super) async fn page(client: &impl GenericClient, reading: &Reading<'_>) -> Result<PageRead, StoreError> {
    // Rows beyond the page's bytes stay in the database: 500 of the largest would be two gigabytes here. The second always
    // comes, so that one that fills the page alone is not taken for the last.
    let sql = "SELECT envelope, facts, public, bytes, sequence FROM
                   (SELECT envelope, facts, public, private.bytes, sequence, row_number() OVER stored AS rank,
                        sum(octet_length(envelope) + coalesce(octet_length(facts), 0)
                            + coalesce(octet_length(public), 0) + coalesce(octet_length(private.bytes), 0))
                        OVER (stored ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
                    FROM record LEFT JOIN private USING (academie, kind, id, revision, sha256)
                    WHERE academie = $1 AND stream = $2 AND sequence > $3 AND ($2 <> 'author' OR author = $4)
                    AND (NOT $6 OR kind IN ('revision', 'state'))
                    WINDOW stored AS (ORDER BY sequence) ORDER BY sequence LIMIT $5) AS sized
               WHERE rank <= 2 OR before < $7 ORDER BY sequence";
    let after = i64::try_from(reading.after).unwrap_or(i64::MAX);
    let limit = i64::try_from(reading.limits.page_records).unwrap_or(i64::MAX);
    let most = i64::try_from(reading.limits.page).unwrap_or(i64::MAX);
    let (stream, author) = (reading.kept_in().to_string(), reading.author().to_string());
    let (academie, sealed) = (&reading.device.academie, reading.opened.is_some());
    let rows = client
        .query(sql, &[academie, &stream, &after, &author, &limit, &sealed, &most])
        .await?;
    let placed = rows.iter().map(|row| {
        Ok(Placed {
            record: record_of(row)?,
            sequence: unsigned(row, 4)?,
        })
    });
    filled(placed, reading)
}

/// The record by which a vault was opened.
pub(super) async fn vault_opening(
    client: &impl GenericClient,
    academie: &str,
    id: Uuid,
) -> Result<Option<Record>, StoreError> {
    let sql = "SELECT envelope, facts, public, NULL::bytea FROM record
               WHERE academie = $1 AND kind = 'vault_opening' AND id = $2 ORDER BY sequence LIMIT 1";
    let row = client.query_opt(sql, &[&academie, &id]).await?;
    row.as_ref().map(record_of).transpose()
}

pub(super) async fn holding(client: &impl GenericClient, compared: &Compared) -> Result<Holding, StoreError> {
    let Compared { academie, author, .. } = compared;
    let sql = "SELECT kind, id, revision, sha256 FROM record
               WHERE academie = $1 AND author = $2 AND NOT purged AND stream = ANY($3)";
    let streams = compared.streams();
    let rows = client
        .query(sql, &[academie, &author.to_string(), &streams])
        .await?;
    let keys = rows.iter().map(|row| key_of(row, academie));
    Ok(Holding::of(&keys.collect::<Result<Vec<_>, _>>()?))
}

pub(super) async fn keys(
    client: &impl GenericClient,
    compared: &Compared,
    after: Option<&RecordKey>,
    count: usize,
) -> Result<Keys, StoreError> {
    let Compared { academie, author, .. } = compared;
    let sql =
        "SELECT kind, id, revision, sha256 FROM record WHERE academie = $1 AND author = $2 AND NOT purged
               AND (kind, id, revision, sha256) > ($3, $4, $5, $6) AND stream = ANY($8)
               ORDER BY kind, id, revision, sha256 LIMIT $7";
    let kind = after.map(|key| key.kind.to_string()).unwrap_or_default();
    let id = after.map_or(Uuid::nil(), |key| key.id);
    let revision = after.map_or(0, |key| i64::from(key.revision));
    let sha256 = after
        .map(|key| key.sha256.as_bytes().to_vec())
        .unwrap_or_default();
    let limit = i64::try_from(count).unwrap_or(i64::MAX).saturating_add(1);
    let rows = client
        .query(
            sql,
            &[
                academie,
                &author.to_string(),
                &kind,
                &id,
                &revision,
                &sha256,
                &limit,
                &compared.streams(),
            ],
        )
        .await?;
    let last = rows.len() <= count;
    let keys = rows.iter().take(count).map(|row| key_of(row, academie));
    Ok(Keys {
        keys: keys.collect::<Result<_, _>>()?,
        last,
    })
}

fn key_of(row: &Row, academie: &str) -> Result<RecordKey, StoreError> {
    let revision = unsigned(row, 2)?;
    Ok(RecordKey {
        academie: academie.to_owned(),
        kind: RecordKind::from(row.try_get::<_, String>(0)?),
        id: row.try_get(1)?,
        revision: u32::try_from(revision).map_err(|_| StoreError::Damaged(revision.to_string()))?,
        sha256: hash(row, 3)?,
    })
}

/// The last recovery slot to which a proof opens the way; none where its author gave that notebook another code since.
pub(super) async fn recovery_slot(
    client: &impl GenericClient,
    academie: &str,
    proof: &Sha256,
) -> Result<Option<Record>, StoreError> {
    let sql = "SELECT envelope, facts, public, private.bytes FROM recovery
               JOIN record USING (academie, sequence)
               JOIN private USING (academie, kind, id, revision, sha256)
               WHERE academie = $1 AND proof = $2 AND NOT EXISTS (
                   SELECT 1 FROM record AS later
                   WHERE later.academie = $1 AND later.kind = record.kind AND later.id = record.id
                   AND later.revision > record.revision AND later.author = record.author)
               ORDER BY sequence DESC LIMIT 1";
    let proof = proof.as_bytes().as_slice();
    let row = client.query_opt(sql, &[&academie, &proof]).await?;
    row.as_ref().map(record_of).transpose()
}

/// The documents of a kind that all read, in the order in which they came.
pub(super) async fn documents(
    client: &impl GenericClient,
    academie: &str,
    kind: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT public FROM record WHERE academie = $1 AND kind = $2 AND NOT purged ORDER BY sequence";
    let rows = client.query(sql, &[&academie, &kind]).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}
