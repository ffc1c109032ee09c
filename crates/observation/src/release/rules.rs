//! The rules of a release: what an académie may set, and what it may not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What makes a figure one of a group, and of nobody.
///
/// The thresholds are those that the official statistical service takes for tables on natural persons, lowered to what a
/// school can reach (Insee, *Guide du secret statistique*; Hundepool and others, *Statistical Disclosure Control*, 2012, ch. 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// How many distinct teachers a figure rests on at least, 3 to 11.
    #[schemars(range(min = 3, max = 11))]
    pub teachers: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self { teachers: 5 }
    }
}

/// The fewest teachers that an académie may ask for.
pub const FEWEST: u32 = 3;
/// The most.
pub const MOST: u32 = 11;
/// How many schools the figure of a circonscription or of an académie rests on at least.
pub const SCHOOLS: u64 = 2;
/// No teacher gives more than this part of what a figure rests on.
pub const GREATEST_PART: f64 = 0.85;
/// Below this number of teachers, a share near nobody or near all is told as a bound.
pub const SMALL: u64 = 20;
/// How near that is.
pub const BAND: f64 = 0.2;
/// How wide the share of what is hidden must stay for who tries to find it, between 0 and 1.
pub const HIDDEN_SHARE: f64 = 0.2;

impl Rules {
    /// Whether an académie may set them.
    #[must_use]
    pub fn are_allowed(&self) -> bool {
        (FEWEST..=MOST).contains(&self.teachers)
    }
}
