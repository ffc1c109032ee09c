//! Fictitious answers: plausible for each kind of item, and coherent with the grid's conditions.

use observation::answers::{AnswerKey, Answers, Change, ItemState, State, Value, broken_constraints, states};
use observation::directory::fictitious::Sequence;
use observation::grid::{Answer, Grid, Item, Scope, Walk};
use observation::visit::SeancePlan;

use super::texts::{Texts, one};

/// The item by which the grids that Carnet brings count the pupils: the plan of the lesson has them too.
const PRESENT: &str = "effectif_present";

/// Answers for one unit, in the order of the page: an item that a former answer sets aside is left alone.
pub(super) fn unit(
    grid: &Grid,
    seance: Option<&SeancePlan>,
    texts: &Texts,
    drawn: &mut Sequence,
) -> Vec<(AnswerKey, Change)> {
    let present = seance.and_then(|seance| seance.pupils);
    let seance = seance.map(|seance| seance.id);
    let scope = if seance.is_some() {
        Scope::Seance
    } else {
        Scope::Visit
    };
    let mut answers = Answers::new();
    let mut changes = Vec::new();
    for place in Walk::of(grid).places() {
        let item = place.item;
        let counts = states(grid, &answers, seance).get(&item.code) != Some(&ItemState::NotRelevant);
        if item.scope != scope || !item.is_asked() || place.repeat.is_some() || !counts {
            continue;
        }
        let key = AnswerKey::of(&item.code, seance);
        let drawn_state = state(grid, item, texts, drawn);
        let counted = present.filter(|_| item.code == PRESENT);
        let state = counted.map_or(drawn_state, |count| State::Value(Value::Count(count.into())));
        answers.entry(key.clone()).or_default().state = state.clone();
        let state = if objected(grid, &answers, &key) {
            alone(state)
        } else {
            state
        };
        answers.entry(key.clone()).or_default().state = state.clone();
        changes.push((key.clone(), Change::State(state)));
        if drawn.below(8) == 0 {
            changes.push((key, Change::Comment(one(&texts.comments, drawn))));
        }
    }
    changes
}

fn objected(grid: &Grid, answers: &Answers, key: &AnswerKey) -> bool {
    let broken = broken_constraints(grid, answers, key.seance);
    broken.iter().any(|one| one.item.code == key.item)
}

/// The first of several choices: those that exclude others stand alone.
fn alone(state: State) -> State {
    match state {
        State::Value(Value::Choices(codes)) => {
            State::Value(Value::Choices(codes.into_iter().take(1).collect()))
        }
        other => other,
    }
}

fn state(grid: &Grid, item: &Item, texts: &Texts, drawn: &mut Sequence) -> State {
    match drawn.below(12) {
        0 => return State::NotObserved,
        1 => return State::NotApplicable,
        2 => return State::Unanswered,
        _ => {}
    }
    value(grid, item, texts, drawn).map_or(State::NotObserved, State::Value)
}

fn value(grid: &Grid, item: &Item, texts: &Texts, drawn: &mut Sequence) -> Option<Value> {
    let choices = grid.choices_of(item);
    Some(match &item.answer {
        Answer::Level { scale } => Value::Level(drawn.pick(&grid.scale(scale)?.levels)?.value),
        Answer::Single { .. } => Value::Choice(drawn.pick(choices)?.code.clone()),
        Answer::Multiple { .. } => {
            Value::Choices(several(choices.iter().map(|choice| choice.code.clone()), drawn))
        }
        Answer::YesNo => Value::YesNo(drawn.below(4) > 0),
        Answer::Count { min, max } => Value::Count(min + bounded(drawn, (max - min).min(26))),
        Answer::Duration { max } => Value::Minutes(bounded(drawn, (*max).min(40))),
        Answer::Text { .. } => Value::Text(one(&texts.comments, drawn)),
        _ => return None,
    })
}

/// One to three choices, in the grid's order.
fn several(codes: impl Iterator<Item = String>, drawn: &mut Sequence) -> Vec<String> {
    let codes: Vec<String> = codes.filter(|code| !code.starts_with("aucun")).collect();
    let kept = codes
        .iter()
        .filter(|_| drawn.below(4) == 0)
        .take(3)
        .cloned()
        .collect::<Vec<_>>();
    if kept.is_empty() {
        codes.into_iter().take(1).collect()
    } else {
        kept
    }
}

fn bounded(drawn: &mut Sequence, most: u32) -> u32 {
    u32::try_from(drawn.below(u64::from(most) + 1)).unwrap_or_default()
}
