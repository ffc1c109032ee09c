//! What was gathered of the visits that count.

use std::collections::BTreeMap;
use std::sync::Arc;

use observation::canonical::Sha256;
use observation::consolidation::SeenVisit;
use observation::facts::Facts;
use observation::grid::GridFile;
use observation::packed::PackedVisit;
use uuid::Uuid;

/// All that a working view is made of.
pub(crate) struct Gathered {
    /// Whether the notebook holds fictitious data: nothing real is then counted, nor made up elsewhere.
    pub(crate) fictitious: bool,
    /// The grids that the notebook has.
    pub(crate) grids: Vec<GridFile>,
    /// The visits that count, each with its grid.
    pub(crate) counting: Vec<(Sha256, Arc<PackedVisit>)>,
    /// What they say beside answers.
    pub(crate) facts: Vec<(Facts, Vec<Person>)>,
    /// Every visit that took place: one's own, and those that colleagues communicated.
    pub(crate) seen: Vec<SeenVisit>,
    /// How many of one's own sealed visits wait for their report to be handed over.
    pub(super) waiting: u64,
}

/// A person, by the register, else by the key of a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Person {
    /// Of the register.
    Known(Uuid),
    /// Whom only a circle's key names.
    Unknown([u8; 32]),
}

impl Person {
    pub(super) fn key(self) -> [u8; 32] {
        match self {
            Self::Known(id) => {
                let mut key = [0; 32];
                key[..16].copy_from_slice(id.as_bytes());
                key
            }
            Self::Unknown(key) => key,
        }
    }

    pub(super) fn known(self) -> Option<Uuid> {
        match self {
            Self::Known(id) => Some(id),
            Self::Unknown(_) => None,
        }
    }
}

impl Gathered {
    /// How many visits count by each grid.
    pub(super) fn visits_by_grid(&self) -> Vec<(Sha256, u64)> {
        let mut counts: BTreeMap<Sha256, u64> = BTreeMap::new();
        for (grid, _) in &self.counting {
            *counts.entry(*grid).or_default() += 1;
        }
        counts.into_iter().collect()
    }
}
