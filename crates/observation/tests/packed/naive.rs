//! Counting without packing: facts read one by one.

use std::collections::BTreeMap;

use observation::facts::{FactPlace, FactValue, Facts};
use observation::grid::{Grid, Scope, Walk};
use observation::packed::{ItemLayout, ItemTally, Layout, Place, Question, Shape, Tally};

/// How often each item is in each state or takes each value; the sum of a number stands under its name.
pub type Counts = BTreeMap<(String, String), i128>;

/// The name of the sum of a number, and of what is counted of the whole.
const SUM: &str = "sum";

/// What `facts` say, of the rows that are where `question` asks.
pub fn counts<'f>(grid: &Grid, facts: impl Iterator<Item = &'f Facts>, question: &Question) -> Counts {
    let mut counts = Counts::new();
    let walk = Walk::of(grid);
    let mut add = |scope: Scope, answers: &BTreeMap<String, FactValue>| {
        let items = walk.places().iter().map(|place| place.item);
        for item in items.filter(|item| item.is_fact() && item.scope == scope) {
            for (name, count) in named(answers.get(&item.code)) {
                *counts.entry((item.code.clone(), name)).or_default() += count;
            }
        }
    };
    for one in facts {
        if is_in(question.place, &one.place) {
            add(Scope::Visit, &one.answers);
        }
        for seance in &one.seances {
            if is_in(question.place, seance.place.as_ref().unwrap_or(&one.place)) {
                add(Scope::Seance, &seance.answers);
            }
        }
    }
    counts.retain(|_, count| *count != 0);
    counts
}

/// Whether a school is where `place` says.
pub fn is_in(place: Place, at: &FactPlace) -> bool {
    match place {
        Place::Academie => true,
        Place::Circonscription(uai) => at.circonscription == Some(uai),
        Place::School(uai) => at.uai == uai,
    }
}

fn named(answer: Option<&FactValue>) -> Vec<(String, i128)> {
    let one = |name: &str| vec![(name.to_owned(), 1)];
    let value = |name: String| vec![("answered".to_owned(), 1), (name, 1)];
    match answer {
        None => one("unanswered"),
        Some(FactValue::NotObserved) => one("not_observed"),
        Some(FactValue::NotApplicable) => one("not_applicable"),
        Some(FactValue::NotRelevant) => one("not_relevant"),
        Some(FactValue::Choices(codes)) => {
            let codes = codes.iter().map(|code| (code.clone(), 1));
            codes.chain([("answered".to_owned(), 1)]).collect()
        }
        Some(FactValue::Number(number)) => {
            vec![("answered".to_owned(), 1), (SUM.to_owned(), i128::from(*number))]
        }
        Some(other) => value(written(other)),
    }
}

fn written(value: &FactValue) -> String {
    match value {
        FactValue::Choice(code) => code.clone(),
        other => format!("{other:?}"),
    }
}

/// What a scan found, under the same names.
pub fn told(layout: &Layout, tally: &Tally) -> Counts {
    let items = [Scope::Visit, Scope::Seance]
        .into_iter()
        .flat_map(|scope| layout.items(scope));
    let each = items.zip(&tally.items).flat_map(|(item, tally)| {
        let named = told_of(item, tally).into_iter();
        named.map(|(name, count)| ((item.code.clone(), name), count))
    });
    each.filter(|(_, count)| *count != 0).collect()
}

fn told_of(item: &ItemLayout, tally: &ItemTally) -> Vec<(String, i128)> {
    let states = [
        ("unanswered", tally.unanswered),
        ("not_observed", tally.not_observed),
        ("not_applicable", tally.not_applicable),
        ("not_relevant", tally.not_relevant),
        ("answered", tally.answered),
    ];
    let states = states.map(|(name, count)| (name.to_owned(), i128::from(count)));
    let names: Vec<String> = match &item.shape {
        Shape::One(values) => values.iter().map(written).collect(),
        Shape::Any(codes) => codes.clone(),
        Shape::Number { .. } => return states.into_iter().chain([(SUM.to_owned(), tally.sum)]).collect(),
    };
    let values = names
        .into_iter()
        .zip(tally.values.iter().map(|count| i128::from(*count)));
    states.into_iter().chain(values).collect()
}

/// Gives the item of this code another kind of answer, wherever it stands in `grid`.
#[allow(dead_code)]
pub fn set_answer(grid: &mut serde_json::Value, code: &str, answer: &serde_json::Value) {
    match grid {
        serde_json::Value::Object(members) => {
            if members.get("code").is_some_and(|own| own == code) && members.contains_key("answer") {
                members.insert("answer".to_owned(), answer.clone());
            }
            members
                .values_mut()
                .for_each(|member| set_answer(member, code, answer));
        }
        serde_json::Value::Array(values) => {
            values
                .iter_mut()
                .for_each(|value| set_answer(value, code, answer));
        }
        _ => {}
    }
}
