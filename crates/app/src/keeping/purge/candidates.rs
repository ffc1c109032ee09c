//! What may be deleted: own notes of visits that are over, visits beyond the years that are kept, persons nothing keeps.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use notebook::Trace;
use observation::problem::Problem;
use observation::register::Teacher;
use observation::retention::cutoff;
use observation::visit::VisitStatus;
use uuid::Uuid;

use crate::App;
use crate::present::identifier;
use crate::problem::{AppError, Outcome, codes};
use crate::register::full_name;
use crate::session::{Open, SetUp};
use crate::visits::visit_id;

impl App {
    pub(super) fn candidates(&self, open: &Open, set_up: &SetUp) -> Outcome<Candidates> {
        let today = self.today(set_up);
        let before = cutoff(&set_up.preset, today, open.retention_years()?);
        let year = set_up.preset.school_year(today).map(|year| year.starts_on);
        let beyond = |day: NaiveDate| before.is_some_and(|before| day < before);
        let (visits, kept): (Vec<Trace>, Vec<Trace>) = open
            .notebook
            .traces()?
            .into_iter()
            .partition(|trace| beyond(trace.row.plan.date));
        let going: Vec<Uuid> = visits.iter().map(|trace| trace.row.plan.id).collect();
        let register = open.register()?;
        // What colleagues of a circle wrote is theirs to delete.
        let (written, _) = open.written_about()?;
        let left = register.teachers().filter(|teacher| {
            let is_own = teacher.ids().any(|id| written.contains(&id));
            let ended = |until: Option<NaiveDate>| until.is_some_and(beyond);
            let gone = teacher.services.iter().all(|one| ended(one.affectation.until));
            is_own && gone && !teacher.services.is_empty()
        });
        let mut teachers = Vec::new();
        for teacher in left {
            teachers.extend((staying(open, teacher, &going)? == 0).then(|| teacher.clone()));
        }
        Ok(Candidates {
            before,
            notes_before: year.unwrap_or(NaiveDate::MIN),
            notes: kept.into_iter().filter(has_own_notes).collect(),
            visits,
            teachers,
        })
    }
}

/// What may go.
pub(super) struct Candidates {
    /// The first day that is kept; none when the préréglage does not know today.
    pub(super) before: Option<NaiveDate>,
    /// Own notes of visits before this day are proposed.
    pub(super) notes_before: NaiveDate,
    pub(super) notes: Vec<Trace>,
    pub(super) visits: Vec<Trace>,
    pub(super) teachers: Vec<Teacher>,
}

impl Candidates {
    pub(super) fn all(&self) -> impl Iterator<Item = &Trace> {
        self.notes.iter().chain(&self.visits)
    }

    /// The identifiers of those who are chosen; whoever has a visit that stays, stays with it.
    pub(super) fn chosen_teachers(
        &self,
        open: &Open,
        asked: &[String],
        visits: &[Uuid],
    ) -> Outcome<BTreeSet<Uuid>> {
        let mut chosen = BTreeSet::new();
        for id in asked {
            let teacher = identifier(id, codes::TEACHER_UNKNOWN)?;
            let found = self.teachers.iter().find(|one| one.id == teacher);
            let found = found.ok_or_else(|| AppError::refused(codes::NOT_PROPOSED, id))?;
            refuse_visited(open, found, visits)?;
            chosen.extend(found.ids());
        }
        Ok(chosen)
    }
}

/// How many visits stay that name `teacher`, now or in a former revision, once those `going` are gone.
fn staying(open: &Open, teacher: &Teacher, going: &[Uuid]) -> Outcome<usize> {
    let ids: Vec<Uuid> = teacher.ids().collect();
    let naming = open.notebook.visits_naming(&ids)?;
    Ok(naming.iter().filter(|row| !going.contains(&row.plan.id)).count())
}

fn refuse_visited(open: &Open, teacher: &Teacher, going: &[Uuid]) -> Outcome<()> {
    match staying(open, teacher, going)? {
        0 => Ok(()),
        count => Err(Problem::error(codes::TEACHER_VISITED, "")
            .with("name", full_name(teacher))
            .with("count", count)
            .into()),
    }
}

/// Closed or sealed, and with notes of the inspector's own.
fn has_own_notes(trace: &Trace) -> bool {
    let over = matches!(
        trace.row.status,
        VisitStatus::Closed | VisitStatus::Sealed | VisitStatus::Cancelled(_)
    );
    over && trace.noted_at.is_some()
}

/// The identifiers of those that are `asked`, all of them `proposed`.
pub(super) fn chosen(asked: &[String], proposed: &[Trace]) -> Outcome<Vec<Uuid>> {
    let find = |id: &String| {
        let visit = visit_id(id)?;
        let known = proposed.iter().any(|trace| trace.row.plan.id == visit);
        known
            .then_some(visit)
            .ok_or_else(|| AppError::refused(codes::NOT_PROPOSED, id))
    };
    asked.iter().map(find).collect()
}
