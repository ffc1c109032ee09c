//! The inspector, the préréglage of the académie, and how far the first start went.

use observation::preset::Preset;
use rusqlite::{OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};

use super::stored::Json;
use super::{Notebook, school, setting};
use crate::error::NotebookError;

/// To whom the notebook belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspector {
    /// First and last name.
    pub name: String,
    /// Function or corps, in the words of the préréglage.
    pub function: String,
    /// The service that heads reports: circonscriptions or disciplines, in words.
    pub service: String,
    /// The circonscriptions followed: by UAI, by folded name where the directory has no code.
    #[serde(default)]
    pub circonscriptions: Vec<String>,
    /// The disciplines followed, by code.
    #[serde(default)]
    pub disciplines: Vec<String>,
}

/// How far the first start went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// To whom the notebook belongs; none before the inspector said so.
    pub inspector: Option<Inspector>,
    /// Whether it knows any school.
    pub has_schools: bool,
    /// Whether it holds fictitious data.
    pub is_fictitious: bool,
}

impl Notebook {
    /// How far the first start went.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn standing(&self) -> Result<Standing, NotebookError> {
        self.read(|transaction| {
            Ok(Standing {
                inspector: row(transaction)?.map(|(inspector, _)| inspector),
                has_schools: school::has_any(transaction)?,
                is_fictitious: setting::is_fictitious(transaction)?,
            })
        })
    }

    /// The inspector and the préréglage; none before the first start is done.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn inspector(&self) -> Result<Option<(Inspector, Preset)>, NotebookError> {
        self.read(row)
    }

    /// Saves who the inspector is, with the préréglage as completed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn save_inspector(&self, inspector: &Inspector, preset: &Preset) -> Result<(), NotebookError> {
        self.write(|transaction| {
            let sql = "INSERT OR REPLACE INTO inspector (id, inspector, preset) VALUES (1, ?1, ?2)";
            transaction.execute(sql, (Json(inspector), Json(preset)))?;
            Ok(())
        })
    }
}

fn row(transaction: &Transaction<'_>) -> Result<Option<(Inspector, Preset)>, NotebookError> {
    let sql = "SELECT inspector, preset FROM inspector";
    let found = transaction
        .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.map(|(Json(inspector), Json(preset))| (inspector, preset)))
}
