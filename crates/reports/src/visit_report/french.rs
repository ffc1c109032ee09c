//! Dates, times and lists as French writes them.

use chrono::{Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;
use observation::instant::Instant;

const DAYS: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// « mardi 24 novembre 2026 », « jeudi 1er octobre 2026 ».
#[must_use]
pub fn long_date(date: NaiveDate) -> String {
    let day = DAYS[date.weekday().num_days_from_monday() as usize];
    format!("{day} {}", short_date(date))
}

/// « 24 novembre 2026 », its parts held together.
#[must_use]
pub fn short_date(date: NaiveDate) -> String {
    let number = if date.day() == 1 {
        "1er".to_owned()
    } else {
        date.day().to_string()
    };
    format!("{number}\u{a0}{} {}", MONTHS[date.month0() as usize], date.year())
}

/// « novembre 2026 » of `2026-11`; the text itself where it is no month.
#[must_use]
pub fn month_in_words(month: &str) -> String {
    let (year, number) = month.split_once('-').unwrap_or((month, ""));
    let name = number
        .parse::<usize>()
        .ok()
        .and_then(|number| MONTHS.get(number.checked_sub(1)?));
    name.map_or_else(|| month.to_owned(), |name| format!("{name} {year}"))
}

/// « 8 h 05 » on the clocks of `zone`.
#[must_use]
pub fn time(at: Instant, zone: Tz) -> String {
    let local = at.in_zone(zone);
    format!("{}\u{a0}h\u{a0}{:02}", local.hour(), local.minute())
}

/// « CE1, CE2 et ULIS ».
pub(crate) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// The text as a sentence: its first letter a capital, a full stop at its end.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let capital: String = letters
        .next()
        .map(|first| first.to_uppercase().collect())
        .unwrap_or_default();
    let stop = if text.is_empty() || text.ends_with(['.', '!', '?', '…', '»', ':']) {
        ""
    } else {
        "."
    };
    format!("{capital}{}{stop}", letters.as_str())
}

/// « texte » between French quotation marks.
pub(super) fn quoted(text: &str) -> String {
    format!("«\u{a0}{}\u{a0}»", text.trim())
}

/// « 1 234 ».
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let (mut grouped, mut left) = (String::new(), digits.len());
    for digit in digits.chars() {
        grouped.push(digit);
        left -= 1;
        if left > 0 && left.is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
    }
    grouped
}

/// A number given in tenths: « 1 234,5 », « 12 » where nothing follows the comma.
pub(super) fn tenths(number: u64) -> String {
    match (grouped(number / 10), number % 10) {
        (whole, 0) => whole,
        (whole, tenth) => format!("{whole},{tenth}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn dates_are_written_as_people_say_them() {
        let date = |text: &str| long_date(text.parse().unwrap());
        assert_eq!(date("2026-11-24"), "mardi 24\u{a0}novembre 2026");
        assert_eq!(date("2026-10-01"), "jeudi 1er\u{a0}octobre 2026");
    }

    #[test]
    fn numbers_have_a_comma_and_a_space_between_thousands() {
        assert_eq!([tenths(0), tenths(125), tenths(120)], ["0", "12,5", "12"]);
        assert_eq!(tenths(12_345_678), "1\u{202f}234\u{202f}567,8");
    }

    #[test]
    fn times_are_those_of_the_zone() {
        let at: Instant = "2026-11-24T04:05:00.000Z".parse().unwrap();
        assert_eq!(time(at, chrono_tz::Indian::Reunion), "8\u{a0}h\u{a0}05");
    }

    #[test]
    fn lists_and_sentences_are_closed() {
        let words = ["CE1", "CE2", "ULIS"].map(str::to_owned);
        assert_eq!(listed(&words), "CE1, CE2 et ULIS");
        assert_eq!(sentence("élan donné"), "Élan donné.");
        assert_eq!(sentence("Est-ce clair ?"), "Est-ce clair ?");
        assert_eq!(sentence("  "), "");
    }
}
