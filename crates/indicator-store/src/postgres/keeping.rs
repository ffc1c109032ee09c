//! What goes up: records judged and kept, tombstones applied, in one transaction that holds the académie's head.

use std::collections::BTreeSet;
use std::sync::Arc;

use deadpool_postgres::{GenericClient, Object};
use observation::canonical::Sha256;
use observation::grid;
use sync_protocol::judging::Known;
use sync_protocol::message::stream::Stream;
use sync_protocol::{Record, RecordKey, RecordKind, Tombstone, Verdict};
use uuid::Uuid;

use super::academies;
use super::reading::{hash, unsigned};
use crate::error::StoreError;
use crate::store::{Circumstances, Order, decide, grids_named};

pub(super) async fn keep(client: &mut Object, order: &Order<'_>) -> Result<Vec<Verdict>, StoreError> {
    let transaction = client.transaction().await?;
    let head = hold(&transaction, order.academie).await?;
    let mut trust = academies::trust(&transaction, order.academie).await?;
    let given = Circumstances {
        academie: order.academie,
        limits: order.limits,
        today: order.at.date_in(chrono_tz::Europe::Paris),
        head,
    };
    let known = known(&transaction, order).await?;
    let decision = decide(&order.records, given, &mut trust, known);
    insert(&transaction, &decision.kept, order).await?;
    for (_, record) in &decision.kept {
        apply_tombstone(&transaction, record).await?;
    }
    if let Some((last, _)) = decision.kept.last() {
        let sql = "UPDATE academie SET head = $2 WHERE academie = $1";
        transaction
            .execute(sql, &[&order.academie, &signed(*last)])
            .await?;
    }
    transaction.commit().await?;
    Ok(decision.verdicts)
}

/// Holds the académie's head until the commit, and gives its last sequence number: who writes next waits, so that the order
/// of the numbers is the order in which readers see them.
pub(super) async fn hold(client: &impl GenericClient, academie: &str) -> Result<u64, StoreError> {
    let sql = "SELECT head FROM academie WHERE academie = $1 FOR UPDATE";
    let row = client.query_opt(sql, &[&academie]).await?;
    let row = row.ok_or_else(|| StoreError::UnknownAcademie(academie.to_owned()))?;
    unsigned(&row, 0)
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The keys of a batch, as columns.
#[derive(Default)]
struct Columns<'a> {
    kinds: Vec<&'a str>,
    ids: Vec<Uuid>,
    revisions: Vec<i64>,
    hashes: Vec<&'a [u8]>,
    authors: Vec<String>,
}

