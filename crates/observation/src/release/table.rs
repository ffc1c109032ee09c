//! Quantities that add up, what is told of them, and how far what is not told may move for who tries to find it.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

/// A quantity of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// What it is.
    pub truth: f64,
    /// The least that it may be, whatever is told.
    pub least: f64,
    /// The most that it may be, whatever is told.
    pub most: f64,
    /// What is told of it.
    pub told: Told,
    /// How far what is not told in full must be able to move: the most less the least that a solver finds.
    pub room: f64,
    /// What is lost by not telling it; what was published already cannot be taken back, and has none.
    pub cost: Option<u32>,
}

/// What is told of a quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Told {
    /// All.
    Truth,
    /// That it lies between two bounds.
    Between(f64, f64),
    /// Nothing.
    Nothing,
}

/// A whole and its parts: the parts add up to the whole, and to what they have in common, which is taken for known.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The whole.
    pub whole: usize,
    /// The parts.
    pub parts: Vec<usize>,
}

/// Quantities and the lines that bind them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The quantities.
    pub quantities: Vec<Quantity>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// How far from each other two numbers may be and count as one: what a solver finds is not exact.
pub(super) const EXACTNESS: f64 = 1e-6;

impl Quantity {
    fn bounds(&self) -> (f64, f64) {
        match self.told {
            Told::Truth => (self.truth, self.truth),
            Told::Between(from, to) => (from, to),
            Told::Nothing => (self.least, self.most),
        }
    }

    /// Whether it is not told in full.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.told != Told::Truth
    }

    /// How far above the truth it may be, for who knows what is told of it alone.
    pub(super) fn up(&self) -> f64 {
        (self.bounds().1 - self.truth).max(0.0)
    }

    /// How far below.
    pub(super) fn down(&self) -> f64 {
        (self.truth - self.bounds().0).max(0.0)
    }
}

impl Table {
    /// The lines in which each quantity stands.
    #[must_use]
    pub fn lines_of(&self) -> Vec<Vec<usize>> {
        let mut lines = vec![Vec::new(); self.quantities.len()];
        for (number, line) in self.lines.iter().enumerate() {
            for quantity in line.parts.iter().chain([&line.whole]) {
                lines[*quantity].push(number);
            }
        }
        lines
    }

    /// Whether an open quantity can move as far as it must, for who knows all that is told, and that what adds up adds up.
    #[must_use]
    pub fn has_room(&self, quantity: usize, lines_of: &[Vec<usize>]) -> bool {
        let own = &self.quantities[quantity];
        if !own.is_open() || own.room <= EXACTNESS {
            return true;
        }
        let needed = own.room - EXACTNESS;
        let most = lines_of[quantity]
            .iter()
            .map(|line| self.most_room(quantity, *line))
            .fold(own.up() + own.down(), f64::min);
        if most < needed {
            return false;
        }
        let component = self.component(quantity, lines_of);
        // Of one line, the most that it leaves is what there is.
        component.lines.len() <= 1 || self.found_room(quantity, &component, needed) >= needed
    }

    /// What one line leaves at most to a quantity, the other lines of its neighbours set aside.
    fn most_room(&self, quantity: usize, line: usize) -> f64 {
        let line = &self.lines[line];
        let own = &self.quantities[quantity];
        let (mut rise, mut fall) = (0.0, 0.0);
        for other in line
            .parts
            .iter()
            .chain([&line.whole])
            .filter(|other| **other != quantity)
        {
            let other_moves_alike = (*other == line.whole) != (quantity == line.whole);
            let other = &self.quantities[*other];
            let (up, down) = (other.up(), other.down());
            rise += if other_moves_alike { up } else { down };
            fall += if other_moves_alike { down } else { up };
        }
        own.up().min(rise) + own.down().min(fall)
    }

    /// The open quantities that depend on each other, with the lines through them.
    fn component(&self, quantity: usize, lines_of: &[Vec<usize>]) -> Component {
        let mut component = Component::default();
        let mut waiting = vec![quantity];
        while let Some(next) = waiting.pop() {
            if component.quantities.contains(&next) {
                continue;
            }
            component.quantities.insert(next);
            for number in &lines_of[next] {
                if component.lines.insert(*number) {
                    let line = &self.lines[*number];
                    let members = line.parts.iter().chain([&line.whole]).copied();
                    waiting.extend(members.filter(|member| self.quantities[*member].is_open()));
                }
            }
        }
        component
    }

    /// How far a quantity can move within its component, as far as is needed: by linear programming.
    fn found_room(&self, quantity: usize, component: &Component, needed: f64) -> f64 {
        let up = self.furthest(quantity, component, OptimizationDirection::Maximize);
        if up >= needed {
            return up;
        }
        up + self.furthest(quantity, component, OptimizationDirection::Minimize)
    }

    /// How far from the truth a quantity can go in one direction; not at all, where the solver finds nothing.
    fn furthest(&self, quantity: usize, component: &Component, direction: OptimizationDirection) -> f64 {
        let mut problem = Problem::new(direction);
        let mut variables = BTreeMap::new();
        for number in &component.quantities {
            let open = &self.quantities[*number];
            let bounds = (-open.down(), open.up());
            let weight = f64::from(u8::from(*number == quantity));
            variables.insert(*number, problem.add_var(weight, bounds));
        }
        for number in &component.lines {
            let line = &self.lines[*number];
            let parts = line
                .parts
                .iter()
                .filter_map(|part| Some((*variables.get(part)?, 1.0)));
            let whole = variables.get(&line.whole).map(|whole| (*whole, -1.0));
            let terms: Vec<(Variable, f64)> = parts.chain(whole).collect();
            problem.add_constraint(&terms[..], ComparisonOp::Eq, 0.0);
        }
        let solved = problem
            .solve()
            .ok()
            .and_then(|solved| solved.into_solution().ok());
        solved.map_or(0.0, |solution| solution.objective().abs())
    }
}

/// Open quantities that depend on each other, and the lines through them.
#[derive(Debug, Default)]
struct Component {
    quantities: BTreeSet<usize>,
    lines: BTreeSet<usize>,
}
