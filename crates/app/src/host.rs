//! What the application asks of the machine it runs on, and of nothing else.

use std::io;
use std::path::{Path, PathBuf};

pub use observation::instant::Instant;

/// What kind of drive a folder is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drive {
    /// A disk of this machine.
    Local,
    /// A network drive, by the name of its kind or of its server: locks do not hold there, and a cut loses data.
    Network(String),
    /// A folder that a program copies elsewhere as it changes, by the name of that program: it would copy half a change.
    Synchronised(String),
}

/// The machine: clock, randomness, paths, durable files, and what only a desktop can do.
pub trait Host: Send + Sync {
    /// Now, by the machine's clock.
    fn now(&self) -> Instant;

    /// Fills `bytes` with random bytes fit for keys.
    fn fill_random(&self, bytes: &mut [u8]);

    /// The folder of the notebook.
    fn notebook_folder(&self) -> PathBuf;

    /// The folder where documents are written unless the settings say otherwise.
    fn documents_folder(&self) -> PathBuf;

    /// The kind of drive that holds `folder`, which may not exist yet.
    fn drive(&self, folder: &Path) -> Drive;

    /// Writes `bytes` to `path`, whole or not at all, and returns once they are on the disk.
    ///
    /// # Errors
    /// When the system refuses; the file that stood there is then as it was.
    fn write_durably(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Returns once the names of the files in `folder` are on the disk.
    ///
    /// # Errors
    /// When the system refuses.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Opens `path` with the program that the system has for it.
    ///
    /// # Errors
    /// When the system has none.
    fn open_with_system(&self, path: &Path) -> io::Result<()>;
}
