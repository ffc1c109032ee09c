//! How a figure of a release is written: a document holds no decimals but as text.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::figure::{Released, ReleasedValue};
use crate::indicator::Interval;

/// A figure as it is written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenFigure {
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
