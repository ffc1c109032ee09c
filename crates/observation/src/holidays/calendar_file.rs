//! Holidays from a calendar file (iCalendar, RFC 5545), as the ministry and agendas publish them.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Europe::Paris;
use chrono_tz::Tz;
use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, Event};

use super::codes;
use super::found::{Found, sorted};
use crate::preset::SchoolYear;
use crate::problem::Problem;

/// What the calendar `text` names, by day, each once. `DTEND` is the day after the last; without it nor a
/// length, a single day.
///
/// # Errors
/// When it is no calendar, or names no event with its days.
pub fn from_calendar(text: &str, zone: Tz, years: &[SchoolYear]) -> Result<Vec<Found>, Vec<Problem>> {
    let refused = |detail: String| vec![Problem::error(codes::NOT_A_CALENDAR, "").with("detail", detail)];
    let calendar: Calendar = text.trim_start_matches('\u{feff}').parse().map_err(refused)?;
    let events = calendar.iter().filter_map(CalendarComponent::as_event);
    let found: Vec<Found> = events.filter_map(|event| found(event, zone, years)).collect();
    if found.is_empty() {
        return Err(vec![Problem::error(codes::NONE_FOUND, "")]);
    }
    Ok(sorted(found))
}

fn found(event: &Event, zone: Tz, years: &[SchoolYear]) -> Option<Found> {
    let first = day(&event.get_start()?, zone)?;
    let end = event.get_end().and_then(|end| last_day(&end, zone));
    let last = end.or_else(|| first.checked_add_days(Days::new(whole_days(event)?.checked_sub(1)?)));
    let label = event.get_summary().unwrap_or_default().trim();
    Some(Found::new(label, first, last.unwrap_or(first).max(first), years))
}

/// The days of an event that gives its length rather than its end: `P16D`, `P2W` (RFC 5545, section 3.3.6).
fn whole_days(event: &Event) -> Option<u64> {
    let length = event.property_value("DURATION")?.trim().trim_start_matches('+');
    let length = length.strip_prefix('P')?;
    let (figures, days) = match length.strip_suffix('W') {
        Some(weeks) => (weeks, 7),
        None => (length.strip_suffix('D')?, 1),
    };
    figures.parse::<u64>().ok()?.checked_mul(days)
}

fn day(date: &DatePerhapsTime, zone: Tz) -> Option<NaiveDate> {
    match date {
        DatePerhapsTime::Date(date) => Some(*date),
        DatePerhapsTime::DateTime(time) => Some(shown(time, zone).date()),
    }
}

/// What the clocks show then: those of the one zone where it is midnight, for a day begins there; else those of `zone`.
fn shown(time: &CalendarDateTime, zone: Tz) -> NaiveDateTime {
    match time {
        CalendarDateTime::Utc(time) => at_midnight(*time, zone),
        CalendarDateTime::Floating(time) | CalendarDateTime::WithTimezone { date_time: time, .. } => *time,
    }
}

/// The national file gives midnights of Paris, for the schools overseas too.
fn at_midnight(time: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    let clocks = [time.naive_utc(), time.with_timezone(&Paris).naive_local()];
    let midnight = clocks.into_iter().find(|clock| clock.time() == NaiveTime::MIN);
    midnight.unwrap_or_else(|| time.with_timezone(&zone).naive_local())
}

