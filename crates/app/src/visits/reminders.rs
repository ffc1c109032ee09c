//! What is to be done: sealed reports to hand over, replies awaited or received, recommendations to look at again.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use notebook::{EarlierVisit, VisitRow};
use observation::canonical::Sha256;
use observation::json;
use observation::visit::{Course, Following, Recommendation, Stage, StateDocument, SubjectPlan};
use uuid::Uuid;

use super::following::said;
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
        self.with_set_up(|open, set_up| {
            let today = self.today(set_up);
            let soon = today.checked_add_days(SOON).unwrap_or(today);
            let to_do = to_do(open, set_up, today, soon)?;
            Ok(to_do.iter().map(|one| one.view(today)).collect())
        })
    }
}

impl App {
    /// The recommendations that nothing settled yet.
    pub(crate) fn open_recommendations(&self, open: &Open, set_up: &SetUp) -> Outcome<Vec<ReminderView>> {
        let today = self.today(set_up);
        let to_do = of_recommendations(open, set_up, today, NaiveDate::MAX)?;
        Ok(to_do.iter().map(|one| one.view(today)).collect())
    }
}

/// Something to be done.
pub(super) struct ToDo {
    visit: Uuid,
    pub(super) task: TaskView,
    /// What it is of.
    pub(super) of: Matter,
    /// Whom it is about, and the day of the visit, in words.
    pub(super) about: String,
    pub(super) due: Option<NaiveDate>,
}

/// What something to be done is of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Matter {
    /// The report of a visit to a teacher, or on a school.
    Report { visit: Uuid, teacher: Option<Uuid> },
    /// A recommendation.
    Recommendation(Uuid),
}

impl ToDo {
    fn is_overdue(&self, today: NaiveDate) -> bool {
        self.due.is_some_and(|due| due < today)
    }

    fn view(&self, today: NaiveDate) -> ReminderView {
        ReminderView {
            visit: self.visit.to_string(),
            task: self.task,
            about: self.about.clone(),
            due: self.due.map(|due| due.to_string()),
            overdue: self.is_overdue(today),
        }
    }
}

/// What is to be done on the day `today`, the most pressing first, with what was recommended for `until` at the latest.
pub(super) fn to_do(open: &Open, set_up: &SetUp, today: NaiveDate, until: NaiveDate) -> Outcome<Vec<ToDo>> {
    let mut rows = open.notebook.sealed_visits()?;
    // What another sealed is handed over by him alone.
    rows.retain(|row| !row.taken_over);
    let mut all = of_courses(open, set_up, &rows, today)?;
    all.extend(of_recommendations(open, set_up, today, until)?);
    all.sort_by_key(|one| {
        let due = one.due.unwrap_or(NaiveDate::MAX);
        (!one.is_overdue(today), due, one.task)
    });
    Ok(all)
}

/// What happened to each visit, in the order in which it was noted.
pub(super) fn read_states(open: &Open) -> Outcome<BTreeMap<Uuid, Vec<StateDocument>>> {
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
fn of_courses(open: &Open, set_up: &SetUp, rows: &[VisitRow], today: NaiveDate) -> Outcome<Vec<ToDo>> {
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
        let (visit, teacher) = (row.plan.id, *teacher);
        ToDo {
            visit,
            task,
            of: Matter::Report { visit, teacher },
            about: about(&naming, row, teacher.as_slice()),
            due,
        }
    };
    Ok(pending.iter().map(reminder).collect())
}

/// The recommendations that nothing settled and that are due on `until` at the latest, a year ago at most: the persons' pages
/// keep them.
fn of_recommendations(open: &Open, set_up: &SetUp, today: NaiveDate, until: NaiveDate) -> Outcome<Vec<ToDo>> {
    let visits = open.notebook.recommending_visits()?;
    let rows: Vec<VisitRow> = visits.iter().map(|visit| visit.row.clone()).collect();
    let naming = Naming::of(open, set_up, &rows)?;
    let register = &naming.register;
    let following = Following {
        said: &said(&visits),
        person: &|id| register.person(id),
    };
    let mut all = Vec::new();
    for visit in &visits {
        for one in &visit.recommendations {
            let due = one.recalled(today, until);
            let (Some(due), Some(whom)) = (due, open_to(visit, one, &following)) else {
                continue;
            };
            all.push(ToDo {
                visit: visit.row.plan.id,
                task: TaskView::Recommendation,
                of: Matter::Recommendation(one.id),
                about: format!("{}\u{a0}: {}", about(&naming, &visit.row, &whom), one.text.trim()),
                due: Some(due),
            });
        }
    }
    Ok(all)
}

/// Those for whom nothing settled it, nobody named where it is a school; none where nothing is left to do.
fn open_to(visit: &EarlierVisit, one: &Recommendation, following: &Following<'_>) -> Option<Vec<Uuid>> {
    let SubjectPlan::Teachers(made_to) = one.made_to(&visit.visited) else {
        return following.is_open(one.id, None).then(Vec::new);
    };
    let open = following.open_to(one.id, &made_to);
    (!open.is_empty()).then_some(open)
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
fn about(naming: &Naming<'_>, row: &VisitRow, teachers: &[Uuid]) -> String {
    let names = teachers.iter().filter_map(|id| naming.person(Some(*id)));
    let names: Vec<String> = names.collect();
    let whom = if names.is_empty() {
        naming.summary(row).school
    } else {
        names.join(", ")
    };
    format!("{whom}, visite du {}", french_date(row.plan.date))
}
