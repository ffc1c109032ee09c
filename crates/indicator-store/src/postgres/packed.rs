//! The packed cache of the facts: brought up to date, thrown away, read.

use std::collections::BTreeMap;
use std::sync::Arc;

use deadpool_postgres::{GenericClient, Object, Transaction};
use observation::canonical::Sha256;
use observation::grid::GridFile;
use observation::packed::{Answers, Block, Layout, Question, Tally, VERSION};
use tokio_postgres::{IsolationLevel, Row};

use super::head::hold;
use super::keeping::grids;
use super::reading::{hash, signed, unsigned};
use crate::error::StoreError;
use crate::store::{GridCache, PackedVisits, RevisionRead, STEP, SpanRead, bounds};

/// How many blocks are read at a time: those of a million visits would be many megabytes.
const BLOCKS: i64 = 32;

/// The version as the column has it.
const WRITTEN: i64 = VERSION as i64;

/// One step: what came since is looked at, then one span is built; whether something is left. It holds the head, so that
/// nothing is purged meanwhile.
pub(super) async fn catch_up(
    client: &mut Object,
    academie: &str,
    cache: &GridCache,
) -> Result<bool, StoreError> {
    let transaction = client.transaction().await?;
    let (head, _) = hold(&transaction, academie).await?;
    let left = step(&transaction, academie, head, cache).await?;
    transaction.commit().await?;
    Ok(left)
}

async fn step(
    client: &impl GenericClient,
    academie: &str,
    head: u64,
    cache: &GridCache,
) -> Result<bool, StoreError> {
    let Some(through) = through(client, academie).await? else {
        empty(client, academie).await?;
        let sql = "INSERT INTO packing (academie, version, through) VALUES ($1, $2, 0)";
        client.execute(sql, &[&academie, &WRITTEN]).await?;
        return Ok(head > 0);
    };
    if through < head {
        look_at(client, academie, (through, head.min(through + STEP))).await?;
        return Ok(true);
    }
    let sql = "SELECT span FROM packed_stale WHERE academie = $1 ORDER BY span LIMIT 2";
    let stale = client.query(sql, &[&academie]).await?;
    if let Some(row) = stale.first() {
        build(client, academie, unsigned(row, 0)?, through, cache).await?;
    }
    Ok(stale.len() > 1)
}

/// How far the cache goes; none where it was never begun, or by another version.
async fn through(client: &impl GenericClient, academie: &str) -> Result<Option<u64>, StoreError> {
    let sql = "SELECT through FROM packing WHERE academie = $1 AND version = $2";
    let found = client.query_opt(sql, &[&academie, &WRITTEN]).await?;
    found.map(|row| unsigned(&row, 0)).transpose()
}

/// Throws the cache of an académie away.
pub(super) async fn forget(client: &mut Object, academie: &str) -> Result<(), StoreError> {
    let transaction = client.transaction().await?;
    hold(&transaction, academie).await?;
    empty(&transaction, academie).await?;
    Ok(transaction.commit().await?)
}

async fn empty(client: &impl GenericClient, academie: &str) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM packed_block WHERE academie = $1",
        "DELETE FROM packed_about WHERE academie = $1",
        "DELETE FROM packed_stale WHERE academie = $1",
        "DELETE FROM packing WHERE academie = $1",
    ] {
        client.execute(sql, &[&academie]).await?;
    }
    Ok(())
}

/// Notes which spans the records after one number, up to another, make stale: their own, those of other revisions of the same
/// visits, and those of the revisions of which they say something.
async fn look_at(
    client: &impl GenericClient,
    academie: &str,
    (after, to): (u64, u64),
) -> Result<(), StoreError> {
    for sql in [
        "INSERT INTO packed_about (academie, subject, sequence) SELECT academie, sha256, sequence FROM record
         WHERE academie = $1 AND kind = 'revision' AND sequence > $2 AND sequence <= $3",
        "INSERT INTO packed_about (academie, subject, sequence)
         SELECT academie, decode(public::json ->> 'revision', 'hex'), sequence FROM record
         WHERE academie = $1 AND kind IN ('pseudonym', 'standing') AND NOT purged AND sequence > $2 AND sequence <= $3",
        "INSERT INTO packed_stale (academie, span) SELECT DISTINCT academie, other.sequence / 8192 FROM record AS mine
         JOIN record AS other USING (academie, kind, id)
         WHERE academie = $1 AND kind = 'revision' AND mine.sequence > $2 AND mine.sequence <= $3
         AND other.sequence <= $3 ON CONFLICT DO NOTHING",
        "INSERT INTO packed_stale (academie, span) SELECT DISTINCT academie, sequence / 8192 FROM packed_about
         WHERE academie = $1 AND subject IN (SELECT decode(public::json ->> 'revision', 'hex') FROM record
             WHERE academie = $1 AND kind IN ('pseudonym', 'standing') AND NOT purged AND sequence > $2 AND sequence <= $3)
         ON CONFLICT DO NOTHING",
    ] {
        client.execute(sql, &[&academie, &signed(after), &signed(to)]).await?;
    }
    let sql = "UPDATE packing SET through = $2 WHERE academie = $1";
    client.execute(sql, &[&academie, &signed(to)]).await?;
    Ok(())
}

