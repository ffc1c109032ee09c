//! What is missing or contradictory in what is said after the lesson.

use super::{Finding, Review, Spot, codes};
use crate::problem::Problem;
use crate::visit::FollowUp;

impl Review<'_> {
    pub(super) fn debrief(&self) -> Vec<Finding> {
        let debrief = &self.visit.debrief;
        let empty = debrief.strengths.is_empty() && debrief.recommendations.is_empty();
        let nothing = empty.then(|| Problem::warning(codes::DEBRIEF, ""));
        let early = debrief
            .recommendations
            .iter()
            .enumerate()
            .filter(|(_, one)| one.due.is_some_and(|due| due < self.visit.plan.date));
        let due = early.map(|(rank, _)| Problem::warning(codes::DUE, recommendation(rank)));
        let recipients = self.nobodys().map(|at| Problem::warning(codes::RECIPIENT, at));
        let followed = debrief.follow_ups.iter().filter_map(|one| self.followed(one));
        let told = nothing.into_iter().chain(due).chain(recipients).chain(followed);
        told.map(|problem| Finding::at(Spot::Debrief, problem)).collect()
    }

    /// What is wrong with what is said of an earlier recommendation: it concerns nobody here, or is dropped without a reason.
    fn followed(&self, one: &FollowUp) -> Option<Problem> {
        let observed = self.visit.plan.subject.teachers();
        let has_reader =
            observed.is_empty() && one.teachers.is_empty() || !one.concerned(observed).is_empty();
        if !has_reader {
            return Some(Problem::warning(codes::CONCERN, one.recalled()));
        }
        one.is_unexplained()
            .then(|| Problem::error(codes::DROPPED, one.recalled()))
    }

    /// Where something is said to a person who is not observed.
    fn nobodys(&self) -> impl Iterator<Item = String> {
        let visit = self.visit;
        let observed = visit.plan.subject.teachers();
        let strengths = visit.debrief.strengths.iter().enumerate();
        let strengths = strengths.map(|(rank, one)| (strength(rank), one.teacher));
        let recommendations = visit.debrief.recommendations.iter().enumerate();
        let recommendations = recommendations.map(|(rank, one)| (recommendation(rank), one.teacher));
        let all = strengths.chain(recommendations);
        all.filter(move |(_, whom)| whom.is_some_and(|whom| !observed.contains(&whom)))
            .map(|(at, _)| at)
    }
}

/// What a person calls the strength of this rank.
pub(super) fn strength(rank: usize) -> String {
    format!("point d’appui {}", rank + 1)
}

/// What a person calls the recommendation of this rank.
pub(super) fn recommendation(rank: usize) -> String {
    format!("recommandation {}", rank + 1)
}
