//! The store on PostgreSQL: any number of replicas, none of which keeps anything.

mod academies;
mod audit;
mod devices;
mod keeping;
mod opening;
mod reading;

use deadpool_postgres::{Object, Pool};
use observation::canonical::Sha256;
use observation::instant::Instant;
use sync_protocol::message::comparison::Keys;
use sync_protocol::{Epoch, Fingerprint, Holding, PublicKey, RecordKey, Verdict};

use crate::error::StoreError;
use crate::machine::Machine;
use crate::store::{Academie, AuditLine, AuditedAct, Device, Order, PageRead, Reading, Store, Trust};

/// A store on PostgreSQL.
pub struct PostgresStore {
    pool: Pool,
}

impl PostgresStore {
    /// Opens the store at `url`, whose schema is brought up to this version.
    ///
    /// # Errors
    /// When the database is away, gives up durability, or was written by a later version.
    pub async fn open(url: &str, machine: &dyn Machine) -> Result<Self, StoreError> {
        let pool = opening::pool(url)?;
        opening::refuse_forgetful(&pool).await?;
        opening::migrate(&pool, machine).await?;
        Ok(Self { pool })
    }

    async fn client(&self) -> Result<Object, StoreError> {
        Ok(self.pool.get().await?)
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        match error.code() {
            Some(&SqlState::DISK_FULL) => Self::Full,
            Some(&SqlState::DATA_CORRUPTED | &SqlState::INDEX_CORRUPTED) => Self::Damaged(error.to_string()),
            // The server's own words say what and where; the driver's alone say « db error ».
            _ => Self::Database(
                error
                    .as_db_error()
                    .map_or_else(|| error.to_string(), ToString::to_string),
            ),
        }
    }
}

impl From<deadpool_postgres::PoolError> for StoreError {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        Self::Database(error.to_string())
    }
}

impl Store for PostgresStore {
    async fn epoch(&self) -> Result<Epoch, StoreError> {
        academies::epoch(&self.client().await?).await
    }

    async fn create_academie(&self, code: &str, root: PublicKey, at: Instant) -> Result<(), StoreError> {
        academies::create(&self.client().await?, code, root, at).await
    }

    async fn academie(&self, code: &str) -> Result<Option<Academie>, StoreError> {
        academies::find(&self.client().await?, code).await
    }

    async fn academies(&self) -> Result<Vec<Academie>, StoreError> {
        academies::all(&self.client().await?).await
    }

    async fn trust(&self, academie: &str) -> Result<Trust, StoreError> {
        academies::trust(&self.client().await?, academie).await
    }

    async fn device(&self, token: &Sha256) -> Result<Option<Device>, StoreError> {
        devices::by_token(&self.client().await?, token).await
    }

    async fn enrol(&self, device: &Device, token: &Sha256) -> Result<bool, StoreError> {
        devices::enrol(&mut self.client().await?, device, token).await
    }

    async fn devices(&self, academie: &str) -> Result<Vec<Device>, StoreError> {
        devices::all(&self.client().await?, academie).await
    }

    async fn revoke(&self, academie: &str, devices: &[PublicKey], at: Instant) -> Result<(), StoreError> {
        devices::revoke(&self.client().await?, academie, devices, at).await
    }

    async fn keep(&self, order: Order<'_>) -> Result<Vec<Verdict>, StoreError> {
        keeping::keep(&mut self.client().await?, &order).await
    }

    async fn page(&self, reading: Reading<'_>) -> Result<PageRead, StoreError> {
        reading::page(&self.client().await?, &reading).await
    }

    async fn holding(&self, academie: &str, author: Fingerprint) -> Result<Holding, StoreError> {
        reading::holding(&self.client().await?, academie, author).await
    }

    async fn keys(
        &self,
        academie: &str,
        author: Fingerprint,
        after: Option<&RecordKey>,
        count: usize,
    ) -> Result<Keys, StoreError> {
        reading::keys(&self.client().await?, academie, author, after, count).await
    }

    async fn audit(&self, academie: &str, act: &AuditedAct, at: Instant) -> Result<(), StoreError> {
        audit::add(&mut self.client().await?, academie, act, at).await
    }

    async fn audit_trail(&self, academie: &str) -> Result<Vec<AuditLine>, StoreError> {
        audit::all(&self.client().await?, academie).await
    }
}
