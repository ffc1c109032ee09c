//! The recovery slot: what a laptop without anything is given back for a recovery code, sealed by that code.

use observation::canonical::Sha256;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::encoding::Hexadecimal;
use crate::kind::RecordKind;
use crate::record::Record;

/// What proves that one holds a recovery code, without telling it: HKDF-SHA-256 of its 16 bytes with the info
/// `carnet/recovery-proof/1`. It opens nothing.
pub type RecoveryProof = Hexadecimal<32>;

/// The document of a record of kind `recovery_slot`. It is what it says: `private` holds these bytes as they are, for the
/// code seals what matters in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoverySlotDocument {
    /// Always `carnet/recovery-slot/1`.
    #[schemars(extend("const" = RecoverySlotDocument::FORMAT))]
    pub format: String,
    /// The SHA-256 of the 32 bytes of the proof.
    pub proof: Sha256,
    /// A `notebook.keys` whose one slot is the recovery code's.
    pub keys: String,
}

impl RecoverySlotDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/recovery-slot/1";

    /// What `record` holds; none where it is no recovery slot, or another than it was signed.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let bytes = &record.private.as_ref()?.0;
        let is_signed = record.kind == RecordKind::RecoverySlot && Sha256::of(bytes) == record.sha256;
        let said: Self = serde_json::from_slice(is_signed.then_some(bytes)?).ok()?;
        (said.format == Self::FORMAT).then_some(said)
    }
}
