//! A figure: what the sums of a cell give, with how sure it is and on what it rests.

use std::collections::{BTreeMap, BTreeSet};

use super::estimate::{self, Interval};
use super::partition::Slot;
use super::population::Subject;
use super::said::Making;
use super::sums::{Counted, Sum, WHOLE};

/// One figure of one cell. Of too few persons it says what no screen may show: [`Figure::subjects_of_one_circle`] is what
/// thresholds are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The estimate: a share between 0 and 1, a mean level, a quotient, or a number; none where nothing was told.
    pub value: Option<f64>,
    /// Its interval at 95 %, where there are at least five clusters and the measure has one. « Indicatif » : visits are not
    /// drawn at random.
    pub interval: Option<Interval>,
    /// What stands above the line, in units: how many hold, of a share of units, else the sum.
    pub numerator: f64,
    /// How many visits were told.
    pub visits: u64,
    /// How many units (lessons, or comings) were told; one that several observers saw counts once.
    pub units: u64,
    /// How many units it is about left the denominator: « non observé », « sans objet », unanswered, or of nobody known.
    pub excluded: u64,
    /// How many distinct persons (schools, where the grid observes schools) it rests on.
    pub subjects: u64,
    /// How many of them at most are of one circle and epoch: two keys of two circles may be one person.
    pub subjects_of_one_circle: u64,
    /// How many schools.
    pub schools: u64,
    /// The greatest part of the units that are of one person, between 0 and 1.
    pub greatest_part: f64,
}

/// The figure of a cell whose subjects are `subjects` of the population.
pub(super) fn figure(
    making: Making,
    counted: Counted,
    slots: &[(Slot, Sum)],
    subjects: &[Subject],
) -> Figure {
    let by_subject = by_subject(slots);
    let schools: BTreeSet<u32> = slots.iter().map(|(slot, _)| slot.school).collect();
    let estimate = estimate::of(making, slots, &by_subject);
    Figure {
        value: estimate.map(|estimate| estimate.value),
        interval: estimate.and_then(|estimate| estimate.interval),
        numerator: whole(slots.iter().map(|(_, sum)| sum.above).sum()),
        visits: counted.visits,
        units: counted.units,
        excluded: counted.excluded,
        subjects: by_subject.len() as u64,
        subjects_of_one_circle: of_one_circle(&by_subject, subjects),
        schools: schools.len() as u64,
        greatest_part: greatest_part(&by_subject),
    }
}

/// The sums of each subject, over its schools.
fn by_subject(slots: &[(Slot, Sum)]) -> BTreeMap<u32, Sum> {
    let mut sums: BTreeMap<u32, Sum> = BTreeMap::new();
    for (slot, sum) in slots {
        *sums.entry(slot.subject).or_default() += *sum;
    }
    sums
}

fn of_one_circle(by_subject: &BTreeMap<u32, Sum>, subjects: &[Subject]) -> u64 {
    let mut counts: BTreeMap<Option<u32>, u64> = BTreeMap::new();
    for subject in by_subject.keys() {
        let naming = match subjects[*subject as usize] {
            Subject::Teacher { naming, .. } => Some(naming),
            Subject::School(_) => None,
        };
        *counts.entry(naming).or_default() += 1;
    }
    counts.into_values().max().unwrap_or(0)
}

fn greatest_part(by_subject: &BTreeMap<u32, Sum>) -> f64 {
    let all: i128 = by_subject.values().map(|sum| sum.weight).sum();
    let greatest = by_subject.values().map(|sum| sum.weight).max().unwrap_or(0);
    if all == 0 {
        0.0
    } else {
        whole(greatest) / whole(all)
    }
}

/// A sum in units.
pub(super) fn whole(sum: i128) -> f64 {
    sum as f64 / WHOLE as f64
}
