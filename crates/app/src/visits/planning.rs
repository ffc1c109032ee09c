//! What is settled before a visit.

use chrono::NaiveDate;
use observation::answers::Answered;
use observation::grid::{GridFile, SubjectKind};
use observation::preset::VisitKind;
use observation::problem::Problem;
use observation::visit::VisitPlan;
use uuid::Uuid;

use super::visit_id;
use crate::App;
use crate::present::plan;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{PlanView, VisitView};

impl App {
    /// Enters or changes what is settled before a visit. Teachers, school and times may come later; what is given must exist.
    ///
    /// # Errors
    /// All that cannot be read or does not exist, at once.
    pub fn save_plan(&self, request: PlanView) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let known = match request.id.as_str() {
                "" => None,
                id => Some(open.visit_row(visit_id(id)?)?),
            };
            let kind = set_up.preset.kind(&request.kind);
            let kind = kind.ok_or_else(|| match request.kind.as_str() {
                "" => AppError::refused(codes::KIND_MISSING, "kind"),
                other => AppError::refused(codes::KIND_UNKNOWN, other),
            })?;
            let former = known.as_ref().map(|row| &row.plan);
            let read = plan::read(&request, kind.of_school, former, set_up.zone(), &mut || {
                self.fresh_id()
            })?;
            let mut problems = problems(open, (set_up, self.today(set_up)), kind, &read)?;
            problems.extend(
                former
                    .map(|former| kept_seances(open, former, &read))
                    .transpose()?
                    .unwrap_or_default(),
            );
            if !problems.is_empty() {
                return Err(AppError::Refused(problems));
            }
            let row = open.notebook.save_plan(&read, self.host().now())?;
            self.whole_visit(open, set_up, &row)
        })
    }
}

fn problems(
    open: &Open,
    (set_up, day): (&SetUp, NaiveDate),
    kind: &VisitKind,
    plan: &VisitPlan,
) -> Outcome<Vec<Problem>> {
    let mut problems = Vec::new();
    if open.supports_only(set_up, day)? && !kind.support {
        problems.push(Problem::error(codes::KIND_SUPPORT, &kind.label));
    }
    if let Some(uai) = plan.place
        && open.notebook.school(uai)?.is_none()
    {
        problems.push(Problem::error(codes::SCHOOL_UNKNOWN, uai.to_string()));
    }
    let (register, teachers) = (open.register()?, plan.subject.teachers().iter());
    let unknown = teachers.filter(|id| register.teacher(id).is_none());
    problems.extend(unknown.map(|id| Problem::error(codes::TEACHER_UNKNOWN, id.to_string())));
    let grid = plan.grid.map(|sha256| open.grid(sha256)).transpose()?;
    problems.extend(grid_problem(kind, grid.as_deref()));
    problems.extend(out_of_order(plan));
    Ok(problems)
}

/// Notes only: no grid. Else one that observes what the kind visits.
fn grid_problem(kind: &VisitKind, grid: Option<&GridFile>) -> Option<Problem> {
    let suits = match grid.map(|file| file.grid().subject) {
        None => true,
        Some(_) if kind.notes_only => false,
        Some(SubjectKind::School) => kind.of_school,
        Some(SubjectKind::Teachers) => !kind.of_school,
        Some(SubjectKind::Calibration) => false,
    };
    (!suits).then(|| Problem::error(codes::GRID_KIND, &kind.label))
}

fn out_of_order(plan: &VisitPlan) -> impl Iterator<Item = Problem> + '_ {
    let backwards = plan
        .seances
        .iter()
        .enumerate()
        .filter(|(_, seance)| seance.ends_at < seance.starts_at || seance.end() < seance.start());
    backwards.map(|(rank, _)| {
        Problem::error(
            observation::visit::codes::SEANCE_TIMES,
            format!("séance {}", rank + 1),
        )
    })
}

/// A séance with answers, paragraphs or samples is not taken away: the sealed document would lose them without a word.
fn kept_seances(open: &Open, former: &VisitPlan, plan: &VisitPlan) -> Outcome<Vec<Problem>> {
    let gone = |id: &Uuid| plan.seances.iter().all(|seance| seance.id != *id);
    let leaving = former
        .seances
        .iter()
        .enumerate()
        .filter(|(_, seance)| gone(&seance.id));
    let leaving: Vec<_> = leaving.collect();
    if leaving.is_empty() {
        return Ok(Vec::new());
    }
    let content = open.visit_content(plan.id)?;
    let visit = content.visit();
    let holds = |id: Uuid| {
        let answered = visit.answers.iter().filter(|(key, _)| key.seance == Some(id));
        answered
            .into_iter()
            .any(|(_, given)| *given != Answered::default())
            || visit.notes.iter().any(|note| note.seance == Some(id))
            || visit
                .timelines
                .get(&id)
                .is_some_and(|kept| !kept.samples.is_empty())
    };
    let kept = leaving.into_iter().filter(|(_, seance)| holds(seance.id));
    Ok(kept
        .map(|(rank, _)| Problem::error(codes::SEANCE_KEPT, format!("séance {}", rank + 1)))
        .collect())
}