async fn build(
    client: &impl GenericClient,
    academie: &str,
    span: u64,
    through: u64,
    cache: &GridCache,
) -> Result<(), StoreError> {
    let packed = packed_anew(client, academie, span, through, cache).await?;
    let number = signed(span);
    for sql in [
        "DELETE FROM packed_block WHERE academie = $1 AND span = $2",
        "DELETE FROM packed_stale WHERE academie = $1 AND span = $2",
    ] {
        client.execute(sql, &[&academie, &number]).await?;
    }
    let sql = "INSERT INTO packed_block (academie, grid, span, answers, samples, teachers)
               VALUES ($1, $2, $3, $4, $5, $6)";
    for (grid, block) in packed {
        let grid = grid.as_bytes().as_slice();
        let Block {
            answers,
            samples,
            teachers,
        } = block;
        client
            .execute(sql, &[&academie, &grid, &number, &answers, &samples, &teachers])
            .await?;
    }
    Ok(())
}

/// What the blocks of a span must be, by the records.
async fn packed_anew(
    client: &impl GenericClient,
    academie: &str,
    span: u64,
    through: u64,
    cache: &GridCache,
) -> Result<BTreeMap<Sha256, Block>, StoreError> {
    let within = bounds(span, through);
    let revisions = revisions(client, academie, within, through).await?;
    let mut read = SpanRead {
        said: said(client, academie, &revisions, through).await?,
        revisions,
        grids: BTreeMap::new(),
    };
    let named = read.grids_named()?;
    read.grids = grids(client, academie, named.iter(), cache).await?;
    read.packed()
}

async fn revisions(
    client: &impl GenericClient,
    academie: &str,
    (first, end): (u64, u64),
    through: u64,
) -> Result<BTreeMap<u64, RevisionRead>, StoreError> {
    let sql = "SELECT other.sequence, id, other.sha256, other.author, other.envelope,
               CASE WHEN other.sequence >= $2 AND other.sequence < $3 THEN other.facts END FROM record AS mine
               JOIN record AS other USING (academie, kind, id)
               WHERE academie = $1 AND kind = 'revision' AND mine.sequence >= $2 AND mine.sequence < $3
               AND other.sequence <= $4";
    let rows = client
        .query(sql, &[&academie, &signed(first), &signed(end), &signed(through)])
        .await?;
    let read = rows.iter().map(|row| {
        let revision = RevisionRead {
            visit: row.try_get(1)?,
            sha256: hash(row, 2)?,
            author: row.try_get(3)?,
            envelope: row.try_get(4)?,
            facts: row.try_get(5)?,
        };
        Ok((unsigned(row, 0)?, revision))
    });
    read.collect()
}

/// What was said of these revisions, with who says so. In two statements: one that joins is planned badly where the
/// database has no statistics yet, which is so when a cache is first built.
async fn said(
    client: &impl GenericClient,
    academie: &str,
    revisions: &BTreeMap<u64, RevisionRead>,
    through: u64,
) -> Result<Vec<(String, String)>, StoreError> {
    let subjects: Vec<&[u8]> = revisions
        .values()
        .map(|one| one.sha256.as_bytes().as_slice())
        .collect();
    let sql =
        "SELECT sequence FROM packed_about WHERE academie = $1 AND subject = ANY ($2) AND sequence <= $3";
    let rows = client
        .query(sql, &[&academie, &subjects, &signed(through)])
        .await?;
    let sequences = rows.iter().map(|row| row.try_get(0));
    let sequences: Vec<i64> = sequences.collect::<Result<_, _>>()?;
    let sql = "SELECT author, public FROM record WHERE academie = $1 AND sequence = ANY ($2)
               AND kind IN ('pseudonym', 'standing') AND NOT purged ORDER BY sequence";
    let rows = client.query(sql, &[&academie, &sequences]).await?;
    let read = rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
    read.collect()
}

