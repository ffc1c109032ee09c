//! What is written in the register: entries that add up, none of which is ever changed. Format, version 1.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::teacher::{Identity, Service};
use crate::instant::Instant;

/// The name and version of the format.
pub const FORMAT: &str = "carnet/register-entry/1";

/// One thing written in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RegisterEntry {
    /// [`FORMAT`].
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// Born with the entry.
    pub id: Uuid,
    /// The teacher it is about: in a merge the one who remains, in a split the one who leaves.
    pub teacher: Uuid,
    /// What is written.
    #[serde(flatten)]
    pub operation: Operation,
    /// When, by the device's clock; shown, never compared.
    pub at: Instant,
    /// The device that wrote it.
    pub device: Uuid,
    /// One more than the greatest counter that the device had seen.
    pub counter: u64,
}

impl RegisterEntry {
    /// Whether it is the one that its record names, and leaves room for those after it.
    #[must_use]
    pub fn is_sound(&self, record: Uuid) -> bool {
        const LAST: u64 = 1 << 53;
        self.id == record && self.counter < LAST
    }
}

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Operation {
    /// The teacher enters the register.
    Created {
        /// Who he is.
        identity: Identity,
    },
    /// His identity is now this one, whole.
    IdentityChanged {
        /// Who he is.
        identity: Identity,
    },
    /// A line of service more.
    ServiceAdded {
        /// The line.
        service: Service,
    },
    /// The line of that id now says this.
    ServiceChanged {
        /// The line.
        service: Service,
    },
    /// A line ends.
    ServiceEnded {
        /// The id of the line.
        service: Uuid,
        /// Its last day.
        until: NaiveDate,
    },
    /// `from` is the same person as the entry's teacher, who remains.
    Merged {
        /// The id that now stands for the entry's teacher.
        from: Uuid,
    },
    /// A merge was wrong: the entry's teacher is a person of his own again.
    Split {
        /// The id of the entry that merged.
        merge: Uuid,
        /// The lines of service, written since on the other, that are his.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        services: Vec<Uuid>,
        /// The lines of service, written on him before, that stay with the other.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kept: Vec<Uuid>,
    },
    /// `from` and the entry's teacher bear one name and are two persons.
    Distinguished {
        /// The id of the other person.
        from: Uuid,
    },
    /// A line was entered by mistake.
    ServiceWithdrawn {
        /// The id of the line.
        service: Uuid,
    },
    /// The teacher was entered by mistake; a later identity enters him again.
    Withdrawn,
}

impl RegisterEntry {
    /// Where it stands in the one order of the register, whatever the order in which entries came.
    pub(super) fn order(&self) -> (u64, Uuid, Uuid) {
        (self.counter, self.device, self.id)
    }
}
