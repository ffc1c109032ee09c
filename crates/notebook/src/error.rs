//! Why the store refuses, and how a person is told.

use std::io;
use std::path::Path;

use observation::canonical::Sha256;
use observation::problem::Problem;
use rusqlite::ErrorCode;
use uuid::Uuid;

use crate::{codes, system};

/// What the store refuses, or what broke below it. Whatever it is, nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum NotebookError {
    /// No notebook in this folder.
    #[error("{0}: no notebook")]
    Absent(String),
    /// There is a notebook in this folder already.
    #[error("{0}: a notebook exists")]
    Exists(String),
    /// Another program has the notebook open.
    #[error("{0}: in use by another program")]
    InUse(String),
    /// The key is not this notebook's, or the head of the file is damaged: no page can be read by it.
    #[error("the key does not open the notebook")]
    WrongKey,
    /// The file is no notebook.
    #[error("{0}: not a notebook")]
    NotANotebook(String),
    /// The notebook is damaged.
    #[error("damaged: {0}")]
    Corrupt(String),
    /// A later version wrote the notebook, and says that this one must not open it.
    #[error("schema {found} is later than {known}")]
    Newer {
        /// The notebook's schema.
        found: u32,
        /// The last schema that this version knows.
        known: u32,
    },
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk of the backups is full.
    #[error("{0}: no room for a backup")]
    BackupFull(String),
    /// What was written of a backup does not read back: its disk is not to be trusted.
    #[error("{folder}: a backup that does not read back: {detail}")]
    BackupUnread {
        /// The folder that takes the backups.
        folder: String,
        /// What the database says.
        detail: String,
    },
    /// The folder is no backup that this version knows.
    #[error("{0}: not a backup")]
    NotABackup(String),
    /// A file of a backup is no longer what was verified.
    #[error("{0}: not what was backed up")]
    BackupAltered(String),
    /// The disk or the system refused.
    #[error("{file}: {source}")]
    Storage {
        /// The file or folder.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// The database refused.
    #[error("database: {0}")]
    Database(String),
    /// Something stored cannot be read by this version.
    #[error("stored content: {0}")]
    Content(String),
    /// The visit cannot take this now.
    #[error("visit {visit}: {refusal}")]
    Visit {
        /// The visit.
        visit: Uuid,
        /// Why.
        refusal: VisitRefusal,
    },
    /// The notebook does not have this grid.
    #[error("no grid {0}")]
    GridUnknown(Sha256),
    /// A record that cannot be stored so.
    #[error("record: {0}")]
    Record(String),
}

/// Why a visit cannot take what is asked, in its present state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VisitRefusal {
    /// The notebook does not have it.
    #[error("unknown")]
    Unknown,
    /// It is sealed, and no rectificatif is being written.
    #[error("sealed")]
    Sealed,
    /// It is closed.
    #[error("closed")]
    Closed,
    /// It is cancelled.
    #[error("cancelled")]
    Cancelled,
    /// It is not cancelled.
    #[error("not cancelled")]
    NotCancelled,
    /// It is not sealed.
    #[error("not sealed")]
    NotSealed,
    /// A rectificatif is being written already.
    #[error("already being corrected")]
    AlreadyCorrecting,
    /// No rectificatif is being written.
    #[error("not being corrected")]
    NotCorrecting,
    /// It has a grid: it is sealed, not closed.
    #[error("has a grid")]
    HasGrid,
    /// It changed since it was read.
    #[error("changed meanwhile")]
    ChangedMeanwhile,
    /// Its grid cannot change once it was begun.
    #[error("its grid is pinned")]
    GridPinned,
    /// The séance has no timeline.
    #[error("no timeline was begun")]
    NoTimeline,
    /// The séance has a timeline already.
    #[error("a timeline was begun")]
    TimelineBegun,
    /// Its draft was handed over to another device.
    #[error("handed over")]
    HandedOver,
    /// Another author sealed it, whose post was taken over.
    #[error("taken over from another author")]
    TakenOver,
}

