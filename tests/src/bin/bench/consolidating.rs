//! Indicators over many visits, and the page that shows them.

use std::time::Instant;

use crate::directory::{Full, asked};
use observation::canonical::Sha256;
use observation::grid::Scope;
use observation::indicator::{Editions, Evaluation, Partition, Population};
use observation::packed::PackedVisit;
use rayon::prelude::*;
use serde_json::json;
use whole_product::drawn::{Drawn, Size};
use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::measuring::timing::Durations;
use whole_product::sync::visits::grid;

/// An académie: 650 schools in 25 circonscriptions, 18,000 teachers, 5,000 visits a year.
pub const ACADEMIE: Size = Size {
    visits: 5_000,
    schools: 650,
    circonscriptions: 25,
    teachers: 28,
    years: 3,
};
/// How often the page is asked for first, and how often again.
const SESSIONS: usize = 5;
const CLICKS: usize = 5;
/// How often indicators are evaluated.
const TIMES: usize = 20;
pub const YEARS: [&str; 3] = ["2023-2024", "2024-2025", "2025-2026"];
/// Milliseconds for every indicator by school and year.
const EVERY: f64 = 50.0;
/// Milliseconds from « Circonscription » to its first figures.
const FIRST: f64 = 150.0;
/// How many times longer twice the visits may take.
const TWICE: f64 = 2.5;

pub fn measure() -> Measured<Vec<Figure>> {
    let (once, twice) = (evaluated(ACADEMIE.visits)?, evaluated(2 * ACADEMIE.visits)?);
    let ratio = twice.median() / once.median();
    Ok(vec![
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
    ])
}

/// From the click on « Circonscription » to the answer with its figures: the first of a session, and those that follow.
pub fn page(full: &Full) -> Measured<Vec<Figure>> {
    let mut first = Durations::default();
    let mut later = Durations::default();
    for _ in 0..SESSIONS {
        let app = full.opened()?;
        first.note(|| asked(&app, "consolidation", json!({})))?;
        for _ in 0..CLICKS {
            later.note(|| asked(&app, "consolidation", json!({})))?;
        }
    }
    let met = first.median() <= FIRST;
    Ok(vec![
        Figure::target(
            "« Circonscription » to its first figures, once a session",
            first.to_string(),
            format!("median {FIRST} ms"),
            met,
        ),
        Figure::beside("« Circonscription » again", later.to_string()),
    ])
}

pub fn visits(count: usize) -> Vec<(Sha256, PackedVisit)> {
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
        let evaluation = Evaluation::of(&population);
        let partitions = [Scope::Visit, Scope::Seance].map(|scope| {
            Partition::of(&population, scope, schools * YEARS.len(), |unit| {
                let school = usize::try_from(unit.place.uai.number()).ok()? % 10_000 - 1;
                let year = YEARS
                    .iter()
                    .position(|year| *year == unit.circumstances.school_year)?;
                Some(school * YEARS.len() + year)
            })
        });
        file.grid().indicators.par_iter().for_each(|indicator| {
            let segments = evaluation.segments(&indicator.code);
            let partition = &partitions[usize::from(indicator.unit == Scope::Seance)];
            std::hint::black_box(evaluation.evaluate(&segments[0], partition));
        });
        taken.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(Durations::of(taken))
}
