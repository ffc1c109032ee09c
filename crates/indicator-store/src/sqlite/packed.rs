//! The packed cache of the facts: brought up to date, thrown away, read.

use std::collections::BTreeMap;

use observation::canonical::Sha256;
use observation::packed::{Answers, Block, Layout, Question, Tally, VERSION};
use rusqlite::{Connection, OptionalExtension};

use super::academies::heads;
use super::keeping::grid;
use super::stored::{Count, Text};
use crate::error::StoreError;
use crate::store::{GridCache, PackedVisits, RevisionRead, STEP, SpanRead, bounds};

/// One step: what came since is looked at, then one span is built. Whether something is left.
pub(super) fn catch_up(
    connection: &Connection,
    academie: &str,
    grids: &GridCache,
) -> Result<bool, StoreError> {
    let (head, _) = heads(connection, academie)?;
    let Some(through) = through(connection, academie)? else {
        forget(connection, academie)?;
        let sql = "INSERT INTO packing (academie, version, through) VALUES (?1, ?2, 0)";
        connection.execute(sql, (academie, VERSION))?;
        return Ok(head > 0);
    };
    if through < head {
        look_at(connection, academie, (through, head.min(through + STEP)))?;
        return Ok(true);
    }
    let sql = "SELECT span FROM packed_stale WHERE academie = ?1 ORDER BY span LIMIT 2";
    let mut statement = connection.prepare_cached(sql)?;
    let stale = statement.query_map([academie], |row| row.get(0).map(|Count(span)| span))?;
    let stale = stale.collect::<Result<Vec<u64>, _>>()?;
    if let Some(span) = stale.first() {
        build(connection, academie, *span, through, grids)?;
    }
    Ok(stale.len() > 1)
}

/// How far the cache goes; none where it was never begun, or by another version.
fn through(connection: &Connection, academie: &str) -> Result<Option<u64>, StoreError> {
    let sql = "SELECT through FROM packing WHERE academie = ?1 AND version = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row((academie, VERSION), |row| row.get(0));
    Ok(found.optional()?.map(|Count(through)| through))
}

/// Throws the cache of an académie away.
pub(super) fn forget(connection: &Connection, academie: &str) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM packed_block WHERE academie = ?1",
        "DELETE FROM packed_about WHERE academie = ?1",
        "DELETE FROM packed_stale WHERE academie = ?1",
        "DELETE FROM packing WHERE academie = ?1",
    ] {
        connection.execute(sql, [academie])?;
    }
    Ok(())
}

/// Notes which spans the records after one number, up to another, make stale: their own, those of other revisions of the same
/// visits, and those of the revisions of which they say something.
fn look_at(connection: &Connection, academie: &str, (after, to): (u64, u64)) -> Result<(), StoreError> {
    // The plus, here and below, keeps SQLite from the index by sequence: each record would meet all others.
    for sql in [
        "INSERT INTO packed_about (academie, subject, sequence) SELECT academie, unhex(sha256), sequence FROM record
         WHERE academie = ?1 AND kind = 'revision' AND sequence > ?2 AND sequence <= ?3",
        "INSERT INTO packed_about (academie, subject, sequence)
         SELECT academie, unhex(json_extract(public, '$.revision')), sequence FROM record
         WHERE academie = ?1 AND kind IN ('pseudonym', 'standing') AND purged = 0 AND sequence > ?2 AND sequence <= ?3",
        "INSERT INTO packed_stale (academie, span) SELECT DISTINCT academie, other.sequence / 8192 FROM record AS mine
         JOIN record AS other USING (academie, kind, id)
         WHERE academie = ?1 AND kind = 'revision' AND mine.sequence > ?2 AND mine.sequence <= ?3
         AND +other.sequence <= ?3 ON CONFLICT DO NOTHING",
        "INSERT INTO packed_stale (academie, span) SELECT DISTINCT academie, sequence / 8192 FROM packed_about
         WHERE academie = ?1 AND subject IN (SELECT unhex(json_extract(public, '$.revision')) FROM record
             WHERE academie = ?1 AND kind IN ('pseudonym', 'standing') AND purged = 0 AND sequence > ?2 AND sequence <= ?3)
         ON CONFLICT DO NOTHING",
    ] {
        connection.prepare_cached(sql)?.execute((academie, Count(after), Count(to)))?;
    }
    let sql = "UPDATE packing SET through = ?2 WHERE academie = ?1";
    connection.execute(sql, (academie, Count(to)))?;
    Ok(())
}

fn build(
    connection: &Connection,
    academie: &str,
    span: u64,
    through: u64,
    grids: &GridCache,
) -> Result<(), StoreError> {
    let packed = packed_anew(connection, academie, span, through, grids)?;
    for sql in [
        "DELETE FROM packed_block WHERE academie = ?1 AND span = ?2",
        "DELETE FROM packed_stale WHERE academie = ?1 AND span = ?2",
    ] {
        connection.execute(sql, (academie, Count(span)))?;
    }
    let sql = "INSERT INTO packed_block (academie, grid, span, answers, samples, teachers)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = connection.prepare_cached(sql)?;
    for (grid, block) in packed {
        let parts = (block.answers, block.samples, block.teachers);
        statement.execute((academie, Text(grid), Count(span), parts.0, parts.1, parts.2))?;
    }
    Ok(())
}

/// What the blocks of a span must be, by the records.
fn packed_anew(
    connection: &Connection,
    academie: &str,
    span: u64,
    through: u64,
    grids: &GridCache,
) -> Result<BTreeMap<Sha256, Block>, StoreError> {
    let within = bounds(span, through);
    let mut read = SpanRead {
        revisions: revisions(connection, academie, within, through)?,
        said: said(connection, academie, within, through)?,
        grids: BTreeMap::new(),
    };
    for sha256 in read.grids_named()? {
        let file = grid(connection, academie, sha256, grids)?;
        read.grids.extend(file.map(|file| (sha256, file)));
    }
    read.packed()
}

