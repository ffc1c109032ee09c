//! A damaged notebook: set aside untouched, what can be read of it saved in a new one, and what was read told.

mod aside;
mod salvage;

pub(super) use aside::{BEFORE_RESTORE, finish, move_log_alone, place_for, set_aside};

use std::path::{Path, PathBuf};

use observation::instant::Instant;
use observation::problem::Problem;
use serde::{Deserialize, Serialize};

use super::database::{close, make, open_database};
use super::folder::{Folder, copy_database, names};
use super::migration::{MIGRATIONS, Migration, refuse_newer, schema};
use super::options::OpenOptions;
use super::setting;
use super::{Notebook, connection};
use crate::codes;
use crate::error::NotebookError;
use aside::DAMAGED;
use salvage::Source;

/// The setting under which the notebook that replaced a damaged one keeps what became of it.
const RECOVERY: &str = "recovery";

/// What became of a damaged notebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rescue {
    /// When it was found damaged.
    pub at: Instant,
    /// Where the damaged one lies, as it was.
    pub set_aside: PathBuf,
    /// What was read of each table; empty when nothing could be.
    pub tables: Vec<SalvagedTable>,
    /// Lines that were read but belong to a visit that was not: they stay in the damaged notebook.
    pub orphans: u64,
}

/// What was read of one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SalvagedTable {
    /// Its name.
    pub table: String,
    /// How many lines were read.
    pub rows: u64,
    /// Whether no damage was met in it.
    pub complete: bool,
}

impl Rescue {
    /// How many lines the new notebook has of the damaged one.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables
            .iter()
            .map(|table| table.rows)
            .sum::<u64>()
            .saturating_sub(self.orphans)
    }

    /// What a person must know: where the damaged notebook lies, and what is missing from the new one.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let folder = self.set_aside.display();
        let mut problems = vec![
            Problem::warning(codes::SET_ASIDE, "")
                .with("folder", folder)
                .with("read", self.rows()),
        ];
        let partly = self.tables.iter().filter(|table| !table.complete);
        problems.extend(partly.map(|table| {
            Problem::warning(codes::PARTLY_READ, "")
                .with("table", &table.table)
                .with("read", table.rows)
        }));
        if self.orphans > 0 {
            problems.push(Problem::warning(codes::ORPHANS, "").with("count", self.orphans));
        }
        problems
    }
}

impl Notebook {
    /// Sets the damaged notebook in `folder` aside, untouched, in a folder named by `at`, and puts in its place a new one
    /// with what could be read. To be called when [`Notebook::open`] says that it is damaged: this does not ask again.
    ///
    /// Cut at any instant, either the damaged notebook is still in its place, or the next opening ends the rescue.
    ///
    /// # Errors
    /// When there is none, another program has it open, a later version wrote it, or the disk is full or refuses.
    pub fn rescue(folder: &Path, options: &OpenOptions, at: Instant) -> Result<Rescue, NotebookError> {
        let taken = Folder::take(folder)?;
        if !taken.has(names::DATABASE) {
            return Err(NotebookError::Absent(folder.display().to_string()));
        }
        for left_over in [names::RESCUED, names::NEW, names::COPY] {
            taken.remove_database(left_over)?;
        }
        let (tables, orphans) = save_what_reads(&taken, options)?;
        taken.remove_database(names::COPY)?;
        let rescue = Rescue {
            at,
            set_aside: place_for(&taken, DAMAGED, at),
            tables,
            orphans,
        };
        // Before anything moves: a cut leaves no notebook without its list.
        keep_list(&taken, options, &rescue)?;
        taken.rename(names::NEW, names::RESCUED)?;
        set_aside(&taken, &rescue.set_aside)?;
        finish(&taken)?;
        Ok(rescue)
    }

    /// What became of the damaged notebook that this one replaced last; none where it replaced none.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn last_rescue(&self) -> Result<Option<Rescue>, NotebookError> {
        self.setting(RECOVERY)
    }
}

/// Makes the database [`names::NEW`] with what can be read of a copy: reading may write, and the damaged one stays untouched.
fn save_what_reads(
    folder: &Folder,
    options: &OpenOptions,
) -> Result<(Vec<SalvagedTable>, u64), NotebookError> {
    copy_database(&folder.file(names::DATABASE), &folder.file(names::COPY))?;
    let mut source = match connection::open_damaged(&folder.file(names::COPY), options) {
        Ok(connection) => {
            refuse_newer(&connection, MIGRATIONS)?;
            let found = schema(&connection)?;
            make(folder, options, steps_to(found))?;
            Source::new(folder.file(names::COPY), options, connection)
        }
        // The first page leads to all others: without it nothing reads.
        Err(error) if error.is_unreadable() => {
            make(folder, options, MIGRATIONS)?;
            return Ok((Vec::new(), 0));
        }
        Err(error) => return Err(error),
    };
    let mut target = open_database(&folder.file(names::NEW), options)?;
    let saved = salvage::copy_tables(&mut source, &mut target)?;
    close(target)?;
    Ok(saved)
}

fn keep_list(folder: &Folder, options: &OpenOptions, rescue: &Rescue) -> Result<(), NotebookError> {
    let mut connection = open_database(&folder.file(names::NEW), options)?;
    let transaction = connection.transaction()?;
    setting::save(&transaction, RECOVERY, rescue)?;
    transaction.commit()?;
    close(connection)
}

/// The steps that lead to the schema `number`: opening does the others.
fn steps_to(number: u32) -> &'static [Migration] {
    let known = MIGRATIONS
        .iter()
        .take_while(|migration| migration.number <= number)
        .count();
    &MIGRATIONS[..known]
}
