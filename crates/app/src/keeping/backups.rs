//! Backups: where they go, when one is due, which have served.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{MutexGuard, PoisonError};

use chrono_tz::Tz;
use notebook::{Backup, BackupOrder, Notebook, NotebookError};
use observation::instant::Instant;
use observation::problem::Problem;
use observation::retention::{Kept, is_backup_due, is_backup_late, outdated};

use super::words;
use crate::App;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{BackupDone, BackupView, BackupsView, FolderRequest, Nothing, ProblemView};

/// Where backups go unless a setting says otherwise, beside the documents.
pub(crate) const FOLDER: &str = "Sauvegardes";

/// The setting that says when the last backup was verified.
const LAST: &str = "last_backup";

/// The setting that says since when the notebook has faults that its backups have alike.
const FAULTY_SINCE: &str = "faulty_since";

/// The setting that says which folders were given backups.
const FOLDERS: &str = "backup_folders";

impl App {
    /// Where backups go, and those that are there.
    ///
    /// # Errors
    /// When the notebook is locked, the first start not done, or the disk refuses.
    pub fn backups(&self, _: Nothing) -> Outcome<BackupsView> {
        self.with_set_up(|open, set_up| self.backups_view(open, set_up))
    }

    /// Says where backups go; a blank folder is the usual one.
    ///
    /// # Errors
    /// When the folder cannot be written, the notebook is locked, or the disk refuses.
    pub fn save_backup_folder(&self, request: FolderRequest) -> Outcome<BackupsView> {
        self.with_set_up(|open, set_up| {
            let typed = request.folder.trim();
            let folder = (!typed.is_empty()).then(|| PathBuf::from(typed));
            if let Some(folder) = &folder {
                self.refuse_unfit(folder)?;
            }
            self.choose_backup_folder(open, folder)?;
            self.backups_view(open, set_up)
        })
    }

    /// Makes a backup now.
    ///
    /// # Errors
    /// When it cannot be made or does not verify; those made before are as they were.
    pub fn back_up(&self, _: Nothing) -> Outcome<BackupsView> {
        self.with_set_up(|open, set_up| {
            let told = self.make_backup(open, set_up, &self.alone_with_backups())?;
            let mut view = self.backups_view(open, set_up)?;
            view.problems.extend(told.iter().map(ProblemView::from));
            Ok(view)
        })
    }

    /// Makes the backup that is due, where one is.
    ///
    /// # Errors
    /// When the notebook is locked or the first start not done. That it could not be made is told, and is no error: the
    /// work goes on.
    pub fn back_up_if_due(&self, _: Nothing) -> Outcome<BackupDone> {
        self.with_set_up(|open, set_up| {
            let (now, zone, last) = (self.host().now(), set_up.zone(), last(open)?);
            if !is_backup_due(last, has_changed(open), now, zone) {
                return Ok(BackupDone {
                    made: false,
                    problems: Vec::new(),
                });
            }
            let made = self.make_backup(open, set_up, &self.alone_with_backups());
            let is_made = made.is_ok();
            let mut problems = made.unwrap_or_else(|error| told(&error));
            if !is_made && is_backup_late(last, now, zone) && last.is_some() {
                problems.push(Problem::warning(codes::BACKUP_LATE, ""));
            }
            Ok(BackupDone {
                made: is_made,
                problems: problems.iter().map(ProblemView::from).collect(),
            })
        })
    }

