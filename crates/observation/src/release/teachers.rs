//! Which cells of a release are told at all: those of enough teachers, and of which nobody is found by what others tell.

use std::collections::BTreeMap;

use super::attacker::Attacker;
use super::figure::Why;
use super::measured::Measured;
use super::places::Whereabouts;
use super::rules::{GREATEST_PART, SCHOOLS};
use super::table::{Quantity, Table, Told};
use crate::indicator::Figure;

impl Measured<'_> {
    /// Whether the teachers of each place are told, and so anything of it; and why not, by place and modality.
    pub(super) fn protect_teachers(&self) -> (Vec<bool>, BTreeMap<(usize, usize), Why>) {
        let mut why = BTreeMap::new();
        let mut table = Table::default();
        let all = self.figures.iter().map(|own| own[0].subjects).max().unwrap_or(0) as f64;
        for (place, own) in self.figures.iter().enumerate() {
            let earlier = self.earlier(place, 0);
            let refused = match earlier {
                Some(earlier) => earlier.teachers.is_none().then_some(Why::Earlier),
                None => self.refusal(place, &own[0]).or(self.across_a_break(place)),
            };
            if let Some(refused) = refused {
                why.extend((0..self.modalities.len()).map(|modality| ((place, modality), refused)));
            }
            table.quantities.push(Quantity {
                truth: own[0].subjects as f64,
                least: 0.0,
                most: all * 2.0,
                told: if refused.is_some() && !self.may_be_found(place, &own[0]) {
                    Told::Nothing
                } else {
                    Told::Truth
                },
                // All that is hidden of a whole is then of enough teachers together.
                room: match own[0].subjects {
                    0 => 0.0,
                    _ => f64::from(self.plan.rules.teachers),
                },
                cost: self.places.places[place].cost().filter(|_| earlier.is_none()),
            });
        }
        table.lines = self.lines();
        table.protect_closed(&mut Attacker::of(&table));
        let told = table.quantities.iter().enumerate();
        let told = told.map(|(place, one)| !one.is_open() && !why.contains_key(&(place, 0)));
        (told.collect(), why)
    }

    /// Whether years that were told of a place are no more what they were, by fewer persons than the threshold: their sum
    /// would tell what came, left or was put right since.
    fn rests_on_changed_years(&self, place: usize) -> bool {
        let lines = self.places.lines.iter().filter(|(whole, _)| *whole == place);
        lines.flat_map(|(_, parts)| parts).any(|part| {
            let told = self.earlier(*part, 0).and_then(|earlier| earlier.teachers);
            told.is_some_and(|told| {
                let left = self.figures[*part][0].subjects;
                let few = |count: u64| count < u64::from(self.plan.rules.teachers);
                // Who knows what was told knows who left, came, or changed, and then who is left.
                self.differs(*part) && (few(told.abs_diff(left)) || (left > 0 && few(left)))
            })
        })
    }

    /// Whether a value that was told of a place is another now.
    fn differs(&self, place: usize) -> bool {
        (0..self.modalities.len()).any(|modality| {
            let figure = &self.figures[place][modality];
            let other = |told: Option<u64>, now: u64| told.is_some_and(|told| told != now);
            self.earlier(place, modality).is_some_and(|told| {
                !self.is_still(told.value, figure)
                    || other(told.teachers, figure.subjects)
                    || other(told.units, figure.units)
                    || other(told.excluded, figure.excluded)
                    || other(told.numerator, figure.numerator.round() as u64)
            })
        })
    }

    /// Of a place over several years, in one of which the indicator was measured otherwise: it would mislead.
    fn across_a_break(&self, place: usize) -> Option<Why> {
        let window = &self.places.places[place].window;
        let began_before = |since: &String| window.first < *since;
        let is_across = !window.is_year() && self.since.as_ref().is_some_and(began_before);
        is_across.then_some(Why::Break)
    }

    /// Whether it does no harm that a figure is found which is not told: one of nobody, or one that would mislead and hides
    /// nobody.
    pub(super) fn may_be_found(&self, place: usize, figure: &Figure) -> bool {
        let is_of_nobody = figure.subjects + figure.excluded == 0;
        is_of_nobody
            || (self.across_a_break(place).is_some()
                && self.refusal(place, &self.figures[place][0]).is_none())
    }

    /// Why a place may not be told by itself.
    fn refusal(&self, place: usize, figure: &Figure) -> Option<Why> {
        let of_several = !matches!(
            self.places.places[place].whereabouts,
            Whereabouts::School(_) | Whereabouts::SchoolWithin(..)
        );
        if self.known.is_closed(place, 0) {
            return Some(Why::Earlier);
        }
        if figure.subjects_of_one_circle < u64::from(self.plan.rules.teachers) {
            Some(Why::FewTeachers)
        } else if of_several && figure.schools < SCHOOLS {
            Some(Why::OneSchool)
        } else if figure.greatest_part > GREATEST_PART {
            Some(Why::OneTeacher)
        } else if self.rests_on_changed_years(place) {
            Some(Why::Changed)
        } else {
            None
        }
    }
}
