//! Which items count, and the state that each is in.

use std::cell::RefCell;
use std::collections::BTreeMap;

use uuid::Uuid;

use super::{AnswerKey, Answers, State, Value, in_grid_order};
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
    let unit = Unit::new(grid, &walk, answers, seance);
    let asked = walk.places().iter().filter(|place| is_asked(place));
    asked
        .filter(|place| seance.is_some() || place.item.scope == Scope::Visit)
        .map(|place| (place.item.code.clone(), unit.state(place)))
        .collect()
}

/// Whether a person answers the item of `place`, once for each unit.
pub(super) fn is_asked(place: &ItemPlace<'_>) -> bool {
    place.repeat.is_none() && place.item.is_asked()
}

/// The answers of one séance, or of the visit, as the expressions of a grid read them.
pub(super) struct Unit<'a> {
    grid: &'a Grid,
    walk: &'a Walk<'a>,
    answers: &'a Answers,
    seance: Option<Uuid>,
    known: RefCell<BTreeMap<&'a str, bool>>,
}

impl<'a> Unit<'a> {
    pub(super) fn new(
        grid: &'a Grid,
        walk: &'a Walk<'a>,
        answers: &'a Answers,
        seance: Option<Uuid>,
    ) -> Self {
        Self {
            grid,
            walk,
            answers,
            seance,
            known: RefCell::default(),
        }
    }

    pub(super) fn state(&self, place: &'a ItemPlace<'a>) -> ItemState {
        if !self.is_relevant(place) {
            return ItemState::NotRelevant;
        }
        match self.given(place) {
            State::Unanswered => ItemState::Unanswered,
            State::NotObserved => ItemState::NotObserved,
            State::NotApplicable => ItemState::NotApplicable,
            State::Value(value) => ItemState::Value(in_grid_order(self.grid, place.item, value)),
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
        let mut conditions = place.relevant.iter();
        let relevant = conditions.all(|condition| self.truth(condition, "") == Some(true));
        self.known.borrow_mut().insert(code, relevant);
        relevant
    }

    /// Whether `expression` is true, `itself` being the answer that it is about; none for one that cannot be read.
    pub(super) fn truth(&self, expression: &Expression, itself: &str) -> Option<bool> {
        let tree = expression.parse().ok()?;
        Some(is_true(&tree, &|code| self.operand(code), itself))
    }

    fn operand(&self, code: &str) -> String {
        match self.walk.find(code).map(|place| self.state(place)) {
            Some(ItemState::Value(value)) => value.as_operand(),
            _ => String::new(),
        }
    }
}
