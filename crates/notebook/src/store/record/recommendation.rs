//! What earlier visits recommended.

use observation::visit::{Debrief, Recommendation, VisitPlan};
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
    /// What its last revision recommends to the teachers asked for, or to all those observed.
    pub recommendations: Vec<Recommendation>,
}

/// Of a document, what this needs: a later format may hold more.
#[derive(Deserialize)]
struct Debriefed {
    debrief: Debrief,
}

impl Notebook {
    /// The sealed visits to any of `teachers`, the latest first, with their recommendations. For a `visit` in hand, those of
    /// its day or before, without itself.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn earlier_visits(
        &self,
        teachers: &[Uuid],
        visit: Option<&VisitPlan>,
    ) -> Result<Vec<EarlierVisit>, NotebookError> {
        let visits = self.visits_of_teachers(teachers)?;
        let before =
            |row: &VisitRow| visit.is_none_or(|visit| row.plan.id != visit.id && row.plan.date <= visit.date);
        let sealed = visits
            .into_iter()
            .filter(|row| row.last_revision > 0 && before(row));
        self.read(|transaction| {
            let earlier = sealed.map(|row| {
                let mut recommendations = recommended(transaction, row.plan.id)?;
                recommendations.retain(|one| one.teacher.is_none_or(|teacher| teachers.contains(&teacher)));
                Ok(EarlierVisit { row, recommendations })
            });
            earlier.collect()
        })
    }
}

/// What the last revision of `visit` recommends.
fn recommended(transaction: &Transaction<'_>, visit: Uuid) -> Result<Vec<Recommendation>, NotebookError> {
    let sql = "SELECT document FROM record WHERE kind = 'revision' AND id = ?1 AND document IS NOT NULL
               ORDER BY revision DESC, position LIMIT 1";
    let mut statement = transaction.prepare_cached(sql)?;
    let found: Option<Json<Debriefed>> = statement.query_row([Text(visit)], |row| row.get(0)).optional()?;
    Ok(found
        .map(|Json(document)| document.debrief.recommendations)
        .unwrap_or_default())
}
