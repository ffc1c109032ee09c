//! All that was written in the present drafts, for who searches it.

use std::collections::BTreeMap;

use observation::answers::{Change, Entry};
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
    /// The comments that stand beside items, by code.
    pub comments: Vec<(String, String)>,
    /// What was said after.
    pub debrief: Debrief,
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
            for (visit, comments) in last_comments(transaction)? {
                written.entry(visit).or_default().comments = comments;
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
const COMMENTS: &str =
    "SELECT a.visit, a.entry FROM answer_log a JOIN visit v ON v.id = a.visit AND v.draft = a.draft
    WHERE json_extract(a.entry, '$.change.comment') IS NOT NULL ORDER BY a.visit, a.counter, a.device";

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

/// Of each question the last comment, where it is not blank.
fn last_comments(
    transaction: &Transaction<'_>,
) -> Result<BTreeMap<Uuid, Vec<(String, String)>>, NotebookError> {
    let mut last = BTreeMap::new();
    for (visit, entry) in rows::<Entry>(transaction, COMMENTS)? {
        if let Change::Comment(comment) = entry.change {
            last.insert((visit, entry.key), comment);
        }
    }
    let mut comments: BTreeMap<Uuid, Vec<(String, String)>> = BTreeMap::new();
    for ((visit, key), comment) in last {
        if !comment.trim().is_empty() {
            comments.entry(visit).or_default().push((key.item, comment));
        }
    }
    Ok(comments)
}
