//! What else must not be told, so that what is not told cannot be found.
//!
//! Complementary suppression by the incremental attacker's problem: for a quantity whose range is too narrow, the cheapest
//! way by which it could be otherwise, all that adds up still adding up, is found by linear programming, and what it passes
//! through is not told any more; what is not told already costs nothing (Kelly, Golden and Assad, « Cell suppression:
//! disclosure protection for sensitive tabular data », *Networks* 22, 1992; Fischetti and Salazar-González, « Models and
//! algorithms for the 2-dimensional cell suppression problem in statistical disclosure control », *Mathematical Programming*
//! 84, 1999). It prefers losing the fewest and least useful quantities; it does not find the fewest there are.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::attacker::Attacker;
use super::table::{EXACTNESS, Quantity, Table, Told};

/// What came of protecting a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Protected {
    /// What is not told any more, in order.
    pub hidden: Vec<usize>,
    /// What nothing protects any more, for what finds it is published already.
    pub exposed: Vec<usize>,
}

impl Table {
    /// Stops telling what must not be told any more, until each open quantity has its room.
    pub fn protect(&mut self) -> Protected {
        self.protect_from(&mut Attacker::of(self))
    }

    fn protect_from(&mut self, attacker: &mut Attacker) -> Protected {
        let mut protected = Protected::default();
        let mut waiting: Vec<usize> = (0..self.quantities.len()).rev().collect();
        while let Some(next) = waiting.pop() {
            if attacker.leaves_room(self, next) {
                continue;
            }
            let Some(ways) = self.ways(next, attacker) else {
                protected.exposed.push(next);
                continue;
            };
            let passed: BTreeSet<usize> = ways.iter().flat_map(|way| &way.beyond).copied().collect();
            for companion in passed {
                self.quantities[companion].told = Told::Nothing;
                protected.hidden.push(companion);
                waiting.push(companion);
            }
            attacker.note_less_told();
            attacker.note(ways.into_iter().flat_map(|way| way.moves));
        }
        protected
    }

    /// As [`Table::protect`]; where nothing protects a quantity of this release, or the solver finds nothing, what stands in a
    /// line with it is not told either.
    pub(super) fn protect_closed(&mut self, attacker: &mut Attacker) {
        loop {
            let exposed = self.protect_from(attacker).exposed;
            let own = exposed
                .into_iter()
                .filter(|one| self.quantities[*one].cost.is_some());
            let near: BTreeSet<usize> = own
                .flat_map(|one| self.around(&BTreeSet::from([one]), attacker))
                .collect();
            attacker.note_less_told();
            let mut is_settled = true;
            for one in near {
                let quantity = &mut self.quantities[one];
                if quantity.cost.is_some() && quantity.told != Told::Nothing {
                    quantity.told = Told::Nothing;
                    is_settled = false;
                }
            }
            if is_settled {
                return;
            }
        }
    }

    /// The ways up and down by which a quantity has its room, looked for ever further from it; none where nothing is enough.
    fn ways(&self, quantity: usize, attacker: &Attacker) -> Option<Vec<Way>> {
        let own = &self.quantities[quantity];
        let rise = (own.most - own.truth).min(own.room);
        let both = [rise, rise - own.room];
        let needed = || both.into_iter().filter(|by| by.abs() > EXACTNESS);
        let mut near = BTreeSet::from([quantity]);
        loop {
            let further = self.around(&near, attacker);
            let found: Option<Vec<Way>> = needed()
                .map(|by| self.way((quantity, by), &further, attacker))
                .collect();
            if found.is_some() || further == near {
                return found;
            }
            near = further;
        }
    }

    /// These with all that stands in a line with one of them.
    fn around(&self, near: &BTreeSet<usize>, attacker: &Attacker) -> BTreeSet<usize> {
        let lines = attacker.lines_through(near).into_iter();
        let members = lines.flat_map(|line| self.lines[line].members());
        members.chain(near.iter().copied()).collect()
    }

    /// How a quantity can be so much more, or less, than it is.
    fn way(&self, (quantity, by): (usize, f64), near: &BTreeSet<usize>, attacker: &Attacker) -> Option<Way> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let needed = self.quantities[quantity].room;
        let moves: BTreeMap<usize, Moves> = near
            .iter()
            .map(|number| {
                let moves = Moves::of(&self.quantities[*number], needed, &mut problem);
                (*number, moves)
            })
            .collect();
        for number in attacker.lines_through(near) {
            let line = &self.lines[number];
            let parts = line.parts.iter().map(|part| (part, 1.0));
            let signed = parts.chain([(&line.whole, -1.0)]);
            let moving = signed.filter_map(|(number, sign)| Some((moves.get(number)?, sign)));
            let terms: Vec<(Variable, f64)> = moving.flat_map(|(moves, sign)| moves.net(sign)).collect();
            problem.add_constraint(&terms[..], ComparisonOp::Eq, 0.0);
        }
        problem.add_constraint(&moves[&quantity].net(1.0)[..], ComparisonOp::Eq, by);
        let solution = problem.solve().ok()?.into_solution().ok()?;
        let moved = |variable: Option<Variable>| variable.map_or(0.0, |one| solution.var_value(one));
        let beyond = moves
            .iter()
            .filter(|(_, moves)| moved(moves.beyond_up).max(moved(moves.beyond_down)) > EXACTNESS);
        let net = |moves: &Moves| {
            let terms = moves.net(1.0).into_iter();
            terms
                .map(|(variable, sign)| sign * solution.var_value(variable))
                .sum()
        };
        Some(Way {
            beyond: beyond.map(|(number, _)| *number).collect(),
            moves: moves
                .iter()
                .map(|(number, moves)| (*number, net(moves)))
                .collect(),
        })
    }
}

/// A way by which all that adds up may be otherwise.
struct Way {
    /// What it passes through, which must not be told any more.
    beyond: Vec<usize>,
    /// By how much each quantity moves.
    moves: Vec<(usize, f64)>,
}

/// How a quantity may move: within what is told of it, and beyond, where it is not told any more.
struct Moves {
    up: Variable,
    down: Variable,
    beyond_up: Option<Variable>,
    beyond_down: Option<Variable>,
}

impl Moves {
    fn of(quantity: &Quantity, needed: f64, problem: &mut Problem) -> Self {
        let (up, down) = (quantity.up(), quantity.down());
        // What itself needs more room than it gives calls for others.
        let weight = |cost: u32| f64::from(cost) * (1.0 + quantity.room / needed.max(EXACTNESS));
        let cost = quantity
            .cost
            .filter(|_| quantity.told != Told::Nothing)
            .map(weight);
        Self {
            up: problem.add_var(0.0, (0.0, up)),
            down: problem.add_var(0.0, (0.0, down)),
            beyond_up: cost
                .map(|cost| problem.add_var(cost, (0.0, (quantity.most - quantity.truth - up).max(0.0)))),
            beyond_down: cost
                .map(|cost| problem.add_var(cost, (0.0, (quantity.truth - quantity.least - down).max(0.0)))),
        }
    }

    fn net(&self, sign: f64) -> Vec<(Variable, f64)> {
        let beyond_up = self.beyond_up.map(|up| (up, sign));
        let beyond_down = self.beyond_down.map(|down| (down, -sign));
        let within = [(self.up, sign), (self.down, -sign)];
        within.into_iter().chain(beyond_up).chain(beyond_down).collect()
    }
}
