//! A visit as a list shows it, and where it stands.

use observation::instant::Instant;
use observation::visit::{VisitPlan, VisitStatus};
use rusqlite::{OptionalExtension, Row, Transaction};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::error::{NotebookError, VisitRefusal};
use crate::store::stored::{Json, Text};

/// A visit, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitRow {
    /// What is settled; while a rectificatif is being written, as it has it.
    pub plan: VisitPlan,
    /// Where it stands.
    pub status: VisitStatus,
    /// The number of the present draft, from 1.
    pub draft: u32,
    /// Whether a rectificatif is being written.
    pub correcting: bool,
    /// Whether the draft was handed over to another device of the author, where it goes on.
    pub handed_over: bool,
    /// Whether another author sealed it, whose post this one took over: it is read, never written.
    pub taken_over: bool,
    /// The last sealed revision; 0 before the first.
    pub last_revision: u32,
    /// How often the present draft changed: sealing names it, so that what was read is sealed, or nothing.
    pub changes: u64,
    /// When the present draft last changed.
    pub updated_at: Instant,
}

/// What a [`VisitRow`] is read from; a condition follows.
pub(super) const SELECT: &str = "SELECT d.plan, v.status, v.cancel_reason, v.draft, v.correcting, v.last_revision, d.changes, d.updated_at,
    EXISTS (SELECT 1 FROM handed_over h WHERE h.visit = v.id), EXISTS (SELECT 1 FROM taken_over t WHERE t.visit = v.id)
    FROM visit v JOIN draft d ON d.visit = v.id AND d.number = v.draft ";

pub(super) fn read_row(row: &Row<'_>) -> rusqlite::Result<VisitRow> {
    let (Json(plan), Text(updated_at)) = (row.get(0)?, row.get(7)?);
    Ok(VisitRow {
        plan,
        status: read_status(row.get(1)?, row.get(2)?)?,
        draft: row.get(3)?,
        correcting: row.get(4)?,
        handed_over: row.get(8)?,
        taken_over: row.get(9)?,
        last_revision: row.get(5)?,
        changes: row.get::<_, i64>(6)?.unsigned_abs(),
        updated_at,
    })
}

pub(in crate::store) fn row(
    transaction: &Transaction<'_>,
    visit: Uuid,
) -> Result<Option<VisitRow>, NotebookError> {
    let mut statement = transaction.prepare_cached(&format!("{SELECT} WHERE v.id = ?1"))?;
    Ok(statement.query_row([Text(visit)], read_row).optional()?)
}

/// The visit, which the notebook must have.
pub(in crate::store) fn known(transaction: &Transaction<'_>, visit: Uuid) -> Result<VisitRow, NotebookError> {
    row(transaction, visit)?.ok_or_else(|| NotebookError::visit(visit, VisitRefusal::Unknown))
}

/// The two columns of a status.
fn status_columns(status: VisitStatus) -> (&'static str, Option<String>) {
    match status {
        VisitStatus::Planned => ("planned", None),
        VisitStatus::Underway => ("underway", None),
        VisitStatus::Closed => ("closed", None),
        VisitStatus::Sealed => ("sealed", None),
        VisitStatus::Cancelled(reason) => {
            let reason = serde_json::to_value(reason).ok();
            (
                "cancelled",
                reason.as_ref().and_then(Value::as_str).map(str::to_owned),
            )
        }
    }
}

fn read_status(status: String, reason: Option<String>) -> rusqlite::Result<VisitStatus> {
    let written = reason.map_or_else(|| json!(status), |reason| json!({ "cancelled": reason }));
    let text = rusqlite::types::Type::Text;
    serde_json::from_value(written)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(1, text, Box::new(error)))
}

/// Sets where a visit stands.
pub(in crate::store) fn set_status(
    transaction: &Transaction<'_>,
    visit: Uuid,
    status: VisitStatus,
) -> Result<(), NotebookError> {
    let (status, reason) = status_columns(status);
    let sql = "UPDATE visit SET status = ?2, cancel_reason = ?3 WHERE id = ?1";
    transaction.execute(sql, (Text(visit), status, reason))?;
    Ok(())
}
