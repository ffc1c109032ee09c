//! From which day on visits are kept: the present school year, and some before it.

use chrono::{Months, NaiveDate};

use crate::preset::Preset;

/// How many school years are kept beside the present one, unless a setting says otherwise.
pub const KEPT_YEARS: u8 = 3;

/// The first day that is kept when `years` school years are, beside that of `today`. Where the préréglage does not go back
/// so far, school years are taken to begin on one day of the calendar.
#[must_use]
pub fn cutoff(preset: &Preset, today: NaiveDate, years: u8) -> Option<NaiveDate> {
    let present = preset.school_year(today)?;
    let back = usize::from(years);
    let place = preset.school_years.iter().position(|year| year == present)?;
    match place.checked_sub(back) {
        Some(first) => preset.school_years.get(first).map(|year| year.starts_on),
        None => {
            let known = preset.school_years.first()?.starts_on;
            let missing = u32::try_from(back - place).ok()?;
            known.checked_sub_months(Months::new(12 * missing))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn preset() -> Preset {
        serde_json::from_str(include_str!("../../../../assets/presets/la-reunion.json")).unwrap()
    }

    fn from(today: &str, years: u8) -> String {
        cutoff(&preset(), today.parse().unwrap(), years)
            .unwrap()
            .to_string()
    }

    #[test]
    fn whole_school_years_are_kept() {
        assert_eq!(from("2026-11-26", 1), "2025-08-18");
        assert_eq!(from("2026-11-26", 2), "2024-08-19");
        // The last day of a school year keeps what its first day kept.
        assert_eq!(from("2027-08-15", 2), "2024-08-19");
        assert_eq!(from("2027-08-16", 2), "2025-08-18");
    }

    #[test]
    fn before_the_years_that_are_known_the_calendar_goes_on() {
        assert_eq!(from("2026-11-26", 3), "2023-08-19");
        assert_eq!(cutoff(&preset(), "1999-01-01".parse().unwrap(), 3), None);
    }
}
