//! Tables as people keep them: CSV in any usual separator and encoding, or an XLSX workbook.
//!
//! Any bytes end in a table or in problems. What the columns mean is for the caller to say.

pub mod codes;
mod date;
mod delimited;
mod encoding;
pub mod limits;
mod row;
mod workbook;

pub use date::{french_date, read_date};
pub use row::Row;
pub use workbook::sheet_names;

use std::collections::BTreeMap;

use crate::problem::Problem;

/// How a table was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Text, its cells set apart by `separator`.
    Text {
        /// The name of the encoding, such as `UTF-8` or `windows-1252`.
        encoding: &'static str,
        /// `;`, `,`, tab or `|`.
        separator: char,
    },
    /// The sheet of that name of a workbook.
    Sheet(String),
}

/// A row of column names, and the rows under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub header: Row,
    /// The rows that hold anything, in the order of the file.
    pub rows: Vec<Row>,
    /// How the table was stored.
    pub source: Source,
    /// What a person should know of how it was read; warnings only.
    pub warnings: Vec<Problem>,
}

impl Table {
    /// The name of the sheet that it was read from; none of a text.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        match &self.source {
            Source::Sheet(name) => Some(name),
            Source::Text { .. } => None,
        }
    }

    /// The number of cells that most rows have, or the header has if that is more.
    #[must_use]
    pub fn usual_width(&self) -> usize {
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for row in &self.rows {
            *widths.entry(row.width()).or_default() += 1;
        }
        let usual = widths.into_iter().rev().max_by_key(|(_, rows)| *rows);
        usual.map_or(0, |(width, _)| width).max(self.header.width())
    }

    /// The first few different values of the 0-based `column`, shortened: a person recognises it by them.
    #[must_use]
    pub fn samples(&self, column: usize) -> Vec<String> {
        const VALUES: usize = 3;
        const CHARACTERS: usize = 40;
        let mut samples: Vec<String> = Vec::new();
        for row in &self.rows {
            let value: String = row.cell(column).chars().take(CHARACTERS).collect();
            if samples.len() < VALUES && !value.is_empty() && !samples.contains(&value) {
                samples.push(value);
            }
        }
        samples
    }
}

/// The table in `bytes`: the first sheet of a workbook that holds one, or text.
///
/// # Errors
/// When the whole is refused: empty, without rows, neither text nor a workbook, or beyond the [`limits`].
pub fn read(bytes: &[u8]) -> Result<Table, Vec<Problem>> {
    read_sheet(bytes, None)
}

/// As [`read`], from the sheet named `sheet` if the file is a workbook.
///
/// # Errors
/// As [`read`], and when the workbook has no such sheet.
pub fn read_sheet(bytes: &[u8], sheet: Option<&str>) -> Result<Table, Vec<Problem>> {
    read_whole(bytes, sheet).map_err(|problem| vec![problem])
}

fn read_whole(bytes: &[u8], sheet: Option<&str>) -> Result<Table, Problem> {
    if bytes.len() > limits::MAX_BYTES {
        return Err(too_large());
    }
    if workbook::is_old(bytes) {
        return Err(Problem::error(codes::OLD_WORKBOOK, ""));
    }
    if workbook::is_packed(bytes) {
        return workbook::read(bytes, sheet, |name, rows| {
            table(rows, Source::Sheet(name), Vec::new())
        });
    }
    let text = encoding::decode(bytes)?;
    let read = delimited::read(&text.text)?;
    let source = Source::Text {
        encoding: text.encoding,
        separator: read.separator,
    };
    table(
        read.rows,
        source,
        text.warning.into_iter().chain(read.warning).collect(),
    )
}

fn too_large() -> Problem {
    Problem::error(codes::TOO_LARGE, "").with("limit", limits::MAX_BYTES >> 20)
}

fn table(mut rows: Vec<Row>, source: Source, warnings: Vec<Problem>) -> Result<Table, Problem> {
    rows.retain(|row| !row.is_blank());
    if rows.is_empty() {
        return Err(Problem::error(codes::EMPTY, ""));
    }
    let body = rows.split_off(header_position(&rows) + 1);
    let header = rows.pop().ok_or_else(|| Problem::error(codes::EMPTY, ""))?;
    if body.is_empty() {
        return Err(Problem::error(codes::NO_ROWS, ""));
    }
    Ok(Table {
        header,
        rows: body,
        source,
        warnings,
    })
}

/// People write titles above their tables: the header is the first row that fills more than half of the width.
fn header_position(rows: &[Row]) -> usize {
    const ROWS_SEEN: usize = 30;
    let filled: Vec<usize> = rows.iter().take(ROWS_SEEN).map(Row::filled).collect();
    let widest = filled.iter().copied().max().unwrap_or_default();
    filled
        .iter()
        .position(|&cells| cells * 2 > widest)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let table = read("Affectations 2026;;\n;;\nNom;Prénom;École\nHoarau;Zoé;A\n".as_bytes()).unwrap();
        assert_eq!((table.header.cell(1), table.header.line()), ("Prénom", 3));
        assert_eq!((table.rows[0].cell(0), table.rows[0].line()), ("Hoarau", 4));
    }

    #[test]
    fn one_column_is_a_table_too() {
        let table = read(b"UAI\n9749900A\n\n9749901B\n").unwrap();
        assert_eq!(table.rows.iter().map(Row::line).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn what_holds_no_table_is_refused_whole() {
        let code = |bytes: &[u8]| read(bytes).unwrap_err()[0].code.clone();
        assert_eq!(code(b""), codes::EMPTY);
        assert_eq!(code(b" \r\n;;\r\n"), codes::EMPTY);
        assert_eq!(code(b"\xef\xbb\xbfnom;uai\r\n"), codes::NO_ROWS);
        assert_eq!(code(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"), codes::NOT_TEXT);
        assert_eq!(code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"), codes::OLD_WORKBOOK);
        assert_eq!(code(b"PK\x03\x04 and nothing of use"), codes::NOT_A_WORKBOOK);
        assert_eq!(code(&vec![b'a'; limits::MAX_BYTES + 1]), codes::TOO_LARGE);
    }
}
