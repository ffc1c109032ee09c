//! The inspector's notebook: its keys, and the encrypted local store that they open.
//!
//! What a function of the store has answered is on the disk: each change is one transaction, durable when it returns.

pub mod codes;
pub mod error;
pub mod keys;
pub mod store;
pub mod sync;
pub mod system;

pub use error::{NotebookError, VisitRefusal};
pub use store::{
    AcademieRoot, Address, Arrived, Checkpoint, Compared, DeviceTrace, Differing, Disbelieved, Effect,
    Enrolment, HandedOver, IssuedInvitation, Landed, Outgoing, Quarantined, Queue, Received, TakenOver,
};
pub use store::{
    Attachment, Backup, BackupManifest, BackupOrder, CheckReport, Comparison, DatabaseKey, Device,
    DirectoryStatus, EarlierVisit, Inspector, LastImport, LeftAt, Notebook, ObservingMode, OpenOptions,
    Piece, Rescue, Restored, SalvagedTable, Standing, Synchronous, Timelines, Trace, VisitContent, VisitRow,
    Written,
};
