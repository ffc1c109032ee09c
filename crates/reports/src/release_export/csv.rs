//! CSV as a French spreadsheet opens it: semicolons, decimal commas, a byte order mark.

use ::csv::{Terminator, Writer, WriterBuilder};

use super::{COLUMNS, ReleaseTable, Value};
use crate::error::ReportError;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The lines of a table.
///
/// # Errors
/// When they cannot be written.
pub fn csv(table: &ReleaseTable<'_>) -> Result<Vec<u8>, ReportError> {
    let names = COLUMNS.map(|column| column.name.to_owned()).to_vec();
    let lines = table.lines().into_iter();
    let lines = lines.map(|line| line.iter().map(written).collect::<Vec<String>>());
    write(std::iter::once(names).chain(lines))
}

/// What each column is.
///
/// # Errors
/// As [`csv`].
pub fn dictionary_csv() -> Result<Vec<u8>, ReportError> {
    let head = ["colonne", "type", "définition"].map(str::to_owned).to_vec();
    let lines = COLUMNS.iter().map(|column| {
        [column.name, column.kind, column.meaning]
            .map(str::to_owned)
            .to_vec()
    });
    write(std::iter::once(head).chain(lines))
}

/// Lines of texts that anybody may have written: none of them is a formula.
///
/// # Errors
/// As [`csv`].
pub(crate) fn delimited(lines: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, ReportError> {
    write(lines.map(|line| line.iter().map(|text| harmless(text)).collect()))
}

fn write(lines: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, ReportError> {
    let refused = |error: String| ReportError::Table(error);
    let mut writer: Writer<Vec<u8>> = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    for line in lines {
        writer
            .write_record(&line)
            .map_err(|error| refused(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| refused(error.to_string()))
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => harmless(text),
        Value::Number(number) => number.to_string().replace('.', ","),
        Value::Empty => String::new(),
    }
}

/// A text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one.
fn harmless(text: &str) -> String {
    let first = text.trim_start_matches(['\u{a0}', ' ']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            format!("'{text}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_a_formula_is_a_text() {
        for text in [
            "=1+1",
            "+33",
            "-1",
            "@SUM(A1)",
            "\t=1",
            " =cmd|' /C calc'!A0",
            "＝1",
        ] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["École =", "Les Filaos", "", "2+2"] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn numbers_have_a_comma() {
        assert_eq!(written(&Value::Number(0.45)), "0,45");
        assert_eq!(written(&Value::Number(1200.0)), "1200");
        assert_eq!(written(&Value::Empty), "");
    }
}
