//! The store in a folder: SQLite, one process, at once.

mod academies;
mod archived;
mod audit;
mod devices;
mod keeping;
mod opening;
mod packed;
mod reading;
mod stored;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use observation::canonical::Sha256;
use observation::instant::Instant;
use observation::packed::{Question, Tally};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use sync_protocol::message::comparison::Keys;
use sync_protocol::{Epoch, Holding, PublicKey, Record, RecordKey, Verdict};
use uuid::Uuid;

use crate::error::StoreError;
use crate::machine::Machine;
use crate::store::{
    Academie, AuditLine, AuditedAct, Caches, Compared, Device, Filed, Indexes, Kept, Ledger, Order,
    PackedVisits, PageRead, Reading, Store, Trust, offered,
};

/// A store in a folder that this process alone serves.
pub struct SqliteStore {
    writer: Arc<Mutex<Connection>>,
    reader: Arc<Mutex<Connection>>,
    caches: Arc<Caches>,
    /// Held as long as the store is open: a second process is refused.
    _lock: opening::Held,
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
            caches: Arc::default(),
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

    async fn trust(&self, academie: &str) -> Result<Arc<Trust>, StoreError> {
        let (academie, caches) = (academie.to_owned(), Arc::clone(&self.caches));
        self.read(move |transaction| academies::trust(transaction, &academie, &caches.trust))
            .await
    }

    async fn device(&self, academie: &str, token: &Sha256) -> Result<Option<Device>, StoreError> {
        let (academie, token) = (academie.to_owned(), *token);
        self.read(move |transaction| devices::by_token(transaction, &academie, &token))
            .await
    }

    async fn enrol(&self, device: &Device, token: &Sha256) -> Result<bool, StoreError> {
        let (device, token) = (device.clone(), *token);
        let caches = Arc::clone(&self.caches);
        self.write(move |transaction| devices::enrol(transaction, &device, &token, &caches.trust))
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
        let academie = order.academie.to_owned();
        let (records, at, caches) = (order.records, order.at, Arc::clone(&self.caches));
        self.write(move |transaction| {
            let order = Order {
                academie: &academie,
                records,
                at,
            };
            keeping::keep(transaction, &order, &caches)
        })
        .await
    }

    async fn page(&self, reading: Reading<'_>) -> Result<PageRead, StoreError> {
        let (device, limits) = (reading.device.clone(), *reading.limits);
        let (stream, opened, after) = (reading.stream.clone(), reading.opened, reading.after);
        self.read(move |transaction| {
            let reading = Reading {
                device: &device,
                stream: &stream,
                opened,
                after,
                limits: &limits,
            };
            reading::page(transaction, &reading)
        })
        .await
    }

