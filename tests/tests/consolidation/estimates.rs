//! Every indicator of every grid that Carnet brings, over visits drawn at random, equals to 1e-9 what an independent
//! implementation finds (Python, with numpy, scipy and statsmodels).

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use observation::canonical::Sha256;
use observation::grid::{GridFile, Scope, check};
use observation::indicator::{Editions, Evaluation, Figure, Partition, Population, UnitView};
use observation::packed::PackedVisit;
use observation::visit::Standing;
use serde::Deserialize;
use serde_json::{Value, json};
use whole_product::drawn::{Drawn, Size};
use whole_product::readers::readers_python;
use whole_product::rounds::rounds;

/// How far two results may be from each other.
const EXACTNESS: f64 = 1e-9;

/// A figure as Python tells it.
#[derive(Debug, Deserialize)]
struct Found {
    value: Option<f64>,
    interval: Option<(f64, f64)>,
    visits: u64,
    units: u64,
    excluded: u64,
    subjects: u64,
    schools: u64,
}

fn grids() -> Vec<GridFile> {
    let texts = [
        include_bytes!("../../../assets/grids/usages-numerique-premier-degre.json").as_slice(),
        include_bytes!("../../../assets/grids/usages-numerique-cycle-1.json"),
        include_bytes!("../../../assets/grids/usages-numerique-second-degre.json"),
        include_bytes!("../../../assets/grids/fiche-etablissement.json"),
        include_bytes!("../../../assets/grids/tour-d-ecole.json"),
    ];
    texts.iter().map(|text| check(text).0.unwrap()).collect()
}

fn visit_as_json(visit: &PackedVisit) -> Value {
    let named: Vec<String> = visit
        .teachers
        .iter()
        .flat_map(|teachers| {
            let keys = teachers.observed.iter();
            keys.map(|key| format!("{} {key:02x?}", teachers.circle))
        })
        .collect();
    let seances = visit.seances.iter().map(|seance| {
        json!({ "lesson": seance.lesson_id, "place": seance.place, "levels": seance.lesson.levels,
            "discipline": seance.lesson.discipline, "answers": seance.answers, "samples": seance.samples })
    });
    json!({ "kind": visit.circumstances.kind, "school_year": visit.circumstances.school_year, "place": visit.place,
        "answers": visit.answers, "teachers": named, "seances": seances.collect::<Vec<_>>() })
}

/// What Python finds, by indicator and cell.
fn by_python(file: &GridFile, visits: &[(Sha256, PackedVisit)]) -> BTreeMap<String, Vec<Found>> {
    let counting = visits.iter().map(|(_, visit)| visit);
    let counting = counting.filter(|visit| visit.circumstances.standing == Standing::Communicated);
    let grid: Value = serde_json::from_str(file.text()).unwrap();
    let given = json!({ "grid": grid, "visits": counting.map(visit_as_json).collect::<Vec<_>>() });
    let mut python = Command::new(readers_python(env!("CARGO_BIN_EXE_demo-notebook")))
        .args(["-c", include_str!("estimates.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("« cargo xtask test » installs statsmodels");
    let mut stdin = python.stdin.take().unwrap();
    stdin.write_all(given.to_string().as_bytes()).unwrap();
    drop(stdin);
    let ran = python.wait_with_output().unwrap();
    assert!(ran.status.success());
    serde_json::from_slice(&ran.stdout).unwrap()
}

/// The cells of a partition, by name.
fn partition(
    population: &Population<'_>,
    scope: Scope,
    name: impl Fn(UnitView<'_>) -> String,
) -> (Vec<String>, Partition) {
    let mut names: Vec<String> = Vec::new();
    Partition::of(population, scope, usize::MAX, |unit| {
        names.push(name(unit));
        None
    });
    names.sort();
    names.dedup();
    let partition = Partition::of(population, scope, names.len(), |unit| {
        names.binary_search(&name(unit)).ok()
    });
    (names, partition)
}

/// What Carnet finds, under the same names.
fn by_carnet(file: &GridFile, visits: Vec<(Sha256, PackedVisit)>) -> BTreeMap<String, Vec<Figure>> {
    let population = Population::of(Editions::leading_to(file, &[]), visits);
    let evaluation = Evaluation::of(&population);
    let mut found = BTreeMap::new();
    for indicator in &file.grid().indicators {
        let segments = evaluation.segments(&indicator.code);
        let all = partition(&population, indicator.unit, |_| "all".to_owned());
        let by_school_and_year = partition(&population, indicator.unit, |unit| {
            format!("{} {}", unit.place.uai, unit.circumstances.school_year)
        });
        for (name, (cells, partition)) in [("all", all), ("school_year", by_school_and_year)] {
            let evaluated = evaluation.evaluate(&segments[0], &partition);
            for (cell, figures) in cells.iter().zip(evaluated.cells) {
                found.insert(format!("{} / {name} / {cell}", indicator.code), figures);
            }
        }
    }
    found
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= EXACTNESS * one.abs().max(1.0)
}

/// Whether both are the same figure.
fn agree(own: &Figure, found: &Found) -> bool {
    let interval = own.interval.map(|interval| (interval.from, interval.to));
    let bounds = match (interval, found.interval) {
        (Some(own), Some(found)) => is_near(own.0, found.0) && is_near(own.1, found.1),
        (own, found) => own.is_none() && found.is_none(),
    };
    let value = match (own.value, found.value) {
        (Some(own), Some(found)) => is_near(own, found),
        (own, found) => own.is_none() && found.is_none(),
    };
    let counts = (own.visits, own.units, own.excluded, own.subjects, own.schools);
    let theirs = (
        found.visits,
        found.units,
        found.excluded,
        found.subjects,
        found.schools,
    );
    value && bounds && counts == theirs
}

#[test]
fn every_indicator_is_what_an_independent_implementation_finds() {
    let mut with_interval = 0;
    for round in 0..u64::from(rounds("random populations by five grids", 2, 40)) {
        for (number, file) in (0_u64..).zip(grids()) {
            let size = Size {
                visits: 150,
                schools: [7, 1, 30, 12, 3][(number + round) as usize % 5],
                circonscriptions: 3,
                teachers: 6,
                years: 2,
            };
            let visits = Drawn::new(&file, size, round * 10 + number).visits();
            let expected = by_python(&file, &visits);
            let found = by_carnet(&file, visits);
            let unknown: Vec<_> = expected
                .keys()
                .filter(|name| !found.contains_key(*name))
                .collect();
            assert!(unknown.is_empty(), "{unknown:?}");
            for (name, figures) in &found {
                let Some(expected) = expected.get(name) else {
                    // Python has no cell where the filter kept nothing.
                    assert!(figures.iter().all(|one| one.units + one.excluded == 0), "{name}");
                    continue;
                };
                assert_eq!(figures.len(), expected.len(), "{name}");
                for (own, expected) in figures.iter().zip(expected) {
                    assert!(
                        agree(own, expected),
                        "{} {round} {name}\n{own:?}\n{expected:?}",
                        file.grid().code
                    );
                    with_interval += usize::from(own.interval.is_some());
                }
            }
        }
    }
    assert!(with_interval > 500, "{with_interval}");
}
