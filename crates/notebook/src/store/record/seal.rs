//! Sealing: the record and the visit's new state, in one transaction.

use observation::instant::Instant;
use observation::visit::VisitStatus;
use sync_protocol::{RecordKind, SignedDocument};
use uuid::Uuid;

use super::insert;
use crate::error::{NotebookError, VisitRefusal};
use crate::store::Notebook;
use crate::store::stored::Text;
use crate::store::visit::gate::sealable;
use crate::store::visit::row::{VisitRow, known, set_status};

impl Notebook {
    /// Seals the present draft of `visit` as `signed`, which was made from the draft as it stood at `changes`
    /// ([`VisitRow::changes`]). A rectificatif that is sealed becomes the visit's present draft.
    ///
    /// # Errors
    /// When the visit changed since, or takes no seal now; when the record is of another kind or visit, does not sign its
    /// document, or is not numbered after the last revision; or when the disk refuses.
    pub fn seal(
        &self,
        visit: Uuid,
        changes: u64,
        signed: &SignedDocument,
        at: Instant,
    ) -> Result<VisitRow, NotebookError> {
        self.write(|transaction| {
            let row = sealable(transaction, visit)?;
            if row.changes != changes {
                return Err(NotebookError::visit(visit, VisitRefusal::ChangedMeanwhile));
            }
            refuse_unfit(&row, signed)?;
            if insert(transaction, signed, at)? == 0 {
                return Err(NotebookError::Record(format!(
                    "visit {visit}: stored already, or purged"
                )));
            }
            set_status(transaction, visit, VisitStatus::Sealed)?;
            let sql = "UPDATE visit SET correcting = 0, last_revision = ?2 WHERE id = ?1";
            transaction.execute(sql, (Text(visit), signed.record.revision))?;
            known(transaction, visit)
        })
    }
}

fn refuse_unfit(row: &VisitRow, signed: &SignedDocument) -> Result<(), NotebookError> {
    let record = &signed.record;
    let refused = |why: &str| Err(NotebookError::Record(format!("visit {}: {why}", row.plan.id)));
    if record.kind != RecordKind::Revision {
        refused("not a revision")
    } else if record.id != row.plan.id {
        refused("the revision of another visit")
    } else if record.revision != row.last_revision + 1 {
        refused("not numbered after the last revision")
    } else {
        Ok(())
    }
}
