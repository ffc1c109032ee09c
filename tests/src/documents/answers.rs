//! Answers drawn over the items of a grid, in its order.

use observation::answers::{State, Value};
use observation::grid::{Answer, Grid, Item, Scope, Walk};
use observation::visit::AnsweredItem;

use super::Hand;
use super::texts::any_text;

/// The most answers of a document.
const MOST: u64 = 60;

/// Where an answer belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// To the visit.
    Visit,
    /// To the séance of this rank.
    Seance(usize),
}

/// At most 60 answers, and at most one for each question.
pub(super) fn drawn(hand: &mut Hand, grid: &Grid, seances: usize) -> Vec<(Slot, AnsweredItem)> {
    let walk = Walk::of(grid);
    let asked = walk
        .places()
        .iter()
        .filter(|place| place.item.is_asked() && place.repeat.is_none());
    let mut questions: Vec<(Slot, &Item)> = asked.flat_map(|place| slots(place.item, seances)).collect();
    let wanted = hand.upto(MOST);
    while questions.len() > wanted {
        let left_out = hand.upto(questions.len() as u64 - 1);
        questions.remove(left_out);
    }
    questions
        .into_iter()
        .map(|(slot, item)| (slot, answer(hand, grid, item)))
        .collect()
}

fn slots(item: &Item, seances: usize) -> Vec<(Slot, &Item)> {
    match item.scope {
        Scope::Visit => vec![(Slot::Visit, item)],
        Scope::Seance => (0..seances).map(|rank| (Slot::Seance(rank), item)).collect(),
    }
}

fn answer(hand: &mut Hand, grid: &Grid, item: &Item) -> AnsweredItem {
    let state = match hand.upto(9) {
        0 => State::NotObserved,
        1 => State::NotApplicable,
        2 => State::Unanswered,
        _ => value(hand, grid, item).map_or(State::NotObserved, State::Value),
    };
    let comment = if hand.one_in(5) {
        any_text(hand)
    } else {
        String::new()
    };
    AnsweredItem {
        item: item.code.clone(),
        turns: Vec::new(),
        state,
        not_relevant: hand.one_in(12),
        comment,
    }
}

fn value(hand: &mut Hand, grid: &Grid, item: &Item) -> Option<Value> {
    let codes = || {
        grid.choices_of(item)
            .iter()
            .map(|choice| choice.code.clone())
            .collect::<Vec<_>>()
    };
    Some(match &item.answer {
        Answer::Level { scale } => Value::Level(hand.0.pick(&grid.scale(scale)?.levels)?.value),
        Answer::Single { or_other: true, .. } if hand.one_in(6) => Value::Other(any_text(hand)),
        Answer::Single { .. } => Value::Choice(hand.0.pick(&codes())?.clone()),
        Answer::Multiple { .. } => Value::Choices(codes().into_iter().filter(|_| hand.one_in(3)).collect()),
        Answer::YesNo => Value::YesNo(hand.one_in(2)),
        Answer::Count { min, max } => {
            Value::Count(min + u32::try_from(hand.upto(u64::from(max - min))).ok()?)
        }
        Answer::Duration { max } => Value::Minutes(u32::try_from(hand.upto(u64::from(*max))).ok()?),
        Answer::Text { .. } => Value::Text(any_text(hand)),
        _ => return None,
    })
}
