//! Visits as lists and pages show them.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono_tz::Tz;
use notebook::{EarlierVisit as Earlier, VisitRow};
use observation::canonical::Sha256;
use observation::directory::Schools;
use observation::register::Register;
use observation::uai::Uai;
use observation::visit::{Following, SeancePlan, SubjectPlan, VisitPlan, VisitStatus};
use uuid::Uuid;

use crate::directory::school_view;
use crate::present::{plan, preset};
use crate::problem::{AppError, Outcome, codes};
use crate::register::{full_name, teacher_view};
use crate::session::{Open, SetUp};
use crate::views::{EarlierVisit, RevisionView, TeacherView, VisitStatusView, VisitSummary, VisitView};
use crate::visits::following::{Followed, said};
use crate::visits::lists::reason_in_words;

/// What lists of visits need to name things: read once, for all of a list.
pub(crate) struct Naming<'a> {
    pub(crate) set_up: &'a SetUp,
    pub(crate) register: Arc<Register>,
    schools: Schools,
    grids: BTreeMap<Sha256, String>,
    zone: Tz,
}

impl<'a> Naming<'a> {
    /// For these visits.
    pub(crate) fn of(open: &Open, set_up: &'a SetUp, rows: &[VisitRow]) -> Outcome<Self> {
        let places: Vec<Uai> = rows.iter().filter_map(|row| row.plan.place).collect();
        let mut grids = BTreeMap::new();
        for sha256 in rows.iter().filter_map(|row| row.plan.grid) {
            if let std::collections::btree_map::Entry::Vacant(entry) = grids.entry(sha256) {
                // A visit of a backup may be pinned to a grid that this notebook lost.
                if let Some(file) = open.grid_if_known(sha256)? {
                    entry.insert(file.grid().title.in_language(&file.grid().language).to_owned());
                }
            }
        }
        let zone = set_up.zone();
        let schools = open.notebook.schools_of(&places)?;
        Ok(Self {
            set_up,
            register: open.register()?,
            schools,
            grids,
            zone,
        })
    }

    /// The visit as a list shows it.
    pub(crate) fn summary(&self, row: &VisitRow) -> VisitSummary {
        let plan = &row.plan;
        let school = plan.place.and_then(|uai| self.schools.get(&uai));
        let clock = |at: Option<observation::instant::Instant>| {
            at.map(|at| at.in_zone(self.zone).format("%H:%M").to_string())
                .unwrap_or_default()
        };
        let kind = self.set_up.preset.kind(&plan.kind);
        VisitSummary {
            id: plan.id.to_string(),
            date: plan.date.to_string(),
            start: clock(plan.seances.iter().map(SeancePlan::start).min()),
            end: clock(plan.seances.iter().map(SeancePlan::end).max()),
            kind: kind.map_or_else(|| plan.kind.clone(), |kind| kind.label.clone()),
            subject: self.subject(plan),
            school: school.map(|school| school.name.clone()).unwrap_or_default(),
            commune: school.map(|school| school.commune.clone()).unwrap_or_default(),
            grid: plan
                .grid
                .and_then(|sha256| self.grids.get(&sha256).cloned())
                .unwrap_or_default(),
            status: status_view(row),
            revision: row.last_revision,
            cancel_reason: match row.status {
                VisitStatus::Cancelled(reason) => reason_in_words(reason).to_owned(),
                _ => String::new(),
            },
        }
    }

    /// The full name of a teacher of the register.
    pub(crate) fn person(&self, teacher: Option<Uuid>) -> Option<String> {
        self.register.teacher(&teacher?).map(full_name)
    }

    fn subject(&self, plan: &VisitPlan) -> String {
        match &plan.subject {
            SubjectPlan::Teachers(teachers) => {
                let known = teachers.iter().filter_map(|id| self.register.teacher(id));
                known.map(full_name).collect::<Vec<_>>().join(", ")
            }
            SubjectPlan::School(_) => "École ou établissement".to_owned(),
            SubjectPlan::Calibration(_) => "Harmonisation".to_owned(),
        }
    }
}

