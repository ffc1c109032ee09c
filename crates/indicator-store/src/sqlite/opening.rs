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

/// The pages that the writer keeps in memory, in KiB: keys come in no order, and each would read its leaf anew.
const CACHE: i64 = 32 << 10;
/// After how many pages the log goes into the database: a leaf that was written often in between goes once.
const CHECKPOINT: u32 = 8_000;

/// Every step of the schema, in order. One that was published never changes.
const MIGRATIONS: &[&str] = &[
    include_str!("0001.sql"),
    include_str!("0002.sql"),
    include_str!("0003.sql"),
    include_str!("0004.sql"),
    include_str!("0005.sql"),
];

/// A file that is locked until this is dropped. To close it is not enough: a process that is being started meanwhile holds
/// whatever is open until it runs its own program.
pub(super) struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Takes the folder for this process.
pub(super) fn lock(folder: &Path) -> Result<Held, StoreError> {
    create_private(folder).map_err(StoreError::system(folder))?;
    let place = folder.join(LOCK);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&place)
        .map_err(StoreError::system(&place))?;
    match file.try_lock() {
        Ok(()) => Ok(Held(file)),
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
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
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
