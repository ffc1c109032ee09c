//! The store that the notebook speaks to, and how far each of its streams was read.

use observation::instant::Instant;
use rusqlite::{OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};
use sync_protocol::message::enrolment::Token;
use sync_protocol::message::stream::Stream;
use sync_protocol::{Epoch, Fingerprint, PublicKey};

use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::{Json, Text};

/// Where a store is, by whose word it is believed, and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// `https://…`, or `http://` on the loopback.
    pub url: String,
    /// The académie.
    pub academie: String,
    /// The fingerprint of the académie's root, which came from a keeper.
    pub root: Fingerprint,
    /// The authority of the académie's own, in PEM, where the system does not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The proxy, where the system's is not the one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
}

/// This notebook at a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Where.
    pub address: Address,
    /// By what its device is known there.
    pub token: Token,
    /// The device that drew the token.
    pub device: PublicKey,
    /// Whether the store admitted it.
    pub admitted: bool,
    /// The life of the store that the cursors are of; none before the first sync.
    pub epoch: Option<Epoch>,
    /// When the store last answered.
    pub contact_at: Option<Instant>,
    /// Up to when both were found to hold the same.
    pub synced_at: Option<Instant>,
}

impl Notebook {
    /// This notebook at its store; none before it was told of one.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn enrolment(&self) -> Result<Option<Enrolment>, NotebookError> {
        self.read(of)
    }

    /// Goes to the store at `address` by a new token. What is known of another store's records is forgotten.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn save_enrolment(
        &self,
        address: &Address,
        token: &Token,
        device: PublicKey,
    ) -> Result<(), NotebookError> {
        self.write(|transaction| keep(transaction, (address, token, device), false))
    }

    /// The same, once the store admitted the device by that token.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn save_admitted(&self, enrolment: &Enrolment) -> Result<(), NotebookError> {
        let said = (&enrolment.address, &enrolment.token, enrolment.device);
        self.write(|transaction| keep(transaction, said, true))
    }

    /// Changes how the store is reached; who it is stays.
    ///
    /// # Errors
    /// When the notebook knows no store, or the disk refuses.
    pub fn save_address(&self, address: &Address) -> Result<(), NotebookError> {
        self.write(|transaction| {
            transaction.execute("UPDATE enrolment SET address = ?1", [Json(address)])?;
            Ok(())
        })
    }

    /// Says that the store admitted the device.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn note_admitted(&self, admitted: bool) -> Result<(), NotebookError> {
        self.write(|transaction| {
            transaction.execute("UPDATE enrolment SET admitted = ?1", [admitted])?;
            Ok(())
        })
    }

    /// Says that the store answered, in which life.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn note_contact(&self, epoch: Epoch, at: Instant) -> Result<(), NotebookError> {
        self.write(|transaction| {
            let sql = "UPDATE enrolment SET epoch = ?1, contact_at = ?2";
            transaction.execute(sql, (Text(epoch), Text(at)))?;
            Ok(())
        })
    }

    /// Says that both were found to hold the same, as it was at `at`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn note_synced(&self, at: Instant) -> Result<(), NotebookError> {
        self.write(|transaction| {
            transaction.execute("UPDATE enrolment SET synced_at = ?1", [Text(at)])?;
            Ok(())
        })
    }

    /// How far a stream was read.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn cursor(&self, stream: &Stream) -> Result<Option<String>, NotebookError> {
        self.read(|transaction| {
            let sql = "SELECT cursor FROM cursor WHERE stream = ?1";
            Ok(transaction
                .query_row(sql, [Text(stream)], |row| row.get(0))
                .optional()?)
        })
    }

    /// Begins anew the streams in which something was found to be kept back.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn begin_anew(&self) -> Result<(), NotebookError> {
        self.write(|transaction| {
            let sql = "DELETE FROM cursor WHERE stream IN (SELECT stream FROM to_read_anew);
                       DELETE FROM stream_head WHERE stream IN (SELECT stream FROM to_read_anew);
                       DELETE FROM to_read_anew;";
            Ok(transaction.execute_batch(sql)?)
        })
    }

    /// Forgets how far the streams were read: they are read anew.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_cursors(&self) -> Result<(), NotebookError> {
        self.write(forget)
    }
}

fn keep(
    transaction: &Transaction<'_>,
    (address, token, device): (&Address, &Token, PublicKey),
    admitted: bool,
) -> Result<(), NotebookError> {
    let former = of(transaction)?.map(|former| former.address);
    let is_same =
        |former: Address| (former.academie, former.root) == (address.academie.clone(), address.root);
    if former.is_some_and(|former| !is_same(former)) {
        transaction.execute_batch("DELETE FROM delivery; DELETE FROM enrolment;")?;
        forget_life(transaction)?;
    }
    let sql = "INSERT INTO enrolment (id, address, token, device, admitted) VALUES (1, ?1, ?2, ?3, ?4)
               ON CONFLICT (id) DO UPDATE SET address = excluded.address, token = excluded.token,
               device = excluded.device, admitted = excluded.admitted";
    let said = (Json(address), token.as_bytes().as_slice(), Text(device), admitted);
    transaction.execute(sql, said)?;
    Ok(())
}

/// Forgets how far the streams were read, and what they came to.
pub(super) fn forget(transaction: &Transaction<'_>) -> Result<(), NotebookError> {
    let sql = "DELETE FROM cursor; DELETE FROM stream_head; DELETE FROM to_read_anew;";
    Ok(transaction.execute_batch(sql)?)
}

/// Forgets what is of one life of a store: the words of other devices, and what was to be seen.
pub(super) fn forget_life(transaction: &Transaction<'_>) -> Result<(), NotebookError> {
    forget(transaction)?;
    let sql = "DELETE FROM checkpoint; DELETE FROM awaited; DELETE FROM withheld;";
    Ok(transaction.execute_batch(sql)?)
}

/// The next sync reads `stream` from its start.
pub(super) fn ask_anew(transaction: &Transaction<'_>, stream: &Stream) -> Result<(), NotebookError> {
    let sql = "INSERT INTO to_read_anew (stream) VALUES (?1) ON CONFLICT DO NOTHING";
    transaction.execute(sql, [Text(stream)])?;
    Ok(())
}

pub(super) fn of(transaction: &Transaction<'_>) -> Result<Option<Enrolment>, NotebookError> {
    let sql = "SELECT address, token, device, admitted, epoch, contact_at, synced_at FROM enrolment";
    let found = transaction.query_row(sql, [], |row| {
        let (Json(address), Text(device)) = (row.get(0)?, row.get(2)?);
        let epoch: Option<Text<Epoch>> = row.get(4)?;
        let (contact_at, synced_at): (Option<Text<Instant>>, Option<Text<Instant>>) =
            (row.get(5)?, row.get(6)?);
        Ok(Enrolment {
            address,
            token: Token::from_random(row.get(1)?),
            device,
            admitted: row.get(3)?,
            epoch: epoch.map(|Text(epoch)| epoch),
            contact_at: contact_at.map(|Text(at)| at),
            synced_at: synced_at.map(|Text(at)| at),
        })
    });
    Ok(found.optional()?)
}

pub(super) fn move_cursor(
    transaction: &Transaction<'_>,
    stream: &Stream,
    cursor: &str,
) -> Result<(), NotebookError> {
    let sql = "INSERT INTO cursor (stream, cursor) VALUES (?1, ?2)
               ON CONFLICT (stream) DO UPDATE SET cursor = excluded.cursor";
    transaction.prepare_cached(sql)?.execute((Text(stream), cursor))?;
    Ok(())
}
