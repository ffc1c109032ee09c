//! The look at every page of the file, once at each start.
//!
//! It comes before the notebook opens, so that damage is met before anything is entered: a page damaged under the work of a
//! morning would be met in the classroom. A large file that nobody wrote since it was closed is looked at beside the work:
//! only its disk can have damaged it, and each page proves itself whenever it is read.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::UNIX_EPOCH;

use rusqlite::Connection;

use super::connection::{self, damaged_pages};
use super::folder::{Folder, beside, names};
use super::options::OpenOptions;
use crate::error::NotebookError;

/// How large a file is looked at before it opens, whoever wrote it last, in bytes: a fifth of a second's reading.
const AT_ONCE: u64 = 64 * 1024 * 1024;

/// What is known of the pages of an open notebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pages {
    /// Each was read, and proved itself.
    Sound,
    /// They are being read.
    BeingRead,
    /// Some do not read, as SQLCipher says it. What was saved is in the file; the next opening sets it aside and saves what reads.
    Damaged(String),
}

type Seen = Arc<Mutex<Pages>>;

fn told(seen: &Seen) -> MutexGuard<'_, Pages> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The look that goes on beside the work; ended before the notebook closes.
#[derive(Debug)]
pub(super) struct Look {
    seen: Seen,
    beside: Option<JoinHandle<()>>,
}

impl Look {
    /// Looks at the pages of the database in `folder`, which `connection` has open; returns once that is done, or goes on
    /// beside.
    ///
    /// # Errors
    /// When pages do not read, or the disk refuses.
    pub fn begin(
        folder: &Folder,
        connection: &Connection,
        options: &OpenOptions,
    ) -> Result<Self, NotebookError> {
        let file = folder.file(names::DATABASE);
        let log = fs::metadata(beside(&file, "-wal")).map_or(0, |found| found.len());
        if log > 0 {
            refuse_inconsistent(connection)?;
        } else if can_wait(folder, &file, options) {
            return Self::beside(connection::open(&file, options)?);
        } else {
            refuse_damaged(connection)?;
        }
        let seen = Arc::new(Mutex::new(Pages::Sound));
        Ok(Self { seen, beside: None })
    }

    fn beside(own: Connection) -> Result<Self, NotebookError> {
        // A reader of the file alone: until it ends, nothing is moved from the log into the pages that it looks at.
        own.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema")?;
        let seen = Arc::new(Mutex::new(Pages::BeingRead));
        let found = Arc::clone(&seen);
        let look = move || {
            let pages = match refuse_damaged(&own) {
                Ok(()) => Pages::Sound,
                Err(NotebookError::Corrupt(damaged)) => Pages::Damaged(damaged),
                Err(error) => Pages::Damaged(error.to_string()),
            };
            drop(own);
            let mut found = told(&found);
            if *found == Pages::BeingRead {
                *found = pages;
            }
        };
        let beside = Some(thread::spawn(look));
        Ok(Self { seen, beside })
    }

    /// What is known by now.
    pub fn pages(&self) -> Pages {
        told(&self.seen).clone()
    }

    /// A page that was read did not prove itself: the next opening looks first, whatever its size.
    pub fn doubt(&self) {
        *told(&self.seen) = Pages::Damaged(connection::PAGE_UNREAD.to_owned());
    }

    /// What notes, once the database is closed, how the file was left.
    pub fn leaving(&self, folder: &Folder) -> Leaving {
        Leaving {
            seen: Arc::clone(&self.seen),
            file: folder.file(names::DATABASE),
            note: folder.file(names::LEFT),
        }
    }
}

impl Drop for Look {
    fn drop(&mut self) {
        if let Some(beside) = self.beside.take() {
            // It told what it found; a panic in it leaves the pages unread, and the next start looks first.
            let _ = beside.join();
        }
    }
}

/// Notes how the file was left, when it is dropped: after the connections that write it.
#[derive(Debug)]
pub(super) struct Leaving {
    seen: Seen,
    file: PathBuf,
    note: PathBuf,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        let note = state_of(&self.file).filter(|_| *told(&self.seen) == Pages::Sound);
        // Without a note, the next start looks before it opens.
        let _ = match note {
            Some(state) => fs::write(&self.note, state),
            None => fs::remove_file(&self.note),
        };
    }
}

/// Whether `file` is large, and as this program left it with all its pages sound.
fn can_wait(folder: &Folder, file: &Path, options: &OpenOptions) -> bool {
    let large = fs::metadata(file).is_ok_and(|found| found.len() > options.pages_at_once.unwrap_or(AT_ONCE));
    let left = fs::read_to_string(folder.file(names::LEFT)).ok();
    large && left.is_some() && left == state_of(file)
}

/// The length of `file` and when it was last written; none where the system does not say.
fn state_of(file: &Path) -> Option<String> {
    let found = fs::metadata(file).ok()?;
    let written = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {}", found.len(), written.as_nanos()))
}

fn refuse_damaged(connection: &Connection) -> Result<(), NotebookError> {
    match damaged_pages(connection)?.as_slice() {
        [] => Ok(()),
        damaged => Err(NotebookError::Corrupt(damaged.join(" ; "))),
    }
}

/// After a cut, a page torn in the file may stand whole in the log: only the database knows which one counts.
fn refuse_inconsistent(connection: &Connection) -> Result<(), NotebookError> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    match found.as_str() {
        "ok" => Ok(()),
        _ => Err(NotebookError::Corrupt(found)),
    }
}
