//! What restoring a backup would change.

use std::collections::{BTreeMap, BTreeSet};

use observation::instant::Instant;
use rusqlite::Transaction;
use sync_protocol::RecordKind;
use uuid::Uuid;

use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::Text;
use crate::store::visit::row::VisitRow;

/// A visit, and what is counted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Where it stands.
    pub row: VisitRow,
    /// When it was entered.
    pub created_at: Instant,
    /// How many of its sealed revisions have their bytes.
    pub revisions: u64,
    /// How many states were noted of it.
    pub states: u64,
    /// How many entries its answers' logs have, in all its drafts.
    pub answers: u64,
    /// How many paragraphs its running notebooks have, in all its drafts.
    pub notes: u64,
    /// When the inspector's own notes on it last changed; none without any.
    pub noted_at: Option<String>,
}

/// What restoring a backup would change in a notebook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Visits that the backup does not have: they would be left in the notebook that is set aside.
    pub lost: Vec<Trace>,
    /// Visits that the notebook does not have: they would come back.
    pub returned: Vec<Trace>,
    /// Visits that differ, as they are in the notebook and in the backup.
    pub changed: Vec<(Trace, Trace)>,
    /// Visits that are the same.
    pub same: usize,
    /// Entries of the teachers' register that the backup does not have.
    pub register_lost: usize,
    /// Entries of the teachers' register that the notebook does not have.
    pub register_returned: usize,
}

impl Comparison {
    /// Whether restoring would change nothing that a person entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lost.is_empty()
            && self.returned.is_empty()
            && self.changed.is_empty()
            && self.register_lost == 0
            && self.register_returned == 0
    }
}

impl Notebook {
    /// What putting `backup` in the place of this notebook would change, visits by date.
    ///
    /// # Errors
    /// When a disk refuses.
    pub fn compared_with(&self, backup: &Self) -> Result<Comparison, NotebookError> {
        let by_id = |traces: Vec<Trace>| traces.into_iter().map(|trace| (trace.row.plan.id, trace));
        let mut here: BTreeMap<Uuid, Trace> = by_id(self.traces()?).collect();
        let there: BTreeMap<Uuid, Trace> = by_id(backup.traces()?).collect();
        let mut comparison = Comparison::default();
        for (id, then) in there {
            match here.remove(&id) {
                None => comparison.returned.push(then),
                Some(now) if now == then => comparison.same += 1,
                Some(now) => comparison.changed.push((now, then)),
            }
        }
        comparison.lost = here.into_values().collect();
        comparison.lost.sort_by_key(|trace| trace.row.plan.date);
        comparison.returned.sort_by_key(|trace| trace.row.plan.date);
        comparison.changed.sort_by_key(|(now, _)| now.row.plan.date);
        let (here, there) = (self.register_entries()?, backup.register_entries()?);
        comparison.register_lost = here.difference(&there).count();
        comparison.register_returned = there.difference(&here).count();
        Ok(comparison)
    }

    /// Every visit with what is counted of it, by day.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn traces(&self) -> Result<Vec<Trace>, NotebookError> {
        let rows = self.all_visits()?;
        self.read(|transaction| rows.into_iter().map(|row| trace(transaction, row)).collect())
    }

    fn register_entries(&self) -> Result<BTreeSet<String>, NotebookError> {
        Ok(self.documents(&RecordKind::RegisterEntry)?.into_iter().collect())
    }
}

fn trace(transaction: &Transaction<'_>, row: VisitRow) -> Result<Trace, NotebookError> {
    let sql =
        "SELECT (SELECT count(*) FROM record WHERE kind = 'revision' AND id = ?1 AND document IS NOT NULL),
                      (SELECT count(*) FROM record WHERE kind = 'state' AND id = ?1),
                      (SELECT count(*) FROM answer_log WHERE visit = ?1),
                      (SELECT count(*) FROM note WHERE visit = ?1),
                      (SELECT updated_at FROM personal_note WHERE visit = ?1),
                      (SELECT created_at FROM visit WHERE id = ?1)";
    let mut statement = transaction.prepare_cached(sql)?;
    let found = statement.query_row([Text(row.plan.id)], |found| {
        let count = |column: usize| found.get::<_, i64>(column).map(i64::unsigned_abs);
        Ok((
            count(0)?,
            count(1)?,
            count(2)?,
            count(3)?,
            found.get(4)?,
            found.get(5)?,
        ))
    });
    let (revisions, states, answers, notes, noted_at, Text(created_at)) = found?;
    Ok(Trace {
        row,
        created_at,
        revisions,
        states,
        answers,
        notes,
        noted_at,
    })
}
