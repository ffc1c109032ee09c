//! What the notebook writes of its own accord for sync, in its author's name.

use observation::canonical;
use serde::Serialize;
use sync_protocol::trust::{Circle, Identity};
use sync_protocol::{Fingerprint, Parent, Record, RecordContent, RecordKind, SignedDocument};
use uuid::Uuid;

use super::SyncError;
use crate::keys::{AuthorPublicKeys, NotebookKeys, Secrets};
use crate::store::{Address, Device, Notebook, contents_id};

/// The open notebook with what signs and decrypts for its author: held for one step of a sync, never while it waits.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The notebook.
    pub notebook: &'a Notebook,
    /// What opens it.
    pub secrets: &'a Secrets,
    /// The author's public keys.
    pub author: &'a AuthorPublicKeys,
    /// The device.
    pub device: &'a Device,
    /// The keys file, of which the part that the recovery code opens goes to the store; none where it is not at hand.
    pub keys: Option<&'a NotebookKeys>,
}

impl Desk<'_> {
    /// Who the author is.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.author.fingerprint
    }

    /// The author's keys, as others believe them.
    #[must_use]
    pub fn identity(&self) -> Identity {
        self.author.identity()
    }

    /// Where the store of this notebook is.
    ///
    /// # Errors
    /// When it was told of none, or the disk refuses.
    pub fn address(&self) -> Result<Address, SyncError> {
        Ok(self.notebook.enrolment()?.ok_or(SyncError::NotEnrolled)?.address)
    }

    /// `document` in canonical bytes, signed by this device as the first of its identifier.
    ///
    /// # Errors
    /// When it has no canonical bytes, or a name in it is no identifier.
    pub fn sign(
        &self,
        academie: &str,
        kind: RecordKind,
        document: &impl Serialize,
        circle: Option<&Circle>,
    ) -> Result<SignedDocument, SyncError> {
        let text = canonical::to_text(document).map_err(sync_protocol::ProtocolError::from)?;
        let id = contents_id(&text);
        self.sign_text(academie, (kind, id, &[]), text, circle)
    }

    /// A document's stored text, signed by this device.
    ///
    /// # Errors
    /// As [`Desk::sign`].
    pub fn sign_text(
        &self,
        academie: &str,
        (kind, id, parents): (RecordKind, Uuid, &[Parent]),
        text: String,
        circle: Option<&Circle>,
    ) -> Result<SignedDocument, SyncError> {
        let content = RecordContent {
            kind,
            academie,
            id,
            parents,
            document: text.as_bytes(),
            facts: None,
            circle,
        };
        let record = Record::sign(&content, &self.device.keys(), self.fingerprint())?;
        Ok(SignedDocument::new(record, text))
    }
}
