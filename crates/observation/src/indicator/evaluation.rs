//! Indicators evaluated over a population, cell by cell.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::columns::{Columns, Samples};
use super::figure::{Figure, figure};
use super::partition::Partition;
use super::population::Population;
use super::said::{Making, Said, modalities, said};
use super::sums::Sums;
use crate::grid::Scope;
use crate::grid::indicator::IndicatorDefinition;

/// What is read once of a population, when an indicator first asks for it, for all of them.
#[derive(Debug)]
pub struct Evaluation<'p, 'g> {
    population: &'p Population<'g>,
    /// Of each scope, the answers of a version in the codes of another.
    columns: BTreeMap<(bool, usize, usize), OnceLock<Columns>>,
    /// Of each version.
    samples: Vec<OnceLock<Samples>>,
}

/// Versions of an indicator whose figures stand in one series: between two segments a chart draws a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment<'g> {
    /// The indicator, as the last of these versions defines it.
    pub definition: &'g IndicatorDefinition,
    /// The last of these versions, counted from the population's last.
    first: usize,
}

/// An indicator over the cells of a partition.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluated {
    /// The values that the figures are of, in the grid's order, of a distribution; else one without a name.
    pub modalities: Vec<Option<String>>,
    /// For each cell, a figure for each of `modalities`.
    pub cells: Vec<Vec<Figure>>,
}

impl<'p, 'g> Evaluation<'p, 'g> {
    /// Of `population`.
    #[must_use]
    pub fn of(population: &'p Population<'g>) -> Self {
        let versions = population.editions.files().len();
        let keys = [Scope::Visit, Scope::Seance].into_iter().flat_map(|unit| {
            (0..versions).flat_map(move |version| (0..=version).map(move |as_of| key(unit, version, as_of)))
        });
        Self {
            population,
            columns: keys.map(|key| (key, OnceLock::new())).collect(),
            samples: (0..versions).map(|_| OnceLock::new()).collect(),
        }
    }

    /// Of what it is.
    pub(crate) fn population(&self) -> &'p Population<'g> {
        self.population
    }

    /// The segments of the indicator `code` of the last version, the present one first; none where there is no such indicator.
    #[must_use]
    pub fn segments(&self, code: &str) -> Vec<Segment<'g>> {
        let editions = &self.population.editions;
        let mut segments = Vec::new();
        let mut next = Some((0, code.to_owned()));
        while let Some((first, code)) = next {
            let Some(reading) = editions.readings(first, &code).first().copied() else {
                break;
            };
            segments.push(Segment {
                definition: reading.definition,
                first,
            });
            next = editions.before_break(first, &code);
        }
        segments
    }

    /// The figures of a segment for each cell of `partition`, which must be of the indicator's units.
    #[must_use]
    pub fn evaluate(&self, segment: &Segment<'g>, partition: &Partition) -> Evaluated {
        let definition = segment.definition;
        let readings = self.population.editions.readings(segment.first, &definition.code);
        let last = self.columns(definition.unit, segment.first, segment.first);
        let modalities = modalities(definition, last);
        let level = definition.level_item().and_then(|item| last.item(item));
        let making = Making::of(definition, level);
        let units = self.population.units(definition.unit).all.len();
        let mut figures = vec![vec![Said::Nothing; units]; modalities.len()];
        for (version, reading) in (segment.first..).zip(&readings) {
            let rows = self.population.units(definition.unit).rows[version].clone();
            let columns = self.columns(definition.unit, version, reading.defined_in);
            let samples = || self.samples(version);
            let of_version = said(
                self.population,
                *reading,
                (version, columns, &samples),
                &modalities,
            );
            for (figure, said) in figures.iter_mut().zip(of_version) {
                figure[rows.clone()].copy_from_slice(&said);
            }
        }
        let mut cells = vec![Vec::with_capacity(modalities.len()); partition.cells];
        for said in &figures {
            let sums = Sums::of(self.population, partition, said, making);
            let counted = sums.of_cells.iter();
            for ((cell, counted), slots) in cells.iter_mut().zip(counted).zip(sums.by_cell()) {
                cell.push(figure(making, *counted, slots, &self.population.subjects));
            }
        }
        Evaluated { modalities, cells }
    }

    /// The answers of a version, in the codes of another that is as late or later.
    fn columns(&self, unit: Scope, version: usize, as_of: usize) -> &Columns {
        let columns = &self.columns[&key(unit, version, as_of)];
        columns.get_or_init(|| self.population.columns(unit, (version, as_of)))
    }

    fn samples(&self, version: usize) -> &Samples {
        self.samples[version].get_or_init(|| self.population.samples(version))
    }
}

fn key(unit: Scope, version: usize, as_of: usize) -> (bool, usize, usize) {
    (unit == Scope::Seance, version, as_of)
}
