//! What came down: a page is applied, and its cursor moved, in one transaction.

use observation::instant::Instant;
use rusqlite::Transaction;
use sync_protocol::checkpoint::is_shared;

use super::arrived::{Arrived, Effect, Landed};
use super::disbelieved::keep_disbelieved;
use super::enrolment::move_cursor;
use super::following::{follow, note_withheld};
use super::gone::Gone;
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
    /// How many devices were given something else, and how much was found to be kept back, told for the first time.
    pub diverging: u64,
}

impl Notebook {
    /// Applies a page, and moves the cursor of its stream. What is disbelieved for the first time is asked for once more: what
    /// it stands in the place of may come then. Where another device was given something else, or something is kept back, the
    /// next sync reads the stream anew.
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
                if let Effect::Withheld(author) = one.effect {
                    note_withheld(transaction, arrived.stream, one, author, &gone)?;
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
            // What is asked for once more may come otherwise: it is compared then.
            let is_compared = !is_new && is_shared(arrived.stream);
            Ok(Received {
                moved: cursor.is_some(),
                diverging: if is_compared {
                    follow(transaction, arrived, &gone, at)?
                } else {
                    0
                },
            })
        })?;
        if deletes {
            self.empty_log()?;
        }
        Ok(received)
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
        Effect::None
        | Effect::Tombstone
        | Effect::Succession(_)
        | Effect::Checkpoint(_)
        | Effect::Withheld(_) => Ok(()),
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
