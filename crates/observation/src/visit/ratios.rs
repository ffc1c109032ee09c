//! What a school has for so many pupils: the ratios that a grid declares, over the answers of one visit to a school.

use super::{Subject, VisitDocument};
use crate::answers::{State, Value};
use crate::directory::EducationPrioritaire;
use crate::grid::Grid;
use crate::grid::indicator::{Filter, IndicatorDefinition, Measure, Quantity};

/// A ratio of one visit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio<'a> {
    /// The indicator.
    pub indicator: &'a IndicatorDefinition,
    /// Its value in tenths, rounded to the nearest, half away from zero.
    pub tenths: u64,
}

/// The ratios of sums that `grid` declares, as the answers of this visit to a school give them, in the grid's order; those
/// that lack an answer, divide by nothing or keep other visits are left out. None of a visit to persons: no figure is over
/// one person.
#[must_use]
pub fn ratios<'a>(grid: &'a Grid, document: &VisitDocument) -> Vec<Ratio<'a>> {
    if !matches!(document.subject, Subject::School) {
        return Vec::new();
    }
    let kept = |indicator: &&IndicatorDefinition| keeps(&indicator.filter, document);
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
    grid.indicators.iter().filter(kept).filter_map(told).collect()
}

/// Whether an indicator with this filter keeps the visit; one of lessons keeps none without lessons.
fn keeps(filter: &Filter, document: &VisitDocument) -> bool {
    let place = &document.place;
    let degree = place
        .degree
        .is_some_and(|degree| filter.degrees.contains(&degree));
    let network = match place.education_prioritaire {
        EducationPrioritaire::Aucune => "aucune",
        EducationPrioritaire::Rep => "rep",
        EducationPrioritaire::RepPlus => "rep_plus",
    };
    let names = |all: &[String], one: &str| all.is_empty() || all.iter().any(|name| name == one);
    (filter.degrees.is_empty() || degree)
        && filter.levels.is_empty()
        && filter.disciplines.is_empty()
        && names(&filter.kinds, &document.kind.code)
        && names(&filter.education_prioritaire, network)
        && names(&filter.school_years, &document.school_year)
}

/// The sum of what was counted of `item`, in each turn where it repeats; none where nothing was.
fn number(document: &VisitDocument, item: &str) -> Option<u64> {
    let given = document.answers.iter().filter(|answer| answer.item == item);
    let counts = given.filter_map(|answer| match &answer.state {
        State::Value(Value::Count(count) | Value::Minutes(count)) if !answer.not_relevant => Some(*count),
        _ => None,
    });
    counts.map(u64::from).reduce(|sum, count| sum + count)
}
