//! The kinds of record. New needs add kinds, not messages.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Declares the kinds of version 1 beside their writing, so that neither can be forgotten.
macro_rules! record_kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What a record is about.
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum RecordKind {
            $($(#[$doc])* $name,)*
            /// A kind of a later version, kept as it was written.
            Later(LaterKind),
        }

        impl RecordKind {
            /// The kinds of version 1.
            pub const VERSION_1: &[Self] = &[$(Self::$name),*];

            /// The kind as records write it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Later(kind) => &kind.0,
                }
            }
        }

        impl From<String> for RecordKind {
            fn from(text: String) -> Self {
                match text.as_str() {
                    $($text => Self::$name,)*
                    _ => Self::Later(LaterKind(text)),
                }
            }
        }
    };
}

record_kinds! {
    /// A sealed visit, or a correction of it.
    Revision = "revision",
    /// What happened to a sealed visit: communicated, reply, closed, opposition, limitation.
    State = "state",
    /// An entry of a circle's register of teachers.
    RegisterEntry = "register_entry",
    /// The teachers' keys of a visit, beside its facts.
    Pseudonym = "pseudonym",
    /// Whether a sealed visit counts, with its facts for the circle.
    Standing = "standing",
    /// A published grid.
    Grid = "grid",
    /// A change of the directory of schools.
    DirectoryDelta = "directory_delta",
    /// A grid offered to a scope.
    Publication = "publication",
    /// The root's word for the keepers.
    Charter = "charter",
    /// An author's word for a device.
    Certificate = "certificate",
    /// A role and its scope.
    Role = "role",
    /// The key of one epoch of a circle, wrapped to a member.
    CircleKey = "circle_key",
    /// To whom the documents of a circle are encrypted beside their author.
    Vault = "vault",
    /// A keeper's word that he opens a vault, for whom and why.
    VaultOpening = "vault_opening",
    /// A sealed document of an author, wrapped to his successor.
    Succession = "succession",
    /// What a device was given of a stream that others read too.
    Checkpoint = "checkpoint",
    /// An invitation to enrol.
    Invitation = "invitation",
    /// The end of a device, an author's key or a role.
    Revocation = "revocation",
    /// A published set of indicators.
    Release = "release",
    /// A change of the roadmap.
    RoadmapChange = "roadmap_change",
    /// Indicators that come from elsewhere.
    Series = "series",
    /// A draft handed over whole to another device.
    DraftHandOver = "draft_hand_over",
    /// The slot of `notebook.keys` that the recovery code opens.
    RecoverySlot = "recovery_slot",
    /// The inspector's own notes, to the author alone.
    PersonalNotes = "personal_notes",
    /// A lesson scored by several inspectors.
    Calibration = "calibration",
    /// What remains of a record that the law had deleted.
    Tombstone = "tombstone",
}

impl RecordKind {
    /// Whether its documents hold nothing private, and travel in clear.
    #[must_use]
    pub fn is_public(&self) -> bool {
        matches!(
            self,
            Self::Grid
                | Self::Publication
                | Self::DirectoryDelta
                | Self::Charter
                | Self::Certificate
                | Self::Role
                | Self::Invitation
                | Self::Revocation
                | Self::Release
                | Self::RoadmapChange
                | Self::Series
                | Self::Tombstone
                | Self::Pseudonym
                | Self::Standing
                | Self::CircleKey
                | Self::Vault
                | Self::VaultOpening
                | Self::Succession
                | Self::Checkpoint
        )
    }

    /// Whether a keeper writes it, whatever his roles.
    #[must_use]
    pub fn is_of_keepers(&self) -> bool {
        matches!(
            self,
            Self::Role
                | Self::Invitation
                | Self::Revocation
                | Self::Certificate
                | Self::RecoverySlot
                | Self::Vault
                | Self::VaultOpening
                | Self::Succession
                | Self::Checkpoint
        )
    }

    /// Whether its records belong to a circle: none, where they may, or all.
    #[must_use]
    pub fn belonging(&self) -> Belonging {
        match self {
            Self::RegisterEntry | Self::Checkpoint => Belonging::Free,
            Self::Pseudonym | Self::Standing | Self::CircleKey | Self::Succession => Belonging::Circle,
            _ => Belonging::None,
        }
    }

    /// Whether a tombstone may name it. Whom an académie believes, and the keys that open what it keeps, are undone by
    /// a revocation alone; what was published stays.
    #[must_use]
    pub fn is_erasable(&self) -> bool {
        !matches!(
            self,
            Self::Charter
                | Self::Certificate
                | Self::Role
                | Self::Invitation
                | Self::Revocation
                | Self::CircleKey
                | Self::Vault
                | Self::VaultOpening
                | Self::Checkpoint
                | Self::Release
                | Self::Tombstone
        )
    }

    /// Whether both sides count it at the end of a sync. A grid is the académie's, whoever sent it first; of checkpoints the
    /// last alone matters.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        !matches!(self, Self::Grid | Self::Checkpoint)
    }
}

/// Whether records of a kind belong to a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belonging {
    /// Never.
    None,
    /// Where their author is a member of one.
    Free,
    /// Always.
    Circle,
}

/// The writing of a kind that this version does not know; never that of one it knows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LaterKind(String);

impl From<RecordKind> for String {
    fn from(kind: RecordKind) -> Self {
        kind.as_str().to_owned()
    }
}

impl fmt::Display for RecordKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

// By text, so that two versions that know different kinds sort the same records alike.
impl Ord for RecordKind {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for RecordKind {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl JsonSchema for RecordKind {
    fn schema_name() -> Cow<'static, str> {
        "RecordKind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let known: Vec<&str> = Self::VERSION_1.iter().map(Self::as_str).collect();
        json_schema!({
            "description": "A kind of version 1, or one of a later version",
            "type": "string",
            "pattern": "^[A-Za-z0-9_-]{1,64}$",
            "examples": known
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_kind_survives_the_round_trip() -> Result<(), serde_json::Error> {
        let kind: RecordKind = serde_json::from_str("\"harmonisation\"")?;
        assert_eq!(kind.as_str(), "harmonisation");
        assert_eq!(serde_json::to_string(&kind)?, "\"harmonisation\"");
        Ok(())
    }

    #[test]
    fn each_kind_of_version_1_reads_as_itself() {
        for kind in RecordKind::VERSION_1 {
            assert_eq!(&RecordKind::from(kind.to_string()), kind);
        }
    }

    #[test]
    fn order_is_that_of_the_text() {
        let later = RecordKind::from("draft".to_owned());
        assert!(later < RecordKind::Revision && RecordKind::Certificate < later);
    }
}
