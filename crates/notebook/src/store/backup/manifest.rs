//! What stands beside a backup's files, in clear: nothing of it names a person.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use observation::canonical::Sha256;
use observation::instant::Instant;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::Digest;
use sync_protocol::Fingerprint;
use uuid::Uuid;

/// The format that a manifest names.
pub(super) const FORMAT: &str = "carnet/backup/1";

/// What a backup is of, and what its files were when it was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BackupManifest {
    /// `carnet/backup/1`.
    pub format: String,
    /// When it was made, by the clock of the machine.
    pub made_at: Instant,
    /// The IANA zone in which that is read.
    pub zone: String,
    /// The fingerprint of the author whose notebook it is.
    pub author: Fingerprint,
    /// The device whose notebook it is; none of a notebook that has none yet, as one just restored.
    pub device: Option<Uuid>,
    /// The version of Carnet that made it.
    pub version: String,
    /// The number of the notebook's schema.
    pub schema: u32,
    /// How many visits it holds.
    pub visits: u64,
    /// How many signed records it holds.
    pub records: u64,
    /// `notebook.db`.
    pub database: Piece,
    /// `notebook.keys`.
    pub keys: Piece,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Piece {
    /// Its SHA-256.
    pub sha256: Sha256,
    /// Its length in bytes.
    pub length: u64,
}

impl Piece {
    /// The file at `path` as it is now.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let (mut file, mut hash) = (File::open(path)?, sha2::Sha256::new());
        let (mut buffer, mut length) = (vec![0; 1 << 16], 0);
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                let sha256 = Sha256::from(<[u8; 32]>::from(hash.finalize()));
                return Ok(Self { sha256, length });
            }
            hash.update(&buffer[..read]);
            length += read as u64;
        }
    }
}
