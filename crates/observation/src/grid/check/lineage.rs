//! What the author says of the version before.

use super::findings::Findings;
use super::names::unique_codes;
use super::part::inside;
use super::survey::Survey;
use crate::grid::{Comparability, Comparison, Grid, codes};
use crate::problem::Problem;

/// Checks that each comparison names something of this version, and maps values exactly when it is recoded.
pub(super) fn check(grid: &Grid, survey: &Survey<'_>, findings: &mut Findings) {
    let Some(lineage) = &grid.lineage else { return };
    comparisons(
        "lineage.items",
        &lineage.items,
        codes::ITEM_UNKNOWN,
        |code| survey.find(code).is_some(),
        findings,
    );
    let known = |code: &str| grid.indicators.iter().any(|indicator| indicator.code == code);
    comparisons(
        "lineage.indicators",
        &lineage.indicators,
        codes::INDICATOR_UNKNOWN,
        known,
        findings,
    );
}

fn comparisons(
    at: &str,
    given: &[Comparison],
    unknown: &str,
    is_known: impl Fn(&str) -> bool,
    findings: &mut Findings,
) {
    let placed = findings.members(at, given);
    unique_codes(
        placed
            .iter()
            .map(|(at, comparison)| (at.clone(), comparison.code.as_str())),
        findings,
    );
    for (at, comparison) in placed {
        if !is_known(&comparison.code) && !findings.is_lost(&comparison.code) {
            findings.report(Problem::error(unknown, inside(&at, "code")).with("item", &comparison.code));
        }
        let recoded = comparison.verdict == Comparability::Recoded;
        if recoded == comparison.mapping.is_empty() {
            findings.report(
                Problem::error(codes::LINEAGE, inside(&at, "mapping")).with("item", &comparison.code),
            );
        }
    }
}
