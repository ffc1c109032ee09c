//! Making a backup: a copy of one instant, verified by opening it before it takes its name.

use std::fs::{self, File};
use std::path::Path;

use observation::instant::Instant;
use observation::problem::Problem;
use rusqlite::{Connection, OptionalExtension};
use sync_protocol::Fingerprint;
use uuid::Uuid;

use super::manifest::{BackupManifest, FORMAT, Piece};
use super::names::{MANIFEST, partial_of, prefix_of};
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
    let named = prefix_of(order.author) + &order.at.to_string().replace([':', '.'], "-");
    let place = order.into.join(&named);
    if place.exists() {
        return Err(NotebookError::Exists(place.display().to_string()));
    }
    let partial = order.into.join(format!("{named}{}", partial_of(device)));
    let made = fill((folder, &source), device, &partial, order);
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
    (folder, source): (&Path, &Connection),
    device: Option<Uuid>,
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
    let verified = verified(&copy, source, order)?;
    // SQLite syncs no such copy by itself.
    [&copy, &keys].into_iter().try_for_each(|file| sync(file))?;
    let piece = |file: &Path| Piece::of(file).map_err(NotebookError::storage(file));
    let manifest = BackupManifest {
        format: FORMAT.to_owned(),
        made_at: order.at,
        zone: order.zone.to_owned(),
        author: order.author,
        device,
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

/// Opens the copy and checks all of it. What the notebook holds may be wrong and is kept alike; a copy that does not read as
/// its source does is none, and its disk is to blame.
fn verified(copy: &Path, source: &Connection, order: &BackupOrder<'_>) -> Result<Verified, NotebookError> {
    let found = read_back(copy, order).and_then(|verified| {
        refuse_unread(&verified.problems, source)?;
        Ok(verified)
    });
    found.map_err(|error| match error {
        error if error.is_unreadable() => NotebookError::BackupUnread {
            folder: order.into.display().to_string(),
            detail: error.to_string(),
        },
        other => other,
    })
}

fn refuse_unread(problems: &[Problem], source: &Connection) -> Result<(), NotebookError> {
    let unread = [codes::PAGE_DAMAGED, codes::INTEGRITY];
    let found = problems
        .iter()
        .find(|problem| unread.contains(&problem.code.as_str()));
    let Some(problem) = found else {
        return Ok(());
    };
    let of_source = problems_of(source)?;
    if problem.code == codes::INTEGRITY && of_source.iter().any(|one| one.code == problem.code) {
        return Ok(());
    }
    let detail = problem.parameters.get("detail").unwrap_or(&problem.code);
    Err(NotebookError::Corrupt(detail.clone()))
}

/// The copy stays the one file that it is: some network drives hold no write-ahead log.
fn read_back(copy: &Path, order: &BackupOrder<'_>) -> Result<Verified, NotebookError> {
    let connection = connection::open(copy, order.options)?;
    refuse_newer(&connection, MIGRATIONS)?;
    let problems = problems_of(&connection)?;
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use sync_protocol::PublicKey;

    use super::*;

    fn order<'a>(into: &'a Path, options: &'a OpenOptions) -> BackupOrder<'a> {
        BackupOrder {
            into,
            options,
            author: Fingerprint::of(&PublicKey::from([5; 32])),
            version: "1.0.0",
            at: Instant::from_milliseconds(1_795_000_000_000),
            zone: "Europe/Paris",
        }
    }

    #[test]
    fn a_copy_that_does_not_read_back_is_the_fault_of_its_disk() {
        let folder = tempfile::tempdir().unwrap();
        let options = OpenOptions::with_key([7; 32]);
        drop(Notebook::create(folder.path(), &options).unwrap());
        let source = connection::open(&folder.path().join(DATABASE), &options).unwrap();
        let (copy, order) = (folder.path().join("copy"), order(folder.path(), &options));
        source
            .execute("VACUUM INTO ?1", [copy.display().to_string()])
            .unwrap();
        assert!(verified(&copy, &source, &order).is_ok());
        let whole = fs::read(&copy).unwrap();
        for at in [0, whole.len() / 2, whole.len() - 9] {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&copy, bytes).unwrap();
            let refused = verified(&copy, &source, &order).map(drop).unwrap_err();
            assert!(
                matches!(refused, NotebookError::BackupUnread { .. }),
                "{at}: {refused}"
            );
        }
    }

    #[test]
    fn a_notebook_that_breaks_its_own_rules_has_its_backup_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let options = OpenOptions::with_key([7; 32]);
        drop(Notebook::create(folder.path(), &options).unwrap());
        let source = connection::open(&folder.path().join(DATABASE), &options).unwrap();
        let (copy, order) = (folder.path().join("copy"), order(folder.path(), &options));
        let rule_broken = "PRAGMA ignore_check_constraints = ON;
            INSERT INTO device VALUES (1, '00000000-0000-0000-0000-000000000001', x'00', '{}');
            PRAGMA ignore_check_constraints = OFF;";
        source.execute_batch(rule_broken).unwrap();
        source
            .execute("VACUUM INTO ?1", [copy.display().to_string()])
            .unwrap();
        let verified = verified(&copy, &source, &order).unwrap();
        assert!(
            verified
                .problems
                .iter()
                .any(|problem| problem.code == codes::INTEGRITY)
        );
    }
}
