//! A figure as a release tells it.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::cell::Cell;
use crate::indicator::Interval;

/// A figure of a release; what it does not tell is « masqué (secret) », whatever the reason.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WrittenFigure", into = "WrittenFigure")]
pub struct Released {
    /// How many distinct teachers (schools, where the grid observes schools) it rests on.
    pub teachers: Option<u64>,
    /// Its value.
    pub value: ReleasedValue,
    /// Its interval at 95 %, rounded like the value.
    pub interval: Option<Interval>,
    /// How many units it rests on; told from twenty teachers on.
    pub units: Option<u64>,
    /// How many left the denominator, likewise.
    pub excluded: Option<u64>,
    /// How many stand above the line, likewise.
    pub numerator: Option<u64>,
}

/// What a release tells of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ReleasedValue {
    /// It, rounded.
    Told(f64),
    /// « 20 % au plus ».
    AtMost(f64),
    /// « 80 % au moins ».
    AtLeast(f64),
    /// « masqué (secret) ».
    Hidden,
}

impl Released {
    /// Nothing told.
    pub const HIDDEN: Self = Self {
        teachers: None,
        value: ReleasedValue::Hidden,
        interval: None,
        units: None,
        excluded: None,
        numerator: None,
    };

    /// Whether it tells something of the value.
    #[must_use]
    pub fn shows(&self) -> bool {
        self.value != ReleasedValue::Hidden
    }
}

/// What names a figure in every release: the grid's code, the indicator's, the cell, and the value that it is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureKey {
    /// The grid's code, which its versions share.
    pub grid_code: String,
    /// The indicator's code.
    pub indicator: String,
    /// The value that it is of, in a distribution.
    pub modality: Option<String>,
    /// The cell.
    pub cell: Cell,
}

/// The figures of releases, by name.
pub type Figures = BTreeMap<FigureKey, Released>;

/// Why a figure is not told: for who signs a release alone, who never sees what it would tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Fewer teachers than the threshold.
    FewTeachers,
    /// Of one school, where it is said of several.
    OneSchool,
    /// Of fewer than twenty teachers, of whom a number or each share of a whole would tell too much.
    Small,
    /// One teacher gives nearly all of it.
    OneTeacher,
    /// It would tell another by a difference.
    Difference,
    /// An earlier release did not tell it, or closed its window without it.
    Earlier,
    /// What was told of its years has changed since, by too few persons.
    Changed,
    /// Of several years, in one of which it was measured otherwise.
    Break,
}

/// A figure as it is written: a document holds no decimals but as text.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WrittenFigure {
    /// How many distinct teachers, or schools.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    teachers: Option<u64>,
    /// The value, a decimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// The most that the value is, where no more is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_most: Option<String>,
    /// The least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_least: Option<String>,
    /// The interval at 95 %, two decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    interval: Option<(String, String)>,
    /// How many units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    units: Option<u64>,
    /// How many left the denominator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    excluded: Option<u64>,
    /// How many stand above the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    numerator: Option<u64>,
}

/// What is written is no figure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a figure: {0}")]
pub struct NoFigure(String);

impl From<Released> for WrittenFigure {
    fn from(figure: Released) -> Self {
        let written = |value: f64| value.to_string();
        let (mut value, mut at_most, mut at_least) = (None, None, None);
        match figure.value {
            ReleasedValue::Told(told) => value = Some(written(told)),
            ReleasedValue::AtMost(most) => at_most = Some(written(most)),
            ReleasedValue::AtLeast(least) => at_least = Some(written(least)),
            ReleasedValue::Hidden => {}
        }
        Self {
            teachers: figure.teachers,
            value,
            at_most,
            at_least,
            interval: figure
                .interval
                .map(|interval| (written(interval.from), written(interval.to))),
            units: figure.units,
            excluded: figure.excluded,
            numerator: figure.numerator,
        }
    }
}

impl TryFrom<WrittenFigure> for Released {
    type Error = NoFigure;

    fn try_from(written: WrittenFigure) -> Result<Self, NoFigure> {
        let value = match (&written.value, &written.at_most, &written.at_least) {
            (None, None, None) => ReleasedValue::Hidden,
            (Some(value), None, None) => ReleasedValue::Told(decimal(value)?),
            (None, Some(most), None) => ReleasedValue::AtMost(decimal(most)?),
            (None, None, Some(least)) => ReleasedValue::AtLeast(decimal(least)?),
            _ => return Err(NoFigure("several values".to_owned())),
        };
        let interval = written.interval.as_ref().map(|(from, to)| {
            Ok(Interval {
                from: decimal(from)?,
                to: decimal(to)?,
            })
        });
        Ok(Self {
            teachers: written.teachers,
            value,
            interval: interval.transpose()?,
            units: written.units,
            excluded: written.excluded,
            numerator: written.numerator,
        })
    }
}

fn decimal(text: &str) -> Result<f64, NoFigure> {
    let read = text.parse().ok().filter(|value: &f64| value.is_finite());
    read.ok_or_else(|| NoFigure(text.to_owned()))
}

impl JsonSchema for Released {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Released".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        WrittenFigure::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_figure_reads_as_it_was_written(
            teachers in proptest::option::of(0_u64..1000),
            hundredths in 0_u32..=1000,
            kind in 0_usize..4,
            has_interval: bool,
        ) {
            let value = f64::from(hundredths) / 100.0;
            let figure = Released {
                teachers,
                value: [
                    ReleasedValue::Told(value),
                    ReleasedValue::AtMost(value),
                    ReleasedValue::AtLeast(value),
                    ReleasedValue::Hidden,
                ][kind],
                interval: has_interval.then_some(Interval { from: value, to: value + 0.1 }),
                ..Released::HIDDEN
            };
            let text = serde_json::to_string(&figure)?;
            prop_assert_eq!(serde_json::from_str::<Released>(&text)?, figure);
        }
    }

    #[test]
    fn what_is_no_figure_is_refused() {
        for text in [
            r#"{"value":"NaN"}"#,
            r#"{"value":"1","at_most":"1"}"#,
            r#"{"value":0.5}"#,
        ] {
            assert!(serde_json::from_str::<Released>(text).is_err(), "{text}");
        }
    }
}
