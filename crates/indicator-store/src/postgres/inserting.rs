//! What is written of records: a row for each, all in one statement, and what a tombstone takes.

use deadpool_postgres::GenericClient;
use observation::canonical::Sha256;
use observation::instant::Instant;
use sync_protocol::message::stream::Stream;
use sync_protocol::{Record, RecordKey, Tombstone};
use uuid::Uuid;

use super::prepared;
use super::reading::signed;
use crate::error::StoreError;
use crate::store::Kept;

/// The keys of a batch, as columns.
#[derive(Default)]
pub(super) struct Columns<'a> {
    pub(super) kinds: Vec<&'a str>,
    pub(super) ids: Vec<Uuid>,
    pub(super) revisions: Vec<i64>,
    pub(super) hashes: Vec<&'a [u8]>,
    pub(super) authors: Vec<String>,
}

impl<'a> Columns<'a> {
    pub(super) fn of(records: impl Iterator<Item = &'a Record>) -> Self {
        let mut columns = Self::default();
        for record in records {
            columns.kinds.push(record.kind.as_str());
            columns.ids.push(record.id);
            columns.revisions.push(i64::from(record.revision));
            columns.hashes.push(record.sha256.as_bytes());
            columns.authors.push(record.signature.author.to_string());
        }
        columns
    }
}

/// A record with what is written beside it.
pub(super) struct Stored<'a> {
    pub(super) sequence: u64,
    pub(super) at: Instant,
    pub(super) purged: bool,
    pub(super) record: &'a Record,
}

impl<'a> Stored<'a> {
    pub(super) fn of(kept: &'a Kept) -> Self {
        Self {
            sequence: kept.sequence,
            at: kept.stored_at,
            purged: kept.purged,
            record: &kept.record,
        }
    }
}

pub(super) async fn insert(
    client: &impl GenericClient,
    stored: &[Stored<'_>],
    academie: &str,
) -> Result<(), StoreError> {
    if stored.is_empty() {
        return Ok(());
    }
    let columns = Columns::of(stored.iter().map(|one| one.record));
    let sequences: Vec<i64> = stored.iter().map(|one| signed(one.sequence)).collect();
    let streams: Vec<String> = stored
        .iter()
        .map(|one| Stream::of(one.record).to_string())
        .collect();
    let envelopes: Vec<String> = stored
        .iter()
        .map(|one| serde_json::to_string(&one.record.envelope()))
        .collect::<Result<_, _>>()?;
    let facts: Vec<&Option<String>> = stored.iter().map(|one| &one.record.facts).collect();
    let public: Vec<&Option<String>> = stored.iter().map(|one| &one.record.public).collect();
    let at: Vec<String> = stored.iter().map(|one| one.at.to_string()).collect();
    let purged: Vec<bool> = stored.iter().map(|one| one.purged).collect();
    let sql = "INSERT INTO record (academie, kind, id, revision, sha256, sequence, stream, author, envelope, facts,
                   public, stored_at, purged)
               SELECT $1, kind, id, revision, sha256, sequence, stream, author, envelope, facts, public, at, purged
               FROM unnest($2::text[], $3::uuid[], $4::bigint[], $5::bytea[], $6::bigint[], $7::text[], $8::text[],
                   $9::text[], $10::text[], $11::text[], $12::text[], $13::boolean[])
               AS kept (kind, id, revision, sha256, sequence, stream, author, envelope, facts, public, at, purged)";
    let Columns {
        kinds,
        ids,
        revisions,
        hashes,
        authors,
    } = &columns;
    prepared::execute(
        client,
        sql,
        &[
            &academie, kinds, ids, revisions, hashes, &sequences, &streams, authors, &envelopes, &facts,
            &public, &at, &purged,
        ],
    )
    .await?;
    insert_private(client, stored, academie).await
}

async fn insert_private(
    client: &impl GenericClient,
    stored: &[Stored<'_>],
    academie: &str,
) -> Result<(), StoreError> {
    let with: Vec<(&Record, &[u8])> = stored
        .iter()
        .filter_map(|one| Some((one.record, one.record.private.as_ref()?.0.as_slice())))
        .collect();
    let columns = Columns::of(with.iter().map(|(record, _)| *record));
    let bytes: Vec<&[u8]> = with.iter().map(|(_, bytes)| *bytes).collect();
    let sql = "INSERT INTO private (academie, kind, id, revision, sha256, bytes)
               SELECT $1, kind, id, revision, sha256, bytes
               FROM unnest($2::text[], $3::uuid[], $4::bigint[], $5::bytea[], $6::bytea[])
               AS kept (kind, id, revision, sha256, bytes)";
    let Columns {
        kinds,
        ids,
        revisions,
        hashes,
        ..
    } = &columns;
    prepared::execute(client, sql, &[&academie, kinds, ids, revisions, hashes, &bytes]).await?;
    Ok(())
}

/// Takes what the targets of a tombstone say, those of its own author alone; a record of another kind does nothing.
pub(super) async fn apply_tombstone(client: &impl GenericClient, record: &Record) -> Result<(), StoreError> {
    for target in Tombstone::targets_of(record) {
        purge(client, &target, record).await?;
    }
    Ok(())
}

async fn purge(
    client: &impl GenericClient,
    target: &RecordKey,
    tombstone: &Record,
) -> Result<(), StoreError> {
    let (kind, author) = (target.kind.as_str(), tombstone.signature.author.to_string());
    let (revision, sha256) = (i64::from(target.revision), target.sha256.as_bytes().as_slice());
    let sql = "DELETE FROM private USING record WHERE (private.academie, private.kind, private.id, private.revision,
                   private.sha256) = ($1, $2, $3, $4, $5) AND record.author = $6
               AND (record.academie, record.kind, record.id, record.revision, record.sha256) = ($1, $2, $3, $4, $5)";
    client
        .execute(
            sql,
            &[&target.academie, &kind, &target.id, &revision, &sha256, &author],
        )
        .await?;
    let sql = "UPDATE record SET facts = NULL, public = NULL, purged = true WHERE academie = $1 AND kind = $2
               AND id = $3 AND revision = $4 AND sha256 = $5 AND author = $6 AND NOT purged";
    client
        .execute(
            sql,
            &[&target.academie, &kind, &target.id, &revision, &sha256, &author],
        )
        .await?;
    let sql = "INSERT INTO purged (academie, kind, id, revision, sha256, author, tombstone)
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    let by = Sha256::as_bytes(&tombstone.sha256).as_slice();
    client
        .execute(
            sql,
            &[
                &target.academie,
                &kind,
                &target.id,
                &revision,
                &sha256,
                &author,
                &by,
            ],
        )
        .await?;
    Ok(())
}
