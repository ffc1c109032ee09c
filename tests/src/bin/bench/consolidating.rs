//! Indicators over many visits, and the release of an académie.

use std::collections::BTreeMap;
use std::time::Instant;

use observation::canonical::Sha256;
use observation::grid::Scope;
use observation::indicator::{Editions, Evaluation, Partition, Population};
use observation::packed::PackedVisit;
use observation::release::{CellScope, Figures, Plan, Rules, prepare};
use whole_product::drawn::{Drawn, Size};
use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::measuring::timing::Durations;
use whole_product::sync::visits::grid;

/// An académie: 650 schools in 25 circonscriptions, 18,000 teachers, 5,000 visits a year.
const ACADEMIE: Size = Size {
    visits: 5_000,
    schools: 650,
    circonscriptions: 25,
    teachers: 28,
    years: 3,
};
/// How often indicators are evaluated.
const TIMES: usize = 20;
const YEARS: [&str; 3] = ["2023-2024", "2024-2025", "2025-2026"];
/// Milliseconds for every indicator by school and year.
const EVERY: f64 = 50.0;
/// Seconds for a release.
const RELEASE: f64 = 10.0;
/// How many times longer twice the visits may take.
const TWICE: f64 = 2.5;

pub fn measure() -> Measured<Vec<Figure>> {
    let (once, twice) = (evaluated(ACADEMIE.visits)?, evaluated(2 * ACADEMIE.visits)?);
    let ratio = twice.median() / once.median();
    let mut figures = vec![
        Figure::target(
            format!("{} visits: every indicator by school and year", ACADEMIE.visits),
            once.to_string(),
            format!("median {EVERY} ms"),
            once.median() <= EVERY,
        ),
        Figure::bar(
            "twice the visits: the same",
            format!("{ratio:.2}x"),
            format!("at most {TWICE}x"),
            ratio <= TWICE,
        ),
    ];
    figures.extend(released()?);
    Ok(figures)
}

fn visits(count: usize) -> Vec<(Sha256, PackedVisit)> {
    let size = Size {
        visits: count,
        ..ACADEMIE
    };
    Drawn::new(&grid(), size, 1).visits()
}

/// How long every indicator takes, of so many visits, by school and year.
fn evaluated(count: usize) -> Measured<Durations> {
    let file = grid();
    let population = Population::of(Editions::leading_to(&file, &[]), visits(count));
    let schools = usize::try_from(ACADEMIE.schools)?;
    let mut taken = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let begun = Instant::now();
        let mut evaluation = Evaluation::of(&population);
        let partitions = [Scope::Visit, Scope::Seance].map(|scope| {
            Partition::of(&population, scope, schools * YEARS.len(), |unit| {
                let school = usize::try_from(unit.place.uai.number()).ok()? % 10_000 - 1;
                let year = YEARS
                    .iter()
                    .position(|year| *year == unit.circumstances.school_year)?;
                Some(school * YEARS.len() + year)
            })
        });
        for indicator in &file.grid().indicators {
            let segments = evaluation.segments(&indicator.code);
            let partition = &partitions[usize::from(indicator.unit == Scope::Seance)];
            std::hint::black_box(evaluation.evaluate(&segments[0], partition));
        }
        taken.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(Durations::of(taken))
}

/// How long a release takes, and what it shows: eight visits a school a year, three years.
fn released() -> Measured<Vec<Figure>> {
    let file = grid();
    let population = Population::of(Editions::leading_to(&file, &[]), visits(3 * ACADEMIE.visits));
    let (years, earlier) = (YEARS.map(str::to_owned), Figures::new());
    let plan = Plan {
        rules: Rules::default(),
        complete: &years,
        anchor: YEARS[0],
        earlier: &earlier,
    };
    let begun = Instant::now();
    let prepared = prepare(&population, &plan);
    let taken = begun.elapsed().as_secs_f64();
    let mut schools: BTreeMap<CellScope, bool> = BTreeMap::new();
    for (key, told) in &prepared.figures {
        if matches!(key.cell.scope, CellScope::School(_)) {
            *schools.entry(key.cell.scope).or_default() |= told.shows();
        }
    }
    let showing = schools.values().filter(|shows| **shows).count();
    let hidden = prepared.figures.values().filter(|told| !told.shows()).count();
    let percent = |part: usize, of: usize| format!("{} %", (part * 100 + of / 2) / of.max(1));
    Ok(vec![
        Figure::target(
            format!(
                "a release of an académie, {} visits over three years",
                3 * ACADEMIE.visits
            ),
            format!("{taken:.1} s"),
            format!("{RELEASE} s"),
            taken <= RELEASE,
        ),
        Figure::beside(
            "that release: schools that show at least one figure over three years",
            percent(showing, schools.len()),
        ),
        Figure::beside(
            "that release: figures hidden",
            percent(hidden, prepared.figures.len()),
        ),
    ])
}
