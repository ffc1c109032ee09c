//! Unlocking, locking, changing the passphrase.

use std::path::Path;

use notebook::keys::{Argon2Parameters, KeysError, NotebookKeys, Passphrase, RecoveryCode, Secrets};
use notebook::sync::RECOVERY_PROOF;

use super::opening::{load_keys, open_notebook, save_keys, settle_keys};
use super::{App, Open, Phase, passphrase};
use crate::grids;
use crate::keeping::{opened, refuse_unsafe};
use crate::problem::{AppError, Outcome, codes};
use crate::views::{AppStatus, ChangePassphraseRequest, Nothing, PassphraseRequest, RecoveryCodeRequest};

impl App {
    /// Unlocks by the passphrase.
    ///
    /// # Errors
    /// When it is wrong, or the notebook cannot be opened; nothing changed.
    pub fn unlock(&self, request: PassphraseRequest) -> Outcome<AppStatus> {
        let typed = Passphrase::new(&request.passphrase)?;
        self.open_by(|keys| keys.unlock_with_passphrase(&typed), false)
    }

    /// Unlocks by the recovery code; a new passphrase is asked next.
    ///
    /// # Errors
    /// As [`App::unlock`].
    pub fn unlock_with_recovery(&self, request: RecoveryCodeRequest) -> Outcome<AppStatus> {
        let code = RecoveryCode::parse(&request.code).map_err(KeysError::from)?;
        self.open_by(|keys| keys.unlock_with_recovery_code(&code), true)?;
        self.keep_proof(&code)?;
        self.status(Nothing {})
    }

    /// Opens a copy by the passphrase or the recovery code: no new passphrase is asked, for the copy goes.
    pub(crate) fn open_copy(&self, secret: &str) -> Outcome<()> {
        self.open_by(|keys| opened(keys, secret), false).map(drop)
    }

    /// A code of before syncing is known to no store: now that it was typed, it can be.
    fn keep_proof(&self, code: &RecoveryCode) -> Outcome<()> {
        if let Phase::Open(open) = &*self.phase_mut() {
            open.notebook.save_setting(RECOVERY_PROOF, &code.proof_sha256())?;
        }
        Ok(())
    }

    fn open_by(
        &self,
        unlock: impl Fn(&NotebookKeys) -> Result<Secrets, KeysError>,
        must_change_passphrase: bool,
    ) -> Outcome<AppStatus> {
        {
            let mut phase = self.phase_mut();
            if matches!(*phase, Phase::Closed) {
                let folder = self.host().notebook_folder();
                *phase = Phase::Open(Box::new(self.opened(&folder, unlock, must_change_passphrase)?));
            }
        }
        self.status(Nothing {})
    }

    fn opened(
        &self,
        folder: &Path,
        unlock: impl Fn(&NotebookKeys) -> Result<Secrets, KeysError>,
        must_change_passphrase: bool,
    ) -> Outcome<Open> {
        refuse_unsafe(self.host(), folder)?;
        let loaded = load_keys(self.host(), folder)?;
        let loaded = loaded.ok_or_else(|| AppError::refused(codes::NO_NOTEBOOK, ""))?;
        let secrets = unlock(&loaded.keys)?;
        let (notebook, mut notices) = open_notebook(self.host(), folder, &secrets)?;
        notices.extend(settle_keys(self.host(), folder, &loaded, &|written| {
            unlock(written).map(drop)
        })?);
        notices.extend(super::recovery::given_up(&notebook)?);
        notebook.add_grids(&grids::shipped(), self.host().now())?;
        let device = match notebook.device()? {
            Some(device) => device,
            None => {
                let device = self.new_device(&secrets, &loaded.keys)?;
                notebook.save_device(&device)?;
                device
            }
        };
        Ok(Open {
            notebook,
            secrets,
            author: loaded.keys.author().clone(),
            device,
            school_index: Default::default(),
            gathered: Default::default(),
            drafted: Default::default(),
            circonscriptions: Default::default(),
            register: Default::default(),
            backed_up: Default::default(),
            clock: Default::default(),
            grids: Default::default(),
            recovery: Default::default(),
            must_change_passphrase,
            notices,
        })
    }

    /// Locks now: keys, notebook and staged files leave the memory; a sync under way ends.
    ///
    /// # Errors
    /// None but those of [`App::status`].
    pub fn lock(&self, _: Nothing) -> Outcome<AppStatus> {
        self.sync.end_running();
        *self.phase_mut() = Phase::Closed;
        self.forget_staged();
        self.status(Nothing {})
    }

    /// Changes the passphrase. Copies of the notebook made before keep the former one.
    ///
    /// # Errors
    /// When the present one is wrong, the new one too weak, or the disk refuses.
    pub fn change_passphrase(&self, request: ChangePassphraseRequest) -> Outcome<AppStatus> {
        passphrase::refuse_weak(&request.next)?;
        {
            let mut phase = self.phase_mut();
            let Phase::Open(open) = &mut *phase else {
                return Err(AppError::refused(codes::LOCKED, ""));
            };
            self.rewrap(open, &request)?;
            open.must_change_passphrase = false;
        }
        self.status(Nothing {})
    }

    fn rewrap(&self, open: &Open, request: &ChangePassphraseRequest) -> Outcome<()> {
        let folder = self.host().notebook_folder();
        let loaded = load_keys(self.host(), &folder)?;
        let keys = loaded
            .ok_or_else(|| AppError::refused(codes::NO_NOTEBOOK, ""))?
            .keys;
        if !open.must_change_passphrase {
            let current = request.current.as_deref().unwrap_or_default();
            keys.unlock_with_passphrase(&Passphrase::new(current)?)?;
        }
        let next = Passphrase::new(&request.next)?;
        let keys = keys.change_passphrase(
            &open.secrets,
            &next,
            Argon2Parameters::FLOOR,
            &mut self.randomness(),
        )?;
        save_keys(self.host(), &folder, &keys, &|written| {
            written.unlock_with_passphrase(&next).map(drop)
        })
    }
}
