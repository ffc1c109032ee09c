//! The notebook's folder: the names in it, its lock, and renames that last.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::NotebookError;

/// The names of the store's files.
pub(super) mod names {
    /// The database.
    pub const DATABASE: &str = "notebook.db";
    /// A database being made; it takes its name once it is whole.
    pub const NEW: &str = "notebook.new";
    /// A database made from a damaged one, whole, about to take its name.
    pub const RESCUED: &str = "notebook.rescued";
    /// The copy of a damaged database that is read.
    pub const COPY: &str = "notebook.copy";
    /// The file that one process at a time holds.
    pub const LOCK: &str = "notebook.lock";
    /// What SQLite puts beside a database.
    pub const SIDES: [&str; 2] = ["-wal", "-shm"];
}

/// A file that is locked until this is dropped. To close it is not enough: a process that is being started meanwhile holds
/// whatever is open until it runs its own program, and a folder would be taken for that of another.
#[derive(Debug)]
pub(super) struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// A folder that this process alone may use as a notebook, until dropped.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    _lock: Held,
}

impl Folder {
    /// Takes the folder at `path`, which exists.
    ///
    /// # Errors
    /// When another program holds it, or when the system refuses.
    pub fn take(path: &Path) -> Result<Self, NotebookError> {
        let file = path.join(names::LOCK);
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&file);
        let lock = lock.map_err(NotebookError::storage(&file))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: Held(lock),
            }),
            Err(TryLockError::WouldBlock) => Err(NotebookError::InUse(path.display().to_string())),
            Err(TryLockError::Error(error)) => Err(NotebookError::storage(&file)(error)),
        }
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file `name`.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Whether there is a file `name`.
    pub fn has(&self, name: &str) -> bool {
        self.file(name).exists()
    }

    /// Gives the file `from` the name `to`, and returns once that is on the disk.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), NotebookError> {
        let source = self.file(from);
        fs::rename(&source, self.file(to)).map_err(NotebookError::storage(&source))?;
        sync_folder(&self.path)
    }

    /// Removes the database `name` and what stands beside it; what is not there is no error.
    pub fn remove_database(&self, name: &str) -> Result<(), NotebookError> {
        database_files(name).try_for_each(|name| {
            let file = self.file(&name);
            match fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    Err(NotebookError::storage(&file)(error))
                }
                _ => Ok(()),
            }
        })
    }
}

/// Keeps the notebook in the folder at `path` closed while it is read, without writing there; nothing where no lock is.
///
/// # Errors
/// When another program holds it, or when the system refuses.
pub(super) fn hold_to_read(path: &Path) -> Result<Option<Held>, NotebookError> {
    let file = path.join(names::LOCK);
    let lock = match File::open(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(NotebookError::storage(&file))?,
    };
    match lock.try_lock_shared() {
        Ok(()) => Ok(Some(Held(lock))),
        Err(TryLockError::WouldBlock) => Err(NotebookError::InUse(path.display().to_string())),
        Err(TryLockError::Error(error)) => Err(NotebookError::storage(&file)(error)),
    }
}

/// The file that SQLite puts beside the database `file`.
pub(super) fn beside(file: &Path, side: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(side);
    PathBuf::from(name)
}

/// Copies the database `from`, its log included, to the database `to`.
///
/// # Errors
/// When the system refuses.
pub(super) fn copy_database(from: &Path, to: &Path) -> Result<(), NotebookError> {
    // What a database has as « -shm » is memory shared between connections: it is made anew.
    for side in ["", "-wal"] {
        let source = beside(from, side);
        if source.exists() {
            fs::copy(&source, beside(to, side)).map_err(NotebookError::storage(&source))?;
        }
    }
    Ok(())
}

/// The database `name` and the files that SQLite may put beside it.
pub(super) fn database_files(name: &str) -> impl Iterator<Item = String> {
    let sides = names::SIDES.into_iter().map(move |side| format!("{name}{side}"));
    std::iter::once(name.to_owned()).chain(sides)
}

/// Returns once the names in the folder at `path` are on the disk. Elsewhere than on Unix a rename is durable by itself.
pub(super) fn sync_folder(path: &Path) -> Result<(), NotebookError> {
    if cfg!(unix) {
        File::open(path)
            .and_then(|folder| folder.sync_all())
            .map_err(NotebookError::storage(path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_free_once_it_is_let_go_whoever_still_holds_its_file()
    -> Result<(), Box<dyn std::error::Error>> {
        let place = tempfile::tempdir()?;
        let folder = Folder::take(place.path())?;
        // As a process has it between its fork and its own program.
        let inherited = folder._lock.0.try_clone()?;
        assert!(Folder::take(place.path()).is_err());
        drop(folder);
        drop(Folder::take(place.path())?);
        let reading = hold_to_read(place.path())?.ok_or("no lock")?;
        let also_inherited = reading.0.try_clone()?;
        drop(reading);
        drop(Folder::take(place.path())?);
        drop((inherited, also_inherited));
        Ok(())
    }
}
