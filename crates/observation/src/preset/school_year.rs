//! School years: named by the two years that they span, each from a first day.

use chrono::{Datelike, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes;
use crate::problem::Problem;

/// A year, and the month by which the next may begin later than this one did.
const LONGEST: Months = Months::new(13);

/// A school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolYear {
    /// Its name, `2026-2027`.
    pub label: String,
    /// The day from which visits belong to it.
    pub starts_on: NaiveDate,
    /// Whether somebody verified that day.
    pub verified: bool,
}

/// Which end of the known school years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before the first.
    Before,
    /// After the last.
    After,
}

impl SchoolYear {
    /// The day from which no date belongs to it, whatever begins next.
    #[must_use]
    pub fn lasts_until(&self) -> NaiveDate {
        self.starts_on
            .checked_add_months(LONGEST)
            .unwrap_or(NaiveDate::MAX)
    }

    /// The calendar year in which its name says that it begins: 2026 for `2026-2027`.
    fn named_from(&self) -> Option<i32> {
        let (first, second) = self.label.split_once('-')?;
        let (first, second): (i32, i32) = (first.parse().ok()?, second.parse().ok()?);
        (first + 1 == second).then_some(first)
    }

    fn begins(&self) -> i32 {
        self.named_from().unwrap_or(self.starts_on.year())
    }

    fn check(&self) -> Option<Problem> {
        let agrees = self.named_from() == Some(self.starts_on.year());
        let problem = || Problem::error(codes::SCHOOL_YEAR_LABEL, &self.label);
        (!agrees).then(|| problem().with("starts_on", self.starts_on.format("%d/%m/%Y")))
    }
}

/// What is wrong with `years`: each begins in the year of its name, after the one before it.
#[must_use]
pub fn check_school_years(years: &[SchoolYear]) -> Vec<Problem> {
    if years.is_empty() {
        return vec![Problem::error(codes::NO_SCHOOL_YEAR, "")];
    }
    let misnamed = years.iter().filter_map(SchoolYear::check);
    let disordered = years
        .windows(2)
        .filter(|pair| pair[1].starts_on <= pair[0].starts_on);
    let disordered = disordered
        .map(|pair| Problem::error(codes::SCHOOL_YEAR_ORDER, &pair[1].label).with("former", &pair[0].label));
    misnamed.chain(disordered).collect()
}

/// The school year that comes before or after `years`, from the same day of the calendar, to be verified.
#[must_use]
pub fn adjacent(years: &[SchoolYear], side: Side) -> Option<SchoolYear> {
    let year = Months::new(12);
    let (begins, starts_on) = match side {
        Side::Before => years
            .first()
            .map(|first| (first.begins() - 1, first.starts_on.checked_sub_months(year)))?,
        Side::After => years
            .last()
            .map(|last| (last.begins() + 1, last.starts_on.checked_add_months(year)))?,
    };
    Some(SchoolYear {
        label: format!("{begins}-{}", begins + 1),
        starts_on: starts_on?,
        verified: false,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn year(label: &str, starts_on: &str) -> SchoolYear {
        SchoolYear {
            label: label.to_owned(),
            starts_on: starts_on.parse().unwrap(),
            verified: true,
        }
    }

    fn found(years: &[SchoolYear]) -> Vec<(String, String)> {
        let problems = check_school_years(years).into_iter();
        problems.map(|problem| (problem.code, problem.at)).collect()
    }

    #[test]
    fn years_in_order_are_sound_and_none_at_all_is_refused() {
        let sound = [year("2025-2026", "2025-08-18"), year("2026-2027", "2026-08-17")];
        assert_eq!(found(&sound), []);
        assert_eq!(found(&[]), [(codes::NO_SCHOOL_YEAR.to_owned(), String::new())]);
    }

    #[test]
    fn a_year_that_does_not_begin_after_the_former_is_named() {
        let years = [year("2026-2027", "2026-08-17"), year("2025-2026", "2025-08-18")];
        assert_eq!(
            found(&years),
            [(codes::SCHOOL_YEAR_ORDER.to_owned(), "2025-2026".to_owned())]
        );
    }

    #[test]
    fn a_year_begins_in_the_year_of_its_name() {
        for label in ["2025-2026", "2026-2028", "2026", "rentrée"] {
            let found = found(&[year(label, "2026-08-17")]);
            assert_eq!(found, [(codes::SCHOOL_YEAR_LABEL.to_owned(), label.to_owned())]);
        }
    }

    #[test]
    fn a_year_added_on_either_side_is_sound_and_to_be_verified() {
        let years = [year("2026-2027", "2026-08-17")];
        let before = adjacent(&years, Side::Before).unwrap();
        let after = adjacent(&years, Side::After).unwrap();
        assert_eq!(
            (before.label.as_str(), after.label.as_str()),
            ("2025-2026", "2027-2028")
        );
        assert_eq!(after.starts_on.to_string(), "2027-08-17");
        assert!(!before.verified && !after.verified);
        assert_eq!(found(&[before, years[0].clone(), after]), []);
        assert_eq!(adjacent(&[], Side::After), None);
    }
}
