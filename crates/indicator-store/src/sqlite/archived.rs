//! All that the store keeps, out of the database and into another.

use observation::canonical::Sha256;
use observation::instant::Instant;
use rusqlite::{Connection, Row};
use sync_protocol::message::stream::Stream;
use sync_protocol::{Epoch, RecordKey, RecordKind};

use super::keeping::insert_private;
use super::reading::record_of;
use super::stored::{Count, Json, Text};
use super::{academies, audit};
use crate::error::StoreError;
use crate::store::{Decision, Filed, Indexes, Kept, Ledger, Purged, Token};

pub(super) fn ledger(connection: &Connection, academie: &str) -> Result<Ledger, StoreError> {
    let (head, trust) = academies::heads(connection, academie)?;
    let sql = "SELECT root, created_at, acts, last_act, audited_from FROM academie WHERE academie = ?1";
    let of_academie = connection.query_row(sql, [academie], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    let (Text(root), Text(created_at), Count(acts), last_act, Count(audited_from)) = of_academie;
    let last_act: Option<Text<Sha256>> = last_act;
    let spent = "SELECT token FROM spent WHERE academie = ?1 ORDER BY token";
    let tokens =
        "SELECT key, author, token, enrolled_at, revoked_at FROM device WHERE academie = ?1 ORDER BY key";
    let purged = "SELECT kind, id, revision, sha256, author, tombstone FROM purged WHERE academie = ?1
                  ORDER BY kind, id, revision, sha256, tombstone";
    Ok(Ledger {
        academie: academie.to_owned(),
        root,
        created_at,
        head,
        trust,
        devices: all(connection, tokens, academie, token_of)?,
        spent: all(connection, spent, academie, |row| {
            row.get(0).map(|Text(token)| token)
        })?,
        purged: all(connection, purged, academie, |row| purged_of(row, academie))?,
        audit: audit::all(connection, academie)?,
        acts,
        last_act: last_act.map(|Text(hash)| hash),
        audited_from: Some(audited_from),
    })
}

pub(super) fn filed(
    connection: &Connection,
    academie: &str,
    after: u64,
    count: usize,
) -> Result<Vec<Filed>, StoreError> {
    let sql = "SELECT sequence, kind, id, revision, sha256, stream, author FROM record
               WHERE academie = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map((academie, Count(after), Count::of(count)), |row| {
        let (Count(sequence), Count(revision)) = (row.get(0)?, row.get(3)?);
        Ok(Filed {
            sequence,
            kind: row.get(1)?,
            id: row.get(2)?,
            revision,
            sha256: row.get(4)?,
            stream: row.get(5)?,
            author: row.get(6)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(super) fn indexes(connection: &Connection, academie: &str) -> Result<Indexes, StoreError> {
    let sql = "SELECT proof, sequence FROM recovery WHERE academie = ?1 ORDER BY sequence, proof";
    let recovery = all(connection, sql, academie, |row| {
        let (Text(proof), Count(sequence)) = (row.get(0)?, row.get(1)?);
        Ok((proof, sequence))
    })?;
    let sql = "SELECT count(*) FROM private WHERE academie = ?1 AND NOT EXISTS
               (SELECT 1 FROM record WHERE academie = ?1 AND record.kind = private.kind AND record.id = private.id
                AND record.revision = private.revision AND record.sha256 = private.sha256)";
    let Count(orphans) = connection.query_row(sql, [academie], |row| row.get(0))?;
    Ok(Indexes { recovery, orphans })
}

fn all<Found>(
    connection: &Connection,
    sql: &str,
    academie: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<Found>,
) -> Result<Vec<Found>, StoreError> {
    let mut statement = connection.prepare(sql)?;
    let found = statement.query_map([academie], read)?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn token_of(row: &Row<'_>) -> rusqlite::Result<Token> {
    let (Text(key), Text(author), Text(token), Text(enrolled_at)) =
        (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let revoked_at: Option<Text<Instant>> = row.get(4)?;
    Ok(Token {
        key,
        author,
        token,
        enrolled_at,
        revoked_at: revoked_at.map(|Text(at)| at),
    })
}

fn purged_of(row: &Row<'_>, academie: &str) -> rusqlite::Result<Purged> {
    let (Text(id), Text(sha256), Text(tombstone)) = (row.get(1)?, row.get(3)?, row.get(5)?);
    let author: Option<Text<_>> = row.get(4)?;
    Ok(Purged {
        key: RecordKey {
            academie: academie.to_owned(),
            kind: RecordKind::from(row.get::<_, String>(0)?),
            id,
            revision: row.get(2)?,
            sha256,
        },
        author: author.map(|Text(author)| author),
        tombstone,
    })
}

pub(super) fn kept(
    connection: &Connection,
    academie: &str,
    after: u64,
    count: usize,
) -> Result<Vec<Kept>, StoreError> {
    let sql = "SELECT envelope, facts, public, private.bytes, sequence, stored_at, purged FROM record
               LEFT JOIN private USING (academie, kind, id, revision, sha256)
               WHERE academie = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let kept = statement.query_map((academie, Count(after), Count::of(count)), |row| {
        let (Count(sequence), Text(stored_at)) = (row.get(4)?, row.get(5)?);
        Ok(Kept {
            sequence,
            stored_at,
            purged: row.get(6)?,
            record: record_of(row)?,
        })
    })?;
    Ok(kept.collect::<Result<_, _>>()?)
}

pub(super) fn note_durable(connection: &Connection, academie: &str, through: u64) -> Result<(), StoreError> {
    let sql = "UPDATE academie SET durable_through = max(durable_through, ?2) WHERE academie = ?1";
    connection.execute(sql, (academie, Count(through)))?;
    Ok(())
}

pub(super) fn begin(connection: &Connection) -> Result<(), StoreError> {
    if let Some(served) = academies::all(connection)?.first() {
        return Err(StoreError::NotEmpty(served.code.clone()));
    }
    connection.execute("UPDATE life SET restoring = 1", [])?;
    Ok(())
}

pub(super) fn end(connection: &Connection, epoch: Epoch, at: Instant) -> Result<(), StoreError> {
    let sql = "UPDATE life SET epoch = ?1, began_at = ?2, restoring = 0";
    connection.execute(sql, (Text(epoch), Text(at)))?;
    Ok(())
}

pub(super) fn restore_ledger(connection: &Connection, ledger: &Ledger) -> Result<(), StoreError> {
    let academie = &ledger.academie;
    let sql = "INSERT INTO academie (academie, root, created_at, head, trust, durable_through, audited_from)
               VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?6)";
    let (root, created_at) = (Text(ledger.root), Text(ledger.created_at));
    connection.execute(
        sql,
        (
            academie,
            root,
            created_at,
            Count(ledger.head),
            Count(ledger.trust),
            Count(ledger.audited_from()),
        ),
    )?;
    for device in &ledger.devices {
        let sql = "INSERT INTO device (academie, key, author, token, enrolled_at, revoked_at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let (key, author, token) = (Text(device.key), Text(device.author), Text(device.token));
        let (enrolled_at, revoked_at) = (Text(device.enrolled_at), device.revoked_at.map(Text));
        connection.execute(sql, (academie, key, author, token, enrolled_at, revoked_at))?;
    }
    for token in &ledger.spent {
        let sql = "INSERT INTO spent (academie, token) VALUES (?1, ?2)";
        connection.execute(sql, (academie, Text(*token)))?;
    }
    for one in &ledger.purged {
        restore_purged(connection, academie, one)?;
    }
    for line in &ledger.audit {
        let sql = "INSERT INTO audit (academie, number, line) VALUES (?1, ?2, ?3)";
        connection.execute(sql, (academie, Count(line.number), Json(line)))?;
    }
    Ok(())
}

fn restore_purged(connection: &Connection, academie: &str, one: &Purged) -> Result<(), StoreError> {
    let sql = "INSERT INTO purged (academie, kind, id, revision, sha256, author, tombstone)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let (kind, id, sha256) = (one.key.kind.as_str(), Text(one.key.id), Text(one.key.sha256));
    let (author, tombstone) = (one.author.map(Text), Text(one.tombstone));
    connection.execute(
        sql,
        (academie, kind, id, one.key.revision, sha256, author, tombstone),
    )?;
    Ok(())
}

pub(super) fn restore_kept(connection: &Connection, academie: &str, kept: &[Kept]) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO record (academie, kind, id, revision, sha256, sequence, stream, author, envelope, facts,
               public, stored_at, purged) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    let mut statement = connection.prepare_cached(sql)?;
    for one in kept {
        let record = &one.record;
        statement.execute((
            academie,
            record.kind.as_str(),
            Text(record.id),
            record.revision,
            Text(record.sha256),
            Count(one.sequence),
            Text(Stream::of(record)),
            Text(record.signature.author),
            Json(record.envelope()),
            &record.facts,
            &record.public,
            Text(one.stored_at),
            one.purged,
        ))?;
        if let Some(private) = &record.private {
            insert_private(connection, &record.key(), &private.0)?;
        }
    }
    let proofs = Decision::of_kept(kept);
    for (proof, sequence) in proofs.recovery_proofs() {
        let sql = "INSERT INTO recovery (academie, proof, sequence) VALUES (?1, ?2, ?3)";
        connection.execute(sql, (academie, Text(proof), Count(sequence)))?;
    }
    Ok(())
}
