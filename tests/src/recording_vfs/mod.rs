//! A virtual file system that records what SQLite asks of the disk, and the disk as a power cut would leave it.
//!
//! It needs no privilege and no special file system, so that the power-cut test never skips.

mod replay;
mod shim;

pub use replay::{Disk, Unsynced};

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One thing asked of the disk, in the order of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// A file that was not there came into being.
    Create {
        /// The file.
        file: PathBuf,
    },
    /// Bytes were written.
    Write {
        /// The file.
        file: PathBuf,
        /// From which byte on.
        offset: usize,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// The file was cut.
    Truncate {
        /// The file.
        file: PathBuf,
        /// What is left, in bytes.
        length: usize,
    },
    /// All that was asked of the file before is on the disk, its name included.
    Sync {
        /// The file.
        file: PathBuf,
    },
    /// The file was removed.
    Delete {
        /// The file.
        file: PathBuf,
        /// Whether its absence is on the disk.
        durable: bool,
    },
}

type Operations = Arc<Mutex<Vec<Operation>>>;

/// A registered file system of this kind. It lasts as long as the process; SQLite never renames, so neither does it.
#[derive(Debug, Clone)]
pub struct Recorder {
    name: String,
    operations: Operations,
}

impl Recorder {
    /// Registers a recording file system over the system's own, under `name`, which no other may bear.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn install(name: &str) -> Result<Self, String> {
        let operations = Operations::default();
        shim::register(name, Arc::clone(&operations))?;
        Ok(Self {
            name: name.to_owned(),
            operations,
        })
    }

    /// The name by which a database is opened through it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How much was asked of the disk until now.
    #[must_use]
    pub fn position(&self) -> usize {
        held(&self.operations).len()
    }

    /// All that was asked of the disk until now.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation> {
        held(&self.operations).clone()
    }
}

fn held<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
