//! Which items count, and the state that each is in.

use std::cell::RefCell;
use std::collections::BTreeMap;

use uuid::Uuid;

use super::{AnswerKey, Answers, State, Value};
use crate::expression::{Expression, is_true};
use crate::grid::{Grid, ItemPlace, Scope, Walk};

/// The state of one item: one of five.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemState {
    /// Nothing was said of it.
    Unanswered,
    /// A condition of the grid sets it aside.
    NotRelevant,
    /// « Non observé ».
    NotObserved,
    /// « Sans objet ».
    NotApplicable,
    /// A value.
    Value(Value),
}

/// The state of each item of `grid` outside repeats, by code: for one séance where `seance` is given (items of the visit
/// included, since conditions read them), else for the items of the visit.
#[must_use]
pub fn states(grid: &Grid, answers: &Answers, seance: Option<Uuid>) -> BTreeMap<String, ItemState> {
    let walk = Walk::of(grid);
    let unit = Unit {
        walk: &walk,
        answers,
        seance,
        known: RefCell::default(),
    };
    let asked = walk
        .places()
        .iter()
        .filter(|place| place.repeat.is_none() && place.item.is_asked());
    asked
        .filter(|place| seance.is_some() || place.item.scope == Scope::Visit)
        .map(|place| (place.item.code.clone(), unit.state(place)))
        .collect()
}

struct Unit<'a> {
    walk: &'a Walk<'a>,
    answers: &'a Answers,
    seance: Option<Uuid>,
    known: RefCell<BTreeMap<&'a str, bool>>,
}

impl<'a> Unit<'a> {
    fn state(&self, place: &'a ItemPlace<'a>) -> ItemState {
        if !self.is_relevant(place) {
            return ItemState::NotRelevant;
        }
        match self.given(place) {
            State::Unanswered => ItemState::Unanswered,
            State::NotObserved => ItemState::NotObserved,
            State::NotApplicable => ItemState::NotApplicable,
            State::Value(value) => ItemState::Value(value),
        }
    }

    fn given(&self, place: &ItemPlace<'_>) -> State {
        let seance = self.seance.filter(|_| place.item.scope == Scope::Seance);
        let key = AnswerKey::of(&place.item.code, seance);
        self.answers
            .get(&key)
            .map(|answered| answered.state.clone())
            .unwrap_or_default()
    }

    /// An item under examination counts as relevant, so that a circle in a grid that was never checked ends.
    fn is_relevant(&self, place: &'a ItemPlace<'a>) -> bool {
        let code = place.item.code.as_str();
        if let Some(known) = self.known.borrow().get(code) {
            return *known;
        }
        self.known.borrow_mut().insert(code, true);
        let relevant = place.relevant.iter().all(|condition| self.holds(condition));
        self.known.borrow_mut().insert(code, relevant);
        relevant
    }

    fn holds(&self, condition: &Expression) -> bool {
        condition
            .parse()
            .is_ok_and(|tree| is_true(&tree, &|code| self.operand(code), ""))
    }

    fn operand(&self, code: &str) -> String {
        match self.walk.find(code).map(|place| self.state(place)) {
            Some(ItemState::Value(value)) => value.as_operand(),
            _ => String::new(),
        }
    }
}
