//! The notebook's folder on a real disk.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::storage::KeyFiles;

/// A folder, and how this system syncs one: where it cannot, a rename is durable by itself.
pub struct Folder<'a> {
    path: PathBuf,
    sync_folder: &'a dyn Fn(&Path) -> io::Result<()>,
}

impl<'a> Folder<'a> {
    /// The folder at `path`, which exists; `sync_folder` returns once the names in it are on the disk.
    #[must_use]
    pub fn new(path: PathBuf, sync_folder: &'a dyn Fn(&Path) -> io::Result<()>) -> Self {
        Self { path, sync_folder }
    }
}

impl KeyFiles for Folder<'_> {
    fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        found(fs::read(self.path.join(name)))
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::write(self.path.join(name), bytes)
    }

    fn sync(&mut self, name: &str) -> io::Result<()> {
        // Open for writing: Windows flushes no other.
        let file: File = OpenOptions::new().write(true).open(self.path.join(name))?;
        file.sync_all()
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.path.join(from), self.path.join(to))
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        found(fs::remove_file(self.path.join(name))).map(|_| ())
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        (self.sync_folder)(&self.path)
    }
}

/// None for a file that is not there.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
