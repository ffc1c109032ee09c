//! The timelines of a visit's séances.

use std::collections::BTreeMap;

use observation::instant::Instant;
use observation::timeline::{Codes, Timeline};
use rusqlite::Transaction;
use uuid::Uuid;

use super::Notebook;
use super::stored::{Json, Text};
use crate::error::{NotebookError, VisitRefusal};

/// Timelines, by séance.
pub type Timelines = BTreeMap<Uuid, Timeline>;

impl Notebook {
    /// Begins the timeline of `seance`, a sample being due every `interval_minutes` from `origin` on; one that was begun
    /// keeps its origin and its samples, and goes on.
    ///
    /// # Errors
    /// When the visit takes no change now, or the disk refuses.
    pub fn start_timeline(
        &self,
        visit: Uuid,
        seance: Uuid,
        interval_minutes: u8,
        origin: Instant,
        at: Instant,
    ) -> Result<(), NotebookError> {
        self.enter(visit, at, |transaction, draft| {
            let sql = "INSERT INTO timeline (visit, draft, seance, interval_minutes, origin, paused)
                       VALUES (?1, ?2, ?3, ?4, ?5, 0)
                       ON CONFLICT (visit, draft, seance) DO UPDATE SET paused = 0";
            transaction.execute(
                sql,
                (Text(visit), draft, Text(seance), interval_minutes, Text(origin)),
            )?;
            Ok(())
        })
    }

    /// Pauses the timeline of `seance`, or lets it go on.
    ///
    /// # Errors
    /// When it was not begun, the visit takes no change now, or the disk refuses.
    pub fn pause_timeline(
        &self,
        visit: Uuid,
        seance: Uuid,
        paused: bool,
        at: Instant,
    ) -> Result<(), NotebookError> {
        self.enter(visit, at, |transaction, draft| {
            let sql = "UPDATE timeline SET paused = ?4 WHERE visit = ?1 AND draft = ?2 AND seance = ?3";
            let found = transaction.execute(sql, (Text(visit), draft, Text(seance), paused))?;
            refuse_unless_begun(visit, found > 0)
        })
    }

    /// Puts back a timeline of `seance` that was taken away, with its samples.
    ///
    /// # Errors
    /// When another was begun since, the visit takes no change now, or the disk refuses.
    pub fn put_timeline_back(
        &self,
        visit: Uuid,
        seance: Uuid,
        timeline: &Timeline,
        at: Instant,
    ) -> Result<(), NotebookError> {
        self.enter(visit, at, |transaction, draft| {
            if is_begun(transaction, visit, draft, seance)? {
                return Err(NotebookError::visit(visit, VisitRefusal::TimelineBegun));
            }
            put(transaction, (visit, draft, seance), timeline)
        })
    }

    /// Takes the timeline of `seance` away, with its samples.
    ///
    /// # Errors
    /// When the visit takes no change now, or the disk refuses.
    pub fn remove_timeline(&self, visit: Uuid, seance: Uuid, at: Instant) -> Result<(), NotebookError> {
        self.enter(visit, at, |transaction, draft| {
            let sql = "DELETE FROM timeline WHERE visit = ?1 AND draft = ?2 AND seance = ?3";
            transaction.execute(sql, (Text(visit), draft, Text(seance)))?;
            Ok(())
        })
    }

    /// Saves one sample of `seance`, new or corrected; one that holds nothing is missed again.
    ///
    /// # Errors
    /// When its timeline was not begun, the visit takes no change now, or the disk refuses.
    pub fn save_sample(
        &self,
        visit: Uuid,
        seance: Uuid,
        (number, codes): (u32, &Codes),
        at: Instant,
    ) -> Result<(), NotebookError> {
        self.enter(visit, at, |transaction, draft| {
            refuse_unless_begun(visit, is_begun(transaction, visit, draft, seance)?)?;
            if codes.is_empty() {
                let sql =
                    "DELETE FROM sample WHERE visit = ?1 AND draft = ?2 AND seance = ?3 AND number = ?4";
                transaction.execute(sql, (Text(visit), draft, Text(seance), number))?;
                return Ok(());
            }
            put_sample(transaction, (visit, draft, seance), number, codes)
        })
    }
}

