//! Answers for a page.

use std::collections::BTreeMap;

use observation::answers::{
    AnswerKey, Answers, ItemState, Objection, State, Value, broken_constraints, states,
};
use observation::grid::{Grid, Scope, Walk};
use observation::problem::Problem;
use uuid::Uuid;

use crate::views::{AnswerStateView, AnswerView, ProblemView, UnitAnswers};

/// The answers of one séance, or of the visit as a whole.
#[must_use]
pub fn unit(grid: &Grid, answers: &Answers, seance: Option<Uuid>) -> UnitAnswers {
    let scope = if seance.is_some() {
        Scope::Seance
    } else {
        Scope::Visit
    };
    let walk = Walk::of(grid);
    let mut states = states(grid, answers, seance);
    states.retain(|code, _| walk.find(code).is_some_and(|place| place.item.scope == scope));
    let relevant = states
        .values()
        .filter(|state| **state != ItemState::NotRelevant)
        .count();
    let unanswered = states
        .values()
        .filter(|state| **state == ItemState::Unanswered)
        .count();
    let broken = broken_constraints(grid, answers, seance);
    let items: BTreeMap<String, AnswerView> = states
        .into_iter()
        .map(|(code, state)| {
            let comment = answers
                .get(&AnswerKey::of(&code, seance))
                .map(|given| given.comment.clone());
            let view = AnswerView {
                state: state_view(state),
                comment: comment.unwrap_or_default(),
                objections: objections_to(&code, &broken),
            };
            (code, view)
        })
        .collect();
    UnitAnswers {
        items,
        answered: relevant - unanswered,
        relevant,
    }
}

/// What the grid says of one answer; where it stands needs no telling beside it.
fn objections_to(code: &str, broken: &[Objection<'_>]) -> Vec<ProblemView> {
    let of_item = broken.iter().filter(|one| one.item.code == code);
    let told = of_item.map(|one| Problem {
        at: String::new(),
        ..one.problem.clone()
    });
    told.map(|problem| ProblemView::from(&problem)).collect()
}

fn state_view(state: ItemState) -> AnswerStateView {
    match state {
        ItemState::Unanswered => AnswerStateView::Unanswered,
        ItemState::NotRelevant => AnswerStateView::NotRelevant,
        ItemState::NotObserved => AnswerStateView::NotObserved,
        ItemState::NotApplicable => AnswerStateView::NotApplicable,
        ItemState::Value(value) => value_view(value),
    }
}

fn value_view(value: Value) -> AnswerStateView {
    match value {
        Value::Level(value) => AnswerStateView::Level { value },
        Value::Choice(value) => AnswerStateView::Choice { value },
        Value::Choices(value) => AnswerStateView::Choices { value },
        Value::Other(value) => AnswerStateView::Other { value },
        Value::YesNo(value) => AnswerStateView::YesNo { value },
        Value::Count(value) => AnswerStateView::Count { value },
        Value::Minutes(value) => AnswerStateView::Minutes { value },
        other => AnswerStateView::Text {
            value: other.as_operand(),
        },
    }
}

/// What a person said, from what a page sent.
///
/// # Errors
/// `not_relevant` is a grid's to say, not a person's.
pub fn state(view: AnswerStateView, item: &str) -> Result<State, Problem> {
    Ok(match view {
        AnswerStateView::Unanswered => State::Unanswered,
        AnswerStateView::NotObserved => State::NotObserved,
        AnswerStateView::NotApplicable => State::NotApplicable,
        AnswerStateView::NotRelevant => {
            return Err(Problem::error(observation::answers::codes::KIND, item));
        }
        AnswerStateView::Level { value } => State::Value(Value::Level(value)),
        AnswerStateView::Choice { value } => State::Value(Value::Choice(value)),
        AnswerStateView::Choices { value } => State::Value(Value::Choices(value)),
        AnswerStateView::Other { value } => State::Value(Value::Other(value)),
        AnswerStateView::YesNo { value } => State::Value(Value::YesNo(value)),
        AnswerStateView::Count { value } => State::Value(Value::Count(value)),
        AnswerStateView::Minutes { value } => State::Value(Value::Minutes(value)),
        AnswerStateView::Text { value } => State::Value(Value::Text(value)),
    })
}
