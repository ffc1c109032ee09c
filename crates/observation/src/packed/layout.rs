//! How many bits each fact item of a grid takes, and what they mean: a pure function of the grid.

use std::collections::BTreeMap;

use crate::facts::{FactValue, UNFORESEEN};
use crate::grid::{Answer, Grid, Item, Scope, Walk};

/// The numbers that say that there is no value; the first value comes after them.
const UNANSWERED: u128 = 0;
const NOT_OBSERVED: u128 = 1;
const NOT_APPLICABLE: u128 = 2;
const NOT_RELEVANT: u128 = 3;
/// The number of the first value.
pub(super) const FIRST: u128 = 4;
/// The planes of the number that says whether a set has a value.
pub(super) const OF_STATE: usize = 3;

/// A fact that does not fit the grid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}: no answer of the grid")]
pub struct Misfit(pub String);

/// Where the answers of each fact item stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    visit: Vec<ItemLayout>,
    seance: Vec<ItemLayout>,
    codes: Vec<(String, String)>,
}

/// Where the answers of one item stand among those of its scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemLayout {
    /// The item's code.
    pub code: String,
    /// What its bits mean.
    pub shape: Shape,
    /// The first of its planes.
    pub(super) first: usize,
}

/// What the bits of an item mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// One of these values.
    One(Vec<FactValue>),
    /// Any of these codes at once.
    Any(Vec<String>),
    /// A number from `least` on.
    Number {
        /// The least.
        least: i64,
        /// How many there are.
        count: u128,
    },
}

impl Shape {
    fn of(grid: &Grid, item: &Item) -> Self {
        let choices = || grid.choices_of(item).iter().map(|choice| choice.code.clone());
        let numbers = |least: u32, most: u32| Self::Number {
            least: i64::from(least),
            count: u128::from(most.saturating_sub(least)) + 1,
        };
        match &item.answer {
            Answer::Level { scale } => {
                let levels = grid.scale(scale).map_or(&[][..], |scale| &scale.levels);
                Self::One(levels.iter().map(|level| FactValue::Level(level.value)).collect())
            }
            Answer::Single { or_other, .. } => Self::One(
                foreseen(choices(), *or_other)
                    .into_iter()
                    .map(FactValue::Choice)
                    .collect(),
            ),
            Answer::Multiple { or_other, .. } => Self::Any(foreseen(choices(), *or_other)),
            Answer::YesNo => Self::One(vec![FactValue::YesNo(false), FactValue::YesNo(true)]),
            Answer::Count { min, max } => numbers(*min, *max),
            Answer::Duration { max } => numbers(0, *max),
            Answer::Acknowledge => Self::One(vec![FactValue::Acknowledged]),
            _ => Self::Number {
                least: i64::MIN,
                count: 1 << 64,
            },
        }
    }

    /// How many planes it takes.
    pub(super) fn planes(&self) -> usize {
        match self {
            Self::One(values) => bits(FIRST + values.len() as u128 - 1),
            Self::Any(codes) => OF_STATE + codes.len(),
            Self::Number { count, .. } => bits(FIRST + count - 1),
        }
    }
}

/// The codes of a list, and the one that stands for what it did not foresee.
fn foreseen(codes: impl Iterator<Item = String>, or_other: bool) -> Vec<String> {
    let mut codes: Vec<String> = codes.collect();
    if or_other && !codes.iter().any(|code| code == UNFORESEEN) {
        codes.push(UNFORESEEN.to_owned());
    }
    codes
}

/// How many bits write every number up to `greatest`.
fn bits(greatest: u128) -> usize {
    (u128::BITS - greatest.leading_zeros()) as usize
}

impl Layout {
    /// That of `grid`.
    #[must_use]
    pub fn of(grid: &Grid) -> Self {
        let walk = Walk::of(grid);
        let of_scope = |scope: Scope| {
            let mut first = 0;
            let items = walk.places().iter().map(|place| place.item);
            let facts = items.filter(|item| item.is_fact() && item.scope == scope);
            let placed = facts.map(|item| {
                let shape = Shape::of(grid, item);
                let code = item.code.clone();
                let at = first;
                first += shape.planes();
                ItemLayout {
                    code,
                    shape,
                    first: at,
                }
            });
            placed.collect()
        };
        let tracks = grid.timeline.iter().flat_map(|timeline| &timeline.tracks);
        let codes = tracks.flat_map(|track| {
            track
                .codes
                .iter()
                .map(|one| (track.code.clone(), one.code.clone()))
        });
        Self {
            visit: of_scope(Scope::Visit),
            seance: of_scope(Scope::Seance),
            codes: codes.collect(),
        }
    }

