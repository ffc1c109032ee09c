//! A visit that came from elsewhere takes its place among those of this notebook.

use observation::answers::Answers;
use observation::instant::Instant;
use observation::timeline::{Codes, Timeline};
use observation::visit::{Visit, VisitStatus};
use rusqlite::{OptionalExtension, Transaction};
use sync_protocol::{RecordKind, SignedDocument};
use uuid::Uuid;

use crate::error::{NotebookError, VisitRefusal};
use crate::store::record::insert;
use crate::store::stored::{Json, Text};
use crate::store::visit::gate::open_draft;
use crate::store::visit::row::{VisitRow, known, row, set_status};
use crate::store::visit::{enter_new, index, insert_draft};
use crate::store::{Notebook, answer, timeline};

/// A revision that was sealed elsewhere: the visit stands as it was sealed. A rectificatif that is being written here goes
/// on, and follows it; of two revisions of one number the one that stood here stays, until the author has chosen. Whether the
/// visit is new here.
pub(super) fn land_revision(
    transaction: &Transaction<'_>,
    visit: &Visit,
    revision: u32,
    at: Instant,
) -> Result<bool, NotebookError> {
    let id = visit.plan.id;
    let Some(former) = row(transaction, id)? else {
        enter_new(transaction, &visit.plan, at)?;
        write_content(transaction, visit, 1)?;
        sealed(transaction, id, revision)?;
        return Ok(true);
    };
    if former.last_revision >= revision {
        return Ok(false);
    }
    if !former.correcting {
        let next = former.draft + 1;
        insert_draft(transaction, &visit.plan, next, at)?;
        write_content(transaction, visit, next)?;
        transaction.execute("UPDATE visit SET draft = ?2 WHERE id = ?1", (Text(id), next))?;
        index(transaction, &visit.plan)?;
    }
    sealed(transaction, id, revision)?;
    Ok(false)
}

fn sealed(transaction: &Transaction<'_>, visit: Uuid, revision: u32) -> Result<(), NotebookError> {
    set_status(transaction, visit, VisitStatus::Sealed)?;
    let sql = "UPDATE visit SET last_revision = ?2 WHERE id = ?1";
    transaction.execute(sql, (Text(visit), revision))?;
    transaction.execute("DELETE FROM handed_over WHERE visit = ?1", [Text(visit)])?;
    Ok(())
}

/// A draft that was handed over goes on here. One that goes on here already is not touched: it has one writer.
pub(super) fn land_draft(
    transaction: &Transaction<'_>,
    visit: &Visit,
    at: Instant,
) -> Result<(), NotebookError> {
    let id = visit.plan.id;
    let former = row(transaction, id)?;
    let was_handed_over = "SELECT EXISTS (SELECT 1 FROM handed_over WHERE visit = ?1)";
    let came_back: bool = transaction.query_row(was_handed_over, [Text(id)], |row| row.get(0))?;
    match former {
        None => enter_new(transaction, &visit.plan, at)?,
        Some(former) if came_back && former.last_revision == 0 => {
            transaction.execute("DELETE FROM visit WHERE id = ?1", [Text(id)])?;
            enter_new(transaction, &visit.plan, at)?;
        }
        Some(_) => return Ok(()),
    }
    write_content(transaction, visit, 1)?;
    set_status(transaction, id, VisitStatus::Underway)
}

