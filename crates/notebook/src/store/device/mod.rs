//! This device: its name in answers, the key by which it signs, the author's certificate for it.

use std::fmt;

use observation::canonical;
use observation::instant::Instant;
use rusqlite::{OptionalExtension, Transaction};
use sync_protocol::{
    Certificate, DeviceKeys, ProtocolError, Record, RecordContent, RecordKind, SignedDocument,
};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::stored::{Json, Text};
use super::{Notebook, record};
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

    /// The record by which the author says that this device is his: without it nothing that the device signed is believed,
    /// and nobody but the device can sign it.
    ///
    /// # Errors
    /// When the académie's name is no identifier.
    pub(crate) fn certificate_record(&self, academie: &str) -> Result<SignedDocument, ProtocolError> {
        let text = canonical::to_text(&self.certificate)?;
        let content = RecordContent {
            kind: RecordKind::Certificate,
            academie,
            id: record::contents_id(&text),
            parents: &[],
            document: text.as_bytes(),
            facts: None,
            circle: None,
        };
        let author = self.certificate.author_fingerprint();
        let record = Record::sign(&content, &self.keys(), author)?;
        Ok(SignedDocument::new(record, text))
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
        self.read(row)
    }

    /// Gives this notebook its device, in place of the one it had, whose word for what it signed stays.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn save_device(&self, device: &Device) -> Result<(), NotebookError> {
        self.write(|transaction| {
            leave(transaction, device.certificate.issued_at)?;
            let sql = "INSERT INTO device (id, uuid, signing_seed, certificate) VALUES (1, ?1, ?2, ?3)";
            let seed = device.signing_seed.as_slice();
            transaction.execute(sql, (Text(device.id), seed, Json(&device.certificate)))?;
            Ok(())
        })
    }
}

fn row(transaction: &Transaction<'_>) -> Result<Option<Device>, NotebookError> {
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
}

/// Takes the device away. Its key goes with it, so it first signs its own certificate for each académie that it signed
/// records for: what was not sent yet would else never be believed.
pub(super) fn leave(transaction: &Transaction<'_>, at: Instant) -> Result<(), NotebookError> {
    let Some(device) = row(transaction)? else {
        return Ok(());
    };
    let signed_for =
        "SELECT DISTINCT academie FROM record WHERE json_extract(record, '$.signature.device') = ?1";
    let mut statement = transaction.prepare_cached(signed_for)?;
    let academies = statement.query_map([Text(device.certificate.device)], |row| row.get(0))?;
    for academie in academies.collect::<Result<Vec<String>, _>>()? {
        let certificate = device.certificate_record(&academie);
        let certificate = certificate.map_err(|error| NotebookError::Record(error.to_string()))?;
        record::insert(transaction, &certificate, at)?;
    }
    transaction.execute("DELETE FROM device", [])?;
    Ok(())
}
