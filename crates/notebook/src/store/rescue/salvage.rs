//! Reading past damage: each table from its first row on, seeking by row number beyond a page that does not read.

use std::path::PathBuf;

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};

use super::SalvagedTable;
use crate::error::NotebookError;
use crate::store::connection;
use crate::store::options::OpenOptions;

/// A damaged database. After a page that does not read, SQLCipher refuses all others: it is opened anew each time.
pub(super) struct Source<'a> {
    file: PathBuf,
    options: &'a OpenOptions,
    connection: Connection,
}

/// How far a reading went.
enum Reached {
    End,
    /// To damage, after this row; none when not one row was read.
    Damage(Option<i64>),
}

impl<'a> Source<'a> {
    pub fn new(file: PathBuf, options: &'a OpenOptions, connection: Connection) -> Self {
        Self {
            file,
            options,
            connection,
        }
    }

    /// Whether the damaged notebook is of a schema without this table; when that cannot be read, it is taken to have it.
    fn lacks(&self, table: &str) -> bool {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)";
        self.connection
            .query_row(sql, [table], |row| row.get(0))
            .unwrap_or(false)
    }

    fn open_anew(&mut self) -> Result<(), NotebookError> {
        self.connection = connection::open_damaged(&self.file, self.options)?;
        Ok(())
    }
}

/// Copies what can be read of each table; gives also how many lines were left for want of what they hang on.
pub(super) fn copy_tables(
    source: &mut Source<'_>,
    target: &mut Connection,
) -> Result<(Vec<SalvagedTable>, u64), NotebookError> {
    target.pragma_update(None, "foreign_keys", false)?;
    let transaction = target.transaction()?;
    let copied = tables(&transaction)?
        .into_iter()
        .map(|table| copy_table(source, &transaction, table));
    let copied = copied.collect::<Result<_, _>>()?;
    let orphans = leave_orphans(&transaction)?;
    transaction.commit()?;
    Ok((copied, orphans))
}

fn tables(target: &Transaction<'_>) -> Result<Vec<String>, NotebookError> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration'";
    let mut statement = target.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn copy_table(
    source: &mut Source<'_>,
    target: &Transaction<'_>,
    table: String,
) -> Result<SalvagedTable, NotebookError> {
    let mut salvaged = SalvagedTable {
        table,
        rows: 0,
        complete: true,
    };
    let mut from = i64::MIN;
    if source.lacks(&salvaged.table) {
        return Ok(salvaged);
    }
    loop {
        match copy_rows(source, target, &mut salvaged, from)? {
            Reached::End => return Ok(salvaged),
            Reached::Damage(last) => {
                salvaged.complete = false;
                source.open_anew()?;
                let unread = last.map_or(from, |row| row.saturating_add(1));
                match first_readable(source, &salvaged.table, unread)? {
                    Some(row) => from = row,
                    None => return Ok(salvaged),
                }
            }
        }
    }
}

fn copy_rows(
    source: &Source<'_>,
    target: &Transaction<'_>,
    salvaged: &mut SalvagedTable,
    from: i64,
) -> Result<Reached, NotebookError> {
    let columns = columns(target, &salvaged.table)?;
    let (names, places) = (columns.join(", "), vec!["?"; columns.len()].join(", "));
    let table = &salvaged.table;
    let mut insert = target.prepare_cached(&format!(
        "INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})"
    ))?;
    let mut last = None;
    let sql = format!("SELECT rowid, {names} FROM {table} NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid");
    let Ok(mut select) = source.connection.prepare(&sql) else {
        return Ok(Reached::Damage(last));
    };
    let Ok(mut rows) = select.query([from]) else {
        return Ok(Reached::Damage(last));
    };
    loop {
        let Ok(row) = rows.next() else {
            return Ok(Reached::Damage(last));
        };
        let Some(row) = row else {
            return Ok(Reached::End);
        };
        last = Some(row.get(0)?);
        let values = (1..=columns.len()).map(|column| row.get::<_, Value>(column));
        let values = values.collect::<Result<Vec<_>, _>>();
        if connection::met_damage(&source.connection)? {
            return Ok(Reached::Damage(last));
        }
        match values {
            Ok(values) => salvaged.rows += insert.execute(params_from_iter(values))? as u64,
            Err(_) => salvaged.complete = false,
        }
    }
}

fn columns(target: &Transaction<'_>, table: &str) -> Result<Vec<String>, NotebookError> {
    let mut statement = target.prepare_cached("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// The first row number from which reading goes on, above `unread`, which does not read; none when nothing more does.
///
/// Leaps that double find a place beyond the damage; halving them finds where it ends.
fn first_readable(source: &mut Source<'_>, table: &str, unread: i64) -> Result<Option<i64>, NotebookError> {
    let start = unread.max(0);
    let leaps = (0..62).map(|power| start.saturating_add(1 << power));
    let mut bad = start;
    for leap in leaps {
        if reads(source, table, leap)? {
            let mut good = leap;
            while good - bad > 1 {
                let middle = bad + (good - bad) / 2;
                if reads(source, table, middle)? {
                    good = middle
                } else {
                    bad = middle
                }
            }
            return Ok(Some(good));
        }
        bad = leap;
    }
    Ok(None)
}

/// Whether the first row from `from` on can be read, or there is none.
fn reads(source: &mut Source<'_>, table: &str, from: i64) -> Result<bool, NotebookError> {
    let sql = format!("SELECT * FROM {table} NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid LIMIT 1");
    let read = source
        .connection
        .prepare(&sql)
        .and_then(|mut statement| statement.exists([from]));
    let sound = read.is_ok() && !connection::met_damage(&source.connection)?;
    if !sound {
        source.open_anew()?;
    }
    Ok(sound)
}

/// Deletes from the new notebook what hangs on something that was not read; gives how many lines.
fn leave_orphans(target: &Transaction<'_>) -> Result<u64, NotebookError> {
    let headless = "DELETE FROM visit WHERE NOT EXISTS
                    (SELECT 1 FROM draft WHERE draft.visit = visit.id AND draft.number = visit.draft)";
    let mut left = target.execute(headless, [])?;
    loop {
        let mut statement = target.prepare("SELECT \"table\", rowid FROM pragma_foreign_key_check")?;
        let found = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        let found = found.collect::<Result<Vec<_>, _>>()?;
        if found.is_empty() {
            return Ok(left as u64);
        }
        for (table, row) in found {
            left += target.execute(&format!("DELETE FROM {table} WHERE rowid = ?1"), [row])?;
        }
    }
}
