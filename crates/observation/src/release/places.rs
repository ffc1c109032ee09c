//! The cells of a release over what was visited, and how they add up.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, CellScope, Window};
use crate::directory::EducationPrioritaire;
use crate::grid::Scope;
use crate::indicator::{Partition, Population, UnitView};
use crate::uai::Uai;

/// Éducation prioritaire, class by class.
const PRIORITIES: [EducationPrioritaire; 3] = [
    EducationPrioritaire::Aucune,
    EducationPrioritaire::Rep,
    EducationPrioritaire::RepPlus,
];

/// The cells of a release, and those that follow from them without being of it.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) places: Vec<Place>,
    /// Wholes with their parts.
    pub(super) lines: Vec<(usize, Vec<usize>)>,
}

/// A cell, or what is left of an académie outside of circonscriptions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) whereabouts: Whereabouts,
    pub(super) window: Window,
    pub(super) priority: Option<EducationPrioritaire>,
}

/// Where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whereabouts {
    Academie,
    Circonscription(Uai),
    /// Schools that no circonscription has: found as a difference, and never published.
    Elsewhere,
    School(Uai),
    /// A school while it was of a circonscription, or of none, where it was of several: never published.
    SchoolWithin(Uai, Option<Uai>),
}

impl Place {
    /// The cell that a release has of it.
    pub(super) fn cell(&self) -> Option<Cell> {
        let scope = match self.whereabouts {
            Whereabouts::Academie => CellScope::Academie,
            Whereabouts::Circonscription(uai) => CellScope::Circonscription(uai),
            Whereabouts::School(uai) => CellScope::School(uai),
            Whereabouts::Elsewhere | Whereabouts::SchoolWithin(..) => return None,
        };
        Some(Cell {
            scope,
            window: self.window.clone(),
            education_prioritaire: self.priority,
        })
    }

    /// How much is lost where it is not told: what many read is worth more.
    pub(super) fn cost(&self) -> Option<u32> {
        let of_scope = match self.whereabouts {
            Whereabouts::School(_) => 4,
            Whereabouts::Circonscription(_) => 12,
            Whereabouts::Academie => 60,
            Whereabouts::Elsewhere | Whereabouts::SchoolWithin(..) => return None,
        };
        Some(if self.priority.is_some() {
            of_scope / 4
        } else {
            of_scope
        })
    }
}

/// Of which circonscriptions each school was, by the visits.
type Schools = BTreeMap<Uai, BTreeSet<Option<Uai>>>;

fn schools(population: &Population<'_>, scope: Scope) -> Schools {
    let mut schools = Schools::new();
    for (school, of) in population.each(scope, |unit| (unit.place.uai, unit.place.circonscription)) {
        schools.entry(school).or_default().insert(of);
    }
    schools
}

impl Places {
    /// Those of `population`, over `years` and `blocks`.
    pub(super) fn of(population: &Population<'_>, scope: Scope, years: &[Window], blocks: &[Window]) -> Self {
        let schools = schools(population, scope);
        let of_schools = || schools.values().flatten().copied();
        let circonscriptions: BTreeSet<Uai> = of_schools().flatten().collect();
        let mut all = Self::default();
        for block in blocks {
            all.add_block(&schools, &circonscriptions, block);
        }
        for year in years {
            all.add_year(&circonscriptions, of_schools().any(|of| of.is_none()), year);
        }
        all.add_years_of_blocks(&circonscriptions, years, blocks);
        all
    }

    fn add(
        &mut self,
        whereabouts: Whereabouts,
        window: &Window,
        priority: Option<EducationPrioritaire>,
    ) -> usize {
        self.places.push(Place {
            whereabouts,
            window: window.clone(),
            priority,
        });
        self.places.len() - 1
    }

    /// Three years: schools, circonscriptions, académie.
    fn add_block(&mut self, schools: &Schools, circonscriptions: &BTreeSet<Uai>, block: &Window) {
        let academie = self.add(Whereabouts::Academie, block, None);
        let parts = self.add_schools(schools, block);
        let mut of_academie = Vec::new();
        for circonscription in circonscriptions.iter().copied().map(Some).chain([None]) {
            let own = parts.get(&circonscription).cloned().unwrap_or_default();
            match circonscription {
                Some(uai) => {
                    let whole = self.add(Whereabouts::Circonscription(uai), block, None);
                    self.lines.push((whole, own));
                    of_academie.push(whole);
                }
                None => of_academie.extend(own),
            }
        }
        self.lines.push((academie, of_academie));
    }

    /// The schools, and by circonscription what stands in its line: a school, or what of it was there.
    fn add_schools(&mut self, schools: &Schools, block: &Window) -> BTreeMap<Option<Uai>, Vec<usize>> {
        let mut parts: BTreeMap<Option<Uai>, Vec<usize>> = BTreeMap::new();
        for (school, of) in schools {
            let whole = self.add(Whereabouts::School(*school), block, None);
            if of.len() < 2 {
                let one = of.iter().copied().next().flatten();
                parts.entry(one).or_default().push(whole);
                continue;
            }
            let mut own = Vec::new();
            for circonscription in of {
                let within = Whereabouts::SchoolWithin(*school, *circonscription);
                let part = self.add(within, block, None);
                parts.entry(*circonscription).or_default().push(part);
                own.push(part);
            }
            self.lines.push((whole, own));
        }
        parts
    }

