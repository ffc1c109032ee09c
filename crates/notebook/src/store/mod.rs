//! The encrypted local store: one folder for each thing it keeps, with its SQL beside it.
//!
//! Invariants: one process and one writing connection; a change is one transaction, durable when the function returns;
//! a sealed visit refuses every change but a rectificatif; records, grids and answers are never rewritten.

mod answer;
mod attachment;
mod backup;
mod check;
mod connection;
mod database;
mod debrief;
mod device;
mod folder;
mod grid;
mod inspector;
mod left_at;
mod migration;
mod note;
mod opening;
mod options;
mod personal_note;
mod record;
mod rescue;
mod school;
mod setting;
mod stored;
mod sync;
#[cfg(test)]
mod tests;
mod timeline;
mod visit;

pub use attachment::Attachment;
pub use backup::{Backup, BackupManifest, BackupOrder, Comparison, Piece, Restored, Trace, schemas};
pub use check::CheckReport;
pub use device::Device;
pub use inspector::{Inspector, Standing};
pub use left_at::{LeftAt, ObservingMode};
pub use options::{DatabaseKey, OpenOptions, Synchronous};
pub use record::{EarlierVisit, contents_id};
pub use rescue::{Rescue, SalvagedTable};
pub use school::{DirectoryStatus, LastImport};
pub use sync::{
    AcademieRoot, Address, Arrived, Checkpoint, Compared, DeviceTrace, Differing, Disbelieved, Effect,
    Enrolment, HandedOver, IssuedInvitation, Landed, Outgoing, Quarantined, Queue, Received, TakenOver,
};
pub use timeline::Timelines;
pub use visit::{VisitContent, VisitRow, Written};

use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::NotebookError;
use folder::Folder;

/// An open notebook. Its functions wait for the disk: they are called from worker threads, never from the window's.
#[derive(Debug)]
pub struct Notebook {
    // Dropped in this order: the lock goes last.
    reader: Mutex<Connection>,
    writer: Mutex<Connection>,
    last_log: Mutex<Option<answer::LastLog>>,
    folder: Folder,
}

impl Notebook {
    /// Reads through one snapshot, while another thread may write.
    fn read<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, NotebookError>,
    ) -> Result<T, NotebookError> {
        let mut connection = held(&self.reader);
        let transaction = connection.transaction()?;
        let read = work(&transaction);
        if connection::met_damage(&transaction)? {
            return Err(NotebookError::Corrupt(connection::PAGE_UNREAD.to_owned()));
        }
        transaction.commit()?;
        read
    }

    /// How many lines were written, changed or deleted since it was opened: something changed when there are more.
    ///
    /// # Errors
    /// None today; the disk may be asked for it.
    pub fn changes(&self) -> Result<u64, NotebookError> {
        Ok(held(&self.writer).total_changes())
    }

    /// Writes in one transaction, and returns once it is on the disk; after an error nothing has changed.
    fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, NotebookError>,
    ) -> Result<T, NotebookError> {
        self.write_or(work)
    }

    /// The same, for work that may refuse for reasons of its own.
    fn write_or<T, E: From<NotebookError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = held(&self.writer);
        let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = begun.map_err(NotebookError::from)?;
        let value = work(&transaction)?;
        transaction.commit().map_err(NotebookError::from)?;
        Ok(value)
    }
}

/// A panic elsewhere left no transaction half done: dropping one takes it back.
fn held(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}
