//! What earlier releases told of an indicator, place by place.

use std::collections::BTreeSet;

use super::cell::Window;
use super::figure::{FigureKey, Released};
use super::places::Places;
use super::plan::Plan;

/// What earlier releases told of an indicator.
#[derive(Debug)]
pub(super) struct Known {
    /// For each place, a figure of each modality, where there is one.
    told: Vec<Vec<Option<Released>>>,
    /// Whether its window was released before.
    closed: Vec<bool>,
}

impl Known {
    pub(super) fn of(
        places: &Places,
        modalities: &[Option<String>],
        plan: &Plan<'_>,
        (grid_code, indicator): (&str, &str),
    ) -> Self {
        // A window is released of a grid once, whatever its indicators and values were called then.
        let own = plan.earlier.keys().filter(|key| key.grid_code == grid_code);
        let windows: BTreeSet<&Window> = own.map(|key| &key.cell.window).collect();
        let told: Vec<Vec<Option<Released>>> = places
            .places
            .iter()
            .map(|place| {
                let cell = place.cell().filter(|_| windows.contains(&place.window));
                let figure = |modality: &Option<String>| {
                    let key = FigureKey {
                        grid_code: grid_code.to_owned(),
                        indicator: indicator.to_owned(),
                        modality: modality.clone(),
                        cell: cell.clone()?,
                    };
                    plan.earlier.get(&key).copied()
                };
                modalities.iter().map(figure).collect()
            })
            .collect();
        let closed = places.places.iter().map(|place| windows.contains(&place.window));
        Self {
            closed: closed.collect(),
            told,
        }
    }

    pub(super) fn told(&self, place: usize, modality: usize) -> Option<&Released> {
        self.told[place][modality].as_ref()
    }

    /// Whether its window was released without it: what comes late is of no release, for it would be found as a difference.
    pub(super) fn is_closed(&self, place: usize, modality: usize) -> bool {
        self.closed[place] && self.told[place][modality].is_none()
    }
}
