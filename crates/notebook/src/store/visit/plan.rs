//! What is settled before a visit, and what is searched of it.

use observation::instant::Instant;
use observation::visit::VisitPlan;
use rusqlite::Transaction;
use uuid::Uuid;

use super::gate::{begin, open_draft, touch};
use super::row::{VisitRow, known, row};
use crate::error::{NotebookError, VisitRefusal};
use crate::store::stored::{Json, Text};
use crate::store::{Notebook, answer, grid, timeline};

impl Notebook {
    /// Enters a new visit, or changes what is settled of one that takes changes. A séance that began puts it under way.
    ///
    /// # Errors
    /// When the visit takes no change now, its grid is unknown or can no longer change, or the disk refuses.
    pub fn save_plan(&self, plan: &VisitPlan, at: Instant) -> Result<VisitRow, NotebookError> {
        self.write(|transaction| {
            if let Some(sha256) = plan.grid {
                let has = grid::has(transaction, sha256)?;
                has.then_some(()).ok_or(NotebookError::GridUnknown(sha256))?;
            }
            match row(transaction, plan.id)? {
                None => enter_new(transaction, plan, at)?,
                Some(former) => change(transaction, &former, plan, at)?,
            }
            if plan.seances.iter().any(|seance| seance.started_at.is_some()) {
                begin(transaction, plan.id)?;
            }
            known(transaction, plan.id)
        })
    }

    /// Whether `visit` keeps its grid: it was answered or sampled with it, or sealed.
    ///
    /// # Errors
    /// When the notebook does not have the visit, or the disk refuses.
    pub fn grid_pinned(&self, visit: Uuid) -> Result<bool, NotebookError> {
        self.read(|transaction| pinned(transaction, &known(transaction, visit)?))
    }
}

fn pinned(transaction: &Transaction<'_>, row: &VisitRow) -> Result<bool, NotebookError> {
    Ok(row.last_revision > 0
        || answer::has_any(transaction, row.plan.id)?
        || timeline::has_any(transaction, row.plan.id)?)
}

pub(in crate::store) fn enter_new(
    transaction: &Transaction<'_>,
    plan: &VisitPlan,
    at: Instant,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO visit (id, date, place, status, draft, created_at) VALUES (?1, ?2, ?3, 'planned', 1, ?4)";
    transaction.execute(
        sql,
        (Text(plan.id), Text(plan.date), plan.place.map(Text), Text(at)),
    )?;
    insert_draft(transaction, plan, 1, at)?;
    index(transaction, plan)
}

fn change(
    transaction: &Transaction<'_>,
    former: &VisitRow,
    plan: &VisitPlan,
    at: Instant,
) -> Result<(), NotebookError> {
    let draft = open_draft(transaction, plan.id)?;
    if former.plan.grid != plan.grid && pinned(transaction, former)? {
        return Err(NotebookError::visit(plan.id, VisitRefusal::GridPinned));
    }
    let sql = "UPDATE draft SET plan = ?3 WHERE visit = ?1 AND number = ?2";
    transaction
        .prepare_cached(sql)?
        .execute((Text(plan.id), draft, Json(plan)))?;
    touch(transaction, plan.id, draft, at)?;
    index(transaction, plan)
}

/// Puts down the draft `number` of a visit.
pub(in crate::store) fn insert_draft(
    transaction: &Transaction<'_>,
    plan: &VisitPlan,
    number: u32,
    at: Instant,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO draft (visit, number, plan, changes, updated_at) VALUES (?1, ?2, ?3, 0, ?4)";
    transaction.execute(sql, (Text(plan.id), number, Json(plan), Text(at)))?;
    Ok(())
}

/// Makes what is searched of a visit follow `plan`.
pub(in crate::store) fn index(transaction: &Transaction<'_>, plan: &VisitPlan) -> Result<(), NotebookError> {
    let sql = "UPDATE visit SET date = ?2, place = ?3 WHERE id = ?1";
    transaction.execute(sql, (Text(plan.id), Text(plan.date), plan.place.map(Text)))?;
    transaction.execute("DELETE FROM visit_teacher WHERE visit = ?1", [Text(plan.id)])?;
    plan.subject.teachers().iter().try_for_each(|teacher| {
        let sql = "INSERT OR IGNORE INTO visit_teacher (visit, teacher) VALUES (?1, ?2)";
        transaction
            .prepare_cached(sql)?
            .execute((Text(plan.id), Text(*teacher)))?;
        Ok(())
    })
}
