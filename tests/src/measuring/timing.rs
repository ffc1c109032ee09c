//! Durations, sorted: medians and percentiles, in milliseconds.

use std::fmt::{self, Display};
use std::time::{Duration, Instant};

/// The fewest durations of which a 99th percentile is told.
const FOR_A_PERCENTILE: usize = 1_000;

/// How long each of many like things took.
#[derive(Debug, Clone, Default)]
pub struct Durations(Vec<Duration>);

impl Durations {
    /// Durations that were measured elsewhere, in milliseconds.
    pub fn of(milliseconds: impl IntoIterator<Item = f64>) -> Self {
        let duration = |one: f64| Duration::try_from_secs_f64(one / 1_000.0).ok();
        Self(milliseconds.into_iter().filter_map(duration).collect())
    }

    /// Those of several, as one.
    #[must_use]
    pub fn together(several: impl IntoIterator<Item = Self>) -> Self {
        Self(several.into_iter().flat_map(|one| one.0).collect())
    }

    /// Does `work` once more, and notes how long it took.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn note<T, E>(&mut self, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let begun = Instant::now();
        let done = work()?;
        self.0.push(begun.elapsed());
        Ok(done)
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The median, in milliseconds; 0 for none.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.percentile(50)
    }

    /// The duration that so many percent do not exceed, in milliseconds; 0 for none.
    #[must_use]
    pub fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent).div_ceil(100).max(1) - 1;
        sorted.get(rank).map_or(0.0, |one| one.as_secs_f64() * 1_000.0)
    }
}

/// The median, the 99th percentile where there are enough for one, and how many there are.
impl Display for Durations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", milliseconds(self.median()))?;
        if self.count() >= FOR_A_PERCENTILE {
            write!(f, ", p99 {}", milliseconds(self.percentile(99)))?;
        }
        write!(f, " (n = {})", self.count())
    }
}

fn milliseconds(value: f64) -> String {
    let digits = match value {
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    format!("{value:.digits$} ms")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_the_sorted_durations() {
        let durations = Durations::of((1..=100).rev().map(f64::from));
        assert_eq!((durations.median(), durations.percentile(99)), (50.0, 99.0));
        assert_eq!(Durations::default().median(), 0.0);
    }

    #[test]
    fn a_percentile_is_told_of_a_thousand_durations_and_not_of_fewer() {
        let said = |count: u16| Durations::of((1..=count).map(f64::from)).to_string();
        assert_eq!(said(999), "500 ms (n = 999)");
        assert_eq!(said(1_000), "500 ms, p99 990 ms (n = 1000)");
    }
}
