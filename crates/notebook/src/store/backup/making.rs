//! Making a backup: a copy of one instant, verified by opening it before it takes its name.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use observation::instant::Instant;
use rusqlite::Connection;
use sync_protocol::Fingerprint;

use super::manifest::{BackupManifest, FORMAT, Piece};
use super::names::{MANIFEST, PARTIAL, PREFIX};
use super::reading::Backup;
use crate::error::NotebookError;
use crate::keys::storage::CURRENT as KEYS;
use crate::store::check::{count_of, problems_of};
use crate::store::database::{close, open_database};
use crate::store::folder::{Folder, names::DATABASE, sync_folder};
use crate::store::migration::schema;
use crate::store::options::OpenOptions;
use crate::store::{Notebook, connection};

/// Where a backup goes, and what its manifest says.
#[derive(Debug, Clone, Copy)]
pub struct BackupOrder<'a> {
    /// The folder that takes it; made where it is missing. May be on a network drive.
    pub into: &'a Path,
    /// How the notebook opens.
    pub options: &'a OpenOptions,
    /// Whose notebook it is.
    pub author: Fingerprint,
    /// The version of Carnet.
    pub version: &'a str,
    /// Now.
    pub at: Instant,
    /// The IANA zone in which a person reads it.
    pub zone: &'a str,
}

impl Notebook {
    /// Makes a backup of the notebook as it is at one instant; work goes on meanwhile.
    ///
    /// # Errors
    /// When the notebook is damaged, what was copied does not verify, or a disk is full or refuses; what was begun is then
    /// taken away, and every earlier backup is as it was.
    pub fn back_up(&self, order: &BackupOrder<'_>) -> Result<Backup, NotebookError> {
        make(self.folder.path(), &self.folder.file(DATABASE), order)
    }

    /// The same for the closed notebook in `folder`, its schema left as it is.
    ///
    /// # Errors
    /// As [`Notebook::back_up`], or when another program has it open.
    pub fn back_up_closed(folder: &Path, order: &BackupOrder<'_>) -> Result<Backup, NotebookError> {
        let taken = Folder::take(folder)?;
        make(folder, &taken.file(DATABASE), order)
    }
}

fn make(folder: &Path, database: &Path, order: &BackupOrder<'_>) -> Result<Backup, NotebookError> {
    // Two notebooks may have their backups on one key.
    let author = &order.author.to_string()[..8];
    let named = format!(
        "{PREFIX}{author}-{}",
        order.at.to_string().replace([':', '.'], "-")
    );
    let place = order.into.join(&named);
    if place.exists() {
        return Err(NotebookError::Exists(place.display().to_string()));
    }
    let partial = order.into.join(format!("{named}{PARTIAL}"));
    let made = fill(folder, database, &partial, order);
    let named = made.and_then(|manifest| {
        fs::rename(&partial, &place).map_err(NotebookError::storage(&place))?;
        sync_folder(order.into)?;
        Ok(Backup { place, manifest })
    });
    named.map_err(|error| {
        // What is wrong is already known: a rest that cannot be taken away changes nothing to it.
        let _ = fs::remove_dir_all(&partial);
        there(error, order.into)
    })
}

/// A full disk is that of the backup, not that of the notebook.
fn there(error: NotebookError, into: &Path) -> NotebookError {
    match error {
        NotebookError::Full => NotebookError::BackupFull(into.display().to_string()),
        other => other,
    }
}

fn fill(
    folder: &Path,
    database: &Path,
    partial: &PathBuf,
    order: &BackupOrder<'_>,
) -> Result<BackupManifest, NotebookError> {
    fs::create_dir_all(partial).map_err(NotebookError::storage(partial))?;
    let copy = partial.join(DATABASE);
    let source = connection::open(database, order.options)?;
    source.execute("VACUUM INTO ?1", [copy.display().to_string()])?;
    close(source)?;
    let keys = partial.join(KEYS);
    fs::copy(folder.join(KEYS), &keys).map_err(NotebookError::storage(&folder.join(KEYS)))?;
    let (schema, visits, records) = verified(&copy, order)?;
    // SQLite syncs no such copy by itself.
    [&copy, &keys].into_iter().try_for_each(|file| sync(file))?;
    let piece = |file: &Path| Piece::of(file).map_err(NotebookError::storage(file));
    let manifest = BackupManifest {
        format: FORMAT.to_owned(),
        made_at: order.at,
        zone: order.zone.to_owned(),
        author: order.author,
        version: order.version.to_owned(),
        schema,
        visits,
        records,
        database: piece(&copy)?,
        keys: piece(&keys)?,
    };
    write_manifest(&partial.join(MANIFEST), &manifest)?;
    sync_folder(partial)?;
    Ok(manifest)
}

/// Opens the copy as it would be opened to be restored, and checks all of it: its schema, visits and records.
fn verified(copy: &Path, order: &BackupOrder<'_>) -> Result<(u32, u64, u64), NotebookError> {
    let connection = open_database(copy, order.options)?;
    if let Some(problem) = problems_of(&connection)?.first() {
        let detail = problem.parameters.get("detail").unwrap_or(&problem.code);
        return Err(NotebookError::Corrupt(detail.clone()));
    }
    let told = told(&connection)?;
    close(connection)?;
    Ok(told)
}

fn told(connection: &Connection) -> Result<(u32, u64, u64), NotebookError> {
    Ok((
        schema(connection)?,
        count_of(connection, "visit")?,
        count_of(connection, "record")?,
    ))
}

fn write_manifest(path: &Path, manifest: &BackupManifest) -> Result<(), NotebookError> {
    let text =
        serde_json::to_string_pretty(manifest).map_err(|error| NotebookError::Content(error.to_string()))?;
    fs::write(path, text).map_err(NotebookError::storage(path))?;
    sync(path)
}

fn sync(path: &Path) -> Result<(), NotebookError> {
    // Open for writing: Windows flushes no other.
    let file = File::options().write(true).open(path);
    file.and_then(|file| file.sync_all())
        .map_err(NotebookError::storage(path))
}
