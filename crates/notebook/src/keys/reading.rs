//! Reading `notebook.keys`: any bytes give keys or an error, and a crafted file neither hangs nor exhausts the machine.

use std::collections::BTreeSet;

use observation::json;
use serde::Deserialize;

use super::error::KeysError;
use super::file::NotebookKeys;
use super::slot::{KnownSlot, Slot};

/// The largest file that is read, in bytes.
const LARGEST_FILE: usize = 1 << 20;

#[derive(Deserialize)]
struct Format {
    format: String,
}

impl NotebookKeys {
    /// The keys that `bytes` hold. Whether they were damaged since is told by [`NotebookKeys::is_intact`].
    ///
    /// # Errors
    /// When they are no keys file of version 1, or ask for too little or too much work.
    pub fn read(bytes: &[u8]) -> Result<Self, KeysError> {
        if bytes.len() > LARGEST_FILE {
            return Err(KeysError::TooLarge { limit: LARGEST_FILE });
        }
        let format: Format = json::read(bytes).map_err(KeysError::NotAKeysFile)?;
        if format.format != Self::FORMAT {
            return Err(KeysError::Format(format.format));
        }
        let keys: Self = json::read(bytes).map_err(KeysError::NotAKeysFile)?;
        keys.check_slots()?;
        Ok(keys)
    }

    fn check_slots(&self) -> Result<(), KeysError> {
        let mut seen = BTreeSet::new();
        for slot in &self.slots {
            if let Slot::Known(KnownSlot::Passphrase(slot)) = slot {
                slot.parameters()?;
            }
            if let Some(kind) = slot.kind().filter(|kind| !seen.insert(*kind)) {
                return Err(KeysError::SlotRepeated(kind));
            }
        }
        Ok(())
    }
}
