//! What a file names, and whether it seems to be a holiday.

use chrono::{Datelike, NaiveDate};

use super::{Holiday, LONGEST};
use crate::folding::search_key;
use crate::preset::SchoolYear;

/// Something that a file names with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is, if a person says so.
    pub holiday: Holiday,
    /// Whether it seems to be a holiday, and not a first day of school.
    pub likely: bool,
}

impl Found {
    /// What the file calls `label`, from `first` to `last`. Holidays between two school years are often given by their first
    /// day alone: they last until the next of these school `years` begins, or until the end of August.
    pub(super) fn new(label: &str, first: NaiveDate, last: NaiveDate, years: &[SchoolYear]) -> Self {
        let key = search_key(label);
        let between_years = between_years(&key);
        let holiday = Holiday {
            first,
            last: if between_years && first == last {
                day_before_school(first, years)
            } else {
                last
            },
            label: label.to_owned(),
            by_hand: false,
        };
        let named = ["vacances", "pont", "conge"]
            .iter()
            .any(|word| key.contains(word));
        let is_return = key.contains("rentree");
        let likely = !is_return && holiday.days() <= LONGEST && (named || holiday.days() > 1);
        Self { holiday, likely }
    }
}

/// Summer in the north, the southern winter at La Réunion; an « été austral » is in the middle of a school year.
fn between_years(key: &str) -> bool {
    let has = |word: &str| key.split(' ').any(|one| one == word);
    match has("austral") {
        true => has("hiver"),
        false => has("ete") || key.contains("grandes vacances"),
    }
}

fn day_before_school(first: NaiveDate, years: &[SchoolYear]) -> NaiveDate {
    let next = years.iter().map(|year| year.starts_on).find(|day| *day > first);
    let before = next
        .and_then(|day| day.pred_opt())
        .filter(|day| day.year() == first.year());
    before
        .or_else(|| NaiveDate::from_ymd_opt(first.year(), 8, 31))
        .map_or(first, |last| last.max(first))
}

/// Whether likely holidays share days: the file may be of several zones. By day.
#[must_use]
pub fn overlap(found: &[Found]) -> bool {
    let likely: Vec<&Holiday> = found
        .iter()
        .filter(|one| one.likely)
        .map(|one| &one.holiday)
        .collect();
    likely
        .windows(2)
        .any(|pair| pair[0].meets(pair[1].first, pair[1].last))
}

/// Each once, by day.
pub(super) fn sorted(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by(|one, other| one.holiday.cmp(&other.holiday));
    found.dedup();
    found
}
