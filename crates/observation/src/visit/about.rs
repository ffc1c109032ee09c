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
            let concerned = one.concerned(observed);
            concerned.iter().any(|id| self.is(*id)).then(|| FollowUp {
                teachers: one.teachers.iter().copied().filter(|id| self.is(*id)).collect(),
                ..one.clone()
            })
        };
        let mut said = debrief.clone();
        said.strengths.retain(|one| self.is_told(one.teacher));
        said.recommendations.retain(|one| self.is_told(one.teacher));
        if self.has_colleagues(observed) {
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
