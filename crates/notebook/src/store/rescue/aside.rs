//! Moving a notebook out of the way, so that a cut at any instant leaves something to go on from.

use std::fs;
use std::path::{Path, PathBuf};

use observation::instant::Instant;

use crate::error::NotebookError;
use crate::keys::storage::CURRENT as KEYS;
use crate::store::folder::{Folder, database_files, names, sync_folder};

/// How the folders of damaged notebooks are named; the instant follows.
pub(super) const DAMAGED: &str = "carnet-endommage-";
/// How those of notebooks that a backup replaced are.
pub(in crate::store) const BEFORE_RESTORE: &str = "carnet-remplace-";

/// The name of the folder that takes a log without its database.
const LOG_ALONE: &str = "carnet-remplace-journal";

/// Moves the database, or what is left of it, into the folder `place`, which is made. Its write-ahead log goes last:
/// [`finish`] moves one left behind.
pub(in crate::store) fn set_aside(folder: &Folder, place: &Path) -> Result<(), NotebookError> {
    fs::create_dir(place).map_err(NotebookError::storage(place))?;
    // With its keys it opens by itself; without, still by those that stay.
    let _ = fs::copy(folder.file(KEYS), place.join(KEYS));
    move_files(folder, place)
}

/// A folder that is not there yet, named by `prefix` and `at`.
pub(in crate::store) fn place_for(folder: &Folder, prefix: &str, at: Instant) -> PathBuf {
    let named = format!("{prefix}{}", at.to_string().replace([':', '.'], "-"));
    free_place(folder.path(), &named)
}

/// Moves a log that no database stands beside out of the way: it would be taken for that of the next one.
///
/// # Errors
/// When the disk refuses.
pub(in crate::store) fn move_log_alone(folder: &Folder) -> Result<(), NotebookError> {
    let mut left = database_files(names::DATABASE)
        .filter(|name| folder.has(name))
        .peekable();
    let Some(first) = left.peek() else {
        return Ok(());
    };
    match last_place(folder.path())?.filter(|place| !place.join(first).exists()) {
        Some(place) => move_files(folder, &place),
        None => set_aside(folder, &free_place(folder.path(), LOG_ALONE)),
    }
}

/// Gives a rescued or restored notebook, whole and waiting, its name; nothing to do when there is none.
///
/// # Errors
/// When the disk refuses.
pub(in crate::store) fn finish(folder: &Folder) -> Result<(), NotebookError> {
    if folder.has(names::DATABASE) {
        // A cut came before the former notebook was moved: it goes on, and what waited would be stale one day.
        return folder.remove_database(names::RESCUED);
    }
    if !folder.has(names::RESCUED) {
        return Ok(());
    }
    move_log_alone(folder)?;
    folder.rename(names::RESCUED, names::DATABASE)
}

fn free_place(folder: &Path, named: &str) -> PathBuf {
    let again = (2..).map(|turn| format!("{named}-{turn}"));
    let mut names = std::iter::once(named.to_owned()).chain(again);
    let free = names.find(|name| !folder.join(name).exists());
    folder.join(free.unwrap_or_default())
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
    let prefixes = [DAMAGED, BEFORE_RESTORE].into_iter();
    let mut named = prefixes.filter_map(|prefix| name.strip_prefix(prefix));
    named.find(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}
