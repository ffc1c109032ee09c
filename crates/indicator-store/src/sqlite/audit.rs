//! The audit trail, line after line.

use observation::instant::Instant;
use rusqlite::{Connection, OptionalExtension};

use super::stored::{Count, Json};
use crate::error::StoreError;
use crate::store::{AuditLine, AuditedAct};

pub(super) fn add(
    connection: &Connection,
    academie: &str,
    acts: Vec<AuditedAct>,
    at: Instant,
) -> Result<(), StoreError> {
    if acts.is_empty() {
        return Ok(());
    }
    let sql = "SELECT line FROM audit WHERE academie = ?1 ORDER BY number DESC LIMIT 1";
    let last: Option<Json<AuditLine>> = connection
        .query_row(sql, [academie], |row| row.get(0))
        .optional()?;
    let sql = "INSERT INTO audit (academie, number, line) VALUES (?1, ?2, ?3)";
    let mut statement = connection.prepare_cached(sql)?;
    for line in AuditLine::all_after(last.map(|Json(line)| line), acts, at)? {
        statement.execute((academie, Count(line.number), Json(&line)))?;
    }
    Ok(())
}

pub(super) fn all(connection: &Connection, academie: &str) -> Result<Vec<AuditLine>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT line FROM audit WHERE academie = ?1 ORDER BY number")?;
    let lines = statement.query_map([academie], |row| row.get(0).map(|Json(line)| line))?;
    Ok(lines.collect::<Result<_, _>>()?)
}
