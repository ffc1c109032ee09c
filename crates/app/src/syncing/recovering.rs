//! « Mon portable est perdu »: a new laptop, the recovery code, and where the store is; then the lost laptop is revoked.

use std::fs;

use notebook::keys::KeysError;
use notebook::keys::{Argon2Parameters, Passphrase, RecoveryCode};
use notebook::sync::{self, Access, HttpTransport, RECOVERY_PROOF};
use notebook::{Address, Notebook, OpenOptions};
use sync_protocol::trust::InvitationText;

use super::Session;
use super::devices::LAPTOP_LOST;
use super::reaching::Way;
use crate::App;
use crate::grids;
use crate::keeping::refuse_unsafe;
use crate::problem::{AppError, Fault, Outcome};
use crate::session::passphrase;
use crate::views::{AppStatus, Nothing, RecoverRequest};

impl App {
    /// Makes the notebook anew on a laptop without any, from what the store keeps for its author's recovery code, and syncs.
    ///
    /// # Errors
    /// When there is a notebook already, the text is no invitation, the code opens nothing there, the passphrase is too weak,
    /// or nothing answers.
    pub fn recover_from_store(&self, request: RecoverRequest) -> Outcome<AppStatus> {
        let text: InvitationText = request
            .invitation
            .parse()
            .map_err(|_| AppError::refused(super::joining::NOT_AN_INVITATION, ""))?;
        let code = RecoveryCode::parse(&request.code).map_err(KeysError::from)?;
        passphrase::refuse_weak(&request.passphrase)?;
        let address = Way::asked(&request.authority, &request.proxy)?.to(&text.address);
        self.rebuild(&address, &code, &Passphrase::new(&request.passphrase)?)?;
        let session = Session::of(self);
        session.with(|desk| sync::prepare_enrolment(desk, &session, &address))?;
        self.sync_to_its_end();
        self.status(Nothing {})
    }

    fn rebuild(&self, address: &Address, code: &RecoveryCode, typed: &Passphrase) -> Outcome<()> {
        let folder = self.host().notebook_folder();
        refuse_unsafe(self.host(), &folder)?;
        self.refuse_existing(&folder)?;
        let transport = HttpTransport::new(address)?;
        let (part, secrets) = sync::fetch_recovery(&transport, &address.academie, code)?;
        let keys =
            part.change_passphrase(&secrets, typed, Argon2Parameters::FLOOR, &mut self.randomness())?;
        fs::create_dir_all(&folder).map_err(|error| Fault::file(&folder, error))?;
        let options = OpenOptions::with_key(*secrets.database_key());
        let notebook = Notebook::create(&folder, &options)?;
        let device = self.new_device(&secrets, &keys)?;
        notebook.save_device(&device)?;
        notebook.save_setting(RECOVERY_PROOF, &code.proof_sha256())?;
        notebook.save_setting(crate::session::RECOVERY_CONFIRMED, &true)?;
        notebook.save_setting(LAPTOP_LOST, &true)?;
        notebook.add_grids(&grids::shipped(), self.host().now())?;
        self.begin_with(notebook, secrets, keys, device, typed)
    }
}
