//! A release, prepared: each figure with what is told of it, so that nothing that is not told can be found.

use std::collections::BTreeMap;

use super::cell::Window;
use super::counts::protect_counts;
use super::figure::{FigureKey, Figures, Released, Why};
use super::known::Known;
use super::measured::Measured;
use super::places::{Layer, Places};
use super::plan::Plan;
use super::shares::protect_shares;
use crate::indicator::{Evaluation, Figure, Population};

/// The figures of a release, and why some are not told.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prepared {
    /// Every figure of the list.
    pub figures: Figures,
    /// Of those that are not told, why.
    pub untold: BTreeMap<FigureKey, Why>,
}

/// Prepares the figures of every indicator of the population's last grid.
#[must_use]
pub fn prepare(population: &Population<'_>, plan: &Plan<'_>) -> Prepared {
    let (years, blocks) = Window::of(plan.complete, plan.anchor);
    let grid = population.grid();
    let mut evaluation = Evaluation::of(population);
    let mut prepared = Prepared::default();
    for scope in [crate::grid::Scope::Visit, crate::grid::Scope::Seance] {
        let places = Places::of(population, scope, &years, &blocks);
        let layers = places.layers(population, scope);
        // Cells are by éducation prioritaire already: what is filtered by it would tell them a second time.
        let released = grid
            .indicators
            .iter()
            .filter(|one| one.unit == scope && one.filter.education_prioritaire.is_empty());
        for indicator in released {
            let Some(segment) = evaluation.segments(&indicator.code).into_iter().next() else {
                continue;
            };
            let mut figures: Vec<Vec<Figure>> = vec![Vec::new(); places.places.len()];
            let mut modalities = Vec::new();
            for Layer { places, partition } in &layers {
                let evaluated = evaluation.evaluate(&segment, partition);
                modalities = evaluated.modalities;
                for (place, own) in places.iter().zip(evaluated.cells) {
                    figures[*place] = own;
                }
            }
            let one = Measured {
                known: Known::of(&places, &modalities, plan, (&grid.code, &indicator.code)),
                places: &places,
                definition: segment.definition,
                levels: population.levels_of(segment.definition),
                modalities,
                figures,
                plan,
                grid_code: &grid.code,
            };
            one.release(&mut prepared);
        }
    }
    prepared
}

impl Measured<'_> {
    fn release(&self, prepared: &mut Prepared) {
        if self.modalities.is_empty() || self.figures.iter().any(Vec::is_empty) {
            return;
        }
        let (teachers, mut why) = self.protect_teachers();
        let values = protect_shares(self, &teachers, &mut why);
        let counts = protect_counts(self, &teachers, &values);
        for (place, one) in self.places.places.iter().enumerate() {
            let Some(cell) = one.cell() else { continue };
            for (modality, told) in values.iter().enumerate() {
                if self.known.is_closed(place, modality) {
                    continue;
                }
                let key = self.key(modality, &cell);
                let released = match (self.earlier(place, modality), teachers[place]) {
                    (Some(earlier), _) => *earlier,
                    (None, false) => Released::HIDDEN,
                    (None, true) => Released {
                        teachers: Some(self.figures[place][0].subjects),
                        ..counts.of(self, (place, modality), told[place])
                    },
                };
                if !released.shows() {
                    let why = why.get(&(place, modality)).copied().unwrap_or(Why::Difference);
                    prepared.untold.insert(key.clone(), why);
                }
                prepared.figures.insert(key, released);
            }
        }
    }
}
