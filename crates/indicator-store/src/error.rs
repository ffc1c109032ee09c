//! What the store cannot do, for its operator and for who asks, each with its sentence in French.

use std::path::Path;

/// What broke. Whatever it is, nothing was kept of the request.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process serves this folder.
    #[error("{0}\u{a0}: un autre processus sert déjà ce dossier")]
    InUse(String),
    /// A later version wrote the database.
    #[error("la base est d’une version plus récente ({found}) que ce programme ({known})")]
    Newer {
        /// The database's schema.
        found: u32,
        /// The last that this version knows.
        known: u32,
    },
    /// Too much waits already.
    #[error("trop d’envois attendent")]
    Busy,
    /// A statement of a transaction in which another failed before.
    #[error("la base a abandonné ce qui précédait")]
    Aborted,
    /// Two transactions waited for each other.
    #[error("deux écritures s’attendaient l’une l’autre")]
    Deadlock,
    /// A restore was begun and did not end.
    #[error(
        "une restauration a commencé ici sans finir\u{a0}: enlevez ce qu’elle a laissé, puis restaurez de nouveau"
    )]
    Restoring,
    /// A restore asked for in a store that serves somebody.
    #[error("{0}\u{a0}: cet entrepôt n’est pas vide\u{a0}; restaurez dans un nouveau")]
    NotEmpty(String),
    /// A file that is no archive of a store, or not whole.
    #[error("{0}\u{a0}: ce n’est pas une archive entière ({1})")]
    NotAnArchive(String, String),
    /// A file that stands where one is to be written.
    #[error("{0}\u{a0}: un fichier est déjà là")]
    FileExists(String),
    /// A command line that is not understood, with the word to blame.
    #[error(
        "«\u{a0}{0}\u{a0}» n’est pas compris ici\u{a0}; «\u{a0}indicator-store --help\u{a0}» dit ce qui l’est"
    )]
    Misused(String),
    /// A command line that asks for nothing.
    #[error("dites quoi faire\u{a0}; «\u{a0}indicator-store --help\u{a0}» dit ce qui se peut")]
    NoCommand,
    /// Neither a folder nor a database was named, or both.
    #[error("dites où garder\u{a0}: --data DOSSIER, ou --database URL")]
    Place,
    /// A file of settings that cannot be read.
    #[error("{0}\u{a0}: les réglages ne se lisent pas ({1})")]
    Settings(String, String),
    /// What is kept does not hold to what must hold.
    #[error("{0} défauts")]
    Faults(usize),
    /// A certificate or its key that cannot be read.
    #[error("{at}\u{a0}: le certificat ou sa clé ne se lit pas ({detail})")]
    Certificate {
        /// Which file.
        at: String,
        /// What is wrong.
        detail: String,
    },
    /// The disk is full.
    #[error("le disque est plein")]
    Full,
    /// A database that gives up what it says it has on the disk.
    #[error(
        "la base est réglée avec {setting} = {value}\u{a0}: ce qu’elle dit gardé peut se perdre à une coupure de courant"
    )]
    NotDurable {
        /// The setting.
        setting: String,
        /// Its value.
        value: String,
    },
    /// No such académie.
    #[error("{0}\u{a0}: académie inconnue ici")]
    UnknownAcademie(String),
    /// A grid that the académie does not have.
    #[error("{0}\u{a0}: grille inconnue ici")]
    UnknownGrid(String),
    /// No such release.
    #[error("parution {0}\u{a0}: l’académie n’a rien publié sous ce numéro")]
    UnknownRelease(u32),
    /// No such device.
    #[error("{0}\u{a0}: ordinateur inconnu ici")]
    UnknownDevice(String),
    /// An académie of this code is there already.
    #[error("{0}\u{a0}: cette académie est déjà ouverte")]
    AcademieExists(String),
    /// A file that holds no public key.
    #[error("{0}\u{a0}: ce n’est pas une clé publique")]
    NotAKey(String),
    /// An address that others reach, asked to be served in clear.
    #[error("d’autres machines atteignent {0}\u{a0}: donnez un certificat, ou --behind-proxy")]
    InClear(String),
    /// What is on the disk cannot be read.
    #[error("ce qui est sur le disque ne se lit pas ({0})")]
    Damaged(String),
    /// The database refused.
    #[error("la base refuse ({0})")]
    Database(String),
    /// The system refused.
    #[error("{at}\u{a0}: le système refuse ({detail})")]
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
        Self::Damaged(format!(
            "{error}\u{a0}; «\u{a0}indicator-store cache rebuild\u{a0}» répare le cache"
        ))
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
