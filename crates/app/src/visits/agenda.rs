//! The agenda, and the visits moved, duplicated or cancelled in it.

use chrono::NaiveDate;
use notebook::VisitRow;
use observation::instant::Instant;
use observation::visit::{Announcement, Origin, SeancePlan, VisitPlan, VisitStatus};

use super::lists::reason;
use super::summaries::{Naming, visit_view};
use super::visit_id;
use crate::App;
use crate::present::date;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{
    AgendaRequest, CancelVisitRequest, MoveVisitRequest, VisitRequest, VisitSummary, VisitView,
};

impl App {
    /// Today on the calendars of the académie.
    pub(crate) fn today(&self, set_up: &SetUp) -> NaiveDate {
        self.host().now().date_in(set_up.zone())
    }

    pub(crate) fn whole_visit(&self, open: &Open, set_up: &SetUp, row: &VisitRow) -> Outcome<VisitView> {
        visit_view(open, set_up, row, self.today(set_up))
    }

    /// The visits of a span of days.
    ///
    /// # Errors
    /// When a day cannot be read, the notebook is locked, or the disk refuses.
    pub fn agenda(&self, request: AgendaRequest) -> Outcome<Vec<VisitSummary>> {
        self.with_set_up(|open, set_up| {
            let (from, to) = (date(&request.from, "du")?, date(&request.to, "au")?);
            let rows = open.notebook.visits_between(from, to)?;
            let naming = Naming::of(open, set_up, &rows)?;
            Ok(rows.iter().map(|row| naming.summary(row)).collect())
        })
    }

    /// One visit.
    ///
    /// # Errors
    /// When the notebook does not have it, is locked, or the disk refuses.
    pub fn visit(&self, request: VisitRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let row = open.visit_row(visit_id(&request.visit)?)?;
            self.whole_visit(open, set_up, &row)
        })
    }

    /// Moves a visit to another day; the séances keep their times.
    ///
    /// # Errors
    /// When the visit has begun, the day cannot be read, or the disk refuses.
    pub fn move_visit(&self, request: MoveVisitRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let row = open.visit_row(visit_id(&request.visit)?)?;
            if row.status != VisitStatus::Planned {
                return Err(AppError::refused(codes::VISIT_BEGUN, &request.visit));
            }
            let moved = on_another_day(&row.plan, date(&request.date, "date")?, set_up);
            let row = open.notebook.save_plan(&moved, self.host().now())?;
            self.whole_visit(open, set_up, &row)
        })
    }

    /// Plans the same visit on another day: same persons, place, grid and times; nothing of what was entered.
    ///
    /// # Errors
    /// When the day cannot be read, or the disk refuses.
    pub fn duplicate_visit(&self, request: MoveVisitRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let row = open.visit_row(visit_id(&request.visit)?)?;
            let mut copy = on_another_day(&row.plan, date(&request.date, "date")?, set_up);
            copy.id = self.fresh_id();
            copy.announcement = Announcement::default();
            copy.origin = Origin::Live;
            for seance in &mut copy.seances {
                (seance.id, seance.lesson_id) = (self.fresh_id(), self.fresh_id());
                (seance.started_at, seance.ended_at, seance.pupils) = (None, None, None);
            }
            let row = open.notebook.save_plan(&copy, self.host().now())?;
            self.whole_visit(open, set_up, &row)
        })
    }

    /// Says that a visit will not take place.
    ///
    /// # Errors
    /// When the reason is not of the closed list, the visit is sealed or closed, or the disk refuses.
    pub fn cancel_visit(&self, request: CancelVisitRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let why = reason(&request.reason);
            let why = why.ok_or_else(|| AppError::refused(codes::CANCEL_REASON, &request.reason))?;
            let row = open
                .notebook
                .cancel_visit(visit_id(&request.visit)?, why, self.host().now())?;
            self.whole_visit(open, set_up, &row)
        })
    }

    /// Puts a cancelled visit back in the agenda.
    ///
    /// # Errors
    /// When it is not cancelled, or the disk refuses.
    pub fn reinstate_visit(&self, request: VisitRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let row = open
                .notebook
                .reinstate_visit(visit_id(&request.visit)?, self.host().now())?;
            self.whole_visit(open, set_up, &row)
        })
    }
}

fn on_another_day(plan: &VisitPlan, day: NaiveDate, set_up: &SetUp) -> VisitPlan {
    let zone = set_up.zone();
    let moved = |at: Instant| Instant::from_local(day.and_time(at.in_zone(zone).time()), zone);
    let seances = plan.seances.iter().map(|seance| SeancePlan {
        starts_at: moved(seance.starts_at),
        ends_at: moved(seance.ends_at),
        ..seance.clone()
    });
    VisitPlan {
        date: day,
        seances: seances.collect(),
        ..plan.clone()
    }
}
