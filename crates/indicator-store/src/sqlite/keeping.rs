//! What goes up: records judged and kept, tombstones applied, in one transaction.

use std::sync::Arc;

use observation::canonical::Sha256;
use observation::grid::GridFile;
use rusqlite::{Connection, OptionalExtension};
use sync_protocol::judging::Known;
use sync_protocol::message::stream::Stream;
use sync_protocol::release::named_by;
use sync_protocol::{Record, RecordKey, Tombstone, Verdict};
use uuid::Uuid;

use super::stored::{Count, Json, Text};
use super::{academies, audit, devices};
use crate::error::StoreError;
use crate::store::{
    Caches, Circumstances, Decision, GridCache, Incoming, Order, Trust, acts, decide, ended, grids_named,
};

pub(super) fn keep(
    connection: &Connection,
    order: &Order<'_>,
    caches: &Caches,
) -> Result<Vec<Verdict>, StoreError> {
    let mut trust = academies::trust(connection, order.academie, &caches.trust)?;
    let (head, _) = academies::heads(connection, order.academie)?;
    let given = Circumstances {
        academie: order.academie,
        today: order.at.date_in(chrono_tz::Europe::Paris),
        head,
    };
    let known = known(connection, order, &caches.grids)?;
    let decision = decide(&order.records, given, &mut trust, known);
    for (sequence, record) in &decision.kept {
        insert(connection, *sequence, record, order)?;
    }
    for (proof, sequence) in decision.recovery_proofs() {
        let sql = "INSERT INTO recovery (academie, proof, sequence) VALUES (?1, ?2, ?3)";
        connection.execute(sql, (order.academie, Text(proof), Count(sequence)))?;
    }
    move_heads(connection, order.academie, &decision)?;
    write_down(connection, order, &decision, &trust)?;
    Ok(decision.verdicts)
}

/// Ends the tokens of devices that were revoked, and says in the trail what changed.
fn write_down(
    connection: &Connection,
    order: &Order<'_>,
    decision: &Decision,
    trust: &Trust,
) -> Result<(), StoreError> {
    let mut gone = Vec::new();
    if decision.is_of_trust() {
        let all = devices::all(connection, order.academie)?;
        gone = devices::end_tokens(connection, order.academie, &ended(trust, &all), order.at)?;
    }
    audit::add(connection, order.academie, acts(decision, &gone), order.at)
}

fn move_heads(connection: &Connection, academie: &str, decision: &Decision) -> Result<(), StoreError> {
    if let (Some(head), of_trust) = decision.heads() {
        let sql = "UPDATE academie SET head = ?2, trust = coalesce(?3, trust) WHERE academie = ?1";
        connection.execute(sql, (academie, Count(head), of_trust.map(Count)))?;
    }
    Ok(())
}

/// What the disk holds of what the records speak of.
fn known(connection: &Connection, order: &Order<'_>, grids: &GridCache) -> Result<Known, StoreError> {
    let mut known = Known::default();
    for record in order.records.iter().filter_map(Incoming::record) {
        know_key(connection, record, &mut known)?;
        for parent in &record.parents {
            know_parent(connection, record, (record.id, parent), &mut known)?;
        }
        for (id, part) in named_by(record) {
            know_parent(connection, record, (id, &part), &mut known)?;
        }
    }
    for sha256 in grids_named(&order.records) {
        let file = grid(connection, order.academie, sha256, grids)?;
        known.grids.extend(file.map(|file| (sha256, file)));
    }
    Ok(known)
}

fn know_key(connection: &Connection, record: &Record, known: &mut Known) -> Result<(), StoreError> {
    let key = record.key();
    let (kind, id, sha256) = (key.kind.as_str(), Text(key.id), Text(key.sha256));
    let sql = "SELECT EXISTS (SELECT 1 FROM purged WHERE academie = ?1 AND kind = ?2 AND id = ?3
               AND revision = ?4 AND sha256 = ?5 AND (author IS NULL OR author = ?6))";
    let mut statement = connection.prepare_cached(sql)?;
    let author = Text(record.signature.author);
    let is_purged: bool = statement
        .query_row((&key.academie, kind, &id, key.revision, &sha256, author), |row| {
            row.get(0)
        })?;
    if is_purged {
        known.purged.insert((key.clone(), record.signature.author));
    }
    // By « + » no index is taken for the order: that of the sequence would be read to its end.
    let sql =
        "SELECT sha256, sequence FROM record WHERE academie = ?1 AND kind = ?2 AND id = ?3 AND revision = ?4
               ORDER BY +sequence";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query((&key.academie, kind, &id, key.revision))?;
    while let Some(row) = rows.next()? {
        let (Text(sha256), Count(sequence)) = (row.get(0)?, row.get(1)?);
        let number = (key.kind.clone(), key.id, key.revision);
        known.first.entry(number).or_insert(sha256);
        if sha256 == key.sha256 {
            known.stored.insert(key.clone(), sequence);
        }
    }
    Ok(())
}

