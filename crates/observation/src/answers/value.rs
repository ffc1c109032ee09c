//! The values that items take.

use std::ops::RangeInclusive;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::grid::{Answer, Grid, Item};
use crate::problem::Problem;

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A level of the item's scale.
    Level(u8),
    /// A choice by its code.
    Choice(String),
    /// Choices by their codes, in the grid's order.
    Choices(Vec<String>),
    /// An answer that the choices did not foresee, where the item allows one.
    Other(String),
    /// Choices, and one more that they did not foresee, where the item allows one.
    ChoicesAndOther {
        /// By their codes, in the grid's order.
        choices: Vec<String>,
        /// In the person's words.
        other: String,
    },
    /// Yes or no.
    YesNo(bool),
    /// How many.
    Count(u32),
    /// Whole minutes.
    Minutes(u32),
    /// A whole number.
    Integer(i64),
    /// A decimal number as text.
    Decimal(String),
    /// Prose.
    Text(String),
    /// A calendar date, `2026-11-23`.
    Date(chrono::NaiveDate),
    /// A time of day, `08:05:00`.
    Time(chrono::NaiveTime),
    /// A date and time of day, `2026-11-23T08:05:00`.
    DateTime(chrono::NaiveDateTime),
    /// Ticked.
    Acknowledged,
}

impl Value {
    /// The value as an expression reads it: codes, digits, `oui` or `non`; chosen codes are joined by spaces.
    #[must_use]
    pub fn as_operand(&self) -> String {
        match self {
            Self::Level(level) => level.to_string(),
            Self::Choice(text) | Self::Other(text) | Self::Decimal(text) | Self::Text(text) => text.clone(),
            Self::Choices(codes) => codes.join(" "),
            Self::ChoicesAndOther { choices, other } => {
                let all = choices.iter().chain([other]).map(String::as_str);
                all.collect::<Vec<_>>().join(" ")
            }
            Self::YesNo(true) => "oui".to_owned(),
            Self::YesNo(false) => "non".to_owned(),
            Self::Count(number) | Self::Minutes(number) => number.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Time(time) => time.to_string(),
            Self::DateTime(moment) => moment.format("%Y-%m-%dT%H:%M:%S").to_string(),
            Self::Acknowledged => "OK".to_owned(),
        }
    }
}

/// The problems that an answer may have.
pub mod codes {
    crate::problem_codes! {
        /// The value's kind is not the item's.
        KIND = "answer.kind";
        /// A level or choice that the item does not have.
        UNKNOWN = "answer.unknown";
        /// A number outside the item's bounds.
        BOUNDS = "answer.bounds";
        /// An item that the grid does not have, or that nobody answers.
        ITEM = "answer.item";
        /// An answer that breaks the item's constraint, with what the grid says of it: a warning.
        CONSTRAINT = "answer.constraint";
        /// The same, where the grid says nothing of it.
        CONSTRAINT_UNSAID = "answer.constraint_unsaid";
        /// A required item without answer, with what the grid says of it: a warning.
        REQUIRED = "answer.required";
        /// The same, where the grid says nothing of it.
        REQUIRED_UNSAID = "answer.required_unsaid";
    }
}

/// Whether `item` of `grid` can take `value`.
///
/// # Errors
/// The problem: another kind, a level or choice that the item does not have, a number outside its bounds.
pub fn accepts(grid: &Grid, item: &Item, value: &Value) -> Result<(), Problem> {
    let refused = |code: &str| Err(Problem::error(code, label(grid, item)));
    match (&item.answer, value) {
        (Answer::Level { scale }, Value::Level(level)) => {
            let known = grid
                .scale(scale)
                .is_some_and(|s| s.levels.iter().any(|l| l.value == *level));
            if known { Ok(()) } else { refused(codes::UNKNOWN) }
        }
        (Answer::Single { .. }, Value::Choice(code)) => known_choices(grid, item, std::slice::from_ref(code)),
        (Answer::Multiple { .. }, Value::Choices(chosen)) => known_choices(grid, item, chosen),
        (Answer::Single { or_other: true, .. }, Value::Other(_)) => Ok(()),
        (Answer::Multiple { or_other: true, .. }, Value::ChoicesAndOther { choices, .. }) => {
            known_choices(grid, item, choices)
        }
        (Answer::Count { min, max }, Value::Count(n)) => within(grid, item, *min..=*max, *n),
        (Answer::Duration { max }, Value::Minutes(n)) => within(grid, item, 0..=*max, *n),
        (Answer::YesNo, Value::YesNo(_))
        | (Answer::Integer, Value::Integer(_))
        | (Answer::Decimal | Answer::Range { .. }, Value::Decimal(_))
        | (Answer::Text { .. }, Value::Text(_))
        | (Answer::Date, Value::Date(_))
        | (Answer::Time, Value::Time(_))
        | (Answer::DateTime, Value::DateTime(_))
        | (Answer::Acknowledge, Value::Acknowledged) => Ok(()),
        _ => refused(codes::KIND),
    }
}

fn known_choices(grid: &Grid, item: &Item, chosen: &[String]) -> Result<(), Problem> {
    let choices = grid.choices_of(item);
    let known = |code: &String| choices.iter().any(|choice| choice.code == *code);
    let several_times = chosen
        .iter()
        .enumerate()
        .any(|(i, code)| chosen[..i].contains(code));
    if chosen.iter().all(known) && !several_times {
        Ok(())
    } else {
        Err(Problem::error(codes::UNKNOWN, label(grid, item)))
    }
}

fn within(grid: &Grid, item: &Item, bounds: RangeInclusive<u32>, number: u32) -> Result<(), Problem> {
    if bounds.contains(&number) {
        return Ok(());
    }
    let problem = Problem::error(codes::BOUNDS, label(grid, item));
    Err(problem
        .with("minimum", bounds.start())
        .with("maximum", bounds.end()))
}

fn label(grid: &Grid, item: &Item) -> String {
    item.label.in_language(&grid.language).to_owned()
}

/// `value` as it is told: chosen codes in the grid's order, whatever the order in which they were ticked. Codes that the
/// grid does not list come last, as they stood.
#[must_use]
pub fn in_grid_order(grid: &Grid, item: &Item, value: Value) -> Value {
    let choices = grid.choices_of(item);
    let rank = |code: &String| choices.iter().position(|choice| choice.code == *code);
    let sorted = |mut codes: Vec<String>| {
        codes.sort_by_key(|code| rank(code).unwrap_or(choices.len()));
        codes
    };
    match value {
        Value::Choices(codes) => Value::Choices(sorted(codes)),
        Value::ChoicesAndOther { choices, other } => Value::ChoicesAndOther {
            choices: sorted(choices),
            other,
        },
        other => other,
    }
}
