//! Opening the store's folder: one process, a schema of this version, and writes that are on the disk when they are told.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use sync_protocol::Epoch;

use super::stored::Text;
use crate::error::StoreError;
use crate::machine::Machine;

/// The database's file in the folder.
const DATABASE: &str = "indicator-store.db";
/// What tells that a process serves the folder.
const LOCK: &str = "indicator-store.lock";

/// Every step of the schema, in order. One that was published never changes.
const MIGRATIONS: &[&str] = &[
    include_str!("0001.sql"),
    include_str!("0002.sql"),
    include_str!("0003.sql"),
    include_str!("0004.sql"),
];

/// Takes the folder for this process.
pub(super) fn lock(folder: &Path) -> Result<File, StoreError> {
    create_private(folder).map_err(StoreError::system(folder))?;
    let place = folder.join(LOCK);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&place)
        .map_err(StoreError::system(&place))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(folder.display().to_string())),
        Err(TryLockError::Error(error)) => Err(StoreError::system(&place)(error)),
    }
}

/// Makes the folder where it is not there, for its owner alone: SQLite gives its files the mask of the process.
fn create_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// The connection that writes, with a schema of this version.
pub(super) fn writer(folder: &Path, machine: &dyn Machine) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(folder.join(DATABASE))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    set_up(&connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    migrate(&mut connection)?;
    begin_life(&connection, machine)?;
    Ok(connection)
}

/// A connection that only reads, beside the writer.
pub(super) fn reader(folder: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(folder.join(DATABASE), flags)?;
    set_up(&connection)?;
    Ok(connection)
}

fn set_up(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found == known {
        // Nothing is written: a store whose disk is full opens, and is read.
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for script in MIGRATIONS.iter().skip(found as usize) {
        transaction.execute_batch(script)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}

fn begin_life(connection: &Connection, machine: &dyn Machine) -> Result<(), StoreError> {
    let mut random = [0; 16];
    machine.fill_random(&mut random);
    connection.execute(
        "INSERT INTO life (single, epoch, began_at) VALUES (1, ?1, ?2) ON CONFLICT DO NOTHING",
        (Text(Epoch::from_random(random)), Text(machine.now())),
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const KEPT: &str =
        "SELECT group_concat(id || sequence || envelope || coalesce(facts, '') || purged, ' ') FROM
        (SELECT * FROM record ORDER BY academie, sequence)";
    const PRIVATE: &str =
        "SELECT group_concat(id || hex(bytes), ' ') FROM (SELECT * FROM private ORDER BY id)";

    /// A store whose schema is that of step three, with records whose keys come in another order than they did.
    fn of_before(connection: &mut Connection) {
        set_up(connection).unwrap();
        for script in &MIGRATIONS[..3] {
            connection.execute_batch(script).unwrap();
        }
        connection.pragma_update(None, "user_version", 3).unwrap();
        connection
            .execute_batch("INSERT INTO academie (academie, root, created_at) VALUES ('a', 'root', 'then')")
            .unwrap();
        for (sequence, id) in [(1, "c"), (2, "a"), (3, "b")] {
            let record = "INSERT INTO record (academie, kind, id, revision, sha256, sequence, stream, author, envelope,
                facts, stored_at) VALUES ('a', 'revision', ?1, 1, 'hash', ?2, 'academie', 'author', '{}', 'facts', 'then')";
            connection.execute(record, (id, sequence)).unwrap();
            let private = "INSERT INTO private (academie, kind, id, revision, sha256, bytes)
                VALUES ('a', 'revision', ?1, 1, 'hash', ?2)";
            connection.execute(private, (id, id.as_bytes())).unwrap();
        }
        let purge = "UPDATE record SET facts = NULL, purged = 1 WHERE academie = 'a' AND id = 'a'";
        connection.execute(purge, ()).unwrap();
    }

    fn told(connection: &Connection, question: &str) -> String {
        connection.query_row(question, (), |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_store_of_the_release_before_keeps_each_record_and_goes_on_refusing_what_it_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        of_before(&mut connection);
        let before = [KEPT, PRIVATE].map(|question| told(&connection, question));
        migrate(&mut connection).unwrap();
        assert_eq!(
            [KEPT, PRIVATE].map(|question| told(&connection, question)),
            before
        );
        for refused in [
            "DELETE FROM record WHERE academie = 'a'",
            "UPDATE record SET envelope = '[]' WHERE academie = 'a'",
            "INSERT INTO private (academie, kind, id, revision, sha256, bytes) VALUES ('a', 'revision', 'd', 1, 'h', x'00')",
        ] {
            assert!(connection.execute(refused, ()).is_err(), "{refused}");
        }
        let purge = "UPDATE record SET facts = NULL, purged = 1 WHERE academie = 'a' AND id = 'b'";
        connection.execute(purge, ()).unwrap();
        assert_eq!(
            told(&connection, "SELECT CAST(count(*) AS TEXT) FROM packed_stale"),
            "1"
        );
    }
}
