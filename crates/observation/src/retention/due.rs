//! When a backup is due, and when a person must be told that there is none.

use chrono_tz::Tz;

use crate::instant::Instant;

/// Within a day, work is backed up again after so many milliseconds: two hours.
const AGAIN: i64 = 2 * 3_600_000;
/// After so many days without any, a person is told.
const LATE_DAYS: i64 = 7;

/// Whether a backup is due: the first of each day, then one after two hours in which something `changed`. A clock that went
/// back makes one due at once.
#[must_use]
pub fn is_backup_due(last: Option<Instant>, changed: bool, now: Instant, zone: Tz) -> bool {
    let Some(last) = last.filter(|last| *last <= now) else {
        return true;
    };
    let another_day = last.date_in(zone) != now.date_in(zone);
    another_day || (changed && now.milliseconds() - last.milliseconds() >= AGAIN)
}

/// Whether there was no backup for a week, or ever.
#[must_use]
pub fn is_backup_late(last: Option<Instant>, now: Instant, zone: Tz) -> bool {
    last.is_none_or(|last| (now.date_in(zone) - last.date_in(zone)).num_days() >= LATE_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Thursday 26 November 2026, at noon.
    const NOON: i64 = 1_795_694_400_000;
    const HOUR: i64 = 3_600_000;

    fn due(hours_ago: i64, changed: bool) -> bool {
        let last = Instant::from_milliseconds(NOON - hours_ago * HOUR);
        is_backup_due(Some(last), changed, Instant::from_milliseconds(NOON), Tz::UTC)
    }

    #[test]
    fn one_a_day_and_again_after_two_hours_of_work() {
        assert!(is_backup_due(
            None,
            false,
            Instant::from_milliseconds(NOON),
            Tz::UTC
        ));
        assert_eq!([1, 2, 11].map(|hours| due(hours, true)), [false, true, true]);
        assert_eq!(
            [1, 2, 11, 13].map(|hours| due(hours, false)),
            [false, false, false, true]
        );
        assert!(due(-5, false), "the clock went back");
    }

    #[test]
    fn a_week_without_any_is_told() {
        let now = Instant::from_milliseconds(NOON);
        let late = |days: i64| {
            is_backup_late(
                Some(Instant::from_milliseconds(NOON - days * 24 * HOUR)),
                now,
                Tz::UTC,
            )
        };
        assert!(is_backup_late(None, now, Tz::UTC));
        assert_eq!([6, 7].map(late), [false, true]);
    }
}
