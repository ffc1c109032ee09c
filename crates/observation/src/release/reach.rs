//! How far quantities can go at most, for who knows all that is told and that what adds up adds up: bounds without a solver.

use super::table::{EXACTNESS, Line, Table};

/// How often bounds are carried from line to line at most: they hold however early one stops.
const SWEEPS: usize = 30;

/// How far a quantity can go from its truth.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Reach {
    pub(super) down: f64,
    pub(super) up: f64,
}

impl Reach {
    pub(super) fn width(self) -> f64 {
        self.down + self.up
    }

    /// Not further than `cap` either way.
    pub(super) fn capped(self, cap: f64) -> Self {
        Self {
            down: self.down.min(cap),
            up: self.up.min(cap),
        }
    }

    /// As it is where `is_turned` does not hold, else the other way round.
    fn turned(self, is_turned: bool) -> Self {
        match is_turned {
            true => Self {
                down: self.up,
                up: self.down,
            },
            false => self,
        }
    }
}

/// How far each quantity can go at most, by what each line leaves to it, carried from line to line (the « shuttle » of
/// Buzzigoli and Giusti, « An algorithm to calculate the lower and upper bounds of the elements of an array given its
/// marginals », *Statistical Data Protection*, Eurostat, 1999).
pub(super) fn reach(table: &Table) -> Vec<Reach> {
    let quantities = table.quantities.iter();
    let alone = quantities.map(|one| Reach {
        down: one.down(),
        up: one.up(),
    });
    let mut reach: Vec<Reach> = alone.collect();
    for _ in 0..SWEEPS {
        let mut is_settled = true;
        for line in &table.lines {
            is_settled &= !narrow(line, &mut reach);
        }
        if is_settled {
            break;
        }
    }
    reach
}

/// Narrows what stands in a line by the rest of it; whether anything was.
fn narrow(line: &Line, reach: &mut [Reach]) -> bool {
    // The whole goes the other way than its parts.
    let turned = |number: usize, reach: Reach| reach.turned(number == line.whole);
    let mut all = Reach::default();
    for number in line.members() {
        let one = turned(number, reach[number]);
        all = Reach {
            down: all.down + one.down,
            up: all.up + one.up,
        };
    }
    let mut is_narrower = false;
    for number in line.members() {
        let one = turned(number, reach[number]);
        let narrower = Reach {
            down: one.down.min((all.up - one.up).max(0.0)),
            up: one.up.min((all.down - one.down).max(0.0)),
        };
        is_narrower |= one.width() - narrower.width() > EXACTNESS;
        reach[number] = turned(number, narrower);
    }
    is_narrower
}

#[cfg(test)]
mod tests {
    use super::super::table::{Quantity, Told};
    use super::*;

    fn table(open: &[usize]) -> Table {
        // Two by two with its margins: 0 1 | 4, 2 3 | 5, 6 7 | 8.
        let truths = [3.0, 5.0, 7.0, 9.0, 8.0, 16.0, 10.0, 14.0, 24.0];
        let quantities = truths.iter().enumerate().map(|(number, truth)| Quantity {
            truth: *truth,
            least: 0.0,
            most: 100.0,
            told: if open.contains(&number) {
                Told::Nothing
            } else {
                Told::Truth
            },
            room: 4.0,
            cost: Some(1),
        });
        let line = |whole, parts: [usize; 2]| Line {
            whole,
            parts: parts.to_vec(),
        };
        Table {
            quantities: quantities.collect(),
            lines: vec![
                line(4, [0, 1]),
                line(5, [2, 3]),
                line(6, [0, 2]),
                line(7, [1, 3]),
                line(8, [4, 5]),
                line(8, [6, 7]),
            ],
        }
    }

    #[test]
    fn what_stands_alone_in_a_line_goes_nowhere() {
        assert!(reach(&table(&[0])).iter().all(|one| one.width() == 0.0));
        // Carried on: the second falls with the first, whose other line tells it.
        assert!(reach(&table(&[0, 1])).iter().all(|one| one.width() == 0.0));
    }

    #[test]
    fn a_cycle_leaves_what_its_least_leaves() {
        let reach = reach(&table(&[0, 1, 2, 3]));
        // The first may fall by its 3, and rise by the 5 of the second.
        assert_eq!(reach[0], Reach { down: 3.0, up: 5.0 });
        assert_eq!(reach[1], Reach { down: 5.0, up: 3.0 });
        assert_eq!(reach[4].width(), 0.0);
    }
}
