//! Constraints and required items, evaluated over the answers.

use observation::answers::{Value, broken_constraints, missing_answers};

use super::sample::{FIRST, SECOND, answered, choices, grid, visit};

/// What the grid says of the first séance: item and code, or the grid's own words.
fn broken(items: &[(&str, Value)]) -> Vec<(String, String)> {
    let visit = items.iter().fold(visit(), |visit, (item, value)| {
        answered(visit, Some(FIRST), item, value.clone())
    });
    let file = grid();
    assert_eq!(broken_constraints(file.grid(), &visit.answers, Some(SECOND)), []);
    let objections = broken_constraints(file.grid(), &visit.answers, Some(FIRST));
    let told = objections.into_iter().map(|one| {
        assert!(!one.problem.is_error());
        let said = one.problem.parameters.get("message").cloned();
        (one.item.code.clone(), said.unwrap_or(one.problem.code))
    });
    told.collect()
}

#[test]
fn an_answer_that_breaks_a_constraint_is_told_in_the_words_of_the_grid() {
    let told = broken(&[("outils_presents", choices(&["tablettes", "aucun"]))]);
    let words = "«\u{a0}Aucun outil numérique\u{a0}» ne se coche pas avec un outil.";
    assert_eq!(told, [("outils_presents".to_owned(), words.to_owned())]);
    assert_eq!(broken(&[("outils_presents", choices(&["aucun"]))]), []);
    assert_eq!(broken(&[("outils_presents", choices(&[]))]), []);
}

#[test]
fn a_school_without_ent_has_no_service_of_it() {
    let told = broken(&[("ent_usage", choices(&["messagerie", "pas_d_ent"]))]);
    assert_eq!(told.len(), 1);
    assert_eq!(broken(&[("ent_usage", choices(&["pas_d_ent"]))]), []);
}

#[test]
fn what_a_condition_sets_aside_is_not_objected_to() {
    let set_aside = [
        ("usage_numerique", Value::YesNo(false)),
        ("traces", choices(&["cahier", "aucune"])),
    ];
    assert_eq!(broken(&set_aside), []);
    assert_eq!(broken(&set_aside[1..]).len(), 1);
}

#[test]
fn a_required_item_is_missed_in_each_seance_until_it_is_answered() {
    let file = grid();
    let missing = |seance, visit: &observation::visit::Visit| {
        let found = missing_answers(file.grid(), &visit.answers, seance);
        found
            .into_iter()
            .map(|one| one.item.code.clone())
            .collect::<Vec<_>>()
    };
    let visit = answered(visit(), Some(FIRST), "usage_numerique", Value::YesNo(true));
    assert_eq!(missing(Some(FIRST), &visit), Vec::<String>::new());
    assert_eq!(missing(Some(SECOND), &visit), ["usage_numerique"]);
    assert_eq!(missing(None, &visit), Vec::<String>::new());
}
