//! The one way to a database file: key, settings, and a typed answer when it does not open.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::options::{OpenOptions, Synchronous};
use crate::error::NotebookError;

/// Marks a database as a notebook's: « CRNT ».
pub(super) const APPLICATION_ID: i32 = 0x4352_4e54;
/// What is told of a page that does not read.
pub(super) const PAGE_UNREAD: &str = "une page du fichier ne se lit pas";
/// The page size of SQLCipher 4, in bytes.
const PAGE: u64 = 4096;
/// Waits for the other connection of this process: none holds its lock for long.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the database `file`, which must be there and readable by the key; changes nothing in it.
///
/// # Errors
/// When it is no database, or damaged, or opened by another key.
pub(super) fn open(file: &Path, options: &OpenOptions) -> Result<Connection, NotebookError> {
    opened(file, options, "")
}

/// Opens `file`, where `first` is said before anything is read.
fn opened(file: &Path, options: &OpenOptions, first: &str) -> Result<Connection, NotebookError> {
    let connection = connect(file, options, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.execute_batch(first)?;
    match first_read(&connection) {
        Ok(APPLICATION_ID) => Ok(connection),
        Ok(_) => Err(NotebookError::NotANotebook(file.display().to_string())),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            Err(why_unreadable(&connection, file))
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens a copy of a damaged database to read what it still has: a file shorter than its first page says is refused whole
/// otherwise, whatever is left of it.
///
/// # Errors
/// As [`open`].
pub(super) fn open_damaged(file: &Path, options: &OpenOptions) -> Result<Connection, NotebookError> {
    opened(file, options, "PRAGMA writable_schema = ON")
}

/// Makes an empty database `file`.
///
/// # Errors
/// When the disk refuses.
pub(super) fn create(file: &Path, options: &OpenOptions) -> Result<Connection, NotebookError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = connect(file, options, flags)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(connection)
}

/// Sets `connection` to work: write-ahead log, and commits that last as `options` says.
///
/// # Errors
/// When the file system allows no write-ahead log.
pub(super) fn prepare(connection: &Connection, options: &OpenOptions) -> Result<(), NotebookError> {
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(NotebookError::Database(format!("journal mode {mode}")));
    }
    let synchronous = match options.synchronous {
        Synchronous::Full => "FULL",
        Synchronous::Normal => "NORMAL",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    // A large import must not leave a large log behind.
    connection.query_row("PRAGMA journal_size_limit = 16777216", [], |_| Ok(()))?;
    connection.execute_batch(SETTINGS)?;
    // A plan that followed each value would be made anew at each execution.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// `secure_delete`: what the law deletes leaves no bytes in free pages. `fullfsync`: a true flush on macOS.
const SETTINGS: &str = "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA fullfsync = ON;
     PRAGMA checkpoint_fullfsync = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;";

/// Waits until the cipher takes a key. SQLite tells a second thread that it is ready while the first is still setting up the
/// cipher: a key given at that instant is refused.
fn await_cipher() -> Result<(), NotebookError> {
    static READY: OnceLock<()> = OnceLock::new();
    if READY.get().is_some() {
        return Ok(());
    }
    let began = Instant::now();
    loop {
        match takes_a_key() {
            Ok(()) => break,
            Err(error) if began.elapsed() > PATIENCE => return Err(error.into()),
            Err(_) => thread::yield_now(),
        }
    }
    READY.get_or_init(|| ());
    Ok(())
}

/// Gives a key to a database that lives for this call alone, in memory.
fn takes_a_key() -> rusqlite::Result<()> {
    let connection = Connection::open_in_memory()?;
    connection.execute_batch(SILENT)?;
    connection.execute_batch("PRAGMA key = 'essai'")
}

/// What is wrong is told by errors; SQLCipher would also print it.
const SILENT: &str = "PRAGMA cipher_log_level = NONE";

fn connect(file: &Path, options: &OpenOptions, flags: OpenFlags) -> Result<Connection, NotebookError> {
    await_cipher()?;
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = match &options.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(file, flags, vfs.as_str()),
        None => Connection::open_with_flags(file, flags),
    };
    let connection = opened.map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            NotebookError::storage(file)(std::io::Error::other(error.to_string()))
        }
        _ => error.into(),
    })?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(SILENT)?;
    if let Some(key) = &options.key {
        connection.execute_batch(&key.statement())?;
    }
    Ok(connection)
}

/// Reads the first page: by the wrong key, it cannot be.
fn first_read(connection: &Connection) -> rusqlite::Result<i32> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    connection.pragma_query_value(None, "application_id", |row| row.get(0))
}

/// Each page bears its own proof of the key: when one holds, the key is right and the first page is damaged.
fn why_unreadable(connection: &Connection, file: &Path) -> NotebookError {
    let length = fs::metadata(file).map_or(0, |found| found.len());
    if length < PAGE || !length.is_multiple_of(PAGE) || is_plain(file) {
        return NotebookError::NotANotebook(file.display().to_string());
    }
    match damaged_pages(connection) {
        Ok(damaged) if (damaged.len() as u64) < length / PAGE && !damaged.is_empty() => {
            NotebookError::Corrupt(damaged.join(" ; "))
        }
        _ => NotebookError::WrongKey,
    }
}

/// Whether `file` is a database that no key protects.
fn is_plain(file: &Path) -> bool {
    let mut head = [0; 16];
    let read = fs::File::open(file).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && head == *b"SQLite format 3\0"
}

/// Whether a page met since `connection` was opened did not read. SQLCipher gives such a page as zeros, which may pass for
/// the end of a long text: what was read together with it is not to be believed. Never without a key.
pub(super) fn met_damage(connection: &Connection) -> Result<bool, NotebookError> {
    let status = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0));
    // Not from the cache of statements: the answer is made when the question is compiled.
    let sound = status("PRAGMA cipher_status").is_ok_and(|status| status == "1");
    Ok(!sound && is_keyed(connection))
}

/// Whether `connection` was given a key: one without has no page to prove.
fn is_keyed(connection: &Connection) -> bool {
    let salt = connection.query_row("PRAGMA cipher_salt", [], |row| row.get::<_, String>(0));
    salt.is_ok_and(|salt| !salt.is_empty())
}

/// What SQLCipher finds wrong with the pages of the file; nothing without a key.
pub(super) fn damaged_pages(connection: &Connection) -> Result<Vec<String>, NotebookError> {
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let found = statement.query_map([], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}