fn put_sample(
    transaction: &Transaction<'_>,
    (visit, draft, seance): (Uuid, u32, Uuid),
    number: u32,
    codes: &Codes,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO sample (visit, draft, seance, number, codes) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (visit, draft, seance, number) DO UPDATE SET codes = excluded.codes";
    let row = (Text(visit), draft, Text(seance), number, Json(codes));
    transaction.prepare_cached(sql)?.execute(row)?;
    Ok(())
}

fn refuse_unless_begun(visit: Uuid, is_begun: bool) -> Result<(), NotebookError> {
    if is_begun {
        return Ok(());
    }
    Err(NotebookError::visit(visit, VisitRefusal::NoTimeline))
}

fn is_begun(
    transaction: &Transaction<'_>,
    visit: Uuid,
    draft: u32,
    seance: Uuid,
) -> Result<bool, NotebookError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM timeline WHERE visit = ?1 AND draft = ?2 AND seance = ?3)";
    let mut statement = transaction.prepare_cached(sql)?;
    Ok(statement.query_row((Text(visit), draft, Text(seance)), |row| row.get(0))?)
}

/// Puts down a timeline with its samples.
pub(super) fn put(
    transaction: &Transaction<'_>,
    (visit, draft, seance): (Uuid, u32, Uuid),
    timeline: &Timeline,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO timeline (visit, draft, seance, interval_minutes, origin, paused)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let (minutes, origin) = (timeline.interval_minutes, Text(timeline.origin));
    transaction.execute(
        sql,
        (Text(visit), draft, Text(seance), minutes, origin, timeline.paused),
    )?;
    for (number, codes) in &timeline.samples {
        put_sample(transaction, (visit, draft, seance), *number, codes)?;
    }
    Ok(())
}

/// Whether anything was ever sampled in `visit`.
pub(super) fn has_any(transaction: &Transaction<'_>, visit: Uuid) -> Result<bool, NotebookError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sample WHERE visit = ?1)";
    Ok(transaction.query_row(sql, [Text(visit)], |row| row.get(0))?)
}

/// The timelines of the draft `draft`.
pub(super) fn of(transaction: &Transaction<'_>, visit: Uuid, draft: u32) -> Result<Timelines, NotebookError> {
    let sql = "SELECT seance, interval_minutes, origin, paused FROM timeline WHERE visit = ?1 AND draft = ?2";
    let mut statement = transaction.prepare_cached(sql)?;
    let begun = statement.query_map((Text(visit), draft), |row| {
        let Text(seance) = row.get(0)?;
        let Text(origin) = row.get(2)?;
        let timeline = Timeline {
            interval_minutes: row.get(1)?,
            origin,
            paused: row.get(3)?,
            samples: BTreeMap::new(),
        };
        Ok((seance, timeline))
    })?;
    let mut timelines = begun.collect::<Result<Timelines, _>>()?;
    add_samples(transaction, visit, draft, &mut timelines)?;
    Ok(timelines)
}

fn add_samples(
    transaction: &Transaction<'_>,
    visit: Uuid,
    draft: u32,
    timelines: &mut Timelines,
) -> Result<(), NotebookError> {
    let sql = "SELECT seance, number, codes FROM sample WHERE visit = ?1 AND draft = ?2";
    let mut statement = transaction.prepare_cached(sql)?;
    let samples = statement.query_map((Text(visit), draft), |row| {
        let (Text(seance), Json(codes)) = (row.get(0)?, row.get(2)?);
        Ok((seance, row.get(1)?, codes))
    })?;
    for sample in samples {
        let (seance, number, codes): (Uuid, u32, Codes) = sample?;
        if let Some(timeline) = timelines.get_mut(&seance) {
            timeline.samples.insert(number, codes);
        }
    }
    Ok(())
}

/// Begins the draft that follows `draft` with its timelines.
pub(super) fn copy(transaction: &Transaction<'_>, visit: Uuid, draft: u32) -> Result<(), NotebookError> {
    let timelines = "INSERT INTO timeline (visit, draft, seance, interval_minutes, origin, paused)
                     SELECT visit, draft + 1, seance, interval_minutes, origin, paused
                     FROM timeline WHERE visit = ?1 AND draft = ?2";
    let samples = "INSERT INTO sample (visit, draft, seance, number, codes)
                   SELECT visit, draft + 1, seance, number, codes FROM sample WHERE visit = ?1 AND draft = ?2";
    for sql in [timelines, samples] {
        transaction.execute(sql, (Text(visit), draft))?;
    }
    Ok(())
}
