//! From the domain to what crosses to a front end, and back.

pub mod answers;
pub mod course;
pub mod debrief;
pub mod grid;
pub mod plan;
pub mod preset;
pub mod report;
pub mod review;
pub mod revision;
pub mod scene;
pub mod timeline;

use observation::problem::Problem;

use crate::problem::codes;

/// The identifier that `text` writes, refused with `code` when it writes none.
pub(crate) fn identifier(text: &str, code: &str) -> Result<uuid::Uuid, Problem> {
    text.parse().map_err(|_| Problem::error(code, text))
}

/// The day that `text` writes.
pub(crate) fn date(text: &str, at: &str) -> Result<chrono::NaiveDate, Problem> {
    text.parse().map_err(|_| match text.trim() {
        "" => Problem::error(codes::BLANK, at),
        _ => Problem::error(codes::DATE, at).with("valeur", text),
    })
}

/// A day as a person writes it: 24/11/2026.
pub(crate) fn french_date(date: chrono::NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// The day that `text` writes; none for none or blank.
pub(crate) fn optional_date(text: Option<&str>, at: &str) -> Result<Option<chrono::NaiveDate>, Problem> {
    text.filter(|text| !text.trim().is_empty())
        .map(|text| date(text, at))
        .transpose()
}