    /// Waits until no other backup is made or taken away.
    pub(super) fn alone_with_backups(&self) -> MutexGuard<'_, ()> {
        self.backing_up.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a backup, after which those that have served go. Gives what the person should know of it.
    pub(super) fn make_backup(
        &self,
        open: &Open,
        set_up: &SetUp,
        _alone: &MutexGuard<'_, ()>,
    ) -> Outcome<Vec<Problem>> {
        let folder = self.backup_folder(open)?;
        let now = self.host().now();
        let changes = open.notebook.changes()?;
        let (_, mut problems) = open.notebook.back_up(&BackupOrder {
            into: &folder,
            options: &open.options(),
            author: open.author.fingerprint,
            version: env!("CARGO_PKG_VERSION"),
            at: now,
            zone: &set_up.preset.zone,
        })?;
        open.notebook.save_setting(LAST, &now)?;
        // What is noted of the backup itself is a change too.
        let noted = [
            remember_folder(open, &folder)?,
            remember_faults(open, &problems, now)?,
        ];
        let noted = 1 + noted.into_iter().map(u64::from).sum::<u64>();
        open.backed_up.store(changes + noted, Ordering::Relaxed);
        if !problems.is_empty() {
            problems.insert(0, Problem::warning(codes::BACKUP_OF_FAULTS, ""));
        }
        problems.extend(rotate(&folder, open, now, set_up.zone()).err().map(|error| {
            let failed = Problem::warning(codes::BACKUPS_NOT_ROTATED, "");
            failed.with("folder", folder.display()).with("detail", error)
        }));
        Ok(problems.into_iter().map(Problem::into_warning).collect())
    }

    pub(super) fn backups_view(&self, open: &Open, set_up: &SetUp) -> Outcome<BackupsView> {
        let (folder, zone, last) = (self.backup_folder(open)?, set_up.zone(), last(open)?);
        let found = own(&folder, open);
        let mut problems: Vec<Problem> = found
            .as_ref()
            .err()
            .map(NotebookError::problem)
            .into_iter()
            .collect();
        let backups = found.unwrap_or_default();
        problems.extend(missed(&folder, open, last.is_some()));
        Ok(BackupsView {
            folder: folder.display().to_string(),
            last: last.map(|at| words::instant(at, zone)).unwrap_or_default(),
            late: is_backup_late(last, self.host().now(), zone),
            backups: backups.iter().map(|backup| view(backup, Some(zone))).collect(),
            problems: problems.iter().map(ProblemView::from).collect(),
        })
    }

    /// A folder that cannot be written is told when it is chosen, not on the day it should serve.
    fn refuse_unfit(&self, folder: &Path) -> Outcome<()> {
        if folder.is_relative() {
            return Err(AppError::refused(
                codes::FOLDER_RELATIVE,
                folder.display().to_string(),
            ));
        }
        refuse_within(folder, &self.host().notebook_folder())?;
        let trial = folder.join("essai-carnet.txt");
        let written = self.host().write_durably(&trial, b"Carnet");
        let tried = written.and_then(|()| std::fs::remove_file(&trial));
        Ok(tried.map_err(|error| crate::problem::Fault::file(folder, error))?)
    }
}

/// What takes the notebook away would take a backup within its folder too, by whatever way the folder is named.
pub(crate) fn refuse_within(folder: &Path, notebook: &Path) -> Outcome<()> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if real(folder).starts_with(real(notebook)) {
        return Err(AppError::refused(
            codes::BACKUP_IN_NOTEBOOK,
            folder.display().to_string(),
        ));
    }
    Ok(())
}

/// A backup as a list shows it, in the zone of who reads it; in its own, said where it is no place's, for who has none yet.
pub(super) fn view(backup: &Backup, reader: Option<Tz>) -> BackupView {
    let manifest = &backup.manifest;
    let zone = reader.unwrap_or_else(|| manifest.zone.parse().unwrap_or(Tz::UTC));
    let universal = if zone == Tz::UTC { " (temps universel)" } else { "" };
    BackupView {
        place: backup.place.display().to_string(),
        made: words::instant(manifest.made_at, zone) + universal,
        visits: manifest.visits,
        size: words::size(manifest.database.length + manifest.keys.length),
        version: manifest.version.clone(),
    }
}

/// The backups of this notebook in `folder`, the latest first: those of a colleague on one USB key are left alone.
pub(super) fn own(folder: &Path, open: &Open) -> Result<Vec<Backup>, NotebookError> {
    let mut backups = Backup::all_in(folder)?;
    backups.retain(|backup| backup.manifest.author == open.author.fingerprint);
    Ok(backups)
}

/// What a list of backups does not show: a folder that is away, or backups that do not read.
fn missed(folder: &Path, open: &Open, was_used: bool) -> Option<Problem> {
    if was_used && !folder.exists() {
        return Some(Problem::warning(codes::BACKUP_FOLDER_AWAY, "").with("folder", folder.display()));
    }
    let unread = Backup::unread_in(folder, open.author.fingerprint).ok()?;
    let first = unread.first()?;
    let told = Problem::warning(codes::BACKUPS_UNREAD, "").with("count", unread.len());
    Some(told.with("folder", first.display()))
}

