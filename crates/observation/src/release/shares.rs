//! The values of a release: shares told, told as a bound, or not told.

use std::collections::BTreeMap;

use super::attacker::Attacker;
use super::figure::{ReleasedValue, Why};
use super::measured::Measured;
use super::rules::{BAND, HIDDEN_SHARE, SMALL};
use super::table::{Quantity, Table, Told};
use crate::grid::indicator::Measure;
use crate::indicator::Figure;

/// What is told of the value of each place, for each modality. `teachers` says of which places anything is.
pub(super) fn protect_shares(
    measured: &Measured<'_>,
    teachers: &[bool],
    why: &mut BTreeMap<(usize, usize), Why>,
) -> Vec<Vec<Told>> {
    let of_one_value = is_of_one_value(measured);
    let mut tables: Vec<Table> = (0..measured.modalities.len())
        .map(|modality| {
            let places = teachers.iter().enumerate();
            let quantities = places.map(|(place, told)| {
                let figure = &measured.figures[place][modality];
                quantity(measured, (place, modality), figure, (*told, of_one_value))
            });
            Table {
                quantities: quantities.collect(),
                lines: measured.lines(),
            }
        })
        .collect();
    if is_bounded(measured) {
        protect(&mut tables, of_one_value);
    }
    let told: Vec<Vec<Told>> = tables
        .iter()
        .map(|table| table.quantities.iter().map(|one| one.told).collect())
        .collect();
    for (modality, own) in told.iter().enumerate() {
        for (place, told) in own.iter().enumerate() {
            if *told == Told::Nothing {
                let reason = reason(measured, &measured.figures[place][modality], of_one_value);
                why.entry((place, modality)).or_insert(reason);
            }
        }
    }
    told
}

/// Why a figure of enough teachers is not told.
pub(super) fn reason(measured: &Measured<'_>, figure: &Figure, of_one_value: bool) -> Why {
    let is_exact = of_one_value || matches!(measured.definition.measure, Measure::Count { .. });
    match is_exact && figure.subjects_of_one_circle < SMALL {
        true => Why::Small,
        false => Why::Difference,
    }
}

/// Whether a value lies between two bounds, so that what is hidden has a width: a share or a level.
pub(super) fn is_bounded(measured: &Measured<'_>) -> bool {
    !matches!(
        measured.definition.measure,
        Measure::Ratio { .. } | Measure::Count { .. }
    )
}

/// Whether each unit has one value of a distribution: its shares add up to all.
fn is_of_one_value(measured: &Measured<'_>) -> bool {
    let sum = |own: &Vec<Figure>| own.iter().map(|figure| figure.value.unwrap_or(0.0)).sum::<f64>();
    measured.modalities.len() > 1
        && measured
            .figures
            .iter()
            .filter(|own| own[0].subjects > 0)
            .all(|own| (sum(own) - 1.0).abs() < 1e-9)
}

/// The value between 0 and 1, as shares are.
pub(super) fn as_share(measured: &Measured<'_>, value: f64) -> f64 {
    match measured.levels {
        Some((lowest, highest)) if highest > lowest => (value - lowest) / (highest - lowest),
        _ => value,
    }
}

/// A value from its share.
pub(super) fn of_share(measured: &Measured<'_>, share: f64) -> f64 {
    match measured.levels {
        Some((lowest, highest)) => lowest + share * (highest - lowest),
        None => share,
    }
}

/// A share to a hundredth, what is no share to a tenth.
pub(super) fn rounded(measured: &Measured<'_>, value: f64) -> f64 {
    let parts = if is_bounded(measured) && measured.levels.is_none() {
        100.0
    } else {
        10.0
    };
    (value * parts).round() / parts
}

/// The sum of the subjects' shares, for who knows how many there are.
fn quantity(
    measured: &Measured<'_>,
    (place, modality): (usize, usize),
    figure: &Figure,
    (is_told, of_one_value): (bool, bool),
) -> Quantity {
    let subjects = figure.subjects as f64;
    let share = as_share(measured, figure.value.unwrap_or(0.0)).clamp(0.0, 1.0);
    let earlier = measured.earlier(place, modality);
    let told = match earlier {
        Some(earlier) => told_before(earlier.value, subjects),
        None if measured.may_be_found(place, figure) => Told::Truth,
        None if !is_told => Told::Nothing,
        None => told(measured, figure, share, of_one_value),
    };
    Quantity {
        truth: share * subjects,
        least: 0.0,
        most: subjects,
        told,
        room: HIDDEN_SHARE * subjects,
        cost: measured.places.places[place].cost().filter(|_| earlier.is_none()),
    }
}

impl Measured<'_> {
    /// Whether what was told of a figure would be told again; of one that was not told, nothing is known to differ.
    pub(super) fn is_still(&self, told: ReleasedValue, figure: &Figure) -> bool {
        let value = figure.value.unwrap_or(f64::NAN);
        let count = matches!(self.definition.measure, Measure::Count { .. });
        match told {
            ReleasedValue::Hidden => true,
            ReleasedValue::Told(told) if count => told == figure.numerator.round(),
            ReleasedValue::Told(told) => told == rounded(self, value),
            ReleasedValue::AtMost(_) => as_share(self, value) <= BAND,
            ReleasedValue::AtLeast(_) => as_share(self, value) >= 1.0 - BAND,
        }
    }
}

fn told_before(value: ReleasedValue, subjects: f64) -> Told {
    match value {
        ReleasedValue::Told(_) => Told::Truth,
        ReleasedValue::AtMost(_) => Told::Between(0.0, BAND * subjects),
        ReleasedValue::AtLeast(_) => Told::Between((1.0 - BAND) * subjects, subjects),
        ReleasedValue::Hidden => Told::Nothing,
    }
}

fn told(measured: &Measured<'_>, figure: &Figure, share: f64, of_one_value: bool) -> Told {
    let subjects = figure.subjects as f64;
    if !is_bounded(measured) || figure.subjects_of_one_circle >= SMALL {
        Told::Truth
    } else if of_one_value {
        // Each value of a small group tells the others: none is told.
        Told::Nothing
    } else if share <= BAND {
        Told::Between(0.0, BAND * subjects)
    } else if share >= 1.0 - BAND {
        Told::Between((1.0 - BAND) * subjects, subjects)
    } else {
        Told::Truth
    }
}

/// Protects each value. Where each unit has one, the shares of a place add up to its teachers: one that is not told would be
/// the rest of those that are, so that a place tells all of them or none. Who knows none of a place's knows no more of each by
/// their sum: the range of a cell of a table whose margins alone are known is that of its line (Fréchet's bounds).
fn protect(tables: &mut [Table], of_one_value: bool) {
    let mut attackers: Vec<Attacker> = tables.iter().map(Attacker::of).collect();
    loop {
        for (table, attacker) in tables.iter_mut().zip(&mut attackers) {
            attacker.note_less_told();
            table.protect_closed(attacker);
        }
        let is_hidden = |place: usize| {
            tables
                .iter()
                .any(|table| table.quantities[place].told == Told::Nothing)
        };
        let places = tables.first().map_or(0, |table| table.quantities.len());
        let hidden: Vec<usize> = (0..places)
            .filter(|place| of_one_value && is_hidden(*place))
            .collect();
        let mut is_settled = true;
        for table in tables.iter_mut() {
            for place in &hidden {
                let quantity = &mut table.quantities[*place];
                // What was published stands, all of it or nothing.
                if quantity.cost.is_some() && quantity.told != Told::Nothing {
                    quantity.told = Told::Nothing;
                    is_settled = false;
                }
            }
        }
        if is_settled {
            return;
        }
    }
}
