//! Codes that are well formed and unique, texts that are there in the grid's language.

use std::collections::BTreeMap;

use super::findings::Findings;
use super::part::inside;
use super::survey::Survey;
use crate::grid::{Answer, Grid, codes};
use crate::problem::Problem;
use crate::text::Text;

/// How long a code may be, in characters.
const LONGEST_CODE: usize = 64;

/// Checks what the grid, its sections and its items are called, and its credits.
pub(super) fn check(grid: &Grid, survey: &Survey<'_>, findings: &mut Findings) {
    grid_code(&grid.code, findings);
    not_blank("version", &grid.version, findings);
    if !is_language(&grid.language) {
        findings.report(Problem::error(codes::LANGUAGE, "language").with("langue", &grid.language));
    }
    text(grid, "title", &grid.title, findings);
    grid.description
        .iter()
        .for_each(|described| text(grid, "description", described, findings));
    for (at, credit) in findings.members("credits", &grid.credits) {
        text(grid, &at, credit, findings);
    }
    groups_and_items(grid, survey, findings);
    if survey.items.is_empty() {
        findings.report(Problem::error(codes::EMPTY, "content"));
    }
}

fn groups_and_items(grid: &Grid, survey: &Survey<'_>, findings: &mut Findings) {
    let groups = survey.groups.iter().map(|group| (group.at.clone(), group.code));
    let items = survey
        .items
        .iter()
        .map(|placed| (placed.at.clone(), placed.item.code.as_str()));
    unique_codes(groups.chain(items), findings);
    for group in &survey.groups {
        let at = inside(&group.at, "label");
        if group.outermost || !group.label.is_blank() {
            text(grid, &at, group.label, findings);
        }
    }
    for placed in &survey.items {
        let at = inside(&placed.at, "label");
        let shown = !matches!(
            placed.item.answer,
            Answer::Calculate | Answer::Hidden | Answer::Metadata { .. }
        );
        if shown || !placed.item.label.is_blank() {
            text(grid, &at, &placed.item.label, findings);
        }
    }
}

/// Checks that each code is well formed and that none stands twice; each comes with the place of what it names.
pub(super) fn unique_codes<'c>(named: impl Iterator<Item = (String, &'c str)>, findings: &mut Findings) {
    let mut first: BTreeMap<&str, String> = BTreeMap::new();
    for (at, code) in named {
        let at = inside(&at, "code");
        if !is_code(code) {
            findings.report(Problem::error(codes::CODE, at.clone()).with("code", code));
        }
        match first.get(code) {
            Some(before) => {
                let problem = Problem::error(codes::CODE_TWICE, at);
                findings.report(problem.with("code", code).with("premier", before));
            }
            None => drop(first.insert(code, at)),
        }
    }
}

/// Whether `code` is made of ASCII letters, digits, `_`, `-` and `.`, at most 64, a letter or `_` first: a name that XML and ODK allow.
pub(super) fn is_code(code: &str) -> bool {
    let begins = code.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let goes_on = code
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    begins && goes_on && code.len() <= LONGEST_CODE
}

fn grid_code(code: &str, findings: &mut Findings) {
    if !is_code(code)
        || code
            .chars()
            .any(|c| c.is_ascii_uppercase() || matches!(c, '_' | '.'))
    {
        findings.report(Problem::error(codes::GRID_CODE, "code").with("code", code));
    }
}

/// Checks that a plain text is there.
pub(super) fn not_blank(at: &str, text: &str, findings: &mut Findings) {
    if text.trim().is_empty() {
        findings.report(Problem::error(codes::BLANK, at));
    }
}

/// Checks that a text is there, in the grid's language, under names of languages.
pub(super) fn text(grid: &Grid, at: &str, text: &Text, findings: &mut Findings) {
    if text.is_blank() {
        findings.report(Problem::error(codes::BLANK, at));
        return;
    }
    let Text::Translated(by_language) = text else {
        return;
    };
    for language in by_language.keys().filter(|language| !is_language(language)) {
        findings.report(Problem::error(codes::LANGUAGE, inside(at, language)).with("langue", language));
    }
    if by_language
        .get(&grid.language)
        .is_none_or(|own| own.trim().is_empty())
    {
        findings.report(Problem::error(codes::TRANSLATION, at).with("langue", &grid.language));
    }
}

/// Whether `language` looks like a BCP 47 tag: two or three lower-case letters, then parts of at most eight.
fn is_language(language: &str) -> bool {
    let mut parts = language.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.chars().all(|c| c.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}
