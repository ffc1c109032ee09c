//! Places of a shared stream, and what is to be seen at them.

use observation::canonical::Sha256;
use rusqlite::Transaction;
use sync_protocol::message::stream::Stream;

use crate::error::NotebookError;
use crate::store::stored::Text;

/// A place as the column has it.
pub(super) fn place(sequence: u64) -> i64 {
    i64::try_from(sequence).unwrap_or(i64::MAX)
}

/// The store said that it keeps a record at this place of a shared stream: it is to be seen there.
pub(super) fn await_record(
    transaction: &Transaction<'_>,
    stream: &Stream,
    sequence: u64,
    (kind, record): (&str, Sha256),
) -> Result<(), NotebookError> {
    let sql =
        "INSERT INTO awaited (stream, sequence, kind, record) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    let row = (Text(stream), place(sequence), kind, Text(record));
    transaction.prepare_cached(sql)?.execute(row)?;
    Ok(())
}