/// The last day before `end`, which is no part of what it ends.
fn last_day(end: &DatePerhapsTime, zone: Tz) -> Option<NaiveDate> {
    let end = match end {
        DatePerhapsTime::Date(date) => date.and_time(NaiveTime::MIN),
        DatePerhapsTime::DateTime(time) => shown(time, zone),
    };
    let whole_days = u64::from(end.time() == NaiveTime::MIN);
    end.date().checked_sub_days(Days::new(whole_days))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    const FILE: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\n\
        BEGIN:VEVENT\r\nUID:1@essai\r\nDTSTART;VALUE=DATE:20261219\r\nDTEND;VALUE=DATE:20270104\r\n\
        SUMMARY:Vacances de Noël -\r\n  Zone C\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:2@essai\r\nDTSTART;VALUE=DATE:20260901\r\nSUMMARY:Rentrée des élèves\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:3@essai\r\nDTSTART;VALUE=DATE:20270703\r\nSUMMARY:Début des vacances d'été\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:4@essai\r\nDTSTART:20261016T220000Z\r\nDTEND:20261101T230000Z\r\n\
        SUMMARY:Vacances de la Toussaint\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn told(found: &[Found]) -> Vec<String> {
        let line = |one: &Found| {
            let Found { holiday, likely } = one;
            format!("{} {} {} {likely}", holiday.first, holiday.last, holiday.label)
        };
        found.iter().map(line).collect()
    }

    #[test]
    fn holidays_are_told_from_first_days_and_an_open_summer_ends_with_august() {
        let found = from_calendar(FILE, Paris, &[]).unwrap();
        assert_eq!(
            told(&found),
            [
                "2026-09-01 2026-09-01 Rentrée des élèves false",
                "2026-10-17 2026-11-01 Vacances de la Toussaint true",
                "2026-12-19 2027-01-03 Vacances de Noël - Zone C true",
                "2027-07-03 2027-08-31 Début des vacances d'été true",
            ]
        );
    }

    #[test]
    fn a_whole_school_year_is_no_holiday() {
        let file = FILE.replace("DTEND;VALUE=DATE:20270104", "DTEND;VALUE=DATE:20270704");
        let found = from_calendar(&file, Paris, &[]).unwrap();
        assert!(!found[2].likely);
    }

    #[test]
    fn an_end_within_a_day_leaves_that_day_in() {
        let file = FILE.replace("DTEND:20261101T230000Z", "DTEND:20261101T170000Z");
        let found = from_calendar(&file, Paris, &[]).unwrap();
        assert_eq!(found[1].holiday.last.to_string(), "2026-11-01");
    }

    #[test]
    fn the_days_are_the_same_for_who_reads_them_overseas() {
        let paris = from_calendar(FILE, Paris, &[]).unwrap();
        for zone in [
            chrono_tz::America::Cayenne,
            chrono_tz::Indian::Reunion,
            chrono_tz::Pacific::Noumea,
        ] {
            assert_eq!(
                told(&from_calendar(FILE, zone, &[]).unwrap()),
                told(&paris),
                "{zone}"
            );
        }
        let local = FILE.replace("20261016T220000Z", "20261016T200000Z");
        let found = from_calendar(&local, chrono_tz::Indian::Reunion, &[]).unwrap();
        assert_eq!(found[1].holiday.first.to_string(), "2026-10-17");
    }

    #[test]
    fn a_length_stands_for_an_end() {
        for (length, last) in [
            ("P16D", "2027-01-03"),
            ("P2W", "2027-01-01"),
            ("P0D", "2026-12-19"),
            ("PT8H", "2026-12-19"),
        ] {
            let file = FILE.replace("DTEND;VALUE=DATE:20270104", &format!("DURATION:{length}"));
            let found = from_calendar(&file, Paris, &[]).unwrap();
            assert_eq!(found[2].holiday.last.to_string(), last, "{length}");
        }
    }

    #[test]
    fn a_summer_ends_where_the_next_school_year_begins() {
        let year = SchoolYear {
            label: "2027-2028".to_owned(),
            starts_on: "2027-08-18".parse().unwrap(),
            verified: true,
        };
        let found = from_calendar(FILE, Paris, &[year]).unwrap();
        assert_eq!(found[3].holiday.last.to_string(), "2027-08-17");
    }

    #[test]
    fn what_is_no_calendar_is_refused() {
        for text in [
            "",
            "Zone;Description\nA;Noël\n",
            "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        ] {
            assert!(from_calendar(text, Paris, &[]).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_ends_in_holidays_or_in_problems(text in ".{0,200}", within in ".{0,60}") {
            let _ = from_calendar(&text, Paris, &[]);
            let event = FILE.replace("20261219", &within);
            if let Ok(found) = from_calendar(&event, Paris, &[]) {
                prop_assert!(found.iter().all(|one| one.holiday.first <= one.holiday.last));
            }
        }
    }
}