impl VisitRefusal {
    fn code(self) -> &'static str {
        match self {
            Self::Unknown => codes::VISIT_UNKNOWN,
            Self::Sealed => codes::VISIT_SEALED,
            Self::Closed => codes::VISIT_CLOSED,
            Self::Cancelled => codes::VISIT_CANCELLED,
            Self::NotCancelled => codes::VISIT_NOT_CANCELLED,
            Self::NotSealed => codes::VISIT_NOT_SEALED,
            Self::AlreadyCorrecting => codes::ALREADY_CORRECTING,
            Self::NotCorrecting => codes::NOT_CORRECTING,
            Self::HasGrid => codes::VISIT_HAS_GRID,
            Self::ChangedMeanwhile => codes::CHANGED_MEANWHILE,
            Self::GridPinned => codes::GRID_PINNED,
            Self::NoTimeline => codes::NO_TIMELINE,
            Self::TimelineBegun => codes::TIMELINE_BEGUN,
            Self::HandedOver => codes::HANDED_OVER,
            Self::TakenOver => codes::TAKEN_OVER,
        }
    }
}

impl NotebookError {
    /// The stable name of what went wrong.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Absent(_) => codes::ABSENT,
            Self::Exists(_) => codes::EXISTS,
            Self::InUse(_) => codes::IN_USE,
            Self::WrongKey => codes::WRONG_KEY,
            Self::NotANotebook(_) => codes::NOT_A_NOTEBOOK,
            Self::Corrupt(_) => codes::CORRUPT,
            Self::Newer { .. } => codes::NEWER,
            Self::Full => codes::FULL,
            Self::BackupFull(_) => codes::BACKUP_FULL,
            Self::BackupUnread { .. } => codes::BACKUP_UNREAD,
            Self::NotABackup(_) => codes::NOT_A_BACKUP,
            Self::BackupAltered(_) => codes::BACKUP_ALTERED,
            Self::Storage { .. } => codes::STORAGE,
            Self::Database(_) => codes::DATABASE,
            Self::Content(_) => codes::CONTENT,
            Self::Visit { refusal, .. } => refusal.code(),
            Self::GridUnknown(_) => codes::GRID_UNKNOWN,
            Self::Record(_) => codes::RECORD_REFUSED,
        }
    }

    /// The problem that a person sees.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let problem = Problem::error(self.code(), "");
        match self {
            Self::Absent(folder)
            | Self::Exists(folder)
            | Self::InUse(folder)
            | Self::BackupFull(folder)
            | Self::NotABackup(folder) => problem.with("folder", folder),
            Self::NotANotebook(file) | Self::BackupAltered(file) => problem.with("file", file),
            Self::BackupUnread { folder, detail } => problem.with("folder", folder).with("detail", detail),
            Self::Newer { found, known } => problem.with("found", found).with("known", known),
            Self::Storage { file, source } => system::told(problem.with("file", file), source),
            Self::Corrupt(detail) | Self::Database(detail) | Self::Content(detail) | Self::Record(detail) => {
                problem.with("detail", detail)
            }
            Self::GridUnknown(sha256) => problem.with("sha256", sha256),
            Self::WrongKey | Self::Full | Self::Visit { .. } => problem,
        }
    }

    /// Whether the present state refuses what was asked; else the disk, the file or the system failed.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Absent(_) | Self::Exists(_) | Self::InUse(_) | Self::WrongKey
        ) || matches!(
            self,
            Self::Newer { .. }
                | Self::NotABackup(_)
                | Self::BackupAltered(_)
                | Self::Visit { .. }
                | Self::GridUnknown(_)
                | Self::Record(_)
        )
    }

    /// Whether the notebook itself is damaged, so that it may be set aside and what can be read saved.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Corrupt(_) | Self::NotANotebook(_))
    }

    /// The same of a copy of the notebook in `folder`: a person knows no other place.
    #[must_use]
    pub fn of_copy(self, folder: &Path) -> Self {
        match self {
            Self::NotANotebook(_) => Self::NotANotebook(folder.display().to_string()),
            other => other,
        }
    }

    /// Whether not even the right key reads the notebook: it is damaged, perhaps in the head of its file, which then
    /// looks like a wrong key.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.is_damage() || matches!(self, Self::WrongKey)
    }

    pub(crate) fn visit(visit: Uuid, refusal: VisitRefusal) -> Self {
        Self::Visit { visit, refusal }
    }

    pub(crate) fn storage(file: &Path) -> impl FnOnce(io::Error) -> Self {
        let file = file.display().to_string();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Storage { file, source },
        }
    }
}

