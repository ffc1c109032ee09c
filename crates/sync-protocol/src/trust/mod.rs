//! Whom to believe: documents in clear that a chain of signatures leads from to the académie's root.
//!
//! A charter is signed by the root, roles and revocations by a keeper's device, the role that an invitation gives by the
//! invitation's own key. The root and an invitation's key sign for themselves: such a record names their key as the device
//! and its fingerprint as the author.

mod chain;
mod charter;
mod invitation;
mod revocation;
mod role;

pub use chain::{Chain, Standing};
pub use charter::Charter;
pub use invitation::Invitation;
pub use revocation::{Revocation, Revoked};
pub use role::{Grant, Role, RoleDocument, Scope};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::keys::{AgreementKey, Fingerprint, PublicKey};

/// An author, by the two public keys of a notebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Identity {
    /// The Ed25519 key, which certifies devices.
    pub author: PublicKey,
    /// The X25519 key, to which what is private is encrypted.
    pub agreement: AgreementKey,
}

impl Identity {
    /// Who this is.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.author)
    }
}
