//! A virtual file system that records what SQLite asks of the disk, and the disk as a power cut would leave it.
//!
//! It needs no privilege and no special file system, so that the power-cut test never skips.

mod replay;
mod shim;

pub use replay::{Disk, Unsynced};

use std::fs;
use std::path::{Path, PathBuf};
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

/// What was asked of the disk, and how much room there is on it.
#[derive(Debug, Default)]
struct Tape {
    operations: Vec<Operation>,
    is_full: bool,
    most: Option<u64>,
}

impl Tape {
    /// Whether there is room to write in `file` as far as `end`.
    fn has_room(&self, file: &Path, end: u64) -> bool {
        let grows = || fs::metadata(file).map_or(true, |file| file.len() < end);
        let fits = |most| !grows() || size_with(file, end) <= most;
        !self.is_full && self.most.is_none_or(fits)
    }
}

/// How large the folder of `file` is once this file reaches `end`.
fn size_with(file: &Path, end: u64) -> u64 {
    let files = file.parent().and_then(|folder| fs::read_dir(folder).ok());
    let sizes = files.into_iter().flatten().filter_map(|entry| {
        let (path, size) = (
            entry.as_ref().ok()?.path(),
            entry.as_ref().ok()?.metadata().ok()?.len(),
        );
        Some(if path == file { size.max(end) } else { size })
    });
    sizes.sum()
}

type Recording = Arc<Mutex<Tape>>;

/// A registered file system of this kind. It lasts as long as the process; SQLite never renames, so neither does it.
#[derive(Debug, Clone)]
pub struct Recorder {
    name: String,
    recording: Recording,
}

impl Recorder {
    /// Registers a recording file system over the system's own, under `name`, which no other may bear.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn install(name: &str) -> Result<Self, String> {
        Self::registered(name, false)
    }

    /// The same, through which this process opens every database from now on.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn install_as_default(name: &str) -> Result<Self, String> {
        Self::registered(name, true)
    }

    fn registered(name: &str, is_default: bool) -> Result<Self, String> {
        let recording = Recording::default();
        shim::register(name, Arc::clone(&recording), is_default)?;
        Ok(Self {
            name: name.to_owned(),
            recording,
        })
    }

    /// Fills the disk, or makes room: while it is full, nothing is written.
    pub fn fill(&self, is_full: bool) {
        held(&self.recording).is_full = is_full;
    }

    /// Leaves room for so many bytes in the folder of each database; what fits into a file as it is always does.
    pub fn holds(&self, bytes: u64) {
        held(&self.recording).most = Some(bytes);
    }

    /// The name by which a database is opened through it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How much was asked of the disk until now.
    #[must_use]
    pub fn position(&self) -> usize {
        held(&self.recording).operations.len()
    }

    /// All that was asked of the disk until now.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation> {
        held(&self.recording).operations.clone()
    }
}

fn held<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
