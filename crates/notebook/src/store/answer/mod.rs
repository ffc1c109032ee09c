//! The append-only log of answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use observation::answers::{AnswerKey, AnswerLog, Answers, Change, Entry, EntryId, State};
use observation::instant::Instant;
use observation::visit::VisitPlan;
use rusqlite::Transaction;
use uuid::Uuid;

use super::Notebook;
use super::stored::{Json, Text};
use super::visit::gate::{begin, open_draft, touch};
use super::visit::row::{VisitRow, known, row};
use crate::error::NotebookError;

impl Notebook {
    /// Appends what a person did on `device` to items of `visit`: all of it in one transaction. Gives the entries, in order.
    ///
    /// # Errors
    /// When the visit takes no change now, or the disk refuses.
    pub fn record_answers(
        &self,
        visit: Uuid,
        device: Uuid,
        changes: &[(AnswerKey, Change)],
        at: Instant,
    ) -> Result<Vec<Entry>, NotebookError> {
        self.enter(visit, at, |transaction, draft| {
            append_all(transaction, visit, draft, (device, at), changes)
        })
    }

    /// The logs of those drafts of `visit` whose plan `is_asked`, by the draft's number, each in order.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn answers_of_drafts(
        &self,
        visit: Uuid,
        is_asked: impl Fn(&VisitPlan) -> bool,
    ) -> Result<BTreeMap<u32, Vec<Entry>>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT number, plan FROM draft WHERE visit = ?1";
            let mut statement = transaction.prepare_cached(sql)?;
            let rows = statement.query_map([Text(visit)], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut asked = BTreeSet::new();
            for row in rows {
                let (draft, Json(plan)): (u32, Json<VisitPlan>) = row?;
                asked.extend(is_asked(&plan).then_some(draft));
            }
            let sql = "SELECT draft, entry FROM answer_log WHERE visit = ?1 ORDER BY draft, counter, device";
            let mut statement = transaction.prepare_cached(sql)?;
            let rows = statement.query_map([Text(visit)], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut logs: BTreeMap<u32, Vec<Entry>> = BTreeMap::new();
            for row in rows {
                let (draft, Json(entry)) = row?;
                if asked.contains(&draft) {
                    logs.entry(draft).or_default().push(entry);
                }
            }
            Ok(logs)
        })
    }

    /// Reads `visit`, lets `decide` say what a person did to it on `device`, appends that, and gives the log of the present
    /// draft: all in one transaction, on the connection that writes, whose pages are at hand.
    ///
    /// # Errors
    /// Those of `decide`; and as [`Notebook::record_answers`]. Nothing is then appended.
    pub fn answer<E: From<NotebookError>>(
        &self,
        visit: Uuid,
        device: Uuid,
        at: Instant,
        decide: impl FnOnce(&VisitRow) -> Result<Vec<(AnswerKey, Change)>, E>,
    ) -> Result<AnswerLog, E> {
        let mut last = self.last_log.lock().unwrap_or_else(PoisonError::into_inner);
        let known_log = last.take();
        let kept = self.write_or(|transaction| {
            let row = known(transaction, visit)?;
            let draft = open_draft(transaction, visit)?;
            let changes = decide(&row)?;
            let mut kept = match known_log.filter(|log| log.is_of(visit, draft, row.changes)) {
                Some(known) => known,
                None => LastLog::read(transaction, visit, &row)?,
            };
            let entries = append_all(transaction, visit, draft, (device, at), &changes)?;
            touch(transaction, visit, draft, at)?;
            begin(transaction, visit)?;
            entries.into_iter().for_each(|entry| kept.log.insert(entry));
            // What `touch` counted.
            kept.changes += 1;
            Ok::<_, E>(kept)
        })?;
        Ok(last.insert(kept).log.clone())
    }

    /// Takes back the last thing that was done on `device` to the present draft, and gives the last entry of doing so; none
    /// when nothing is left to undo.
    ///
    /// # Errors
    /// When the visit takes no change now, or the disk refuses.
    pub fn undo_answer(
        &self,
        visit: Uuid,
        device: Uuid,
        at: Instant,
    ) -> Result<Option<Entry>, NotebookError> {
        self.write(|transaction| {
            let draft = open_draft(transaction, visit)?;
            let undo = of(transaction, visit, draft)?.undo(device, at);
            for entry in &undo {
                append(transaction, visit, draft, entry)?;
            }
            if !undo.is_empty() {
                touch(transaction, visit, draft, at)?;
            }
            Ok(undo.into_iter().next_back())
        })
    }

    /// The answers of the present draft of `visit`; an empty log when the notebook does not have it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn answers(&self, visit: Uuid) -> Result<AnswerLog, NotebookError> {
        self.read(|transaction| match row(transaction, visit)? {
            Some(row) => of(transaction, visit, row.draft),
            None => Ok(AnswerLog::default()),
        })
    }
}

