//! The values of a release: shares told, told as a bound, or not told.

use std::collections::BTreeMap;

use super::figure::{ReleasedValue, Why};
use super::prepared::Measured;
use super::rules::{BAND, HIDDEN_SHARE, SMALL};
use super::table::{Line, Quantity, Table, Told};
use crate::grid::indicator::Measure;
use crate::indicator::Figure;

/// What is told of the value of each place, for each modality. `teachers` says of which places anything is.
pub(super) fn protect_shares(
    measured: &Measured<'_>,
    teachers: &[bool],
    why: &mut BTreeMap<(usize, usize), Why>,
) -> Vec<Vec<Told>> {
    let (places, modalities) = (measured.places.places.len(), measured.modalities.len());
    let mut table = Table::default();
    for modality in 0..modalities {
        for (place, told) in teachers.iter().enumerate() {
            let figure = &measured.figures[place][modality];
            table
                .quantities
                .push(quantity(measured, (place, modality), figure, *told));
        }
        table
            .lines
            .extend(measured.lines(|place| modality * places + place));
    }
    if is_of_one_value(measured) {
        add_wholes(&mut table, measured);
    }
    if is_bounded(measured) {
        table.protect();
    }
    let told: Vec<Vec<Told>> = (0..modalities)
        .map(|modality| {
            let own = modality * places..(modality + 1) * places;
            table.quantities[own].iter().map(|one| one.told).collect()
        })
        .collect();
    for (modality, own) in told.iter().enumerate() {
        for (place, told) in own.iter().enumerate() {
            if *told == Told::Nothing {
                why.entry((place, modality)).or_insert(Why::Difference);
            }
        }
    }
    told
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

/// The sum of the subjects' shares, for who knows how many there are.
fn quantity(
    measured: &Measured<'_>,
    (place, modality): (usize, usize),
    figure: &Figure,
    is_told: bool,
) -> Quantity {
    let subjects = figure.subjects as f64;
    let share = as_share(measured, figure.value.unwrap_or(0.0)).clamp(0.0, 1.0);
    let earlier = measured.earlier(place, modality);
    let told = match earlier {
        Some(earlier) => told_before(earlier.value, subjects),
        None if !is_told => Told::Nothing,
        None => told(measured, figure, share),
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

fn told_before(value: ReleasedValue, subjects: f64) -> Told {
    match value {
        ReleasedValue::Told(_) => Told::Truth,
        ReleasedValue::AtMost(_) => Told::Between(0.0, BAND * subjects),
        ReleasedValue::AtLeast(_) => Told::Between((1.0 - BAND) * subjects, subjects),
        ReleasedValue::Hidden => Told::Nothing,
    }
}

fn told(measured: &Measured<'_>, figure: &Figure, share: f64) -> Told {
    let subjects = figure.subjects as f64;
    if !is_bounded(measured) || figure.subjects >= SMALL {
        Told::Truth
    } else if is_of_one_value(measured) {
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

/// In each place the shares of all values add up to the teachers, who are told.
fn add_wholes(table: &mut Table, measured: &Measured<'_>) {
    let places = measured.places.places.len();
    for place in 0..places {
        let subjects = measured.figures[place][0].subjects as f64;
        table.quantities.push(Quantity {
            truth: subjects,
            least: subjects,
            most: subjects,
            told: Told::Truth,
            room: 0.0,
            cost: None,
        });
        table.lines.push(Line {
            whole: table.quantities.len() - 1,
            parts: (0..measured.modalities.len())
                .map(|modality| modality * places + place)
                .collect(),
        });
    }
}
