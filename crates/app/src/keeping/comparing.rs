//! What putting a backup in the place of a closed notebook would change. Everything is opened on a copy: nothing changes.

use std::path::Path;
use std::sync::Arc;

use notebook::keys::NotebookKeys;
use notebook::{Backup, Notebook, OpenOptions};
use observation::problem::Problem;
use tempfile::TempDir;

use super::{backups, opened};
use crate::App;
use crate::problem::{AppError, Outcome, codes};
use crate::session::opening::{closed_keys, save_keys, scratch_copy, usable_keys};
use crate::tools::HostAt;
use crate::views::{BackupRequest, ClosedComparisonView, ComparisonView, ProblemView, RestoreClosedRequest};

impl App {
    /// What putting a backup in the place of a notebook that is closed or missing would change; changes nothing.
    ///
    /// # Errors
    /// As [`App::restore_closed`].
    pub fn compare_closed(&self, request: RestoreClosedRequest) -> Outcome<ClosedComparisonView> {
        let backup = Backup::read(Path::new(&request.place))?;
        backup.verify()?;
        let keys = closed_keys(&backup.place)?;
        let secrets = opened(&keys, &request.secret)?;
        let options = OpenOptions::with_key(*secrets.database_key());
        self.if_closed(|folder| {
            if !Notebook::exists(folder) {
                return Ok(uncompared(codes::RESTORE_OVER_NOTHING));
            }
            if backups::is_same(folder, &backup.place) {
                return Err(AppError::refused(codes::BACKUP_OVER_ITSELF, &request.place));
            }
            let whole = whole_copy(folder, &options)?;
            let present = usable_keys(self.host(), folder)?;
            let keyless = !present.is_some_and(|loaded| loaded.keys.is_intact());
            if keyless && whole.is_some() {
                return Ok(uncompared(codes::RESTORE_KEYS_ALONE));
            }
            self.refuse_other_keys(folder, &backup)?;
            let Some(copy) = whole else {
                return Ok(uncompared(codes::RESTORE_OVER_UNREAD));
            };
            self.compared(&copy, &keys, &request)
        })
    }

    /// Compares with a copy, which the keys of the backup open: the passphrase may have changed since.
    fn compared(
        &self,
        copy: &TempDir,
        keys: &NotebookKeys,
        request: &RestoreClosedRequest,
    ) -> Outcome<ClosedComparisonView> {
        save_keys(self.host(), copy.path(), keys, &|written| {
            opened(written, &request.secret).map(drop)
        })?;
        let host = HostAt::new(self.shared_host(), copy.path().to_owned());
        let app = App::new(Arc::new(host));
        app.open_copy(&request.secret)?;
        let place = request.place.clone();
        match app.compare_backup(BackupRequest { place }) {
            Err(AppError::Refused(problems)) if problems.iter().any(|one| one.code == codes::NOT_SET_UP) => {
                Ok(uncompared(codes::RESTORE_OVER_NOTHING))
            }
            told => told.map(compared_view),
        }
    }
}

/// A copy of the notebook in `folder`; none where it is damaged.
fn whole_copy(folder: &Path, options: &OpenOptions) -> Outcome<Option<TempDir>> {
    let copy = scratch_copy(folder)?;
    match Notebook::open(copy.path(), options) {
        Ok(_) => Ok(Some(copy)),
        Err(error) if error.is_unreadable() => Ok(None),
        Err(error) => Err(error.of_copy(folder).into()),
    }
}

fn uncompared(code: &str) -> ClosedComparisonView {
    ClosedComparisonView {
        found: None,
        notice: Some(ProblemView::from(&Problem::warning(code, ""))),
    }
}

fn compared_view(found: ComparisonView) -> ClosedComparisonView {
    ClosedComparisonView {
        found: Some(found),
        notice: None,
    }
}
