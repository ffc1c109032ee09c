//! Opening a notebook by its keys, and checking one that is closed.

use std::io;
use std::path::Path;

use notebook::keys::{self, Folder, KeysError, NotebookKeys, Origin, Secrets};
use notebook::{CheckReport, Notebook, NotebookError, OpenOptions};
use observation::problem::Problem;
use tempfile::TempDir;

use crate::host::Host;
use crate::keeping::opened;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::tools::wording;

/// The keys of the notebook in `folder`; none where there is none.
pub(super) fn load_keys(host: &dyn Host, folder: &Path) -> Outcome<Option<keys::Loaded>> {
    Ok(read_keys(host, folder)?)
}

/// The keys of the notebook in `folder`; none where there is none, or none that reads: a damaged keys file opens nothing.
///
/// # Errors
/// When the disk refuses, or a later version wrote them.
pub(crate) fn usable_keys(host: &dyn Host, folder: &Path) -> Outcome<Option<keys::Loaded>> {
    match read_keys(host, folder) {
        Ok(loaded) => Ok(loaded),
        Err(error) if error.is_refusal() && !matches!(error, KeysError::Format(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn read_keys(host: &dyn Host, folder: &Path) -> Result<Option<keys::Loaded>, KeysError> {
    let sync = |folder: &Path| host.sync_folder(folder);
    keys::load(&Folder::new(folder.to_owned(), &sync))
}

/// Saves `keys`, which `opens` must open.
pub(crate) fn save_keys(
    host: &dyn Host,
    folder: &Path,
    keys: &NotebookKeys,
    opens: &dyn Fn(&NotebookKeys) -> Result<(), KeysError>,
) -> Outcome<()> {
    let sync = |folder: &Path| host.sync_folder(folder);
    Ok(keys::save(
        &mut Folder::new(folder.to_owned(), &sync),
        keys,
        opens,
    )?)
}

/// Leaves the keys that opened the notebook as the only ones, and says what the person should know of it.
///
/// The former ones go, for a passphrase that was changed would open them still; where they opened the notebook for want
/// of the present ones, these are written again from them.
pub(super) fn settle_keys(
    host: &dyn Host,
    folder: &Path,
    loaded: &keys::Loaded,
    opens: &dyn Fn(&NotebookKeys) -> Result<(), KeysError>,
) -> Outcome<Option<Problem>> {
    if loaded.origin == Origin::Former {
        save_keys(host, folder, &loaded.keys, opens)?;
        return Ok(Some(Problem::warning(codes::KEYS_RESTORED, "")));
    }
    let sync = |folder: &Path| host.sync_folder(folder);
    keys::discard_former(&mut Folder::new(folder.to_owned(), &sync))?;
    Ok(None)
}

/// The notebook that `secrets` open, and what must be said of it. A damaged one is set aside untouched, and what can be
/// read of it is opened in its place.
pub(crate) fn open_notebook(
    host: &dyn Host,
    folder: &Path,
    secrets: &Secrets,
) -> Outcome<(Notebook, Vec<Problem>)> {
    let options = OpenOptions::with_key(*secrets.database_key());
    match Notebook::open(folder, &options) {
        Ok(notebook) => Ok((notebook, Vec::new())),
        // The keys opened, so a key that opens nothing means a damaged head of the file.
        Err(error) if error.is_unreadable() => {
            let rescue = Notebook::rescue(folder, &options, host.now())?;
            let notebook = Notebook::open(folder, &options)?;
            Ok((notebook, rescue.problems().into_iter().map(in_french).collect()))
        }
        Err(other) => Err(other.into()),
    }
}

/// The table that a problem names, by what it holds.
fn in_french(mut problem: Problem) -> Problem {
    if let Some(table) = problem.parameters.get_mut("table") {
        *table = wording::name_of(table);
    }
    problem
}

/// The keys of the closed notebook in `folder`. Changes nothing in it.
///
/// # Errors
/// Refused when there are none, or none that can be read; a fault where the disk or the system fails.
pub fn closed_keys(folder: &Path) -> Outcome<NotebookKeys> {
    let unsynced = |_: &Path| -> io::Result<()> { Ok(()) };
    let loaded = keys::load(&Folder::new(folder.to_owned(), &unsynced))?;
    let missing = || {
        let alone = Notebook::exists(folder);
        let code = if alone {
            codes::KEYS_MISSING
        } else {
            codes::NO_NOTEBOOK
        };
        AppError::refused(code, folder.display().to_string())
    };
    Ok(loaded.ok_or_else(missing)?.keys)
}

/// What `secret`, the passphrase or the recovery code, opens of the closed notebook in `folder`. Changes nothing in it.
///
/// # Errors
/// As [`closed_keys`], and refused when it opens nothing.
pub(crate) fn closed_secrets(folder: &Path, secret: &str) -> Outcome<Secrets> {
    Ok(opened(&closed_keys(folder)?, secret)?)
}

/// How the closed notebook in `folder` opens, by its passphrase or its recovery code.
///
/// # Errors
/// As [`closed_secrets`].
pub(crate) fn opened_by(folder: &Path, passphrase: &str) -> Outcome<OpenOptions> {
    let secrets = closed_secrets(folder, passphrase)?;
    Ok(OpenOptions::with_key(*secrets.database_key()))
}

/// A copy of the closed notebook in `folder`, encrypted as it is, to open without changing anything; gone when dropped.
///
/// # Errors
/// When another program has it open, or the disk refuses.
pub(crate) fn scratch_copy(folder: &Path) -> Outcome<TempDir> {
    let scratch = tempfile::tempdir().map_err(|error| Fault::file(&std::env::temp_dir(), error))?;
    Notebook::copy_closed(folder, scratch.path())?;
    Ok(scratch)
}

/// What a check of the closed notebook in `folder` finds, opened by `passphrase`. Changes nothing in it.
///
/// # Errors
/// When it cannot be opened: refused, a damaged one included; a fault where the disk or the system fails.
pub fn check(folder: &Path, passphrase: &str) -> Outcome<CheckReport> {
    Notebook::check(folder, &opened_by(folder, passphrase)?)
        .map_err(|error| judged(error.problem(), error.is_refusal() || error.is_damage()))
}

impl From<KeysError> for AppError {
    fn from(error: KeysError) -> Self {
        judged(error.problem(), error.is_refusal())
    }
}

impl From<NotebookError> for AppError {
    fn from(error: NotebookError) -> Self {
        judged(error.problem(), error.is_refusal())
    }
}

fn judged(problem: Problem, is_refusal: bool) -> AppError {
    if is_refusal {
        problem.into()
    } else {
        Fault::Below(problem).into()
    }
}
