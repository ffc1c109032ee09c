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
        if self.seen_room(quantity, lines_of) >= needed {
            return true;
        }
        let mut near = Component::of(quantity);
        loop {
            let further = self.around_open(&near, lines_of);
            if self.found_room(quantity, &further, needed) >= needed {
                return true;
            }
            if further.quantities.len() == near.quantities.len() {
                return false;
            }
            near = further;
        }
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

    /// Room that is seen without a solver: what moves against the quantity within its line, and where each stands in a second
    /// line, what moves there with it, four at a time.
    fn seen_room(&self, quantity: usize, lines_of: &[Vec<usize>]) -> f64 {
        match lines_of[quantity][..] {
            [line] if self.lines[line].whole != quantity => self.room_within(quantity, line, lines_of),
            [one, other]
                if [one, other]
                    .iter()
                    .all(|line| self.lines[*line].whole != quantity) =>
            {
                let up = self.room_by_fours(quantity, (one, other), lines_of, 1.0);
                up + self.room_by_fours(quantity, (one, other), lines_of, -1.0)
            }
            _ => 0.0,
        }
    }

    /// The parts of a line that move, but one.
    fn beside(&self, quantity: usize, line: usize) -> impl Iterator<Item = usize> + '_ {
        let parts = self.lines[line].parts.iter().copied();
        parts.filter(move |part| *part != quantity && self.quantities[*part].is_open())
    }

    fn room_within(&self, quantity: usize, line: usize, lines_of: &[Vec<usize>]) -> f64 {
        let own = &self.quantities[quantity];
        let alone = self
            .beside(quantity, line)
            .filter(|part| lines_of[*part].len() == 1);
        let (rise, fall) = alone.fold((0.0, 0.0), |(rise, fall), part| {
            let part = &self.quantities[part];
            (rise + part.down(), fall + part.up())
        });
        own.up().min(rise) + own.down().min(fall)
    }

    /// How far a quantity moves by cycles of four, each through its two lines and two lines across; what one cycle uses, no
    /// other has.
    fn room_by_fours(
        &self,
        quantity: usize,
        (one, other): (usize, usize),
        lines_of: &[Vec<usize>],
        sign: f64,
    ) -> f64 {
        let slack = |number: usize, sign: f64| {
            let quantity = &self.quantities[number];
            if sign > 0.0 {
                quantity.up()
            } else {
                quantity.down()
            }
        };
        let across = |number: usize, line: usize| match lines_of[number][..] {
            [first, second] => Some(if first == line { second } else { first }),
            _ => None,
        };
        let mut left: BTreeMap<usize, f64> = BTreeMap::new();
        let mut moved = 0.0;
        for along in self.beside(quantity, one) {
            let Some(crossing) = across(along, one) else {
                continue;
            };
            for beside in self.beside(quantity, other) {
                let Some(back) = across(beside, other) else {
                    continue;
                };
                let mut closing = self
                    .beside(along, crossing)
                    .filter(|fourth| lines_of[*fourth].contains(&back));
                let Some(fourth) = closing.next().filter(|fourth| *fourth != beside) else {
                    continue;
                };
                let cycle = [(along, -sign), (beside, -sign), (fourth, sign)];
                let rest: Vec<(usize, f64)> = cycle
                    .iter()
                    .map(|(number, sign)| {
                        let has = left.get(number).copied();
                        (*number, has.unwrap_or_else(|| slack(*number, *sign)))
                    })
                    .collect();
                let most = rest.iter().map(|(_, rest)| *rest);
                let by = most.fold(slack(quantity, sign) - moved, f64::min).max(0.0);
                left.extend(rest.into_iter().map(|(number, rest)| (number, rest - by)));
                moved += by;
            }
        }
        moved
    }

    /// These with the open quantities that stand in a line with one of them, and all lines through any of these: what stands
    /// further stays where it is.
    fn around_open(&self, near: &Component, lines_of: &[Vec<usize>]) -> Component {
        let lines = near.quantities.iter().flat_map(|one| &lines_of[*one]);
        let members = lines.flat_map(|line| {
            let line = &self.lines[*line];
            line.parts.iter().chain([&line.whole]).copied()
        });
        let open = members.filter(|member| self.quantities[*member].is_open());
        let quantities: BTreeSet<usize> = open.chain(near.quantities.iter().copied()).collect();
        Component {
            lines: quantities
                .iter()
                .flat_map(|one| &lines_of[*one])
                .copied()
                .collect(),
            quantities,
        }
    }

    /// How far a quantity can move with what moves beside it, as far as is needed: by linear programming.
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

/// Open quantities that move, and the lines through them.
#[derive(Debug)]
struct Component {
    quantities: BTreeSet<usize>,
    lines: BTreeSet<usize>,
}

impl Component {
    fn of(quantity: usize) -> Self {
        Self {
            quantities: BTreeSet::from([quantity]),
            lines: BTreeSet::new(),
        }
    }
}
