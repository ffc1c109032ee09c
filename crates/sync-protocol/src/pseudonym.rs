//! The teachers of a revision by their pseudonyms: what the store counts distinct persons by.

use observation::canonical::Sha256;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::encoding::Hexadecimal;
use crate::record::Record;
use crate::trust::Circle;

/// A teacher within one epoch of a circle: HMAC-SHA-256 by the circle's key over the 16 bytes of the teacher's identifier.
/// Whoever holds the key can list them all: a pseudonym, no anonymity.
pub type TeacherKey = Hexadecimal<32>;

/// The document of a record of kind `pseudonym`: who was observed, beside the facts and apart from them, so that a rotation
/// of the circle's key touches no revision. Its identifier is of its canonical bytes; the revision alone says of what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PseudonymDocument {
    /// Always `carnet/pseudonym/1`.
    #[schemars(extend("const" = PseudonymDocument::FORMAT))]
    pub format: String,
    /// The hash of the revision.
    pub revision: Sha256,
    /// The circle by whose key they are made.
    pub circle: Circle,
    /// The epoch of that key.
    pub epoch: Uuid,
    /// The teachers observed, sorted.
    pub teachers: Vec<TeacherKey>,
    /// For each lesson of the facts, in order, those of them who led it, sorted; empty where all did.
    pub seances: Vec<Vec<TeacherKey>>,
}

impl PseudonymDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/pseudonym/1";

    /// What `record` says; none where it is no pseudonym, or says what none may.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let said: Self = serde_json::from_str(record.public_document()?).ok()?;
        (said.format == Self::FORMAT && Some(&said.circle) == record.circle.as_ref()).then_some(said)
    }
}
