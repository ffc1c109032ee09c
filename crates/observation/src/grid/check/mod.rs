//! The checking of a grid: from any bytes to a grid that can be published, or to all that is wrong with it at once.
//!
//! First the shape, part by part, so that one bad part hides no other; then the rules that bind the parts together.

mod applicability;
mod cycles;
mod duplicates;
mod expressions;
mod findings;
mod indicators;
mod items;
mod lineage;
mod measures;
mod names;
mod part;
mod pieces;
mod survey;
mod timeline;
mod variants;

use serde_json::Value;

use super::{FORMAT, Grid, GridFile, codes};
use crate::canonical;
use crate::json::{self as reading, Misread};
use crate::problem::Problem;
use findings::Findings;
use part::Piece;
use survey::Survey;

/// How many groups and repeats may stand within one another, and how many conditions of an indicator.
pub const DEEPEST: usize = 8;

/// The grid that `bytes` hold, and every problem found in them; no grid when one of the problems is an error.
///
/// Bytes that are canonical are kept as they are; others are accepted with a warning, and published in canonical form.
#[must_use]
pub fn check(bytes: &[u8]) -> (Option<GridFile>, Vec<Problem>) {
    let (value, text) = match json(bytes) {
        Ok(read) => read,
        Err(problem) => return (None, vec![problem]),
    };
    let mut findings = Findings::default();
    duplicates::report(text, &mut findings);
    let grid = read(&value, &mut findings);
    let file = grid
        .filter(|_| !findings.refused())
        .and_then(|grid| published(grid, bytes, text, &mut findings));
    (file, findings.into_problems())
}

fn json(bytes: &[u8]) -> Result<(Value, &str), Problem> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Problem::error(codes::NOT_TEXT, "").with("octet", error.valid_up_to() + 1))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value = reading::read(text.as_bytes()).map_err(|misread| not_json(&misread))?;
    Ok((value, text))
}

fn not_json(misread: &Misread) -> Problem {
    let deep = misread.cause == reading::codes::TOO_DEEP;
    let code = if deep { codes::TOO_DEEP } else { codes::NOT_JSON };
    misread.problem(code, "").with("maximum", DEEPEST)
}

fn read(value: &Value, findings: &mut Findings) -> Option<Grid> {
    if let Some(other) = value
        .get("format")
        .and_then(Value::as_str)
        .filter(|format| *format != FORMAT)
    {
        findings.report(Problem::error(codes::FORMAT, "format").with("format", other));
        return None;
    }
    let grid = Grid::read(value, "", findings)?;
    rules(&grid, findings);
    Some(grid)
}

fn rules(grid: &Grid, findings: &mut Findings) {
    let survey = Survey::of(grid, findings);
    names::check(grid, &survey, findings);
    applicability::check(grid, findings);
    items::check(grid, &survey, findings);
    expressions::check(grid, &survey, findings);
    cycles::check(&survey, findings);
    timeline::check(grid, findings);
    indicators::check(grid, &survey, findings);
    lineage::check(grid, &survey, findings);
}

fn published(grid: Grid, bytes: &[u8], text: &str, findings: &mut Findings) -> Option<GridFile> {
    let stored = if canonical::is_canonical(bytes) {
        GridFile::from_stored(text.to_owned()).ok()
    } else {
        None
    };
    if stored.is_some() {
        return stored;
    }
    findings.report(Problem::warning(codes::NOT_CANONICAL, ""));
    let published = GridFile::publish(grid);
    if published.is_err() {
        findings.report(Problem::error(codes::UNPUBLISHABLE, ""));
    }
    published.ok()
}
