//! The same lines as a workbook: the figures, and on a second sheet what each column is.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Table, TableColumn, Workbook, Worksheet, XlsxError,
};

use observation::instant::Instant;

use super::{COLUMNS, ReleaseTable, Value};
use crate::error::ReportError;

/// The width of a column, in characters.
const WIDTH: f64 = 20.0;

/// The workbook of a table, made at this instant: the same bytes for the same.
///
/// # Errors
/// When it cannot be written.
pub fn xlsx(table: &ReleaseTable<'_>, created: Instant) -> Result<Vec<u8>, ReportError> {
    write(table, created).map_err(|error| ReportError::Workbook(error.to_string()))
}

fn write(table: &ReleaseTable<'_>, created: Instant) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_timestamp(created.milliseconds() / 1000)?;
    book.set_properties(
        &DocProperties::new()
            .set_title("Usages du numérique : chiffres publiés")
            .set_creation_datetime(&created),
    );
    book.push_worksheet(figures(&table.lines())?);
    book.push_worksheet(dictionary()?);
    book.save_to_buffer()
}

fn figures(lines: &[Vec<Value>]) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("Chiffres")?;
    let heads = COLUMNS.map(|column| column.name);
    for (row, line) in (1..).zip(lines) {
        for (column, value) in (0..).zip(line) {
            match value {
                // A text is written as a text: no program takes it for a formula.
                Value::Text(text) => sheet.write_string(row, column, text)?,
                Value::Number(number) => sheet.write_number(row, column, *number)?,
                Value::Empty => continue,
            };
        }
    }
    headed(&mut sheet, &heads, lines.len())?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(sheet)
}

fn dictionary() -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("Dictionnaire")?;
    for (row, column) in (1..).zip(&COLUMNS) {
        sheet.write_string(row, 0, column.name)?;
        sheet.write_string(row, 1, column.kind)?;
        sheet.write_string(row, 2, column.meaning)?;
    }
    headed(&mut sheet, &["colonne", "type", "définition"], COLUMNS.len())?;
    sheet.set_column_width(2, 100.0)?;
    Ok(sheet)
}

/// A header above the lines; a table, so that a program knows it is one.
fn headed(sheet: &mut Worksheet, heads: &[&str], lines: usize) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, *head, &bold)?;
        sheet.set_column_width(column, WIDTH)?;
    }
    if lines > 0 {
        let columns: Vec<TableColumn> = heads
            .iter()
            .map(|head| TableColumn::new().set_header(*head))
            .collect();
        let last = (
            u32::try_from(lines).unwrap_or(u32::MAX),
            u16::try_from(heads.len() - 1).unwrap_or_default(),
        );
        sheet.add_table(0, 0, last.0, last.1, &Table::new().set_columns(&columns))?;
    }
    Ok(())
}
