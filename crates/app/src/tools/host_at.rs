//! A machine whose notebook lies in another folder than usual.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::host::{Drive, Host, Instant};

/// A host whose notebook is in the folder that a command names.
pub struct HostAt {
    host: Arc<dyn Host>,
    folder: PathBuf,
}

impl HostAt {
    /// The machine of `host`, its notebook in `folder`.
    #[must_use]
    pub const fn new(host: Arc<dyn Host>, folder: PathBuf) -> Self {
        Self { host, folder }
    }
}

impl Host for HostAt {
    fn now(&self) -> Instant {
        self.host.now()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        self.host.fill_random(bytes);
    }

    fn notebook_folder(&self) -> PathBuf {
        self.folder.clone()
    }

    fn documents_folder(&self) -> PathBuf {
        self.host.documents_folder()
    }

    fn drive(&self, folder: &Path) -> Drive {
        self.host.drive(folder)
    }

    fn write_durably(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.host.write_durably(path, bytes)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.host.sync_folder(folder)
    }

    fn open_with_system(&self, path: &Path) -> io::Result<()> {
        self.host.open_with_system(path)
    }
}
