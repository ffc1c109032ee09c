//! Visits and due dates as a calendar file (iCalendar, RFC 5545) for the agenda of a mail program.

use chrono::{DateTime, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use observation::instant::Instant;

/// One entry of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What tells it from all others, the same at each export: a calendar then updates it.
    pub uid: String,
    /// Its title.
    pub title: String,
    /// When.
    pub when: When,
    /// Where; empty for nowhere.
    pub place: String,
    /// More words; empty for none.
    pub text: String,
    /// Whether it will not take place.
    pub cancelled: bool,
}

/// When an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From one instant to another.
    Between(Instant, Instant),
    /// A whole day.
    Day(NaiveDate),
}

/// The calendar file of these entries, made at `made_at`.
#[must_use]
pub fn calendar(entries: &[Entry], made_at: Instant) -> String {
    // Not `new`: it names the library as the file's maker, and RFC 5545 allows one.
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Carnet//Carnet//FR"),
        ("CALSCALE", "GREGORIAN"),
    ] {
        calendar.append_property(Property::new(name, value));
    }
    calendar.name("Carnet");
    for entry in entries {
        calendar.push(event(entry, made_at));
    }
    calendar.to_string()
}

fn event(entry: &Entry, made_at: Instant) -> Event {
    let mut event = Event::new();
    event
        .uid(&entry.uid)
        .summary(&entry.title)
        .timestamp(utc(made_at));
    match entry.when {
        When::Between(start, end) => event.starts(utc(start)).ends(utc(end)),
        // A day ends where the next begins (RFC 5545, 3.6.1).
        When::Day(day) => event.starts(day).ends(day.succ_opt().unwrap_or(day)),
    };
    if !entry.place.is_empty() {
        event.location(&entry.place);
    }
    if !entry.text.is_empty() {
        event.description(&entry.text);
    }
    if entry.cancelled {
        event.add_property("STATUS", "CANCELLED");
    }
    event.done()
}

fn utc(instant: Instant) -> DateTime<Utc> {
    instant.in_zone(chrono_tz::UTC).with_timezone(&Utc)
}
