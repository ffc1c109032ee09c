//! Text whose cells are set apart by a separator: CSV as programs really write it.

use csv::{ReaderBuilder, StringRecord};

use super::limits::{MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS};
use super::{Row, codes};
use crate::problem::Problem;

const SEPARATORS: [char; 4] = [';', ',', '\t', '|'];

/// The rows of a text.
pub(super) struct Delimited {
    /// Every row, blank ones too.
    pub rows: Vec<Row>,
    /// What sets the cells apart.
    pub separator: char,
    /// A quotation mark that never closes.
    pub warning: Option<Problem>,
}

pub(super) fn read(text: &str) -> Result<Delimited, Problem> {
    let (declared, start) = declared_separator(text);
    let separator = declared.unwrap_or_else(|| likely_separator(text));
    let unclosed = unclosed_quote(&text[start..], separator).map(|at| line_of(text, start + at));
    let rows = rows(text, start, separator, unclosed.is_none())?;
    let warning = unclosed.map(|line| Problem::warning(codes::QUOTE_UNCLOSED, format!("ligne {line}")));
    Ok(Delimited {
        rows,
        separator,
        warning,
    })
}

/// Spreadsheets understand a first line `sep=;`: its separator, and where the table begins.
fn declared_separator(text: &str) -> (Option<char>, usize) {
    let line = text.lines().next().unwrap_or_default();
    let declared = line
        .strip_prefix("sep=")
        .and_then(|rest| SEPARATORS.into_iter().find(|s| rest == s.to_string()));
    (declared, if declared.is_some() { line.len() } else { 0 })
}

/// The separator that stands most often, outside quotation marks, in one of the first lines.
fn likely_separator(text: &str) -> char {
    const LINES_SEEN: usize = 10;
    let first = text.lines().take(LINES_SEEN).collect::<Vec<_>>().join("\n");
    let unquoted: String = first.split('"').step_by(2).collect();
    let most = |separator: char| unquoted.lines().map(|line| line.matches(separator).count()).max();
    // Where two are as frequent, the one that stands first in SEPARATORS.
    SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|&separator| most(separator))
        .unwrap_or(SEPARATORS[0])
}

/// Where a quotation mark opens a cell that the text never closes.
fn unclosed_quote(text: &str, separator: char) -> Option<usize> {
    let mut opened = None;
    let mut at_start = true;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match (opened, character) {
            (None, '"') if at_start => opened = Some(at),
            (Some(_), '"') if characters.peek().is_some_and(|&(_, next)| next == '"') => {
                characters.next();
            }
            (Some(_), '"') => opened = None,
            _ => {}
        }
        at_start = opened.is_none() && (character == separator || character == '\n' || character == '\r');
    }
    opened
}

fn rows(text: &str, start: usize, separator: char, quoted: bool) -> Result<Vec<Row>, Problem> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(separator).unwrap_or(b';'))
        .quoting(quoted)
        .from_reader(&text.as_bytes()[start..]);
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    // The text is valid UTF-8 in memory, and rows may differ in length: no read can fail.
    while reader.read_record(&mut record).unwrap_or(false) {
        let at = record.position().map_or(0, csv::Position::byte);
        let row = Row::new(
            lines.after(start + usize::try_from(at).unwrap_or(0)),
            record.iter(),
        );
        check(&row)?;
        rows.push(row);
        if rows.len() > MAX_ROWS {
            return Err(Problem::error(codes::TOO_MANY_ROWS, "").with("limit", MAX_ROWS));
        }
    }
    Ok(rows)
}

/// Refuses a row beyond the limits.
pub(super) fn check(row: &Row) -> Result<(), Problem> {
    if row.width() > MAX_COLUMNS {
        return Err(Problem::error(codes::TOO_MANY_COLUMNS, row.place()).with("limit", MAX_COLUMNS));
    }
    let too_long =
        |cell: &str| cell.len() > MAX_CELL_CHARACTERS && cell.chars().count() > MAX_CELL_CHARACTERS;
    if row.cells().any(too_long) {
        return Err(Problem::error(codes::CELL_TOO_LONG, row.place()).with("limit", MAX_CELL_CHARACTERS));
    }
    Ok(())
}

fn line_of(text: &str, at: usize) -> usize {
    Lines { text, at: 0, line: 1 }.after(at)
}

/// Counts the lines of a text as an editor shows them: the parser's own count stops before blank lines.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The 1-based line of the first character, at `from` or after, that ends no line.
    fn after(&mut self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let ends_line = byte == b'\n' || byte == b'\r';
            if self.at >= from && !ends_line {
                break;
            }
            let half_of_crlf = byte == b'\r' && bytes.get(self.at + 1) == Some(&b'\n');
            self.line += usize::from(ends_line && !half_of_crlf);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn seen(text: &str) -> Vec<(usize, Vec<String>)> {
        let rows = read(text).unwrap().rows;
        rows.iter()
            .map(|row| (row.line(), row.cells().map(str::to_owned).collect()))
            .collect()
    }

    #[test]
    fn lines_are_those_of_an_editor() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a;b", "", "\"c", "d\";e", "f;g", ""].join(end);
            let rows = seen(&text);
            assert_eq!(
                rows.iter().map(|row| row.0).collect::<Vec<_>>(),
                [1, 3, 5],
                "{end:?}"
            );
            assert_eq!(rows[1].1[1], "e");
        }
    }

    #[test]
    fn the_separator_is_found_or_declared() {
        for separator in SEPARATORS {
            let text =
                format!("nom{separator}\"a;b,c|d;e,f|g;h,i|j\"{separator}école\n1{separator}2{separator}3\n");
            assert_eq!(read(&text).unwrap().separator, separator);
        }
        assert_eq!(
            seen("sep=,\na,b;b;b\n"),
            [(2, vec!["a".to_owned(), "b;b;b".to_owned()])]
        );
    }

    #[test]
    fn an_open_quotation_mark_swallows_nothing() {
        let read = read("nom;uai\n\"Les Lilas;1\nautre;2\n").unwrap();
        assert_eq!(read.rows.len(), 3);
        assert_eq!(read.rows[1].cell(0), "\"Les Lilas");
        assert_eq!(read.warning.unwrap().at, "ligne 2");
    }

    #[test]
    fn limits_are_refused_where_they_are_passed() {
        let code = |text: String| read(&text).err().unwrap().code;
        assert_eq!(code("a\n".repeat(MAX_ROWS + 1)), codes::TOO_MANY_ROWS);
        assert_eq!(code(";".repeat(MAX_COLUMNS)), codes::TOO_MANY_COLUMNS);
        assert_eq!(code("é".repeat(MAX_CELL_CHARACTERS + 1)), codes::CELL_TOO_LONG);
    }

    proptest! {
        #[test]
        fn quoted_cells_come_back_on_their_line(cells in prop::collection::vec("[a-z;,\"\n\r]{1,8}x", 1..20)) {
            let quoted = |cell: &String| format!("x;\"y{}\"\n", cell.replace('"', "\"\""));
            let mut line = 1;
            let text: String = cells.iter().map(quoted).collect();
            let rows = seen(&text);
            prop_assert_eq!(rows.len(), cells.len());
            for (row, cell) in rows.iter().zip(&cells) {
                prop_assert_eq!(row.0, line);
                prop_assert_eq!(&row.1[1], &format!("y{cell}"));
                let breaks = cell.replace("\r\n", "\n");
                line += 1 + breaks.matches(['\n', '\r']).count();
            }
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "[\\PC\n\r\";,\t]{0,200}") {
            let _ = read(&text);
        }
    }
}
