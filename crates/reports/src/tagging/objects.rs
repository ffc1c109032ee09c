//! Small builders of PDF objects.

use lopdf::{Dictionary, Object, StringFormat};

use crate::text::clean;

/// A name.
pub(super) fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

/// PDF/A-2 allows strings of 32,767 bytes (ISO 19005-2, 6.1.13); a character takes at most four.
const LONGEST_TEXT: usize = 8000;
const LONGEST_ASCII: usize = 32_000;

/// A text on one line, without what no page shows, cut where no PDF string could hold it.
pub(super) fn one_line(text: &str) -> String {
    clean(text)
        .replace('\n', " ")
        .trim()
        .chars()
        .take(LONGEST_TEXT)
        .collect()
}

/// A text string: UTF-16 with its byte order mark, which every reader decodes alike.
pub(super) fn text(text: &str) -> Object {
    let line = one_line(text);
    let units = std::iter::once(0xfeff).chain(line.encode_utf16());
    let bytes = units.flat_map(u16::to_be_bytes).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A string of ASCII.
pub(super) fn ascii(text: &str) -> Object {
    let bytes = text.bytes().take(LONGEST_ASCII).collect();
    Object::String(bytes, StringFormat::Literal)
}

/// A whole number.
pub(super) fn integer(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

/// A dictionary of these entries.
pub(super) fn dictionary<const N: usize>(entries: [(&str, Object); N]) -> Dictionary {
    entries.into_iter().collect()
}
