//! Dates as files write them.

use chrono::{Days, NaiveDate};

/// The date in `text`: `2026-05-27`, alone or before a time, `27/05/2026`, or the day number of a spreadsheet (`46169`).
#[must_use]
pub fn read_date(text: &str) -> Option<NaiveDate> {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    iso(day).or_else(|| french(day)).or_else(|| serial(text))
}

/// The date as French lists write it: `27/05/2026`.
#[must_use]
pub fn french_date(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

fn iso(text: &str) -> Option<NaiveDate> {
    parts(text, '-').and_then(|[year, month, day]| date(year, month, day))
}

fn french(text: &str) -> Option<NaiveDate> {
    let separator = text.chars().find(|character| !character.is_ascii_digit())?;
    parts(text, separator).and_then(|[day, month, year]| date(year, month, day))
}

fn parts(text: &str, separator: char) -> Option<[u32; 3]> {
    let numbers: Option<Vec<u32>> = text.split(separator).map(|part| part.parse().ok()).collect();
    numbers?.try_into().ok()
}

/// A year of two digits is not guessed: schools opened in 1965 are still there.
fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1000..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Spreadsheets count days from 30 December 1899; a number below 10,000 (1927) is something else.
fn serial(text: &str) -> Option<NaiveDate> {
    let days: u64 = text
        .parse()
        .ok()
        .filter(|days| (10_000..100_000).contains(days))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_way_of_writing_a_date_is_read() {
        let expected = NaiveDate::from_ymd_opt(2026, 5, 27);
        for text in [
            "2026-05-27",
            "27/05/2026",
            "27.5.2026",
            "2026-05-27T00:00:00+02:00",
            "27/05/2026 08:00",
            "46169",
        ] {
            assert_eq!(read_date(text), expected, "{text}");
        }
        assert_eq!(expected.map(french_date).as_deref(), Some("27/05/2026"));
    }

    #[test]
    fn what_is_not_sure_is_not_read() {
        for text in ["", "27/05/26", "31/02/2026", "2,17003E+13", "mai", "0", "-", "//"] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }
}
