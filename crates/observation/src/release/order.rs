//! What a release is asked to be, and what comes of asking.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cell::CellScope;
use super::document::{ReleaseDocument, Withdrawn};
use super::figure::Why;
use super::published::Published;
use super::rules::Rules;
use crate::canonical::CanonicalError;
use crate::grid::GridFile;

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
    /// Neither a figure to tell that no release has, nor anything to withdraw.
    #[error("no figure to tell that no release has")]
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

impl From<&ReleaseDocument> for Order {
    fn from(head: &ReleaseDocument) -> Self {
        Self {
            name: head.name.clone(),
            anchor: head.anchor.clone(),
            rules: head.rules,
            withdrawn: head.withdrawn.clone(),
            reason: head.reason.clone(),
        }
    }
}

impl Order {
    /// Why it may not be followed after what was published.
    pub(super) fn refusal(&self, published: &Published) -> Option<NoRelease> {
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
