//! What a reading of this machine's clock is compared with.

use observation::clock::{Known, Lesson};
use observation::instant::Instant;
use observation::visit::{Origin, SeancePlan, VisitPlan};
use rusqlite::Transaction;

use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::{Json, Text};

/// All of it was dated by this machine, what came from elsewhere by the instant at which it came. Of the records the last
/// ones are enough: those before them are older, or were written by a clock that was set right since.
const WRITTEN: &str = "SELECT MAX(at) FROM (
    SELECT MAX(updated_at) AS at FROM draft UNION ALL
    SELECT MAX(stored_at) FROM (SELECT stored_at FROM record ORDER BY position DESC LIMIT 50))";
const UNDER_WAY: &str = "SELECT d.plan FROM visit v JOIN draft d ON d.visit = v.id AND d.number = v.draft
    WHERE v.status = 'underway'";

impl Notebook {
    /// The last instant that was written here, and the lesson that is under way.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn clock_known(&self) -> Result<Known, NotebookError> {
        self.read(|transaction| {
            let written: Option<Text<Instant>> = transaction.query_row(WRITTEN, [], |row| row.get(0))?;
            Ok(Known {
                written: written.map(|Text(at)| at),
                lesson: lesson(transaction)?,
            })
        })
    }
}

/// The last lesson that was begun and not ended.
fn lesson(transaction: &Transaction<'_>) -> Result<Option<Lesson>, NotebookError> {
    let mut statement = transaction.prepare_cached(UNDER_WAY)?;
    let plans = statement.query_map([], |row| row.get::<_, Json<VisitPlan>>(0))?;
    let mut last = None;
    for plan in plans {
        let Json(plan) = plan?;
        last = last.max(going(&plan));
    }
    Ok(last)
}

/// That of one visit; none of one that is entered afterwards, whose hours are those that were planned.
fn going(plan: &VisitPlan) -> Option<Lesson> {
    let lesson = |seance: &SeancePlan| {
        let began = seance.started_at.filter(|_| seance.ended_at.is_none())?;
        let ends = seance.end();
        Some(Lesson { began, ends })
    };
    let lessons = plan.seances.iter().filter_map(lesson);
    lessons.max().filter(|_| plan.origin == Origin::Live)
}
