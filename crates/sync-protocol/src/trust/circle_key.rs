//! The keys of circles and of their vaults, each wrapped to those who may open it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Circle;
use crate::encoding::Ciphertext;
use crate::keys::{AgreementKey, Fingerprint};
use crate::kind::RecordKind;
use crate::record::Record;

/// The document of a record of kind `circle_key`: the key of one epoch of a circle, wrapped to one of its members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CircleKeyDocument {
    /// Always `carnet/circle-key/1`.
    #[schemars(extend("const" = CircleKeyDocument::FORMAT))]
    pub format: String,
    /// The circle.
    pub circle: Circle,
    /// The epoch, drawn with its key.
    pub epoch: Uuid,
    /// Its number: 1 + the greatest that who drew it knew. Of two with one number, the greater `epoch` is written with.
    pub number: u32,
    /// The member who can open it.
    pub member: Fingerprint,
    /// The 32 bytes of the key, encrypted by age to the member.
    pub wrapped: Ciphertext,
}

impl CircleKeyDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/circle-key/1";

    /// What `record` says; none where it is no key of the circle that it belongs to.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let text = record
            .public_document()
            .filter(|_| record.kind == RecordKind::CircleKey)?;
        Self::within(record.circle.as_ref()?, text)
    }

    /// What `document` says, of a record of `circle`; none where it is no key of that circle.
    #[must_use]
    pub fn within(circle: &Circle, document: &str) -> Option<Self> {
        let said: Self = serde_json::from_str(document).ok()?;
        (said.format == Self::FORMAT && said.circle == *circle).then_some(said)
    }
}

/// The document of a record of kind `vault`: to whom the documents of a circle are encrypted beside their author, so that
/// a successor may be given them. Its secret is wrapped to the académie's keepers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VaultDocument {
    /// Always `carnet/vault/1`.
    #[schemars(extend("const" = VaultDocument::FORMAT))]
    pub format: String,
    /// The circle.
    pub circle: Circle,
    /// The X25519 key to encrypt to.
    pub agreement: AgreementKey,
    /// The keepers who can open it.
    pub keepers: Vec<Fingerprint>,
    /// The 32 bytes of its secret, encrypted by age to each of them.
    pub wrapped: Ciphertext,
}

impl VaultDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/vault/1";
}
