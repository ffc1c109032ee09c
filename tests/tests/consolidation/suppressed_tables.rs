//! Tables of three and more dimensions, drawn at random: whatever is hidden stays hidden from who solves them.

use observation::release::rules::{BAND, HIDDEN_SHARE, SMALL};
use observation::release::table::{Line, Quantity, Table, Told};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use whole_product::rounds::rounds;

use super::attacker::{Clue, Knowledge};

const THRESHOLD: u64 = 5;

/// A table over some dimensions with every total: its innermost cells have teachers and how many of them do something.
struct Drawn {
    sizes: Vec<usize>,
    teachers: Vec<u64>,
    doing: Vec<u64>,
}

/// A cell or a total: of each dimension one place, or all.
type Cell = Vec<Option<usize>>;

impl Drawn {
    fn of(seed: u64) -> Self {
        let mut random = StdRng::seed_from_u64(seed);
        let dimensions = random.random_range(3..5);
        let sizes: Vec<usize> = (0..dimensions)
            .map(|_| random.random_range(2..if dimensions == 3 { 5 } else { 3 }))
            .collect();
        Self::sized(sizes, &mut random)
    }

    fn sized(sizes: Vec<usize>, random: &mut StdRng) -> Self {
        let count = sizes.iter().product();
        // Some groups are empty, some small, most as large as a school.
        let of_group = |random: &mut StdRng| match random.random_range(0..8) {
            0 => 0,
            1 => random.random_range(1..5),
            _ => random.random_range(5..40),
        };
        let teachers: Vec<u64> = (0..count).map(|_| of_group(random)).collect();
        let doing = |teachers: &u64| match random.random_range(0..12) {
            0 => 0,
            1 => *teachers,
            _ => random.random_range(0..=*teachers),
        };
        Self {
            doing: teachers.iter().map(doing).collect(),
            sizes,
            teachers,
        }
    }

    /// Every cell and total.
    fn cells(&self) -> Vec<Cell> {
        let mut cells = vec![Vec::new()];
        for size in &self.sizes {
            let places = || (0..*size).map(Some).chain([None]);
            let longer = cells
                .iter()
                .flat_map(|cell: &Cell| places().map(move |place| [cell.clone(), vec![place]].concat()));
            cells = longer.collect();
        }
        cells
    }

    /// The innermost cells of a cell.
    fn within(&self, cell: &Cell) -> Vec<usize> {
        (0..self.teachers.len())
            .filter(|number| {
                let mut left = *number;
                let places = self.sizes.iter().rev().map(|size| {
                    let place = left % size;
                    left /= size;
                    place
                });
                let mut both = places.zip(cell.iter().rev());
                both.all(|(place, asked)| asked.is_none_or(|asked| asked == place))
            })
            .collect()
    }

    fn sum(&self, of: &[u64], cell: &Cell) -> u64 {
        self.within(cell).iter().map(|number| of[*number]).sum()
    }

    /// Each total with its parts along each dimension.
    fn lines(&self, cells: &[Cell]) -> Vec<Line> {
        let number = |cell: &Cell| cells.iter().position(|one| one == cell).unwrap();
        let totals = cells.iter().flat_map(|cell| {
            let open = (0..cell.len()).filter(|dimension| cell[*dimension].is_none());
            open.map(move |dimension| (cell, dimension))
        });
        totals
            .map(|(cell, dimension)| Line {
                whole: number(cell),
                parts: (0..self.sizes[dimension])
                    .map(|place| {
                        let mut part = cell.clone();
                        part[dimension] = Some(place);
                        number(&part)
                    })
                    .collect(),
            })
            .collect()
    }

    /// The teachers of each cell: too few are not told.
    fn teachers_table(&self, cells: &[Cell]) -> Table {
        let quantities = cells.iter().map(|cell| {
            let teachers = self.sum(&self.teachers, cell);
            Quantity {
                truth: teachers as f64,
                least: 0.0,
                most: 10_000.0,
                told: if teachers < THRESHOLD {
                    Told::Nothing
                } else {
                    Told::Truth
                },
                room: (THRESHOLD - 1) as f64,
                cost: Some(1 + cell.iter().filter(|place| place.is_none()).count() as u32 * 3),
            }
        });
        Table {
            quantities: quantities.collect(),
            lines: self.lines(cells),
        }
    }

