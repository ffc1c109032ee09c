//! Rectificatifs: a new draft that starts from the sealed one, until it is sealed or given up.

use observation::instant::Instant;
use observation::visit::VisitStatus;
use rusqlite::Transaction;
use uuid::Uuid;

use super::plan::{index, insert_draft};
use super::row::{VisitRow, known};
use super::state::refuse_if;
use crate::error::{NotebookError, VisitRefusal};
use crate::store::stored::Text;
use crate::store::{Notebook, answer, timeline};

impl Notebook {
    /// Begins a rectificatif: a new draft with the plan, the present answers, the notes, the timelines and the debrief of the sealed one.
    ///
    /// The answers are copied as entries of no device, so that undo stops where the rectificatif began.
    ///
    /// # Errors
    /// When the visit is not sealed, when a rectificatif is being written already, or the disk refuses.
    pub fn begin_correction(&self, visit: Uuid, at: Instant) -> Result<VisitRow, NotebookError> {
        self.write(|transaction| {
            let row = known(transaction, visit)?;
            refuse_if(row.status != VisitStatus::Sealed, visit, VisitRefusal::NotSealed)?;
            refuse_if(row.correcting, visit, VisitRefusal::AlreadyCorrecting)?;
            refuse_if(row.taken_over, visit, VisitRefusal::TakenOver)?;
            let next = row.draft + 1;
            insert_draft(transaction, &row.plan, next, at)?;
            answer::copy_present(transaction, visit, row.draft, next, at)?;
            copy_texts(transaction, visit, row.draft)?;
            timeline::copy(transaction, visit, row.draft)?;
            set_draft(transaction, visit, next, true)?;
            known(transaction, visit)
        })
    }

    /// Gives up the rectificatif of `visit`: its draft goes, and the visit is as it was sealed.
    ///
    /// # Errors
    /// When no rectificatif is being written, or the disk refuses.
    pub fn abandon_correction(&self, visit: Uuid) -> Result<VisitRow, NotebookError> {
        self.write(|transaction| {
            let row = known(transaction, visit)?;
            refuse_if(!row.correcting, visit, VisitRefusal::NotCorrecting)?;
            set_draft(transaction, visit, row.draft - 1, false)?;
            let sql = "DELETE FROM draft WHERE visit = ?1 AND number = ?2";
            transaction.execute(sql, (Text(visit), row.draft))?;
            let row = known(transaction, visit)?;
            index(transaction, &row.plan)?;
            Ok(row)
        })
    }
}

fn copy_texts(transaction: &Transaction<'_>, visit: Uuid, draft: u32) -> Result<(), NotebookError> {
    let notes = "INSERT INTO note (visit, draft, id, position, content)
                 SELECT visit, draft + 1, id, position, content FROM note WHERE visit = ?1 AND draft = ?2";
    let debrief = "INSERT INTO debrief (visit, draft, content)
                   SELECT visit, draft + 1, content FROM debrief WHERE visit = ?1 AND draft = ?2";
    for sql in [notes, debrief] {
        transaction.execute(sql, (Text(visit), draft))?;
    }
    Ok(())
}

fn set_draft(
    transaction: &Transaction<'_>,
    visit: Uuid,
    draft: u32,
    correcting: bool,
) -> Result<(), NotebookError> {
    let sql = "UPDATE visit SET draft = ?2, correcting = ?3 WHERE id = ?1";
    transaction.execute(sql, (Text(visit), draft, correcting))?;
    Ok(())
}
