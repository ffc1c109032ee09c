//! The académies of the store, and whom they believe.

use std::sync::Arc;

use observation::instant::Instant;
use rusqlite::{Connection, OptionalExtension, Row};
use sync_protocol::{Epoch, PublicKey};

use super::audit;
use super::reading::record_of;
use super::stored::{Count, Text};
use crate::error::StoreError;
use crate::store::{Academie, AuditedAct, Trust, TrustCache};

pub(super) fn epoch(connection: &Connection) -> Result<Epoch, StoreError> {
    let found = connection.query_row("SELECT epoch FROM life", [], |row| row.get(0));
    Ok(found.map(|Text(epoch)| epoch)?)
}

pub(super) fn is_restoring(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.query_row("SELECT restoring FROM life", [], |row| row.get(0))?)
}

pub(super) fn create(
    connection: &Connection,
    code: &str,
    root: PublicKey,
    at: Instant,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO academie (academie, root, created_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    match connection.execute(sql, (code, Text(root), Text(at)))? {
        0 => Err(StoreError::AcademieExists(code.to_owned())),
        _ => {
            let act = AuditedAct::of_operator("academie_created", root);
            audit::add(connection, code, vec![act], at)
        }
    }
}

pub(super) fn find(connection: &Connection, code: &str) -> Result<Option<Academie>, StoreError> {
    let sql = "SELECT academie, root, durable_through FROM academie WHERE academie = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([code], academie_of).optional()?)
}

pub(super) fn all(connection: &Connection) -> Result<Vec<Academie>, StoreError> {
    let sql = "SELECT academie, root, durable_through FROM academie ORDER BY academie";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map([], academie_of)?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn academie_of(row: &Row<'_>) -> rusqlite::Result<Academie> {
    let (Text(root), Count(durable_through)) = (row.get(1)?, row.get(2)?);
    Ok(Academie {
        code: row.get(0)?,
        root,
        durable_through,
    })
}

/// The académie's last sequence number, and the last given to a record of trust.
pub(super) fn heads(connection: &Connection, academie: &str) -> Result<(u64, u64), StoreError> {
    let mut statement = connection.prepare_cached("SELECT head, trust FROM academie WHERE academie = ?1")?;
    let found = statement.query_row([academie], |row| {
        let (Count(head), Count(trust)) = (row.get(0)?, row.get(1)?);
        Ok((head, trust))
    });
    let found = found.optional()?;
    found.ok_or_else(|| StoreError::UnknownAcademie(academie.to_owned()))
}

/// Whom the académie believes, by all that it was sent about it; read anew where something came since.
pub(super) fn trust(
    connection: &Connection,
    academie: &str,
    cache: &TrustCache,
) -> Result<Arc<Trust>, StoreError> {
    let (_, through) = heads(connection, academie)?;
    if let Some(trust) = cache.get(academie, through) {
        return Ok(trust);
    }
    let trust = Arc::new(read_trust(connection, academie)?);
    cache.put(academie, through, &trust);
    Ok(trust)
}

fn read_trust(connection: &Connection, academie: &str) -> Result<Trust, StoreError> {
    let found = find(connection, academie)?;
    let found = found.ok_or_else(|| StoreError::UnknownAcademie(academie.to_owned()))?;
    let sql = "SELECT envelope, facts, public, NULL FROM record
               WHERE academie = ?1 AND kind IN ('charter', 'certificate', 'role', 'invitation', 'revocation')
               ORDER BY +sequence";
    let mut statement = connection.prepare_cached(sql)?;
    let records = statement.query_map([academie], record_of)?;
    let records = records.collect::<Result<Vec<_>, _>>()?;
    Ok(Trust::of(academie, found.root, records))
}
