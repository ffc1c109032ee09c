//! Making a backup: a copy of one instant, verified by opening it before it takes its name.

use std::fs::{self, File};
use std::path::Path;

use observation::instant::Instant;
use observation::problem::Problem;
use rusqlite::{Connection, OptionalExtension};
use sync_protocol::Fingerprint;
use uuid::Uuid;

use super::manifest::{BackupManifest, FORMAT, Piece};
use super::names::{MANIFEST, PREFIX, partial_of};
use super::reading::Backup;
use crate::codes;
use crate::error::NotebookError;
use crate::keys::storage::CURRENT as KEYS;
use crate::store::check::{count_of, problems_of};
use crate::store::connection::PAGE_UNREAD;
use crate::store::folder::{Folder, names::DATABASE, sync_folder};
use crate::store::migration::{MIGRATIONS, refuse_newer, schema};
use crate::store::options::OpenOptions;
use crate::store::stored::Text;
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
    /// Makes a backup of the notebook as it is at one instant; work goes on meanwhile. Gives also what is wrong with what
    /// the notebook holds, which the backup then holds alike: a broken link, a record or a grid that is not what was signed.
    ///
    /// # Errors
    /// When a page of the notebook is damaged, what was copied does not open, or a disk is full or refuses; what was begun
    /// is then taken away, and every earlier backup is as it was.
    pub fn back_up(&self, order: &BackupOrder<'_>) -> Result<(Backup, Vec<Problem>), NotebookError> {
        make(self.folder.path(), &self.folder.file(DATABASE), order)
    }

    /// The same for the closed notebook in `folder`, its schema left as it is.
    ///
    /// # Errors
    /// As [`Notebook::back_up`], or when another program has it open.
    pub fn back_up_closed(
        folder: &Path,
        order: &BackupOrder<'_>,
    ) -> Result<(Backup, Vec<Problem>), NotebookError> {
        let taken = Folder::take(folder)?;
        make(folder, &taken.file(DATABASE), order)
    }
}

fn make(
    folder: &Path,
    database: &Path,
    order: &BackupOrder<'_>,
) -> Result<(Backup, Vec<Problem>), NotebookError> {
    let source = connection::open(database, order.options)?;
    let device = device_of(&source)?;
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
    let partial = order.into.join(format!("{named}{}", partial_of(device)));
    let made = fill(folder, &source, &partial, order);
    let named = made.and_then(|(manifest, problems)| {
        fs::rename(&partial, &place).map_err(NotebookError::storage(&place))?;
        sync_folder(order.into)?;
        Ok((Backup { place, manifest }, problems))
    });
    named.map_err(|error| {
        // What is wrong is already known: a rest that cannot be taken away changes nothing to it.
        let _ = fs::remove_dir_all(&partial);
        there(error, order.into)
    })
}

fn device_of(connection: &Connection) -> Result<Option<Uuid>, NotebookError> {
    let found = connection.query_row("SELECT uuid FROM device", [], |row| row.get(0));
    Ok(found.optional()?.map(|Text(id)| id))
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
    source: &Connection,
    partial: &Path,
    order: &BackupOrder<'_>,
) -> Result<(BackupManifest, Vec<Problem>), NotebookError> {
    fs::create_dir_all(partial).map_err(NotebookError::storage(partial))?;
    let copy = partial.join(DATABASE);
    source.execute("VACUUM INTO ?1", [copy.display().to_string()])?;
    if connection::met_damage(source)? {
        return Err(NotebookError::Corrupt(PAGE_UNREAD.to_owned()));
    }
    let keys = partial.join(KEYS);
    fs::copy(folder.join(KEYS), &keys).map_err(NotebookError::storage(&folder.join(KEYS)))?;
    let verified = verified(&copy, order)?;
    // SQLite syncs no such copy by itself.
    [&copy, &keys].into_iter().try_for_each(|file| sync(file))?;
    let piece = |file: &Path| Piece::of(file).map_err(NotebookError::storage(file));
    let manifest = BackupManifest {
        format: FORMAT.to_owned(),
        made_at: order.at,
        zone: order.zone.to_owned(),
        author: order.author,
        device: device_of(source)?,
        version: order.version.to_owned(),
        schema: verified.schema,
        visits: verified.visits,
        records: verified.records,
        database: piece(&copy)?,
        keys: piece(&keys)?,
    };
    write_manifest(&partial.join(MANIFEST), &manifest)?;
    sync_folder(partial)?;
    Ok((manifest, verified.problems))
}

/// What the check of a copy found.
struct Verified {
    schema: u32,
    visits: u64,
    records: u64,
    problems: Vec<Problem>,
}

/// Opens the copy and checks all of it. It stays the one file that it is: some network drives hold no write-ahead log.
fn verified(copy: &Path, order: &BackupOrder<'_>) -> Result<Verified, NotebookError> {
    let connection = connection::open(copy, order.options)?;
    refuse_newer(&connection, MIGRATIONS)?;
    let problems = problems_of(&connection)?;
    // What the copy holds may be wrong and is kept; a copy that does not read is none.
    let unread =
        |problem: &&Problem| [codes::PAGE_DAMAGED, codes::INTEGRITY].contains(&problem.code.as_str());
    if let Some(problem) = problems.iter().find(unread) {
        let detail = problem.parameters.get("detail").unwrap_or(&problem.code);
        return Err(NotebookError::Corrupt(detail.clone()));
    }
    Ok(Verified {
        schema: schema(&connection)?,
        visits: count_of(&connection, "visit")?,
        records: count_of(&connection, "record")?,
        problems,
    })
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
