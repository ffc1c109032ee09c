//! Class levels that exist, and the scales and lists that a grid declares.

use std::collections::BTreeMap;

use super::findings::Findings;
use super::names::{text, unique_codes};
use super::part::inside;
use crate::grid::{Choice, Grid, Level, codes, levels};
use crate::problem::Problem;

/// Checks where the grid serves, its scales and its lists of choices.
pub(super) fn check(grid: &Grid, findings: &mut Findings) {
    class_levels("applies_to.levels", &grid.applies_to.levels, findings);
    scales(grid, findings);
    let lists = findings.members("choice_lists", &grid.choice_lists);
    unique_codes(
        lists.iter().map(|(at, list)| (at.clone(), list.code.as_str())),
        findings,
    );
    for (at, list) in lists {
        choices(grid, &inside(&at, "choices"), &list.choices, 1, findings);
    }
}

/// Checks that each class level exists.
pub(super) fn class_levels(at: &str, given: &[String], findings: &mut Findings) {
    for (at, code) in findings.members(at, given) {
        if levels::find(code).is_none() {
            findings.report(Problem::error(codes::CLASS_LEVEL, at).with("niveau", code));
        }
    }
}

/// Checks choices: at least `least`, each with a label and a code of its own without spaces.
pub(super) fn choices(grid: &Grid, at: &str, choices: &[Choice], least: usize, findings: &mut Findings) {
    let placed = findings.members(at, choices);
    if placed.len() < least {
        findings.report(Problem::error(codes::CHOICES, at).with("minimum", least));
    }
    let mut first = BTreeMap::new();
    for (at, choice) in placed {
        let code = inside(&at, "code");
        if choice.code.is_empty()
            || choice
                .code
                .contains(|c: char| c.is_whitespace() || c.is_control())
        {
            findings.report(Problem::error(codes::CHOICE_CODE, code.clone()).with("code", &choice.code));
        }
        if let Some(before) = first.insert(choice.code.as_str(), code.clone()) {
            let problem = Problem::error(codes::CODE_TWICE, code).with("code", &choice.code);
            findings.report(problem.with("premier", before));
        }
        text(grid, &inside(&at, "label"), &choice.label, findings);
    }
}

fn scales(grid: &Grid, findings: &mut Findings) {
    let scales = findings.members("scales", &grid.scales);
    unique_codes(
        scales.iter().map(|(at, scale)| (at.clone(), scale.code.as_str())),
        findings,
    );
    for (at, scale) in scales {
        let at = inside(&at, "levels");
        if !rises(&scale.levels) {
            findings.report(Problem::error(codes::SCALE, at.clone()).with("code", &scale.code));
        }
        for (at, level) in findings.members(&at, &scale.levels) {
            text(grid, &inside(&at, "label"), &level.label, findings);
        }
    }
}

fn rises(levels: &[Level]) -> bool {
    let rising = levels.windows(2).all(|pair| pair[0].value < pair[1].value);
    levels.len() >= 2 && rising && levels.iter().all(|level| level.value <= 9)
}
