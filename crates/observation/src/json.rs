//! Reading JSON: a text that cannot be read is told by its place and its cause.
//!
//! The reader below speaks English, to programmers; here its words become codes, which the catalogue turns into French.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;

use crate::problem::Problem;

/// The causes. Their sentences are parts of sentences: the catalogue puts them where `{cause}` stands in another.
pub mod codes {
    crate::problem_codes! {
        /// Nothing at all, or spaces.
        EMPTY = "json.empty";
        /// The text ends before its end.
        CUT = "json.cut";
        /// No JSON from there on.
        NOT_JSON = "json.not_json";
        /// Too many objects and lists within one another.
        TOO_DEEP = "json.too_deep";
        /// A member is missing; `name`.
        MEMBER_MISSING = "json.member_missing";
        /// A member that is not known there; `name`.
        MEMBER_UNKNOWN = "json.member_unknown";
        /// A member that stands twice; `name`.
        MEMBER_TWICE = "json.member_twice";
        /// A word that is not one of those known there; `name`.
        WORD = "json.word";
        /// A value of another type.
        TYPE = "json.type";
        /// A value of the right type that is not allowed there.
        VALUE = "json.value";
    }
}

/// Where a text could not be read as what it should be, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{cause} {name} at {path}, line {line}, column {column}")]
pub struct Misread {
    /// One of [`codes`].
    pub cause: &'static str,
    /// The member or the word that it is about; empty where it is about none.
    pub name: String,
    /// The place, such as `slots[1].nonce`; empty for the whole, and where the text is no JSON.
    pub path: String,
    /// From 1; 0 when no line is to blame.
    pub line: usize,
    /// How many characters of that line were read.
    pub column: usize,
}

/// The value that `bytes` hold.
///
/// # Errors
/// When they hold none of this type.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Misread> {
    serde_json::from_slice(bytes).map_err(|error| Misread::of(&error, bytes).at(place::<T>(bytes)))
}

/// The place at which `bytes` are no `T`: looked for only once that is known, for it costs as much again.
fn place<T: DeserializeOwned>(bytes: &[u8]) -> String {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read: Result<T, _> = serde_path_to_error::deserialize(&mut reader);
    read.err()
        .map(|error| error.path().to_string())
        .unwrap_or_default()
}

/// The value that `json` holds.
///
/// # Errors
/// When it holds none of this type.
pub fn read_value<T: DeserializeOwned>(json: Value) -> Result<T, Misread> {
    serde_path_to_error::deserialize(json).map_err(|error| {
        let path = error.path().to_string();
        Misread::of(error.inner(), b"").at(path)
    })
}

impl Misread {
    /// What `error` says of `text`, which gave it, without a place.
    #[must_use]
    pub fn of(error: &serde_json::Error, text: &[u8]) -> Self {
        let (cause, name) = cause(error, text);
        let read = &text[..offset(text, error.line(), error.column())];
        let line = read.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        Self {
            cause,
            name,
            path: String::new(),
            line: error.line(),
            column: String::from_utf8_lossy(line).chars().count(),
        }
    }

    /// The same at `path`, where the value at fault has one.
    fn at(self, path: String) -> Self {
        let has_place = self.is_of_a_value() && path != ".";
        let path = if has_place { path } else { String::new() };
        Self { path, ..self }
    }

    /// Whether a value is at fault, and not the text that should hold it.
    fn is_of_a_value(&self) -> bool {
        !matches!(
            self.cause,
            codes::EMPTY | codes::CUT | codes::NOT_JSON | codes::TOO_DEEP
        )
    }

    /// A value of another type than the one asked for.
    #[must_use]
    pub fn other_type() -> Self {
        Self {
            cause: codes::TYPE,
            name: String::new(),
            path: String::new(),
            line: 0,
            column: 0,
        }
    }

    /// The problem `code`, at the place of the misreading within `at`, with the values that its sentence may show.
    #[must_use]
    pub fn problem(&self, code: &str, at: &str) -> Problem {
        Problem::error(code, within(at, &self.path))
            .with("cause", self.cause)
            .with("name", &self.name)
            .with("line", self.line)
            .with("column", self.column)
    }
}

fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    let before: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    text.len().min(before + column)
}

fn cause(error: &serde_json::Error, text: &[u8]) -> (&'static str, String) {
    let words = error.to_string();
    let code = match error.classify() {
        Category::Data => return cause_in_data(&words),
        Category::Eof if text.trim_ascii().is_empty() => codes::EMPTY,
        Category::Eof => codes::CUT,
        _ if words.starts_with("recursion limit exceeded") => codes::TOO_DEEP,
        Category::Syntax | Category::Io => codes::NOT_JSON,
    };
    (code, String::new())
}

