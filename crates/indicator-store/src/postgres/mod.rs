//! The store on PostgreSQL: any number of replicas, none of which keeps anything.

mod academies;
mod archived;
mod audit;
mod devices;
mod head;
mod inserting;
mod keeping;
mod opening;
mod packed;
mod prepared;
mod reaching;
mod reading;

use std::collections::BTreeSet;
use std::sync::Arc;

use deadpool_postgres::{Object, Pool};
use observation::canonical::Sha256;
use observation::instant::Instant;
use observation::packed::{Question, Tally};
use sync_protocol::message::comparison::Keys;
use sync_protocol::{Epoch, Holding, PublicKey, Record, RecordKey, Verdict};
use uuid::Uuid;

pub use reaching::Database;

use crate::error::StoreError;
use crate::machine::Machine;
use crate::store::{
    Academie, AuditLine, AuditedAct, Caches, Compared, Device, Filed, Indexes, Kept, Ledger, Order,
    PackedVisits, PageRead, Reading, Store, Trust, offered,
};

/// A store on PostgreSQL.
pub struct PostgresStore {
    pool: Pool,
    caches: Caches,
}

impl PostgresStore {
    /// Opens the store on `database`, whose schema is brought up to this version.
    ///
    /// # Errors
    /// When the database is away, gives up durability, or was written by a later version.
    pub async fn open(database: &Database, machine: &dyn Machine) -> Result<Self, StoreError> {
        let pool = database.pool()?;
        opening::refuse_forgetful(&pool).await?;
        opening::migrate(&pool, machine).await?;
        Ok(Self {
            pool,
            caches: Caches::default(),
        })
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
            Some(&SqlState::IN_FAILED_SQL_TRANSACTION) => Self::Aborted,
            Some(&(SqlState::T_R_DEADLOCK_DETECTED | SqlState::T_R_SERIALIZATION_FAILURE)) => Self::Deadlock,
            Some(&SqlState::DATA_CORRUPTED | &SqlState::INDEX_CORRUPTED) => Self::Damaged(error.to_string()),
            // The server's own words say what and where; the driver's alone say « db error ».
            _ => Self::Database(
                error
                    .as_db_error()
                    .map_or_else(|| with_causes(&error), ToString::to_string),
            ),
        }
    }
}

impl From<deadpool_postgres::PoolError> for StoreError {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Backend(error) => Self::from(error),
            error => Self::Database(with_causes(&error)),
        }
    }
}

