//! An indicator over every place of a release.

use super::cell::Cell;
use super::figure::{FigureKey, Released};
use super::known::Known;
use super::places::Places;
use super::plan::Plan;
use super::table::Line;
use crate::grid::indicator::IndicatorDefinition;
use crate::indicator::Figure;

/// An indicator over every place.
pub(super) struct Measured<'m> {
    pub(super) places: &'m Places,
    pub(super) definition: &'m IndicatorDefinition,
    /// The least and the most that a mean level may be.
    pub(super) levels: Option<(f64, f64)>,
    /// The first school year in which it was measured so, where it was measured otherwise before.
    pub(super) since: Option<String>,
    pub(super) modalities: Vec<Option<String>>,
    /// For each place, a figure of each modality.
    pub(super) figures: Vec<Vec<Figure>>,
    pub(super) plan: &'m Plan<'m>,
    /// What earlier releases told of each place.
    pub(super) known: Known,
    pub(super) grid_code: &'m str,
}

impl Measured<'_> {
    pub(super) fn key(&self, modality: usize, cell: &Cell) -> FigureKey {
        FigureKey {
            grid_code: self.grid_code.to_owned(),
            indicator: self.definition.code.clone(),
            modality: self.modalities[modality].clone(),
            cell: cell.clone(),
        }
    }

    /// What an earlier release told of a place.
    pub(super) fn earlier(&self, place: usize, modality: usize) -> Option<&Released> {
        self.known.told(place, modality)
    }

    /// The lines of the places.
    pub(super) fn lines(&self) -> Vec<Line> {
        let lines = self.places.lines.iter();
        lines
            .map(|(whole, parts)| Line {
                whole: *whole,
                parts: parts.clone(),
            })
            .collect()
    }
}
