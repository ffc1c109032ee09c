//! School holidays in a file: a calendar, or a table whose columns a person maps.

use observation::holidays::{
    self, COLUMNS, Column, Found, NEEDED, SheetOrder, columns_guess, ends_on_return, from_calendar,
    from_table, overlap, zones,
};
use observation::problem::Problem;
use observation::table::{self, Table};

use super::holiday_view;
use crate::App;
use crate::problem::{AppError, Outcome};
use crate::session::SetUp;
use crate::views::{
    FoundHoliday, HolidaysFile, HolidaysPreview, HolidaysRequest, ProblemView, TableColumn, TableColumns,
    TableColumnsRequest, TableField,
};

impl App {
    /// What a staged file of school holidays is: a calendar, or a table with its columns.
    ///
    /// # Errors
    /// When the whole file is refused.
    pub fn holidays_columns(&self, request: TableColumnsRequest) -> Outcome<HolidaysFile> {
        let (_, bytes) = self.staged_file(&request.file)?;
        if calendar_text(&bytes).is_some() {
            return Ok(HolidaysFile {
                columns: None,
                ends_on_return: false,
            });
        }
        let table = table::read_sheet(&bytes, request.sheet.as_deref())?;
        Ok(HolidaysFile {
            ends_on_return: ends_on_return(&table),
            columns: Some(columns_view(&table, table::sheet_names(&bytes)?)),
        })
    }

    /// What a file of school holidays names. Nothing changes.
    ///
    /// # Errors
    /// When the whole file is refused, or the notebook is locked. Where a column is missing, all that are.
    pub fn preview_holidays(&self, request: HolidaysRequest) -> Outcome<HolidaysPreview> {
        self.with_set_up(|_, set_up| {
            let (_, bytes) = self.staged_file(&request.file)?;
            let (zone, years) = (set_up.zone(), &set_up.preset.school_years);
            if let Some(text) = calendar_text(&bytes) {
                return Ok(preview(Vec::new(), &from_calendar(&text, zone, years)?, &[]));
            }
            let table = table::read_sheet(&bytes, request.sheet.as_deref())?;
            preview_table(&table, &request, set_up)
        })
    }
}

/// The text of a calendar file; none for anything else.
fn calendar_text(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    begins.starts_with("BEGIN:VCALENDAR").then(|| begins.to_owned())
}

fn preview_table(table: &Table, request: &HolidaysRequest, set_up: &SetUp) -> Outcome<HolidaysPreview> {
    let columns: Vec<Option<Column>> = request
        .fields
        .iter()
        .map(|code| code.as_deref().and_then(Column::of_code))
        .collect();
    let zones = zones(table, &columns);
    if !zones.is_empty() && !zones.contains(&request.zone) {
        return Ok(preview(zones, &[], &[]));
    }
    let order = SheetOrder {
        columns: &columns,
        zone: &request.zone,
        ends_on_return: request.ends_on_return,
    };
    match from_table(table, order, &set_up.preset.school_years) {
        Ok(reading) => Ok(preview(zones, &reading.found, &reading.problems)),
        // Said where the columns are still in view.
        Err(problems)
            if problems
                .iter()
                .any(|one| one.code == holidays::codes::COLUMN_UNMAPPED) =>
        {
            Err(AppError::Refused(problems))
        }
        Err(problems) => Ok(preview(zones, &[], &problems)),
    }
}

fn preview(zones: Vec<String>, found: &[Found], problems: &[Problem]) -> HolidaysPreview {
    let one = |found: &Found| FoundHoliday {
        holiday: holiday_view(&found.holiday),
        likely: found.likely,
    };
    let shared = overlap(found).then(|| Problem::warning(holidays::codes::OVERLAP, ""));
    HolidaysPreview {
        zones,
        found: found.iter().map(one).collect(),
        problems: problems.iter().chain(&shared).map(ProblemView::from).collect(),
    }
}

fn columns_view(table: &Table, sheets: Vec<String>) -> TableColumns {
    let column_view = |(index, guess): (usize, Option<Column>)| TableColumn {
        index,
        header: table.header.cell(index).to_owned(),
        samples: table.samples(index),
        field: guess.map(|column| column.code().to_owned()),
        refused: false,
    };
    let guessed = columns_guess(table).into_iter().enumerate();
    let field = |(column, code, name, _): &(Column, &str, &str, &[&str])| TableField {
        code: (*code).to_owned(),
        label: (*name).to_owned(),
        needed: NEEDED.contains(column),
    };
    TableColumns {
        columns: guessed.map(column_view).collect(),
        fields: COLUMNS.iter().map(field).collect(),
        rows: table.rows.len(),
        sheets,
        sheet: table.sheet().map(str::to_owned),
        problems: table.warnings.iter().map(ProblemView::from).collect(),
    }
}