fn know_parent(
    connection: &Connection,
    record: &Record,
    (id, parent): (Uuid, &Sha256),
    known: &mut Known,
) -> Result<(), StoreError> {
    // The same bytes may stand under two numbers: two laptops wrote them, one not knowing of the other.
    let sql = "SELECT revision FROM record WHERE academie = ?1 AND kind = ?2 AND id = ?3 AND sha256 = ?4
               UNION SELECT revision FROM purged WHERE academie = ?1 AND kind = ?2 AND id = ?3 AND sha256 = ?4
               ORDER BY revision DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let named = (&record.academie, record.kind.as_str(), Text(id), Text(*parent));
    let revision: Option<u32> = statement.query_row(named, |row| row.get(0)).optional()?;
    if let Some(revision) = revision {
        known
            .revisions
            .insert((record.kind.clone(), id, *parent), revision);
    }
    Ok(())
}

/// The grid `sha256` of an académie. That it has it is asked each time: another académie's is none of its own.
pub(super) fn grid(
    connection: &Connection,
    academie: &str,
    sha256: Sha256,
    grids: &GridCache,
) -> Result<Option<Arc<GridFile>>, StoreError> {
    let read = grids.get(&sha256);
    let sql = "SELECT CASE WHEN ?3 THEN NULL ELSE public END FROM record
               WHERE academie = ?1 AND kind = 'grid' AND sha256 = ?2 AND purged = 0";
    let mut statement = connection.prepare_cached(sql)?;
    let text: Option<Option<String>> = statement
        .query_row((academie, Text(sha256), read.is_some()), |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| read.or_else(|| grids.read(sha256, &text?))))
}

fn insert(
    connection: &Connection,
    sequence: u64,
    record: &Record,
    order: &Order<'_>,
) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO record (academie, kind, id, revision, sha256, sequence, stream, author, envelope, facts,
               public, stored_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute((
        &record.academie,
        record.kind.as_str(),
        Text(record.id),
        record.revision,
        Text(record.sha256),
        Count(sequence),
        Text(Stream::of(record)),
        Text(record.signature.author),
        Json(record.envelope()),
        &record.facts,
        &record.public,
        Text(order.at),
    ))?;
    if let Some(private) = &record.private {
        insert_private(connection, &record.key(), &private.0)?;
    }
    apply_tombstone(connection, record)
}

pub(super) fn insert_private(
    connection: &Connection,
    key: &RecordKey,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO private (academie, kind, id, revision, sha256, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = connection.prepare_cached(sql)?;
    let (id, sha256) = (Text(key.id), Text(key.sha256));
    statement.execute((&key.academie, key.kind.as_str(), id, key.revision, sha256, bytes))?;
    Ok(())
}

/// Takes what the targets of a tombstone say, those of its own author alone; a record of another kind does nothing.
fn apply_tombstone(connection: &Connection, record: &Record) -> Result<(), StoreError> {
    Tombstone::targets_of(record)
        .iter()
        .try_for_each(|target| purge(connection, target, record))
}

fn purge(connection: &Connection, target: &RecordKey, tombstone: &Record) -> Result<(), StoreError> {
    let (academie, kind, id) = (&target.academie, target.kind.as_str(), Text(target.id));
    let (revision, sha256) = (target.revision, Text(target.sha256));
    let author = Text(tombstone.signature.author);
    let sql =
        "DELETE FROM private WHERE (academie, kind, id, revision, sha256) = (?1, ?2, ?3, ?4, ?5) AND EXISTS
               (SELECT 1 FROM record WHERE academie = ?1 AND kind = ?2 AND id = ?3 AND revision = ?4
                AND sha256 = ?5 AND author = ?6)";
    connection.execute(sql, (academie, kind, &id, revision, &sha256, &author))?;
    let sql = "UPDATE record SET facts = NULL, public = NULL, purged = 1 WHERE academie = ?1 AND kind = ?2
               AND id = ?3 AND revision = ?4 AND sha256 = ?5 AND author = ?6 AND purged = 0";
    connection.execute(sql, (academie, kind, &id, revision, &sha256, &author))?;
    let sql = "INSERT INTO purged (academie, kind, id, revision, sha256, author, tombstone)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING";
    let tombstone = Text(tombstone.sha256);
    connection.execute(sql, (academie, kind, id, revision, sha256, author, tombstone))?;
    Ok(())
}
