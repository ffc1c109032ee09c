//! The schools of the directory, and the imports that brought them.

use chrono::NaiveDate;
use observation::directory::{ImportPlan, School, Schools};
use observation::instant::Instant;
use observation::uai::Uai;
use rusqlite::{OptionalExtension, Transaction};

use super::Notebook;
use super::stored::{Json, Text, list};
use crate::error::NotebookError;

/// What the notebook knows of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryStatus {
    /// How many schools, closed ones too.
    pub schools: u32,
    /// The last import; none before the first.
    pub last_import: Option<LastImport>,
}

/// The last import of a directory file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastImport {
    /// When.
    pub at: Instant,
    /// The name of the file.
    pub file_name: String,
}

impl Notebook {
    /// Carries out an import: every school of `plan` is written, none is deleted, all in one transaction.
    ///
    /// # Errors
    /// When the disk refuses; nothing of the import is then there.
    pub fn apply_import(&self, plan: &ImportPlan, file_name: &str, at: Instant) -> Result<(), NotebookError> {
        let mut writes: Vec<&School> = plan.writes().collect();
        // In the order of the index: a row is then appended, not put in the middle of a page.
        writes.sort_by_key(|school| school.uai);
        self.write(|transaction| {
            let sql = "INSERT INTO school (uai, content) VALUES (?1, ?2)
                       ON CONFLICT (uai) DO UPDATE SET content = excluded.content";
            let mut statement = transaction.prepare(sql)?;
            let mut written: u32 = 0;
            for school in &writes {
                statement.execute((school.uai.as_str(), Json(school)))?;
                written += 1;
            }
            let sql = "INSERT INTO directory_import (imported_at, file_name, written) VALUES (?1, ?2, ?3)";
            transaction.execute(sql, (Text(at), file_name, written))?;
            Ok(())
        })
    }

    /// Every school. Takes a moment with a whole country: for the search index and for imports, on demand.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn schools(&self) -> Result<Schools, NotebookError> {
        self.read(|transaction| {
            let mut statement = transaction.prepare("SELECT content FROM school")?;
            let schools = statement.query_map([], |row| row.get(0).map(|Json::<School>(school)| school))?;
            schools
                .map(|school| school.map(|school| (school.uai, school)).map_err(Into::into))
                .collect()
        })
    }

    /// The school `uai`; none when the directory never had it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn school(&self, uai: Uai) -> Result<Option<School>, NotebookError> {
        Ok(self.schools_of(&[uai])?.remove(&uai))
    }

    /// The schools among `uais` that the notebook knows.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn schools_of(&self, uais: &[Uai]) -> Result<Schools, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT content FROM school WHERE uai IN (SELECT value FROM json_each(?1))";
            let mut statement = transaction.prepare_cached(sql)?;
            let schools = statement.query_map([list(uais)], |row| {
                row.get(0).map(|Json::<School>(school)| school)
            })?;
            schools
                .map(|school| school.map(|school| (school.uai, school)).map_err(Into::into))
                .collect()
        })
    }

    /// What the notebook knows of the directory.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn directory_status(&self) -> Result<DirectoryStatus, NotebookError> {
        self.read(|transaction| {
            let schools = transaction.query_row("SELECT count(*) FROM school", [], |row| row.get(0))?;
            let sql = "SELECT imported_at, file_name FROM directory_import ORDER BY id DESC LIMIT 1";
            let last = transaction.query_row(sql, [], |row| {
                let Text(at) = row.get(0)?;
                Ok(LastImport {
                    at,
                    file_name: row.get(1)?,
                })
            });
            Ok(DirectoryStatus {
                schools,
                last_import: last.optional()?,
            })
        })
    }
}

/// Schools that the académie published take the place of what was known, unless that is described by a later directory. One
/// that is described by a directory to come would outlast all: it is passed over.
pub(super) fn land(
    transaction: &Transaction<'_>,
    schools: &[School],
    today: NaiveDate,
) -> Result<(), NotebookError> {
    let known = "SELECT content FROM school WHERE uai = ?1";
    let mut known = transaction.prepare_cached(known)?;
    let sql = "INSERT INTO school (uai, content) VALUES (?1, ?2)
               ON CONFLICT (uai) DO UPDATE SET content = excluded.content";
    let mut write = transaction.prepare_cached(sql)?;
    let described = |school: &&School| school.updated_on.is_none_or(|day| day <= today);
    for school in schools.iter().filter(described) {
        let found = known
            .query_row([school.uai.as_str()], |row| row.get(0))
            .optional()?;
        let is_later = found.is_some_and(|Json::<School>(found)| found.updated_on > school.updated_on);
        if !is_later {
            write.execute((school.uai.as_str(), Json(school)))?;
        }
    }
    Ok(())
}

pub(super) fn has_any(transaction: &Transaction<'_>) -> Result<bool, NotebookError> {
    Ok(transaction.query_row("SELECT EXISTS (SELECT 1 FROM school)", [], |row| row.get(0))?)
}
