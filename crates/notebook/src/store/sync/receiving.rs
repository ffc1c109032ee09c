//! What came down: a page is applied, and its cursor moved, in one transaction.

use std::collections::BTreeSet;

use observation::instant::Instant;
use rusqlite::Transaction;
use sync_protocol::{Fingerprint, RecordKey, SignedDocument, Tombstone};

use super::arrived::{Arrived, Disbelieved, Effect, Landed};
use super::checkpoint::{follow, read_anew};
use super::enrolment::move_cursor;
use super::landing::{land_draft, land_revision};
use super::outbox::{deliver, position_of};
use super::own_notes::{land_early_notes, land_notes};
use super::succession::land_taken_over;
use crate::error::NotebookError;
use crate::keys::Secrets;
use crate::store::Notebook;
use crate::store::record::{apply_tombstone, insert, tombstones_of};
use crate::store::school::land as land_schools;
use crate::store::stored::Text;

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// Whether the cursor of its stream moved.
    pub moved: bool,
    /// How many devices were given something else, and say so for the first time.
    pub diverging: u64,
}

impl Notebook {
    /// Applies a page, and moves the cursor of its stream. What is disbelieved for the first time is asked for once more: what
    /// it stands in the place of may come then. Where another device was given something else, the stream is read anew.
    ///
    /// # Errors
    /// When the disk refuses: nothing of the page is then kept, and it comes again.
    pub fn receive(&self, arrived: &Arrived<'_>, at: Instant) -> Result<Received, NotebookError> {
        let mut deletes = false;
        let received = self.write(|transaction| {
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
            cursor.map_or(Ok(Received::STAYED), |cursor| {
                go_on(transaction, arrived, cursor, at)
            })
        })?;
        if deletes {
            self.empty_log()?;
        }
        Ok(received)
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

impl Received {
    const STAYED: Self = Self {
        moved: false,
        diverging: 0,
    };
}

/// Moves the cursor past a page, unless another device was given something else.
fn go_on(
    transaction: &Transaction<'_>,
    arrived: &Arrived<'_>,
    cursor: &str,
    at: Instant,
) -> Result<Received, NotebookError> {
    let mut diverging = 0;
    for one in follow(transaction, arrived, at)? {
        diverging += u64::from(keep_disbelieved(transaction, &one)?);
    }
    let moved = diverging == 0;
    if moved {
        move_cursor(transaction, arrived.stream, cursor)?;
    } else {
        read_anew(transaction, arrived.stream)?;
    }
    Ok(Received { moved, diverging })
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
        Effect::None | Effect::Tombstone | Effect::Succession(_) | Effect::Checkpoint(_) => Ok(()),
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
