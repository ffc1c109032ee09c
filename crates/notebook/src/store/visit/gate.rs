//! The one gate through which the draft of a visit changes.

use observation::instant::Instant;
use rusqlite::{OptionalExtension, Transaction};
use uuid::Uuid;

use super::row::{VisitRow, known};
use crate::error::{NotebookError, VisitRefusal};
use crate::store::Notebook;
use crate::store::stored::Text;

impl Notebook {
    /// Changes the present draft of `visit`, which must be open to changes: the only gate there is.
    pub(in crate::store) fn enter<T>(
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

/// The number of the draft that takes changes now.
pub(in crate::store) fn open_draft(transaction: &Transaction<'_>, visit: Uuid) -> Result<u32, NotebookError> {
    let sql = "SELECT status, correcting, draft, EXISTS (SELECT 1 FROM handed_over WHERE handed_over.visit = visit.id)
               FROM visit WHERE id = ?1";
    let mut statement = transaction.prepare_cached(sql)?;
    let found = statement.query_row([Text(visit)], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, bool>(1)?,
            row.get::<_, u32>(2)?,
            row.get::<_, bool>(3)?,
        ))
    });
    let refused = |refusal| Err(NotebookError::visit(visit, refusal));
    match found.optional()? {
        None => refused(VisitRefusal::Unknown),
        Some((_, _, _, true)) => refused(VisitRefusal::HandedOver),
        Some((status, correcting, draft, false)) => match status.as_str() {
            "closed" => refused(VisitRefusal::Closed),
            "cancelled" => refused(VisitRefusal::Cancelled),
            "sealed" if !correcting => refused(VisitRefusal::Sealed),
            _ => Ok(draft),
        },
    }
}

/// The visit, whose present draft may be sealed.
pub(in crate::store) fn sealable(
    transaction: &Transaction<'_>,
    visit: Uuid,
) -> Result<VisitRow, NotebookError> {
    open_draft(transaction, visit)?;
    known(transaction, visit)
}

/// Notes that the draft changed.
pub(in crate::store) fn touch(
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
pub(in crate::store) fn begin(transaction: &Transaction<'_>, visit: Uuid) -> Result<(), NotebookError> {
    let sql = "UPDATE visit SET status = 'underway' WHERE id = ?1 AND status = 'planned'";
    transaction.prepare_cached(sql)?.execute([Text(visit)])?;
    Ok(())
}
