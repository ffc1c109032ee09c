//! Who tries to find what a table does not tell: by linear programming over what it is made of, its innermost cells, knowing
//! every total that is told and the rules. Nothing here is the product's own solver but the library that solves.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

/// Something that is told of a sum of innermost cells.
#[derive(Debug, Clone)]
pub struct Clue {
    /// The cells that are added up.
    pub cells: Vec<usize>,
    /// From what to what their sum lies.
    pub between: (f64, f64),
}

/// What is known: how large each innermost cell may be, and what is told of sums.
#[derive(Debug, Clone, Default)]
pub struct Knowledge {
    /// The most that each may be; at least they are nothing.
    pub most: Vec<f64>,
    /// What is told.
    pub clues: Vec<Clue>,
}

impl Knowledge {
    /// From what to what the sum of `cells` may lie.
    pub fn range(&self, cells: &[usize]) -> (f64, f64) {
        let far = |direction| {
            let mut problem = Problem::new(direction);
            let variables: Vec<Variable> = (0..self.most.len())
                .map(|cell| {
                    let weight = if cells.contains(&cell) { 1.0 } else { 0.0 };
                    problem.add_var(weight, (0.0, self.most[cell]))
                })
                .collect();
            for clue in &self.clues {
                let terms: Vec<(Variable, f64)> =
                    clue.cells.iter().map(|cell| (variables[*cell], 1.0)).collect();
                let (from, to) = clue.between;
                if from == to {
                    problem.add_constraint(&terms[..], ComparisonOp::Eq, from);
                } else {
                    problem.add_constraint(&terms[..], ComparisonOp::Ge, from);
                    problem.add_constraint(&terms[..], ComparisonOp::Le, to);
                }
            }
            let solved = problem.solve().expect("the truth is a solution");
            solved.into_solution().expect("an end").objective()
        };
        (
            far(OptimizationDirection::Minimize),
            far(OptimizationDirection::Maximize),
        )
    }

    /// How many whole numbers the sum of `cells` may be, at most.
    pub fn possible_counts(&self, cells: &[usize]) -> u64 {
        let (from, to) = self.range(cells);
        ((to + 1e-6).floor() - (from - 1e-6).ceil() + 1.0).max(0.0) as u64
    }
}
