//! The rules of one item: its scale and descriptors, its choices, its bounds, its competences.

use super::applicability::choices;
use super::findings::Findings;
use super::names::{not_blank, text};
use super::part::inside;
use super::survey::{PlacedItem, Survey};
use crate::grid::{Answer, ChoiceSource, Grid, Scale, codes};
use crate::problem::{Problem, Severity};

/// Checks each item by itself.
pub(super) fn check(grid: &Grid, survey: &Survey<'_>, findings: &mut Findings) {
    for placed in &survey.items {
        texts(grid, placed, findings);
        answer(grid, placed, findings);
        fact(placed, findings);
        descriptors(grid, placed, findings);
        competences(placed, findings);
        calculation(placed, findings);
    }
}

fn texts(grid: &Grid, placed: &PlacedItem<'_>, findings: &mut Findings) {
    let item = placed.item;
    let given = [
        ("look_for", &item.look_for),
        ("guidance", &item.guidance),
        ("required_message", &item.required_message),
        ("constraint_message", &item.constraint_message),
    ];
    for (name, given) in given {
        given
            .iter()
            .for_each(|given| text(grid, &inside(&placed.at, name), given, findings));
    }
}

fn answer(grid: &Grid, placed: &PlacedItem<'_>, findings: &mut Findings) {
    match &placed.item.answer {
        Answer::Level { scale } if grid.scale(scale).is_none() && !findings.is_lost(scale) => {
            findings.report(
                placed
                    .error(codes::SCALE_UNKNOWN, "answer.scale")
                    .with("code", scale),
            );
        }
        Answer::Single { choices, .. } => source(grid, placed, choices, 2, findings),
        Answer::Multiple { choices, .. } => source(grid, placed, choices, 1, findings),
        Answer::Count { min, max } if min > max => bounds(placed, "answer", findings),
        Answer::Duration { max: 0 } => bounds(placed, "answer.max", findings),
        Answer::Range { start, end, step } if !is_ruler(start, end, step) => {
            bounds(placed, "answer", findings)
        }
        _ => {}
    }
}

fn source(grid: &Grid, placed: &PlacedItem<'_>, from: &ChoiceSource, least: usize, findings: &mut Findings) {
    let at = inside(&placed.at, "answer.choices");
    match from {
        ChoiceSource::Inline(inline) => choices(grid, &at, inline, least, findings),
        ChoiceSource::External { external } => not_blank(&inside(&at, "external"), external, findings),
        ChoiceSource::List { list } => {
            let known = grid.choice_lists.iter().any(|declared| declared.code == *list);
            if !known && !findings.is_lost(list) {
                findings.report(
                    placed
                        .error(codes::LIST_UNKNOWN, "answer.choices.list")
                        .with("code", list),
                );
            }
        }
    }
}

fn bounds(placed: &PlacedItem<'_>, name: &str, findings: &mut Findings) {
    findings.report(placed.error(codes::BOUNDS, name));
}

fn is_ruler(start: &str, end: &str, step: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    match (number(start), number(end), number(step)) {
        (Some(start), Some(end), Some(step)) => start < end && step > 0.0,
        _ => false,
    }
}

fn fact(placed: &PlacedItem<'_>, findings: &mut Findings) {
    if placed.item.fact == Some(true) && !placed.item.answer.may_be_fact() {
        findings.report(placed.error(codes::FACT, "fact"));
    }
}

fn descriptors(grid: &Grid, placed: &PlacedItem<'_>, findings: &mut Findings) {
    let scale = match &placed.item.answer {
        Answer::Level { scale } => grid.scale(scale),
        _ => None,
    };
    let scale_is_unreadable = matches!(placed.item.answer, Answer::Level { .. }) && scale.is_none();
    let described = findings.members(&inside(&placed.at, "descriptors"), &placed.item.descriptors);
    for (rank, (at, descriptor)) in described.iter().enumerate() {
        text(grid, &inside(at, "text"), &descriptor.text, findings);
        let problem = |severity, code, name| {
            let problem = Problem {
                severity,
                ..Problem::error(code, inside(at, name))
            };
            problem
                .with("item", &placed.item.code)
                .with("niveau", descriptor.level)
        };
        if !scale_is_unreadable && !has_level(scale, descriptor.level) {
            findings.report(problem(Severity::Error, codes::DESCRIPTOR_UNKNOWN, "level"));
        }
        let before = &described[..rank];
        if before.iter().any(|(_, other)| other.level == descriptor.level) {
            findings.report(problem(Severity::Error, codes::DESCRIPTOR_TWICE, "level"));
        }
        if before.iter().any(|(_, other)| other.text == descriptor.text) {
            findings.report(problem(Severity::Warning, codes::DESCRIPTOR_SAME, "text"));
        }
    }
    scale
        .iter()
        .for_each(|scale| missing_descriptors(scale, placed, findings));
}

fn has_level(scale: Option<&Scale>, value: u8) -> bool {
    scale.is_some_and(|scale| scale.levels.iter().any(|level| level.value == value))
}

fn missing_descriptors(scale: &Scale, placed: &PlacedItem<'_>, findings: &mut Findings) {
    let described = |value: u8| {
        placed
            .item
            .descriptors
            .iter()
            .any(|descriptor| descriptor.level == value)
    };
    for level in scale.levels.iter().filter(|level| !described(level.value)) {
        let problem = Problem::warning(codes::DESCRIPTOR_MISSING, inside(&placed.at, "descriptors"));
        findings.report(
            problem
                .with("item", &placed.item.code)
                .with("niveau", level.value),
        );
    }
}

fn competences(placed: &PlacedItem<'_>, findings: &mut Findings) {
    let observed = placed.item.evidence == crate::grid::Evidence::Observed;
    for (at, reference) in findings.members(&inside(&placed.at, "frameworks"), &placed.item.frameworks) {
        let told = |problem: Problem| {
            let problem = problem
                .with("item", &placed.item.code)
                .with("code", &reference.code);
            problem.with("referentiel", reference.framework.name())
        };
        let at = inside(&at, "code");
        if reference.label().is_none() {
            findings.report(told(Problem::error(codes::COMPETENCE, at)));
        } else if observed && !reference.is_observable_in_class() {
            findings.report(told(Problem::warning(codes::COMPETENCE_NOT_OBSERVABLE, at)));
        }
    }
}

fn calculation(placed: &PlacedItem<'_>, findings: &mut Findings) {
    let item = placed.item;
    if matches!(item.answer, Answer::Calculate) && item.calculation.is_none() {
        findings.report(placed.error(codes::CALCULATION, "calculation"));
    }
    let has_choices = matches!(item.answer, Answer::Single { .. } | Answer::Multiple { .. });
    if item.choice_filter.is_some() && !has_choices {
        findings.report(placed.error(codes::CHOICE_FILTER, "choice_filter"));
    }
}
