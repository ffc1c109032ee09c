//! Restoring a backup: what it would change, then the change itself; also where nothing opens any more.

use std::path::{Path, PathBuf};

use notebook::keys::{KeysError, NotebookKeys, Passphrase, RecoveryCode, Secrets};
use notebook::{Backup, Comparison, Notebook, NotebookError, OpenOptions, Trace};
use observation::problem::Problem;

use super::{backups, refuse_unsafe, words};
use crate::App;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::opening::{closed_keys, save_keys, scratch_copy, usable_keys};
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
        let notices = self.while_closed(|folder| self.put_in_place(folder, &backup, &options))?;
        self.status_with(notices)
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
        Ok(found.iter().map(|backup| backups::view(backup, None)).collect())
    }

    /// Puts a backup in the place of a notebook that is closed or missing, by the passphrase or the recovery code of the day
    /// it was made. Where the keys alone are missing or damaged, the keys alone are put back.
    ///
    /// # Errors
    /// When a notebook is open, neither opens, the notebook that is there is another's, or a disk refuses.
    pub fn restore_closed(&self, request: RestoreClosedRequest) -> Outcome<AppStatus> {
        let backup = Backup::read(Path::new(&request.place))?;
        backup.verify()?;
        let keys = closed_keys(&backup.place)?;
        let secrets = opened(&keys, &request.secret)?;
        let opens = |written: &NotebookKeys| opened(written, &request.secret).map(drop);
        let notices = self.if_closed(|folder| {
            refuse_unsafe(self.host(), folder)?;
            if backups::is_same(folder, &backup.place) {
                let place = backup.place.display().to_string();
                return Err(AppError::refused(codes::BACKUP_OVER_ITSELF, place));
            }
            if self.only_lacks_keys(folder, &secrets)? {
                save_keys(self.host(), folder, &keys, &opens)?;
                return Ok(vec![Problem::warning(codes::KEYS_PUT_BACK, "")]);
            }
            self.refuse_other_keys(folder, &backup)?;
            let options = OpenOptions::with_key(*secrets.database_key());
            let notices = self.put_in_place(folder, &backup, &options)?;
            // The keys come last: they never stand without the notebook that they open.
            save_keys(self.host(), folder, &keys, &opens)?;
            Ok(notices)
        })?;
        self.status_with(notices)
    }

    fn put_in_place(&self, folder: &Path, backup: &Backup, options: &OpenOptions) -> Outcome<Vec<Problem>> {
        // Chosen since that day, perhaps: a deletion must reach them all.
        let mut known = folders_there(folder, options);
        let restored = Notebook::restore(folder, backup, options, self.host().now());
        let restored = restored.map_err(|error| of_another(error, backup))?;
        let place = std::path::absolute(&backup.place).unwrap_or_else(|_| backup.place.clone());
        known.extend(place.parent().map(Path::to_owned));
        // The backup is in place: that its neighbours could not be noted is told, and undoes nothing.
        let noted = Notebook::open(folder, options).and_then(|it| backups::remember_folders(&it, &known));
        let put = match restored.set_aside {
            Some(place) => Problem::warning(codes::RESTORED_SET_ASIDE, "").with("folder", place.display()),
            None => Problem::warning(codes::RESTORED, ""),
        };
        let unread = restored.tombstones.is_none();
        let unread = unread.then(|| Problem::warning(codes::DELETIONS_UNREAD, ""));
        let unnoted = noted
            .err()
            .map(|error| Problem::warning(codes::BACKUP_FOLDERS_UNNOTED, "").with("detail", error));
        Ok(std::iter::once(put).chain(unread).chain(unnoted).collect())
    }

    /// Whether the notebook in `folder` is whole and these secrets open it, so that nothing but its keys is missing.
    fn only_lacks_keys(&self, folder: &Path, secrets: &Secrets) -> Outcome<bool> {
        let keys = usable_keys(self.host(), folder)?;
        if !Notebook::exists(folder) || keys.is_some_and(|loaded| loaded.keys.is_intact()) {
            return Ok(false);
        }
        match Notebook::open(folder, &OpenOptions::with_key(*secrets.database_key())) {
            Ok(_) => Ok(true),
            Err(error) if error.is_unreadable() => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Keys that are there and are another author's belong to another notebook: it is not written over.
    pub(super) fn refuse_other_keys(&self, folder: &Path, backup: &Backup) -> Outcome<()> {
        match usable_keys(self.host(), folder)? {
            Some(loaded)
                if loaded.keys.is_intact() && loaded.keys.author().fingerprint != backup.manifest.author =>
            {
                let place = backup.place.display().to_string();
                Err(AppError::refused(codes::BACKUP_OF_ANOTHER, place))
            }
            _ => Ok(()),
        }
    }
}

/// The folders of backups that the notebook in `folder` knows; none where there is none, or none that reads.
fn folders_there(folder: &Path, options: &OpenOptions) -> Vec<PathBuf> {
    let read = || -> Outcome<Vec<PathBuf>> {
        let copy = scratch_copy(folder)?;
        Ok(backups::folders(&Notebook::open(copy.path(), options)?)?)
    };
    read().unwrap_or_default()
}

/// What `secret` opens: it is tried as a recovery code where it is written as one, then as a passphrase.
pub(crate) fn opened(keys: &NotebookKeys, secret: &str) -> Result<Secrets, KeysError> {
    let code = RecoveryCode::parse(secret).ok();
    let by_code = code.and_then(|code| keys.unlock_with_recovery_code(&code).ok());
    by_code.map_or_else(|| keys.unlock_with_passphrase(&Passphrase::new(secret)?), Ok)
}

/// A key that opens nothing means that the backup is of another notebook.
fn of_another(error: NotebookError, backup: &Backup) -> AppError {
    match error {
        NotebookError::WrongKey => {
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
        backup: backups::view(backup, Some(zone)),
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
