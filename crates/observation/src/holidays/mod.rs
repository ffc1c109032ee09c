//! School holidays, as a person gives them, and the periods of work between them.

mod calendar_file;
pub mod codes;
mod found;
mod period;
mod sheet;

pub use calendar_file::from_calendar;
pub use found::{Found, overlap};
pub use period::{Period, periods};
pub use sheet::{
    COLUMNS, Column, NEEDED, Reading, SheetOrder, columns_guess, ends_on_return, from_table, zones,
};

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
    /// Whether a person typed it, so that no file replaces it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
}

/// The longest that any holiday is, in days: beyond, a year was mistyped.
pub const LONGEST: i64 = 120;

impl Holiday {
    /// How many days it lasts.
    #[must_use]
    pub fn days(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Whether both name the same days alike, whoever gave them.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (self.first, self.last, &self.label) == (other.first, other.last, &other.label)
    }

    /// Whether it has a day between `first` and `last`.
    #[must_use]
    pub fn meets(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.first <= last && first <= self.last
    }
}

/// What is known once a file gave `new`: what files gave of the same days is replaced, the rest stays. By day.
#[must_use]
pub fn replaced(known: &[Holiday], new: &[Holiday]) -> Vec<Holiday> {
    let is_replaced = |one: &&Holiday| !one.by_hand && new.iter().any(|new| one.meets(new.first, new.last));
    by_day(known.iter().filter(|one| !is_replaced(one)).chain(new))
}

/// What is known once a person typed `new`: nothing is replaced. By day.
#[must_use]
pub fn added(known: &[Holiday], new: &[Holiday]) -> Vec<Holiday> {
    by_day(known.iter().chain(new))
}

fn by_day<'a>(all: impl Iterator<Item = &'a Holiday>) -> Vec<Holiday> {
    let mut all: Vec<Holiday> = all.cloned().collect();
    all.sort();
    all.dedup_by(|later, kept| {
        let is_same = later.is_same(kept);
        // What a person typed stays so, whoever gives it too.
        kept.by_hand |= is_same && later.by_hand;
        is_same
    });
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
            by_hand: false,
        }
    }

    #[test]
    fn a_day_that_a_file_gives_too_is_still_the_one_that_was_typed() {
        let of_file = holiday("Pont", "2026-05-15", "2026-05-15");
        let typed = Holiday {
            by_hand: true,
            ..of_file.clone()
        };
        for known in [
            added(std::slice::from_ref(&of_file), std::slice::from_ref(&typed)),
            replaced(&[typed], &[of_file]),
        ] {
            assert_eq!(known.len(), 1);
            assert!(known[0].by_hand);
        }
    }

    #[test]
    fn a_new_file_replaces_the_days_that_it_gives_anew() {
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
        // Two of three kept again: the one between them stays.
        let ends = [all[0].clone(), all[2].clone()];
        assert_eq!(replaced(&all, &ends), all);
    }

    #[test]
    fn a_day_typed_within_holidays_takes_nothing_away_and_outlives_a_file() {
        let known = [holiday("Noël", "2026-12-19", "2027-01-03")];
        let typed = Holiday {
            by_hand: true,
            ..holiday("Jour férié", "2026-12-25", "2026-12-25")
        };
        let all = added(&known, std::slice::from_ref(&typed));
        assert_eq!(all.len(), 2);
        assert_eq!(added(&all, std::slice::from_ref(&typed)), all, "once");
        assert!(replaced(&all, &known).contains(&typed));
    }
}
