//! Visits: their plan, their state, and the one gate through which their drafts change.

mod correction;
mod plan;
mod search;
mod state;

use observation::answers::AnswerLog;
use observation::instant::Instant;
use observation::visit::{Debrief, Note, Visit, VisitPlan, VisitStatus};
use rusqlite::{OptionalExtension, Row, Transaction};
use serde_json::{Value, json};
use uuid::Uuid;

use super::stored::{Json, Text};
use super::{LeftAt, Notebook, answer, debrief, left_at, note, personal_note};
use crate::error::{NotebookError, VisitRefusal};

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
    /// The last sealed revision; 0 before the first.
    pub last_revision: u32,
    /// How often the present draft changed: sealing names it, so that what was read is sealed, or nothing.
    pub changes: u64,
    /// When the present draft last changed.
    pub updated_at: Instant,
}

/// A visit with all that its present draft holds, read at one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitContent {
    /// As a list shows it.
    pub row: VisitRow,
    /// Its answers.
    pub answers: AnswerLog,
    /// Its running notebook, in the order of the page.
    pub notes: Vec<Note>,
    /// What was said after.
    pub debrief: Debrief,
    /// Where it was left; none before it was observed.
    pub left_at: Option<LeftAt>,
    /// Whether there are personal notes.
    pub has_personal_note: bool,
}

impl VisitContent {
    /// The visit as it is reviewed and sealed.
    #[must_use]
    pub fn visit(&self) -> Visit {
        Visit {
            plan: self.row.plan.clone(),
            answers: self.answers.present(),
            notes: self.notes.clone(),
            debrief: self.debrief.clone(),
            timelines: Default::default(),
        }
    }
}

impl Notebook {
    /// A visit; none when the notebook does not have it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn visit(&self, visit: Uuid) -> Result<Option<VisitRow>, NotebookError> {
        self.read(|transaction| row(transaction, visit))
    }

    /// A visit with all that its present draft holds; none when the notebook does not have it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn visit_content(&self, visit: Uuid) -> Result<Option<VisitContent>, NotebookError> {
        self.read(|transaction| {
            let content = |row: VisitRow| content(transaction, row);
            row(transaction, visit)?.map(content).transpose()
        })
    }

    /// Changes the present draft of `visit`, which must be open to changes: the only gate there is.
    pub(super) fn enter<T>(
        &self,
        visit: Uuid,
        at: Instant,
        work: impl FnOnce(&Transaction<'_>, u32) -> Result<T, NotebookError>,
    ) -> Result<T, NotebookError> {
        self.write(|transaction| {
            let draft = open_draft(transaction, visit)?;
            let value = work(transaction, draft)?;
            touch(transaction, visit, draft, at)?;
            begin(transaction, visit)?;
            Ok(value)
        })
    }
}

fn content(transaction: &Transaction<'_>, row: VisitRow) -> Result<VisitContent, NotebookError> {
    let (visit, draft) = (row.plan.id, row.draft);
    Ok(VisitContent {
        answers: answer::of(transaction, visit, draft)?,
        notes: note::of(transaction, visit, draft)?,
        debrief: debrief::of(transaction, visit, draft)?,
        left_at: left_at::of(transaction, visit)?,
        has_personal_note: personal_note::is_there(transaction, visit)?,
        row,
    })
}

/// What a [`VisitRow`] is read from; a condition follows.
const SELECT: &str = "SELECT d.plan, v.status, v.cancel_reason, v.draft, v.correcting, v.last_revision, d.changes, d.updated_at
    FROM visit v JOIN draft d ON d.visit = v.id AND d.number = v.draft ";

fn read_row(row: &Row<'_>) -> rusqlite::Result<VisitRow> {
    let (Json(plan), Text(updated_at)) = (row.get(0)?, row.get(7)?);
    Ok(VisitRow {
        plan,
        status: read_status(row.get(1)?, row.get(2)?)?,
        draft: row.get(3)?,
        correcting: row.get(4)?,
        last_revision: row.get(5)?,
        changes: row.get::<_, i64>(6)?.unsigned_abs(),
        updated_at,
    })
}

pub(super) fn row(transaction: &Transaction<'_>, visit: Uuid) -> Result<Option<VisitRow>, NotebookError> {
    let mut statement = transaction.prepare_cached(&format!("{SELECT} WHERE v.id = ?1"))?;
    Ok(statement.query_row([Text(visit)], read_row).optional()?)
}

/// The visit, which the notebook must have.
pub(super) fn known(transaction: &Transaction<'_>, visit: Uuid) -> Result<VisitRow, NotebookError> {
    row(transaction, visit)?.ok_or_else(|| NotebookError::visit(visit, VisitRefusal::Unknown))
}

/// The number of the draft that takes changes now.
pub(super) fn open_draft(transaction: &Transaction<'_>, visit: Uuid) -> Result<u32, NotebookError> {
    let sql = "SELECT status, correcting, draft FROM visit WHERE id = ?1";
    let mut statement = transaction.prepare_cached(sql)?;
    let found = statement.query_row([Text(visit)], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, bool>(1)?,
            row.get::<_, u32>(2)?,
        ))
    });
    let refused = |refusal| Err(NotebookError::visit(visit, refusal));
    match found.optional()? {
        None => refused(VisitRefusal::Unknown),
        Some((status, correcting, draft)) => match status.as_str() {
            "closed" => refused(VisitRefusal::Closed),
            "cancelled" => refused(VisitRefusal::Cancelled),
            "sealed" if !correcting => refused(VisitRefusal::Sealed),
            _ => Ok(draft),
        },
    }
}

/// The visit, whose present draft may be sealed.
pub(super) fn sealable(transaction: &Transaction<'_>, visit: Uuid) -> Result<VisitRow, NotebookError> {
    open_draft(transaction, visit)?;
    known(transaction, visit)
}

/// Notes that the draft changed.
pub(super) fn touch(
    transaction: &Transaction<'_>,
    visit: Uuid,
    draft: u32,
    at: Instant,
) -> Result<(), NotebookError> {
    let sql = "UPDATE draft SET changes = changes + 1, updated_at = ?3 WHERE visit = ?1 AND number = ?2";
    transaction
        .prepare_cached(sql)?
        .execute((Text(visit), draft, Text(at)))?;
    Ok(())
}

/// Something was entered: a visit that was only planned is under way.
pub(super) fn begin(transaction: &Transaction<'_>, visit: Uuid) -> Result<(), NotebookError> {
    let sql = "UPDATE visit SET status = 'underway' WHERE id = ?1 AND status = 'planned'";
    transaction.prepare_cached(sql)?.execute([Text(visit)])?;
    Ok(())
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
pub(super) fn set_status(
    transaction: &Transaction<'_>,
    visit: Uuid,
    status: VisitStatus,
) -> Result<(), NotebookError> {
    let (status, reason) = status_columns(status);
    let sql = "UPDATE visit SET status = ?2, cancel_reason = ?3 WHERE id = ?1";
    transaction.execute(sql, (Text(visit), status, reason))?;
    Ok(())
}
