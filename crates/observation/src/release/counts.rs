//! The counts of a release: units, those that left the denominator, numerators. Told from twenty teachers on, where no count
//! that is not told could be found from them.

use super::figure::{Released, ReleasedValue};
use super::measured::Measured;
use super::rules::{BAND, SMALL};
use super::shares::{as_share, of_share, rounded};
use super::table::{Quantity, Table, Told};
use crate::grid::indicator::Measure;
use crate::indicator::{Figure, Interval};

/// Which counts are told, for each modality and place.
pub(super) struct Counts {
    units: Vec<Vec<bool>>,
    excluded: Vec<Vec<bool>>,
    numerators: Vec<Vec<bool>>,
}

/// Protects the counts of each modality.
pub(super) fn protect_counts(measured: &Measured<'_>, teachers: &[bool], values: &[Vec<Told>]) -> Counts {
    let each = |count: fn(&Figure) -> f64, before: fn(&Released) -> Option<u64>, of_value: bool| {
        let modalities = 0..measured.modalities.len();
        modalities
            .map(|modality| {
                let may_be_told = |place: usize| {
                    if let Some(earlier) = measured.earlier(place, modality) {
                        return before(earlier).is_some();
                    }
                    let large = measured.figures[place][modality].subjects_of_one_circle >= SMALL;
                    let told = !of_value || values[modality][place] == Told::Truth;
                    teachers[place] && large && told
                };
                protected(measured, modality, count, may_be_told)
            })
            .collect()
    };
    Counts {
        units: each(|figure| figure.units as f64, |told| told.units, false),
        excluded: each(|figure| figure.excluded as f64, |told| told.excluded, false),
        numerators: each(|figure| figure.numerator.round(), |told| told.numerator, true),
    }
}

fn protected(
    measured: &Measured<'_>,
    modality: usize,
    count: fn(&Figure) -> f64,
    may_be_told: impl Fn(usize) -> bool,
) -> Vec<bool> {
    let figures = || measured.figures.iter().map(|own| &own[modality]);
    let most = figures().map(count).fold(0.0, f64::max) * 2.0 + 100.0;
    let quantities = figures().enumerate().map(|(place, figure)| {
        let is_new = measured.earlier(place, modality).is_none();
        Quantity {
            truth: count(figure),
            least: 0.0,
            most,
            told: if may_be_told(place) {
                Told::Truth
            } else {
                Told::Nothing
            },
            room: measured.room_of(figure),
            cost: measured.places.places[place].cost().filter(|_| is_new),
        }
    });
    let mut table = Table {
        quantities: quantities.collect(),
        lines: measured.lines(),
    };
    table.protect_closed();
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
            excluded: count(self.excluded[modality][place], figure.excluded as f64),
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
