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

/// A figure, with those of what its filter leaves out of each wider one.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) figure: Figure,
    /// Of what each wider filter has beside: the difference of both.
    pub(super) differences: Vec<Figure>,
}

/// What is shown of candidates that together are one population. `fewest` persons at least stand behind each figure, behind
/// each difference that is not empty, and behind what is hidden, for the whole is shown too.
pub(super) fn guarded(candidates: Vec<Candidate>, fewest: u64) -> Vec<Shown> {
    let enough = |figure: &Figure| figure.subjects_of_one_circle >= fewest;
    let tells = |difference: &Figure| difference.subjects > 0 && !enough(difference);
    let may_be_shown = |one: &Candidate| enough(&one.figure) && !one.differences.iter().any(tells);
    let mut hidden: Vec<bool> = candidates
        .iter()
        .map(|one| one.figure.units > 0 && !may_be_shown(one))
        .collect();
    hide_another(&candidates, &mut hidden, fewest);
    let shown = candidates.into_iter().zip(hidden);
    shown
        .map(|(candidate, hidden)| match candidate.figure.units {
            0 => Shown::Nothing,
            _ if hidden => Shown::TooFew,
            _ => Shown::Figure(candidate.figure),
        })
        .collect()
}

/// What is hidden is the whole without the rest: where all of it may be of too few persons, another is hidden with it, the
/// one of the fewest.
fn hide_another(candidates: &[Candidate], hidden: &mut [bool], fewest: u64) {
    let persons = |place: &usize| candidates[*place].figure.subjects_of_one_circle;
    let places = |is_hidden: bool| {
        let of_some = (0..candidates.len()).filter(|place| candidates[*place].figure.units > 0);
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

    fn of(persons: u64) -> Figure {
        Figure {
            value: Some(0.5),
            interval: None,
            numerator: 0.0,
            visits: persons,
            units: persons,
            excluded: 0,
            subjects: persons,
            subjects_of_one_circle: persons,
            schools: 1,
            greatest_part: 0.1,
        }
    }

    fn shown(persons: &[u64], differences: &[u64]) -> Vec<Option<u64>> {
        let candidates = persons.iter().map(|one| Candidate {
            figure: of(*one),
            differences: differences.iter().map(|one| of(*one)).collect(),
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
}
