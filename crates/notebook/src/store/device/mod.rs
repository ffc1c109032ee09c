//! This device: its name in answers, the key by which it signs, the author's certificate for it.

use std::fmt;

use rusqlite::OptionalExtension;
use sync_protocol::{Certificate, DeviceKeys};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::Notebook;
use super::stored::{Json, Text};
use crate::error::NotebookError;

/// The device that a notebook lives on.
#[derive(Clone, PartialEq, Eq)]
pub struct Device {
    /// Its name in answers.
    pub id: Uuid,
    /// The seed of its signing key.
    pub signing_seed: Zeroizing<[u8; 32]>,
    /// The author's word for it.
    pub certificate: Certificate,
}

impl Device {
    /// The keys by which it signs records.
    #[must_use]
    pub fn keys(&self) -> DeviceKeys {
        DeviceKeys::from_seed(&self.signing_seed)
    }
}

impl fmt::Debug for Device {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Device({}, {})", self.id, self.certificate.device)
    }
}

impl Notebook {
    /// The device of this notebook; none before it was given one.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn device(&self) -> Result<Option<Device>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT uuid, signing_seed, certificate FROM device";
            let found = transaction.query_row(sql, [], |row| {
                let (Text(id), Json(certificate)) = (row.get(0)?, row.get(2)?);
                Ok(Device {
                    id,
                    signing_seed: Zeroizing::new(row.get(1)?),
                    certificate,
                })
            });
            Ok(found.optional()?)
        })
    }

    /// Gives this notebook its device, in place of the one it had.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn save_device(&self, device: &Device) -> Result<(), NotebookError> {
        self.write(|transaction| {
            let sql =
                "INSERT OR REPLACE INTO device (id, uuid, signing_seed, certificate) VALUES (1, ?1, ?2, ?3)";
            let seed = device.signing_seed.as_slice();
            transaction.execute(sql, (Text(device.id), seed, Json(&device.certificate)))?;
            Ok(())
        })
    }
}
