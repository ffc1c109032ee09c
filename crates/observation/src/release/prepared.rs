//! A release, prepared: each figure with what is told of it, so that nothing that is not told can be found.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::cell::Window;
use super::counts::protect_counts;
use super::figure::{FigureKey, Figures, Released, Why};
use super::known::Known;
use super::measured::Measured;
use super::places::{Layer, Places};
use super::plan::Plan;
use super::shares::{protect_shares, reason};
use crate::grid::Scope;
use crate::grid::indicator::IndicatorDefinition;
use crate::indicator::{Evaluation, Figure, Population, Segment};

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
    let evaluation = Evaluation::of(population);
    let mut prepared = Prepared::default();
    for scope in [Scope::Visit, Scope::Seance] {
        let places = Places::of(population, scope, &years, &blocks);
        let layers = places.layers(population, scope);
        // Cells are by éducation prioritaire already: what is filtered by it would tell them a second time.
        let is_released =
            |one: &&IndicatorDefinition| one.unit == scope && one.filter.education_prioritaire.is_empty();
        let indicators: Vec<&IndicatorDefinition> =
            population.grid().indicators.iter().filter(is_released).collect();
        let released = indicators.into_par_iter().filter_map(|indicator| {
            let segment = evaluation.segments(&indicator.code).into_iter().next()?;
            let measured = Measured::of(&evaluation, &segment, (&places, &layers), plan);
            Some(measured.released())
        });
        for one in released.collect::<Vec<Prepared>>() {
            prepared.figures.extend(one.figures);
            prepared.untold.extend(one.untold);
        }
    }
    prepared
}

impl<'m> Measured<'m> {
    fn of(
        evaluation: &Evaluation<'m, 'm>,
        segment: &Segment<'m>,
        (places, layers): (&'m Places, &[Layer]),
        plan: &'m Plan<'m>,
    ) -> Self {
        let population = evaluation.population();
        let grid = population.grid();
        let mut figures: Vec<Vec<Figure>> = vec![Vec::new(); places.places.len()];
        let mut modalities = Vec::new();
        for layer in layers {
            let evaluated = evaluation.evaluate(segment, &layer.partition);
            modalities = evaluated.modalities;
            for (place, own) in layer.places.iter().zip(evaluated.cells) {
                figures[*place] = own;
            }
        }
        Self {
            known: Known::of(places, &modalities, plan, (&grid.code, &segment.definition.code)),
            places,
            definition: segment.definition,
            levels: population.levels_of(segment.definition),
            since: population.measured_so_since(&segment.definition.code),
            modalities,
            figures,
            plan,
            grid_code: &grid.code,
        }
    }
}

impl Measured<'_> {
    /// Each figure with what is told of it.
    fn released(&self) -> Prepared {
        let mut prepared = Prepared::default();
        if self.modalities.is_empty() || self.figures.iter().any(Vec::is_empty) {
            return prepared;
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
                    let figure = &self.figures[place][modality];
                    let why = why.get(&(place, modality)).copied();
                    let why = why.unwrap_or_else(|| reason(self, figure, false));
                    prepared.untold.insert(key.clone(), why);
                }
                prepared.figures.insert(key, released);
            }
        }
        prepared
    }
}
