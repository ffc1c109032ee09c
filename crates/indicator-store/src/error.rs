//! What the store cannot do, for its operator and for who asks.

use std::path::Path;

/// What broke. Whatever it is, nothing was kept of the request.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process serves this folder.
    #[error("{0}: another process serves this folder")]
    InUse(String),
    /// A later version wrote the database.
    #[error("schema {found} is later than {known}")]
    Newer {
        /// The database's schema.
        found: u32,
        /// The last that this version knows.
        known: u32,
    },
    /// Too much waits already.
    #[error("too many batches wait")]
    Busy,
    /// Two transactions waited for each other.
    #[error("two transactions waited for each other")]
    Deadlock,
    /// A restore was begun and did not end.
    #[error("a restore was begun here and did not end: remove what it left, and restore again")]
    Restoring,
    /// A restore asked for in a store that serves somebody.
    #[error("{0}: this store is not empty: restore into a new one")]
    NotEmpty(String),
    /// A file that is no archive of a store, or not whole.
    #[error("{0}: not a whole archive: {1}")]
    NotAnArchive(String, String),
    /// A file that stands where one is to be written.
    #[error("{0}: a file is there already")]
    FileExists(String),
    /// Neither a folder nor a database was named, or both.
    #[error("name either --data FOLDER or --database URL")]
    Place,
    /// A file of settings that cannot be read.
    #[error("{0}: {1}")]
    Settings(String, String),
    /// What is kept does not hold to what must hold.
    #[error("{0} faults")]
    Faults(usize),
    /// A certificate or its key that cannot be read.
    #[error("{at}: {detail}")]
    Certificate {
        /// Which file.
        at: String,
        /// What is wrong.
        detail: String,
    },
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// A database that gives up what it says it has on the disk.
    #[error("the database runs with {setting} = {value}: what it answers may be lost in a power cut")]
    NotDurable {
        /// The setting.
        setting: String,
        /// Its value.
        value: String,
    },
    /// No such académie.
    #[error("{0}: no such académie")]
    UnknownAcademie(String),
    /// A grid that the académie does not have.
    #[error("{0}: no such grid")]
    UnknownGrid(String),
    /// No such device.
    #[error("{0}: no such device")]
    UnknownDevice(String),
    /// An académie of this code is there already.
    #[error("{0}: this académie exists")]
    AcademieExists(String),
    /// A file that holds no public key.
    #[error("{0}: not a public key")]
    NotAKey(String),
    /// An address that others reach, asked to be served in clear.
    #[error("{0} is reached by others: give a certificate, or --behind-proxy")]
    InClear(String),
    /// What is on the disk cannot be read.
    #[error("damaged: {0}")]
    Damaged(String),
    /// The database refused.
    #[error("database: {0}")]
    Database(String),
    /// The system refused.
    #[error("{at}: {detail}")]
    System {
        /// Which file or address.
        at: String,
        /// What the system says.
        detail: String,
    },
}

impl StoreError {
    /// The same, for each of those who waited together.
    #[must_use]
    pub fn again(&self) -> Self {
        match self {
            Self::Full => Self::Full,
            Self::Busy => Self::Busy,
            Self::Database(detail) => Self::Database(detail.clone()),
            other => Self::Database(other.to_string()),
        }
    }

    /// For `map_err`: the system's refusal at `path`.
    pub(crate) fn system(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let at = path.display().to_string();
        move |error| Self::System {
            at,
            detail: error.to_string(),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            _ => Self::Database(error.to_string()),
        }
    }
}

impl From<observation::packed::Unreadable> for StoreError {
    fn from(error: observation::packed::Unreadable) -> Self {
        Self::Damaged(format!("{error}: indicator-store cache rebuild"))
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