    async fn vault_opening(&self, academie: &str, id: Uuid) -> Result<Option<Record>, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| reading::vault_opening(transaction, &academie, id))
            .await
    }

    async fn holding(&self, compared: &Compared) -> Result<Holding, StoreError> {
        let compared = compared.clone();
        self.read(move |transaction| reading::holding(transaction, &compared))
            .await
    }

    async fn keys(
        &self,
        compared: &Compared,
        after: Option<&RecordKey>,
        count: usize,
    ) -> Result<Keys, StoreError> {
        let (compared, after) = (compared.clone(), after.cloned());
        self.read(move |transaction| reading::keys(transaction, &compared, after.as_ref(), count))
            .await
    }

    async fn recovery_slot(&self, academie: &str, proof: &Sha256) -> Result<Option<Record>, StoreError> {
        let (academie, proof) = (academie.to_owned(), *proof);
        self.read(move |transaction| reading::recovery_slot(transaction, &academie, &proof))
            .await
    }

    async fn ledger(&self, academie: &str) -> Result<Ledger, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| archived::ledger(transaction, &academie))
            .await
    }

    async fn kept(&self, academie: &str, after: u64, count: usize) -> Result<Vec<Kept>, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| archived::kept(transaction, &academie, after, count))
            .await
    }

    async fn filed(&self, academie: &str, after: u64, count: usize) -> Result<Vec<Filed>, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| archived::filed(transaction, &academie, after, count))
            .await
    }

    async fn indexes(&self, academie: &str) -> Result<Indexes, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| archived::indexes(transaction, &academie))
            .await
    }

    async fn note_durable(&self, academie: &str, through: u64) -> Result<(), StoreError> {
        let academie = academie.to_owned();
        self.write(move |transaction| archived::note_durable(transaction, &academie, through))
            .await
    }

    async fn begin_restore(&self) -> Result<(), StoreError> {
        self.write(|transaction| archived::begin(transaction)).await
    }

    async fn restore_ledger(&self, ledger: &Ledger) -> Result<(), StoreError> {
        let ledger = ledger.clone();
        self.write(move |transaction| archived::restore_ledger(transaction, &ledger))
            .await
    }

    async fn restore_kept(&self, academie: &str, kept: Vec<Kept>) -> Result<(), StoreError> {
        let academie = academie.to_owned();
        self.write(move |transaction| archived::restore_kept(transaction, &academie, &kept))
            .await
    }

    async fn end_restore(&self, epoch: Epoch, at: Instant) -> Result<(), StoreError> {
        self.write(move |transaction| archived::end(transaction, epoch, at))
            .await
    }

    async fn is_restoring(&self) -> Result<bool, StoreError> {
        self.read(|transaction| academies::is_restoring(transaction))
            .await
    }

    async fn catch_up(&self, academie: &str) -> Result<bool, StoreError> {
        let (academie, caches) = (academie.to_owned(), Arc::clone(&self.caches));
        self.write(move |transaction| packed::catch_up(transaction, &academie, &caches.grids))
            .await
    }

    async fn scan(
        &self,
        academie: &str,
        grid: &Sha256,
        question: &Question,
    ) -> Result<Option<Tally>, StoreError> {
        let (academie, caches) = (academie.to_owned(), Arc::clone(&self.caches));
        let (grid, question) = (*grid, question.clone());
        self.read(move |transaction| packed::scan(transaction, &academie, (grid, &question), &caches.grids))
            .await
    }

    async fn packed_visits(&self, academie: &str) -> Result<Option<PackedVisits>, StoreError> {
        let (academie, caches) = (academie.to_owned(), Arc::clone(&self.caches));
        self.read(move |transaction| packed::visits(transaction, &academie, &caches.grids))
            .await
    }

    async fn offered_grids(&self, academie: &str) -> Result<BTreeSet<Sha256>, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| reading::documents(transaction, &academie, "publication").map(offered))
            .await
    }

    async fn releases(&self, academie: &str) -> Result<Vec<String>, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| reading::documents(transaction, &academie, "release"))
            .await
    }

    async fn forget_packed(&self, academie: &str) -> Result<(), StoreError> {
        let academie = academie.to_owned();
        self.write(move |transaction| packed::forget(transaction, &academie))
            .await
    }

    async fn packed_is_true(&self, academie: &str, span: u64) -> Result<bool, StoreError> {
        let (academie, caches) = (academie.to_owned(), Arc::clone(&self.caches));
        self.read(move |transaction| packed::is_true(transaction, &academie, span, &caches.grids))
            .await
    }

    async fn audit(&self, academie: &str, act: &AuditedAct, at: Instant) -> Result<(), StoreError> {
        let (academie, act) = (academie.to_owned(), act.clone());
        self.write(move |transaction| audit::add(transaction, &academie, vec![act], at))
            .await
    }

    async fn audit_trail(&self, academie: &str) -> Result<Vec<AuditLine>, StoreError> {
        let academie = academie.to_owned();
        self.read(move |transaction| audit::all(transaction, &academie))
            .await
    }
}