/// What the error says, and each that caused it: « TLS handshake » alone does not say which certificate is wrong.
fn with_causes(error: &dyn std::error::Error) -> String {
    let said = std::iter::successors(Some(error), |error| error.source());
    said.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

impl Store for PostgresStore {
    async fn epoch(&self) -> Result<Epoch, StoreError> {
        academies::epoch(&self.client().await?).await
    }

    async fn create_academie(&self, code: &str, root: PublicKey, at: Instant) -> Result<(), StoreError> {
        academies::create(&mut self.client().await?, code, root, at).await
    }

    async fn academie(&self, code: &str) -> Result<Option<Academie>, StoreError> {
        academies::find(&self.client().await?, code).await
    }

    async fn academies(&self) -> Result<Vec<Academie>, StoreError> {
        academies::all(&self.client().await?).await
    }

    async fn trust(&self, academie: &str) -> Result<Arc<Trust>, StoreError> {
        academies::trust(&self.client().await?, academie, &self.caches.trust).await
    }

    async fn device(&self, academie: &str, token: &Sha256) -> Result<Option<Device>, StoreError> {
        devices::by_token(&self.client().await?, academie, token).await
    }

    async fn enrol(&self, device: &Device, token: &Sha256) -> Result<bool, StoreError> {
        devices::enrol(&mut self.client().await?, device, token, &self.caches.trust).await
    }

    async fn devices(&self, academie: &str) -> Result<Vec<Device>, StoreError> {
        devices::all(&self.client().await?, academie).await
    }

    async fn revoke(&self, academie: &str, devices: &[PublicKey], at: Instant) -> Result<(), StoreError> {
        devices::revoke(&mut self.client().await?, academie, devices, at).await
    }

    async fn keep(&self, order: Order<'_>) -> Result<Vec<Verdict>, StoreError> {
        // Who waits on another replica in a circle is let go, and tries once more.
        match keeping::keep(&mut self.client().await?, &order, &self.caches).await {
            Err(StoreError::Deadlock) => keeping::keep(&mut self.client().await?, &order, &self.caches).await,
            kept => kept,
        }
    }

    async fn page(&self, reading: Reading<'_>) -> Result<PageRead, StoreError> {
        reading::page(&self.client().await?, &reading).await
    }

    async fn vault_opening(&self, academie: &str, id: Uuid) -> Result<Option<Record>, StoreError> {
        reading::vault_opening(&self.client().await?, academie, id).await
    }

    async fn holding(&self, compared: &Compared) -> Result<Holding, StoreError> {
        reading::holding(&self.client().await?, compared).await
    }

    async fn keys(
        &self,
        compared: &Compared,
        after: Option<&RecordKey>,
        count: usize,
    ) -> Result<Keys, StoreError> {
        reading::keys(&self.client().await?, compared, after, count).await
    }

    async fn recovery_slot(&self, academie: &str, proof: &Sha256) -> Result<Option<Record>, StoreError> {
        reading::recovery_slot(&self.client().await?, academie, proof).await
    }

    async fn ledger(&self, academie: &str) -> Result<Ledger, StoreError> {
        archived::ledger(&mut self.client().await?, academie).await
    }

    async fn kept(&self, academie: &str, after: u64, count: usize) -> Result<Vec<Kept>, StoreError> {
        archived::kept(&self.client().await?, academie, after, count).await
    }

    async fn filed(&self, academie: &str, after: u64, count: usize) -> Result<Vec<Filed>, StoreError> {
        archived::filed(&self.client().await?, academie, after, count).await
    }

    async fn indexes(&self, academie: &str) -> Result<Indexes, StoreError> {
        archived::indexes(&self.client().await?, academie).await
    }

    async fn note_durable(&self, academie: &str, through: u64) -> Result<(), StoreError> {
        archived::note_durable(&self.client().await?, academie, through).await
    }

    async fn begin_restore(&self) -> Result<(), StoreError> {
        archived::begin(&self.client().await?).await
    }

    async fn restore_ledger(&self, ledger: &Ledger) -> Result<(), StoreError> {
        archived::restore_ledger(&mut self.client().await?, ledger).await
    }

    async fn restore_kept(&self, academie: &str, kept: Vec<Kept>) -> Result<(), StoreError> {
        archived::restore_kept(&mut self.client().await?, academie, &kept).await
    }

    async fn end_restore(&self, epoch: Epoch, at: Instant) -> Result<(), StoreError> {
        archived::end(&self.client().await?, epoch, at).await
    }

    async fn is_restoring(&self) -> Result<bool, StoreError> {
        academies::is_restoring(&self.client().await?).await
    }

    async fn catch_up(&self, academie: &str) -> Result<bool, StoreError> {
        packed::catch_up(&mut self.client().await?, academie, &self.caches.grids).await
    }

    async fn scan(
        &self,
        academie: &str,
        grid: &Sha256,
        question: &Question,
    ) -> Result<Option<Tally>, StoreError> {
        packed::scan(
            &mut self.client().await?,
            academie,
            (grid, question),
            &self.caches.grids,
        )
        .await
    }

    async fn packed_visits(&self, academie: &str) -> Result<Option<PackedVisits>, StoreError> {
        packed::visits(&mut self.client().await?, academie, &self.caches.grids).await
    }

    async fn offered_grids(&self, academie: &str) -> Result<BTreeSet<Sha256>, StoreError> {
        let texts = reading::documents(&self.client().await?, academie, "publication").await?;
        Ok(offered(texts))
    }

    async fn releases(&self, academie: &str) -> Result<Vec<String>, StoreError> {
        reading::documents(&self.client().await?, academie, "release").await
    }

    async fn forget_packed(&self, academie: &str) -> Result<(), StoreError> {
        packed::forget(&mut self.client().await?, academie).await
    }

    async fn packed_is_true(&self, academie: &str, span: u64) -> Result<bool, StoreError> {
        packed::is_true(&mut self.client().await?, academie, span, &self.caches.grids).await
    }

    async fn audit(&self, academie: &str, act: &AuditedAct, at: Instant) -> Result<(), StoreError> {
        audit::add(&mut self.client().await?, academie, act, at).await
    }

    async fn audit_trail(&self, academie: &str) -> Result<Vec<AuditLine>, StoreError> {
        audit::all(&self.client().await?, academie).await
    }
}
