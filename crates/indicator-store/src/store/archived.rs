//! What an archive holds: all that a store keeps, whatever its database.

use observation::canonical::Sha256;
use observation::instant::Instant;
use serde::{Deserialize, Serialize};
use sync_protocol::{Fingerprint, PublicKey, Record, RecordKey};

use super::AuditLine;

/// An académie beside its records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Its code.
    pub academie: String,
    /// Its root's public key.
    pub root: PublicKey,
    /// When it was created, by the store's clock.
    pub created_at: Instant,
    /// The last sequence number given.
    pub head: u64,
    /// The last given to a record of trust.
    pub trust: u64,
    /// The devices that may speak, and those that were revoked.
    pub devices: Vec<Token>,
    /// The hashes of the tokens that another replaced.
    pub spent: Vec<Sha256>,
    /// What tombstones name.
    pub purged: Vec<Purged>,
    /// The audit trail.
    pub audit: Vec<AuditLine>,
    /// How many acts were ever written, told apart from the trail.
    #[serde(default)]
    pub acts: u64,
    /// The hash of the last of them.
    #[serde(default)]
    pub last_act: Option<Sha256>,
    /// Records numbered above have their line in the trail; none in an archive of a version that wrote none.
    #[serde(default)]
    pub audited_from: Option<u64>,
}

impl Ledger {
    /// The number above which each record that changes what somebody may see has its line.
    #[must_use]
    pub fn audited_from(&self) -> u64 {
        self.audited_from.unwrap_or(self.head)
    }
}

/// The columns by which a record is found, as they are on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// Its place in the order of the académie.
    pub sequence: u64,
    /// Its kind.
    pub kind: String,
    /// What the revisions of one thing share.
    pub id: String,
    /// The number among them.
    pub revision: u64,
    /// The hash of its document.
    pub sha256: String,
    /// The stream in which it is read.
    pub stream: String,
    /// Its author.
    pub author: String,
}

/// What is written beside the records, and follows from them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Indexes {
    /// Each proof of a recovery code with the sequence number of its slot.
    pub recovery: Vec<(Sha256, u64)>,
    /// How many encrypted documents are of no record.
    pub orphans: u64,
}

/// A device with the hash of its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// The device's key.
    pub key: PublicKey,
    /// Its author.
    pub author: Fingerprint,
    /// The hash of its token.
    pub token: Sha256,
    /// When it was enrolled.
    pub enrolled_at: Instant,
    /// Since when its token is worth nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Instant>,
}

/// A key that a tombstone names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purged {
    /// The key.
    pub key: RecordKey,
    /// Whose record alone it names; none where the académie's DPD said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Fingerprint>,
    /// The hash of the tombstone's document.
    pub tombstone: Sha256,
}

/// A record as it is on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its place in the order of the académie.
    pub sequence: u64,
    /// When it was stored, by the store's clock.
    pub stored_at: Instant,
    /// Whether a tombstone took what it said.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub purged: bool,
    /// The record.
    pub record: Record,
}
