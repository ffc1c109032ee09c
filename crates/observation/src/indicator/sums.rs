//! Sums of what units say, subject by subject: integers, whatever the order.
//!
//! A lesson that several observers saw counts once: what each says of it weighs as much as what the others say. A visit is
//! seen by several where they share a lesson.

use super::partition::{Partition, Slot};
use super::population::Population;
use super::said::{Making, Said};

/// What a unit that one observer saw weighs: divisible by every small number of observers times teachers.
pub(super) const WHOLE: i128 = 720_720;

/// The sums of one figure.
#[derive(Debug)]
pub(super) struct Sums {
    /// Of each slot of which something is told, in their order.
    of_slots: Vec<(Slot, Sum)>,
    /// Of each cell.
    pub(super) of_cells: Vec<Counted>,
}

/// What units that tell add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) above: i128,
    pub(super) below: i128,
    /// What the units weigh: [`WHOLE`] for one that one observer saw.
    pub(super) weight: i128,
}

impl std::ops::AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.above += other.above;
        self.below += other.below;
        self.weight += other.weight;
    }
}

/// How many units a cell has for one figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) visits: u64,
    pub(super) units: u64,
    pub(super) excluded: u64,
    /// What stands above the line, each unit once: [`WHOLE`] for one that adds one.
    pub(super) above: i128,
}

impl Sums {
    /// What the units of `said` add up to, cell by cell.
    pub(super) fn of(
        population: &Population<'_>,
        partition: &Partition,
        said: &[Said],
        making: Making,
    ) -> Self {
        let units = population.units(partition.scope());
        let mut of_slots = vec![Sum::default(); partition.slots.len()];
        let mut of_cells = vec![Counted::default(); partition.cells];
        let attributed: Vec<Said> = units
            .all
            .iter()
            .zip(said)
            .map(|(unit, said)| match said {
                // Whom it is about is not known: no subject's mean can have it.
                Said::Adds(..) if unit.subjects.is_empty() => Said::Untold,
                said => *said,
            })
            .collect();
        let mut last_visit = vec![None; partition.cells];
        for (number, (unit, said)) in units.all.iter().zip(&attributed).enumerate() {
            let Some(cell) = partition.cell_of[number] else {
                continue;
            };
            let observers = observers(partition, &attributed, number);
            let counted = &mut of_cells[cell as usize];
            match *said {
                Said::Nothing => {}
                Said::Untold => counted.excluded += u64::from(observers.is_first && observers.telling == 0),
                Said::Adds(above, below) => {
                    counted.units += u64::from(observers.is_first);
                    counted.above += i128::from(above) * (WHOLE / observers.telling.max(1));
                    let last = last_visit[cell as usize].replace(unit.visit);
                    counted.visits += u64::from(last != Some(unit.visit));
                    let among = match making.is_shared_out() {
                        true => unit.subjects.len(),
                        false => 1,
                    };
                    let share = WHOLE / (observers.telling.max(1) * among.max(1) as i128);
                    for slot in &partition.slot_of[unit.subjects.clone()] {
                        of_slots[*slot as usize] += Sum {
                            above: i128::from(above) * share,
                            below: i128::from(below) * share,
                            weight: share,
                        };
                    }
                }
            }
        }
        let told = partition.slots.iter().copied().zip(of_slots);
        Self {
            of_slots: told.filter(|(_, sum)| sum.weight != 0).collect(),
            of_cells,
        }
    }

    /// For each cell, the slots of which something is told.
    pub(super) fn by_cell(&self) -> impl Iterator<Item = &[(Slot, Sum)]> {
        let mut rest = self.of_slots.as_slice();
        (0..self.of_cells.len()).map(move |cell| {
            let is_own = |(slot, _): &&(Slot, Sum)| slot.cell as usize == cell;
            let (own, after) = rest.split_at(rest.iter().take_while(is_own).count());
            rest = after;
            own
        })
    }
}

/// Those who saw a unit: how many of them tell, and whether this one counts for the lesson.
struct Observers {
    telling: i128,
    is_first: bool,
}

fn observers(partition: &Partition, said: &[Said], number: usize) -> Observers {
    let tells = |unit: &u32| matches!(said[*unit as usize], Said::Adds(..));
    let Some(set) = partition.shared_of[number] else {
        return Observers {
            telling: i128::from(matches!(said[number], Said::Adds(..))),
            is_first: true,
        };
    };
    let set = &partition.shared[set as usize];
    let same =
        |unit: &&u32| std::mem::discriminant(&said[**unit as usize]) == std::mem::discriminant(&said[number]);
    Observers {
        telling: set.iter().filter(|unit| tells(unit)).count() as i128,
        is_first: set
            .iter()
            .find(same)
            .is_some_and(|first| *first as usize == number),
    }
}

/// A sum in units.
pub(super) fn whole(sum: i128) -> f64 {
    sum as f64 / WHOLE as f64
}
