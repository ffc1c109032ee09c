//! What of a visit is about one of several persons: what was said to another is not that person's to read. Words that were
//! written for all of them, the running notebook, the answers and the entretien, cannot be taken apart, and stay.

use uuid::Uuid;

use super::{Debrief, FollowUp, Note, SeanceDocument, StateDocument, Subject, SubjectPlan};
use super::{VisitDocument, VisitPlan};

/// One person, by the identifiers of the register.
#[derive(Debug, Clone, Copy)]
pub struct Person<'p> {
    ids: &'p [Uuid],
}

impl<'p> Person<'p> {
    /// The person whom all of `ids` name.
    #[must_use]
    pub fn of(ids: &'p [Uuid]) -> Self {
        Self { ids }
    }

    /// Whether `id` names the person.
    #[must_use]
    pub fn is(&self, id: Uuid) -> bool {
        self.ids.contains(&id)
    }

    /// Whether something said to `whom`, to all where absent, is said to the person.
    #[must_use]
    pub fn is_told(&self, whom: Option<Uuid>) -> bool {
        whom.is_none_or(|id| self.is(id))
    }

    /// Whether the person is among those whom a visit now observes.
    #[must_use]
    pub fn is_observed(&self, plan: &VisitPlan) -> bool {
        plan.subject.teachers().iter().any(|id| self.is(*id))
    }

    /// Whether somebody else is among `observed`.
    #[must_use]
    pub fn has_colleagues(&self, observed: &[Uuid]) -> bool {
        observed.iter().any(|id| !self.is(*id))
    }

    /// A visit's plan, without the others whom it names.
    #[must_use]
    pub fn plan(&self, plan: &VisitPlan) -> VisitPlan {
        let subject = match &plan.subject {
            SubjectPlan::Teachers(teachers) => {
                SubjectPlan::Teachers(teachers.iter().copied().filter(|id| self.is(*id)).collect())
            }
            other => other.clone(),
        };
        VisitPlan {
            subject,
            ..plan.clone()
        }
    }

    /// What was said after to the person, in a visit to `observed`.
    #[must_use]
    pub fn debrief(&self, debrief: &Debrief, observed: &[Uuid]) -> Debrief {
        let follow_up = |one: &FollowUp| {
            let teachers: Vec<Uuid> = one.teachers.iter().copied().filter(|id| self.is(*id)).collect();
            let is_theirs = !teachers.is_empty() || one.concerned(observed).iter().any(|id| self.is(*id));
            is_theirs.then(|| FollowUp {
                teachers,
                ..one.clone()
            })
        };
        let mut said = debrief.clone();
        said.strengths.retain(|one| self.is_told(one.teacher));
        said.recommendations.retain(|one| self.is_told(one.teacher));
        // The one person observed may not be the one of whom it was said: the subject of a visit can change.
        if !observed.is_empty() {
            said.follow_ups = debrief.follow_ups.iter().filter_map(follow_up).collect();
        }
        said
    }

    /// A sealed document as far as it is about the person; none where it observes others alone.
    #[must_use]
    pub fn document(&self, document: &VisitDocument) -> Option<VisitDocument> {
        let Subject::Teachers(teachers) = &document.subject else {
            return Some(document.clone());
        };
        let observed: Vec<Uuid> = teachers.iter().map(|teacher| teacher.id).collect();
        let remaining: Vec<_> = teachers.iter().filter(|one| self.is(one.id)).cloned().collect();
        if remaining.is_empty() {
            return None;
        }
        let seances: Vec<SeanceDocument> = document
            .seances
            .iter()
            .filter_map(|one| self.seance(one))
            .collect();
        let led = |note: &&Note| {
            note.seance
                .is_none_or(|id| seances.iter().any(|one| one.id == id))
        };
        Some(VisitDocument {
            subject: Subject::Teachers(remaining),
            notes: document.notes.iter().filter(led).cloned().collect(),
            debrief: self.debrief(&document.debrief, &observed),
            seances,
            ..document.clone()
        })
    }

    /// A lesson; none where others led it without the person.
    fn seance(&self, seance: &SeanceDocument) -> Option<SeanceDocument> {
        let led_by: Vec<Uuid> = seance
            .teachers
            .iter()
            .copied()
            .filter(|id| self.is(*id))
            .collect();
        (seance.teachers.is_empty() || !led_by.is_empty()).then(|| SeanceDocument {
            teachers: led_by,
            ..seance.clone()
        })
    }

    /// Whether what happened to a report concerns the person.
    #[must_use]
    pub fn is_concerned(&self, state: &StateDocument) -> bool {
        self.is_told(state.teacher)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visit::Progress;

    const ANNA: Uuid = Uuid::from_u128(10);
    const PAUL: Uuid = Uuid::from_u128(12);
    const PAUL_AGAIN: Uuid = Uuid::from_u128(13);

    fn said_of(teachers: &[Uuid]) -> FollowUp {
        FollowUp::new(Uuid::from_u128(1), Progress::Done, "A", "").of(teachers.to_vec())
    }

    /// Whom the follow-ups name that Paul may read of a visit to `observed`.
    fn read_by_paul(follow_up: FollowUp, observed: &[Uuid]) -> Vec<Vec<Uuid>> {
        let debrief = Debrief {
            follow_ups: vec![follow_up],
            ..Debrief::default()
        };
        let said = Person::of(&[PAUL, PAUL_AGAIN]).debrief(&debrief, observed);
        said.follow_ups.into_iter().map(|one| one.teachers).collect()
    }

    #[test]
    fn what_was_said_of_who_is_observed_no_more_is_nobody_else_s() {
        assert!(read_by_paul(said_of(&[ANNA]), &[PAUL]).is_empty());
        assert_eq!(read_by_paul(said_of(&[ANNA, PAUL]), &[PAUL]), [[PAUL]]);
        assert_eq!(read_by_paul(said_of(&[]), &[PAUL]).len(), 1);
        assert_eq!(read_by_paul(said_of(&[PAUL_AGAIN]), &[PAUL]), [[PAUL_AGAIN]]);
        assert!(read_by_paul(said_of(&[]), &[ANNA, PAUL]).is_empty());
        // A visit to a school.
        assert_eq!(read_by_paul(said_of(&[]), &[]).len(), 1);
    }
}
