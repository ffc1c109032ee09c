//! Notebooks set aside: renamed, never deleted, and the person is told under which name.

use std::fs;

use notebook::Notebook;
use observation::problem::Problem;

use super::opening::usable_keys;
use super::{App, Phase};
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::views::{AppStatus, Nothing};

impl App {
    /// Sets a notebook without its keys aside, untouched, so that another may be made.
    ///
    /// # Errors
    /// When the notebook has its keys, or the disk refuses.
    pub fn begin_anew(&self, _: Nothing) -> Outcome<AppStatus> {
        let notice = {
            let _phase = self.phase_mut();
            let folder = self.host().notebook_folder();
            if usable_keys(self.host(), &folder)?.is_some() {
                return Err(AppError::refused(codes::NOTEBOOK_EXISTS, ""));
            }
            let found = Notebook::exists(&folder);
            let aside = || self.set_aside("carnet-sans-cle", codes::KEYLESS_SET_ASIDE);
            found.then(aside).transpose()?
        };
        self.status_with(notice)
    }

    /// Closes a notebook of fictitious data and sets it aside, to begin with real ones.
    ///
    /// # Errors
    /// When the notebook is locked or holds real data, or the disk refuses.
    pub fn leave_discovery(&self, _: Nothing) -> Outcome<AppStatus> {
        self.with_open(|open| {
            if open.notebook.standing()?.is_fictitious {
                return Ok(());
            }
            Err(AppError::refused(codes::NOT_FICTITIOUS, ""))
        })?;
        let notice = {
            let mut phase = self.phase_mut();
            // Closed first: some systems rename no folder that holds an open file.
            *phase = Phase::Closed;
            self.forget_staged();
            self.set_aside("carnet-fictif", codes::DISCOVERY_SET_ASIDE)?
        };
        self.status_with([notice])
    }

    /// Renames the notebook's folder after `kind` and the present instant; the warning `code` says its new name.
    fn set_aside(&self, kind: &str, code: &str) -> Outcome<Problem> {
        let folder = self.host().notebook_folder();
        let now = self.host().now().to_string().replace([':', '.'], "-");
        let aside = folder.with_file_name(format!("{kind}-{now}"));
        let parent = aside.parent().unwrap_or(&aside);
        fs::rename(&folder, &aside)
            .and_then(|()| self.host().sync_folder(parent))
            .map_err(|error| Fault::file(&aside, error))?;
        Ok(Problem::warning(code, "").with("folder", aside.display()))
    }
}
