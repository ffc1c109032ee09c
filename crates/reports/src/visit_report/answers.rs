//! One answer in words.

use observation::answers::{State, Value};
use observation::grid::{Evidence, Grid, Item};
use observation::visit::AnsweredItem;

use super::french::{listed, sentence};

/// What was answered, in words: for a level, what is seen at it; none where no value was given.
#[must_use]
pub fn in_words(grid: &Grid, item: &Item, answer: &AnsweredItem) -> Option<String> {
    let State::Value(value) = &answer.state else {
        return None;
    };
    let words = match value {
        Value::Level(level) => descriptor(grid, item, *level),
        Value::Choice(code) => label_of(grid, item, code),
        Value::Choices(codes) if codes.is_empty() => "rien de ce que la grille propose".to_owned(),
        Value::Choices(codes) => listed(
            &codes
                .iter()
                .map(|code| label_of(grid, item, code))
                .collect::<Vec<_>>(),
        ),
        Value::ChoicesAndOther { choices, other } => {
            let foreseen = choices.iter().map(|code| label_of(grid, item, code));
            listed(&foreseen.chain([other.clone()]).collect::<Vec<_>>())
        }
        Value::YesNo(true) => "oui".to_owned(),
        Value::YesNo(false) => "non".to_owned(),
        Value::Minutes(minutes) => format!("{minutes}\u{a0}min"),
        Value::Decimal(number) => number.replace('.', ","),
        Value::Acknowledged => "pris en compte".to_owned(),
        Value::Date(day) => super::long_date(*day),
        other => other.as_operand(),
    };
    Some(sentence(&words))
}

/// What is seen at that level; the level's name where the grid has no descriptor.
fn descriptor(grid: &Grid, item: &Item, level: u8) -> String {
    let language = &grid.language;
    let described = item.descriptors.iter().find(|one| one.level == level);
    let named = || {
        let mut levels = grid.scales.iter().flat_map(|scale| &scale.levels);
        levels
            .find(|one| one.value == level)
            .map(|one| one.label.in_language(language).to_owned())
    };
    described
        .map(|one| one.text.in_language(language).to_owned())
        .or_else(named)
        .unwrap_or_default()
}

fn label_of(grid: &Grid, item: &Item, code: &str) -> String {
    let choice = grid.choices_of(item).iter().find(|choice| choice.code == code);
    choice.map_or_else(
        || code.to_owned(),
        |choice| lowered(choice.label.in_language(&grid.language)),
    )
}

/// A label within a sentence: its capital goes, unless it begins an acronym or a name such as « TNI » or « Pix ».
fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() && !is_proper(label) => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

fn is_proper(label: &str) -> bool {
    const PROPER: [&str; 4] = ["Pix", "Wi-Fi", "Internet", "Bluetooth"];
    PROPER.iter().any(|name| label.starts_with(name))
}

/// How it is known, where it was not seen: « (déclaré) », « (d’après un document) ».
pub(super) fn source(item: &Item) -> &'static str {
    match item.evidence {
        Evidence::Observed => "",
        Evidence::Declared => " (déclaré)",
        Evidence::Document => " (d’après un document)",
    }
}
