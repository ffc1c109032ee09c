//! How often each item took each value: what a scan gives.

use super::answers::Answers;
use super::layout::{FIRST, ItemLayout, Layout, OF_STATE, Shape};
use super::planes::{Planes, numbers, ones, ones_of_both};
use super::question::Question;
use crate::grid::Scope;

/// How often each item of a grid took each value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// How many visits count.
    pub visits: u64,
    /// How many lessons.
    pub seances: u64,
    /// The items that are answered once for a visit, then those of lessons, in the order of the layout.
    pub items: Vec<ItemTally>,
}

/// How often one item took each value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemTally {
    /// How many say nothing.
    pub unanswered: u64,
    /// « Non observé ».
    pub not_observed: u64,
    /// « Sans objet ».
    pub not_applicable: u64,
    /// Set aside by a condition of the grid.
    pub not_relevant: u64,
    /// How many have a value.
    pub answered: u64,
    /// How often each of the item's values, in their order; none of a number.
    pub values: Vec<u64>,
    /// The sum of the values of a number.
    pub sum: i128,
}

impl Tally {
    /// Of no visit yet.
    #[must_use]
    pub fn none(layout: &Layout) -> Self {
        let items = [Scope::Visit, Scope::Seance].map(|scope| layout.items(scope));
        let none = |item: &ItemLayout| ItemTally {
            values: vec![0; item.shape.values()],
            ..ItemTally::default()
        };
        Self {
            visits: 0,
            seances: 0,
            items: items.into_iter().flatten().map(none).collect(),
        }
    }

    /// Counts those of a block that `question` asks for.
    pub fn add(&mut self, layout: &Layout, answers: &Answers, question: &Question) {
        let masks = question.masks(answers);
        let of_visits = layout.items(Scope::Visit).len();
        let (visits, seances) = self.items.split_at_mut(of_visits);
        self.visits += add_scope(visits, layout, answers, (Scope::Visit, &masks.visits));
        self.seances += add_scope(seances, layout, answers, (Scope::Seance, &masks.seances));
    }
}

/// Counts the rows of a mask, item by item; how many there are.
fn add_scope(
    tallies: &mut [ItemTally],
    layout: &Layout,
    answers: &Answers,
    (scope, mask): (Scope, &[u64]),
) -> u64 {
    let rows = ones(mask);
    if rows > 0 {
        let items = tallies.iter_mut().zip(layout.items(scope));
        items.for_each(|(tally, item)| tally.add(item, answers.planes(scope), mask, rows));
    }
    rows
}

impl ItemTally {
    fn add(&mut self, item: &ItemLayout, planes: &Planes, mask: &[u64], rows: u64) {
        let own: Vec<&[u64]> = (0..item.shape.planes())
            .map(|bit| planes.plane(item.first + bit))
            .collect();
        match &item.shape {
            Shape::One(values) => {
                let counts = numbers(&own, mask, FIRST as usize + values.len());
                let (states, values) = counts.split_at(FIRST as usize);
                self.add_states(states, rows);
                self.add_values(values.iter().copied());
            }
            Shape::Any(_) => {
                let (state, codes) = own.split_at(OF_STATE);
                self.add_states(&numbers(state, mask, FIRST as usize), rows);
                self.add_values(codes.iter().map(|plane| ones_of_both(mask, plane)));
            }
            Shape::Number { least, .. } => self.add_numbers(*least, &own, mask, rows),
        }
    }

    fn add_states(&mut self, states: &[u64], rows: u64) {
        self.unanswered += states[0];
        self.not_observed += states[1];
        self.not_applicable += states[2];
        self.not_relevant += states[3];
        self.answered += rows - states.iter().sum::<u64>();
    }

    fn add_values(&mut self, counts: impl Iterator<Item = u64>) {
        self.values
            .iter_mut()
            .zip(counts)
            .for_each(|(value, count)| *value += count);
    }

    /// A number is a value where any plane but the two lowest has a one.
    fn add_numbers(&mut self, least: i64, planes: &[&[u64]], mask: &[u64], rows: u64) {
        let (state, higher) = planes.split_at(2);
        let is_value = |word: usize| higher.iter().fold(0, |any, plane| any | plane[word]);
        let values: Vec<u64> = mask
            .iter()
            .enumerate()
            .map(|(word, mask)| mask & is_value(word))
            .collect();
        let states: Vec<u64> = mask
            .iter()
            .zip(&values)
            .map(|(mask, values)| mask & !values)
            .collect();
        self.add_states(&numbers(state, &states, FIRST as usize), rows);
        let weighed = planes.iter().zip(0..);
        let sum: u128 = weighed
            .map(|(plane, bit)| u128::from(ones_of_both(&values, plane)) << bit)
            .sum();
        let first = i128::from(least) - FIRST as i128;
        self.sum += sum as i128 + first * i128::from(ones(&values));
    }
}

impl Shape {
    /// How many values are counted each by itself.
    fn values(&self) -> usize {
        match self {
            Self::One(values) => values.len(),
            Self::Any(codes) => codes.len(),
            Self::Number { .. } => 0,
        }
    }
}
