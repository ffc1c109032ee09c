//! What the notebook knows of a device: since when its author vouches for it, and the last that it signed.

use observation::instant::Instant;
use rusqlite::Transaction;
use sync_protocol::PublicKey;

use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::Text;

/// What is known of a device, by its own clock: shown, never compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeviceTrace {
    /// When its author first certified it.
    pub since: Option<Instant>,
    /// When it last sealed a visit, or noted what followed one.
    pub last: Option<Instant>,
    /// How many visits it sealed that are kept here.
    pub sealed: u64,
}

impl Notebook {
    /// What is known of a device.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn device_trace(&self, device: PublicKey) -> Result<DeviceTrace, NotebookError> {
        self.read(|transaction| {
            let (last, sealed) = signed_by(transaction, device)?;
            let since = certified(transaction, device)?;
            Ok(DeviceTrace { since, last, sealed })
        })
    }
}

fn certified(transaction: &Transaction<'_>, device: PublicKey) -> Result<Option<Instant>, NotebookError> {
    let sql = "SELECT min(json_extract(document, '$.issued_at')) FROM record
               WHERE kind = 'certificate' AND document IS NOT NULL
               AND json_extract(document, '$.device') = ?1";
    let since: Option<Text<Instant>> = transaction.query_row(sql, [Text(device)], |row| row.get(0))?;
    Ok(since.map(|Text(at)| at))
}

fn signed_by(
    transaction: &Transaction<'_>,
    device: PublicKey,
) -> Result<(Option<Instant>, u64), NotebookError> {
    let sql =
        "SELECT max(coalesce(json_extract(document, '$.sealed_at'), json_extract(document, '$.noted_at'))),
                      count(DISTINCT CASE kind WHEN 'revision' THEN id END)
               FROM record WHERE kind IN ('revision', 'state') AND document IS NOT NULL
               AND json_extract(record, '$.signature.device') = ?1";
    let found = transaction.query_row(sql, [Text(device)], |row| {
        let (last, sealed): (Option<Text<Instant>>, i64) = (row.get(0)?, row.get(1)?);
        Ok((last.map(|Text(at)| at), sealed.unsigned_abs()))
    });
    Ok(found?)
}
