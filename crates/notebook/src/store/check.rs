//! The check of a closed notebook: every page, every link, every sealed record.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use observation::canonical::Sha256;
use observation::problem::Problem;
use rusqlite::Connection;

use super::connection::damaged_pages;
use super::database::{close, open_database};
use super::folder::{copy_database, hold_to_read, names};
use super::migration::schema;
use super::options::OpenOptions;
use super::record::read_signed;
use super::stored::Text;
use super::{Notebook, held};
use crate::codes;
use crate::error::NotebookError;
use crate::keys::storage::{CURRENT, FORMER};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// All that is wrong; nothing in a sound notebook.
    pub problems: Vec<Problem>,
    /// How many of each thing, by table: `visit`, `answer_log`, `record`…
    pub counts: BTreeMap<String, u64>,
}

impl Notebook {
    /// Checks the notebook in `folder`: each page, the database's own rules, each link, each grid's and record's hash and
    /// signature. Works on a copy of its own, encrypted as it is: nothing in `folder` changes, which may be read-only.
    ///
    /// # Errors
    /// When it cannot be copied, or opened at all, as [`Notebook::open`].
    pub fn check(folder: &Path, options: &OpenOptions) -> Result<CheckReport, NotebookError> {
        if !Self::exists(folder) {
            return Err(NotebookError::Absent(folder.display().to_string()));
        }
        let copy = tempfile::tempdir().map_err(NotebookError::storage(&std::env::temp_dir()))?;
        Self::copy_closed(folder, copy.path())?;
        let file = copy.path().join(names::DATABASE);
        let connection = open_database(&file, options).map_err(|error| error.of_copy(folder))?;
        // A cut may have torn a page of the file that stands whole in the log: the log goes in first.
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        let problems = problems_of(&connection)?;
        let counts = if problems.is_empty() {
            counts(&connection)?
        } else {
            BTreeMap::new()
        };
        close(connection)?;
        Ok(CheckReport { problems, counts })
    }

    /// Copies the closed notebook in `folder`, its keys too, into the folder `into`; nothing in `folder` changes, which may
    /// be read-only.
    ///
    /// # Errors
    /// When another program has it open, or the disk is full or refuses.
    pub fn copy_closed(folder: &Path, into: &Path) -> Result<(), NotebookError> {
        let _closed = hold_to_read(folder)?;
        let mut known = [names::DATABASE, names::RESCUED]
            .map(|name| folder.join(name))
            .into_iter();
        let original = known.find(|file| file.exists()).unwrap_or_default();
        copy_database(&original, &into.join(names::DATABASE))?;
        let keys = [CURRENT, FORMER].map(|name| (folder.join(name), into.join(name)));
        let mut there = keys.iter().filter(|(from, _)| from.exists());
        there.try_for_each(|(from, to)| fs::copy(from, to).map(drop).map_err(NotebookError::storage(from)))
    }

    /// The same check of this open notebook; what is entered meanwhile waits.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn check_now(&self) -> Result<CheckReport, NotebookError> {
        self.empty_log()?;
        let connection = held(&self.writer);
        let problems = problems_of(&connection)?;
        let counts = if problems.is_empty() {
            counts(&connection)?
        } else {
            BTreeMap::new()
        };
        Ok(CheckReport { problems, counts })
    }

    /// The number of the schema of the closed notebook in `folder`, which stays as it is.
    ///
    /// # Errors
    /// As [`Notebook::open`].
    pub fn schema_of(folder: &Path, options: &OpenOptions) -> Result<u32, NotebookError> {
        if !Self::exists(folder) {
            return Err(NotebookError::Absent(folder.display().to_string()));
        }
        let _closed = hold_to_read(folder)?;
        schema(&open_database(&folder.join(names::DATABASE), options)?)
    }

    /// The versions of SQLite and of SQLCipher, and the number of the schema.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn engine(&self) -> Result<(String, String, u32), NotebookError> {
        self.read(|transaction| {
            let sqlite = transaction.query_row("SELECT sqlite_version()", [], |row| row.get(0))?;
            let cipher = transaction.query_row("PRAGMA cipher_version", [], |row| row.get(0))?;
            Ok((sqlite, cipher, schema(transaction)?))
        })
    }
}

/// All that is wrong with the database of `connection`.
pub(super) fn problems_of(connection: &Connection) -> Result<Vec<Problem>, NotebookError> {
    let mut problems = pages(connection)?;
    if problems.is_empty() {
        // Past a page that cannot be read, these would only say the same of every other page.
        problems.extend(rules(connection)?);
        problems.extend(grids(connection)?);
        problems.extend(records(connection)?);
    }
    Ok(problems)
}

fn pages(connection: &Connection) -> Result<Vec<Problem>, NotebookError> {
    let damaged = damaged_pages(connection)?;
    Ok(damaged
        .iter()
        .map(|detail| Problem::error(codes::PAGE_DAMAGED, "").with("detail", detail))
        .collect())
}

fn rules(connection: &Connection) -> Result<Vec<Problem>, NotebookError> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let lines = statement
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    let wrong = lines.into_iter().filter(|line| line != "ok");
    let mut problems: Vec<Problem> = wrong
        .map(|line| Problem::error(codes::INTEGRITY, "").with("detail", line))
        .collect();
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let tables = statement
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    problems.extend(
        tables
            .iter()
            .map(|table| Problem::error(codes::LINK_BROKEN, "").with("table", table)),
    );
    Ok(problems)
}

fn grids(connection: &Connection) -> Result<Vec<Problem>, NotebookError> {
    let mut statement = connection.prepare("SELECT sha256, text FROM grid")?;
    let mut rows = statement.query([])?;
    let mut problems = Vec::new();
    while let Some(row) = rows.next()? {
        let Text::<Sha256>(sha256) = row.get(0)?;
        if Sha256::of(row.get_ref(1)?.as_bytes().unwrap_or_default()) != sha256 {
            problems.push(Problem::error(codes::GRID_ALTERED, sha256.to_string()));
        }
    }
    Ok(problems)
}

fn records(connection: &Connection) -> Result<Vec<Problem>, NotebookError> {
    let sql = "SELECT record, document, facts FROM record WHERE document IS NOT NULL ORDER BY position";
    let mut statement = connection.prepare(sql)?;
    let records = statement.query_map([], read_signed)?;
    let mut problems = Vec::new();
    for signed in records {
        let signed = signed?;
        let at = format!(
            "{} {}, {}",
            signed.record.kind, signed.record.id, signed.record.revision
        );
        problems.extend(signed.record.check(signed.document.as_bytes(), &at));
    }
    Ok(problems)
}

fn counts(connection: &Connection) -> Result<BTreeMap<String, u64>, NotebookError> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration'";
    let mut statement = connection.prepare(sql)?;
    let tables = statement
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    tables
        .into_iter()
        .map(|table| Ok((table.clone(), count_of(connection, &table)?)))
        .collect()
}

/// How many lines `table` has.
pub(super) fn count_of(connection: &Connection, table: &str) -> Result<u64, NotebookError> {
    let rows: i64 =
        connection.query_row(&format!("SELECT count(*) FROM \"{table}\""), [], |row| row.get(0))?;
    Ok(rows.unsigned_abs())
}