impl<'a> Columns<'a> {
    fn of(records: impl Iterator<Item = &'a Record>) -> Self {
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

/// What the disk holds of what the records speak of.
async fn known(client: &impl GenericClient, order: &Order<'_>) -> Result<Known, StoreError> {
    let mut known = Known::default();
    let records: Vec<&Record> = order
        .records
        .iter()
        .filter_map(|one| one.record.as_ref())
        .collect();
    know_numbers(client, order, &records, &mut known).await?;
    know_purged(client, order, &records, &mut known).await?;
    know_parents(client, order, &records, &mut known).await?;
    let grids: Vec<Vec<u8>> = grids_named(&order.records)
        .iter()
        .map(|hash| hash.as_bytes().to_vec())
        .collect();
    let sql = "SELECT sha256, public FROM record WHERE academie = $1 AND kind = 'grid' AND sha256 = ANY ($2)
               AND NOT purged";
    for row in client.query(sql, &[&order.academie, &grids]).await? {
        let file = grid::check(row.try_get::<_, &str>(1)?.as_bytes()).0;
        let sha256 = hash(&row, 0)?;
        known.grids.extend(file.map(|file| (sha256, Arc::new(file))));
    }
    Ok(known)
}

/// The keys that are there, and the hash that counts for each number.
async fn know_numbers(
    client: &impl GenericClient,
    order: &Order<'_>,
    records: &[&Record],
    known: &mut Known,
) -> Result<(), StoreError> {
    let columns = Columns::of(records.iter().copied());
    let sql = "SELECT DISTINCT kind, id, revision, sha256, sequence FROM record
               JOIN unnest($2::text[], $3::uuid[], $4::bigint[]) AS asked (kind, id, revision)
               USING (kind, id, revision) WHERE academie = $1 ORDER BY sequence";
    let rows = client
        .query(
            sql,
            &[&order.academie, &columns.kinds, &columns.ids, &columns.revisions],
        )
        .await?;
    for row in rows {
        let key = RecordKey {
            academie: order.academie.to_owned(),
            kind: RecordKind::from(row.try_get::<_, String>(0)?),
            id: row.try_get(1)?,
            revision: u32::try_from(unsigned(&row, 2)?).unwrap_or(u32::MAX),
            sha256: hash(&row, 3)?,
        };
        let number = (key.kind.clone(), key.id, key.revision);
        known.first.entry(number).or_insert(key.sha256);
        known.stored.insert(key, unsigned(&row, 4)?);
    }
    Ok(())
}

async fn know_purged(
    client: &impl GenericClient,
    order: &Order<'_>,
    records: &[&Record],
    known: &mut Known,
) -> Result<(), StoreError> {
    let columns = Columns::of(records.iter().copied());
    let sql = "SELECT rank FROM unnest($2::text[], $3::uuid[], $4::bigint[], $5::bytea[], $6::text[])
               WITH ORDINALITY AS asked (kind, id, revision, sha256, author, rank)
               WHERE EXISTS (SELECT 1 FROM purged WHERE academie = $1 AND purged.kind = asked.kind
                   AND purged.id = asked.id AND purged.revision = asked.revision AND purged.sha256 = asked.sha256
                   AND (purged.author IS NULL OR purged.author = asked.author))";
    let Columns {
        kinds,
        ids,
        revisions,
        hashes,
        authors,
    } = &columns;
    let rows = client
        .query(sql, &[&order.academie, kinds, ids, revisions, hashes, authors])
        .await?;
    for row in rows {
        let rank = usize::try_from(unsigned(&row, 0)?).unwrap_or(usize::MAX);
        known.purged.extend(
            records
                .get(rank - 1)
                .map(|record| (record.key(), record.signature.author)),
        );
    }
    Ok(())
}

async fn know_parents(
    client: &impl GenericClient,
    order: &Order<'_>,
    records: &[&Record],
    known: &mut Known,
) -> Result<(), StoreError> {
    let named = records.iter().flat_map(|record| {
        let kind = record.kind.as_str();
        record
            .parents
            .iter()
            .map(move |parent| (kind, record.id, parent.as_bytes().as_slice()))
    });
    let (mut kinds, mut ids, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
    for (kind, id, sha256) in named {
        kinds.push(kind);
        ids.push(id);
        hashes.push(sha256);
    }
    let sql = "SELECT kind, id, sha256, revision FROM (
                   SELECT academie, kind, id, sha256, revision FROM record
                   UNION SELECT academie, kind, id, sha256, revision FROM purged
               ) AS there
               JOIN unnest($2::text[], $3::uuid[], $4::bytea[]) AS asked (kind, id, sha256) USING (kind, id, sha256)
               WHERE academie = $1";
    for row in client
        .query(sql, &[&order.academie, &kinds, &ids, &hashes])
        .await?
    {
        let kind = RecordKind::from(row.try_get::<_, String>(0)?);
        let revision = u32::try_from(unsigned(&row, 3)?).unwrap_or(u32::MAX);
        known
            .revisions
            .insert((kind, row.try_get(1)?, hash(&row, 2)?), revision);
    }
    Ok(())
}

async fn insert(
    client: &impl GenericClient,
    kept: &[(u64, Record)],
    order: &Order<'_>,
) -> Result<(), StoreError> {
    let columns = Columns::of(kept.iter().map(|(_, record)| record));
    let sequences: Vec<i64> = kept.iter().map(|(sequence, _)| signed(*sequence)).collect();
    let streams: Vec<&str> = kept
        .iter()
        .map(|(_, record)| Stream::of(&record.kind).as_str())
        .collect();
    let envelopes: Vec<String> = kept
        .iter()
        .map(|(_, record)| serde_json::to_string(&record.envelope()))
        .collect::<Result<_, _>>()?;
    let facts: Vec<&Option<String>> = kept.iter().map(|(_, record)| &record.facts).collect();
    let public: Vec<&Option<String>> = kept.iter().map(|(_, record)| &record.public).collect();
    let sql = "INSERT INTO record (academie, kind, id, revision, sha256, sequence, stream, author, envelope, facts,
                   public, stored_at)
               SELECT $1, kind, id, revision, sha256, sequence, stream, author, envelope, facts, public, $2
               FROM unnest($3::text[], $4::uuid[], $5::bigint[], $6::bytea[], $7::bigint[], $8::text[], $9::text[],
                   $10::text[], $11::text[], $12::text[])
               AS kept (kind, id, revision, sha256, sequence, stream, author, envelope, facts, public)";
    let at = order.at.to_string();
    let Columns {
        kinds,
        ids,
        revisions,
        hashes,
        authors,
    } = &columns;
    client
        .execute(
            sql,
            &[
                &order.academie,
                &at,
                kinds,
                ids,
                revisions,
                hashes,
                &sequences,
                &streams,
                authors,
                &envelopes,
                &facts,
                &public,
            ],
        )
        .await?;
    insert_private(client, kept, order.academie).await
}

async fn insert_private(
    client: &impl GenericClient,
    kept: &[(u64, Record)],
    academie: &str,
) -> Result<(), StoreError> {
    let with = || {
        kept.iter()
            .map(|(_, record)| record)
            .filter(|record| record.private.is_some())
    };
    let columns = Columns::of(with());
    let bytes: Vec<&[u8]> = with()
        .filter_map(|record| Some(record.private.as_ref()?.0.as_slice()))
        .collect();
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
    client
        .execute(sql, &[&academie, kinds, ids, revisions, hashes, &bytes])
        .await?;
    Ok(())
}

/// Takes what the targets of a tombstone say, those of its own author alone; a record of another kind does nothing.
async fn apply_tombstone(client: &impl GenericClient, record: &Record) -> Result<(), StoreError> {
    let Some(tombstone) = Tombstone::of(record) else {
        return Ok(());
    };
    let own: BTreeSet<&RecordKey> = tombstone
        .targets
        .iter()
        .filter(|target| target.academie == record.academie)
        .collect();
    for target in own {
        purge(client, target, record).await?;
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
