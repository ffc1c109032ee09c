//! How a notebook is opened.

use std::fmt;

use zeroize::{ZeroizeOnDrop, Zeroizing};

/// The raw key of the database: 32 random bytes. Wiped when dropped.
#[derive(Clone, ZeroizeOnDrop)]
pub struct DatabaseKey([u8; 32]);

impl From<[u8; 32]> for DatabaseKey {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl DatabaseKey {
    /// The statement that gives the key, raw: the slow derivation is that of `notebook.keys`, done once.
    pub(super) fn statement(&self) -> Zeroizing<String> {
        let digits = Zeroizing::new(data_encoding::HEXLOWER.encode(&self.0));
        Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", digits.as_str()))
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DatabaseKey(…)")
    }
}

/// When a commit counts as done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Synchronous {
    /// Once it is on the disk: what the product promises.
    #[default]
    Full,
    /// Once it was handed to the system: a power cut loses it. For the tests that must catch it.
    Normal,
}

/// How to open a notebook. The product gives a key and leaves the rest.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// The database's key; none only in tests.
    pub key: Option<DatabaseKey>,
    /// When a commit counts as done.
    pub synchronous: Synchronous,
    /// The name of the virtual file system; the system's own where absent.
    pub vfs: Option<String>,
}

impl OpenOptions {
    /// The product's way: with `key`, each commit on the disk.
    #[must_use]
    pub fn with_key(key: impl Into<DatabaseKey>) -> Self {
        Self {
            key: Some(key.into()),
            ..Self::default()
        }
    }
}
