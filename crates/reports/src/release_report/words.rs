//! What was released, in words.

use observation::grid::indicator::{Direction, Measure};
use observation::release::{Released, ReleasedIndicator, ReleasedValue};

use crate::indicator::{Unit, interval_in_words, named, value_in_words};

/// What is said of every figure that is not told, whatever the reason.
pub const MASKED: &str = "masqué (secret)";

/// A figure as a table has it: « 42 % (de 31 % à 55 %) », « 20 % au plus », « masqué (secret) ».
#[must_use]
pub fn told(unit: Unit, figure: &Released) -> String {
    let interval = figure.interval.map(|interval| interval_in_words(unit, interval));
    match interval {
        Some(interval) => format!("{} ({interval})", value_told(unit, figure)),
        None => value_told(unit, figure),
    }
}

/// The value alone.
#[must_use]
pub fn value_told(unit: Unit, figure: &Released) -> String {
    match figure.value {
        ReleasedValue::Told(value) => value_in_words(unit, value),
        ReleasedValue::AtMost(most) => format!("{} au plus", value_in_words(unit, most)),
        ReleasedValue::AtLeast(least) => format!("{} au moins", value_in_words(unit, least)),
        ReleasedValue::Hidden => MASKED.to_owned(),
    }
}

/// The title of an indicator.
#[must_use]
pub fn label(indicator: &ReleasedIndicator) -> &str {
    indicator.definition.label.in_language(&indicator.language)
}

/// The name of a value of a distribution.
#[must_use]
pub fn modality(indicator: &ReleasedIndicator, code: &str) -> String {
    let known = indicator.modalities.iter().find(|one| one.code == code);
    let label = known.and_then(|one| one.label.as_ref());
    named(code, label.map(|label| label.in_language(&indicator.language)))
}

/// Whether it is one figure, and not one for each value of an item.
#[must_use]
pub fn is_one(indicator: &ReleasedIndicator) -> bool {
    !matches!(indicator.definition.measure, Measure::Distribution { .. })
}

/// The values of which an indicator has figures: that of no value, where it is one figure.
#[must_use]
pub fn codes(indicator: &ReleasedIndicator) -> Vec<Option<&str>> {
    match is_one(indicator) {
        true => vec![None],
        false => indicator
            .modalities
            .iter()
            .map(|one| Some(one.code.as_str()))
            .collect(),
    }
}

/// Where a value stands between the least and the most that it may be; none where it has no bound.
#[must_use]
pub fn place(indicator: &ReleasedIndicator, value: f64) -> Option<f64> {
    match (indicator.levels, Unit::of(&indicator.definition)) {
        (Some((least, most)), _) if most > least => {
            Some((value - f64::from(least)) / (f64::from(most) - f64::from(least)))
        }
        (None, Unit::Percent) => Some(value),
        _ => None,
    }
}

/// From where what is hoped for counts as a strength, and up to where what is not hoped for.
const STRONG: f64 = 0.6;
const RARE: f64 = 0.2;

/// Whether a figure tells that what is hoped for is there: a share or a level of at least 60 %, or of at most 20 % of what is
/// hoped to be rare.
#[must_use]
pub fn is_strength(indicator: &ReleasedIndicator, figure: &Released) -> bool {
    let placed = |value| place(indicator, value);
    match (indicator.definition.direction, figure.value) {
        (Some(Direction::Up), ReleasedValue::Told(value) | ReleasedValue::AtLeast(value)) => {
            placed(value).is_some_and(|place| place >= STRONG)
        }
        (Some(Direction::Down), ReleasedValue::Told(value) | ReleasedValue::AtMost(value)) => {
            placed(value).is_some_and(|place| place <= RARE)
        }
        _ => false,
    }
}
