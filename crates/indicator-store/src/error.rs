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

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
