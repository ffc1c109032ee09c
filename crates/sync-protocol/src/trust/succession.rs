//! The opening of a vault, and what passes through it from an author to his successor.

use chrono::{Days, NaiveDate};
use observation::instant::Instant;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Circle, Identity};
use crate::encoding::Ciphertext;
use crate::keys::Fingerprint;
use crate::kind::RecordKind;
use crate::record::{Record, RecordKey};

/// How long a vault stays open: what the author's laptop sends late passes too.
pub const OPEN_FOR: Days = Days::new(30);

/// Why a vault is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpeningReason {
    /// The author left the post, which another takes.
    NewPost,
    /// Another holds the post for a time.
    Interim,
}

/// The document of a record of kind `vault_opening`: a keeper opens the vault of a circle to pass what one author sealed to
/// his successor. Everybody of the académie may read it, its author first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VaultOpeningDocument {
    /// Always `carnet/vault-opening/1`.
    #[schemars(extend("const" = VaultOpeningDocument::FORMAT))]
    pub format: String,
    /// The circle whose vault it is.
    pub circle: Circle,
    /// Whose sealed visits pass.
    pub author: Fingerprint,
    /// To whom they pass.
    pub successor: Identity,
    /// Why.
    pub reason: OpeningReason,
    /// When it was decided, by the keeper's clock.
    pub decided_at: Instant,
    /// The last day on which anything passes, by the store's clock.
    pub until: NaiveDate,
}

impl VaultOpeningDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/vault-opening/1";

    /// What `record` says; none where it is no opening.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let text = record
            .public_document()
            .filter(|_| record.kind == RecordKind::VaultOpening)?;
        Self::read(text)
    }

    /// What `document` says; none where it is no opening.
    #[must_use]
    pub fn read(document: &str) -> Option<Self> {
        let said: Self = serde_json::from_str(document).ok()?;
        (said.format == Self::FORMAT).then_some(said)
    }
}

/// The document of a record of kind `succession`: one sealed document of an author, wrapped to his successor by the keeper
/// who opened the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuccessionDocument {
    /// Always `carnet/succession/1`.
    #[schemars(extend("const" = SuccessionDocument::FORMAT))]
    pub format: String,
    /// The record that opened the vault.
    pub opening: Uuid,
    /// The record that passes.
    pub of: RecordKey,
    /// Who can read it.
    pub successor: Fingerprint,
    /// A [`PassedOn`] as JSON, encrypted by age to the successor.
    pub wrapped: Ciphertext,
}

impl SuccessionDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/succession/1";

    /// What `record` says; none where nothing passes by it.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let text = record
            .public_document()
            .filter(|_| record.kind == RecordKind::Succession)?;
        Self::read(text)
    }

    /// What `document` says; none where nothing passes by it.
    #[must_use]
    pub fn read(document: &str) -> Option<Self> {
        let said: Self = serde_json::from_str(document).ok()?;
        (said.format == Self::FORMAT).then_some(said)
    }
}

/// A sealed document as it passes: its author's own record and bytes, so that the successor verifies what the keeper gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOn {
    /// The author's record, with its facts.
    pub record: Record,
    /// The bytes that it signs.
    pub document: String,
}
