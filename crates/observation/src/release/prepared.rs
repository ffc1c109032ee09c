//! A release, prepared: each figure with what is told of it, so that nothing that is not told can be found.

use std::collections::BTreeMap;

use super::cell::Window;
use super::counts::protect_counts;
use super::figure::{FigureKey, Figures, Released, Why};
use super::places::{Layer, Places};
use super::rules::{GREATEST_PART, Rules, SCHOOLS};
use super::shares::protect_shares;
use super::table::{Line, Quantity, Table, Told};
use crate::grid::indicator::IndicatorDefinition;
use crate::indicator::{Evaluation, Figure, Population};
use crate::release::places::Whereabouts;

/// What a release is made of.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'p> {
    /// The rules.
    pub rules: Rules,
    /// The complete school years, sorted.
    pub complete: &'p [String],
    /// The school year in which blocks of three begin, for good.
    pub anchor: &'p str,
    /// The figures of every earlier release: what they told stands, and what they did not stays untold.
    pub earlier: &'p Figures,
}

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
        for indicator in grid.indicators.iter().filter(|one| one.unit == scope) {
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

/// An indicator over every place.
pub(super) struct Measured<'m> {
    pub(super) places: &'m Places,
    pub(super) definition: &'m IndicatorDefinition,
    /// The least and the most that a mean level may be.
    pub(super) levels: Option<(f64, f64)>,
    pub(super) modalities: Vec<Option<String>>,
    /// For each place, a figure of each modality.
    pub(super) figures: Vec<Vec<Figure>>,
    pub(super) plan: &'m Plan<'m>,
    grid_code: &'m str,
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
                let key = self.key(modality, &cell);
                let released = match (self.plan.earlier.get(&key), teachers[place]) {
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

    pub(super) fn key(&self, modality: usize, cell: &super::cell::Cell) -> FigureKey {
        FigureKey {
            grid_code: self.grid_code.to_owned(),
            indicator: self.definition.code.clone(),
            modality: self.modalities[modality].clone(),
            cell: cell.clone(),
        }
    }

    /// What an earlier release told of a place.
    pub(super) fn earlier(&self, place: usize, modality: usize) -> Option<&Released> {
        let cell = self.places.places[place].cell()?;
        self.plan.earlier.get(&self.key(modality, &cell))
    }

    /// Whether the teachers of each place are told, and so anything of it; and why not, by place and modality.
    fn protect_teachers(&self) -> (Vec<bool>, BTreeMap<(usize, usize), Why>) {
        let mut why = BTreeMap::new();
        let mut table = Table::default();
        let all = self.figures.iter().map(|own| own[0].subjects).max().unwrap_or(0) as f64;
        for (place, own) in self.figures.iter().enumerate() {
            let earlier = self.earlier(place, 0);
            let refused = match earlier {
                Some(earlier) => earlier.teachers.is_none().then_some(Why::Earlier),
                None => self.refusal(place, &own[0]),
            };
            if let Some(refused) = refused {
                why.extend((0..self.modalities.len()).map(|modality| ((place, modality), refused)));
            }
            table.quantities.push(Quantity {
                truth: own[0].subjects as f64,
                least: 0.0,
                most: all * 2.0,
                told: if refused.is_some() {
                    Told::Nothing
                } else {
                    Told::Truth
                },
                room: f64::from(self.plan.rules.teachers - 1),
                cost: self.places.places[place].cost().filter(|_| earlier.is_none()),
            });
        }
        table.lines = self.lines(|place| place);
        table.protect();
        let told = table.quantities.iter().map(|one| !one.is_open());
        (told.collect(), why)
    }

    /// The lines of the places, each place under a number of its own.
    pub(super) fn lines(&self, number: impl Fn(usize) -> usize) -> Vec<Line> {
        let lines = self.places.lines.iter();
        lines
            .map(|(whole, parts)| Line {
                whole: number(*whole),
                parts: parts.iter().map(|part| number(*part)).collect(),
            })
            .collect()
    }

    /// Why a place may not be told by itself.
    fn refusal(&self, place: usize, figure: &Figure) -> Option<Why> {
        let of_several = !matches!(self.places.places[place].whereabouts, Whereabouts::School(_));
        if figure.subjects_of_one_circle < u64::from(self.plan.rules.teachers) {
            Some(Why::FewTeachers)
        } else if of_several && figure.schools < SCHOOLS {
            Some(Why::OneSchool)
        } else if figure.greatest_part > GREATEST_PART {
            Some(Why::OneTeacher)
        } else {
            None
        }
    }
}
