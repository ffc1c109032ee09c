//! School holidays and periods.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProblemView;

/// Days without school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HolidayView {
    /// What they are called.
    pub label: String,
    /// The first day without school.
    pub first: String,
    /// The last day without school.
    pub last: String,
    /// Whether a person typed it: a file does not take its place.
    pub by_hand: bool,
}

/// A period of work between two long holidays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PeriodView {
    /// « P2 ».
    pub name: String,
    /// Its school year: « 2026-2027 ».
    pub year: String,
    /// Its first day.
    pub first: String,
    /// Its last day.
    pub last: String,
}

/// The holidays that were given, and the periods that they leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HolidaysView {
    /// The holidays, by day.
    pub holidays: Vec<HolidayView>,
    /// The periods of the school years that have holidays, by day.
    pub periods: Vec<PeriodView>,
}

/// What a file of holidays is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HolidaysFile {
    /// The columns of a table, to be mapped; none for a calendar file, which needs no mapping.
    pub columns: Option<super::TableColumns>,
    /// Whether the end seems to be the day on which school begins again.
    pub ends_on_return: bool,
}

/// How to read a staged file of holidays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HolidaysRequest {
    /// The staged file.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// For each column of a table, the code of what it is; none to leave it aside.
    pub fields: Vec<Option<String>>,
    /// The zone to keep; blank before one is chosen.
    pub zone: String,
    /// Whether the end is the day on which school begins again.
    pub ends_on_return: bool,
}

/// What a file of holidays names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HolidaysPreview {
    /// The zones of a table, of which one is to be chosen; none where it has no such column.
    pub zones: Vec<String>,
    /// What the file names, by day.
    pub found: Vec<FoundHoliday>,
    /// What could not be read.
    pub problems: Vec<ProblemView>,
}

/// Something that a file names with its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FoundHoliday {
    /// Its name and days.
    pub holiday: HolidayView,
    /// Whether it seems to be a holiday, and not a first day of school.
    pub likely: bool,
}

/// Holidays to keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeepHolidaysRequest {
    /// What is without school.
    pub holidays: Vec<HolidayView>,
    /// Whether they take the place of what files gave of the same stretch of time; else they stand beside the rest.
    pub replaces: bool,
}

/// What a span of days is for the school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SchoolDaysView {
    /// The holidays that have a day in it.
    pub holidays: Vec<HolidayView>,
    /// « P2 », « P2 et P3 »; empty outside every period, or before holidays were given.
    pub periods: String,
}
