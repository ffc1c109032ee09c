//! What earlier visits recommended to those who are visited, and where it stands.

use notebook::{EarlierVisit as Earlier, VisitContent};
use observation::grid::GridFile;
use observation::register::{Register, Teacher};
use observation::visit::{
    Debrief, FollowUp, Following, Recommendation, Said, SubjectPlan, Visit, VisitPlan, concern,
};
use uuid::Uuid;

use crate::present::debrief::progress_view;
use crate::present::grid::competence;
use crate::problem::Outcome;
use crate::session::Open;
use crate::views::RecommendationView;

impl Open {
    /// The sealed visits before this one to the same persons, or to the same school.
    pub(super) fn earlier(&self, register: &Register, plan: &VisitPlan) -> Outcome<Vec<Earlier>> {
        Ok(match &plan.subject {
            SubjectPlan::School(uai) => self.notebook.earlier_visits_to_school(*uai, Some(plan))?,
            subject => self
                .notebook
                .earlier_visits(&all_ids(register, subject.teachers()), Some(plan))?,
        })
    }

    /// The visit as it is reviewed and sealed: what is said of earlier recommendations says whom it concerns.
    pub(super) fn addressed(&self, content: &VisitContent) -> Outcome<Visit> {
        let visit = content.visit();
        Ok(Visit {
            debrief: self.addressed_debrief(&content.row.plan, visit.debrief)?,
            ..visit
        })
    }

    /// Whom a follow-up concerns is told by the recommendation, whatever a page or an older draft says.
    pub(super) fn addressed_debrief(&self, plan: &VisitPlan, debrief: Debrief) -> Outcome<Debrief> {
        if debrief.follow_ups.is_empty() {
            return Ok(debrief);
        }
        let register = self.register()?;
        let visits = self.notebook.recommending_visits()?;
        let addressed = |one: &FollowUp| {
            let made_to = made_to(one.recommendation, plan.id, &visits);
            one.addressed(made_to.as_ref(), &plan.subject, |id| register.person(id))
        };
        Ok(Debrief {
            follow_ups: debrief.follow_ups.iter().filter_map(addressed).collect(),
            ..debrief
        })
    }
}

/// Whom this recommendation of another visit was made to.
fn made_to(recommendation: Uuid, visit: Uuid, visits: &[Earlier]) -> Option<SubjectPlan> {
    let others = visits.iter().filter(|one| one.row.plan.id != visit);
    let mut made = others.flat_map(|one| {
        let all = one.recommendations.iter();
        all.map(|made| (made, &one.visited))
    });
    let (made, visited) = made.find(|(made, _)| made.id == recommendation)?;
    Some(made.made_to(visited))
}

/// Every identifier of these persons: whoever was merged from several has several.
fn all_ids(register: &Register, teachers: &[Uuid]) -> Vec<Uuid> {
    let known = teachers.iter().filter_map(|id| register.teacher(id));
    let merged = known.flat_map(Teacher::ids);
    teachers.iter().copied().chain(merged).collect()
}

/// What each of these visits says of those before it.
pub(crate) fn said(visits: &[Earlier]) -> Vec<Said<'_>> {
    let said = visits.iter().map(|one| Said {
        visited: &one.visited,
        follow_ups: &one.follow_ups,
    });
    said.collect()
}

/// A recommendation that concerns those who are visited, with whom of them it is open to, or was settled for.
pub(crate) struct Followed<'a> {
    /// The recommendation.
    pub(crate) made: &'a Recommendation,
    /// Those it concerns, of whom nothing settled it where there are; nobody named where it is a school.
    pub(crate) teachers: Vec<Uuid>,
    /// What was said of it last.
    pub(crate) last: Option<&'a FollowUp>,
}

impl<'a> Followed<'a> {
    /// What `earlier` recommended to any of `visited`.
    pub(crate) fn all(
        earlier: &'a Earlier,
        visited: &SubjectPlan,
        following: &Following<'a>,
    ) -> impl Iterator<Item = Self> {
        earlier.recommendations.iter().filter_map(|made| {
            let concerned = concern(&made.made_to(&earlier.visited), visited, following.person)?;
            let open = following.open_to(made.id, &concerned);
            let teachers = if open.is_empty() { concerned } else { open };
            let last = following.standing(made.id, teachers.first().copied());
            Some(Self { made, teachers, last })
        })
    }

    /// As a page shows it; `grid` is that of the visit of day `date` in which it was made.
    pub(crate) fn view(&self, grid: Option<&GridFile>, date: &str) -> RecommendationView {
        let one = self.made;
        let item = one.item.as_ref().and_then(|code| {
            let grid = grid?.grid();
            grid.find(code)
                .map(|place| place.item.label.in_language(&grid.language).to_owned())
        });
        RecommendationView {
            id: one.id.to_string(),
            progress: progress_view(self.last.map(|last| last.progress)),
            said: self.last.map(|last| last.said().to_owned()).unwrap_or_default(),
            teachers: self.teachers.iter().map(Uuid::to_string).collect(),
            text: one.text.clone(),
            due: one.due.map(|due| due.to_string()),
            about: item
                .or_else(|| one.competence.as_ref().map(competence))
                .unwrap_or_default(),
            training: one.training.clone(),
            date: date.to_owned(),
        }
    }
}