/// Counts what a question asks for; none where a span is to be built first.
pub(super) async fn scan(
    client: &mut Object,
    academie: &str,
    (grid, question): (&Sha256, &Question),
    cache: &GridCache,
) -> Result<Option<Tally>, StoreError> {
    let transaction = at_one_instant(client).await?;
    let known = grids(&transaction, academie, std::iter::once(grid), cache).await?;
    let file = known.get(grid);
    let file = file.ok_or_else(|| StoreError::UnknownGrid(grid.to_string()))?;
    if !is_whole(&transaction, academie).await? {
        return Ok(None);
    }
    let layout = Layout::of(file.grid());
    let mut tally = Tally::none(&layout);
    each_block(&transaction, (academie, grid), "answers", |row| {
        tally.add(&layout, &Answers::from_bytes(&layout, row.try_get(1)?)?, question);
        Ok(())
    })
    .await?;
    Ok(Some(tally))
}

/// Every visit; none where a span is to be built first.
pub(super) async fn visits(
    client: &mut Object,
    academie: &str,
    cache: &GridCache,
) -> Result<Option<PackedVisits>, StoreError> {
    let transaction = at_one_instant(client).await?;
    if !is_whole(&transaction, academie).await? {
        return Ok(None);
    }
    let mut packed = PackedVisits::default();
    let sql =
        "SELECT sha256 FROM record WHERE academie = $1 AND kind = 'grid' AND NOT purged ORDER BY sequence";
    let rows = transaction.query(sql, &[&academie]).await?;
    let named = rows.iter().map(|row| hash(row, 0));
    let named: Vec<Sha256> = named.collect::<Result<_, _>>()?;
    let mut known = grids(&transaction, academie, named.iter(), cache).await?;
    let files = named
        .iter()
        .filter_map(|sha256| Some((*sha256, known.remove(sha256)?)));
    let files: Vec<(Sha256, Arc<GridFile>)> = files.collect();
    for (sha256, file) in &files {
        each_block(
            &transaction,
            (academie, sha256),
            "answers, samples, teachers",
            |row| {
                let block = Block {
                    answers: row.try_get(1)?,
                    samples: row.try_get(2)?,
                    teachers: row.try_get(3)?,
                };
                packed.add((*sha256, file), &block)
            },
        )
        .await?;
    }
    packed.grids = files.into_iter().map(|(_, file)| file).collect();
    Ok(Some(packed))
}

/// Hands over these columns of each block of a grid after its span, a few blocks at a time.
async fn each_block(
    client: &impl GenericClient,
    (academie, grid): (&str, &Sha256),
    columns: &str,
    mut hand: impl FnMut(&Row) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT span, {columns} FROM packed_block WHERE academie = $1 AND grid = $2 AND span > $3
         ORDER BY span LIMIT $4"
    );
    let (hash, mut last) = (grid.as_bytes().as_slice(), -1_i64);
    loop {
        let rows = client.query(&sql, &[&academie, &hash, &last, &BLOCKS]).await?;
        let Some(row) = rows.last() else { return Ok(()) };
        last = row.try_get(0)?;
        rows.iter().try_for_each(&mut hand)?;
    }
}

async fn at_one_instant(client: &mut Object) -> Result<Transaction<'_>, StoreError> {
    let reading = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead);
    Ok(reading.read_only(true).start().await?)
}

async fn is_whole(client: &impl GenericClient, academie: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM packing WHERE academie = $1 AND version = $2)
               AND NOT EXISTS (SELECT 1 FROM packed_stale WHERE academie = $1)";
    Ok(client.query_one(sql, &[&academie, &WRITTEN]).await?.try_get(0)?)
}

/// Whether the blocks of a span are those that its records give.
pub(super) async fn is_true(
    client: &mut Object,
    academie: &str,
    span: u64,
    cache: &GridCache,
) -> Result<bool, StoreError> {
    let transaction = at_one_instant(client).await?;
    let sql = "SELECT 1 FROM packed_stale WHERE academie = $1 AND span = $2";
    let stale = transaction.query_opt(sql, &[&academie, &signed(span)]).await?;
    let Some(through) = through(&transaction, academie).await?.filter(|_| stale.is_none()) else {
        return Ok(true);
    };
    let sql = "SELECT grid, answers, samples, teachers FROM packed_block WHERE academie = $1 AND span = $2";
    let rows = transaction.query(sql, &[&academie, &signed(span)]).await?;
    let found: BTreeMap<Sha256, Block> = rows.iter().map(block_of).collect::<Result<_, _>>()?;
    Ok(found == packed_anew(&transaction, academie, span, through, cache).await?)
}

fn block_of(row: &Row) -> Result<(Sha256, Block), StoreError> {
    let block = Block {
        answers: row.try_get(1)?,
        samples: row.try_get(2)?,
        teachers: row.try_get(3)?,
    };
    Ok((hash(row, 0)?, block))
}
