//! Files received with a reply, kept beside the states that name them.

use observation::canonical::Sha256;
use rusqlite::{OptionalExtension, Transaction};
use uuid::Uuid;

use super::Notebook;
use super::stored::Text;
use crate::error::NotebookError;

/// A file that a teacher sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Notebook {
    /// The file of this hash; none when the notebook does not have it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn attachment(&self, sha256: Sha256) -> Result<Option<Attachment>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT name, bytes FROM attachment WHERE sha256 = ?1";
            let found = transaction.query_row(sql, [Text(sha256)], |row| {
                Ok(Attachment {
                    name: row.get(0)?,
                    bytes: row.get(1)?,
                })
            });
            Ok(found.optional()?)
        })
    }

    /// The files received with replies about `visit`: their name, hash and length in bytes, by name.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn attachments_of(&self, visit: Uuid) -> Result<Vec<(String, Sha256, u64)>, NotebookError> {
        self.read(|transaction| {
            let sql =
                "SELECT name, sha256, length(bytes) FROM attachment WHERE visit = ?1 ORDER BY name, sha256";
            let mut statement = transaction.prepare_cached(sql)?;
            let rows = statement.query_map([Text(visit)], |row| {
                let Text(sha256) = row.get(1)?;
                Ok((row.get(0)?, sha256, row.get::<_, i64>(2)?.unsigned_abs()))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// Keeps a file of `visit`; one that is there already stays as it is.
pub(super) fn keep(
    transaction: &Transaction<'_>,
    visit: Uuid,
    attachment: &Attachment,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO attachment (sha256, visit, name, bytes) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (sha256) DO NOTHING";
    let sha256 = Sha256::of(&attachment.bytes);
    transaction.execute(
        sql,
        (Text(sha256), Text(visit), &attachment.name, &attachment.bytes),
    )?;
    Ok(())
}
