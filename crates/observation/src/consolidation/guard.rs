//! What is of too few persons is not shown, nor what would tell it by a difference.

use crate::indicator::Figure;

/// Fewer teachers than this are too few for any figure of a working view.
pub const FEWEST_TEACHERS: u64 = 3;

/// A figure, or that there were too few.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// It may be shown.
    Figure(Figure),
    /// « Trop peu d’enseignants » : whatever the reason, it reads alike.
    TooFew,
    /// Nothing was looked at.
    Nothing,
}

impl Shown {
    /// The figure, where it is shown.
    #[must_use]
    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::TooFew | Self::Nothing => None,
        }
    }
}

/// A figure of a group, and how many persons the group has, whatever they say.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) figure: Figure,
    pub(super) persons: u64,
}

/// What criteria keep, and apart each kind of what they leave out: what a wider filter has beside is made of these.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) kept: Group,
    pub(super) left_out: Vec<Group>,
}

impl Group {
    fn is_enough(&self, fewest: u64) -> bool {
        self.figure.subjects_of_one_circle >= fewest
    }

    /// Whether too few persons are in it, or say something: nobody in it, or nobody who says something, tells nothing.
    fn tells(&self, fewest: u64) -> bool {
        let few = |count: u64, enough: bool| count > 0 && !enough;
        few(self.persons, self.persons >= fewest) || few(self.figure.subjects, self.is_enough(fewest))
    }
}

/// What is shown of candidates that together are one population. `fewest` persons at least stand behind each figure, behind
/// each difference that is not empty, and behind what is hidden, for the whole is shown too.
pub(super) fn guarded(candidates: Vec<Candidate>, fewest: u64) -> Vec<Shown> {
    let may_be_shown = |one: &Candidate| {
        let is_bare = one.kept.persons >= fewest && one.kept.figure.subjects == 0;
        (one.kept.is_enough(fewest) || is_bare) && !one.left_out.iter().any(|other| other.tells(fewest))
    };
    let mut hidden: Vec<bool> = candidates
        .iter()
        .map(|one| one.kept.persons > 0 && !may_be_shown(one))
        .collect();
    hide_another(&candidates, &mut hidden, fewest);
    let shown = candidates.into_iter().zip(hidden);
    shown
        .map(|(candidate, hidden)| match candidate.kept.persons {
            0 => Shown::Nothing,
            _ if hidden => Shown::TooFew,
            _ => Shown::Figure(candidate.kept.figure),
        })
        .collect()
}

/// What is hidden is the whole without the rest: where all of it may be of too few persons, another is hidden with it, the
/// one of the fewest.
fn hide_another(candidates: &[Candidate], hidden: &mut [bool], fewest: u64) {
    let persons = |place: &usize| candidates[*place].kept.figure.subjects_of_one_circle;
    let places = |is_hidden: bool| {
        let of_some = (0..candidates.len()).filter(|place| candidates[*place].kept.persons > 0);
        of_some
            .filter(|place| hidden[*place] == is_hidden)
            .collect::<Vec<usize>>()
    };
    let (own, others) = (places(true), places(false));
    if own.is_empty() || own.iter().any(|place| persons(place) >= fewest) {
        return;
    }
    if let Some(place) = others.iter().min_by_key(|place| persons(place)) {
        hidden[*place] = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(persons: u64) -> Group {
        saying(persons, persons)
    }

    fn saying(persons: u64, saying: u64) -> Group {
        let figure = Figure {
            value: Some(0.5),
            interval: None,
            numerator: 0.0,
            visits: saying,
            units: saying,
            excluded: persons - saying,
            subjects: saying,
            subjects_of_one_circle: saying,
            schools: 1,
            greatest_part: 0.1,
        };
        Group { figure, persons }
    }

    fn shown(persons: &[u64], differences: &[u64]) -> Vec<Option<u64>> {
        let candidates = persons.iter().map(|one| Candidate {
            kept: of(*one),
            left_out: differences.iter().map(|one| of(*one)).collect(),
        });
        let shown = guarded(candidates.collect(), FEWEST_TEACHERS);
        shown
            .iter()
            .map(|one| one.figure().map(|figure| figure.subjects))
            .collect()
    }

    #[test]
    fn two_teachers_are_too_few_and_three_are_not() {
        assert_eq!(shown(&[2], &[]), [None]);
        assert_eq!(shown(&[3], &[]), [Some(3)]);
    }

    #[test]
    fn what_a_wider_filter_has_beside_is_none_or_enough() {
        assert_eq!(shown(&[9], &[0, 3]), [Some(9)]);
        assert_eq!(shown(&[9], &[4, 2]), [None]);
    }

    #[test]
    fn nobody_is_found_as_the_rest_of_the_whole() {
        assert_eq!(shown(&[2, 9, 5], &[]), [None, Some(9), None]);
        assert_eq!(shown(&[2, 1, 9, 5], &[]), [None, None, Some(9), None]);
        assert_eq!(shown(&[0, 9, 5], &[]), [None, Some(9), Some(5)]);
    }

    #[test]
    fn that_one_person_says_nothing_is_not_told_either() {
        let shown = |kept: Group, left_out: Group| {
            let candidate = Candidate {
                kept,
                left_out: vec![left_out],
            };
            guarded(vec![candidate], FEWEST_TEACHERS).remove(0)
        };
        assert_eq!(shown(saying(1, 0), of(0)), Shown::TooFew);
        assert_eq!(shown(of(9), saying(1, 0)), Shown::TooFew);
        assert_eq!(shown(of(9), saying(5, 1)), Shown::TooFew);
        assert!(shown(of(9), saying(5, 0)).figure().is_some());
        assert!(shown(saying(4, 0), of(0)).figure().is_some());
    }
}