/// What the draft `number` of a visit holds: its answers as entries of no device, so that undo stops there.
fn write_content(transaction: &Transaction<'_>, visit: &Visit, number: u32) -> Result<(), NotebookError> {
    let id = visit.plan.id;
    let at = first_instant(visit);
    write_answers(transaction, id, number, &visit.answers, at)?;
    for (note, position) in visit.notes.iter().zip(1_i64..) {
        let sql = "INSERT INTO note (visit, draft, id, position, content) VALUES (?1, ?2, ?3, ?4, ?5)";
        transaction.execute(sql, (Text(id), number, Text(note.id), position, Json(note)))?;
    }
    let sql = "INSERT INTO debrief (visit, draft, content) VALUES (?1, ?2, ?3)";
    transaction.execute(sql, (Text(id), number, Json(&visit.debrief)))?;
    for (seance, kept) in &visit.timelines {
        let origin = visit.plan.seances.iter().find(|one| one.id == *seance);
        let samples = kept
            .samples
            .iter()
            .map(|sample| (sample.index, Codes::clone(&sample.codes)));
        let timeline = Timeline {
            interval_minutes: kept.interval_minutes,
            origin: origin.map_or(at, |seance| seance.start()),
            paused: false,
            samples: samples.collect(),
        };
        timeline::put(transaction, (id, number, *seance), &timeline)?;
    }
    Ok(())
}

/// The instant that entries which came from elsewhere bear: it is shown, never compared.
fn first_instant(visit: &Visit) -> Instant {
    let starts = visit.plan.seances.iter().map(|seance| seance.start());
    starts.min().unwrap_or(Instant::from_milliseconds(0))
}

fn write_answers(
    transaction: &Transaction<'_>,
    visit: Uuid,
    draft: u32,
    answers: &Answers,
    at: Instant,
) -> Result<(), NotebookError> {
    answer::write_present(transaction, visit, draft, answers.clone(), at)
}

impl Notebook {
    /// Hands the draft of `visit` over to another device of the author: it takes no change here any more.
    ///
    /// # Errors
    /// When the visit takes no change now, the record is no hand-over of it, or the disk refuses.
    pub fn hand_over(
        &self,
        visit: Uuid,
        signed: &SignedDocument,
        at: Instant,
    ) -> Result<VisitRow, NotebookError> {
        self.write(|transaction| {
            open_draft(transaction, visit)?;
            let row = known(transaction, visit)?;
            if row.last_revision > 0 {
                return Err(NotebookError::visit(visit, VisitRefusal::Sealed));
            }
            if signed.record.kind != RecordKind::DraftHandOver {
                return Err(NotebookError::Record(format!(
                    "{} hands nothing over",
                    signed.record.kind
                )));
            }
            insert(transaction, signed, at)?;
            let sql = "INSERT INTO handed_over (visit, sha256, at) VALUES (?1, ?2, ?3)";
            transaction.execute(sql, (Text(visit), Text(signed.record.sha256), Text(at)))?;
            known(transaction, visit)
        })
    }

    /// When the draft of `visit` was handed over; none where it goes on here.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn handed_over_at(&self, visit: Uuid) -> Result<Option<Instant>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT at FROM handed_over WHERE visit = ?1";
            let at = transaction.query_row(sql, [Text(visit)], |row| row.get(0).map(|Text(at)| at));
            Ok(at.optional()?)
        })
    }

    /// Begins a rectificatif of a visit in conflict from `chosen`, one of its two revisions; sealing it names both.
    ///
    /// # Errors
    /// When the visit is not sealed, a rectificatif is being written already, or the disk refuses.
    pub fn begin_choice(&self, chosen: &Visit, at: Instant) -> Result<VisitRow, NotebookError> {
        let visit = chosen.plan.id;
        self.write(|transaction| {
            let row = known(transaction, visit)?;
            if row.status != VisitStatus::Sealed {
                return Err(NotebookError::visit(visit, VisitRefusal::NotSealed));
            }
            if row.correcting {
                return Err(NotebookError::visit(visit, VisitRefusal::AlreadyCorrecting));
            }
            let next = row.draft + 1;
            insert_draft(transaction, &chosen.plan, next, at)?;
            write_content(transaction, chosen, next)?;
            let sql = "UPDATE visit SET draft = ?2, correcting = 1 WHERE id = ?1";
            transaction.execute(sql, (Text(visit), next))?;
            index(transaction, &chosen.plan)?;
            known(transaction, visit)
        })
    }
}
