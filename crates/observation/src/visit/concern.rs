//! Whom a recommendation, and what is said of it later, concerns: nothing of another is ever in one's report.

use uuid::Uuid;

use super::SubjectPlan;
use super::debrief::{FollowUp, Recommendation};

impl Recommendation {
    /// Whom it concerns: the teacher it is made to, else all of `visited`, whom the visit was to.
    #[must_use]
    pub fn made_to(&self, visited: &SubjectPlan) -> SubjectPlan {
        match self.teacher {
            Some(teacher) => SubjectPlan::Teachers(vec![teacher]),
            None => visited.clone(),
        }
    }
}

/// Whom of `visited` something made to `made_to` concerns, by the identifiers of that visit: nobody named where it is the
/// same school; none where it is no concern of that visit. `person` is the identifier that remains of one's several.
#[must_use]
pub fn concern(
    made_to: &SubjectPlan,
    visited: &SubjectPlan,
    person: impl Fn(Uuid) -> Uuid,
) -> Option<Vec<Uuid>> {
    match (made_to, visited) {
        (SubjectPlan::School(made_to), SubjectPlan::School(visited)) => (made_to == visited).then(Vec::new),
        (SubjectPlan::Teachers(made_to), SubjectPlan::Teachers(visited)) => {
            let among = among(visited, made_to, person);
            (!among.is_empty()).then_some(among)
        }
        _ => None,
    }
}

/// Those of `observed` who are among `named`, be it by another identifier.
fn among(observed: &[Uuid], named: &[Uuid], person: impl Fn(Uuid) -> Uuid) -> Vec<Uuid> {
    let is_named = |one: &&Uuid| named.iter().any(|named| person(*named) == person(**one));
    observed.iter().filter(is_named).copied().collect()
}

impl FollowUp {
    /// The same, saying whom of `visited` it concerns; `made_to` is whom the recommendation was made to, where that is known,
    /// and it was said of some of these where it names them. It keeps naming others where none of these is visited; none where
    /// the recommendation is of a school that is not.
    #[must_use]
    pub fn addressed(
        &self,
        made_to: Option<&SubjectPlan>,
        visited: &SubjectPlan,
        person: impl Fn(Uuid) -> Uuid,
    ) -> Option<Self> {
        let named = |of: &[Uuid]| among(of, &self.teachers, &person);
        let (narrowed, otherwise) = match made_to {
            None => (vec![named(visited.teachers())], self.teachers.clone()),
            Some(made_to) => {
                let concerned = concern(made_to, visited, &person).or_else(|| others(made_to))?;
                (vec![named(&concerned), named(made_to.teachers())], concerned)
            }
        };
        let named = narrowed.into_iter().find(|some| !some.is_empty());
        Some(self.clone().of(named.unwrap_or(otherwise)))
    }

    /// Those of `observed` whom it concerns, by the identifiers it names. One that names nobody is said of the only person
    /// observed; of several it is said of none, for it may be of any.
    #[must_use]
    pub fn concerned(&self, observed: &[Uuid]) -> Vec<Uuid> {
        match (self.teachers.as_slice(), observed) {
            ([], [only]) => vec![*only],
            ([], _) => Vec::new(),
            (named, _) => among(observed, named, |id| id),
        }
    }

    /// As the document of a visit to `visited` says it; none where it concerns nobody there.
    #[must_use]
    pub(super) fn sealed(&self, visited: &SubjectPlan) -> Option<Self> {
        match (visited.teachers(), self.teachers.as_slice()) {
            // Written before a follow-up named anyone: nobody's, but what was signed is signed again.
            (_, []) => Some(self.clone()),
            (observed, _) => match self.concerned(observed).as_slice() {
                [] => None,
                [_] if observed.len() == 1 => Some(self.clone().of(Vec::new())),
                concerned => Some(self.clone().of(concerned.to_vec())),
            },
        }
    }
}

/// The teachers of another visit; none where it was to a school.
fn others(made_to: &SubjectPlan) -> Option<Vec<Uuid>> {
    let teachers = made_to.teachers();
    (!teachers.is_empty()).then(|| teachers.to_vec())
}
