//! Indicators evaluated over a population, cell by cell.

use std::collections::BTreeMap;

use super::columns::{Columns, Samples};
use super::figure::{Figure, figure};
use super::partition::Partition;
use super::population::Population;
use super::said::{Making, Said, modalities, reads_samples, said};
use super::sums::{Sums, by_cell};
use crate::grid::Scope;
use crate::grid::indicator::IndicatorDefinition;

/// What is read once of a population, for every indicator.
#[derive(Debug)]
pub struct Evaluation<'p, 'g> {
    population: &'p Population<'g>,
    columns: BTreeMap<(bool, usize, usize), Columns>,
    samples: BTreeMap<usize, Samples>,
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
        Self {
            population,
            columns: BTreeMap::new(),
            samples: BTreeMap::new(),
        }
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
    pub fn evaluate(&mut self, segment: &Segment<'g>, partition: &Partition) -> Evaluated {
        let definition = segment.definition;
        let readings = self.population.editions.readings(segment.first, &definition.code);
        for (version, reading) in (segment.first..).zip(&readings) {
            self.read(definition.unit, version, reading.defined_in, reading.definition);
        }
        let last = &self.columns[&key(definition.unit, segment.first, segment.first)];
        let modalities = modalities(definition, last);
        let level = definition.level_item().and_then(|item| last.item(item));
        let making = Making::of(definition, level);
        let units = self.population.units(definition.unit).all.len();
        let mut figures = vec![vec![Said::Nothing; units]; modalities.len()];
        for (version, reading) in (segment.first..).zip(&readings) {
            let rows = self.population.units(definition.unit).rows[version].clone();
            let none = Samples::default();
            let columns = &self.columns[&key(definition.unit, version, reading.defined_in)];
            let samples = self.samples.get(&version).unwrap_or(&none);
            let of_version = said(
                self.population,
                *reading,
                (version, columns, samples),
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
            for ((cell, counted), slots) in cells.iter_mut().zip(counted).zip(by_cell(partition, &sums)) {
                cell.push(figure(making, *counted, &slots, &self.population.subjects));
            }
        }
        Evaluated { modalities, cells }
    }

    /// Reads the answers of a version, in the codes of another, where that was not done yet.
    fn read(&mut self, unit: Scope, version: usize, as_of: usize, definition: &IndicatorDefinition) {
        let population = self.population;
        self.columns
            .entry(key(unit, version, as_of))
            .or_insert_with(|| population.columns(unit, (version, as_of)));
        if reads_samples(definition) {
            self.samples
                .entry(version)
                .or_insert_with(|| population.samples(version));
        }
    }
}

fn key(unit: Scope, version: usize, as_of: usize) -> (bool, usize, usize) {
    (unit == Scope::Seance, version, as_of)
}
