//! The database file of a notebook: made, opened to work, closed whole.

use std::path::Path;

use rusqlite::Connection;

use super::connection;
use super::folder::{Folder, names};
use super::migration::{MIGRATIONS, Migration, migrate, refuse_newer};
use super::options::OpenOptions;
use crate::error::NotebookError;

/// Opens the database `file` to work, its schema as it is.
pub(super) fn open_database(file: &Path, options: &OpenOptions) -> Result<Connection, NotebookError> {
    let connection = connection::open(file, options)?;
    refuse_newer(&connection, MIGRATIONS)?;
    connection::prepare(&connection, options)?;
    Ok(connection)
}

/// Makes the database [`names::NEW`], with the schema that `steps` give; it is closed and whole when this returns.
pub(super) fn make(folder: &Folder, options: &OpenOptions, steps: &[Migration]) -> Result<(), NotebookError> {
    let mut connection = connection::create(&folder.file(names::NEW), options)?;
    connection::prepare(&connection, options)?;
    migrate(&mut connection, steps)?;
    close(connection)
}

/// Empties the log of `connection`, the only one to the database, into it, and closes it: the file alone is then whole.
///
/// # Errors
/// When the disk is full or refuses: closing alone would leave the log where it is and say nothing.
pub(super) fn close(connection: Connection) -> Result<(), NotebookError> {
    let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy != 0 {
        return Err(NotebookError::Database(
            "the write-ahead log is in use".to_owned(),
        ));
    }
    connection.close().map_err(|(_, error)| error.into())
}
