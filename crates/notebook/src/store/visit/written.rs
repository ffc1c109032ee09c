//! All that was written in the present drafts, for who searches it.

use std::collections::BTreeMap;

use observation::answers::{AnswerLog, Answers, Entry};
use observation::visit::{Debrief, Note};
use rusqlite::Transaction;
use uuid::Uuid;

use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::{Json, Text};

/// What was written of one visit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The running notebook, in the order of the page.
    pub notes: Vec<Note>,
    /// The questions answered in words or commented, as they stand now.
    pub answers: Answers,
    /// What was said after.
    pub debrief: Debrief,
    /// Why it was corrected, each time.
    pub reasons: Vec<String>,
    /// The inspector's own notes, encrypted; none without any.
    pub own: Option<Vec<u8>>,
}

impl Notebook {
    /// What was written of every visit, in its present draft.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn written(&self) -> Result<BTreeMap<Uuid, Written>, NotebookError> {
        self.read(|transaction| {
            let mut written: BTreeMap<Uuid, Written> = BTreeMap::new();
            for (visit, note) in rows::<Note>(transaction, NOTES)? {
                written.entry(visit).or_default().notes.push(note);
            }
            for (visit, debrief) in rows::<Debrief>(transaction, DEBRIEFS)? {
                written.entry(visit).or_default().debrief = debrief;
            }
            for (visit, log) in logs(transaction)? {
                written.entry(visit).or_default().answers = log.present();
            }
            let mut reasons = transaction.prepare_cached(REASONS)?;
            let found = reasons.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for row in found {
                let (Text(visit), reason) = row?;
                written.entry(visit).or_default().reasons.push(reason);
            }
            let mut own = transaction.prepare_cached("SELECT visit, ciphertext FROM personal_note")?;
            let found = own.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for row in found {
                let (Text(visit), ciphertext) = row?;
                written.entry(visit).or_default().own = Some(ciphertext);
            }
            Ok(written)
        })
    }
}

const NOTES: &str =
    "SELECT n.visit, n.content FROM note n JOIN visit v ON v.id = n.visit AND v.draft = n.draft
    ORDER BY n.visit, n.position";
const DEBRIEFS: &str =
    "SELECT d.visit, d.content FROM debrief d JOIN visit v ON v.id = d.visit AND v.draft = d.draft";
/// Comments, and all that was said to items that were ever answered in words: the last word may be that nothing is said.
const IN_WORDS: &str =
    "SELECT a.visit, a.entry FROM answer_log a JOIN visit v ON v.id = a.visit AND v.draft = a.draft
    WHERE json_extract(a.entry, '$.change.comment') IS NOT NULL OR json_extract(a.entry, '$.key.item') IN
    (SELECT json_extract(w.entry, '$.key.item') FROM answer_log w
     WHERE coalesce(json_extract(w.entry, '$.change.state.value.text'), json_extract(w.entry, '$.change.state.value.other'),
     json_extract(w.entry, '$.change.state.value.choices_and_other')) IS NOT NULL)
    ORDER BY a.visit, a.counter, a.device";
const REASONS: &str = "SELECT id, json_extract(document, '$.reason') FROM record
    WHERE kind = 'revision' AND json_extract(document, '$.reason') IS NOT NULL ORDER BY id, revision, position";

fn rows<T: serde::de::DeserializeOwned>(
    transaction: &Transaction<'_>,
    sql: &str,
) -> Result<Vec<(Uuid, T)>, NotebookError> {
    let mut statement = transaction.prepare_cached(sql)?;
    let found = statement.query_map([], |row| {
        let (Text(visit), Json(value)) = (row.get(0)?, row.get(1)?);
        Ok((visit, value))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn logs(transaction: &Transaction<'_>) -> Result<BTreeMap<Uuid, AnswerLog>, NotebookError> {
    let mut logs: BTreeMap<Uuid, AnswerLog> = BTreeMap::new();
    for (visit, entry) in rows::<Entry>(transaction, IN_WORDS)? {
        logs.entry(visit).or_default().insert(entry);
    }
    Ok(logs)
}
