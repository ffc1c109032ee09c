//! A figure: what the sums of a cell give, with how sure it is and on what it rests.

use super::estimate::{self, Interval};
use super::partition::Slot;
use super::population::Subject;
use super::said::Making;
use super::sums::{Counted, Sum, whole};

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
        schools: schools(slots),
        greatest_part: greatest_part(&by_subject),
    }
}

/// The sums of each subject, over its schools: slots stand subject by subject.
fn by_subject(slots: &[(Slot, Sum)]) -> Vec<(u32, Sum)> {
    let mut sums: Vec<(u32, Sum)> = Vec::with_capacity(slots.len());
    for (slot, sum) in slots {
        match sums.last_mut() {
            Some((subject, all)) if *subject == slot.subject => *all += *sum,
            _ => sums.push((slot.subject, *sum)),
        }
    }
    sums
}

fn of_one_circle(by_subject: &[(u32, Sum)], subjects: &[Subject]) -> u64 {
    let mut counts: Vec<(Option<u32>, u64)> = Vec::new();
    for (subject, _) in by_subject {
        let naming = match subjects[*subject as usize] {
            Subject::Teacher { naming, .. } => Some(naming),
            Subject::School(_) => None,
        };
        match counts.iter_mut().find(|(known, _)| *known == naming) {
            Some((_, count)) => *count += 1,
            None => counts.push((naming, 1)),
        }
    }
    counts.into_iter().map(|(_, count)| count).max().unwrap_or(0)
}

fn greatest_part(by_subject: &[(u32, Sum)]) -> f64 {
    let weights = || by_subject.iter().map(|(_, sum)| sum.weight);
    let (all, greatest) = (weights().sum::<i128>(), weights().max().unwrap_or(0));
    if all == 0 {
        0.0
    } else {
        whole(greatest) / whole(all)
    }
}

/// How many schools.
fn schools(slots: &[(Slot, Sum)]) -> u64 {
    let mut schools: Vec<u32> = slots.iter().map(|(slot, _)| slot.school).collect();
    schools.sort_unstable();
    schools.dedup();
    schools.len() as u64
}