fn status_view(row: &VisitRow) -> VisitStatusView {
    match row.status {
        _ if row.taken_over => VisitStatusView::TakenOver,
        _ if row.handed_over => VisitStatusView::HandedOver,
        _ if row.correcting => VisitStatusView::Correcting,
        VisitStatus::Planned => VisitStatusView::Planned,
        VisitStatus::Underway => VisitStatusView::Underway,
        VisitStatus::Closed => VisitStatusView::Closed,
        VisitStatus::Sealed => VisitStatusView::Sealed,
        VisitStatus::Cancelled(_) => VisitStatusView::Cancelled,
    }
}

/// The visit, whole.
pub(crate) fn visit_view(
    open: &Open,
    set_up: &SetUp,
    row: &VisitRow,
    today: chrono::NaiveDate,
) -> Outcome<VisitView> {
    let teachers = row.plan.subject.teachers();
    let register = open.register()?;
    let earlier = open.earlier(&register, &row.plan)?;
    let following = Following {
        said: &said(&earlier),
        person: &|id| register.person(id),
    };
    let mut rows = vec![row.clone()];
    rows.extend(earlier.iter().map(|one| one.row.clone()));
    let naming = Naming::of(open, set_up, &rows)?;
    let kind = set_up.preset.kind(&row.plan.kind);
    let kind = kind.ok_or_else(|| AppError::refused(codes::KIND_UNKNOWN, &row.plan.kind))?;
    Ok(VisitView {
        summary: naming.summary(row),
        plan: plan::view(&row.plan, set_up.zone()),
        grid_pinned: open.notebook.grid_pinned(row.plan.id)?,
        kind: preset::kind_view(kind),
        school: row
            .plan
            .place
            .and_then(|uai| naming.schools.get(&uai))
            .map(school_view),
        teachers: observed(open, &register, teachers, today)?,
        revisions: revisions(open, row)?,
        earlier: earlier
            .iter()
            .map(|one| earlier_view(&naming, open, &row.plan, one, &following))
            .collect(),
        has_personal_notes: open.notebook.personal_note(row.plan.id)?.is_some(),
    })
}

/// The teachers of a visit, each by the identifier that its plan, its debrief and its document know him by: a merge leaves
/// these as they are.
fn observed(
    open: &Open,
    register: &Register,
    teachers: &[Uuid],
    today: chrono::NaiveDate,
) -> Outcome<Vec<TeacherView>> {
    let view = |id: &Uuid| {
        let teacher = register.teacher(id)?;
        let named = |view: TeacherView| TeacherView {
            id: id.to_string(),
            ..view
        };
        Some(teacher_view(open, teacher, today).map(named))
    };
    teachers.iter().filter_map(view).collect()
}

fn revisions(open: &Open, row: &VisitRow) -> Outcome<Vec<RevisionView>> {
    let sealed = open.notebook.revisions(row.plan.id)?;
    let views = sealed.iter().rev().map(|one| {
        let document: Option<observation::visit::VisitDocument> = serde_json::from_str(&one.document).ok();
        RevisionView {
            revision: one.record.revision,
            sha256: one.record.sha256.to_string(),
            sealed_at: document
                .as_ref()
                .map(|document| document.sealed_at.to_string())
                .unwrap_or_default(),
            reason: document.and_then(|document| document.reason).unwrap_or_default(),
        }
    });
    Ok(views.collect())
}

fn earlier_view(
    naming: &Naming<'_>,
    open: &Open,
    plan: &VisitPlan,
    earlier: &Earlier,
    following: &Following<'_>,
) -> EarlierVisit {
    let date = earlier.row.plan.date.to_string();
    let grid = earlier.row.plan.grid.and_then(|sha256| open.grid(sha256).ok());
    EarlierVisit {
        summary: naming.summary(&earlier.row),
        recommendations: Followed::all(earlier, &plan.subject, following)
            .map(|one| one.view(grid.as_deref(), &date))
            .collect(),
    }
}
