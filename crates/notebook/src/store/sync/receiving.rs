//! What came down: a page is applied, and its cursor moved, in one transaction.

use std::collections::BTreeSet;

use observation::directory::School;
use observation::grid::GridFile;
use observation::instant::Instant;
use observation::visit::Visit;
use rusqlite::Transaction;
use sync_protocol::message::stream::Stream;
use sync_protocol::{Fingerprint, RecordKey, SignedDocument, Tombstone};
use uuid::Uuid;

use super::enrolment::move_cursor;
use super::landing::{land_draft, land_revision};
use super::outbox::{deliver, position_of};
use super::own_notes::{land_early_notes, land_notes};
use super::succession::{TakenOver, land_taken_over};
use crate::error::NotebookError;
use crate::keys::Secrets;
use crate::store::Notebook;
use crate::store::record::{apply_tombstone, insert, tombstones_of};
use crate::store::school::land as land_schools;
use crate::store::stored::Text;

/// A page of a stream, verified and decrypted.
#[derive(Debug)]
pub struct Arrived<'a> {
    /// The stream.
    pub stream: &'a Stream,
    /// Where the next page begins; none where this one is to be read again.
    pub cursor: Option<&'a str>,
    /// The records that are believed, in order.
    pub landed: Vec<Landed>,
    /// What is not believed.
    pub disbelieved: Vec<Disbelieved>,
    /// What opens the author's own notes: those of two laptops are made one.
    pub secrets: &'a Secrets,
}

/// A record that came, and is believed.
#[derive(Debug)]
pub struct Landed {
    /// Its place in the order of the académie.
    pub sequence: u64,
    /// Its key.
    pub key: RecordKey,
    /// The record with its document; none where its bytes were purged meanwhile.
    pub signed: Option<SignedDocument>,
    /// What it does besides being kept.
    pub effect: Effect,
}

/// What a record does in the notebook besides being kept.
#[derive(Debug)]
pub enum Effect {
    /// Nothing.
    None,
    /// The grid can be used.
    Grid(Box<GridFile>),
    /// The sealed visit stands in the agenda, as it was sealed.
    Revision(Box<Visit>),
    /// What it names is deleted.
    Tombstone,
    /// The author's own notes on a visit, encrypted.
    PersonalNotes(Uuid, Vec<u8>),
    /// A draft goes on here.
    Draft(Box<HandedOver>),
    /// Schools are so from then on.
    Schools(Vec<School>),
    /// What another author sealed passes to this one.
    Succession(Box<TakenOver>),
}

/// A draft that another device handed over.
#[derive(Debug)]
pub struct HandedOver {
    /// What it holds.
    pub visit: Visit,
    /// The author's own notes, encrypted.
    pub personal_notes: Option<Vec<u8>>,
}

/// What the store gave, and why it is not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disbelieved {
    /// The stream.
    pub stream: String,
    /// The place that the store gave it.
    pub sequence: u64,
    /// What it says that it is.
    pub kind: String,
    /// The hash that it names.
    pub sha256: String,
    /// Why: a code.
    pub why: String,
    /// When it came.
    pub at: Instant,
}

impl Notebook {
    /// Applies a page, and moves the cursor of its stream; whether it moved. What is disbelieved for the first time is asked
    /// for once more: what it stands in the place of may come then.
    ///
    /// # Errors
    /// When the disk refuses: nothing of the page is then kept, and it comes again.
    pub fn receive(&self, arrived: &Arrived<'_>, at: Instant) -> Result<bool, NotebookError> {
        let mut deletes = false;
        let moved = self.write(|transaction| {
            let mut gone = Gone::of(tombstones_of(transaction)?.iter());
            for one in &arrived.landed {
                if gone.has_taken(one) {
                    deliver_key(transaction, one, at)?;
                    continue;
                }
                land(transaction, one, arrived.secrets, at)?;
                if matches!(one.effect, Effect::Tombstone) {
                    deletes = true;
                    gone.take(&one.signed);
                }
            }
            let mut is_new = false;
            for one in &arrived.disbelieved {
                is_new |= keep_disbelieved(transaction, one)?;
            }
            let cursor = arrived.cursor.filter(|_| !is_new);
            if let Some(cursor) = cursor {
                move_cursor(transaction, arrived.stream, cursor)?;
            }
            Ok(cursor.is_some())
        })?;
        if deletes {
            self.empty_log()?;
        }
        Ok(moved)
    }

