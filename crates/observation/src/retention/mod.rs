//! How long things are kept: backups by their age, visits and personal notes by their school year.

mod cutoff;
mod due;
mod rotation;

pub use cutoff::{KEPT_YEARS, cutoff};
pub use due::{is_backup_due, is_backup_late};
pub use rotation::{Kept, outdated};
