//! The competences that a visit shows at work, as its grid says which answers show them.

use std::collections::BTreeSet;

use super::{AnsweredItem, VisitDocument};
use crate::answers::{State, Value};
use crate::expression::is_true;
use crate::grid::framework::FrameworkReference;
use crate::grid::{Grid, Item};

/// The competences of the items whose answer shows them, each once; an answer that a condition set aside shows none.
#[must_use]
pub fn competences_at_work(document: &VisitDocument, grid: &Grid) -> BTreeSet<FrameworkReference> {
    let of_visit = [document.answers.as_slice(), &[]];
    let of_seances = document
        .seances
        .iter()
        .map(|seance| [seance.answers.as_slice(), &document.answers]);
    let units = of_seances.chain([of_visit]);
    units.flat_map(|unit| of_unit(grid, unit)).collect()
}

/// Those of the first answers, whose expressions may read the others too.
fn of_unit(grid: &Grid, unit: [&[AnsweredItem]; 2]) -> Vec<FrameworkReference> {
    let value_of = |code: &str| value_in(unit, code).map(Value::as_operand).unwrap_or_default();
    let showing = unit[0].iter().filter_map(|answer| {
        let item = grid.find(&answer.item)?.item;
        shows(item, given(answer)?, &value_of).then_some(item)
    });
    showing.flat_map(|item| item.frameworks.clone()).collect()
}

fn shows(item: &Item, value: &Value, value_of: &dyn Fn(&str) -> String) -> bool {
    if matches!(value, Value::Choices(codes) if codes.is_empty()) {
        return false;
    }
    let Some(when) = &item.frameworks_when else {
        return true;
    };
    when.parse()
        .is_ok_and(|tree| is_true(&tree, value_of, &value.as_operand()))
}

fn value_in<'a>(unit: [&'a [AnsweredItem]; 2], code: &str) -> Option<&'a Value> {
    let mut all = unit.into_iter().flatten();
    all.find(|answer| answer.item == code).and_then(given)
}

fn given(answer: &AnsweredItem) -> Option<&Value> {
    match &answer.state {
        State::Value(value) if !answer.not_relevant => Some(value),
        _ => None,
    }
}
