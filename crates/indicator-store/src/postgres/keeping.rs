//! What goes up: records judged and kept, tombstones applied, in one transaction that holds the académie's head.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use deadpool_postgres::{GenericClient, Object};
use observation::canonical::Sha256;
use observation::grid::GridFile;
use sync_protocol::judging::Known;
use sync_protocol::release::named_by;
use sync_protocol::{Fingerprint, Record, RecordKey, RecordKind, Verdict};
use tokio_postgres::Row;
use uuid::Uuid;

use super::head::hold;
use super::inserting::{Columns, Stored, apply_tombstone, insert};
use super::reading::{hash, signed, unsigned};
use super::{academies, audit, devices, prepared};
use crate::error::StoreError;
use crate::store::{
    Caches, Circumstances, Decision, GridCache, Incoming, Order, Trust, acts, decide, ended, grids_named,
};

/// What is written is planned once on a connection: a plan of its own would copy each batch several times. By keys alone, for
/// a plan that was made while a table was empty would read it whole ever after.
const PLANNED_ONCE: &str = "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off";

/// The parents that are kept, and those that were purged: each table by itself, for who joins their union reads them whole.
const PARENTS_KEPT: &str = "SELECT kind, id, sha256, revision FROM record
    JOIN unnest($2::text[], $3::uuid[], $4::bytea[]) AS asked (kind, id, sha256) USING (kind, id, sha256)
    WHERE academie = $1";
const PARENTS_PURGED: &str = "SELECT kind, id, sha256, revision FROM purged
    JOIN unnest($2::text[], $3::uuid[], $4::bytea[]) AS asked (kind, id, sha256) USING (kind, id, sha256)
    WHERE academie = $1";

pub(super) async fn keep(
    client: &mut Object,
    order: &Order<'_>,
    caches: &Caches,
) -> Result<Vec<Verdict>, StoreError> {
    let transaction = client.transaction().await?;
    let (head, through) = hold(&transaction, order.academie).await?;
    let mut trust = academies::trust_through(&transaction, order.academie, through, &caches.trust).await?;
    let given = Circumstances {
        academie: order.academie,
        today: order.at.date_in(chrono_tz::Europe::Paris),
        head,
    };
    let known = known(&transaction, order, &caches.grids).await?;
    let decision = decide(&order.records, given, &mut trust, known);
    let stored = decision.kept.iter().map(|(sequence, record)| Stored {
        sequence: *sequence,
        at: order.at,
        purged: false,
        record,
    });
    transaction.batch_execute(PLANNED_ONCE).await?;
    insert(&transaction, &stored.collect::<Vec<_>>(), order.academie).await?;
    for (_, record) in &decision.kept {
        apply_tombstone(&transaction, record).await?;
    }
    insert_recovery(&transaction, order.academie, &decision).await?;
    move_heads(&transaction, order.academie, &decision).await?;
    write_down(&transaction, order, &decision, &trust).await?;
    transaction.commit().await?;
    Ok(decision.verdicts)
}

/// Ends the tokens of devices that were revoked, and says in the trail what changed.
async fn write_down(
    client: &impl GenericClient,
    order: &Order<'_>,
    decision: &Decision,
    trust: &Trust,
) -> Result<(), StoreError> {
    let mut gone = Vec::new();
    if decision.is_of_trust() {
        let all = devices::all(client, order.academie).await?;
        gone = devices::end_tokens(client, order.academie, &ended(trust, &all), order.at).await?;
    }
    audit::add_held(client, order.academie, acts(decision, &gone), order.at).await
}

async fn move_heads(
    client: &impl GenericClient,
    academie: &str,
    decision: &Decision,
) -> Result<(), StoreError> {
    if let (Some(head), of_trust) = decision.heads() {
        let sql = "UPDATE academie SET head = $2, trust = coalesce($3, trust) WHERE academie = $1";
        let of_trust = of_trust.map(signed);
        prepared::execute(client, sql, &[&academie, &signed(head), &of_trust]).await?;
    }
    Ok(())
}

pub(super) async fn insert_recovery(
    client: &impl GenericClient,
    academie: &str,
    decision: &Decision,
) -> Result<(), StoreError> {
    for (proof, sequence) in decision.recovery_proofs() {
        let sql = "INSERT INTO recovery (academie, proof, sequence) VALUES ($1, $2, $3)";
        let proof = proof.as_bytes().as_slice();
        client
            .execute(sql, &[&academie, &proof, &signed(sequence)])
            .await?;
    }
    Ok(())
}

/// What the disk holds of what the records speak of.
async fn known(
    client: &impl GenericClient,
    order: &Order<'_>,
    cache: &GridCache,
) -> Result<Known, StoreError> {
    let records: Vec<&Record> = order.records.iter().filter_map(Incoming::record).collect();
    let named = grids_named(&order.records);
    // Asked together: the server answers one while the next is on its way.
    let answers = tokio::join!(
        numbered(client, order, &records),
        purged(client, order, &records),
        parents(client, order, &records),
        grids(client, order.academie, named.iter(), cache),
    );
    let (numbered, purged, revisions, grids) = match answers {
        (Ok(numbered), Ok(purged), Ok(revisions), Ok(grids)) => (numbered, purged, revisions, grids),
        (numbered, purged, revisions, grids) => {
            let errors = [numbered.err(), purged.err(), revisions.err(), grids.err()];
            return Err(cause(errors.into_iter().flatten()));
        }
    };
    let mut known = Known {
        purged,
        revisions,
        grids,
        ..Known::default()
    };
    for (key, sequence) in numbered {
        let number = (key.kind.clone(), key.id, key.revision);
        known.first.entry(number).or_insert(key.sha256);
        known.stored.insert(key, sequence);
    }
    Ok(known)
}

