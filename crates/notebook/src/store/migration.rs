//! The schema's history: numbered scripts, each run once, in order, all in one transaction.
//!
//! How to write one: `MIGRATIONS.md` beside this file.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::NotebookError;

/// One step of the schema.
pub(super) struct Migration {
    /// Its number; the schema's once it has run.
    pub number: u32,
    /// Whether a Carnet that does not know this step may still open the notebook.
    pub older_may_open: bool,
    /// Its scripts, in order.
    pub scripts: &'static [&'static str],
}

/// Every step, in order. One that was published never changes.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        older_may_open: false,
        scripts: &[
            include_str!("setting/0001.sql"),
            include_str!("inspector/0001.sql"),
            include_str!("device/0001.sql"),
            include_str!("school/0001.sql"),
            include_str!("grid/0001.sql"),
            include_str!("visit/0001.sql"),
            include_str!("answer/0001.sql"),
            include_str!("note/0001.sql"),
            include_str!("debrief/0001.sql"),
            include_str!("left_at/0001.sql"),
            include_str!("personal_note/0001.sql"),
            include_str!("record/0001.sql"),
        ],
    },
    Migration {
        number: 2,
        // It would seal a visit without its timelines, and purge one without its attachments.
        older_may_open: false,
        scripts: &[
            include_str!("timeline/0002.sql"),
            include_str!("attachment/0002.sql"),
        ],
    },
    Migration {
        number: 3,
        // It would go on with a draft that was handed over.
        older_may_open: false,
        scripts: &[include_str!("sync/0003.sql")],
    },
    Migration {
        number: 4,
        // It would correct a visit of the predecessor, and remind of handing it over.
        older_may_open: false,
        scripts: &[include_str!("sync/0004.sql")],
    },
    Migration {
        number: 5,
        // It would read on in a stream without chaining it, and the next comparison would be of nothing.
        older_may_open: false,
        scripts: &[include_str!("sync/0005.sql")],
    },
];

const HISTORY: &str = "CREATE TABLE IF NOT EXISTS migration (
    -- The steps that this notebook went through. A program that does not know a step with older_may_open = 0 must not open it.
    number INTEGER PRIMARY KEY NOT NULL,
    older_may_open INTEGER NOT NULL
) STRICT;";

/// The number of the schema in `connection`.
pub(super) fn schema(connection: &Connection) -> Result<u32, NotebookError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses a notebook that a later version wrote, unless it said that this one may open it.
///
/// # Errors
/// When it is too new.
pub(super) fn refuse_newer(connection: &Connection, known: &[Migration]) -> Result<(), NotebookError> {
    let (found, last) = (schema(connection)?, last_of(known));
    if found <= last {
        return Ok(());
    }
    let sql = "SELECT coalesce(max(number), 0) FROM migration WHERE NOT older_may_open";
    let needed: u32 = connection.query_row(sql, [], |row| row.get(0))?;
    if needed <= last {
        Ok(())
    } else {
        Err(NotebookError::Newer { found, known: last })
    }
}

/// Brings the schema of `connection` up to the last of `known`; one that is there already, or beyond, stays.
///
/// # Errors
/// When a step fails: the schema is then as it was.
pub(super) fn migrate(connection: &mut Connection, known: &[Migration]) -> Result<(), NotebookError> {
    if schema(connection)? >= last_of(known) {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = schema(&transaction)?;
    transaction.execute_batch(HISTORY)?;
    for migration in known.iter().filter(|migration| migration.number > found) {
        migration
            .scripts
            .iter()
            .try_for_each(|script| transaction.execute_batch(script))?;
        let sql = "INSERT INTO migration (number, older_may_open) VALUES (?1, ?2)";
        transaction.execute(sql, (migration.number, migration.older_may_open))?;
    }
    transaction.pragma_update(None, "user_version", last_of(known))?;
    Ok(transaction.commit()?)
}

fn last_of(known: &[Migration]) -> u32 {
    known.last().map_or(0, |last| last.number)
}
