//! Answers: an append-only log from which the present state, undo and what was shown are derived.
//!
//! Order is (counter, device), the counter being a Lamport counter; instants are never compared.

mod log;
mod objections;
mod relevance;
mod value;

pub use log::{AnswerLog, Answered, Answers, Change, Entry, EntryId};
pub use objections::{Objection, broken_constraints, missing_answers};
pub use relevance::{ItemState, states};
pub use value::{Value, accepts, codes, in_grid_order};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which question an answer answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerKey {
    /// The item's code.
    pub item: String,
    /// The séance, for items answered once for each; none for items of the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seance: Option<Uuid>,
    /// The turns of the repeats around the item, from the outside in, counted from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<u32>,
}

impl AnswerKey {
    /// The question of an item outside repeats.
    #[must_use]
    pub fn of(item: &str, seance: Option<Uuid>) -> Self {
        Self {
            item: item.to_owned(),
            seance,
            turns: Vec::new(),
        }
    }
}

/// What a person said of one item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing yet, or no longer.
    #[default]
    Unanswered,
    /// « Non observé ».
    NotObserved,
    /// « Sans objet ».
    NotApplicable,
    /// A value.
    Value(Value),
}
