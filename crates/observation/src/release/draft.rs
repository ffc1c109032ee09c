//! A release before it is signed: its documents, and what they do not tell.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cell::CellScope;
use super::document::Withdrawn;
use super::drafting::Drafting;
use super::figure::Why;
use super::plan::Plan;
use super::published::Published;
use super::rules::Rules;
use crate::canonical::{CanonicalError, Sha256};
use crate::grid::GridFile;
use crate::indicator::{Editions, Population};
use crate::packed::PackedVisit;

/// What a release is asked to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Order {
    /// Its name.
    pub name: String,
    /// The school year in which blocks of three begin; once a release was published, that of the first.
    pub anchor: String,
    /// The rules.
    pub rules: Rules,
    /// What it withdraws of earlier releases.
    #[serde(default)]
    pub withdrawn: Vec<Withdrawn>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// For whom, when and of what a release is prepared.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'c> {
    /// The académie's code.
    pub academie: &'c str,
    /// The day.
    pub on: NaiveDate,
    /// Whether the visits are fictitious.
    pub fictitious: bool,
    /// Every grid on which visits rest.
    pub grids: &'c [GridFile],
}

/// A release before it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Draft {
    /// The canonical text of its head.
    pub head: String,
    /// The canonical text of each part, in the order of their hashes.
    pub parts: Vec<String>,
    /// What it does not tell.
    pub untold: Vec<Untold>,
}

/// How many figures of an indicator are not told, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Untold {
    /// The code of the grid.
    pub grid_code: String,
    /// The indicator.
    pub indicator: String,
    /// Of what cells.
    pub level: Level,
    /// Why.
    pub why: Why,
    /// How many.
    pub figures: u64,
}

/// Of what cells something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The académie's.
    Academie,
    /// Those of circonscriptions.
    Circonscription,
    /// Those of schools.
    School,
}

impl From<CellScope> for Level {
    fn from(scope: CellScope) -> Self {
        match scope {
            CellScope::Academie => Self::Academie,
            CellScope::Circonscription(_) => Self::Circonscription,
            CellScope::School(_) => Self::School,
        }
    }
}

/// Why no release is prepared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRelease {
    /// The rules are none that an académie may set.
    #[error("rules outside of what an académie may set")]
    Rules,
    /// The anchor is no school year, or not that of the first release.
    #[error("`{0}` is not the school year in which blocks of three begin")]
    Anchor(String),
    /// A name is asked for, and a reason where something is withdrawn.
    #[error("without a name, or without a reason for what is withdrawn")]
    Unsaid,
    /// Neither a figure that no release has, nor anything to withdraw.
    #[error("no figure that no release has")]
    Nothing,
    /// A threshold below that of the last release.
    #[error("a threshold below that of the last release")]
    Lowered,
    /// What is to be withdrawn does not stand.
    #[error("what is to be withdrawn does not stand")]
    Withdrawn,
    /// A text has no canonical bytes.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// The school years from `anchor` on that are complete on `on`: one ends with August.
#[must_use]
pub fn complete_years(anchor: &str, on: NaiveDate) -> Option<Vec<String>> {
    let (from, to) = anchor.split_once('-')?;
    let (from, to): (i32, i32) = (from.parse().ok()?, to.parse().ok()?);
    let last = on.year() - i32::from(on.month() < 9);
    (to == from + 1 && from >= 2000)
        .then(|| (from..last).map(|year| format!("{year}-{}", year + 1)).collect())
}

impl Order {
    fn refusal(&self, published: &Published) -> Option<NoRelease> {
        let anchored = published.releases().first().map(|first| &first.document.anchor);
        if !self.rules.are_allowed() {
            Some(NoRelease::Rules)
        } else if anchored.is_some_and(|anchor| *anchor != self.anchor) {
            Some(NoRelease::Anchor(self.anchor.clone()))
        } else if published
            .last()
            .is_some_and(|last| self.rules.teachers < last.document.rules.teachers)
        {
            Some(NoRelease::Lowered)
        } else if !self.withdrawn.iter().all(|one| published.stands(one)) {
            Some(NoRelease::Withdrawn)
        } else if self.name.trim().is_empty() || self.withdrawn.is_empty() != self.reason.is_none() {
            Some(NoRelease::Unsaid)
        } else {
            None
        }
    }
}

/// Prepares the release that follows `published`, of `visits`.
///
/// # Errors
/// When the order is none that may be followed, or nothing is new.
pub fn draft(
    circumstances: Circumstances<'_>,
    visits: &[(Sha256, PackedVisit)],
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
        assert_eq!(on("2026-09-01").and_then(|on| complete_years("2023", on)), None);
    }
}
