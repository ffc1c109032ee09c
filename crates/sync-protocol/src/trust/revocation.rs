//! Revocations: the end of a device, an author, a role or an invitation.

use observation::canonical::Sha256;
use observation::instant::Instant;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::keys::{Fingerprint, PublicKey};

/// The document of a record of kind `revocation`, signed by a keeper's device, or by another device of the same author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revocation {
    /// Always `carnet/revocation/1`.
    #[schemars(extend("const" = Revocation::FORMAT))]
    pub format: String,
    /// What ends.
    pub revoked: Revoked,
    /// What a revoked keeper's device had granted and still stands, by the documents' hashes: without a clock that all
    /// believe, who revokes says what came before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub upheld: Vec<Sha256>,
    /// When it was decided, by the clock of who revokes: shown, never compared.
    pub decided_at: Instant,
}

/// What a revocation ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Revoked {
    /// A device: a laptop that was lost.
    Device(PublicKey),
    /// An author, with all devices.
    Author(Fingerprint),
    /// A role or an invitation, by the hash of its document.
    Grant(Sha256),
}

impl Revocation {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/revocation/1";
}
