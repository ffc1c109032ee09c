//! Grids: what is looked at in a classroom, said in advance, and immutable once published.
//!
//! A grid's identity is the SHA-256 of its stored bytes; its version is a label.

mod check;
pub mod codes;
mod file;
pub mod framework;
pub mod indicator;
mod item;
pub mod levels;
pub mod timeline;
mod walk;

pub use check::check;
pub use file::GridFile;
pub use item::{Answer, Choice, ChoiceSource, Descriptor, Evidence, Item, Metadata, Scope};
pub use walk::{ItemPlace, Walk};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::expression::Expression;
use crate::text::Text;
use indicator::IndicatorDefinition;
use timeline::TimelineDefinition;

/// The name of this format, kept in every grid.
pub const FORMAT: &str = "carnet/grid/1";

/// An observation grid: items in sections, with their scales, indicators and timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// Always `carnet/grid/1`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// What the grid is called in data, stable over its versions: lower case, digits, hyphens.
    pub code: String,
    /// The author's label for this version, such as `2026.1`.
    pub version: String,
    /// The language of plain texts, such as `fr`.
    pub language: String,
    /// The grid's title.
    pub title: Text,
    /// What the grid is for, in a few sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// Who or what is observed.
    pub subject: SubjectKind,
    /// Where the grid is meant to serve; empty means everywhere.
    #[serde(default)]
    pub applies_to: Applicability,
    /// The scales that items of type level use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scales: Vec<Scale>,
    /// Lists of choices that several items share.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choice_lists: Vec<ChoiceList>,
    /// The sections, each a group, in the order of the page.
    pub content: Vec<Node>,
    /// The measures that this grid allows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<IndicatorDefinition>,
    /// The lesson's timeline, where the grid has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeline: Option<TimelineDefinition>,
    /// How this version compares with the one before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lineage: Option<Lineage>,
    /// Settings of an ODK form that Carnet does not read (`style`, `instance_name`), kept as written.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub settings: std::collections::BTreeMap<String, String>,
    /// Credits and licences of what the grid rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Text>,
}

/// Who or what a grid observes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// One or several teachers, in their lessons.
    Teachers,
    /// A school as a whole.
    School,
    /// A lesson that several inspectors score to compare their readings.
    Calibration,
}

/// First or second degré.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Degree {
    /// Écoles maternelles, élémentaires, primaires.
    Premier,
    /// Collèges and lycées.
    Second,
}

/// Where a grid is meant to serve.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Applicability {
    /// Degrees; empty means both.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub degrees: Vec<Degree>,
    /// Class levels by code, as in [`levels::ALL`]; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
}

/// An ordered scale of levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The scale's code.
    pub code: String,
    /// From the lowest to the highest.
    pub levels: Vec<Level>,
}

/// One level of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The level's rank, 0 to 9, rising along the scale; also the key that scores it.
    pub value: u8,
    /// A neutral name.
    pub label: Text,
}

/// A list of choices shared by several items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceList {
    /// The list's code.
    pub code: String,
    /// The choices, in order.
    pub choices: Vec<Choice>,
}

/// A part of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "node", rename_all = "snake_case")]
pub enum Node {
    /// Items and groups under one heading; the outermost groups are the sections.
    Group(Group),
    /// Items answered several times over.
    Repeat(Repeat),
    /// One thing to observe.
    Item(Box<Item>),
}

/// Items and groups under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The group's code.
    pub code: String,
    /// Its heading; blank only for a group within another.
    pub label: Text,
    /// When its items count; always, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expression>,
    /// How a form may lay it out, in the words of ODK (`field-list`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appearance: Option<String>,
    /// What it holds.
    pub content: Vec<Node>,
}

/// Items answered several times over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// The repeat's code.
    pub code: String,
    /// Its heading.
    pub label: Text,
    /// When its items count; always, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expression>,
    /// How many times; as often as wanted, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Expression>,
    /// How a form may lay it out, in the words of ODK.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appearance: Option<String>,
    /// What is repeated.
    pub content: Vec<Node>,
}

/// How a version compares with the one before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lineage {
    /// The SHA-256 of the version before.
    pub follows: crate::canonical::Sha256,
    /// Items that kept their meaning under another code, or lost it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Comparison>,
    /// Indicators, likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Comparison>,
}

/// What the author says of one item or indicator between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The code in this version.
    pub code: String,
    /// The code in the version before, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<String>,
    /// Whether values of both versions may stand in one series.
    pub verdict: Comparability,
    /// For a recoded item: former value code to present value code.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub mapping: std::collections::BTreeMap<String, String>,
}

/// Whether values of two versions may stand in one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Comparability {
    /// As they are.
    Comparable,
    /// Through the mapping.
    Recoded,
    /// Not at all: a chart draws a break.
    Break,
}