    /// How many do it, for each cell: told where its teachers are, near nobody or all as a bound.
    fn shares_table(&self, cells: &[Cell], teachers: &Table) -> Table {
        let quantities = cells.iter().zip(&teachers.quantities).map(|(cell, told)| {
            let of = told.truth;
            let truth = self.sum(&self.doing, cell) as f64;
            let is_small = of < SMALL as f64;
            Quantity {
                truth,
                least: 0.0,
                most: of,
                told: match told.told {
                    Told::Truth if is_small && truth <= BAND * of => Told::Between(0.0, BAND * of),
                    Told::Truth if is_small && truth >= (1.0 - BAND) * of => {
                        Told::Between((1.0 - BAND) * of, of)
                    }
                    told => told,
                },
                room: HIDDEN_SHARE * of,
                cost: told.cost,
            }
        });
        Table {
            quantities: quantities.collect(),
            lines: teachers.lines.clone(),
        }
    }

    /// What is told of each cell, for who attacks.
    fn knowledge(&self, cells: &[Cell], table: &Table, most: Vec<f64>) -> Knowledge {
        let clues = cells.iter().zip(&table.quantities).filter_map(|(cell, one)| {
            let between = match one.told {
                Told::Truth => (one.truth, one.truth),
                Told::Between(from, to) => (from, to),
                Told::Nothing => return None,
            };
            Some(Clue {
                cells: self.within(cell),
                between,
            })
        });
        Knowledge {
            most,
            clues: clues.collect(),
        }
    }

    /// The cells whose teachers can be found too nearly.
    fn found_counts(&self, cells: &[Cell], table: &Table) -> Vec<Cell> {
        let known = self.knowledge(cells, table, vec![10_000.0; self.teachers.len()]);
        let hidden = cells
            .iter()
            .zip(&table.quantities)
            .filter(|(_, one)| one.is_open());
        let found = hidden.filter(|(cell, _)| known.possible_counts(&self.within(cell)) < THRESHOLD);
        found.map(|(cell, _)| cell.clone()).collect()
    }

    /// The cells whose share can be found too nearly, by who knows how many teachers each has.
    fn found_shares(&self, cells: &[Cell], table: &Table) -> Vec<Cell> {
        let most = self.teachers.iter().map(|teachers| *teachers as f64);
        let known = self.knowledge(cells, table, most.collect());
        let hidden = cells
            .iter()
            .zip(&table.quantities)
            .filter(|(_, one)| one.is_open() && one.most > 0.0);
        let found = hidden.filter(|(cell, one)| {
            let (from, to) = known.range(&self.within(cell));
            (to - from) / one.most < HIDDEN_SHARE - 1e-5
        });
        found.map(|(cell, _)| cell.clone()).collect()
    }
}

/// How many tables.
fn tables() -> u64 {
    u64::from(rounds("random tables that are attacked", 500, 10_000))
}

#[test]
fn nothing_hidden_is_found_in_tables_of_three_and_more_dimensions() {
    let (mut hidden, mut told, mut counts) = (0, 0, 0);
    for seed in 0..tables() {
        let drawn = Drawn::of(seed);
        let cells = drawn.cells();
        let mut teachers = drawn.teachers_table(&cells);
        assert_eq!(teachers.protect().exposed, [0; 0], "{seed}");
        assert_eq!(
            drawn.found_counts(&cells, &teachers),
            Vec::<Cell>::new(),
            "{seed}"
        );
        let mut shares = drawn.shares_table(&cells, &teachers);
        assert_eq!(shares.protect().exposed, [0; 0], "{seed}");
        assert_eq!(drawn.found_shares(&cells, &shares), Vec::<Cell>::new(), "{seed}");
        let open = shares
            .quantities
            .iter()
            .filter(|one| one.told == Told::Nothing)
            .count();
        hidden += open;
        counts += teachers.quantities.iter().filter(|one| one.is_open()).count();
        told += cells.len() - open;
    }
    // Not everything is hidden to be safe.
    assert!(
        counts * 2 < told + hidden && told * 10 > hidden,
        "{told} told, {hidden} hidden, {counts} of them with their teachers"
    );
}

#[test]
fn hiding_the_small_alone_is_caught() {
    let caught = (0..40).filter(|seed| {
        let drawn = Drawn::of(*seed);
        let cells = drawn.cells();
        let teachers = drawn.teachers_table(&cells);
        !drawn.found_counts(&cells, &teachers).is_empty()
    });
    assert!(caught.count() > 20);
}

