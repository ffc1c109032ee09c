//! Making the notebook and its keys.

use std::fs;
use std::path::Path;

use notebook::keys::{Argon2Parameters, NotebookKeys, Passphrase, Randomness, RecoveryCode, Secrets};
use notebook::sync::RECOVERY_PROOF;
use notebook::{Device, Notebook, OpenOptions};
use sync_protocol::{Certificate, DeviceKeys};
use zeroize::Zeroizing;

use super::opening::{save_keys, usable_keys};
use super::{App, Open, PendingRecovery, Phase, passphrase, recovery};
use crate::grids;
use crate::keeping::refuse_unsafe;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::views::{PassphraseRequest, RecoveryCodeView};

impl App {
    /// Makes the notebook and its keys.
    ///
    /// # Errors
    /// When there is a notebook already, the passphrase is too weak, or the disk refuses.
    pub fn create_notebook(&self, request: PassphraseRequest) -> Outcome<RecoveryCodeView> {
        let mut phase = self.phase_mut();
        let folder = self.host().notebook_folder();
        refuse_unsafe(self.host(), &folder)?;
        self.refuse_existing(&folder)?;
        passphrase::refuse_weak(&request.passphrase)?;
        let typed = Passphrase::new(&request.passphrase)?;
        fs::create_dir_all(&folder).map_err(|error| Fault::file(&folder, error))?;
        let created = NotebookKeys::create(&typed, Argon2Parameters::FLOOR, &mut self.randomness())?;
        let options = OpenOptions::with_key(*created.secrets.database_key());
        let notebook = Notebook::create(&folder, &options)?;
        let device = self.new_device(&created.secrets, &created.keys)?;
        notebook.save_device(&device)?;
        notebook.save_setting(RECOVERY_PROOF, &created.recovery_code.proof_sha256())?;
        notebook.add_grids(&grids::shipped(), self.host().now())?;
        let open = self.keys_last(notebook, created.secrets, created.keys, device, &typed)?;
        let pending = self.pending(created.recovery_code, true);
        let view = pending.view();
        *recovery::pending(&open) = Some(pending);
        *phase = Phase::Open(Box::new(open));
        Ok(view)
    }

    /// Opens a notebook that was just made. The keys come last: they never stand without the notebook that they open.
    fn keys_last(
        &self,
        notebook: Notebook,
        secrets: Secrets,
        keys: NotebookKeys,
        device: Device,
        typed: &Passphrase,
    ) -> Outcome<Open> {
        save_keys(self.host(), &self.host().notebook_folder(), &keys, &|written| {
            written.unlock_with_passphrase(typed).map(drop)
        })?;
        Ok(Open {
            notebook,
            secrets,
            author: keys.author().clone(),
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
            must_change_passphrase: false,
            notices: Vec::new(),
        })
    }

    /// Begins with a notebook that was just made.
    pub(crate) fn begin_with(
        &self,
        notebook: Notebook,
        secrets: Secrets,
        keys: NotebookKeys,
        device: Device,
        typed: &Passphrase,
    ) -> Outcome<()> {
        let open = self.keys_last(notebook, secrets, keys, device, typed)?;
        *self.phase_mut() = Phase::Open(Box::new(open));
        Ok(())
    }

    /// A notebook without keys may be one that was begun and cut, or one of which the keys were lost: nothing is renamed
    /// before the person was told, and asked for it by [`App::begin_anew`].
    pub(crate) fn refuse_existing(&self, folder: &Path) -> Outcome<()> {
        if usable_keys(self.host(), folder)?.is_some() {
            return Err(AppError::refused(codes::NOTEBOOK_EXISTS, ""));
        }
        if Notebook::exists(folder) {
            let at = folder.display().to_string();
            return Err(AppError::refused(codes::KEYS_MISSING, at));
        }
        Ok(())
    }

    pub(crate) fn randomness(&self) -> impl Randomness + '_ {
        |bytes: &mut [u8]| self.host().fill_random(bytes)
    }

    /// A new device, certified by the author.
    pub(crate) fn new_device(&self, secrets: &Secrets, keys: &NotebookKeys) -> Outcome<Device> {
        let mut signing_seed = Zeroizing::new([0; 32]);
        self.host().fill_random(&mut *signing_seed);
        let public = DeviceKeys::from_seed(&signing_seed).public();
        let agreement = keys.author().agreement;
        let issued = Certificate::issue(&secrets.author(), agreement, public, self.host().now());
        let certificate = issued.map_err(|error| Fault::Document(error.to_string()))?;
        Ok(Device {
            id: self.fresh_id(),
            signing_seed,
            certificate,
        })
    }

    pub(super) fn pending(&self, code: RecoveryCode, opens_already: bool) -> PendingRecovery {
        PendingRecovery {
            code,
            to_confirm: RecoveryCode::groups_to_confirm(&mut self.randomness()),
            opens_already,
        }
    }
}

impl PendingRecovery {
    pub(super) fn view(&self) -> RecoveryCodeView {
        RecoveryCodeView {
            groups: self.code.groups().iter().map(|group| group.to_string()).collect(),
            to_confirm: self.to_confirm.iter().map(|group| group - 1).collect(),
        }
    }
}
