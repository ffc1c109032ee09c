//! Published grids, by identity.

use observation::canonical::Sha256;
use observation::grid::GridFile;
use observation::instant::Instant;
use rusqlite::{OptionalExtension, Transaction};

use super::Notebook;
use super::stored::Text;
use crate::error::NotebookError;

impl Notebook {
    /// Adds `grids`; one that is there already stays as it is. Says how many are new.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add_grids(&self, grids: &[GridFile], at: Instant) -> Result<usize, NotebookError> {
        self.write(|transaction| {
            let sql = "INSERT INTO grid (sha256, text, added_at) VALUES (?1, ?2, ?3) ON CONFLICT (sha256) DO NOTHING";
            let mut statement = transaction.prepare(sql)?;
            let add = |grid: &GridFile| statement.execute((Text(grid.sha256()), grid.text(), Text(at)));
            Ok(grids.iter().map(add).sum::<Result<usize, _>>()?)
        })
    }

    /// The grid `sha256`; none when the notebook does not have it.
    ///
    /// # Errors
    /// When what is stored is no longer that grid, or the disk refuses.
    pub fn grid(&self, sha256: Sha256) -> Result<Option<GridFile>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT text FROM grid WHERE sha256 = ?1";
            let text: Option<String> = transaction
                .query_row(sql, [Text(sha256)], |row| row.get(0))
                .optional()?;
            text.map(|text| stored(text, sha256)).transpose()
        })
    }

    /// Every grid, in the order in which they were added.
    ///
    /// # Errors
    /// As [`Notebook::grid`].
    pub fn grids(&self) -> Result<Vec<GridFile>, NotebookError> {
        self.read(|transaction| {
            let mut statement = transaction.prepare("SELECT text, sha256 FROM grid ORDER BY rowid")?;
            let mut rows = statement.query([])?;
            let mut grids = Vec::new();
            while let Some(row) = rows.next()? {
                let Text(sha256) = row.get(1)?;
                grids.push(stored(row.get(0)?, sha256)?);
            }
            Ok(grids)
        })
    }
}

fn stored(text: String, sha256: Sha256) -> Result<GridFile, NotebookError> {
    let grid = GridFile::from_stored(text)
        .map_err(|error| NotebookError::Content(format!("grid {sha256}: {error}")))?;
    if grid.sha256() == sha256 {
        Ok(grid)
    } else {
        Err(NotebookError::Corrupt(format!("grid {sha256}")))
    }
}

pub(super) fn has(transaction: &Transaction<'_>, sha256: Sha256) -> Result<bool, NotebookError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM grid WHERE sha256 = ?1)";
    Ok(transaction.query_row(sql, [Text(sha256)], |row| row.get(0))?)
}
