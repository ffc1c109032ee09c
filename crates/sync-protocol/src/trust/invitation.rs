//! Invitations: a role that a keeper grants to whoever holds a secret, once.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Grant;
use crate::keys::PublicKey;

/// The document of a record of kind `invitation`. Its secret is drawn on the keeper's laptop and goes to the person alone:
/// neither the store nor who reads the record can take it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Invitation {
    /// Always `carnet/invitation/1`.
    #[schemars(extend("const" = Invitation::FORMAT))]
    pub format: String,
    /// The key that the secret gives: it signs the role, once.
    pub key: PublicKey,
    /// What it gives.
    #[serde(flatten)]
    pub grant: Grant,
    /// The last day on which it can be taken.
    pub expires: NaiveDate,
}

impl Invitation {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/invitation/1";
}
