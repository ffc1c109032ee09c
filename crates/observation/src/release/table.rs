//! Quantities that add up, and what is told of them.

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
    /// The least and the most that it may be, for who knows what is told of it alone.
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

impl Line {
    /// All that stands in it.
    pub(super) fn members(&self) -> impl Iterator<Item = usize> + '_ {
        self.parts.iter().chain([&self.whole]).copied()
    }
}

impl Table {
    /// The lines in which each quantity stands.
    #[must_use]
    pub(super) fn lines_of(&self) -> Vec<Vec<usize>> {
        let mut lines = vec![Vec::new(); self.quantities.len()];
        for (number, line) in self.lines.iter().enumerate() {
            for quantity in line.members() {
                lines[quantity].push(number);
            }
        }
        lines
    }
}
