//! Counts that a release tells: none of them tells, with another, what is hidden of a few.

use observation::canonical::Sha256;
use observation::grid::GridFile;
use observation::grid::indicator::Measure;
use observation::indicator::{Editions, Evaluation, Partition, Population};
use observation::packed::PackedVisit;
use observation::release::{CellScope, Figures, Plan, Released, Rules, prepare};
use whole_product::drawn::{Drawn, Size};
use whole_product::sync::visits::grid;

type Visits = Vec<(Sha256, PackedVisit)>;

const YEARS: [&str; 3] = ["2023-2024", "2024-2025", "2025-2026"];

fn drawn(file: &GridFile, seed: u64) -> Visits {
    let size = Size {
        visits: 700,
        schools: 24,
        circonscriptions: 2,
        teachers: 8,
        years: YEARS.len() as u32,
    };
    Drawn::new(file, size, seed).visits()
}

fn released(file: &GridFile, visits: &Visits, teachers: u32) -> Figures {
    let population = Population::of(Editions::leading_to(file, &[]), visits.clone());
    let (years, earlier) = (YEARS.map(str::to_owned), Figures::new());
    let plan = Plan {
        rules: Rules { teachers },
        complete: &years,
        anchor: YEARS[0],
        earlier: &earlier,
    };
    prepare(&population, &plan).figures
}

/// Two visits of the first year, none of the second, all of the third.
fn two_and_many(file: &GridFile, seed: u64) -> Visits {
    let visits = drawn(file, seed).into_iter();
    let mut left = 2;
    visits
        .filter(|(_, visit)| {
            let has_one = visit
                .teachers
                .as_ref()
                .is_some_and(|teachers| teachers.observed.len() == 1);
            match visit.circumstances.school_year.as_str() {
                "2025-2026" => true,
                "2023-2024" if has_one && left > 0 => {
                    left -= 1;
                    true
                }
                _ => false,
            }
        })
        .collect()
}

/// The indicators that somebody of the first year tells something of.
fn told_in_the_first_year(file: &GridFile, visits: &Visits) -> Vec<String> {
    let early = visits
        .iter()
        .filter(|(_, visit)| visit.circumstances.school_year == YEARS[0]);
    let population = Population::of(Editions::leading_to(file, &[]), early.cloned());
    let evaluation = Evaluation::of(&population);
    let codes = file.grid().indicators.iter().filter(|one| {
        let all = Partition::of(&population, one.unit, 1, |_| Some(0));
        let evaluated = evaluation.evaluate(&evaluation.segments(&one.code)[0], &all);
        evaluated.cells[0].iter().any(|figure| figure.subjects > 0)
    });
    codes.map(|one| one.code.clone()).collect()
}

/// What is told of the académie both of the three years and of the last: less than three teachers are the difference.
fn found(figures: &Figures, codes: &[String]) -> Vec<String> {
    let of_academie = |code: &str, is_it: &dyn Fn(&str, &str) -> bool| -> Vec<Released> {
        let own = figures.iter().filter(|(key, _)| {
            let window = &key.cell.window;
            key.indicator == code
                && key.cell.scope == CellScope::Academie
                && key.cell.education_prioritaire.is_none()
                && is_it(&window.first, &window.last)
        });
        own.map(|(_, told)| *told).collect()
    };
    let both = codes.iter().filter(|code| {
        let block = of_academie(code, &|first, last| first == YEARS[0] && last == YEARS[2]);
        let last = of_academie(code, &|first, _| first == YEARS[2]);
        let mut pairs = block.iter().zip(&last);
        pairs.any(|(block, last)| block.teachers.is_some() && last.teachers.is_some())
    });
    both.cloned().collect()
}

#[test]
fn two_teachers_of_an_early_year_are_not_what_two_windows_differ_by() {
    let file = grid();
    for teachers in [3, 5] {
        let visits = two_and_many(&file, u64::from(teachers));
        let codes = told_in_the_first_year(&file, &visits);
        assert!(codes.len() > 5, "{codes:?}");
        let figures = released(&file, &visits, teachers);
        assert_eq!(found(&figures, &codes), [""; 0]);
        // Spoilt: each window by its own rules, for both are of many teachers.
        let mut spoilt = figures;
        for told in spoilt.values_mut() {
            told.teachers = Some(100);
        }
        assert_ne!(found(&spoilt, &codes), [""; 0]);
    }
}

#[test]
fn units_and_what_left_them_are_told_together_or_not_at_all() {
    let file = grid();
    let figures = released(&file, &drawn(&file, 7), 5);
    let told = figures.values().filter(|told| told.units.is_some()).count();
    assert!(told > 100, "{told}");
    for (key, told) in &figures {
        assert_eq!(told.units.is_some(), told.excluded.is_some(), "{key:?}");
        // Who reads a numerator reads of how many it is.
        assert!(told.numerator.is_none() || told.units.is_some(), "{key:?}");
    }
}

#[test]
fn no_more_units_hold_than_there_are() {
    let file = grid();
    let shares = file.grid().indicators.iter().filter(|one| {
        matches!(
            one.measure,
            Measure::Proportion { .. } | Measure::Distribution { .. }
        )
    });
    let shares: Vec<&str> = shares.map(|one| one.code.as_str()).collect();
    let figures = released(&file, &drawn(&file, 8), 5);
    let own = figures
        .iter()
        .filter(|(key, _)| shares.contains(&key.indicator.as_str()));
    let counts = own.filter_map(|(key, told)| Some((key, told.numerator?, told.units?)));
    let counts: Vec<_> = counts.collect();
    assert!(counts.len() > 50, "{}", counts.len());
    for (key, numerator, units) in counts {
        assert!(numerator <= units, "{key:?}: {numerator} of {units}");
    }
}
