//! A laptop that speaks to its store over a true network.

use notebook::Address;
use notebook::sync::{self, HttpTransport, Outcome, Patience, SyncError};
use sync_protocol::PublicKey;
use sync_protocol::trust::InvitationText;

use super::laptop::{Laptop, StoreOf, Trouble, address};

impl Laptop {
    /// Goes to the store at `url`, by its own right.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn join_at(&self, root: PublicKey, url: &str) -> Result<(), SyncError> {
        let address = Address {
            url: url.to_owned(),
            ..address(root)
        };
        let text = InvitationText {
            address: sync::store_address(&address),
            invitation: None,
        };
        sync::take_invitation(self, self, &HttpTransport::new(&address)?, &text, &address)
    }

    /// Finds the store at another address from now on.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn finds_store_at(&self, root: PublicKey, url: &str) -> Result<(), Trouble> {
        let address = Address {
            url: url.to_owned(),
            ..address(root)
        };
        Ok(self.notebook().save_address(&address)?)
    }

    /// Where it finds the store.
    ///
    /// # Errors
    /// When it knows none, or the disk refuses.
    pub fn address(&self) -> Result<String, Trouble> {
        let enrolment = self.notebook().enrolment()?.ok_or(SyncError::NotEnrolled)?;
        Ok(enrolment.address.url)
    }

    /// Syncs over a true network.
    ///
    /// # Errors
    /// Those of the sync.
    pub fn sync_over_network(&self) -> Result<Outcome, SyncError> {
        self.sync_with_patience(Patience::default())
    }

    /// Syncs over a true network, which is waited for so long.
    ///
    /// # Errors
    /// Those of the sync.
    pub fn sync_with_patience(&self, patience: Patience) -> Result<Outcome, SyncError> {
        let enrolment = self.notebook().enrolment()?.ok_or(SyncError::NotEnrolled)?;
        let transport = HttpTransport::with_patience(&enrolment.address, patience)?;
        sync::run(self, self, &transport)
    }

    /// Takes an invitation at the store that it names.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn take_over_network(&self, text: &InvitationText) -> Result<(), SyncError> {
        let StoreOf { address } = StoreOf::of(text);
        sync::take_invitation(self, self, &HttpTransport::new(&address)?, text, &address)
    }
}
