//! The periods of work of a school year: « P1 » to « P5 » where it has four holidays.

use chrono::{Days, NaiveDate};

use super::Holiday;

/// Shorter holidays, such as a bridge between two days off, do not end a period. In days.
const LONG: i64 = 8;

/// A stretch of school between two long holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its rank in the school year, from 1.
    pub number: usize,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
}

/// The periods of the school year from `first` to `last`, in order: what its long holidays leave.
#[must_use]
pub fn periods(first: NaiveDate, last: NaiveDate, holidays: &[Holiday]) -> Vec<Period> {
    let mut long: Vec<&Holiday> = holidays
        .iter()
        .filter(|one| one.days() >= LONG && one.meets(first, last))
        .collect();
    long.sort();
    let mut periods = Vec::new();
    let mut from = Some(first);
    for holiday in long {
        let until = holiday.first.checked_sub_days(Days::new(1));
        push(&mut periods, from, until);
        from = from.max(holiday.last.checked_add_days(Days::new(1)));
    }
    push(&mut periods, from.filter(|from| *from <= last), Some(last));
    periods
}

fn push(periods: &mut Vec<Period>, first: Option<NaiveDate>, last: Option<NaiveDate>) {
    if let (Some(first), Some(last)) = (first, last)
        && first <= last
    {
        let number = periods.len() + 1;
        periods.push(Period { number, first, last });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::super::tests::holiday;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn four_holidays_and_a_summer_leave_five_periods_and_a_bridge_leaves_them_whole() {
        let holidays = [
            holiday("Vacances de printemps", "2027-04-10", "2027-04-25"),
            holiday("Vacances de la Toussaint", "2026-10-17", "2026-11-01"),
            holiday("Vacances de Noël", "2026-12-19", "2027-01-03"),
            holiday("Vacances d’hiver", "2027-02-13", "2027-02-28"),
            holiday("Pont de l’Ascension", "2027-05-06", "2027-05-09"),
            holiday("Vacances d’été", "2027-07-03", "2027-08-31"),
        ];
        let found = periods(day("2026-09-01"), day("2027-08-31"), &holidays);
        let told: Vec<String> = found
            .iter()
            .map(|one| format!("P{} {} {}", one.number, one.first, one.last))
            .collect();
        assert_eq!(
            told,
            [
                "P1 2026-09-01 2026-10-16",
                "P2 2026-11-02 2026-12-18",
                "P3 2027-01-04 2027-02-12",
                "P4 2027-03-01 2027-04-09",
                "P5 2027-04-26 2027-07-02",
            ]
        );
        assert_eq!(periods(day("2026-09-01"), day("2027-08-31"), &[]).len(), 1);
    }

    proptest! {
        #[test]
        fn each_day_is_in_one_period_or_in_a_long_holiday(
            spans in prop::collection::vec((-40_i64..420, 0_i64..40), 0..12),
        ) {
            let start = day("2026-09-01");
            let at = |days: i64| start + chrono::Duration::days(days);
            let holidays: Vec<Holiday> = spans
                .iter()
                .map(|(from, length)| Holiday { first: at(*from), last: at(from + length), label: String::new(), by_hand: false })
                .collect();
            let found = periods(start, at(364), &holidays);
            prop_assert!(found.iter().enumerate().all(|(rank, one)| one.number == rank + 1 && one.first <= one.last));
            for day in (0..365).map(at) {
                let within = found.iter().filter(|one| one.first <= day && day <= one.last).count();
                let off = holidays.iter().any(|one| one.days() >= LONG && one.meets(day, day));
                prop_assert_eq!(within, usize::from(!off));
            }
        }
    }
}