/// A second hidden cell in each line that has one, whatever their counts.
fn two_a_line(table: &mut Table) {
    let lines = table.lines.clone();
    for line in lines.iter().chain(&lines) {
        let members: Vec<usize> = line.parts.iter().copied().chain([line.whole]).collect();
        let open = members
            .iter()
            .filter(|one| table.quantities[**one].is_open())
            .count();
        if open == 1 {
            let told = members.iter().filter(|one| !table.quantities[**one].is_open());
            let smallest = told.min_by(|one, other| {
                table.quantities[**one]
                    .truth
                    .total_cmp(&table.quantities[**other].truth)
            });
            if let Some(smallest) = smallest.copied() {
                table.quantities[smallest].told = Told::Nothing;
            }
        }
    }
}

#[test]
fn two_hidden_a_line_are_caught() {
    let caught = (0..60).filter(|seed| {
        let drawn = Drawn::of(*seed);
        let cells = drawn.cells();
        let mut teachers = drawn.teachers_table(&cells);
        two_a_line(&mut teachers);
        !drawn.found_counts(&cells, &teachers).is_empty()
    });
    assert!(caught.count() > 5);
}

/// Every table of whole numbers, of 2 × 2 × 2, that says what is told; for each cell, the counts that it has in them.
fn every_table(drawn: &Drawn, cells: &[Cell], table: &Table) -> Vec<std::collections::BTreeSet<u64>> {
    let told: Vec<(Vec<usize>, u64)> = cells
        .iter()
        .zip(&table.quantities)
        .filter(|(_, one)| !one.is_open())
        .map(|(cell, one)| (drawn.within(cell), one.truth as u64))
        .collect();
    let most: u64 = drawn.teachers.iter().sum::<u64>() + 6;
    let mut found = vec![std::collections::BTreeSet::new(); cells.len()];
    let mut groups = vec![0; drawn.teachers.len()];
    enumerate(&told, &mut groups, 0, most, &mut |groups| {
        for (cell, found) in cells.iter().zip(&mut found) {
            found.insert(drawn.within(cell).iter().map(|number| groups[*number]).sum());
        }
    });
    found
}

/// Calls `with` with every choice of whole numbers that agrees with what is told.
fn enumerate(
    told: &[(Vec<usize>, u64)],
    groups: &mut Vec<u64>,
    at: usize,
    most: u64,
    with: &mut impl FnMut(&[u64]),
) {
    let known = |groups: &[u64], cells: &[usize]| cells.iter().map(|cell| groups[*cell]).sum::<u64>();
    let agrees = told.iter().all(|(cells, sum)| {
        let is_settled = cells.iter().all(|cell| *cell < at);
        let own = known(groups, cells);
        own <= *sum && (!is_settled || own == *sum)
    });
    if !agrees {
        return;
    }
    if at == groups.len() {
        return with(groups);
    }
    for count in 0..=most {
        groups[at] = count;
        enumerate(told, groups, at + 1, most, with);
        let is_bound = told
            .iter()
            .any(|(cells, sum)| cells.contains(&at) && known(groups, cells) > *sum);
        if is_bound {
            break;
        }
    }
    groups[at] = 0;
}

#[test]
fn every_whole_table_of_two_by_two_by_two_leaves_as_many_counts_as_the_threshold() {
    let mut looked_at = 0;
    for seed in 0..u64::from(rounds("exhaustive tables of 2 x 2 x 2", 60, 1_000)) {
        let mut random = StdRng::seed_from_u64(seed);
        let mut drawn = Drawn::sized(vec![2, 2, 2], &mut random);
        // Small enough for every table to be made, and large enough for some of it to be told.
        drawn
            .teachers
            .iter_mut()
            .for_each(|teachers| *teachers = random.random_range(0..14));
        let cells = drawn.cells();
        let mut teachers = drawn.teachers_table(&cells);
        teachers.protect();
        // What tells no total of all has more tables than can be made.
        let told = teachers.quantities.iter().filter(|one| !one.is_open()).count();
        if told < 8 || teachers.quantities.last().is_none_or(Quantity::is_open) {
            continue;
        }
        let found = every_table(&drawn, &cells, &teachers);
        for ((cell, one), found) in cells.iter().zip(&teachers.quantities).zip(&found) {
            assert!(
                !one.is_open() || found.len() as u64 >= THRESHOLD,
                "{seed} {cell:?} {found:?}"
            );
        }
        looked_at += 1;
    }
    assert!(looked_at > 10, "{looked_at}");
}
