//! XLSX workbooks, read cell by cell: a sheet of two cells may claim seventeen thousand million.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, copy, sink};
use std::panic::catch_unwind;

use calamine::{DataRef, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use super::limits::{MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_PARTS, MAX_ROWS, MAX_TEXT_BYTES};
use super::{Row, Table, codes, delimited, too_large};
use crate::problem::Problem;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Whether `bytes` are a compressed container, as workbooks since 2007 are.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Whether `bytes` are the container of workbooks before 2007, and of those behind a password.
pub(super) fn is_old(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// The names of the sheets in `bytes` that hold cells and are shown, in order; none when it is not a workbook.
///
/// # Errors
/// When it is a container, but not a readable workbook.
pub fn sheet_names(bytes: &[u8]) -> Result<Vec<String>, Vec<Problem>> {
    if !is_packed(bytes) {
        return Ok(Vec::new());
    }
    guarded(|| open(bytes).map(|book| shown(&book))).map_err(|problem| vec![problem])
}

/// Hidden sheets hold the lists of forms; where all are hidden, they are all there is.
fn shown(book: &Book<'_>) -> Vec<String> {
    let of_cells = || {
        book.sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
    };
    let names = |sheets: Vec<&Sheet>| sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let visible: Vec<&Sheet> = of_cells()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .collect();
    if visible.is_empty() {
        return names(of_cells().collect());
    }
    names(visible)
}

/// What `table` makes of the sheet named `sheet`, or of the first one that holds a table.
pub(super) fn read(
    bytes: &[u8],
    sheet: Option<&str>,
    table: fn(String, Vec<Row>) -> Result<Table, Problem>,
) -> Result<Table, Problem> {
    guarded(|| {
        let mut book = open(bytes)?;
        let names = match sheet {
            Some(name) if book.sheet_names().iter().any(|known| known == name) => vec![name.to_owned()],
            Some(name) => return Err(Problem::error(codes::SHEET_MISSING, "").with("sheet", name)),
            None => shown(&book),
        };
        first(names, |name| {
            let rows = rows(cells(&mut book, &name)?)?;
            table(name, rows)
        })
    })
}

/// People leave blank sheets, and a title alone on others; where no sheet holds a table, the first says what is wrong.
fn first(names: Vec<String>, read: impl FnMut(String) -> Result<Table, Problem>) -> Result<Table, Problem> {
    let is_bare = |read: &Result<Table, Problem>| {
        read.as_ref()
            .is_err_and(|problem| [codes::EMPTY, codes::NO_ROWS].contains(&problem.code.as_str()))
    };
    let mut bare = None;
    for table in names.into_iter().map(read) {
        if !is_bare(&table) {
            return table;
        }
        bare.get_or_insert(table);
    }
    bare.unwrap_or_else(|| Err(Problem::error(codes::EMPTY, "")))
}

/// The reader counts rows past their limit with plain additions: its panic on a forged sheet is a refusal here.
fn guarded<T>(read: impl Fn() -> Result<T, Problem> + std::panic::UnwindSafe) -> Result<T, Problem> {
    catch_unwind(read).unwrap_or_else(|_| Err(unreadable()))
}

fn unreadable() -> Problem {
    Problem::error(codes::NOT_A_WORKBOOK, "")
}

fn open(bytes: &[u8]) -> Result<Book<'_>, Problem> {
    check_unpacked_size(bytes)?;
    Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Problem::error(codes::OLD_WORKBOOK, ""),
        _ => unreadable(),
    })
}

/// Unpacks every part into nothing and counts: the sizes that a container declares may lie.
fn check_unpacked_size(bytes: &[u8]) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    if archive.len() > MAX_PARTS {
        return Err(unreadable());
    }
    let mut left = MAX_BYTES as u64;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| unreadable())?;
        let unpacked = copy(&mut part.take(left + 1), &mut sink()).map_err(|_| unreadable())?;
        left = left.checked_sub(unpacked).ok_or_else(too_large)?;
    }
    Ok(())
}

type Cells = BTreeMap<u32, BTreeMap<usize, String>>;

fn cells(book: &mut Book<'_>, sheet: &str) -> Result<Cells, Problem> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|_| unreadable())?;
    let mut cells = Cells::new();
    let (mut count, mut bytes) = (0, 0);
    while let Some(cell) = reader.next_cell().map_err(|_| unreadable())? {
        let (row, column) = cell.get_position();
        count += 1;
        let text = text_of(cell.get_value(), MAX_TEXT_BYTES - bytes).ok_or_else(too_large)?;
        bytes += text.len();
        if count > MAX_CELLS {
            return Err(too_large());
        }
        if !text.is_empty() {
            cells.entry(row).or_default().insert(column as usize, text);
        }
    }
    Ok(cells)
}

fn rows(cells: Cells) -> Result<Vec<Row>, Problem> {
    if cells.len() > MAX_ROWS {
        return Err(Problem::error(codes::TOO_MANY_ROWS, "").with("limit", MAX_ROWS));
    }
    cells
        .iter()
        .map(|(&row, cells)| packed(row as usize + 1, cells))
        .collect()
}

fn packed(line: usize, cells: &BTreeMap<usize, String>) -> Result<Row, Problem> {
    // One column beyond the limit is enough for the row to be refused.
    let width = cells
        .keys()
        .last()
        .map_or(0, |last| last + 1)
        .min(MAX_COLUMNS + 1);
    let row = Row::new(
        line,
        (0..width).map(|column| cells.get(&column).map_or("", String::as_str)),
    );
    delimited::check(&row)?;
    Ok(row)
}

/// What the cell shows, none when it is longer than `room`: a date as `2026-05-27`, a whole number without decimals.
fn text_of(value: &DataRef<'_>, room: usize) -> Option<String> {
    let text = match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.as_str(),
        DataRef::SharedString(text) => text,
        DataRef::Int(number) => &number.to_string(),
        DataRef::Float(number) => &number.to_string(),
        DataRef::Bool(yes) => {
            if *yes {
                "1"
            } else {
                "0"
            }
        }
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            &format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => "",
    };
    (text.len() <= room).then(|| text.to_owned())
}
