//! Which backups have served: the last of each day, then of each week, then of each month are kept.

use std::collections::BTreeSet;

use crate::instant::Instant;
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

/// How many days, weeks and months keep their last backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Days.
    pub days: usize,
    /// Weeks, from Monday.
    pub weeks: usize,
    /// Months.
    pub months: usize,
    /// When the notebook was last found damaged: those made before are the only ones of what did not read.
    pub damaged_at: Option<Instant>,
}

/// How long backups made before a damage stay, in days: what is missing may be missed late.
const AFTER_DAMAGE: i64 = 60;

impl Kept {
    /// Whether the damage of the notebook keeps what was made `at`.
    fn may_be_needed(&self, at: Instant, now: Instant) -> bool {
        self.damaged_at.is_some_and(|damaged| {
            let days = (now.milliseconds() - damaged.milliseconds()).div_euclid(86_400_000);
            at <= damaged && days < AFTER_DAMAGE
        })
    }
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            days: 7,
            weeks: 5,
            months: 6,
            damaged_at: None,
        }
    }
}

/// The backups, by when they were made, that have served. Those made after `now` stay: a clock was wrong, and nobody knows
/// which. The last one before it stays always.
#[must_use]
pub fn outdated(made: &[Instant], now: Instant, zone: Tz, kept: Kept) -> Vec<Instant> {
    let may_go = |at: &Instant| *at <= now && !kept.may_be_needed(*at, now);
    let mut past: Vec<Instant> = made.iter().copied().filter(may_go).collect();
    past.sort_unstable_by(|one, other| other.cmp(one));
    let day = |at: &Instant| at.date_in(zone);
    let mut stays: BTreeSet<Instant> = past.first().copied().into_iter().collect();
    stays.extend(last_of_each(&past, kept.days, day));
    stays.extend(last_of_each(&past, kept.weeks, |at| week(day(at))));
    stays.extend(last_of_each(&past, kept.months, |at| month(day(at))));
    past.retain(|at| !stays.contains(at));
    past
}

/// Of `past`, the latest first, the first of each of the first `most` spans.
fn last_of_each<Span: Ord>(past: &[Instant], most: usize, span: impl Fn(&Instant) -> Span) -> Vec<Instant> {
    let mut seen = BTreeSet::new();
    let firsts = past.iter().filter(|at| seen.insert(span(at)));
    firsts.take(most).copied().collect()
}

fn week(day: NaiveDate) -> (i32, u32) {
    (day.iso_week().year(), day.iso_week().week())
}

fn month(day: NaiveDate) -> (i32, u32) {
    (day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: i64 = 86_400_000;
    /// Thursday 26 November 2026, at noon.
    const NOON: i64 = 1_795_694_400_000;

    fn at(milliseconds: i64) -> Instant {
        Instant::from_milliseconds(milliseconds)
    }

    #[test]
    fn a_backup_a_day_for_two_years_leaves_days_weeks_and_months() {
        let made: Vec<Instant> = (0..730).map(|day| at(NOON - day * DAY)).collect();
        let gone = outdated(&made, at(NOON), Tz::UTC, Kept::default());
        let left: Vec<i64> = made
            .iter()
            .filter(|one| !gone.contains(one))
            .map(|one| (NOON - one.milliseconds()) / DAY)
            .collect();
        // Seven days; the Sundays of four more weeks, one of them counted already; the last days of five more months.
        assert_eq!(left, [0, 1, 2, 3, 4, 5, 6, 11, 18, 25, 26, 57, 87, 118, 149]);
    }

    #[test]
    fn several_in_a_day_leave_the_last() {
        let made = [at(NOON), at(NOON - 1), at(NOON - 2)];
        assert_eq!(
            outdated(&made, at(NOON), Tz::UTC, Kept::default()),
            [at(NOON - 1), at(NOON - 2)]
        );
    }

    #[test]
    fn those_from_before_a_damage_stay_sixty_days() {
        let made = [at(NOON - 3), at(NOON - 2), at(NOON + 1), at(NOON + 2)];
        let kept = Kept {
            damaged_at: Some(at(NOON)),
            ..Kept::default()
        };
        assert_eq!(outdated(&made, at(NOON + 3), Tz::UTC, kept), [at(NOON + 1)]);
        let later = outdated(&made, at(NOON + 60 * DAY), Tz::UTC, kept);
        assert_eq!(later, [at(NOON + 1), at(NOON - 2), at(NOON - 3)]);
    }

    #[test]
    fn the_zone_says_which_day_it_is() {
        let reunion: Tz = chrono_tz::Indian::Reunion;
        let made = [at(NOON + 7 * 3_600_000), at(NOON + 9 * 3_600_000)];
        let now = at(NOON + DAY);
        assert_eq!(outdated(&made, now, Tz::UTC, Kept::default()).len(), 1);
        assert_eq!(outdated(&made, now, reunion, Kept::default()).len(), 0);
    }

    proptest! {
        #[test]
        fn the_last_stays_whatever_the_clock_did(made in prop::collection::vec(0..4_000_i64, 1..60), now in 0..4_000_i64) {
            let made: Vec<Instant> = made.into_iter().map(|day| at(day * DAY / 4)).collect();
            let now = at(now * DAY / 4);
            let gone = outdated(&made, now, Tz::UTC, Kept::default());
            let last = made.iter().filter(|one| **one <= now).max();
            prop_assert!(last.is_none_or(|last| !gone.contains(last)));
            prop_assert!(gone.iter().all(|one| *one <= now));
            let most = Kept::default();
            let left: BTreeSet<&Instant> = made.iter().filter(|one| **one <= now && !gone.contains(one)).collect();
            prop_assert!(left.len() <= most.days + most.weeks + most.months);
            // What stays is left as it is the next time.
            let left: Vec<Instant> = left.into_iter().copied().collect();
            prop_assert_eq!(outdated(&left, now, Tz::UTC, most), Vec::<Instant>::new());
        }
    }
}
