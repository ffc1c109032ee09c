//! What a store answers of one record; never an error of the batch (`docs/sync/protocol.md`).

use observation::canonical::Sha256;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What became of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It is on the store's disk.
    Stored {
        /// Its place in the order of the académie.
        sequence: u64,
    },
    /// The same key was there before.
    AlreadyStored {
        /// Its place in the order of the académie.
        sequence: u64,
    },
    /// Another hash has this number: both are kept, and the author chooses.
    Conflict {
        /// The hash that has counted until now.
        with: Sha256,
        /// Its own place in the order of the académie.
        sequence: u64,
    },
    /// Its facts rest on a grid that the store does not have.
    UnknownGrid {
        /// The grid's identity.
        sha256: Sha256,
    },
    /// It follows a record that the store does not have.
    UnknownParent {
        /// The hash of that record.
        sha256: Sha256,
    },
    /// A tombstone names it.
    Purged,
    /// It breaks a rule; the queue goes on without it.
    Refused {
        /// Which.
        code: Refusal,
    },
}

/// Why a record is refused: closed for version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It is no record of a format that the store reads.
    Format,
    /// It is larger than a record may be, or names too many parents.
    TooLarge,
    /// It is of another académie than the device.
    Academie,
    /// The device's signature does not hold.
    Signature,
    /// No chain leads from the académie's root to the device.
    Certificate,
    /// The device or its author was revoked.
    Revoked,
    /// This author may not write this kind.
    Role,
    /// The facts are not of a version or a grid that the store knows, or say what facts may not.
    Facts,
    /// Another release has its number, and was not known when it was prepared.
    Overtaken,
}

impl Refusal {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Format,
        Self::TooLarge,
        Self::Academie,
        Self::Signature,
        Self::Certificate,
        Self::Revoked,
        Self::Role,
        Self::Facts,
        Self::Overtaken,
    ];

    /// The reason's code in the catalogue of sentences.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Format => "sync.refused_format",
            Self::TooLarge => "sync.refused_too_large",
            Self::Academie => "sync.refused_academie",
            Self::Signature => "sync.refused_signature",
            Self::Certificate => "sync.refused_certificate",
            Self::Revoked => "sync.refused_revoked",
            Self::Role => "sync.refused_role",
            Self::Facts => "sync.refused_facts",
            Self::Overtaken => "sync.refused_overtaken",
        }
    }
}

/// What a notebook does after a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consequence {
    /// The store holds the record: its key leaves the outbox.
    Held,
    /// The same, and the author is shown both contents.
    Disputed {
        /// The hash that counts until the author has chosen.
        with: Sha256,
    },
    /// The record that this one needs goes first, this one again after it.
    SendBefore {
        /// What is needed.
        needed: Needed,
    },
    /// The notebook deletes its own bytes of it too, and the key leaves the outbox.
    Deleted,
    /// It goes to quarantine with its reason, and the queue goes on.
    Quarantined {
        /// Why.
        code: Refusal,
    },
}

/// What a store needs before it can keep a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// The grid of this identity.
    Grid(Sha256),
    /// The record whose document has this hash.
    Parent(Sha256),
}

impl Verdict {
    /// The place of the record in the order of the académie, where the store holds it.
    #[must_use]
    pub fn sequence(self) -> Option<u64> {
        match self {
            Self::Stored { sequence }
            | Self::AlreadyStored { sequence }
            | Self::Conflict { sequence, .. } => Some(sequence),
            _ => None,
        }
    }

    /// What the notebook does then.
    #[must_use]
    pub fn consequence(self) -> Consequence {
        match self {
            Self::Stored { .. } | Self::AlreadyStored { .. } => Consequence::Held,
            Self::Conflict { with, .. } => Consequence::Disputed { with },
            Self::UnknownGrid { sha256 } => Consequence::SendBefore {
                needed: Needed::Grid(sha256),
            },
            Self::UnknownParent { sha256 } => Consequence::SendBefore {
                needed: Needed::Parent(sha256),
            },
            Self::Purged => Consequence::Deleted,
            Self::Refused { code } => Consequence::Quarantined { code },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_verdict_has_its_writing() -> Result<(), serde_json::Error> {
        let hash = Sha256::from([1; 32]);
        let verdicts = [
            Verdict::Stored { sequence: 12 },
            Verdict::AlreadyStored { sequence: 12 },
            Verdict::Conflict {
                with: hash,
                sequence: 13,
            },
            Verdict::UnknownGrid { sha256: hash },
            Verdict::UnknownParent { sha256: hash },
            Verdict::Purged,
            Verdict::Refused {
                code: Refusal::TooLarge,
            },
        ];
        insta::assert_snapshot!(serde_json::to_string_pretty(&verdicts)?);
        Ok(())
    }

    #[test]
    fn only_a_store_that_holds_a_record_lets_its_key_go() {
        let hash = Sha256::from([1; 32]);
        let held = |verdict: Verdict| verdict.consequence() == Consequence::Held;
        assert!(held(Verdict::Stored { sequence: 1 }) && held(Verdict::AlreadyStored { sequence: 1 }));
        for other in [
            Verdict::UnknownGrid { sha256: hash },
            Verdict::UnknownParent { sha256: hash },
            Verdict::Refused { code: Refusal::Role },
        ] {
            assert!(!held(other), "{other:?}");
        }
    }
}
