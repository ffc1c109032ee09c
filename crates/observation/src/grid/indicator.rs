//! Indicators, as a grid defines them: measures over item codes and timeline codes, as data.
//!
//! « Non observé », « sans objet » and « not relevant » leave every denominator.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Degree, Scope};
use crate::text::Text;

/// One measure that a grid allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorDefinition {
    /// The indicator's code, which survives versions.
    pub code: String,
    /// Its title.
    pub label: Text,
    /// The sentence its reader reads, with `{valeur}` where the value goes; that of a distribution stands once for each
    /// value of the item, named at `{modalite}`.
    pub sentence: Text,
    /// What is counted: séances or visits.
    pub unit: Scope,
    /// How it is measured.
    pub measure: Measure,
    /// Which visits and séances it keeps.
    #[serde(default, skip_serializing_if = "Filter::keeps_all")]
    pub filter: Filter,
    /// The direction hoped for; absent where more is neither better nor worse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// What the figure does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Text>,
}

impl IndicatorDefinition {
    /// The item of which it is the mean level; none of any other measure.
    #[must_use]
    pub fn level_item(&self) -> Option<&str> {
        match &self.measure {
            Measure::MeanLevel { item, .. } => Some(item),
            _ => None,
        }
    }
}

/// A direction hoped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is hoped for.
    Up,
    /// Less is hoped for.
    Down,
}

/// How an indicator is measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Measure {
    /// The share of units where `holds` is true, among those where it can be told (and where `among` is true).
    Proportion {
        /// What is looked for.
        holds: Condition,
        /// Which units are looked at; all, where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        among: Option<Condition>,
    },
    /// The share of each value of one item.
    Distribution {
        /// A level, single, multiple or yes/no item.
        item: String,
        /// Which units are looked at; all, where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        among: Option<Condition>,
    },
    /// The mean level of one item on its scale.
    MeanLevel {
        /// A level item.
        item: String,
        /// Which units are looked at; all, where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        among: Option<Condition>,
    },
    /// How many units hold, or the sum of one item.
    Count {
        /// What is counted or summed.
        quantity: Quantity,
    },
    /// The share of a lesson's samples where `holds` is true, among those where `among` is true.
    ShareOfTime {
        /// What is looked for in a sample.
        holds: SampleCondition,
        /// Which samples are looked at; all those noted, where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        among: Option<SampleCondition>,
    },
    /// One quantity over another, both summed over the units where both can be told, then divided.
    Ratio {
        /// Above the line.
        numerator: Quantity,
        /// Below the line.
        denominator: Quantity,
        /// What the quotient is multiplied by, 1 to 1000: 100 reads « pour 100 ».
        #[serde(default = "Measure::once", skip_serializing_if = "Measure::is_once")]
        per: u32,
    },
}

/// Something that adds up over units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// The number of units where the condition holds.
    UnitsWhere(Condition),
    /// The sum of a count or duration item.
    SumOf(String),
}

/// A condition over the answers of one unit. It cannot be told where an item it needs has no value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Each of them.
    All(Vec<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
    /// The contrary.
    Not(Box<Condition>),
    /// The item's value, or one of its chosen values, is among these codes; yes and no are `oui` and `non`.
    Is {
        /// A single, multiple or yes/no item.
        item: String,
        /// The codes looked for.
        any_of: Vec<String>,
    },
    /// The item's level, count or minutes are at least this.
    AtLeast {
        /// A level, count or duration item.
        item: String,
        /// The least.
        value: u32,
    },
    /// The item's level, count or minutes are at most this.
    AtMost {
        /// A level, count or duration item.
        item: String,
        /// The most.
        value: u32,
    },
    /// The item has a value.
    Answered {
        /// Any item.
        item: String,
    },
}

/// A condition over one sample of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SampleCondition {
    /// Each of them.
    All(Vec<SampleCondition>),
    /// At least one of them.
    Any(Vec<SampleCondition>),
    /// The contrary.
    Not(Box<SampleCondition>),
    /// The track holds one of these codes at this sample.
    On {
        /// The track's code.
        track: String,
        /// The codes looked for.
        any_of: Vec<String>,
    },
}

/// Which visits and séances an indicator keeps; an empty list keeps all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// Degrees.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub degrees: Vec<Degree>,
    /// Class levels by code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// Disciplines or domains by code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disciplines: Vec<String>,
    /// Kinds of visit by code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Éducation prioritaire: `aucune`, `rep`, `rep_plus`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub education_prioritaire: Vec<String>,
    /// School years, such as `2026-2027`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub school_years: Vec<String>,
}

impl Measure {
    pub(super) fn once() -> u32 {
        1
    }

    fn is_once(per: &u32) -> bool {
        *per == Self::once()
    }
}

impl Filter {
    /// Whether it keeps every visit and séance.
    #[must_use]
    pub fn keeps_all(&self) -> bool {
        *self == Self::default()
    }
}

impl Condition {
    /// The codes of the items that the condition reads.
    #[must_use]
    pub fn items(&self) -> Vec<&str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::items).collect(),
            Self::Not(part) => part.items(),
            Self::Is { item, .. }
            | Self::AtLeast { item, .. }
            | Self::AtMost { item, .. }
            | Self::Answered { item } => vec![item],
        }
    }
}

impl SampleCondition {
    /// The tracks and codes that the condition reads.
    #[must_use]
    pub fn codes(&self) -> Vec<(&str, &[String])> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::codes).collect(),
            Self::Not(part) => part.codes(),
            Self::On { track, any_of } => vec![(track, any_of)],
        }
    }
}