fn revisions(
    connection: &Connection,
    academie: &str,
    (first, end): (u64, u64),
    through: u64,
) -> Result<BTreeMap<u64, RevisionRead>, StoreError> {
    let sql = "SELECT other.sequence, id, other.sha256, other.author, other.envelope,
               CASE WHEN other.sequence >= ?2 AND other.sequence < ?3 THEN other.facts END FROM record AS mine
               JOIN record AS other USING (academie, kind, id)
               WHERE academie = ?1 AND kind = 'revision' AND mine.sequence >= ?2 AND mine.sequence < ?3
               AND +other.sequence <= ?4";
    let mut statement = connection.prepare_cached(sql)?;
    let bounds = (academie, Count(first), Count(end), Count(through));
    let found = statement.query_map(bounds, |row| {
        let (Count(sequence), Text(visit), Text(sha256)) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let revision = RevisionRead {
            visit,
            sha256,
            author: row.get(3)?,
            envelope: row.get(4)?,
            facts: row.get(5)?,
        };
        Ok((sequence, revision))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// What was said of the revisions of a span, with who says so.
fn said(
    connection: &Connection,
    academie: &str,
    (first, end): (u64, u64),
    through: u64,
) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT author, public FROM packed_about JOIN record USING (academie, sequence)
               WHERE academie = ?1 AND kind IN ('pseudonym', 'standing') AND purged = 0 AND +sequence <= ?4 AND subject IN
                   (SELECT unhex(sha256) FROM record
                    WHERE academie = ?1 AND kind = 'revision' AND sequence >= ?2 AND sequence < ?3)
               ORDER BY sequence";
    let mut statement = connection.prepare_cached(sql)?;
    let bounds = (academie, Count(first), Count(end), Count(through));
    let found = statement.query_map(bounds, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Counts what `question` asks for; none where a span is to be built first.
pub(super) fn scan(
    connection: &Connection,
    academie: &str,
    (sha256, question): (Sha256, &Question),
    grids: &GridCache,
) -> Result<Option<Tally>, StoreError> {
    let file = grid(connection, academie, sha256, grids)?;
    let file = file.ok_or_else(|| StoreError::UnknownGrid(sha256.to_string()))?;
    if !is_whole(connection, academie)? {
        return Ok(None);
    }
    let layout = Layout::of(file.grid());
    let mut tally = Tally::none(&layout);
    let sql = "SELECT answers FROM packed_block WHERE academie = ?1 AND grid = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query((academie, Text(sha256)))?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(0)?.as_blob().unwrap_or_default();
        tally.add(&layout, &Answers::from_bytes(&layout, bytes)?, question);
    }
    Ok(Some(tally))
}

/// Every visit; none where a span is to be built first.
pub(super) fn visits(
    connection: &Connection,
    academie: &str,
    grids: &GridCache,
) -> Result<Option<PackedVisits>, StoreError> {
    if !is_whole(connection, academie)? {
        return Ok(None);
    }
    let mut packed = PackedVisits::default();
    let sql =
        "SELECT sha256 FROM record WHERE academie = ?1 AND kind = 'grid' AND purged = 0 ORDER BY +sequence";
    let mut statement = connection.prepare_cached(sql)?;
    let named = statement.query_map([academie], |row| row.get(0).map(|Text(sha256)| sha256))?;
    let mut files = Vec::new();
    for sha256 in named.collect::<Result<Vec<Sha256>, _>>()? {
        files.extend(grid(connection, academie, sha256, grids)?.map(|file| (sha256, file)));
    }
    let sql =
        "SELECT answers, samples, teachers FROM packed_block WHERE academie = ?1 AND grid = ?2 ORDER BY span";
    let mut statement = connection.prepare_cached(sql)?;
    for (sha256, file) in &files {
        let mut rows = statement.query((academie, Text(*sha256)))?;
        while let Some(row) = rows.next()? {
            let block = Block {
                answers: row.get(0)?,
                samples: row.get(1)?,
                teachers: row.get(2)?,
            };
            packed.add((*sha256, file), &block)?;
        }
    }
    packed.grids = files.into_iter().map(|(_, file)| file).collect();
    Ok(Some(packed))
}

fn is_whole(connection: &Connection, academie: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM packing WHERE academie = ?1 AND version = ?2)
               AND NOT EXISTS (SELECT 1 FROM packed_stale WHERE academie = ?1)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row((academie, VERSION), |row| row.get(0))?)
}

/// Whether the blocks of a span are those that its records give.
pub(super) fn is_true(
    connection: &Connection,
    academie: &str,
    span: u64,
    grids: &GridCache,
) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM packed_stale WHERE academie = ?1 AND span = ?2)";
    let is_stale: bool = connection.query_row(sql, (academie, Count(span)), |row| row.get(0))?;
    let Some(through) = through(connection, academie)?.filter(|_| !is_stale) else {
        return Ok(true);
    };
    let sql = "SELECT grid, answers, samples, teachers FROM packed_block WHERE academie = ?1 AND span = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map((academie, Count(span)), |row| {
        let Text(grid) = row.get(0)?;
        let block = Block {
            answers: row.get(1)?,
            samples: row.get(2)?,
            teachers: row.get(3)?,
        };
        Ok((grid, block))
    })?;
    let found: BTreeMap<Sha256, Block> = found.collect::<Result<_, _>>()?;
    Ok(found == packed_anew(connection, academie, span, through, grids)?)
}
