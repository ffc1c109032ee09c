//! Putting a backup in the place of the notebook, which is set aside as it was.

use std::fs::File;
use std::ops::Not;
use std::path::{Path, PathBuf};

use observation::instant::Instant;
use rusqlite::Connection;
use sync_protocol::SignedDocument;

use super::reading::Backup;
use crate::error::NotebookError;
use crate::store::database::{close, open_database};
use crate::store::folder::{Folder, copy_database, names};
use crate::store::migration::{MIGRATIONS, migrate};
use crate::store::options::OpenOptions;
use crate::store::record::{apply_tombstone, tombstones_of};
use crate::store::rescue::{BEFORE_RESTORE, finish, move_log_alone, place_for, set_aside};
use crate::store::{Notebook, connection, device};

/// What became of the notebook that a backup replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the former notebook lies, as it was; none where there was none.
    pub set_aside: Option<PathBuf>,
    /// How many of its deletions were done again in the backup; none when they could not be read.
    pub tombstones: Option<usize>,
}

impl Notebook {
    /// The backup at `backup`, opened on a copy of its own in `scratch`: to compare with, changing nothing. What was
    /// deleted by law since is deleted from the copy by `tombstones`.
    ///
    /// # Errors
    /// When the backup is not what it was, opens by another key or is damaged, or a disk refuses.
    pub fn open_backup(
        backup: &Backup,
        scratch: &Path,
        options: &OpenOptions,
        tombstones: &[SignedDocument],
        at: Instant,
    ) -> Result<Self, NotebookError> {
        backup.verify()?;
        copy_database(
            &backup.place.join(names::DATABASE),
            &scratch.join(names::DATABASE),
        )?;
        let copy = Self::open(scratch, options)?;
        for tombstone in tombstones {
            copy.purge(tombstone, at)?;
        }
        Ok(copy)
    }

    /// Puts `backup` in the place of the closed notebook in `folder`, which is set aside untouched in a folder named by
    /// `at`. Deletions that the law asked for since are done again. The restored notebook has no device: it is a new one.
    ///
    /// Cut at any instant, either the former notebook is still in its place, or the next opening ends the restoring.
    ///
    /// # Errors
    /// When another program has the notebook open, the backup is not what it was, opens by another key, is damaged or of a
    /// later version, or the disk is full or refuses.
    pub fn restore(
        folder: &Path,
        backup: &Backup,
        options: &OpenOptions,
        at: Instant,
    ) -> Result<Restored, NotebookError> {
        std::fs::create_dir_all(folder).map_err(NotebookError::storage(folder))?;
        let taken = Folder::take(folder)?;
        finish(&taken)?;
        backup.verify()?;
        taken.remove_database(names::NEW)?;
        let tombstones = tombstones_there(&taken, options)?;
        let known = tombstones.as_deref().unwrap_or_default();
        let prepared = prepare(&taken, backup, options, known, at);
        if prepared.is_err() {
            taken.remove_database(names::NEW)?;
        }
        prepared?;
        taken.rename(names::NEW, names::RESCUED)?;
        let there = taken.has(names::DATABASE);
        let place = there.then(|| place_for(&taken, BEFORE_RESTORE, at));
        match &place {
            Some(place) => set_aside(&taken, place)?,
            None => move_log_alone(&taken)?,
        }
        finish(&taken)?;
        Ok(Restored {
            set_aside: place,
            tombstones: tombstones.map(|known| known.len()),
        })
    }
}

/// The deletions that the notebook in `folder` knows, read of a copy: the notebook itself is set aside as it is. None when
/// they do not read.
///
/// # Errors
/// When the disk is full or refuses.
fn tombstones_there(
    folder: &Folder,
    options: &OpenOptions,
) -> Result<Option<Vec<SignedDocument>>, NotebookError> {
    if !folder.has(names::DATABASE) {
        return Ok(Some(Vec::new()));
    }
    let copy = folder.file(names::COPY);
    folder.remove_database(names::COPY)?;
    copy_database(&folder.file(names::DATABASE), &copy)?;
    let read = connection::open(&copy, options).and_then(|connection| {
        let found = tombstones_of(&connection)?;
        Ok(connection::met_damage(&connection)?.not().then_some(found))
    });
    folder.remove_database(names::COPY)?;
    Ok(read.ok().flatten())
}

fn prepare(
    folder: &Folder,
    backup: &Backup,
    options: &OpenOptions,
    tombstones: &[SignedDocument],
    at: Instant,
) -> Result<(), NotebookError> {
    let new = folder.file(names::NEW);
    copy_database(&backup.place.join(names::DATABASE), &new)?;
    let mut connection = open_database(&new, options)?;
    migrate(&mut connection, MIGRATIONS)?;
    delete_again(&mut connection, tombstones, at)?;
    close(connection)?;
    let synced = File::options()
        .write(true)
        .open(&new)
        .and_then(|file| file.sync_all());
    synced.map_err(NotebookError::storage(&new))
}

fn delete_again(
    connection: &mut Connection,
    tombstones: &[SignedDocument],
    at: Instant,
) -> Result<(), NotebookError> {
    let transaction = connection.transaction()?;
    // Two notebooks that sign as one device would give one number to two contents.
    device::leave(&transaction, at)?;
    for tombstone in tombstones {
        apply_tombstone(&transaction, tombstone, at)?;
    }
    Ok(transaction.commit()?)
}
