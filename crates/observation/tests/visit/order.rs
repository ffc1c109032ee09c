//! Choices are told in the grid's order, whatever the order in which they were ticked.

use observation::answers::{ItemState, State, Value, states};
use observation::facts::{FactValue, derive};
use observation::visit::differences;

use super::sample::{FIRST, answered, choices, grid, sealed, visit};

#[test]
fn the_order_of_ticking_leaves_no_trace() {
    let file = grid();
    let ticked = |codes: &[&str]| answered(visit(), Some(FIRST), "outils_presents", choices(codes));
    let (one, other) = (
        ticked(&["robot", "tni", "casques"]),
        ticked(&["casques", "robot", "tni"]),
    );
    let in_order = choices(&["tni", "casques", "robot"]);
    let state = states(file.grid(), &one.answers, Some(FIRST)).remove("outils_presents");
    assert_eq!(state, Some(ItemState::Value(in_order.clone())));
    let (one, other) = (sealed(&one), sealed(&other));
    assert_eq!(one.seances[0].answers[0].state, State::Value(in_order));
    assert_eq!(differences(&one, &other), []);
}

#[test]
fn facts_keep_the_order_of_the_grid_even_for_a_document_that_does_not() {
    let mut document = sealed(&answered(
        visit(),
        Some(FIRST),
        "outils_presents",
        choices(&["tni", "robot"]),
    ));
    document.seances[0].answers[0].state = State::Value(choices(&["robot", "tni"]));
    let facts = derive(&document, grid().grid());
    let told = &facts.seances[0].answers["outils_presents"];
    assert_eq!(*told, FactValue::Choices(vec!["tni".into(), "robot".into()]));
}

#[test]
fn a_code_that_the_grid_does_not_list_comes_last() {
    let file = grid();
    let item = file.grid().find("outils_presents").unwrap().item;
    let sorted = observation::answers::in_grid_order(file.grid(), item, choices(&["z", "robot", "a", "tni"]));
    assert_eq!(sorted, choices(&["tni", "robot", "z", "a"]));
    assert_eq!(
        observation::answers::in_grid_order(file.grid(), item, Value::YesNo(true)),
        Value::YesNo(true)
    );
}
