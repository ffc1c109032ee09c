//! What the store gave and was not believed: kept to be shown, and never used.

use rusqlite::Transaction;

use super::arrived::Disbelieved;
use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::Text;

impl Notebook {
    /// What the store gave and was not believed, the latest first.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn disbelieved(&self) -> Result<Vec<Disbelieved>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT stream, sequence, kind, sha256, why, at FROM disbelieved ORDER BY id DESC";
            let mut statement = transaction.prepare_cached(sql)?;
            let found = statement.query_map([], |row| {
                let Text(at) = row.get(5)?;
                Ok(Disbelieved {
                    stream: row.get(0)?,
                    sequence: row.get::<_, i64>(1)?.unsigned_abs(),
                    kind: row.get(2)?,
                    sha256: row.get(3)?,
                    why: row.get(4)?,
                    at,
                })
            })?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }
}

/// Keeps what was disbelieved; whether it is new.
pub(super) fn keep_disbelieved(
    transaction: &Transaction<'_>,
    one: &Disbelieved,
) -> Result<bool, NotebookError> {
    let sql =
        "INSERT INTO disbelieved (stream, sequence, kind, sha256, why, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT DO NOTHING";
    let sequence = i64::try_from(one.sequence).unwrap_or(i64::MAX);
    let kept = transaction.execute(
        sql,
        (
            &one.stream,
            sequence,
            &one.kind,
            &one.sha256,
            &one.why,
            Text(one.at),
        ),
    )?;
    Ok(kept == 1)
}
