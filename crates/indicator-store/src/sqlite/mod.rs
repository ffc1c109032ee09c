//! The store in a folder: SQLite, one process, at once.

mod academies;
mod audit;
mod devices;
mod keeping;
mod opening;
mod reading;
mod stored;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use observation::canonical::Sha256;
use observation::instant::Instant;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use sync_protocol::message::comparison::Keys;
use sync_protocol::{Epoch, Fingerprint, Holding, PublicKey, RecordKey, Verdict};

use crate::error::StoreError;
use crate::machine::Machine;
use crate::store::{Academie, AuditLine, AuditedAct, Device, Order, PageRead, Reading, Store, Trust};

/// A store in a folder that this process alone serves.
pub struct SqliteStore {
    writer: Arc<Mutex<Connection>>,
    reader: Arc<Mutex<Connection>>,
    /// Held as long as the store is open: a second process is refused.
    _lock: std::fs::File,
}

impl SqliteStore {
    /// Opens the store in `folder`, which is made where it is not there.
    ///
    /// # Errors
    /// When another process serves it, a later version wrote it, or the system refuses.
    pub fn open(folder: &Path, machine: &dyn Machine) -> Result<Self, StoreError> {
        let lock = opening::lock(folder)?;
        let writer = opening::writer(folder, machine)?;
        let reader = opening::reader(folder)?;
        Ok(Self {
            writer: Arc::new(Mutex::new(writer)),
            reader: Arc::new(Mutex::new(reader)),
            _lock: lock,
        })
    }

    /// Carries out `act` in one transaction of the writer, away from the threads that serve the network.
    async fn write<Done: Send + 'static>(
        &self,
        act: impl FnOnce(&Transaction<'_>) -> Result<Done, StoreError> + Send + 'static,
    ) -> Result<Done, StoreError> {
        let connection = Arc::clone(&self.writer);
        blocking(move || {
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = act(&transaction)?;
            transaction.commit()?;
            Ok(done)
        })
        .await
    }

    /// Reads in one transaction.
    async fn read<Found: Send + 'static>(
        &self,
        act: impl FnOnce(&Transaction<'_>) -> Result<Found, StoreError> + Send + 'static,
    ) -> Result<Found, StoreError> {
        let connection = Arc::clone(&self.reader);
        blocking(move || {
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection.transaction()?;
            act(&transaction)
        })
        .await
    }
}

async fn blocking<Done: Send + 'static>(
    act: impl FnOnce() -> Result<Done, StoreError> + Send + 'static,
) -> Result<Done, StoreError> {
    let done = tokio::task::spawn_blocking(act).await;
    done.unwrap_or_else(|error| Err(StoreError::Database(error.to_string())))
}

impl Store for SqliteStore {
    async fn epoch(&self) -> Result<Epoch, StoreError> {
        self.read(|transaction| academies::epoch(transaction)).await
    }

    async fn create_academie(&self, code: &str, root: PublicKey, at: Instant) -> Result<(), StoreError> {
        let code = code.to_owned();
        self.write(move |transaction| academies::create(transaction, &code, root, at))
            .await
    }

    async fn academie(&self, code: &str) -> Result<Option<Academie>, StoreError> {
        let code = code.to_owned();
        self.read(move |transaction| academies::find(transaction, &code))
            .await
    }

    async fn academies(&self) -> Result<Vec<Academie>, StoreError> {
        self.read(|transaction| academies::all(transaction)).await
    }

    async fn trust(&self, academie: &str) -> Result<Trust, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| academies::trust(transaction, &academie))
            .await
    }

    async fn device(&self, token: &Sha256) -> Result<Option<Device>, StoreError> {
        let token = *token;
        self.read(move |transaction| devices::by_token(transaction, &token))
            .await
    }

    async fn enrol(&self, device: &Device, token: &Sha256) -> Result<bool, StoreError> {
        let (device, token) = (device.clone(), *token);
        self.write(move |transaction| devices::enrol(transaction, &device, &token))
            .await
    }

    async fn devices(&self, academie: &str) -> Result<Vec<Device>, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| devices::all(transaction, &academie))
            .await
    }

    async fn revoke(&self, academie: &str, devices: &[PublicKey], at: Instant) -> Result<(), StoreError> {
        let (academie, devices) = (academie.to_owned(), devices.to_vec());
        self.write(move |transaction| devices::revoke(transaction, &academie, &devices, at))
            .await
    }

    async fn keep(&self, order: Order<'_>) -> Result<Vec<Verdict>, StoreError> {
        let (academie, limits) = (order.academie.to_owned(), *order.limits);
        let (records, at) = (order.records, order.at);
        self.write(move |transaction| {
            let order = Order {
                academie: &academie,
                records,
                limits: &limits,
                at,
            };
            keeping::keep(transaction, &order)
        })
        .await
    }

    async fn page(&self, reading: Reading<'_>) -> Result<PageRead, StoreError> {
        let (device, limits) = (reading.device.clone(), *reading.limits);
        let (stream, after) = (reading.stream, reading.after);
        self.read(move |transaction| {
            let reading = Reading {
                device: &device,
                stream,
                after,
                limits: &limits,
            };
            reading::page(transaction, &reading)
        })
        .await
    }

    async fn holding(&self, academie: &str, author: Fingerprint) -> Result<Holding, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| reading::holding(transaction, &academie, author))
            .await
    }

    async fn keys(
        &self,
        academie: &str,
        author: Fingerprint,
        after: Option<&RecordKey>,
        count: usize,
    ) -> Result<Keys, StoreError> {
        let (academie, after) = (academie.to_owned(), after.cloned());
        self.read(move |transaction| reading::keys(transaction, &academie, author, after.as_ref(), count))
            .await
    }

    async fn audit(&self, academie: &str, act: &AuditedAct, at: Instant) -> Result<(), StoreError> {
        let (academie, act) = (academie.to_owned(), act.clone());
        self.write(move |transaction| audit::add(transaction, &academie, act, at))
            .await
    }

    async fn audit_trail(&self, academie: &str) -> Result<Vec<AuditLine>, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| audit::all(transaction, &academie))
            .await
    }
}
