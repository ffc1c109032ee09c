//! The counts of a release: units, those that left the denominator, numerators. Told from twenty teachers on, where no count
//! that is not told could be found from them.

use super::attacker::Attacker;
use super::figure::{Released, ReleasedValue};
use super::measured::Measured;
use super::rules::{BAND, SMALL};
use super::shares::{as_share, of_share, rounded};
use super::table::{Quantity, Table, Told};
use crate::grid::indicator::{Measure, Quantity as Amount};
use crate::indicator::{Figure, Interval};

/// Which counts are told, for each modality and place: what left the denominator is, where its units are.
pub(super) struct Counts {
    units: Vec<Vec<bool>>,
    numerators: Vec<Vec<bool>>,
}

/// Protects the counts of each modality. What a place has in all, told or left out, is taken for known, for other indicators of
/// the grid tell it: its units and what left them are told together, or neither is.
pub(super) fn protect_counts(measured: &Measured<'_>, teachers: &[bool], values: &[Vec<Told>]) -> Counts {
    let mut units: Vec<Vec<bool>> = Vec::new();
    // Values of one item have the same units, and the same that left them.
    let mut last: Option<(Table, Vec<bool>)> = None;
    for modality in 0..measured.modalities.len() {
        let table = units_table(measured, modality, teachers);
        let told = match &last {
            Some((before, told)) if *before == table => told.clone(),
            _ => told_in(table.clone()),
        };
        last = Some((table, told.clone()));
        units.push(told);
    }
    let numerators = units.iter().zip(values).enumerate();
    let numerators = numerators.map(|(modality, (units, values))| {
        let may_be_told: Vec<bool> = units
            .iter()
            .zip(values)
            .map(|(units, value)| *units && *value == Told::Truth)
            .collect();
        told_in(numerators_table(measured, modality, &may_be_told))
    });
    Counts {
        numerators: numerators.collect(),
        units,
    }
}

/// A count of a place, what it may be at least and at most, and whether it may be told by itself.
struct Count {
    truth: f64,
    least: f64,
    most: f64,
    is_told: bool,
}

fn units_table(measured: &Measured<'_>, modality: usize, teachers: &[bool]) -> Table {
    table(measured, modality, |place, figure| Count {
        truth: figure.units as f64,
        least: 0.0,
        most: (figure.units + figure.excluded) as f64,
        is_told: match measured.earlier(place, modality) {
            Some(earlier) => earlier.units.is_some(),
            None => teachers[place] && figure.subjects_of_one_circle >= SMALL,
        },
    })
}

/// Numerators, for who knows of how many units each is.
fn numerators_table(measured: &Measured<'_>, modality: usize, may_be_told: &[bool]) -> Table {
    let all = measured.figures.iter().map(|own| own[modality].numerator);
    let most = all.fold(0.0, f64::max) * 2.0 + 100.0;
    table(measured, modality, |place, figure| {
        let (truth, units) = (figure.numerator.round(), figure.units as f64);
        let (lowest, highest) = of_a_unit(measured);
        Count {
            truth,
            least: (lowest * units).min(truth),
            most: highest.map_or(most, |highest| highest * units).max(truth),
            is_told: match measured.earlier(place, modality) {
                Some(earlier) => earlier.numerator.is_some(),
                None => may_be_told[place],
            },
        }
    })
}

/// What one unit adds to a numerator at least and, where there is a most, at most.
fn of_a_unit(measured: &Measured<'_>) -> (f64, Option<f64>) {
    match &measured.definition.measure {
        Measure::MeanLevel { .. } => measured
            .levels
            .map_or((0.0, None), |(lowest, highest)| (lowest, Some(highest))),
        Measure::Proportion { .. } | Measure::Distribution { .. } => (0.0, Some(1.0)),
        Measure::Count {
            quantity: Amount::UnitsWhere(_),
        } => (0.0, Some(1.0)),
        Measure::Count {
            quantity: Amount::SumOf(_),
        }
        | Measure::Ratio { .. }
        | Measure::ShareOfTime { .. } => (0.0, None),
    }
}

fn table(measured: &Measured<'_>, modality: usize, count: impl Fn(usize, &Figure) -> Count) -> Table {
    let quantities = measured.figures.iter().enumerate().map(|(place, own)| {
        let figure = &own[modality];
        let count = count(place, figure);
        let is_new = measured.earlier(place, modality).is_none();
        Quantity {
            truth: count.truth,
            least: count.least,
            most: count.most,
            told: match count.is_told || measured.may_be_found(place, figure) {
                true => Told::Truth,
                false => Told::Nothing,
            },
            room: f64::from(measured.plan.rules.teachers).min(count.most - count.least),
            cost: measured.places.places[place].cost().filter(|_| is_new),
        }
    });
    Table {
        quantities: quantities.collect(),
        lines: measured.lines(),
    }
}

/// Which quantities are told in the end.
fn told_in(mut table: Table) -> Vec<bool> {
    table.protect_closed(&mut Attacker::of(&table));
    table.quantities.iter().map(|one| !one.is_open()).collect()
}

impl Counts {
    /// What is told of a figure beside its teachers.
    pub(super) fn of(
        &self,
        measured: &Measured<'_>,
        (place, modality): (usize, usize),
        told: Told,
    ) -> Released {
        let figure = &measured.figures[place][modality];
        let count = |is_told: bool, count: f64| is_told.then_some(count.round() as u64);
        let numerator = count(self.numerators[modality][place], figure.numerator);
        let value = self.value(measured, (figure, numerator), told);
        Released {
            value,
            // Its middle is the value.
            interval: figure
                .interval
                .filter(|_| matches!(value, ReleasedValue::Told(_)))
                .map(|interval| Interval {
                    from: rounded(measured, interval.from),
                    to: rounded(measured, interval.to),
                }),
            units: count(self.units[modality][place], figure.units as f64),
            excluded: count(self.units[modality][place], figure.excluded as f64),
            // A ratio has no numerator in units.
            numerator: numerator.filter(|_| !matches!(measured.definition.measure, Measure::Ratio { .. })),
            ..Released::HIDDEN
        }
    }

    fn value(
        &self,
        measured: &Measured<'_>,
        (figure, numerator): (&Figure, Option<u64>),
        told: Told,
    ) -> ReleasedValue {
        let Some(value) = figure.value else {
            return ReleasedValue::Hidden;
        };
        match (told, &measured.definition.measure) {
            (_, Measure::Count { .. }) => {
                numerator.map_or(ReleasedValue::Hidden, |count| ReleasedValue::Told(count as f64))
            }
            (Told::Nothing, _) => ReleasedValue::Hidden,
            // A ratio times its units is a sum, which must be one that may be told.
            (_, Measure::Ratio { .. }) if numerator.is_none() => ReleasedValue::Hidden,
            (Told::Between(..), _) if as_share(measured, value) <= BAND => {
                ReleasedValue::AtMost(rounded(measured, of_share(measured, BAND)))
            }
            (Told::Between(..), _) => {
                ReleasedValue::AtLeast(rounded(measured, of_share(measured, 1.0 - BAND)))
            }
            (Told::Truth, _) => ReleasedValue::Told(rounded(measured, value)),
        }
    }
}
