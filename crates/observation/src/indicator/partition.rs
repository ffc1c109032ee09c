//! Units sorted into cells, and the subjects of each cell with their schools.

use std::collections::BTreeMap;

use super::population::{Population, UnitView};
use crate::grid::Scope;

/// The units of a population, of one scope, in cells.
#[derive(Debug)]
pub struct Partition {
    scope: Scope,
    pub(super) cells: usize,
    pub(super) cell_of: Vec<Option<u32>>,
    /// The slot of each subject of each unit, in the order of the population's.
    pub(super) slot_of: Vec<u32>,
    /// A subject in a school in a cell, sorted by cell, then subject.
    pub(super) slots: Vec<Slot>,
    /// For each unit that was seen by several observers, and its cell: which others.
    pub(super) shared: Vec<Vec<u32>>,
    pub(super) shared_of: Vec<Option<u32>>,
}

/// A subject in a school in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    pub(super) cell: u32,
    pub(super) subject: u32,
    pub(super) school: u32,
}

impl Partition {
    /// The units of `scope`, each in the cell below `cells` that `cell_of` gives it, if any.
    pub fn of(
        population: &Population<'_>,
        scope: Scope,
        cells: usize,
        mut cell_of: impl FnMut(UnitView<'_>) -> Option<usize>,
    ) -> Self {
        let cell_of = population.each(scope, |unit| {
            let cell = cell_of(unit).filter(|cell| *cell < cells)?;
            u32::try_from(cell).ok()
        });
        let (slots, slot_of) = slots(population, scope, &cell_of);
        let (shared, shared_of) = shared(population, scope, &cell_of);
        Self {
            scope,
            cells,
            cell_of,
            slot_of,
            slots,
            shared,
            shared_of,
        }
    }

    /// How many distinct persons (schools, where the grid observes schools) the units of a cell are about, whatever they say.
    #[must_use]
    pub fn subjects(&self, cell: usize) -> u64 {
        let from = self.slots.partition_point(|slot| (slot.cell as usize) < cell);
        let own = self.slots[from..]
            .iter()
            .take_while(|slot| slot.cell as usize == cell);
        let mut subjects: Vec<u32> = own.map(|slot| slot.subject).collect();
        subjects.dedup();
        subjects.len() as u64
    }

    /// Of what units.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope
    }
}

/// The slots, and that of each subject of each unit; of a unit without a cell, any.
fn slots(population: &Population<'_>, scope: Scope, cell_of: &[Option<u32>]) -> (Vec<Slot>, Vec<u32>) {
    let units = population.units(scope);
    let each = units.all.iter().zip(cell_of).flat_map(|(unit, cell)| {
        let slot = move |subject: &u32| {
            cell.map(|cell| Slot {
                cell,
                subject: *subject,
                school: unit.school.number(),
            })
        };
        units.subjects[unit.subjects.clone()].iter().map(slot)
    });
    let each: Vec<Option<Slot>> = each.collect();
    let mut slots: Vec<Slot> = each.iter().flatten().copied().collect();
    slots.sort_unstable();
    slots.dedup();
    let place = |slot: &Option<Slot>| {
        let found = slot.and_then(|slot| slots.binary_search(&slot).ok());
        u32::try_from(found.unwrap_or(0)).unwrap_or(u32::MAX)
    };
    let slot_of = each.iter().map(place).collect();
    (slots, slot_of)
}

/// The sets of units that are one lesson, or one coming, in one cell, and which of them each unit belongs to.
fn shared(
    population: &Population<'_>,
    scope: Scope,
    cell_of: &[Option<u32>],
) -> (Vec<Vec<u32>>, Vec<Option<u32>>) {
    let units = &population.units(scope).all;
    let mut sets: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    for ((unit, cell), number) in units.iter().zip(cell_of).zip(0_u32..) {
        if let Some(cell) = cell {
            sets.entry((*cell, unit.shared)).or_default().push(number);
        }
    }
    let shared: Vec<Vec<u32>> = sets.into_values().filter(|set| set.len() > 1).collect();
    let mut shared_of = vec![None; units.len()];
    for (set, number) in shared.iter().zip(0_u32..) {
        for unit in set {
            shared_of[*unit as usize] = Some(number);
        }
    }
    (shared, shared_of)
}
