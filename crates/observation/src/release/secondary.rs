//! What else must not be told, so that what is not told cannot be found.
//!
//! Complementary suppression by the linear relaxation of the attacker's problem: a quantity whose range is too narrow gets a
//! companion, the least useful that widens it, until a solver finds room for each (Kelly, Golden and Assad, « Cell
//! suppression: disclosure protection for sensitive tabular data », *Networks* 22, 1992; Fischetti and Salazar-González,
//! « Models and algorithms for the 2-dimensional cell suppression problem in statistical disclosure control », *Mathematical
//! Programming* 84, 1999). It prefers losing the fewest and least useful quantities; it does not find the fewest there are.

use super::table::{Table, Told};

impl Table {
    /// Stops telling what must not be told any more, until each open quantity has its room; those that had to be, in order.
    pub fn protect(&mut self) -> Vec<usize> {
        let lines_of = self.lines_of();
        let mut hidden = Vec::new();
        let mut waiting: Vec<usize> = (0..self.quantities.len()).collect();
        while let Some(next) = waiting.pop() {
            while !self.has_room(next, &lines_of) {
                let Some(companion) = self.companion(next, &lines_of) else {
                    break;
                };
                self.quantities[companion].told = Told::Nothing;
                hidden.push(companion);
                waiting.push(companion);
            }
        }
        hidden
    }

    /// What widens the room of a quantity most for what is lost by it, among what stands in a line with it, else with what
    /// is open beside it.
    fn companion(&self, quantity: usize, lines_of: &[Vec<usize>]) -> Option<usize> {
        let near = |from: usize| {
            lines_of[from].iter().flat_map(|line| {
                let line = &self.lines[*line];
                line.parts.iter().chain([&line.whole]).copied()
            })
        };
        let told = |number: &usize| {
            let one = &self.quantities[*number];
            one.told == Told::Truth && one.cost.is_some()
        };
        let mut beside: Vec<usize> = near(quantity).filter(told).collect();
        if beside.is_empty() {
            beside = near(quantity).flat_map(near).filter(told).collect();
        }
        let worth = |number: &usize| {
            let one = &self.quantities[*number];
            let needed = self.quantities[quantity].room;
            // A quantity that can move as far as is needed is enough by itself.
            let gain = (one.most - one.least).min(needed);
            let moves = (one.truth - one.least).min(needed) + (one.most - one.truth).min(needed);
            (gain + moves) / f64::from(one.cost.unwrap_or(1).max(1))
        };
        beside.into_iter().max_by(|one, other| worth(one).total_cmp(&worth(other)).then(other.cmp(one)))
    }
}
