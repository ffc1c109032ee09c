//! Making a notebook, and opening one.

use std::fs;
use std::path::Path;
use std::sync::Mutex;

use rusqlite::Connection;

use super::database::{make, open_database};
use super::folder::{Folder, beside, names};
use super::migration::{MIGRATIONS, migrate};
use super::options::OpenOptions;
use super::{Notebook, connection, rescue};
use crate::error::NotebookError;

impl Notebook {
    /// Whether there is a notebook in `folder`, whatever its state.
    #[must_use]
    pub fn exists(folder: &Path) -> bool {
        [names::DATABASE, names::RESCUED]
            .iter()
            .any(|name| folder.join(name).exists())
    }

    /// Makes an empty notebook in `folder`, which is made too where it is missing, and opens it.
    ///
    /// # Errors
    /// When there is one already, another program holds the folder, or the disk refuses.
    pub fn create(folder: &Path, options: &OpenOptions) -> Result<Self, NotebookError> {
        fs::create_dir_all(folder).map_err(NotebookError::storage(folder))?;
        let taken = Folder::take(folder)?;
        if Self::exists(folder) {
            return Err(NotebookError::Exists(folder.display().to_string()));
        }
        taken.remove_database(names::NEW)?;
        rescue::move_log_alone(&taken)?;
        make(&taken, options, MIGRATIONS)?;
        taken.rename(names::NEW, names::DATABASE)?;
        Self::open_taken(taken, options)
    }

    /// Opens the notebook in `folder`, and brings its schema up to date.
    ///
    /// # Errors
    /// When there is none, another program has it open, the key is another's, the file is no notebook or damaged, a
    /// later version wrote it, or the disk is full or refuses.
    pub fn open(folder: &Path, options: &OpenOptions) -> Result<Self, NotebookError> {
        if !Self::exists(folder) {
            return Err(NotebookError::Absent(folder.display().to_string()));
        }
        Self::open_taken(Folder::take(folder)?, options)
    }

    pub(super) fn open_taken(folder: Folder, options: &OpenOptions) -> Result<Self, NotebookError> {
        rescue::finish(&folder)?;
        let file = folder.file(names::DATABASE);
        let mut writer = open_database(&file, options)?;
        refuse_damaged(&writer, &file)?;
        migrate(&mut writer, MIGRATIONS)?;
        let reader = connection::open(&file, options)?;
        connection::prepare(&reader, options)?;
        reader.pragma_update(None, "query_only", true)?;
        Ok(Self {
            reader: Mutex::new(reader),
            writer: Mutex::new(writer),
            last_log: Mutex::new(None),
            folder,
        })
    }

    /// The folder of the notebook.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// Reads every page once, so that damage is met before anything is entered: a page damaged under the work of a morning
/// would be met in the classroom.
fn refuse_damaged(connection: &Connection, file: &Path) -> Result<(), NotebookError> {
    let log = fs::metadata(beside(file, "-wal")).map_or(0, |found| found.len());
    if log == 0 {
        return match connection::damaged_pages(connection)?.as_slice() {
            [] => Ok(()),
            damaged => Err(NotebookError::Corrupt(damaged.join(" ; "))),
        };
    }
    // After a cut, a page torn in the file may stand whole in the log: only the database knows which one counts.
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(NotebookError::Corrupt(found))
    }
}