/// The log that was appended to last: read again only once its draft has changed otherwise, for an hour's log grows long.
#[derive(Debug)]
pub(super) struct LastLog {
    visit: Uuid,
    draft: u32,
    /// How often the draft had changed.
    changes: u64,
    log: AnswerLog,
}

impl LastLog {
    fn read(transaction: &Transaction<'_>, visit: Uuid, row: &VisitRow) -> Result<Self, NotebookError> {
        Ok(Self {
            visit,
            draft: row.draft,
            changes: row.changes,
            log: of(transaction, visit, row.draft)?,
        })
    }

    fn is_of(&self, visit: Uuid, draft: u32, changes: u64) -> bool {
        (self.visit, self.draft, self.changes) == (visit, draft, changes)
    }
}

/// The log of the draft `draft`.
pub(super) fn of(transaction: &Transaction<'_>, visit: Uuid, draft: u32) -> Result<AnswerLog, NotebookError> {
    let sql = "SELECT entry FROM answer_log WHERE visit = ?1 AND draft = ?2 ORDER BY counter, device";
    let mut statement = transaction.prepare_cached(sql)?;
    let entries = statement.query_map((Text(visit), draft), |row| {
        row.get(0).map(|Json::<Entry>(entry)| entry)
    })?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// Whether anything was ever answered in `visit`.
pub(super) fn has_any(transaction: &Transaction<'_>, visit: Uuid) -> Result<bool, NotebookError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM answer_log WHERE visit = ?1)";
    Ok(transaction.query_row(sql, [Text(visit)], |row| row.get(0))?)
}

/// Begins the log of the draft `to` with the present state of the draft `from`.
pub(super) fn copy_present(
    transaction: &Transaction<'_>,
    visit: Uuid,
    from: u32,
    to: u32,
    at: Instant,
) -> Result<(), NotebookError> {
    let present = of(transaction, visit, from)?.present();
    write_present(transaction, visit, to, present, at)
}

/// Begins the log of the draft `to` with `present`, as entries of no device.
pub(super) fn write_present(
    transaction: &Transaction<'_>,
    visit: Uuid,
    to: u32,
    present: Answers,
    at: Instant,
) -> Result<(), NotebookError> {
    let present = changes_of(present);
    let entries = (1..).zip(present).map(|(counter, (key, change))| Entry {
        id: EntryId {
            counter,
            device: Uuid::nil(),
        },
        key,
        change,
        at,
        undoes: None,
    });
    entries
        .into_iter()
        .try_for_each(|entry| append(transaction, visit, to, &entry))
}

/// The changes that lead from nothing to `present`.
fn changes_of(present: Answers) -> impl Iterator<Item = (AnswerKey, Change)> {
    present.into_iter().flat_map(|(key, answered)| {
        let state = Some(answered.state)
            .filter(|state| *state != State::Unanswered)
            .map(Change::State);
        let comment = Some(answered.comment)
            .filter(|comment| !comment.is_empty())
            .map(Change::Comment);
        state
            .into_iter()
            .chain(comment)
            .map(move |change| (key.clone(), change))
    })
}

fn next_counter(transaction: &Transaction<'_>, visit: Uuid, draft: u32) -> Result<u64, NotebookError> {
    let sql = "SELECT coalesce(max(counter), 0) + 1 FROM answer_log WHERE visit = ?1 AND draft = ?2";
    let mut statement = transaction.prepare_cached(sql)?;
    let next: i64 = statement.query_row((Text(visit), draft), |row| row.get(0))?;
    Ok(next.unsigned_abs())
}

/// Appends `changes` made by a device at an instant; the entries, in order.
fn append_all(
    transaction: &Transaction<'_>,
    visit: Uuid,
    draft: u32,
    (device, at): (Uuid, Instant),
    changes: &[(AnswerKey, Change)],
) -> Result<Vec<Entry>, NotebookError> {
    let first = next_counter(transaction, visit, draft)?;
    let entries = (first..).zip(changes).map(|(counter, (key, change))| Entry {
        id: EntryId { counter, device },
        key: key.clone(),
        change: change.clone(),
        at,
        undoes: None,
    });
    let entries: Vec<Entry> = entries.collect();
    entries
        .iter()
        .try_for_each(|entry| append(transaction, visit, draft, entry))?;
    Ok(entries)
}

fn append(
    transaction: &Transaction<'_>,
    visit: Uuid,
    draft: u32,
    entry: &Entry,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO answer_log (visit, draft, counter, device, entry) VALUES (?1, ?2, ?3, ?4, ?5)";
    let counter = entry.id.counter.cast_signed();
    let row = (Text(visit), draft, counter, Text(entry.id.device), Json(entry));
    transaction.prepare_cached(sql)?.execute(row)?;
    Ok(())
}