    /// The items that are answered once for each of these, in the order of the page.
    #[must_use]
    pub fn items(&self, scope: Scope) -> &[ItemLayout] {
        match scope {
            Scope::Visit => &self.visit,
            Scope::Seance => &self.seance,
        }
    }

    /// The codes of the timeline, each after its track.
    pub(super) fn timeline_codes(&self) -> &[(String, String)] {
        &self.codes
    }

    /// How many planes the items of a scope take.
    pub(super) fn planes(&self, scope: Scope) -> usize {
        let last = self.items(scope).last();
        last.map_or(0, |item| item.first + item.shape.planes())
    }
}

impl ItemLayout {
    /// The planes that hold a one for this answer.
    pub(super) fn ones(&self, answer: Option<&FactValue>) -> Result<Vec<usize>, Misfit> {
        let number = match (answer, &self.shape) {
            (None, _) => UNANSWERED,
            (Some(FactValue::NotObserved), _) => NOT_OBSERVED,
            (Some(FactValue::NotApplicable), _) => NOT_APPLICABLE,
            (Some(FactValue::NotRelevant), _) => NOT_RELEVANT,
            (Some(value), Shape::One(values)) => self.rank(values, value)?,
            (Some(FactValue::Number(number)), Shape::Number { least, count }) => {
                let above = i128::from(*number) - i128::from(*least);
                let above = u128::try_from(above).ok().filter(|above| above < count);
                FIRST + above.ok_or_else(|| self.misfit())?
            }
            (Some(FactValue::Choices(chosen)), Shape::Any(codes)) => return self.of_set(codes, chosen),
            (Some(FactValue::Choice(chosen)), Shape::Any(codes)) => {
                return self.of_set(codes, std::slice::from_ref(chosen));
            }
            (Some(_), _) => return Err(self.misfit()),
        };
        Ok(self.of_number(number).collect())
    }

    fn of_set(&self, codes: &[String], chosen: &[String]) -> Result<Vec<usize>, Misfit> {
        let ranks = chosen.iter().map(|code| self.rank(codes, code));
        let ranks: Vec<u128> = ranks.collect::<Result<_, _>>()?;
        let chosen = ranks
            .into_iter()
            .map(|rank| self.first + OF_STATE + (rank - FIRST) as usize);
        Ok(self.of_number(FIRST).chain(chosen).collect())
    }

    fn of_number(&self, number: u128) -> impl Iterator<Item = usize> {
        let ones = (0..bits(number)).filter(move |bit| number >> bit & 1 == 1);
        ones.map(|bit| self.first + bit)
    }

    fn rank<Value: PartialEq>(&self, values: &[Value], value: &Value) -> Result<u128, Misfit> {
        let rank = values.iter().position(|one| one == value);
        rank.map(|rank| FIRST + rank as u128).ok_or_else(|| self.misfit())
    }

    fn misfit(&self) -> Misfit {
        Misfit(self.code.clone())
    }

    /// The answer whose planes hold a one where `is_one` says so.
    pub(super) fn answer(&self, is_one: impl Fn(usize) -> bool) -> Option<FactValue> {
        let of_number = match self.shape {
            Shape::Any(_) => OF_STATE,
            _ => self.shape.planes(),
        };
        let ones = (0..of_number).filter(|bit| is_one(self.first + bit));
        let number: u128 = ones.map(|bit| 1 << bit).sum();
        match (number, &self.shape) {
            (UNANSWERED, _) => None,
            (NOT_OBSERVED, _) => Some(FactValue::NotObserved),
            (NOT_APPLICABLE, _) => Some(FactValue::NotApplicable),
            (NOT_RELEVANT, _) => Some(FactValue::NotRelevant),
            (number, Shape::One(values)) => values.get((number - FIRST) as usize).cloned(),
            (number, Shape::Number { least, .. }) => {
                let value = i128::from(*least) + i128::try_from(number - FIRST).ok()?;
                i64::try_from(value).ok().map(FactValue::Number)
            }
            (_, Shape::Any(codes)) => {
                let chosen = codes.iter().zip(self.first + OF_STATE..);
                let chosen = chosen
                    .filter(|(_, plane)| is_one(*plane))
                    .map(|(code, _)| code.clone());
                Some(FactValue::Choices(chosen.collect()))
            }
        }
    }
}

/// The answers of one row.
pub(super) fn answers_of(
    items: &[ItemLayout],
    is_one: impl Fn(usize) -> bool,
) -> BTreeMap<String, FactValue> {
    let answered = items
        .iter()
        .filter_map(|item| Some((item.code.clone(), item.answer(&is_one)?)));
    answered.collect()
}
