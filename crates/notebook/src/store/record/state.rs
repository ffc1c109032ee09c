//! What happened to sealed visits: each a record of its own, which follows the one before.

use std::collections::BTreeMap;

use observation::canonical::Sha256;
use observation::instant::Instant;
use observation::visit::StateDocument;
use rusqlite::Transaction;
use sync_protocol::{Record, RecordKind, SignedDocument};
use uuid::Uuid;

use super::{insert, read_signed};
use crate::error::{NotebookError, VisitRefusal};
use crate::store::Notebook;
use crate::store::attachment::{self, Attachment};
use crate::store::stored::{Json, Text};
use crate::store::visit::row::known;

impl Notebook {
    /// The states of `visit` whose bytes are still there, in the order in which they were noted.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn states(&self, visit: Uuid) -> Result<Vec<SignedDocument>, NotebookError> {
        self.read(|transaction| of(transaction, visit))
    }

    /// The states of every visit, each in the order in which they were noted.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn all_states(&self) -> Result<BTreeMap<Uuid, Vec<String>>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT id, document FROM record
                       WHERE kind = 'state' AND document IS NOT NULL ORDER BY id, revision, position";
            let mut statement = transaction.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut states: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
            for row in rows {
                let (Text(visit), document) = row?;
                states.entry(visit).or_default().push(document);
            }
            Ok(states)
        })
    }

    /// The states of every visit that can be read, each after its hash, in the order in which they were noted.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn read_states(&self) -> Result<BTreeMap<Uuid, Vec<(Sha256, StateDocument)>>, NotebookError> {
        let all = self.all_states()?.into_iter();
        let read = all.map(|(visit, documents)| {
            let states = documents.iter().filter_map(|text| {
                let state: StateDocument = serde_json::from_str(text).ok()?;
                Some((Sha256::of(text.as_bytes()), state))
            });
            (visit, states.collect())
        });
        Ok(read.collect())
    }

    /// The hash of the last sealed revision of every visit; of two with one number, of the one that the store had first,
    /// else stored first here.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn latest_revisions(&self) -> Result<BTreeMap<Uuid, Sha256>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT id, sha256 FROM record LEFT JOIN delivery USING (position)
                       WHERE kind = 'revision' ORDER BY id, revision, sequence IS NOT NULL, sequence DESC, position DESC";
            let mut statement = transaction.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                let (Text(visit), Text(sha256)) = (row.get(0)?, row.get(1)?);
                Ok((visit, sha256))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Stores what happened to a sealed visit, with the file received where there is one, in one transaction.
    ///
    /// # Errors
    /// When the visit is not sealed, the record is no state that follows the last one of its visit, it does not sign its
    /// document, or the disk refuses.
    pub fn append_state(
        &self,
        signed: &SignedDocument,
        received: Option<&Attachment>,
        at: Instant,
    ) -> Result<(), NotebookError> {
        self.write(|transaction| {
            let record = &signed.record;
            let row = known(transaction, record.id)?;
            if row.last_revision == 0 {
                return Err(NotebookError::visit(record.id, VisitRefusal::NotSealed));
            }
            if row.taken_over {
                return Err(NotebookError::visit(record.id, VisitRefusal::TakenOver));
            }
            if record.kind != RecordKind::State || record.parents != last_of(transaction, record.id)? {
                return Err(NotebookError::visit(record.id, VisitRefusal::ChangedMeanwhile));
            }
            if let Some(received) = received {
                attachment::keep(transaction, record.id, received)?;
            }
            insert(transaction, signed, at)?;
            Ok(())
        })
    }
}

fn of(transaction: &Transaction<'_>, visit: Uuid) -> Result<Vec<SignedDocument>, NotebookError> {
    let sql = "SELECT record, document, facts FROM record
               WHERE kind = 'state' AND id = ?1 AND document IS NOT NULL ORDER BY revision, position";
    let mut statement = transaction.prepare_cached(sql)?;
    let records = statement.query_map([Text(visit)], read_signed)?;
    Ok(records.collect::<Result<_, _>>()?)
}

/// The hashes of the states that the next one of `visit` follows.
fn last_of(transaction: &Transaction<'_>, visit: Uuid) -> Result<Vec<Sha256>, NotebookError> {
    let sql = "SELECT record FROM record WHERE kind = 'state' AND id = ?1 ORDER BY revision DESC, position";
    let mut statement = transaction.prepare_cached(sql)?;
    let records = statement.query_map([Text(visit)], |row| {
        row.get(0).map(|Json::<Record>(record)| record)
    })?;
    let records = records.collect::<Result<Vec<_>, _>>()?;
    let greatest = records.first().map(|record| record.revision);
    let mut last: Vec<Sha256> = records
        .iter()
        .filter(|record| Some(record.revision) == greatest)
        .map(|record| record.sha256)
        .collect();
    last.sort_unstable();
    Ok(last)
}
