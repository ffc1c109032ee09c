//! School holidays, as a person gives them, and the periods of work between them.

mod calendar_file;
pub mod codes;
mod found;
mod period;
mod sheet;

pub use calendar_file::from_calendar;
pub use found::Found;
pub use period::{Period, periods};
pub use sheet::{COLUMNS, Column, NEEDED, Reading, SheetOrder, columns_guess, from_table, zones};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days without school.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Holiday {
    /// The first day without school.
    pub first: NaiveDate,
    /// The last day without school.
    pub last: NaiveDate,
    /// What it is called: « Vacances de Noël ».
    pub label: String,
}

impl Holiday {
    /// How many days it lasts.
    #[must_use]
    pub fn days(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Whether it has a day between `first` and `last`.
    #[must_use]
    pub fn meets(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.first <= last && first <= self.last
    }
}

/// What is known once `new` was given: what was known of the same stretch of time is replaced, the rest stays. By day.
#[must_use]
pub fn replaced(known: &[Holiday], new: &[Holiday]) -> Vec<Holiday> {
    let first = new.iter().map(|one| one.first).min();
    let last = new.iter().map(|one| one.last).max();
    let stretch = first.zip(last);
    let stays = known
        .iter()
        .filter(|one| stretch.is_none_or(|(first, last)| !one.meets(first, last)));
    let mut all: Vec<Holiday> = stays.chain(new).cloned().collect();
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    pub(super) fn holiday(label: &str, first: &str, last: &str) -> Holiday {
        Holiday {
            first: first.parse().unwrap(),
            last: last.parse().unwrap(),
            label: label.to_owned(),
        }
    }

    #[test]
    fn a_new_file_replaces_the_stretch_that_it_covers() {
        let known = [
            holiday("Noël 2025", "2025-12-20", "2026-01-04"),
            holiday("Toussaint", "2026-10-10", "2026-10-25"),
        ];
        let new = [
            holiday("Noël", "2026-12-19", "2027-01-03"),
            holiday("Toussaint", "2026-10-17", "2026-11-01"),
        ];
        let all = replaced(&known, &new);
        let labels: Vec<&str> = all.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(labels, ["Noël 2025", "Toussaint", "Noël"]);
        assert_eq!(all[1].last.to_string(), "2026-11-01");
        assert_eq!(replaced(&known, &[]), known);
    }
}