    /// What the store gave and was not believed, the latest first.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn disbelieved(&self) -> Result<Vec<Disbelieved>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT stream, sequence, kind, sha256, why, at FROM disbelieved ORDER BY id DESC";
            let mut statement = transaction.prepare_cached(sql)?;
            let found = statement.query_map([], |row| {
                let Text(at) = row.get(5)?;
                Ok(Disbelieved {
                    stream: row.get(0)?,
                    sequence: row.get::<_, i64>(1)?.unsigned_abs(),
                    kind: row.get(2)?,
                    sha256: row.get(3)?,
                    why: row.get(4)?,
                    at,
                })
            })?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }
}

/// What tombstones took, each of its own author: an old answer does not bring it back.
#[derive(Default)]
struct Gone(BTreeSet<(RecordKey, Fingerprint)>);

impl Gone {
    fn of<'a>(tombstones: impl IntoIterator<Item = &'a SignedDocument>) -> Self {
        let mut gone = Self::default();
        gone.take(tombstones);
        gone
    }

    fn take<'a>(&mut self, tombstones: impl IntoIterator<Item = &'a SignedDocument>) {
        for one in tombstones {
            let said: Option<Tombstone> = serde_json::from_str(&one.document).ok();
            let targets = said.into_iter().flat_map(|said| said.targets);
            let author = one.record.signature.author;
            let erasable = targets.filter(|target| target.kind.is_erasable());
            self.0.extend(erasable.map(|target| (target, author)));
        }
    }

    fn has_taken(&self, landed: &Landed) -> bool {
        let passed = match &landed.effect {
            Effect::Succession(taken) => Some(&taken.signed),
            _ => None,
        };
        let mut said = landed.signed.iter().chain(passed);
        said.any(|signed| {
            let record = &signed.record;
            self.0.contains(&(record.key(), record.signature.author))
        })
    }
}

fn land(
    transaction: &Transaction<'_>,
    landed: &Landed,
    secrets: &Secrets,
    at: Instant,
) -> Result<(), NotebookError> {
    if let Effect::Succession(taken) = &landed.effect {
        land_taken_over(transaction, taken, at)?;
    }
    let is_new = match (&landed.signed, &landed.effect) {
        (Some(signed), Effect::Tombstone) => {
            let known = position_of(transaction, &landed.key)?.is_some();
            apply_tombstone(transaction, signed, at)?;
            !known
        }
        (Some(signed), _) => insert(transaction, signed, at)? == 1,
        (None, _) => false,
    };
    deliver_key(transaction, landed, at)?;
    if !is_new {
        return Ok(());
    }
    match &landed.effect {
        Effect::None | Effect::Tombstone | Effect::Succession(_) => Ok(()),
        Effect::Grid(grid) => {
            let sql = "INSERT INTO grid (sha256, text, added_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
            transaction.execute(sql, (Text(grid.sha256()), grid.text(), Text(at)))?;
            Ok(())
        }
        Effect::Schools(schools) => land_schools(transaction, schools, at.date_in(chrono_tz::Europe::Paris)),
        Effect::Revision(visit) => {
            if land_revision(transaction, visit, landed.key.revision, at)? {
                land_early_notes(transaction, visit.plan.id, secrets, at)?;
            }
            Ok(())
        }
        Effect::PersonalNotes(visit, ciphertext) => {
            let parents = landed
                .signed
                .as_ref()
                .map(|signed| signed.record.parents.as_slice());
            let came = (ciphertext.as_slice(), parents.unwrap_or_default());
            land_notes(transaction, *visit, came, secrets, at)
        }
        Effect::Draft(draft) => {
            land_draft(transaction, &draft.visit, at)?;
            match &draft.personal_notes {
                Some(ciphertext) => {
                    land_notes(transaction, draft.visit.plan.id, (ciphertext, &[]), secrets, at)
                }
                None => Ok(()),
            }
        }
    }
}

/// The store holds it.
fn deliver_key(transaction: &Transaction<'_>, landed: &Landed, at: Instant) -> Result<(), NotebookError> {
    match position_of(transaction, &landed.key)? {
        Some(position) => deliver(transaction, position, (Some(landed.sequence), None, None), at),
        None => Ok(()),
    }
}

/// Keeps what was disbelieved; whether it is new.
fn keep_disbelieved(transaction: &Transaction<'_>, one: &Disbelieved) -> Result<bool, NotebookError> {
    let sql =
        "INSERT INTO disbelieved (stream, sequence, kind, sha256, why, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT DO NOTHING";
    let sequence = i64::try_from(one.sequence).unwrap_or(i64::MAX);
    let kept = transaction.execute(
        sql,
        (
            &one.stream,
            sequence,
            &one.kind,
            &one.sha256,
            &one.why,
            Text(one.at),
        ),
    )?;
    Ok(kept == 1)
}
