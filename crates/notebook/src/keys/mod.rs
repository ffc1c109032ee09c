//! The notebook's keys: the file `notebook.keys`, the slots that open it, and what is encrypted to the author alone.
//!
//! A random wrapping key seals the [`Secrets`]; each slot seals the wrapping key under a passphrase, a recovery code
//! or the system's keyring. So the passphrase changes without touching the secrets, and new secrets (the next epoch
//! of an author's keys) ask for no recovery code. The device's signing key is not among them: it lives in the
//! encrypted database, so that whoever restores a backup drops one row and is a new device.

use schemars::{Schema, schema_for};

mod changes;
mod check_characters;
pub mod circle;
pub mod codes;
pub mod error;
mod file;
pub mod folder;
pub mod key_derivation;
pub mod passphrase;
pub mod personal_notes;
mod private_documents;
pub mod randomness;
mod reading;
pub mod recovery_code;
mod sealing;
pub mod secrets;
pub mod slot;
pub mod slot_kind;
pub mod storage;
#[cfg(test)]
mod tests;
mod vault;

pub use circle::CircleKey;
pub use error::KeysError;
pub use file::{AuthorPublicKeys, Created, KeyringKey, NotebookKeys};
pub use folder::Folder;
pub use key_derivation::Argon2Parameters;
pub use passphrase::Passphrase;
pub use personal_notes::PersonalNotes;
pub use private_documents::encrypt;
pub use randomness::Randomness;
pub use recovery_code::{RecoveryCode, RecoveryCodeError};
pub use secrets::Secrets;
pub use storage::{KeyFiles, Loaded, Origin, discard_former, load, save};
pub use vault::VaultKey;

/// The JSON schemas of the keys' formats, by the name of their file in `docs/schemas`.
#[must_use]
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("notebook-keys", schema_for!(NotebookKeys)),
        ("personal-notes", schema_for!(PersonalNotes)),
    ]
}
