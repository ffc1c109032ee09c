//! The ways to open a notebook, each with a slot of its own.

use std::fmt;

use serde::Serialize;

/// What opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// The passphrase, typed at each start.
    Passphrase,
    /// The recovery code, shown once.
    Recovery,
    /// The system's keyring, on request.
    Keyring,
}

impl fmt::Display for SlotKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery",
            Self::Keyring => "keyring",
        })
    }
}
