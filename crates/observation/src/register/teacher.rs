//! A teacher, and where he teaches.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::folding::search_key;
use crate::uai::Uai;

/// A teacher, as the register knows him today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Teacher {
    /// Born in the register; it means nothing elsewhere.
    pub id: Uuid,
    /// Who he is.
    pub identity: Identity,
    /// Where he teaches and taught, in the order of their beginnings.
    pub services: Vec<Service>,
    /// The other ids that were merged into this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Uuid>,
}

impl Teacher {
    /// The identifiers that this person has had: the present one, then those merged into it.
    pub fn ids(&self) -> impl Iterator<Item = Uuid> {
        std::iter::once(self.id).chain(self.merged.iter().copied())
    }
}

/// What names a teacher, and no more than the work needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Identity {
    /// The name in use.
    pub family_name: String,
    /// The given name in use.
    pub given_name: String,
    /// The professional mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// Corps or function, in the words of the circle, such as « professeure des écoles ».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
}

impl Identity {
    /// « Zoé Hoarau ».
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
            .trim()
            .to_owned()
    }

    /// The same for all spellings of one name, the order of its words included: people swap family and given names.
    #[must_use]
    pub fn name_key(&self) -> String {
        let key = search_key(&format!("{} {}", self.family_name, self.given_name));
        let mut words: Vec<&str> = key.split(' ').collect();
        words.sort_unstable();
        words.join(" ")
    }
}

/// One line of service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Service {
    /// Born with the line.
    pub id: Uuid,
    /// What the line says.
    pub affectation: Affectation,
}

/// Where a teacher teaches, what, and from when to when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Affectation {
    /// The school where he teaches; that of the day for a replacement.
    pub uai: Uai,
    /// The levels taught, such as `CM1`, `6e`, `2de`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// The share of a full service spent there, 1 to 100; none where unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub share_percent: Option<u8>,
    /// The discipline, in the 2nd degré.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discipline: Option<String>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// How he holds it.
    pub nature: Nature,
}

impl Affectation {
    /// Whether it holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// How a service is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Nature {
    /// His own class or post.
    Main,
    /// A part of his service, or a class that two teachers share.
    Shared,
    /// In the place of another, whatever the reason, which is never stored.
    Replacement {
        /// The school that he depends on when he replaces nobody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rattachement: Option<Uai>,
    },
}
