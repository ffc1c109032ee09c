//! The release of an académie, and the reports made of it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant as Clock;

use chrono::NaiveDate;
use observation::canonical::Sha256;
use observation::instant::Instant;
use observation::packed::PackedVisit;
use observation::release::{CellScope, Circumstances, Order, Published, Rules, draft};
use observation::uai::Uai;
use reports::release_report::ReleaseReport;
use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::measuring::timing::Durations;
use whole_product::sync::visits::grid;

use crate::consolidating::{ACADEMIE, YEARS, visits};

/// Seconds for a release.
const RELEASE: f64 = 10.0;
/// Milliseconds for the report of a school.
const REPORT: f64 = 30.0;
/// Seconds for those of all schools.
const REPORTS: f64 = 20.0;

pub fn measure() -> Measured<Vec<Figure>> {
    let (published, taken) = released()?;
    let mut figures = vec![Figure::target(
        format!(
            "a release of an académie, {} visits over three years",
            YEARS.len() * ACADEMIE.visits
        ),
        format!("{taken:.1} s"),
        format!("{RELEASE} s"),
        taken <= RELEASE,
    )];
    figures.extend(shown(&published));
    figures.extend(reports(&published)?);
    Ok(figures)
}

/// A release, from its visits to its documents: eight visits a school a year, three years; and how long it took.
fn released() -> Measured<(Published, f64)> {
    let grids = [grid()];
    let drawn = visits(YEARS.len() * ACADEMIE.visits).into_iter();
    let visits: Vec<(Sha256, Arc<PackedVisit>)> =
        drawn.map(|(grid, visit)| (grid, Arc::new(visit))).collect();
    let circumstances = Circumstances {
        academie: "974",
        on: day()?,
        fictitious: false,
        grids: &grids,
    };
    let order = Order {
        name: "Parution".to_owned(),
        anchor: YEARS[0].to_owned(),
        rules: Rules::default(),
        withdrawn: Vec::new(),
        reason: None,
    };
    let begun = Clock::now();
    let draft = draft(circumstances, &visits, &order, &Published::default())?;
    let taken = begun.elapsed().as_secs_f64();
    Ok((Published::read(draft.parts.iter().chain([&draft.head])), taken))
}

fn day() -> Measured<NaiveDate> {
    Ok("2026-11-23".parse()?)
}

/// What the release shows.
fn shown(published: &Published) -> Vec<Figure> {
    let mut schools: BTreeMap<CellScope, bool> = BTreeMap::new();
    let (mut of_schools, mut hidden_of_schools) = (0, 0);
    for (key, told) in published.standing() {
        if matches!(key.cell.scope, CellScope::School(_)) {
            *schools.entry(key.cell.scope).or_default() |= told.shows();
            of_schools += 1;
            hidden_of_schools += usize::from(!told.shows());
        }
    }
    let showing = schools.values().filter(|shows| **shows).count();
    let hidden = published.standing().values().filter(|told| !told.shows()).count();
    let percent = |part: usize, of: usize| format!("{} %", (part * 100 + of / 2) / of.max(1));
    vec![
        Figure::beside(
            "that release: schools that show at least one figure over three years",
            percent(showing, schools.len()),
        ),
        Figure::beside(
            format!("that release: of {} figures, hidden", published.standing().len()),
            percent(hidden, published.standing().len()),
        ),
        Figure::beside(
            format!("that release: of the {of_schools} figures of schools, hidden"),
            percent(hidden_of_schools, of_schools),
        ),
    ]
}

/// The reports of every school, composed, printed, tagged and checked.
fn reports(published: &Published) -> Measured<Vec<Figure>> {
    let mut each = Durations::default();
    let schools = published.schools();
    let begun = Clock::now();
    for school in &schools {
        let report = report(published, *school)?;
        each.note(|| reports::render(&report.compose()))?;
    }
    let all = begun.elapsed().as_secs_f64();
    Ok(vec![
        Figure::target(
            "the report of a school, composed to checked",
            each.to_string(),
            format!("median {REPORT} ms"),
            each.median() <= REPORT,
        ),
        Figure::target(
            format!("those of {} schools, one after the other", schools.len()),
            format!("{all:.1} s"),
            format!("{REPORTS} s"),
            all <= REPORTS,
        ),
    ])
}

fn report(published: &Published, school: Uai) -> Measured<ReleaseReport<'_>> {
    Ok(ReleaseReport {
        published,
        scope: CellScope::School(school),
        circonscription: published.circonscription_of(school),
        name: format!("École {school}"),
        declared: None,
        recommendations: vec!["Garder une trace par élève.".to_owned()],
        needs: Vec::new(),
        coverage: Vec::new(),
        author: "Camille Dubreuil".to_owned(),
        issuer: vec!["Circonscription fictive".to_owned()],
        made_at: Instant::from_milliseconds(1_795_000_000_000),
        made_on: day()?,
    })
}
