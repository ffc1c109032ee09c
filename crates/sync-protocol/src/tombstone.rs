//! What the law has deleted: the document of a record of kind `tombstone`. It names what goes, never what it said.

use std::collections::BTreeSet;

use observation::instant::Instant;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kind::RecordKind;
use crate::record::{Record, RecordKey};

/// The format that a tombstone names.
pub const FORMAT: &str = "carnet/tombstone/1";

/// What goes, why, and who is to apply it again after a restore: every copy that still has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tombstone {
    /// `carnet/tombstone/1`.
    pub format: String,
    /// When it was decided.
    pub decided_at: Instant,
    /// Why.
    pub reason: PurgeReason,
    /// The records whose documents and facts go; their hashes stay.
    pub targets: Vec<RecordKey>,
    /// The visits that go whole: drafts, running notebook, personal notes, files received.
    pub visits: Vec<Uuid>,
    /// The visits of which the author's personal notes alone go.
    pub personal_notes: Vec<Uuid>,
}

impl Tombstone {
    /// What `record` deletes; none where it is no tombstone.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let text = record
            .public_document()
            .filter(|_| record.kind == RecordKind::Tombstone)?;
        serde_json::from_str(text).ok()
    }

    /// The records of its own académie that `record` names, each once; none where it is no tombstone.
    #[must_use]
    pub fn targets_of(record: &Record) -> BTreeSet<RecordKey> {
        let targets = Self::of(record).into_iter().flat_map(|said| said.targets);
        targets
            .filter(|target| target.academie == record.academie)
            .collect()
    }
}

/// Why something is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PurgeReason {
    /// The time for which records are kept has passed.
    Retention,
    /// The person concerned asked for it.
    Request,
}
