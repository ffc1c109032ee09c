//! The comparison at the end of a sync: the author's keys, where the digests differ.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::RecordKey;

/// The keys that a store holds of an author, sorted, from one on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Keys {
    /// The keys, sorted.
    pub keys: Vec<RecordKey>,
    /// Whether none follows.
    pub last: bool,
}
