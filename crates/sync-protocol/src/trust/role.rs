//! Roles: what a person may write and read, where, and until when.

use chrono::NaiveDate;
use observation::canonical::Sha256;
use observation::uai::Uai;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Identity;
use crate::kind::RecordKind;

/// What a person does in the académie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Inspects and supports.
    Inspecteur,
    /// Supports: visits of support only.
    Conseiller,
    /// Consolidates a circonscription, publishes grids.
    IenTice,
    /// Directs the digital policy of the académie.
    Dan,
    /// Protects personal data: reads the audit trail, carries requests of persons.
    Dpd,
    /// Reads releases.
    Lecteur,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] = [
        Self::Inspecteur,
        Self::Conseiller,
        Self::IenTice,
        Self::Dan,
        Self::Dpd,
        Self::Lecteur,
    ];

    /// The code by which documents name it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Inspecteur => "inspecteur",
            Self::Conseiller => "conseiller",
            Self::IenTice => "ien-tice",
            Self::Dan => "dan",
            Self::Dpd => "dpd",
            Self::Lecteur => "lecteur",
        }
    }

    /// The role of this code.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether who has this role may write records of `kind`.
    #[must_use]
    pub fn may_write(self, kind: &RecordKind) -> bool {
        use RecordKind as Kind;
        match kind {
            // What concerns the author alone, and what a reader was given.
            Kind::Certificate | Kind::RecoverySlot | Kind::PersonalNotes | Kind::Checkpoint => true,
            Kind::Revision | Kind::State | Kind::RegisterEntry | Kind::DraftHandOver => self.visits(),
            Kind::Pseudonym | Kind::Standing | Kind::CircleKey => self.visits(),
            Kind::Calibration => self.visits(),
            // Facts rest on a grid that may be the author's own; to publish one is another record.
            Kind::Grid => self.visits() || self == Self::Dan,
            Kind::Publication | Kind::Release | Kind::Series => matches!(self, Self::IenTice | Self::Dan),
            Kind::RoadmapChange => matches!(self, Self::IenTice | Self::Dan),
            Kind::DirectoryDelta => matches!(self, Self::IenTice | Self::Dan),
            Kind::Tombstone => self.visits() || self == Self::Dpd,
            // Of the root and the keepers alone.
            Kind::Charter | Kind::Role | Kind::Invitation | Kind::Revocation => false,
            Kind::Vault | Kind::VaultOpening | Kind::Succession => false,
            // Kept for the author until this store knows it.
            Kind::Later(_) => self.visits(),
        }
    }

    /// Whether who has this role visits: a member of the circle of its scope.
    #[must_use]
    pub fn visits(self) -> bool {
        matches!(self, Self::Inspecteur | Self::Conseiller | Self::IenTice)
    }
}

/// Where a role holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The whole académie.
    Academie,
    /// A circonscription of the 1er degré, by the UAI of its inspection.
    Circonscription(Uai),
    /// A discipline of the 2nd degré in the académie, by code.
    Discipline(String),
}

/// A role, where it holds and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where; sorted, each once, at least one.
    pub scopes: Vec<Scope>,
    /// The last day on which it holds; none for as long as nothing ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// The document of a record of kind `role`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoleDocument {
    /// Always `carnet/role/1`.
    #[schemars(extend("const" = RoleDocument::FORMAT))]
    pub format: String,
    /// Who has the role.
    pub person: Identity,
    /// The role.
    #[serde(flatten)]
    pub grant: Grant,
    /// The hash of the invitation that was taken, whose key then signs; none where a keeper signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<Sha256>,
}

impl RoleDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/role/1";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_the_code_that_documents_write() -> Result<(), serde_json::Error> {
        for role in Role::ALL {
            assert_eq!(serde_json::to_value(role)?, role.code());
            assert_eq!(Role::named(role.code()), Some(role));
        }
        assert_eq!(Role::named("recteur"), None);
        Ok(())
    }
}
