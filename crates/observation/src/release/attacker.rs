//! How far what is not told may move, for who knows all that is told and that what adds up adds up.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::reach::{Reach, reach};
use super::table::{EXACTNESS, Table};

/// Who tries to find what a table does not tell.
#[derive(Debug)]
pub(super) struct Attacker {
    /// The lines in which each quantity stands.
    pub(super) lines_of: Vec<Vec<usize>>,
    /// How far each quantity was found to go. It stays found: what is not told is not told later.
    found: Vec<Reach>,
    /// How far each quantity can go at most; not known since less is told.
    reach: Option<Vec<Reach>>,
}

/// What a search is after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// The room of a quantity, and beside it that of as many others as move: none goes further than is needed.
    Many,
    /// How far a quantity can go, whatever becomes of the others.
    One,
}

/// How far around a quantity is looked for room, line by line, and what is aimed at.
const SEARCHES: [(usize, Aim); 3] = [(1, Aim::Many), (usize::MAX, Aim::Many), (usize::MAX, Aim::One)];

/// Among what a quantity may move.
struct Field<'f> {
    table: &'f Table,
    reach: &'f [Reach],
    near: BTreeSet<usize>,
}

impl Attacker {
    /// Who has tried nothing yet.
    pub(super) fn of(table: &Table) -> Self {
        Self {
            lines_of: table.lines_of(),
            found: vec![Reach::default(); table.quantities.len()],
            reach: None,
        }
    }

    /// Notes that quantities may go this far from their truth, all at once.
    pub(super) fn note(&mut self, moves: impl IntoIterator<Item = (usize, f64)>) {
        for (quantity, by) in moves {
            let found = &mut self.found[quantity];
            (found.down, found.up) = (found.down.max(-by), found.up.max(by));
        }
    }

    /// Notes that less is told than before.
    pub(super) fn note_less_told(&mut self) {
        self.reach = None;
    }

    /// Whether a quantity is known to have its room.
    fn is_at_ease(&self, table: &Table, quantity: usize) -> bool {
        self.found[quantity].width() >= table.quantities[quantity].room - EXACTNESS
    }

    /// Whether an open quantity can move as far as it must.
    pub(super) fn leaves_room(&mut self, table: &Table, quantity: usize) -> bool {
        let own = &table.quantities[quantity];
        if !own.is_open() || self.is_at_ease(table, quantity) {
            return true;
        }
        let reach = self.reach.take().unwrap_or_else(|| reach(table));
        let may = reach[quantity].width() >= own.room - EXACTNESS;
        let leaves = may && self.finds_room(table, &reach, quantity);
        self.reach = Some(reach);
        leaves
    }

    fn finds_room(&mut self, table: &Table, reach: &[Reach], quantity: usize) -> bool {
        for (distance, aim) in SEARCHES {
            let near = self.around(table, reach, quantity, distance);
            let field = Field { table, reach, near };
            for direction in [OptimizationDirection::Maximize, OptimizationDirection::Minimize] {
                let moves = self.search(&field, quantity, (aim, direction));
                self.note(moves);
                if self.is_at_ease(table, quantity) {
                    return true;
                }
            }
        }
        false
    }

    /// A quantity with what moves in a line with it, and in a line with these, and so on, so many times.
    fn around(&self, table: &Table, reach: &[Reach], quantity: usize, times: usize) -> BTreeSet<usize> {
        let mut near = BTreeSet::from([quantity]);
        let mut last = near.clone();
        for _ in 0..times {
            let lines = self.lines_through(&last).into_iter();
            let members = lines.flat_map(|line| table.lines[line].members());
            let moving = members.filter(|member| reach[*member].width() > EXACTNESS);
            last = moving.filter(|member| near.insert(*member)).collect();
            if last.is_empty() {
                break;
            }
        }
        near
    }

    /// The lines in which one of these stands.
    pub(super) fn lines_through(&self, quantities: &BTreeSet<usize>) -> BTreeSet<usize> {
        let lines = quantities.iter().flat_map(|one| &self.lines_of[*one]);
        lines.copied().collect()
    }

    /// How all in a field move where a quantity goes as far as it can in one direction, what stands outside staying where it
    /// is: by linear programming. Nothing, where the solver finds nothing.
    fn search(
        &self,
        field: &Field<'_>,
        quantity: usize,
        (aim, direction): (Aim, OptimizationDirection),
    ) -> Vec<(usize, f64)> {
        let Field { table, reach, near } = field;
        let mut problem = Problem::new(direction);
        let mut variables = BTreeMap::new();
        for number in near {
            let room = table.quantities[*number].room;
            let reach = match aim {
                Aim::Many => reach[*number].capped(room.max(table.quantities[quantity].room)),
                Aim::One => reach[*number],
            };
            let weight = match aim {
                _ if *number == quantity => 2.0 / room,
                Aim::Many if !self.is_at_ease(table, *number) => self.push(*number, reach, direction) / room,
                _ => 0.0,
            };
            variables.insert(*number, problem.add_var(weight, (-reach.down, reach.up)));
        }
        for number in self.lines_through(near) {
            let line = &table.lines[number];
            let parts = line.parts.iter();
            let parts = parts.filter_map(|part| Some((*variables.get(part)?, 1.0)));
            let whole = variables.get(&line.whole).map(|whole| (*whole, -1.0));
            let terms: Vec<(Variable, f64)> = parts.chain(whole).collect();
            problem.add_constraint(&terms[..], ComparisonOp::Eq, 0.0);
        }
        let solved = problem.solve().ok();
        let solution = solved.and_then(|solved| solved.into_solution().ok());
        let moves = solution.map(|solution| {
            let moves = variables.into_iter();
            let moves = moves.map(|(number, variable)| (number, solution.var_value(variable)));
            moves.collect()
        });
        moves.unwrap_or_default()
    }

    /// Where a quantity is pushed that is not searched itself: the way it has still to go. Of those that never moved, half go
    /// one way and half the other, scattered, for what adds up cannot rise together.
    fn push(&self, number: usize, reach: Reach, direction: OptimizationDirection) -> f64 {
        let found = self.found[number];
        let rises = if found.width() < EXACTNESS {
            // Fibonacci hashing (Knuth, *The Art of Computer Programming* 3, 6.4).
            (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 63 == 1
        } else {
            let goes_up = reach.up - found.up >= reach.down - found.down;
            goes_up == (direction == OptimizationDirection::Maximize)
        };
        if rises { 1.0 } else { -1.0 }
    }
}
