//! The backups in a folder, and whether one is still what it was.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sync_protocol::Fingerprint;
use uuid::Uuid;

use super::manifest::{BackupManifest, FORMAT, Piece};
use super::names::{MANIFEST, PARTIAL, PREFIX, partial_of, prefix_of};
use crate::error::NotebookError;
use crate::keys::storage::CURRENT as KEYS;
use crate::store::folder::names::DATABASE;

/// No backup is longer in the making, nor in being taken away.
const IN_THE_MAKING: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A backup on a disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Its folder.
    pub place: PathBuf,
    /// What it is of.
    pub manifest: BackupManifest,
}

impl Backup {
    /// The backup whose folder is `place`.
    ///
    /// # Errors
    /// When it is none, a later version wrote it, or the system refuses.
    pub fn read(place: &Path) -> Result<Self, NotebookError> {
        let file = place.join(MANIFEST);
        let refused = || NotebookError::NotABackup(place.display().to_string());
        let bytes = match fs::read(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(refused()),
            read => read.map_err(NotebookError::storage(&file))?,
        };
        let manifest: BackupManifest = serde_json::from_slice(&bytes).map_err(|_| refused())?;
        if manifest.format != FORMAT {
            return Err(refused());
        }
        Ok(Self {
            place: place.to_owned(),
            manifest,
        })
    }

    /// The backups in `folder`, the latest first; what is no backup is passed over, and a folder that is not there has none.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn all_in(folder: &Path) -> Result<Vec<Self>, NotebookError> {
        let named = entries(folder)?.into_iter().filter(|place| is_backup_name(place));
        let mut backups: Vec<Self> = named.filter_map(|place| Self::read(&place).ok()).collect();
        backups.sort_by(|one, other| {
            let key = |backup: &Self| (backup.manifest.made_at, backup.place.clone());
            key(other).cmp(&key(one))
        });
        Ok(backups)
    }

    /// The folders in `folder` that are named as a backup of `author` and do not read as one.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn unread_in(folder: &Path, author: Fingerprint) -> Result<Vec<PathBuf>, NotebookError> {
        let own = prefix_of(author);
        let mut unread = entries(folder)?;
        unread.retain(|place| {
            name(place).starts_with(&own) && is_backup_name(place) && Self::read(place).is_err()
        });
        Ok(unread)
    }

    /// The folders in `folder` that are named as those of `author` and are no whole backup: begun, half taken away, or
    /// damaged. What they hold may still open.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn rests_in(folder: &Path, author: Fingerprint) -> Result<Vec<PathBuf>, NotebookError> {
        let own = prefix_of(author);
        let mut rests = entries(folder)?;
        rests.retain(|place| {
            name(place).starts_with(&own) && (!is_backup_name(place) || Self::read(place).is_err())
        });
        Ok(rests)
    }

    /// Whether its files are still those that were verified.
    ///
    /// # Errors
    /// When one changed or is not there, or the system refuses.
    pub fn verify(&self) -> Result<(), NotebookError> {
        let pieces = [(DATABASE, &self.manifest.database), (KEYS, &self.manifest.keys)];
        pieces.into_iter().try_for_each(|(name, piece)| {
            let file = self.place.join(name);
            let altered = || NotebookError::BackupAltered(file.display().to_string());
            let found = match Piece::of(&file) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(altered()),
                found => found.map_err(NotebookError::storage(&file))?,
            };
            if found == *piece { Ok(()) } else { Err(altered()) }
        })
    }

    /// Deletes this backup; it first takes the name of one that is begun, so that what a cut leaves is none. One that
    /// another device deletes meanwhile is gone all the same.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn remove(&self) -> Result<(), NotebookError> {
        let mut leaving = self.place.clone().into_os_string();
        leaving.push(partial_of(self.manifest.device));
        let removed = fs::rename(&self.place, &leaving).and_then(|()| fs::remove_dir_all(&leaving));
        match removed {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done.map_err(NotebookError::storage(&self.place)),
        }
    }

    /// Takes away what backups of `device` that were cut left in `folder`; none may be in the making. Those of the other
    /// devices of `author` go too where nothing was written in them for a week before `newest` was made, by the clock of
    /// their disk: none takes so long.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn remove_begun(
        folder: &Path,
        (author, device): (Fingerprint, Uuid),
        newest: &Self,
    ) -> Result<(), NotebookError> {
        let (own, ending) = (prefix_of(author), partial_of(Some(device)));
        let made = written_at(&newest.place);
        let is_left = |place: &PathBuf| {
            let name = name(place);
            let of_author = name.starts_with(&own) && name.ends_with(PARTIAL);
            let last = || written_at(place).and_then(|at| at.checked_add(IN_THE_MAKING));
            let is_old = || last().zip(made).is_some_and(|(last, made)| last < made);
            (name.starts_with(PREFIX) && name.ends_with(&ending)) || (of_author && is_old())
        };
        let left = entries(folder)?.into_iter().filter(is_left);
        left.into_iter()
            .try_for_each(|place| fs::remove_dir_all(&place).map_err(NotebookError::storage(&place)))
    }
}

/// What is in `folder`; nothing where it is not there.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, NotebookError> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        found => {
            let found = found.map_err(NotebookError::storage(folder))?;
            Ok(found.filter_map(|entry| Some(entry.ok()?.path())).collect())
        }
    }
}

/// When something was last written in the folder `place`; none where the system does not say.
fn written_at(place: &Path) -> Option<SystemTime> {
    let inside = entries(place).unwrap_or_default();
    let all = inside.iter().map(PathBuf::as_path).chain([place]);
    all.filter_map(|path| fs::metadata(path).ok()?.modified().ok())
        .max()
}

fn name(place: &Path) -> &str {
    place
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

fn is_backup_name(place: &Path) -> bool {
    name(place).starts_with(PREFIX) && !name(place).ends_with(PARTIAL)
}
