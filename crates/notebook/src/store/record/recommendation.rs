//! What earlier visits recommended.

use observation::uai::Uai;
use observation::visit::{Debrief, FollowUp, Recommendation, Subject, SubjectPlan, VisitPlan};
use rusqlite::{OptionalExtension, Transaction};
use serde::Deserialize;
use uuid::Uuid;

use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::{Json, Text};
use crate::store::visit::row::VisitRow;

/// A sealed visit and what it recommended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierVisit {
    /// The visit.
    pub row: VisitRow,
    /// Who or what its last revision says was visited.
    pub visited: SubjectPlan,
    /// What its last revision recommends, to those asked for where there are.
    pub recommendations: Vec<Recommendation>,
    /// What its last revision says of recommendations of visits before it.
    pub follow_ups: Vec<FollowUp>,
}

/// Of a document, what this needs: a later format may hold more.
#[derive(Deserialize)]
struct Debriefed {
    debrief: Debrief,
    subject: Subject,
    place: Placed,
}

/// Of the place, its identifier.
#[derive(Deserialize)]
struct Placed {
    uai: Uai,
}

impl Notebook {
    /// The sealed visits to any of `teachers`, the latest first, with what they recommended to them, or to all those observed.
    /// For a `visit` in hand, those of its day or before, without itself.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn earlier_visits(
        &self,
        teachers: &[Uuid],
        visit: Option<&VisitPlan>,
    ) -> Result<Vec<EarlierVisit>, NotebookError> {
        let mut earlier = self.earlier(self.visits_of_teachers(teachers)?, visit)?;
        for one in &mut earlier {
            one.recommendations
                .retain(|one| one.teacher.is_none_or(|teacher| teachers.contains(&teacher)));
        }
        Ok(earlier)
    }

    /// The sealed visits to the school `uai` as a whole, as [`Notebook::earlier_visits`].
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn earlier_visits_to_school(
        &self,
        uai: Uai,
        visit: Option<&VisitPlan>,
    ) -> Result<Vec<EarlierVisit>, NotebookError> {
        let mut earlier = self.earlier(self.visits_of_school(uai)?, visit)?;
        earlier.retain(|one| one.visited == SubjectPlan::School(uai));
        Ok(earlier)
    }

    fn earlier(
        &self,
        rows: Vec<VisitRow>,
        visit: Option<&VisitPlan>,
    ) -> Result<Vec<EarlierVisit>, NotebookError> {
        let before =
            |row: &VisitRow| visit.is_none_or(|visit| row.plan.id != visit.id && row.plan.date <= visit.date);
        let sealed = rows
            .into_iter()
            .filter(|row| row.last_revision > 0 && before(row));
        self.read(|transaction| sealed.map(|row| debriefed(transaction, row)).collect())
    }

    /// Every sealed visit, the latest first, with what it recommends and follows.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn recommending_visits(&self) -> Result<Vec<EarlierVisit>, NotebookError> {
        let rows = self.sealed_visits()?;
        self.read(|transaction| rows.into_iter().map(|row| debriefed(transaction, row)).collect())
    }
}

/// What the last revision of the visit recommends and follows.
fn debriefed(transaction: &Transaction<'_>, row: VisitRow) -> Result<EarlierVisit, NotebookError> {
    let sql = "SELECT document FROM record WHERE kind = 'revision' AND id = ?1 AND document IS NOT NULL
               ORDER BY revision DESC, position LIMIT 1";
    let mut statement = transaction.prepare_cached(sql)?;
    let found: Option<Json<Debriefed>> = statement
        .query_row([Text(row.plan.id)], |row| row.get(0))
        .optional()?;
    let (visited, debrief) = match found {
        Some(Json(document)) => (document.subject.at(document.place.uai), document.debrief),
        None => (row.plan.subject.clone(), Debrief::default()),
    };
    Ok(EarlierVisit {
        row,
        visited,
        recommendations: debrief.recommendations,
        follow_ups: debrief.follow_ups,
    })
}
