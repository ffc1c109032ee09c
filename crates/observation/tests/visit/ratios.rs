//! What a school has for so many pupils: the ratios that its grid declares, over its answers.

use observation::answers::{State, Value};
use observation::directory::EducationPrioritaire;
use observation::grid::{Degree, Grid, check};
use observation::visit::{AnsweredItem, Subject, VisitDocument, ratios};
use proptest::prelude::*;

use super::sample::{sealed, visit};

fn grid() -> Grid {
    let bytes = include_bytes!("../../../../assets/grids/fiche-etablissement.json");
    check(bytes).0.unwrap().grid().clone()
}

/// A visit to a school that has so many pupils and computers.
fn school(pupils: u32, computers: u32) -> VisitDocument {
    let counted = |item: &str, count| AnsweredItem {
        item: item.to_owned(),
        turns: Vec::new(),
        state: State::Value(Value::Count(count)),
        comment: String::new(),
        not_relevant: false,
    };
    let mut document = sealed(&visit());
    document.answers = vec![counted("eleves", pupils), counted("ordinateurs", computers)];
    document.subject = Subject::School;
    document.place.degree = Some(Degree::Premier);
    document
}

fn told(grid: &Grid, document: &VisitDocument) -> Vec<(String, u64)> {
    let all = ratios(grid, document);
    all.iter()
        .map(|one| (one.indicator.code.clone(), one.tenths))
        .collect()
}

#[test]
fn a_ratio_is_told_where_both_of_its_answers_are() {
    let expected = vec![("ordinateurs_pour_100".to_owned(), 150)];
    assert_eq!(told(&grid(), &school(240, 36)), expected);
    assert_eq!(told(&grid(), &school(0, 36)), []);
}

#[test]
fn no_figure_is_over_one_person() {
    let mut document = school(240, 36);
    document.subject = Subject::Teachers(Vec::new());
    assert_eq!(told(&grid(), &document), []);
}

#[test]
fn an_indicator_that_keeps_other_visits_is_not_told() {
    let mut grid = grid();
    let only = |grid: &Grid, document: &VisitDocument| !told(grid, document).is_empty();
    let mut document = school(240, 36);
    for indicator in &mut grid.indicators {
        indicator.filter.degrees = vec![Degree::Second];
    }
    assert!(!only(&grid, &document));
    document.place.degree = Some(Degree::Second);
    assert!(only(&grid, &document));
    for indicator in &mut grid.indicators {
        indicator.filter.education_prioritaire = vec!["rep".into(), "rep_plus".into()];
    }
    assert!(!only(&grid, &document));
    document.place.education_prioritaire = EducationPrioritaire::RepPlus;
    assert!(only(&grid, &document));
    for indicator in &mut grid.indicators {
        indicator.filter.school_years = vec!["2025-2026".into()];
    }
    assert!(!only(&grid, &document));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn tenths_are_the_nearest(pupils in 1_u32..3_000, computers in 0_u32..3_000) {
        let found = told(&grid(), &school(pupils, computers));
        let exact = 1_000.0 * f64::from(computers) / f64::from(pupils);
        let tenths = u32::try_from(found[0].1).unwrap();
        prop_assert!((f64::from(tenths) - exact).abs() <= 0.5 + 1e-9);
    }
}