    /// One year: circonscriptions and académie, each whole and by éducation prioritaire.
    fn add_year(&mut self, circonscriptions: &BTreeSet<Uai>, has_others: bool, year: &Window) {
        let circonscriptions = circonscriptions.iter().copied().map(Whereabouts::Circonscription);
        let others = has_others.then_some(Whereabouts::Elsewhere);
        let wheres: Vec<Whereabouts> = circonscriptions.chain(others).collect();
        let mut wholes = Vec::new();
        for priority in PRIORITIES.into_iter().map(Some).chain([None]) {
            let whole = self.add(Whereabouts::Academie, year, priority);
            let parts = wheres.iter().map(|one| self.add(*one, year, priority)).collect();
            self.lines.push((whole, parts));
            wholes.push(whole);
        }
        // The last is the whole; each of its parts is the sum of the classes.
        for offset in 0..=wheres.len() {
            let parts = wholes[..PRIORITIES.len()]
                .iter()
                .map(|whole| whole + offset)
                .collect();
            self.lines.push((wholes[PRIORITIES.len()] + offset, parts));
        }
    }

    /// Three years are the sum of their years, but for who was seen in several.
    fn add_years_of_blocks(&mut self, circonscriptions: &BTreeSet<Uai>, years: &[Window], blocks: &[Window]) {
        let numbers: BTreeMap<Place, usize> = self.places.iter().cloned().zip(0..).collect();
        let circonscriptions = circonscriptions.iter().copied().map(Whereabouts::Circonscription);
        let number = |whereabouts, window: &Window| {
            let place = Place {
                whereabouts,
                window: window.clone(),
                priority: None,
            };
            numbers.get(&place).copied()
        };
        for whereabouts in circonscriptions.chain([Whereabouts::Academie]) {
            for block in blocks {
                let within = years.iter().filter(|year| block.holds(&year.first));
                let parts: Vec<usize> = within.filter_map(|year| number(whereabouts, year)).collect();
                if let Some(whole) = number(whereabouts, block).filter(|_| !parts.is_empty()) {
                    self.lines.push((whole, parts));
                }
            }
        }
    }

    /// The places in layers, in each of which a unit is in one at most.
    pub(super) fn layers(&self, population: &Population<'_>, scope: Scope) -> Vec<Layer> {
        let mut kinds: BTreeMap<(u8, bool, bool), Vec<usize>> = BTreeMap::new();
        for (number, place) in self.places.iter().enumerate() {
            let kind = (
                kind(place.whereabouts),
                place.window.is_year(),
                place.priority.is_some(),
            );
            kinds.entry(kind).or_default().push(number);
        }
        kinds
            .into_values()
            .map(|places| Layer::of(self, places, population, scope))
            .collect()
    }
}

fn kind(whereabouts: Whereabouts) -> u8 {
    match whereabouts {
        Whereabouts::Academie => 0,
        Whereabouts::Circonscription(_) | Whereabouts::Elsewhere => 1,
        Whereabouts::School(_) => 2,
        Whereabouts::SchoolWithin(..) => 3,
    }
}

/// Places in which each unit is once at most.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) places: Vec<usize>,
    pub(super) partition: Partition,
}

impl Layer {
    fn of(all: &Places, places: Vec<usize>, population: &Population<'_>, scope: Scope) -> Self {
        let numbers: BTreeMap<(Whereabouts, &Window, Option<EducationPrioritaire>), usize> = places
            .iter()
            .map(|number| &all.places[*number])
            .zip(0..)
            .map(|(place, rank)| ((place.whereabouts, &place.window, place.priority), rank))
            .collect();
        let windows: BTreeSet<&Window> = numbers.keys().map(|(_, window, _)| *window).collect();
        let first = places.first().map(|number| &all.places[*number]);
        let by_priority = first.is_some_and(|place| place.priority.is_some());
        let of_kind = first.map_or(0, |place| kind(place.whereabouts));
        let rank = |unit: UnitView<'_>| {
            let whereabouts = match (of_kind, unit.place.circonscription) {
                (0, _) => Whereabouts::Academie,
                (1, Some(uai)) => Whereabouts::Circonscription(uai),
                (1, None) => Whereabouts::Elsewhere,
                (3, of) => Whereabouts::SchoolWithin(unit.place.uai, of),
                _ => Whereabouts::School(unit.place.uai),
            };
            let window = windows
                .iter()
                .find(|window| window.holds(&unit.circumstances.school_year))?;
            let priority = by_priority.then_some(unit.place.education_prioritaire);
            numbers.get(&(whereabouts, *window, priority)).copied()
        };
        let partition = Partition::of(population, scope, places.len(), rank);
        Self { places, partition }
    }
}