/// Those of another device stay, as those made before a restore: it alone knows which have served.
fn rotate(folder: &Path, open: &Open, now: Instant, zone: Tz) -> Result<(), NotebookError> {
    let mut backups = own(folder, open)?;
    backups.retain(|backup| backup.manifest.device == Some(open.device.id));
    let made: Vec<Instant> = backups.iter().map(|backup| backup.manifest.made_at).collect();
    let rescued = open.notebook.last_rescue()?.map(|rescue| rescue.at);
    let kept = Kept {
        damaged_at: rescued.max(open.notebook.setting(FAULTY_SINCE)?),
        ..Kept::default()
    };
    let gone = outdated(&made, now, zone, kept);
    let served = backups
        .iter()
        .filter(|backup| gone.contains(&backup.manifest.made_at));
    // All are tried: one that another program holds keeps no other.
    let removed: Vec<_> = served.into_iter().map(Backup::remove).collect();
    if let Some(newest) = backups.first() {
        Backup::remove_begun(folder, (open.author.fingerprint, open.device.id), newest)?;
    }
    removed.into_iter().collect()
}

/// Keeps since when the notebook has faults: the backups made before are the only ones without. Whether that changed.
fn remember_faults(open: &Open, problems: &[Problem], now: Instant) -> Outcome<bool> {
    let since: Option<Instant> = open.notebook.setting(FAULTY_SINCE)?;
    match (since, problems.is_empty()) {
        (None, false) => open.notebook.save_setting(FAULTY_SINCE, &now)?,
        (Some(_), true) => open.notebook.remove_setting(FAULTY_SINCE)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// All folders that were ever given backups: a deletion must reach them.
pub(super) fn folders(notebook: &Notebook) -> Result<Vec<PathBuf>, NotebookError> {
    Ok(notebook.setting(FOLDERS)?.unwrap_or_default())
}

/// `present` and all folders that were ever given backups, each once however it was written.
pub(super) fn reached(notebook: &Notebook, present: &Path) -> Result<Vec<PathBuf>, NotebookError> {
    let mut reached = vec![present.to_owned()];
    for folder in folders(notebook)? {
        if !reached.iter().any(|known| is_same(known, &folder)) {
            reached.push(folder);
        }
    }
    Ok(reached)
}

/// Whether both name one folder: a link, a mapped drive and another case are other names of it.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    one == other || real(one) == real(other)
}

/// Whether `folder` is new.
fn remember_folder(open: &Open, folder: &Path) -> Outcome<bool> {
    Ok(remember_folders(&open.notebook, &[folder.to_owned()])?)
}

/// Whether one of the folders `new` is new to `notebook`.
pub(super) fn remember_folders(notebook: &Notebook, new: &[PathBuf]) -> Result<bool, NotebookError> {
    let mut known = folders(notebook)?;
    let before = known.len();
    for folder in new {
        // What is relative names another folder tomorrow.
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        if !known.iter().any(|one| is_same(one, &folder)) {
            known.push(folder);
        }
    }
    let is_new = known.len() > before;
    if is_new {
        notebook.save_setting(FOLDERS, &known)?;
    }
    Ok(is_new)
}

fn last(open: &Open) -> Outcome<Option<Instant>> {
    Ok(open.notebook.setting(LAST)?)
}

fn has_changed(open: &Open) -> bool {
    let changes = open.notebook.changes().unwrap_or(u64::MAX);
    changes > open.backed_up.load(Ordering::Relaxed)
}

/// A failure as warnings: the notebook itself is as it was.
pub(super) fn told(error: &AppError) -> Vec<Problem> {
    let problems = match error {
        AppError::Refused(problems) => problems.clone(),
        AppError::Fault(fault) => vec![fault.problem()],
    };
    let failed = Problem::warning(codes::BACKUP_FAILED, "");
    let problems = problems.into_iter().map(Problem::into_warning);
    std::iter::once(failed).chain(problems).collect()
}
