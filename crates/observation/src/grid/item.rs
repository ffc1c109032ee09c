//! One thing to observe, and the kinds of answer it takes.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::framework::FrameworkReference;
use crate::expression::Expression;
use crate::text::Text;

/// One thing to observe (« observable »).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The item's code, which survives versions: ASCII letters, digits, `_`, `-` and `.`, at most 64, a letter or `_` first.
    pub code: String,
    /// The item in a few words.
    pub label: Text,
    /// « Ce qu'on regarde » : what to look at, so that two inspectors see the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_for: Option<Text>,
    /// What a form may show on request, beside « ce qu'on regarde ».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Text>,
    /// The kind of answer.
    pub answer: Answer,
    /// How the inspector knows.
    pub evidence: Evidence,
    /// Whether it is answered for each séance or once for the visit.
    pub scope: Scope,
    /// Whether its coded answer enters the facts; by default what [`Item::is_fact`] says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<bool>,
    /// For each level of a level item, what is seen at that level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub descriptors: Vec<Descriptor>,
    /// The competences that the item speaks of, by code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frameworks: Vec<FrameworkReference>,
    /// Which answers show these competences at work, `.` being the answer; any but an empty list of choices, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frameworks_when: Option<Expression>,
    /// When the item counts; always, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expression>,
    /// Whether an unanswered item is named before sealing; it never blocks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Expression>,
    /// What to say of an unanswered required item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_message: Option<Text>,
    /// What an answer must satisfy, `.` being the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<Expression>,
    /// What to say when the constraint does not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint_message: Option<Text>,
    /// What a calculated item is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculation: Option<Expression>,
    /// The answer proposed at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_value: Option<Expression>,
    /// Which choices are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice_filter: Option<Expression>,
    /// Shown but not answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// How a form may show it, in the words of ODK (`minimal`, `likert`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appearance: Option<String>,
    /// Parameters of an ODK form (`randomize=true`), kept as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<String>,
}

impl Item {
    /// Whether the coded answer enters the facts: as the author says, else yes for level, yes/no, inline choice and bounded count.
    ///
    /// Text, dates, devices and names never do, whatever the author says.
    #[must_use]
    pub fn is_fact(&self) -> bool {
        self.answer.may_be_fact() && self.fact.unwrap_or_else(|| self.answer.is_fact_by_default())
    }

    /// Whether a person answers the item, rather than reads it or lets it be computed.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        !self.read_only
            && !matches!(
                self.answer,
                Answer::Note | Answer::Calculate | Answer::Hidden | Answer::Metadata { .. }
            )
    }
}

/// What is seen at one level of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Descriptor {
    /// The level's value on the item's scale.
    pub level: u8,
    /// What is seen, in one observable sentence.
    pub text: Text,
}

/// How the inspector knows what an item says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Seen or heard in the lesson (« observé »).
    Observed,
    /// Said by the teacher (« déclaré »).
    Declared,
    /// Read in a document, a display, a resource (« document »).
    Document,
}

/// How often an item is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Once for each séance.
    Seance,
    /// Once for the visit.
    Visit,
}

/// The kinds of answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// A level of a scale.
    Level {
        /// The scale's code.
        scale: String,
    },
    /// One choice.
    Single {
        /// Where the choices are.
        choices: ChoiceSource,
        /// Whether another answer may be written.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        or_other: bool,
    },
    /// Any number of choices.
    Multiple {
        /// Where the choices are.
        choices: ChoiceSource,
        /// Whether another answer may be written.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        or_other: bool,
    },
    /// Yes or no.
    YesNo,
    /// A number of things, between bounds.
    Count {
        /// The least, by default 0.
        #[serde(default)]
        min: u32,
        /// The most.
        max: u32,
    },
    /// A duration in whole minutes, at most `max`.
    Duration {
        /// The most, in minutes.
        max: u32,
    },
    /// Free text.
    Text {
        /// Whether several lines are expected.
        #[serde(default)]
        multiline: bool,
    },
    /// A whole number without bounds.
    Integer,
    /// A decimal number, written as a string.
    Decimal,
    /// A number on a ruler; bounds and step are decimals written as strings.
    Range {
        /// The least.
        start: String,
        /// The most.
        end: String,
        /// The step.
        step: String,
    },
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A date and time of day.
    DateTime,
    /// A box to tick: « lu ».
    Acknowledge,
    /// Text to read, without answer.
    Note,
    /// A value computed from others.
    Calculate,
    /// A value that is carried and not shown.
    Hidden,
    /// A value the device gives.
    Metadata {
        /// Which one.
        kind: Metadata,
    },
}

/// The values that a device gives to a form, in the words of ODK.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Metadata {
    Start,
    End,
    Today,
    Deviceid,
    Username,
    Email,
    Phonenumber,
    Audit,
}

/// Where the choices of an item are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, deny_unknown_fields)]
pub enum ChoiceSource {
    /// Here.
    Inline(Vec<Choice>),
    /// In a list of the grid.
    List {
        /// The list's code.
        list: String,
    },
    /// In a table beside the grid.
    External {
        /// The table's file name.
        external: String,
    },
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The choice's code, without spaces.
    pub code: String,
    /// Its label.
    pub label: Text,
    /// Columns that a choice filter reads.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

impl Answer {
    fn is_fact_by_default(&self) -> bool {
        match self {
            Self::Level { .. } | Self::YesNo | Self::Count { .. } => true,
            Self::Single { choices, .. } | Self::Multiple { choices, .. } => {
                matches!(choices, ChoiceSource::Inline(_))
            }
            _ => false,
        }
    }

    /// Whether answers of this kind can ever enter the facts: coded or counted, never prose, dates, devices or names.
    #[must_use]
    pub fn may_be_fact(&self) -> bool {
        match self {
            Self::Single { choices, .. } | Self::Multiple { choices, .. } => {
                !matches!(choices, ChoiceSource::External { .. })
            }
            Self::Level { .. } | Self::YesNo | Self::Count { .. } | Self::Duration { .. } => true,
            Self::Integer | Self::Acknowledge => true,
            _ => false,
        }
    }
}
