//! Visits: agenda, preparation, observation, debrief, sealing, reports.

mod agenda;
mod calendar;
mod context;
mod correction;
pub(crate) mod course;
mod debriefing;
mod following;
mod lists;
mod mailing;
mod observing;
mod papers;
mod planning;
mod reminders;
mod reporting;
mod sealing;
mod searching;
mod summaries;
mod timeline;

pub(crate) use following::{Followed, said};
pub(crate) use sealing::read_document;
pub(crate) use summaries::Naming;

use notebook::{VisitContent, VisitRow};
use uuid::Uuid;

use crate::present::identifier;
use crate::problem::{AppError, Outcome, codes};
use crate::session::Open;

/// The visit that `id` names.
pub(crate) fn visit_id(id: &str) -> Outcome<Uuid> {
    Ok(identifier(id, codes::VISIT_UNKNOWN)?)
}

impl Open {
    pub(crate) fn visit_row(&self, visit: Uuid) -> Outcome<VisitRow> {
        let found = self.notebook.visit(visit)?;
        found.ok_or_else(|| AppError::refused(codes::VISIT_UNKNOWN, visit.to_string()))
    }

    pub(crate) fn visit_content(&self, visit: Uuid) -> Outcome<VisitContent> {
        let found = self.notebook.visit_content(visit)?;
        found.ok_or_else(|| AppError::refused(codes::VISIT_UNKNOWN, visit.to_string()))
    }
}
