//! Backups: whole copies of the notebook, each in a folder of its own that opens as a notebook does.
//!
//! Encrypted as the notebook is, with the keys file beside: the passphrase of that day opens it.

mod comparison;
mod making;
mod manifest;
mod reading;
mod replacing;

pub use comparison::{Comparison, Trace};
pub use making::BackupOrder;
pub use manifest::{BackupManifest, Piece};
pub use reading::Backup;
pub use replacing::Restored;

use schemars::{Schema, schema_for};

/// The names of a backup's files, beside those of a notebook.
mod names {
    /// What says of which notebook a backup is, and what its files were.
    pub const MANIFEST: &str = "sauvegarde.json";
    /// How the folders of backups are named; the beginning of the author's fingerprint follows, then the instant.
    pub const PREFIX: &str = "carnet-sauvegarde-";
    /// What ends the name of a backup that is being made, or taken away.
    pub const PARTIAL: &str = ".partiel";

    /// How the folders of the backups of `author` are named: two notebooks may have theirs on one key.
    pub fn prefix_of(author: sync_protocol::Fingerprint) -> String {
        format!("{PREFIX}{}-", &author.to_string()[..8])
    }

    /// What ends the name of a backup that `device` is making, or takes away: what it left is its own to clear.
    pub fn partial_of(device: Option<uuid::Uuid>) -> String {
        let device = device.unwrap_or_default().simple().to_string();
        format!(".{}{PARTIAL}", &device[..8])
    }
}

/// The JSON schema of a backup's manifest, by the name of its file in `docs/schemas`.
#[must_use]
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![("backup", schema_for!(BackupManifest))]
}
