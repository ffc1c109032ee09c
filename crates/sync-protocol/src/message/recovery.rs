//! A laptop without anything asks for what its author's recovery code opens.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::Record;
use crate::recovery_slot::RecoveryProof;

/// What is asked: whoever can prove the code is given what it opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecoveryRequest {
    /// The proof; the store keeps its hash.
    pub proof: RecoveryProof,
}

/// What is given: the last slot of that code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecoveryAnswer {
    /// Its record.
    pub record: Record,
}
