//! `carnet notebook check`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use observation::problem::Problem;

use super::Verdict;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::opening;

/// That there is a notebook in `folder`, before anybody is asked for its passphrase.
///
/// # Errors
/// Refused when `folder` does not exist, is a file, or holds no notebook; a fault when the system does not let it be read.
pub fn find_notebook(folder: &Path) -> Outcome<()> {
    let refused = |code| Err(AppError::refused(code, folder.display().to_string()));
    match fs::metadata(folder) {
        Ok(found) if found.is_dir() => opening::closed_keys(folder).map(drop),
        Ok(_) => refused(codes::FOLDER_IS_FILE),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            refused(codes::FOLDER_ABSENT)
        }
        Err(error) => Err(Fault::unread(folder, error).into()),
    }
}

/// Whether the notebook of `folder` opens by `passphrase`, and whether all that it holds is intact. Changes nothing in it.
///
/// # Errors
/// When the disk or the system fails.
pub fn check_notebook(folder: &Path, passphrase: &str) -> Result<Verdict, Fault> {
    let checked = find_notebook(folder).and_then(|()| opening::check(folder, passphrase));
    match checked {
        Err(error) => Verdict::of(error),
        Ok(checked) => {
            let accepted = !checked.problems.iter().any(Problem::is_error);
            Ok(checked.counts.into_iter().fold(
                Verdict::new(accepted, &checked.problems),
                |verdict, (name, count)| verdict.with(name, count),
            ))
        }
    }
}
