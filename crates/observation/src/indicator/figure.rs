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
    /// The greatest part of the units that may be of one person, who may have a key of every circle: between 0 and 1.
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
    let circles = by_circle(&by_subject, subjects);
    let estimate = estimate::of(making, slots, &by_subject);
    Figure {
        value: estimate.map(|estimate| estimate.value),
        interval: estimate.and_then(|estimate| estimate.interval),
        numerator: whole(counted.above),
        visits: counted.visits,
        units: counted.units,
        excluded: counted.excluded,
        subjects: by_subject.len() as u64,
        subjects_of_one_circle: circles.iter().map(|one| one.subjects).max().unwrap_or(0),
        schools: schools(slots),
        greatest_part: greatest_part(&circles),
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

/// The subjects that one circle and epoch names.
struct OfCircle {
    naming: Option<u32>,
    subjects: u64,
    weight: i128,
    /// What the units of one of them weigh at most.
    greatest: i128,
}

fn by_circle(by_subject: &[(u32, Sum)], subjects: &[Subject]) -> Vec<OfCircle> {
    let mut circles: Vec<OfCircle> = Vec::new();
    for (subject, Sum { weight, .. }) in by_subject {
        let naming = match subjects[*subject as usize] {
            Subject::Teacher { naming, .. } => Some(naming),
            Subject::School(_) => None,
        };
        match circles.iter_mut().find(|circle| circle.naming == naming) {
            Some(circle) => {
                circle.subjects += 1;
                circle.weight += weight;
                circle.greatest = circle.greatest.max(*weight);
            }
            None => circles.push(OfCircle {
                naming,
                subjects: 1,
                weight: *weight,
                greatest: *weight,
            }),
        }
    }
    circles
}

fn greatest_part(circles: &[OfCircle]) -> f64 {
    let all: i128 = circles.iter().map(|circle| circle.weight).sum();
    let greatest: i128 = circles.iter().map(|circle| circle.greatest).sum();
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
