//! The recovery code: shown until it is confirmed, never again after; another one takes its place on request.

use std::sync::PoisonError;

use notebook::keys::{NotebookKeys, Passphrase};
use notebook::sync::RECOVERY_PROOF;
use reports::recovery_sheet::RecoverySheet;

use super::creation::proof_hash;
use super::opening::{load_keys, save_keys};
use super::{App, Open, PendingRecovery};
use crate::documents;
use crate::problem::{AppError, Outcome, codes};
use crate::views::{
    AppStatus, ConfirmRecoveryRequest, ExportedFile, Nothing, PassphraseRequest, RecoveryCodeView,
};

/// The setting that says that the recovery code was written down.
pub(crate) const CONFIRMED: &str = "recovery_confirmed";

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
            let sheet = RecoverySheet {
                groups: &groups,
                fingerprint: &fingerprint,
                made_at: self.host().now(),
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

    /// Confirms that the recovery code was written down.
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
            Ok(open.notebook.save_setting(CONFIRMED, &true)?)
        })?;
        self.with_open(|open| {
            *open.recovery.lock().unwrap_or_else(PoisonError::into_inner) = None;
            Ok(())
        })?;
        self.status(Nothing {})
    }

    /// Lets go of the recovery code that was confirmed: another is shown next, and confirmed as the first one was. Backups made
    /// before open by the former one still.
    ///
    /// # Errors
    /// When the passphrase is wrong, the notebook is locked, or the disk refuses.
    pub fn renew_recovery(&self, request: PassphraseRequest) -> Outcome<AppStatus> {
        let typed = Passphrase::new(&request.passphrase)?;
        self.with_open(|open| {
            self.keys_on_disk()?.unlock_with_passphrase(&typed)?;
            Ok(open.notebook.save_setting(CONFIRMED, &false)?)
        })?;
        self.status(Nothing {})
    }

    fn keys_on_disk(&self) -> Outcome<NotebookKeys> {
        let loaded = load_keys(self.host(), &self.host().notebook_folder())?;
        loaded
            .map(|loaded| loaded.keys)
            .ok_or_else(|| AppError::refused(codes::NO_NOTEBOOK, ""))
    }

    fn with_pending<T>(&self, work: impl FnOnce(&PendingRecovery, &Open) -> Outcome<T>) -> Outcome<T> {
        self.with_open(|open| {
            if open.recovery_is_confirmed()? {
                return Err(AppError::refused(codes::RECOVERY_GONE, ""));
            }
            let mut pending = open.recovery.lock().unwrap_or_else(PoisonError::into_inner);
            if pending.is_none() {
                *pending = Some(self.renewed(open)?);
            }
            pending.as_ref().map_or_else(
                || Err(AppError::refused(codes::RECOVERY_GONE, "")),
                |code| work(code, open),
            )
        })
    }

    fn renewed(&self, open: &Open) -> Outcome<PendingRecovery> {
        let folder = self.host().notebook_folder();
        let (keys, code) = self
            .keys_on_disk()?
            .renew_recovery_code(&open.secrets, &mut self.randomness())?;
        save_keys(self.host(), &folder, &keys, &|written| {
            written.unlock_with_recovery_code(&code).map(drop)
        })?;
        open.notebook.save_setting(RECOVERY_PROOF, &proof_hash(&code))?;
        Ok(self.pending(code))
    }
}

impl Open {
    pub(super) fn recovery_is_confirmed(&self) -> Outcome<bool> {
        Ok(self.notebook.setting(CONFIRMED)?.unwrap_or(false))
    }
}