impl From<rusqlite::Error> for NotebookError {
    fn from(error: rusqlite::Error) -> Self {
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt(detail),
            Some(ErrorCode::DiskFull) => Self::Full,
            _ if is_content(&error) => Self::Content(detail),
            _ => Self::Database(detail),
        }
    }
}

fn is_content(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::Utf8Error(..)
            | Error::InvalidColumnType(..)
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn every_error() -> Vec<NotebookError> {
        let text = || "essai".to_owned();
        let refusals = [
            VisitRefusal::Unknown,
            VisitRefusal::Sealed,
            VisitRefusal::Closed,
            VisitRefusal::Cancelled,
            VisitRefusal::NotCancelled,
            VisitRefusal::NotSealed,
            VisitRefusal::AlreadyCorrecting,
            VisitRefusal::NotCorrecting,
            VisitRefusal::HasGrid,
            VisitRefusal::ChangedMeanwhile,
            VisitRefusal::GridPinned,
            VisitRefusal::NoTimeline,
            VisitRefusal::TimelineBegun,
            VisitRefusal::HandedOver,
            VisitRefusal::TakenOver,
        ];
        let mut errors = vec![
            NotebookError::Absent(text()),
            NotebookError::Exists(text()),
            NotebookError::InUse(text()),
            NotebookError::WrongKey,
            NotebookError::NotANotebook(text()),
            NotebookError::Corrupt(text()),
            NotebookError::Newer { found: 2, known: 1 },
            NotebookError::Full,
            NotebookError::BackupFull(text()),
            NotebookError::BackupUnread {
                folder: text(),
                detail: text(),
            },
            NotebookError::NotABackup(text()),
            NotebookError::BackupAltered(text()),
            NotebookError::Storage {
                file: text(),
                source: io::Error::other("essai"),
            },
            NotebookError::Database(text()),
            NotebookError::Content(text()),
            NotebookError::GridUnknown(Sha256::of(b"")),
            NotebookError::Record(text()),
        ];
        errors.extend(refusals.map(|refusal| NotebookError::visit(Uuid::nil(), refusal)));
        errors
    }

    #[test]
    fn each_error_fills_the_sentence_of_its_own_code() -> Result<(), serde_json::Error> {
        let sentences = include_str!("../../../assets/messages/fr/notebook.json");
        let sentences: BTreeMap<String, String> = serde_json::from_str(sentences)?;
        let mut seen = BTreeMap::new();
        for error in every_error() {
            let problem = error.problem();
            let sentence = sentences.get(&problem.code).cloned().unwrap_or_default();
            let fill =
                |text: String, (name, value): (&String, &String)| text.replace(&format!("{{{name}}}"), value);
            let filled = problem.parameters.iter().fold(sentence, fill);
            assert!(!filled.is_empty() && !filled.contains('{'), "{error}: {filled}");
            assert_eq!(seen.insert(problem.code, error.to_string()), None);
        }
        Ok(())
    }

    #[test]
    fn the_catalogue_has_a_sentence_for_each_code_and_no_other() -> Result<(), serde_json::Error> {
        let sentences = include_str!("../../../assets/messages/fr/notebook.json");
        let sentences: BTreeMap<&str, String> = serde_json::from_str(sentences)?;
        let mut codes = codes::ALL.to_vec();
        codes.sort_unstable();
        assert_eq!(sentences.into_keys().collect::<Vec<_>>(), codes);
        Ok(())
    }
}
