//! Files that a front end handed over, held in memory until they are used or discarded.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use crate::App;
use crate::problem::{AppError, Outcome, codes};
use crate::views::{Failure, Nothing, StagedFile, StagedFileRequest};

/// More would only be forgotten in memory: the oldest goes.
const MOST: usize = 4;

/// The largest file that is taken, in bytes: several times the national directory.
pub const LARGEST_FILE: usize = 512 * 1024 * 1024;

/// The staged files, in the order in which they came.
#[derive(Default)]
pub(crate) struct StagedFiles {
    files: BTreeMap<u64, (String, Arc<[u8]>)>,
    last: u64,
}

impl App {
    /// Takes a file that a front end handed over.
    ///
    /// # Errors
    /// When it is larger than [`LARGEST_FILE`].
    pub fn stage_file(&self, name: &str, bytes: Vec<u8>) -> Result<StagedFile, Failure> {
        if bytes.len() > LARGEST_FILE {
            return Err(AppError::refused(codes::FILE_TOO_LARGE, name).into());
        }
        let mut staged = self.staged.lock().unwrap_or_else(PoisonError::into_inner);
        staged.last += 1;
        let (file, size) = (staged.last, bytes.len() as u64);
        staged.files.insert(file, (name.to_owned(), bytes.into()));
        if staged.files.len() > MOST {
            staged.files.pop_first();
        }
        Ok(StagedFile {
            file: file.to_string(),
            name: name.to_owned(),
            size,
        })
    }

    /// Forgets a staged file.
    ///
    /// # Errors
    /// None: one that is gone stays gone.
    pub fn discard_file(&self, request: StagedFileRequest) -> Outcome<Nothing> {
        let mut staged = self.staged.lock().unwrap_or_else(PoisonError::into_inner);
        request
            .file
            .parse()
            .into_iter()
            .for_each(|file: u64| drop(staged.files.remove(&file)));
        Ok(Nothing {})
    }

    /// Forgets every staged file: some hold names.
    pub(crate) fn forget_staged(&self) {
        let mut staged = self.staged.lock().unwrap_or_else(PoisonError::into_inner);
        staged.files.clear();
    }

    /// The name and bytes of a staged file.
    pub(crate) fn staged_file(&self, file: &str) -> Outcome<(String, Arc<[u8]>)> {
        let staged = self.staged.lock().unwrap_or_else(PoisonError::into_inner);
        let found = file
            .parse()
            .ok()
            .and_then(|file: u64| staged.files.get(&file).cloned());
        found.ok_or_else(|| AppError::refused(codes::FILE_NOT_STAGED, ""))
    }
}
