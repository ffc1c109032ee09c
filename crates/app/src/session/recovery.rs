//! The recovery code: shown until it is confirmed, never again after; another one takes its place on request.

use std::sync::{MutexGuard, PoisonError};

use chrono_tz::Tz;
use notebook::Notebook;
use notebook::keys::{NotebookKeys, Passphrase, RecoveryCode};
use notebook::sync::RECOVERY_PROOF;
use observation::problem::Problem;
use reports::recovery_sheet::RecoverySheet;
use reports::visit_report::short_date;

use super::opening::{load_keys, save_keys};
use super::{App, Open, PendingRecovery, SetUp};
use crate::documents;
use crate::keeping::instant_in_words;
use crate::problem::{AppError, Outcome, codes};
use crate::views::{
    AppStatus, ConfirmRecoveryRequest, ExportedFile, Nothing, PassphraseRequest, RecoveryCodeView,
};

/// The setting that says that the recovery code was written down.
pub(crate) const CONFIRMED: &str = "recovery_confirmed";

/// The setting that says that another code was shown, and neither confirmed nor given up.
const SHOWN: &str = "recovery_shown";

/// What to say of another code that was shown before a cut: it may be on paper, and opens nothing.
pub(super) fn given_up(notebook: &Notebook) -> Outcome<Option<Problem>> {
    if !notebook.setting(SHOWN)?.unwrap_or(false) {
        return Ok(None);
    }
    notebook.save_setting(SHOWN, &false)?;
    Ok(Some(Problem::warning(codes::RECOVERY_GIVEN_UP, "")))
}

impl App {
    /// Shows the recovery code again, until it is confirmed. After a start that was cut it is a new code, for the former
    /// one may never have been seen.
    ///
    /// # Errors
    /// When it was confirmed, the notebook is locked, or the disk refuses.
    pub fn recovery_code(&self, _: Nothing) -> Outcome<RecoveryCodeView> {
        self.with_pending(|pending, _| Ok(pending.view()))
    }

    /// Writes the recovery code as a PDF, until it is confirmed.
    ///
    /// # Errors
    /// As [`App::recovery_code`], or when the file cannot be written.
    pub fn export_recovery_sheet(&self, _: Nothing) -> Outcome<ExportedFile> {
        self.with_pending(|pending, open| {
            let groups: Vec<String> = pending.view().groups;
            let fingerprint = open.author.fingerprint.grouped();
            let now = self.host().now();
            // At a first start nobody said yet where one is.
            let set_up = open.notebook.inspector()?.map(SetUp::from);
            let made = set_up.map_or_else(
                || format!("le {}", short_date(now.date_in(Tz::UTC))),
                |known| instant_in_words(now, known.zone()),
            );
            let sheet = RecoverySheet {
                groups: &groups,
                fingerprint: &fingerprint,
                made_at: now,
                made: &made,
            };
            let rendered = documents::rendered(&sheet.compose())?;
            self.export(
                open,
                "Code de secours de Carnet.pdf",
                &rendered.bytes,
                &rendered.warnings,
            )
        })
    }

    /// Confirms that the recovery code was written down: from then on it opens the notebook, and the former one no more.
    ///
    /// # Errors
    /// When a group is not that of the code, or as [`App::recovery_code`].
    pub fn confirm_recovery(&self, request: ConfirmRecoveryRequest) -> Outcome<AppStatus> {
        self.with_pending(|pending, open| {
            let typed = pending.to_confirm.iter().zip(&request.groups);
            let right = request.groups.len() == pending.to_confirm.len()
                && typed
                    .into_iter()
                    .all(|(group, typed)| pending.code.confirms(*group, typed));
            if !right {
                return Err(AppError::refused(codes::RECOVERY_NOT_CONFIRMED, ""));
            }
            if !pending.opens_already {
                self.let_open(open, &pending.code)?;
            }
            Ok(open.notebook.save_setting(CONFIRMED, &true)?)
        })?;
        self.let_go()
    }

    /// Asks for another recovery code in the place of the one that was confirmed, which opens until the other is. Backups made
    /// before open by it still.
    ///
    /// # Errors
    /// When the passphrase is wrong, the notebook is locked, or the disk refuses.
    pub fn renew_recovery(&self, request: PassphraseRequest) -> Outcome<AppStatus> {
        let typed = Passphrase::new(&request.passphrase)?;
        self.with_open(|open| {
            self.keys_on_disk()?.unlock_with_passphrase(&typed)?;
            open.notebook.save_setting(SHOWN, &true)?;
            *pending(open) = Some(self.drawn());
            Ok(())
        })?;
        self.status(Nothing {})
    }

    /// Keeps the confirmed recovery code after all; at a first start there is none to keep, and nothing changes.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn keep_recovery(&self, _: Nothing) -> Outcome<AppStatus> {
        if self.with_open(Open::recovery_is_confirmed)? {
            return self.let_go();
        }
        self.status(Nothing {})
    }

    fn let_go(&self) -> Outcome<AppStatus> {
        self.with_open(|open| {
            *pending(open) = None;
            Ok(open.notebook.save_setting(SHOWN, &false)?)
        })?;
        self.status(Nothing {})
    }

    fn with_pending<T>(&self, work: impl FnOnce(&PendingRecovery, &Open) -> Outcome<T>) -> Outcome<T> {
        self.with_open(|open| {
            let mut pending = pending(open);
            if pending.is_none() && open.recovery_is_confirmed()? {
                return Err(AppError::refused(codes::RECOVERY_GONE, ""));
            }
            work(pending.get_or_insert_with(|| self.drawn()), open)
        })
    }

    /// A new code, which opens nothing yet.
    fn drawn(&self) -> PendingRecovery {
        let code = RecoveryCode::draw(&mut self.randomness());
        self.pending(code, false)
    }

    /// Writes `code` in the place of the former one: in the keys first, for a code that opens nothing there must not reach the
    /// store.
    fn let_open(&self, open: &Open, code: &RecoveryCode) -> Outcome<()> {
        let keys = self.keys_on_disk()?;
        let keys = keys.change_recovery_code(&open.secrets, code, &mut self.randomness())?;
        save_keys(self.host(), &self.host().notebook_folder(), &keys, &|written| {
            written.unlock_with_recovery_code(code).map(drop)
        })?;
        Ok(open.notebook.save_setting(RECOVERY_PROOF, &code.proof_sha256())?)
    }

    fn keys_on_disk(&self) -> Outcome<NotebookKeys> {
        let loaded = load_keys(self.host(), &self.host().notebook_folder())?;
        loaded
            .map(|loaded| loaded.keys)
            .ok_or_else(|| AppError::refused(codes::NO_NOTEBOOK, ""))
    }
}

pub(super) fn pending(open: &Open) -> MutexGuard<'_, Option<PendingRecovery>> {
    open.recovery.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Open {
    /// Whether a recovery code is to be written down before anything else.
    pub(super) fn shows_recovery(&self) -> Outcome<bool> {
        Ok(pending(self).is_some() || !self.recovery_is_confirmed()?)
    }

    fn recovery_is_confirmed(&self) -> Outcome<bool> {
        Ok(self.notebook.setting(CONFIRMED)?.unwrap_or(false))
    }
}
