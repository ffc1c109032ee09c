//! Indicators: named, told in a sentence, and kept to what a filter can say.

use super::applicability::class_levels;
use super::findings::Findings;
use super::measures;
use super::names::{is_code, text, unique_codes};
use super::part::inside;
use super::survey::Survey;
use crate::grid::indicator::{Filter, IndicatorDefinition, Measure};
use crate::grid::{Grid, codes};
use crate::problem::Problem;
use crate::text::Text;

/// Checks every indicator.
pub(super) fn check(grid: &Grid, survey: &Survey<'_>, findings: &mut Findings) {
    let indicators = findings.members("indicators", &grid.indicators);
    unique_codes(
        indicators
            .iter()
            .map(|(at, indicator)| (at.clone(), indicator.code.as_str())),
        findings,
    );
    for (at, indicator) in indicators {
        text(grid, &inside(&at, "label"), &indicator.label, findings);
        indicator
            .caution
            .iter()
            .for_each(|told| text(grid, &inside(&at, "caution"), told, findings));
        sentence(grid, &at, indicator, findings);
        filter(&inside(&at, "filter"), &indicator.filter, findings);
        measures::check(grid, survey, indicator, &inside(&at, "measure"), findings);
    }
}

fn sentence(grid: &Grid, at: &str, indicator: &IndicatorDefinition, findings: &mut Findings) {
    let at = inside(at, "sentence");
    text(grid, &at, &indicator.sentence, findings);
    let each: Vec<&str> = match &indicator.sentence {
        Text::Plain(sentence) => vec![sentence],
        Text::Translated(all) => all.values().map(String::as_str).collect(),
    };
    let expected: &[&str] = match indicator.measure {
        Measure::Distribution { .. } => &["modalite", "valeur"],
        _ => &["valeur"],
    };
    if each
        .into_iter()
        .any(|sentence| !sentence.trim().is_empty() && places(sentence) != expected)
    {
        let wanted = expected
            .iter()
            .map(|name| format!("{{{name}}}"))
            .collect::<Vec<_>>()
            .join(", ");
        let problem = Problem::error(codes::SENTENCE, at).with("code", &indicator.code);
        findings.report(problem.with("attendu", wanted));
    }
}

/// The names between braces, sorted.
fn places(sentence: &str) -> Vec<&str> {
    let opened = sentence.split('{').skip(1);
    let mut names: Vec<&str> = opened
        .map(|rest| rest.split_once('}').map_or("", |(name, _)| name))
        .collect();
    names.sort_unstable();
    names
}

fn filter(at: &str, filter: &Filter, findings: &mut Findings) {
    class_levels(&inside(at, "levels"), &filter.levels, findings);
    values(&inside(at, "disciplines"), &filter.disciplines, is_code, findings);
    values(&inside(at, "kinds"), &filter.kinds, is_code, findings);
    let priority = |value: &str| matches!(value, "aucune" | "rep" | "rep_plus");
    values(
        &inside(at, "education_prioritaire"),
        &filter.education_prioritaire,
        priority,
        findings,
    );
    values(
        &inside(at, "school_years"),
        &filter.school_years,
        is_school_year,
        findings,
    );
}

fn values(at: &str, given: &[String], is_known: impl Fn(&str) -> bool, findings: &mut Findings) {
    for (at, value) in findings.members(at, given) {
        if !is_known(value) {
            findings.report(Problem::error(codes::FILTER, at).with("valeur", value));
        }
    }
}

fn is_school_year(value: &str) -> bool {
    let years = value.split_once('-').and_then(|(first, second)| {
        let year = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() == 4);
        Some((year(first)?, year(second)?))
    });
    years.is_some_and(|(first, second)| second == first + 1)
}
