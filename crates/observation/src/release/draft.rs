//! A release before it is signed: its documents, and what they do not tell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::drafting::Drafting;
use super::order::{Circumstances, Draft, NoRelease, Order};
use super::plan::Plan;
use super::published::Published;
use crate::canonical::Sha256;
use crate::grid::GridFile;
use crate::indicator::{Editions, Population};
use crate::packed::PackedVisit;

/// The school years from `anchor` on that are complete on `on`: one ends with August.
#[must_use]
pub fn complete_years(anchor: &str, on: NaiveDate) -> Option<Vec<String>> {
    let (from, to) = anchor.split_once('-')?;
    let (from, to): (i32, i32) = (from.parse().ok()?, to.parse().ok()?);
    let is_written_so = format!("{from}-{to}") == anchor;
    let last = on.year() - i32::from(on.month() < 9);
    (is_written_so && to == from + 1 && from >= 2000)
        .then(|| (from..last).map(|year| format!("{year}-{}", year + 1)).collect())
}

/// Prepares the release that follows `published`, of `visits`.
///
/// # Errors
/// When the order is none that may be followed, or nothing is new.
pub fn draft(
    circumstances: Circumstances<'_>,
    visits: &[(Sha256, Arc<PackedVisit>)],
    order: &Order,
    published: &Published,
) -> Result<Draft, NoRelease> {
    if let Some(refusal) = order.refusal(published) {
        return Err(refusal);
    }
    let complete = complete_years(&order.anchor, circumstances.on);
    let complete = complete.ok_or_else(|| NoRelease::Anchor(order.anchor.clone()))?;
    let plan = Plan {
        rules: order.rules,
        complete: &complete,
        anchor: &order.anchor,
        earlier: published.memory(),
    };
    let mut drafting = Drafting::default();
    for last in last_versions(circumstances.grids) {
        let editions = Editions::leading_to(last, circumstances.grids);
        let population = Population::of(editions, visits.iter().cloned());
        // A release that withdraws says nothing new.
        if population.visits() > 0 && order.withdrawn.is_empty() {
            drafting.add(&population, &plan);
        }
    }
    drafting.written(circumstances, order, &complete, published)
}

/// The versions that no other of their code follows: of two, the one that came last.
fn last_versions(grids: &[GridFile]) -> Vec<&GridFile> {
    let code = |sha256: Sha256| {
        let found = grids.iter().find(|file| file.sha256() == sha256);
        found.map(|file| file.grid().code.as_str())
    };
    let followed: BTreeSet<Sha256> = grids
        .iter()
        .filter_map(|file| {
            let follows = file.grid().lineage.as_ref()?.follows;
            (code(follows) == Some(file.grid().code.as_str())).then_some(follows)
        })
        .collect();
    let mut by_code: BTreeMap<&str, &GridFile> = BTreeMap::new();
    for file in grids.iter().filter(|file| !followed.contains(&file.sha256())) {
        by_code.insert(&file.grid().code, file);
    }
    by_code.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_is_complete_with_the_end_of_august() {
        let on = |date: &str| date.parse::<NaiveDate>().ok();
        let years = |date| on(date).and_then(|on| complete_years("2023-2024", on));
        assert_eq!(years("2026-08-31").map(|years| years.len()), Some(2));
        assert_eq!(
            years("2026-09-01").unwrap_or_default(),
            ["2023-2024", "2024-2025", "2025-2026"]
        );
        assert_eq!(years("2020-01-01"), Some(Vec::new()));
        for wrong in ["2023", "+2023-2024", "02023-2024", "2023-2025"] {
            assert_eq!(on("2026-09-01").and_then(|on| complete_years(wrong, on)), None);
        }
    }
}
