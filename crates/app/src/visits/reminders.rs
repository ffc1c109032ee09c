//! What is to be done: sealed reports to hand over, replies awaited or received, recommendations to look at again.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use notebook::{EarlierVisit, VisitRow};
use observation::canonical::Sha256;
use observation::json;
use observation::visit::{Course, Recommendation, Stage, StateDocument, SubjectPlan, standing};
use uuid::Uuid;

use super::summaries::Naming;
use crate::App;
use crate::present::french_date;
use crate::problem::{Fault, Outcome};
use crate::session::{Open, SetUp};
use crate::views::{Nothing, ReminderView, TaskView};

/// A recommendation is recalled so many days before it is due.
const SOON: Days = Days::new(14);

impl App {
    /// What is to be done, the most pressing first.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn reminders(&self, _: Nothing) -> Outcome<Vec<ReminderView>> {
        self.with_set_up(|open, set_up| self.to_do(open, set_up, self.today(set_up)))
    }

    pub(super) fn to_do(&self, open: &Open, set_up: &SetUp, today: NaiveDate) -> Outcome<Vec<ReminderView>> {
        let mut rows = open.notebook.sealed_visits()?;
        // What another sealed is handed over by him alone.
        rows.retain(|row| !row.taken_over);
        let mut reminders = of_courses(open, set_up, &rows, today)?;
        reminders.extend(of_recommendations(open, set_up, today)?);
        reminders.sort_by_key(|one| {
            let due = one.due.clone().unwrap_or_else(|| "9999".to_owned());
            (!one.overdue, due, one.task)
        });
        Ok(reminders)
    }
}

/// What happened to each visit, in the order in which it was noted.
fn read_states(open: &Open) -> Outcome<BTreeMap<Uuid, Vec<StateDocument>>> {
    let all = open.notebook.all_states()?;
    let read = |(visit, documents): (Uuid, Vec<String>)| {
        let states = documents
            .iter()
            .map(|one| json::read::<StateDocument>(one.as_bytes()));
        let states = states.collect::<Result<Vec<_>, _>>().map_err(Fault::Sealed)?;
        Ok((visit, states))
    };
    all.into_iter().map(read).collect()
}

/// What the reports that are sealed ask for.
fn of_courses(
    open: &Open,
    set_up: &SetUp,
    rows: &[VisitRow],
    today: NaiveDate,
) -> Outcome<Vec<ReminderView>> {
    let latest = open.notebook.latest_revisions()?;
    let states = read_states(open)?;
    let pending: Vec<(&VisitRow, Option<Uuid>, Stage)> = rows
        .iter()
        .filter_map(|row| Some((row, latest.get(&row.plan.id)?)))
        .flat_map(|(row, sha256)| {
            let happened = states.get(&row.plan.id).map_or(&[][..], Vec::as_slice);
            let stages = stages(row, *sha256, happened, today);
            stages
                .into_iter()
                .map(move |(teacher, stage)| (row, teacher, stage))
        })
        .filter(|(_, _, stage)| *stage != Stage::Closed)
        .collect();
    let named: Vec<VisitRow> = pending.iter().map(|(row, ..)| (*row).clone()).collect();
    let naming = Naming::of(open, set_up, &named)?;
    let reminder = |(row, teacher, stage): &(&VisitRow, Option<Uuid>, Stage)| {
        let (task, due) = task(*stage);
        ReminderView {
            visit: row.plan.id.to_string(),
            task,
            about: about(&naming, row, *teacher),
            due: due.map(|due| due.to_string()),
            overdue: due.is_some_and(|due| due < today),
        }
    };
    Ok(pending.iter().map(reminder).collect())
}

/// The recommendations that nothing settled and that are due, or soon will be.
fn of_recommendations(open: &Open, set_up: &SetUp, today: NaiveDate) -> Outcome<Vec<ReminderView>> {
    let visits = open.notebook.recommending_visits()?;
    let rows: Vec<VisitRow> = visits.iter().map(|visit| visit.row.clone()).collect();
    let naming = Naming::of(open, set_up, &rows)?;
    let said = || visits.iter().flat_map(|visit| &visit.follow_ups);
    let is_open =
        |one: &Recommendation| standing(one.id, said()).is_none_or(|last| !last.progress.is_settled());
    let soon = today.checked_add_days(SOON).unwrap_or(today);
    let mut reminders = Vec::new();
    for visit in &visits {
        for one in visit.recommendations.iter().filter(|one| is_open(one)) {
            let Some(due) = one.due.filter(|due| *due <= soon) else {
                continue;
            };
            reminders.push(ReminderView {
                visit: visit.row.plan.id.to_string(),
                task: TaskView::Recommendation,
                about: format!(
                    "{}\u{a0}: {}",
                    about(&naming, &visit.row, whom(visit, one)),
                    one.text.trim()
                ),
                due: Some(due.to_string()),
                overdue: due < today,
            });
        }
    }
    Ok(reminders)
}

/// The one to whom it was made, where there is one.
fn whom(visit: &EarlierVisit, one: &Recommendation) -> Option<Uuid> {
    let teachers = visit.row.plan.subject.teachers();
    one.teacher.or(teachers.first().copied())
}

fn stages(
    row: &VisitRow,
    revision: Sha256,
    happened: &[StateDocument],
    today: NaiveDate,
) -> Vec<(Option<Uuid>, Stage)> {
    let stage = |teacher: Option<Uuid>| (teacher, Course::of(happened, revision, teacher).stage(today));
    match &row.plan.subject {
        SubjectPlan::Teachers(teachers) => teachers.iter().map(|id| stage(Some(*id))).collect(),
        SubjectPlan::School(_) => vec![stage(None)],
        SubjectPlan::Calibration(_) => Vec::new(),
    }
}

fn task(stage: Stage) -> (TaskView, Option<NaiveDate>) {
    match stage {
        Stage::ToHandOver => (TaskView::HandOver, None),
        Stage::AwaitingReply(due) => (TaskView::AwaitReply, due),
        Stage::DelayOver(due) => (TaskView::Close, Some(due)),
        Stage::Replied | Stage::Closed => (TaskView::ReadReply, None),
    }
}

/// « Delphine Hoarau, visite du 24/11/2026 ».
fn about(naming: &Naming<'_>, row: &VisitRow, teacher: Option<Uuid>) -> String {
    let whom = naming
        .person(teacher)
        .unwrap_or_else(|| naming.summary(row).school);
    format!("{whom}, visite du {}", french_date(row.plan.date))
}
