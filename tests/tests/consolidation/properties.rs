//! What must hold of figures whatever the visits. Each property stands beside a spoilt way of counting that it catches.

use observation::canonical::Sha256;
use observation::facts::FactValue;
use observation::grid::{GridFile, Scope};
use observation::indicator::{Editions, Evaluated, Evaluation, Partition, Population};
use observation::packed::PackedVisit;
use observation::visit::Standing;
use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use whole_product::drawn::{Drawn, Size};
use whole_product::sync::visits::grid;

type Visits = Vec<(Sha256, PackedVisit)>;

fn drawn(file: &GridFile, seed: u64) -> Visits {
    let size = Size {
        visits: 60,
        schools: 8,
        circonscriptions: 2,
        teachers: 4,
        years: 3,
    };
    Drawn::new(file, size, seed).visits()
}

/// Every figure of every indicator, over the schools.
fn figures(file: &GridFile, visits: Visits) -> Vec<Evaluated> {
    let population = Population::of(Editions::leading_to(file, &[]), visits);
    let evaluation = Evaluation::of(&population);
    let by_school = |scope| {
        Partition::of(&population, scope, 8, |unit| {
            usize::try_from(unit.place.uai.number() - 9_740_001).ok()
        })
    };
    let partitions = [Scope::Visit, Scope::Seance].map(by_school);
    let codes = file.grid().indicators.iter();
    codes
        .map(|indicator| {
            let segments = evaluation.segments(&indicator.code);
            let partition = &partitions[usize::from(indicator.unit == Scope::Seance)];
            evaluation.evaluate(&segments[0], partition)
        })
        .collect()
}

/// The bits of every value and bound.
fn bits(evaluated: &[Evaluated]) -> Vec<u64> {
    let figures = evaluated.iter().flat_map(|one| one.cells.iter().flatten());
    figures
        .flat_map(|figure| {
            let interval = figure.interval.map(|interval| [interval.from, interval.to]);
            [figure.value, Some(figure.numerator), Some(figure.greatest_part)]
                .into_iter()
                .flatten()
                .chain(interval.into_iter().flatten())
                .map(f64::to_bits)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Each value with what it rests on, but what was left out.
fn told(evaluated: &[Evaluated]) -> Vec<(Option<u64>, u64, u64, u64)> {
    let figures = evaluated.iter().flat_map(|one| one.cells.iter().flatten());
    figures
        .map(|one| (one.value.map(f64::to_bits), one.units, one.visits, one.subjects))
        .collect()
}

/// A co-observer of each lesson of `visit`, who answers nothing but what `answer` says of each item.
fn beside(visit: &PackedVisit, answer: impl Fn(&FactValue) -> FactValue) -> PackedVisit {
    let mut beside = visit.clone();
    beside
        .answers
        .values_mut()
        .for_each(|value| *value = answer(value));
    for seance in &mut beside.seances {
        seance
            .answers
            .values_mut()
            .for_each(|value| *value = answer(value));
        seance.samples.clear();
    }
    beside
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_order_of_visits_changes_a_bit(seed in 0_u64..1_000_000) {
        let file = grid();
        let visits = drawn(&file, seed);
        let mut shuffled = visits.clone();
        shuffled.shuffle(&mut StdRng::seed_from_u64(seed));
        prop_assert_eq!(bits(&figures(&file, visits)), bits(&figures(&file, shuffled)));
    }

    #[test]
    fn what_was_not_observed_changes_no_value(seed in 0_u64..1_000_000) {
        let file = grid();
        let visits = drawn(&file, seed);
        let before = told(&figures(&file, visits.clone()));
        let with = |answer: &dyn Fn(&FactValue) -> FactValue| {
            let others = visits.iter().map(|(grid, visit)| (*grid, beside(visit, answer)));
            visits.iter().cloned().chain(others.collect::<Vec<_>>()).collect::<Visits>()
        };
        for state in [FactValue::NotObserved, FactValue::NotApplicable, FactValue::NotRelevant] {
            prop_assert_eq!(&told(&figures(&file, with(&|_| state.clone()))), &before);
        }
        let as_no = |value: &FactValue| match value {
            FactValue::YesNo(_) => FactValue::YesNo(false),
            other => other.clone(),
        };
        prop_assert_ne!(told(&figures(&file, with(&as_no))), before);
    }

    #[test]
    fn a_lesson_that_two_observers_saw_alike_is_the_lesson_that_one_saw(seed in 0_u64..1_000_000) {
        let file = grid();
        let visits = drawn(&file, seed);
        let mut twice = visits.clone();
        twice.extend(visits.iter().cloned());
        let units = |evaluated: &[Evaluated]| -> Vec<(Option<u64>, u64, u64)> {
            told(evaluated).into_iter().map(|(value, units, _, subjects)| (value, units, subjects)).collect()
        };
        let once = units(&figures(&file, visits.clone()));
        prop_assert_eq!(&units(&figures(&file, twice.clone())), &once);
        // Spoilt: each observer's lesson taken for another.
        for (number, (_, visit)) in twice.iter_mut().enumerate() {
            for (rank, seance) in visit.seances.iter_mut().enumerate() {
                seance.lesson_id = Sha256::of(format!("{number} {rank}").as_bytes());
            }
        }
        prop_assert_ne!(units(&figures(&file, twice)), once);
    }

    #[test]
    fn two_entries_of_one_teacher_that_are_merged_are_one_person(seed in 0_u64..1_000_000, one in 0_u32..8) {
        let file = grid();
        let mut visits = drawn(&file, seed);
        let mut key = |from: u32, to: u32| {
            let named = |teacher: u32| {
                let mut key = [0; 32];
                key[..4].copy_from_slice(&one.to_be_bytes());
                key[4..8].copy_from_slice(&teacher.to_be_bytes());
                key
            };
            for (_, visit) in &mut visits {
                for observed in visit.teachers.iter_mut().flat_map(|teachers| &mut teachers.observed) {
                    if *observed == named(from) {
                        *observed = named(to);
                    }
                }
            }
            figures(&file, visits.clone())
        };
        let apart = key(0, 0);
        let merged = key(0, 1);
        for (apart, merged) in apart.iter().zip(&merged) {
            for (school, (apart, merged)) in apart.cells.iter().zip(&merged.cells).enumerate() {
                for (apart, merged) in apart.iter().zip(merged) {
                    // A teacher of the next school is named by his own.
                    let fewest = apart.subjects - u64::from(school as u32 == one || school as u32 + 1 == one)
                        .min(apart.subjects);
                    prop_assert!((fewest..=apart.subjects).contains(&merged.subjects));
                    prop_assert_eq!(merged.units, apart.units);
                }
            }
        }
    }
}

#[test]
fn what_was_not_communicated_or_was_opposed_counts_nowhere() {
    let file = grid();
    let mut visits = drawn(&file, 7);
    let before = told(&figures(&file, visits.clone()));
    let is_counted = |visit: &PackedVisit| visit.circumstances.standing == Standing::Communicated;
    visits.retain(|(_, visit)| is_counted(visit));
    assert_eq!(told(&figures(&file, visits.clone())), before);
    for standing in [Standing::Unsaid, Standing::Withdrawn] {
        let mut all = visits.clone();
        all.iter_mut()
            .for_each(|(_, visit)| visit.circumstances.standing = standing);
        let figures = figures(&file, all);
        let mut cells = figures.iter().flat_map(|one| one.cells.iter().flatten());
        assert!(cells.all(|one| one.value.is_none_or(|value| value == 0.0) && one.units == 0));
    }
}
