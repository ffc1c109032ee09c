//! Whom to train, in what: what recommendations work on, and the trainings that they propose.

use std::collections::{BTreeMap, BTreeSet};

use super::guard::FEWEST_TEACHERS;
use crate::grid::framework::FrameworkReference;

/// How many persons need something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// So many.
    Teachers(u64),
    /// Too few to be told.
    TooFew,
}

/// The needs of a scope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// By competence, those of most persons first.
    pub competences: Vec<(FrameworkReference, Need)>,
    /// By training, likewise, by its code.
    pub trainings: Vec<(String, Need)>,
}

/// What one visit recommended, and whom it observed, each by whatever names a person.
#[derive(Debug, Clone, Default)]
pub struct Recommended<'v, Person> {
    /// Whom.
    pub teachers: Vec<Person>,
    /// The competences that are worked on.
    pub competences: &'v [FrameworkReference],
    /// The codes of the trainings proposed.
    pub trainings: &'v [String],
}

/// The needs that `visits` tell.
pub fn needs<'v, Person: Ord + Clone>(visits: impl IntoIterator<Item = Recommended<'v, Person>>) -> Needs {
    let mut competences: BTreeMap<&FrameworkReference, BTreeSet<Person>> = BTreeMap::new();
    let mut trainings: BTreeMap<&String, BTreeSet<Person>> = BTreeMap::new();
    for visit in visits {
        for competence in visit.competences {
            let persons = competences.entry(competence).or_default();
            persons.extend(visit.teachers.iter().cloned());
        }
        for training in visit.trainings {
            let persons = trainings.entry(training).or_default();
            persons.extend(visit.teachers.iter().cloned());
        }
    }
    Needs {
        competences: ranked(competences),
        trainings: ranked(trainings),
    }
}

fn ranked<Key: Ord + Clone, Person>(needs: BTreeMap<&Key, BTreeSet<Person>>) -> Vec<(Key, Need)> {
    let counted = needs.into_iter().map(|(key, persons)| {
        let count = persons.len() as u64;
        let need = match count >= FEWEST_TEACHERS {
            true => Need::Teachers(count),
            false => Need::TooFew,
        };
        (key.clone(), need)
    });
    let mut ranked: Vec<(Key, Need)> = counted.collect();
    ranked.sort_by_key(|(_, need)| match need {
        Need::Teachers(count) => (0, u64::MAX - count),
        Need::TooFew => (1, 0),
    });
    ranked
}
