//! The charter: who the keepers of an académie are, by its root key's word.

use observation::canonical::Sha256;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Identity;

/// The document of a record of kind `charter`, signed by the root. Of several, the greatest revision counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Charter {
    /// Always `carnet/charter/1`.
    #[schemars(extend("const" = Charter::FORMAT))]
    pub format: String,
    /// The académie.
    pub academie: String,
    /// The keepers: they grant and revoke.
    pub keepers: Vec<Identity>,
    /// What former keepers granted and revoked, and which still stands, by the documents' hashes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub upheld: Vec<Sha256>,
}

impl Charter {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/charter/1";
}
