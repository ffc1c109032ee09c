//! What a grid says of the answers of a unit: constraints that do not hold, required items without answer. Nothing blocks.

use uuid::Uuid;

use super::relevance::{Unit, is_asked};
use super::{Answers, ItemState, codes};
use crate::grid::{Grid, Item, ItemPlace, Scope, Walk};
use crate::problem::Problem;
use crate::text::Text;

/// What a grid says of one of its items, as it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection<'g> {
    /// The item.
    pub item: &'g Item,
    /// What is said, as a warning at the item's label.
    pub problem: Problem,
}

/// The items of one séance, or of the visit, whose answer breaks the grid's constraint, in the order of the page.
///
/// As in ODK, nothing is asked of an item without a value, nor by a constraint that cannot be read.
#[must_use]
pub fn broken_constraints<'g>(grid: &'g Grid, answers: &Answers, seance: Option<Uuid>) -> Vec<Objection<'g>> {
    objections(grid, answers, seance, |unit, place| {
        let ItemState::Value(value) = unit.state(place) else {
            return None;
        };
        let given = value.as_operand();
        let constraint = place.item.constraint.as_ref().filter(|_| !given.is_empty())?;
        let is_broken = unit.truth(constraint, &given) == Some(false);
        let message = place.item.constraint_message.as_ref();
        is_broken.then_some((codes::CONSTRAINT, codes::CONSTRAINT_UNSAID, message))
    })
}

/// The items of one séance, or of the visit, that the grid requires and that nobody answered, in the order of the page.
#[must_use]
pub fn missing_answers<'g>(grid: &'g Grid, answers: &Answers, seance: Option<Uuid>) -> Vec<Objection<'g>> {
    objections(grid, answers, seance, |unit, place| {
        let required = place.item.required.as_ref()?;
        let is_missing = unit.truth(required, "") == Some(true) && unit.state(place) == ItemState::Unanswered;
        let message = place.item.required_message.as_ref();
        is_missing.then_some((codes::REQUIRED, codes::REQUIRED_UNSAID, message))
    })
}

/// The code where the grid says something, the code where it does not, and what it says.
type Reproach<'g> = (&'static str, &'static str, Option<&'g Text>);

fn objections<'g>(
    grid: &'g Grid,
    answers: &Answers,
    seance: Option<Uuid>,
    reproach: impl for<'a> Fn(&Unit<'a>, &'a ItemPlace<'a>) -> Option<Reproach<'a>>,
) -> Vec<Objection<'g>> {
    let walk = Walk::of(grid);
    let unit = Unit::new(grid, &walk, answers, seance);
    let scope = if seance.is_some() {
        Scope::Seance
    } else {
        Scope::Visit
    };
    let of_scope = |place: &&ItemPlace<'_>| is_asked(place) && place.item.scope == scope;
    let places = walk.places().iter().filter(of_scope);
    places
        .filter_map(|place| Some((place.item, reproach(&unit, place)?)))
        .map(|(item, reproach)| Objection {
            item,
            problem: problem(grid, item, reproach),
        })
        .collect()
}

fn problem(grid: &Grid, item: &Item, (said, unsaid, message): Reproach<'_>) -> Problem {
    let label = item.label.in_language(&grid.language);
    match message.filter(|message| !message.is_blank()) {
        Some(message) => Problem::warning(said, label).with("message", message.in_language(&grid.language)),
        None => Problem::warning(unsaid, label),
    }
}
