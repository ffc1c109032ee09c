//! Restoring a backup: what it would change, then the change itself; also where nothing opens any more.

use std::path::{Path, PathBuf};

use notebook::keys::{NotebookKeys, Passphrase, Secrets};
use notebook::{Backup, Comparison, Notebook, OpenOptions, Trace};
use observation::problem::Problem;

use super::{backups, refuse_unsafe, words};
use crate::App;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::opening::{closed_keys, save_keys};
use crate::session::{Open, SetUp};
use crate::views::{
    AppStatus, BackupRequest, BackupView, ChangedVisitView, ComparisonView, FolderRequest, Nothing,
    ProblemView, RestoreClosedRequest,
};
use crate::visits::Naming;

impl App {
    /// What restoring a backup would change; changes nothing.
    ///
    /// # Errors
    /// When the backup is not what it was, is of another notebook or damaged, or a disk refuses.
    pub fn compare_backup(&self, request: BackupRequest) -> Outcome<ComparisonView> {
        self.with_set_up(|open, set_up| {
            let backup = Backup::read(Path::new(&request.place))?;
            let scratch = tempfile::tempdir().map_err(|error| Fault::file(&std::env::temp_dir(), error))?;
            let deleted = open.notebook.tombstones()?;
            let copy = Notebook::open_backup(
                &backup,
                scratch.path(),
                &open.options(),
                &deleted,
                self.host().now(),
            );
            let copy = copy.map_err(|error| of_another(error, &backup))?;
            view(open, set_up, &backup, &open.notebook.compared_with(&copy)?)
        })
    }

    /// Puts a backup in the place of the open notebook, which is set aside as it was. The notebook is then locked.
    ///
    /// # Errors
    /// As [`App::compare_backup`]; nothing then changed but that the notebook is locked.
    pub fn restore_backup(&self, request: BackupRequest) -> Outcome<AppStatus> {
        let backup = Backup::read(Path::new(&request.place))?;
        // Before anything is closed: what is refused leaves the work as it is.
        backup.verify()?;
        let options = self.with_open(|open| Ok(open.options()))?;
        let notice = self.while_closed(|folder| self.put_in_place(folder, &backup, &options))?;
        self.status_with([notice])
    }

    /// The backups in a folder, whosever they are: for a notebook that is closed or missing.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn find_backups(&self, request: FolderRequest) -> Outcome<Vec<BackupView>> {
        let typed = request.folder.trim();
        let usual = || self.host().documents_folder().join(backups::FOLDER);
        let folder = if typed.is_empty() {
            usual()
        } else {
            PathBuf::from(typed)
        };
        let found = match Backup::read(&folder) {
            Ok(backup) => vec![backup],
            Err(_) => Backup::all_in(&folder)?,
        };
        Ok(found.iter().map(backups::view).collect())
    }

    /// Puts a backup in the place of a notebook that is closed or missing, by the passphrase of the day it was made. Where
    /// the keys alone are missing, the keys alone are put back.
    ///
    /// # Errors
    /// When a notebook is open, the passphrase is wrong, the notebook that is there is another's, or a disk refuses.
    pub fn restore_closed(&self, request: RestoreClosedRequest) -> Outcome<AppStatus> {
        let backup = Backup::read(Path::new(&request.place))?;
        backup.verify()?;
        let keys = closed_keys(&backup.place)?;
        let typed = Passphrase::new(&request.passphrase)?;
        let secrets = keys.unlock_with_passphrase(&typed)?;
        let opens = |written: &NotebookKeys| written.unlock_with_passphrase(&typed).map(drop);
        let notice = self.if_closed(|folder| {
            refuse_unsafe(self.host(), folder)?;
            if self.only_lacks_keys(folder, &secrets)? {
                save_keys(self.host(), folder, &keys, &opens)?;
                return Ok(Problem::warning(codes::KEYS_PUT_BACK, ""));
            }
            self.refuse_other_keys(folder, &backup)?;
            let options = OpenOptions::with_key(*secrets.database_key());
            let notice = self.put_in_place(folder, &backup, &options)?;
            // The keys come last: they never stand without the notebook that they open.
            save_keys(self.host(), folder, &keys, &opens)?;
            Ok(notice)
        })?;
        self.status_with([notice])
    }

    fn put_in_place(&self, folder: &Path, backup: &Backup, options: &OpenOptions) -> Outcome<Problem> {
        let restored = Notebook::restore(folder, backup, options, self.host().now());
        let restored = restored.map_err(|error| of_another(error, backup))?;
        Ok(match restored.set_aside {
            Some(place) => Problem::warning(codes::RESTORED_SET_ASIDE, "").with("folder", place.display()),
            None => Problem::warning(codes::RESTORED, ""),
        })
    }

    /// Whether the notebook in `folder` is whole and these secrets open it, so that nothing but its keys is missing.
    fn only_lacks_keys(&self, folder: &Path, secrets: &Secrets) -> Outcome<bool> {
        let missing = !folder.join(notebook::keys::storage::CURRENT).exists();
        let options = OpenOptions::with_key(*secrets.database_key());
        Ok(missing && Notebook::exists(folder) && Notebook::open(folder, &options).is_ok())
    }

    /// Keys that are there and are another author's belong to another notebook: it is not written over.
    fn refuse_other_keys(&self, folder: &Path, backup: &Backup) -> Outcome<()> {
        match closed_keys(folder) {
            Ok(keys) if keys.author().fingerprint != backup.manifest.author => {
                let place = backup.place.display().to_string();
                Err(AppError::refused(codes::BACKUP_OF_ANOTHER, place))
            }
            _ => Ok(()),
        }
    }
}

/// A key that opens nothing means that the backup is of another notebook.
fn of_another(error: notebook::NotebookError, backup: &Backup) -> AppError {
    match error {
        notebook::NotebookError::WrongKey => {
            AppError::refused(codes::BACKUP_OF_ANOTHER, backup.place.display().to_string())
        }
        other => other.into(),
    }
}

fn view(open: &Open, set_up: &SetUp, backup: &Backup, found: &Comparison) -> Outcome<ComparisonView> {
    let all = found
        .lost
        .iter()
        .chain(&found.returned)
        .chain(found.changed.iter().map(|(now, _)| now));
    let rows: Vec<_> = all.map(|trace| trace.row.clone()).collect();
    let (naming, zone) = (Naming::of(open, set_up, &rows)?, set_up.zone());
    let summaries = |traces: &[Trace]| traces.iter().map(|trace| naming.summary(&trace.row)).collect();
    let changed = found.changed.iter().map(|(now, then)| ChangedVisitView {
        visit: naming.summary(&now.row),
        now: words::instant(now.row.updated_at, zone),
        then: words::instant(then.row.updated_at, zone),
    });
    Ok(ComparisonView {
        backup: backups::view(backup),
        lost: summaries(&found.lost),
        returned: summaries(&found.returned),
        changed: changed.collect(),
        same: found.same,
        register_lost: found.register_lost,
        register_returned: found.register_returned,
        nothing: found.is_empty(),
    })
}

impl App {
    /// Where the application stands, with what must be said of what was just done.
    pub(crate) fn status_with(&self, notices: impl IntoIterator<Item = Problem>) -> Outcome<AppStatus> {
        let mut status = self.status(Nothing {})?;
        status
            .notices
            .extend(notices.into_iter().map(|notice| ProblemView::from(&notice)));
        Ok(status)
    }
}
