//! What a school has for so many pupils: the ratios that a grid declares, over the answers of one visit to a school.

use super::{Subject, VisitDocument};
use crate::answers::{State, Value};
use crate::grid::Grid;
use crate::grid::indicator::{IndicatorDefinition, Measure, Quantity};

/// A ratio of one visit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio<'a> {
    /// The indicator.
    pub indicator: &'a IndicatorDefinition,
    /// Its value in tenths, rounded to the nearest, half away from zero.
    pub tenths: u64,
}

/// The ratios of sums that `grid` declares, as the answers of this visit to a school give them, in the grid's order; those
/// that lack an answer or divide by nothing are left out. None of a visit to persons: no figure is over one person.
#[must_use]
pub fn ratios<'a>(grid: &'a Grid, document: &VisitDocument) -> Vec<Ratio<'a>> {
    if !matches!(document.subject, Subject::School) {
        return Vec::new();
    }
    let told = |indicator: &'a IndicatorDefinition| {
        let Measure::Ratio {
            numerator: Quantity::SumOf(above),
            denominator: Quantity::SumOf(below),
            per,
        } = &indicator.measure
        else {
            return None;
        };
        let (above, below) = (number(document, above)?, number(document, below)?);
        let tenths = (above * u64::from(*per) * 20 + below).checked_div(2 * below)?;
        Some(Ratio { indicator, tenths })
    };
    grid.indicators.iter().filter_map(told).collect()
}

fn number(document: &VisitDocument, item: &str) -> Option<u64> {
    let answer = document.answers.iter().find(|answer| answer.item == item)?;
    match &answer.state {
        State::Value(Value::Count(count) | Value::Minutes(count)) if !answer.not_relevant => {
            Some(u64::from(*count))
        }
        _ => None,
    }
}
