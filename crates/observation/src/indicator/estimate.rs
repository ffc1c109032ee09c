//! Estimates and their intervals.
//!
//! The estimate of a share or a level is the mean of the subjects' own means, so that nobody weighs more for having been
//! visited more. Its variance is by linearisation, clustered on schools, within one school on persons, with the factor
//! G / (G - 1) (Wolter, *Introduction to Variance Estimation*, 2nd ed., 2007, ch. 6; Binder, « On the variances of
//! asymptotically normal estimators from complex surveys », *International Statistical Review* 51, 1983). A ratio is the
//! quotient of the sums, linearised likewise. With fewer than [`FEWEST_CLUSTERS`] clusters there is no interval, else
//! Student's quantile with G - 1 degrees of freedom. Shares have Wilson's interval with an effective size p (1 - p) / v, at
//! most the number of subjects, which it is where v is 0 (Wilson, *JASA* 22, 1927; Korn and Graubard, *Survey Methodology*
//! 24, 1998; Franco, Little, Louis and Slud, *Journal of Survey Statistics and Methodology* 7, 2019).
//!
//! Sums are of integers; what is divided is added in the order of its size, so that no order of visits changes a bit.

use std::sync::OnceLock;

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::partition::Slot;
use super::said::Making;
use super::sums::{Sum, whole};

/// Below this number of clusters a variance says too little.
pub const FEWEST_CLUSTERS: usize = 5;

/// Half of what an interval leaves out, on each side.
const TAIL: f64 = 0.025;

/// From one bound to another, at 95 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub from: f64,
    /// The upper bound.
    pub to: f64,
}

/// A value and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Estimate {
    pub(super) value: f64,
    pub(super) interval: Option<Interval>,
}

/// The estimate of a cell; none where nothing stands below the line.
pub(super) fn of(making: Making, slots: &[(Slot, Sum)], by_subject: &[(u32, Sum)]) -> Option<Estimate> {
    match making {
        Making::Share => {
            let (value, spread) = mean_of_means(slots, by_subject)?;
            let interval = spread.map(|spread| wilson(value, spread, by_subject.len()));
            Some(Estimate { value, interval })
        }
        Making::Level { lowest, highest } => {
            let (value, spread) = mean_of_means(slots, by_subject)?;
            let interval = spread.map(|spread| spread.around(value, lowest as f64, highest as f64));
            Some(Estimate { value, interval })
        }
        Making::Ratio { per } => ratio(slots, f64::from(per)),
        Making::Count => (!slots.is_empty()).then(|| Estimate {
            value: whole(slots.iter().map(|(_, sum)| sum.above).sum()),
            interval: None,
        }),
    }
}

/// The variance of an estimate, and how many clusters it was found from.
#[derive(Debug, Clone, Copy)]
struct Spread {
    variance: f64,
    quantile: f64,
}

impl Spread {
    /// That of clusters by the part that each slot has in the linearised estimate; none of too few.
    fn of(slots: &[(Slot, Sum)], part: impl FnMut(&(Slot, Sum)) -> f64) -> Option<Self> {
        if slots.len() < FEWEST_CLUSTERS {
            return None;
        }
        let mut parts = clustered(slots, part);
        parts.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
        let clusters = parts.chunk_by(|one, other| one.0 == other.0);
        let squares = clusters.map(|own| own.iter().map(|(_, part)| part).sum::<f64>().powi(2));
        let squares: Vec<f64> = squares.collect();
        let count = squares.len();
        if count < FEWEST_CLUSTERS {
            return None;
        }
        Some(Self {
            variance: added(squares) * count as f64 / (count as f64 - 1.0),
            quantile: quantile(count - 1)?,
        })
    }

    fn around(self, value: f64, least: f64, most: f64) -> Interval {
        let half = self.quantile * self.variance.sqrt();
        Interval {
            from: (value - half).max(least),
            to: (value + half).min(most),
        }
    }
}

/// The mean of the subjects' own quotients.
fn mean_of_means(slots: &[(Slot, Sum)], by_subject: &[(u32, Sum)]) -> Option<(f64, Option<Spread>)> {
    if by_subject.is_empty() {
        return None;
    }
    let subjects = by_subject.len() as f64;
    let own = by_subject
        .iter()
        .map(|(_, sum)| sum.above as f64 / sum.below as f64);
    let mean = added(own.collect()) / subjects;
    // Both stand subject by subject.
    let mut subject = 0;
    let part = |(slot, sum): &(Slot, Sum)| {
        while by_subject[subject].0 != slot.subject {
            subject += 1;
        }
        let below = by_subject[subject].1.below as f64;
        (sum.above as f64 - mean * sum.below as f64) / (below * subjects)
    };
    Some((mean, Spread::of(slots, part)))
}

/// The quotient of the sums.
fn ratio(slots: &[(Slot, Sum)], per: f64) -> Option<Estimate> {
    let above: i128 = slots.iter().map(|(_, sum)| sum.above).sum();
    let below: i128 = slots.iter().map(|(_, sum)| sum.below).sum();
    if below == 0 {
        return None;
    }
    let quotient = above as f64 / below as f64;
    let part = |(_, sum): &(Slot, Sum)| per * (sum.above as f64 - quotient * sum.below as f64) / below as f64;
    let spread = Spread::of(slots, part);
    Some(Estimate {
        value: per * quotient,
        interval: spread.map(|spread| spread.around(per * quotient, 0.0, f64::INFINITY)),
    })
}

/// The parts with their clusters: schools, or subjects where all are of one school.
fn clustered(slots: &[(Slot, Sum)], mut part: impl FnMut(&(Slot, Sum)) -> f64) -> Vec<(u32, f64)> {
    let one_school = slots.windows(2).all(|pair| pair[0].0.school == pair[1].0.school);
    let cluster = |slot: &Slot| if one_school { slot.subject } else { slot.school };
    slots.iter().map(|slot| (cluster(&slot.0), part(slot))).collect()
}

/// How many quantiles are kept once they were found: finding one takes longer than all else of a figure.
const KEPT: usize = 1_000;

/// Student's quantile at 97.5 %, of some degrees of freedom.
fn quantile(freedom: usize) -> Option<f64> {
    static QUANTILES: OnceLock<Vec<OnceLock<Option<f64>>>> = OnceLock::new();
    let found = || {
        let student = StudentsT::new(0.0, 1.0, freedom as f64).ok()?;
        Some(student.inverse_cdf(1.0 - TAIL))
    };
    let kept = QUANTILES.get_or_init(|| (0..KEPT).map(|_| OnceLock::new()).collect());
    match kept.get(freedom) {
        Some(kept) => *kept.get_or_init(found),
        None => found(),
    }
}

/// Wilson's interval of a share.
fn wilson(share: f64, spread: Spread, subjects: usize) -> Interval {
    let subjects = subjects as f64;
    let size = match spread.variance > 0.0 {
        true => (share * (1.0 - share) / spread.variance).min(subjects),
        false => subjects,
    };
    let square = spread.quantile.powi(2);
    let middle = (share + square / (2.0 * size)) / (1.0 + square / size);
    let half = spread.quantile / (1.0 + square / size)
        * (share * (1.0 - share) / size + square / (4.0 * size * size)).sqrt();
    Interval {
        from: (middle - half).max(0.0),
        to: (middle + half).min(1.0),
    }
}

/// The sum of numbers in the order of their size: the same whatever the order in which they came.
fn added(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    numbers.into_iter().sum()
}
