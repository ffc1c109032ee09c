//! One visit as a file (`.carnet.json`): its grids, revisions, states and the certificates of who signed them.
//!
//! Documents, facts and grids stand in it as JSON strings, so that their stored bytes survive any reader and writer.
//! Two verdicts are given, by [`VisitFile::verify`]: whether it is intact, and who signed. No signature covers the
//! export itself: `exported_at` is told, not proved, and a state left out at export is not missed.

mod lineage;
mod observation_rules;
mod reading;
mod rules;
mod verification;

use observation::instant::Instant;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::certificate::Certificate;
use crate::error::ProtocolError;
use crate::record::Record;

pub use observation_rules::ObservationRules;
pub use reading::LARGEST_FILE;
pub use rules::{Claims, VisitRules};
pub use verification::Verification;

/// A record in clear, beside the document whose hash it signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SignedDocument {
    /// The record, without its encrypted part.
    pub record: Record,
    /// The document's stored text.
    pub document: String,
    /// Fields of a later version; no signature of this version covers them.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// One visit with all that is needed to read and to check it, anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VisitFile {
    /// `carnet/visit-file/1`.
    #[schemars(extend("const" = VisitFile::FORMAT))]
    pub format: String,
    /// When it was exported, by the clock of the device.
    pub exported_at: Instant,
    /// The stored texts of the grids to which the revisions are pinned.
    pub grids: Vec<String>,
    /// The sealed visit and its corrections.
    pub revisions: Vec<SignedDocument>,
    /// What happened to it after sealing.
    pub states: Vec<SignedDocument>,
    /// The certificates of the devices that signed.
    pub certificates: Vec<Certificate>,
    /// Fields of a later version.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl SignedDocument {
    /// `record`, which signs `document`; its encrypted part is left out, for the document stands in clear.
    #[must_use]
    pub fn new(record: Record, document: String) -> Self {
        Self {
            record: Record {
                private: None,
                ..record
            },
            document,
            unknown: Map::new(),
        }
    }
}

impl VisitFile {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/visit-file/1";

    /// How the formats of every version begin.
    pub const ANY_FORMAT: &str = "carnet/visit-file/";

    /// The revision of the greatest number; none in a file without any.
    #[must_use]
    pub fn latest_revision(&self) -> Option<&SignedDocument> {
        self.revisions.iter().max_by_key(|one| one.record.revision)
    }

    /// An empty file exported at `exported_at`, to be filled.
    #[must_use]
    pub fn new(exported_at: Instant) -> Self {
        Self {
            format: Self::FORMAT.to_owned(),
            exported_at,
            grids: Vec::new(),
            revisions: Vec::new(),
            states: Vec::new(),
            certificates: Vec::new(),
            unknown: Map::new(),
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// When a field of a later version has no JSON.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ProtocolError> {
        serde_json::to_vec_pretty(self).map_err(|error| ProtocolError::Json(error.to_string()))
    }
}
