//! From one state of a visit to another.

use observation::instant::Instant;
use observation::visit::{CancelReason, VisitStatus};
use rusqlite::Transaction;
use uuid::Uuid;

use super::gate::{open_draft, touch};
use super::row::{VisitRow, known, set_status};
use crate::error::{NotebookError, VisitRefusal};
use crate::store::Notebook;
use crate::store::stored::Text;

impl Notebook {
    /// Says that a visit, planned or under way, will not take place. What was entered stays.
    ///
    /// # Errors
    /// When the visit is sealed, closed or cancelled already, or the disk refuses.
    pub fn cancel_visit(
        &self,
        visit: Uuid,
        reason: CancelReason,
        at: Instant,
    ) -> Result<VisitRow, NotebookError> {
        self.write(|transaction| {
            let row = known(transaction, visit)?;
            let draft = open_draft(transaction, visit)?;
            // A rectificatif is open to changes; the sealed visit under it did take place.
            refuse_if(row.status == VisitStatus::Sealed, visit, VisitRefusal::Sealed)?;
            set_status(transaction, visit, VisitStatus::Cancelled(reason))?;
            touch(transaction, visit, draft, at)?;
            known(transaction, visit)
        })
    }

    /// Puts a cancelled visit back in the agenda, with what was entered.
    ///
    /// # Errors
    /// When the visit is not cancelled, or the disk refuses.
    pub fn reinstate_visit(&self, visit: Uuid, at: Instant) -> Result<VisitRow, NotebookError> {
        self.write(|transaction| {
            let row = known(transaction, visit)?;
            let cancelled = matches!(row.status, VisitStatus::Cancelled(_));
            refuse_if(!cancelled, visit, VisitRefusal::NotCancelled)?;
            let status = if is_begun(transaction, &row)? {
                VisitStatus::Underway
            } else {
                VisitStatus::Planned
            };
            set_status(transaction, visit, status)?;
            touch(transaction, visit, row.draft, at)?;
            known(transaction, visit)
        })
    }

    /// Closes a visit of notes only.
    ///
    /// # Errors
    /// When the visit has a grid, was sealed, or takes no change now, or the disk refuses.
    pub fn close_visit(&self, visit: Uuid, at: Instant) -> Result<VisitRow, NotebookError> {
        self.write(|transaction| {
            let row = known(transaction, visit)?;
            let draft = open_draft(transaction, visit)?;
            refuse_if(row.status == VisitStatus::Sealed, visit, VisitRefusal::Sealed)?;
            refuse_if(row.plan.grid.is_some(), visit, VisitRefusal::HasGrid)?;
            set_status(transaction, visit, VisitStatus::Closed)?;
            touch(transaction, visit, draft, at)?;
            known(transaction, visit)
        })
    }
}

pub(super) fn refuse_if(refused: bool, visit: Uuid, refusal: VisitRefusal) -> Result<(), NotebookError> {
    if refused {
        Err(NotebookError::visit(visit, refusal))
    } else {
        Ok(())
    }
}

/// Whether anything was entered in the present draft.
fn is_begun(transaction: &Transaction<'_>, row: &VisitRow) -> Result<bool, NotebookError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM answer_log WHERE visit = ?1) OR EXISTS (SELECT 1 FROM note WHERE visit = ?1)
               OR EXISTS (SELECT 1 FROM debrief WHERE visit = ?1) OR EXISTS (SELECT 1 FROM sample WHERE visit = ?1)";
    let entered: bool = transaction.query_row(sql, [Text(row.plan.id)], |row| row.get(0))?;
    Ok(entered || row.plan.seances.iter().any(|seance| seance.started_at.is_some()))
}