/// How the reader's words begin, the cause that they tell, and whether they name something between back-quotes.
const BEGINNINGS: &[(&str, &str, bool)] = &[
    ("missing field", codes::MEMBER_MISSING, true),
    ("unknown field", codes::MEMBER_UNKNOWN, true),
    ("duplicate field", codes::MEMBER_TWICE, true),
    ("unknown variant", codes::WORD, true),
    ("invalid type", codes::TYPE, false),
];

fn cause_in_data(words: &str) -> (&'static str, String) {
    let known = BEGINNINGS
        .iter()
        .find(|(beginning, _, _)| words.starts_with(*beginning));
    let (code, names) = known.map_or((codes::VALUE, false), |(_, code, names)| (*code, *names));
    let quoted = words.split('`').nth(1).filter(|_| names);
    (code, quoted.unwrap_or_default().to_owned())
}

/// The place `inner` of what stands at `outer`.
fn within(outer: &str, inner: &str) -> String {
    let joined = outer.is_empty() || inner.is_empty() || inner.starts_with('[');
    format!("{outer}{}{inner}", if joined { "" } else { "." })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::canonical::Sha256;
    use proptest::prelude::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Shelf {
        label: String,
        books: Vec<Book>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Book {
        sha256: Option<Sha256>,
        pages: u32,
        state: State,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum State {
        New,
    }

    fn told(text: &str) -> (&'static str, String, String) {
        let misread = read::<Shelf>(text.as_bytes()).unwrap_err();
        (misread.cause, misread.name, misread.path)
    }

    #[test]
    fn what_is_sound_is_read() {
        let text = r#"{"label":"a","books":[{"pages":1,"state":"new"}]}"#;
        let book = Book {
            sha256: None,
            pages: 1,
            state: State::New,
        };
        let shelf = Shelf {
            label: "a".to_owned(),
            books: vec![book],
        };
        assert_eq!(read::<Shelf>(text.as_bytes()), Ok(shelf));
    }

    #[test]
    fn each_cause_is_told_with_its_place() {
        let first = |book: &str| format!(r#"{{"label":"a","books":[{{"pages":1,"state":"new"}},{book}]}}"#);
        let cases = [
            (" ".to_owned(), codes::EMPTY, "", ""),
            (r#"{"label": "a", "#.to_owned(), codes::CUT, "", ""),
            ("nom;uai\n".to_owned(), codes::NOT_JSON, "", ""),
            (r#"{"label":"a"}"#.to_owned(), codes::MEMBER_MISSING, "books", ""),
            (
                r#"{"label":"a","colour":1}"#.to_owned(),
                codes::MEMBER_UNKNOWN,
                "colour",
                "colour",
            ),
            (
                r#"{"label":"a","label":"b"}"#.to_owned(),
                codes::MEMBER_TWICE,
                "label",
                "",
            ),
            (r#"{"label":1,"books":[]}"#.to_owned(), codes::TYPE, "", "label"),
            (r#"{"label":"a","books":{}}"#.to_owned(), codes::TYPE, "", "books"),
            (
                first(r#"{"state":"new"}"#),
                codes::MEMBER_MISSING,
                "pages",
                "books[1]",
            ),
            (first(r#"{"state":"old"}"#), codes::WORD, "old", "books[1].state"),
            (first(r#"{"pages":"1"}"#), codes::TYPE, "", "books[1].pages"),
            (
                first(r#"{"sha256":"AB","pages":1}"#),
                codes::VALUE,
                "",
                "books[1].sha256",
            ),
        ];
        for (text, cause, name, path) in cases {
            assert_eq!(told(&text), (cause, name.to_owned(), path.to_owned()), "{text}");
        }
        let deep = read::<Value>(&b"[".repeat(1000)).unwrap_err();
        assert_eq!(deep.cause, codes::TOO_DEEP);
    }

    #[test]
    fn the_place_is_counted_in_characters_and_stands_within_another() {
        let misread = read::<Shelf>("{\n  \"label\": \"été\", \"books\": 3}".as_bytes()).unwrap_err();
        assert_eq!((misread.line, misread.column), (2, 28));
        let problem = misread.problem("essai", "revisions[1].record");
        assert_eq!(problem.at, "revisions[1].record.books");
        assert_eq!(problem.parameters["cause"], codes::TYPE);
    }

    proptest! {
        #[test]
        fn any_bytes_end_in_a_result(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = read::<Shelf>(&bytes);
        }
    }
}