/// The error for which the others are: once one statement failed, the transaction refuses the rest.
fn cause(errors: impl Iterator<Item = StoreError>) -> StoreError {
    let chosen = errors.reduce(|first, next| match first {
        StoreError::Aborted => next,
        cause => cause,
    });
    chosen.unwrap_or(StoreError::Aborted)
}

/// Those of these grids that the académie has.
pub(super) async fn grids<'g>(
    client: &impl GenericClient,
    academie: &str,
    named: impl Iterator<Item = &'g Sha256>,
    cache: &GridCache,
) -> Result<BTreeMap<Sha256, Arc<GridFile>>, StoreError> {
    let read: BTreeMap<Sha256, Option<Arc<GridFile>>> = named.map(|hash| (*hash, cache.get(hash))).collect();
    let hashes: Vec<&[u8]> = read.keys().map(|hash| hash.as_bytes().as_slice()).collect();
    let held: Vec<bool> = read.values().map(Option::is_some).collect();
    // That the académie has it is asked each time; its text, once.
    let sql = "SELECT sha256, CASE WHEN held THEN NULL ELSE public END FROM record
               JOIN unnest($2::bytea[], $3::boolean[]) AS asked (sha256, held) USING (sha256)
               WHERE academie = $1 AND kind = 'grid' AND NOT purged";
    let mut found = BTreeMap::new();
    for row in prepared::query(client, sql, &[&academie, &hashes, &held]).await? {
        let sha256 = hash(&row, 0)?;
        let file = match row.try_get::<_, Option<&str>>(1)? {
            Some(text) => cache.read(sha256, text),
            None => read.get(&sha256).cloned().flatten(),
        };
        found.extend(file.map(|file| (sha256, file)));
    }
    Ok(found)
}

/// The keys that are there of the numbers that records bear, in the order of their sequence.
async fn numbered(
    client: &impl GenericClient,
    order: &Order<'_>,
    records: &[&Record],
) -> Result<Vec<(RecordKey, u64)>, StoreError> {
    let columns = Columns::of(records.iter().copied());
    let sql = "SELECT DISTINCT kind, id, revision, sha256, sequence FROM record
               JOIN unnest($2::text[], $3::uuid[], $4::bigint[]) AS asked (kind, id, revision)
               USING (kind, id, revision) WHERE academie = $1 ORDER BY sequence";
    let rows = prepared::query(
        client,
        sql,
        &[&order.academie, &columns.kinds, &columns.ids, &columns.revisions],
    )
    .await?;
    let of = |row: Row| -> Result<(RecordKey, u64), StoreError> {
        let key = RecordKey {
            academie: order.academie.to_owned(),
            kind: RecordKind::from(row.try_get::<_, String>(0)?),
            id: row.try_get(1)?,
            revision: u32::try_from(unsigned(&row, 2)?).unwrap_or(u32::MAX),
            sha256: hash(&row, 3)?,
        };
        Ok((key, unsigned(&row, 4)?))
    };
    rows.into_iter().map(of).collect()
}

/// Those of the records that a tombstone named, each with its author.
async fn purged(
    client: &impl GenericClient,
    order: &Order<'_>,
    records: &[&Record],
) -> Result<BTreeSet<(RecordKey, Fingerprint)>, StoreError> {
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
    let rows = prepared::query(
        client,
        sql,
        &[&order.academie, kinds, ids, revisions, hashes, authors],
    )
    .await?;
    let mut purged = BTreeSet::new();
    for row in rows {
        let rank = usize::try_from(unsigned(&row, 0)?).unwrap_or(usize::MAX);
        let record = records.get(rank - 1);
        purged.extend(record.map(|record| (record.key(), record.signature.author)));
    }
    Ok(purged)
}

/// The number of each parent that is there, or was purged.
async fn parents(
    client: &impl GenericClient,
    order: &Order<'_>,
    records: &[&Record],
) -> Result<BTreeMap<(RecordKind, Uuid, Sha256), u32>, StoreError> {
    let named = records.iter().flat_map(|record| {
        let parents = record.parents.iter().map(|parent| (record.id, *parent));
        let all = parents.chain(named_by(record));
        all.map(|(id, sha256)| (record.kind.as_str(), id, sha256))
    });
    let named: Vec<(&str, Uuid, Sha256)> = named.collect();
    let (mut kinds, mut ids, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
    for (kind, id, sha256) in &named {
        kinds.push(*kind);
        ids.push(*id);
        hashes.push(sha256.as_bytes().as_slice());
    }
    let mut revisions = BTreeMap::new();
    if hashes.is_empty() {
        return Ok(revisions);
    }
    for sql in [PARENTS_KEPT, PARENTS_PURGED] {
        let found = prepared::query(client, sql, &[&order.academie, &kinds, &ids, &hashes]).await?;
        for row in found {
            let kind = RecordKind::from(row.try_get::<_, String>(0)?);
            let revision = u32::try_from(unsigned(&row, 3)?).unwrap_or(u32::MAX);
            // The same bytes may stand under two numbers: two laptops wrote them, one not knowing of the other.
            let number = revisions
                .entry((kind, row.try_get(1)?, hash(&row, 2)?))
                .or_insert(revision);
            *number = revision.max(*number);
        }
    }
    Ok(revisions)
}
