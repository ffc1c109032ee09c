//! Moving a notebook out of the way, so that a cut at any instant leaves something to go on from.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use observation::instant::Instant;

use crate::error::NotebookError;
use crate::store::folder::{Folder, database_files, names, sync_folder};

/// How the folders of damaged notebooks are named; the instant follows.
pub(super) const DAMAGED: &str = "carnet-endommage-";
/// How those of notebooks that a backup replaced are.
pub(in crate::store) const BEFORE_RESTORE: &str = "carnet-remplace-";

/// Moves the database into a folder of its own, named by `prefix`. Its write-ahead log goes last: [`finish`] moves one left
/// behind.
pub(in crate::store) fn set_aside(
    folder: &Folder,
    prefix: &str,
    at: Instant,
) -> Result<PathBuf, NotebookError> {
    let place = make_place(folder.path(), prefix, at)?;
    move_files(folder, &place)?;
    Ok(place)
}

/// Gives a rescued or restored notebook, whole and waiting, its name; nothing to do when there is none.
///
/// # Errors
/// When the disk refuses.
pub(in crate::store) fn finish(folder: &Folder) -> Result<(), NotebookError> {
    if !folder.has(names::RESCUED) || folder.has(names::DATABASE) {
        return Ok(());
    }
    // The log of the former notebook, beside the new one, would be taken for the new one's.
    if let Some(place) = last_place(folder.path())? {
        move_files(folder, &place)?;
    }
    folder.rename(names::RESCUED, names::DATABASE)
}

fn make_place(folder: &Path, prefix: &str, at: Instant) -> Result<PathBuf, NotebookError> {
    let named = format!("{prefix}{}", at.to_string().replace([':', '.'], "-"));
    let again = (2..).map(|turn| format!("{named}-{turn}"));
    for name in std::iter::once(named.clone()).chain(again) {
        let place = folder.join(name);
        match fs::create_dir(&place) {
            Ok(()) => return Ok(place),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(NotebookError::storage(&place)(error)),
        }
    }
    Err(NotebookError::Exists(folder.display().to_string()))
}

fn move_files(folder: &Folder, place: &Path) -> Result<(), NotebookError> {
    for name in database_files(names::DATABASE) {
        let file = folder.file(&name);
        if file.exists() {
            fs::rename(&file, place.join(&name)).map_err(NotebookError::storage(&file))?;
        }
    }
    sync_folder(place)?;
    sync_folder(folder.path())
}

/// The folder of the notebook set aside last, by the instant in its name.
fn last_place(folder: &Path) -> Result<Option<PathBuf>, NotebookError> {
    let entries = fs::read_dir(folder).map_err(NotebookError::storage(folder))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let last = names.max_by_key(|name| instant_in(name).map(str::to_owned));
    Ok(last
        .filter(|name| instant_in(name).is_some())
        .map(|name| folder.join(name)))
}

fn instant_in(name: &str) -> Option<&str> {
    [DAMAGED, BEFORE_RESTORE]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
}
