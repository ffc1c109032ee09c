//! A store that can be crashed, restored and asked, on either database.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use indicator_store::error::StoreError;
use indicator_store::http::{Rates, Service, router};
use indicator_store::machine::Machine;
use indicator_store::sqlite::SqliteStore;
use indicator_store::store::Store;
use observation::instant::Instant;
use sync_protocol::{Epoch, PublicKey, RecordKey};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::folder::{Files, folder};
use super::visits::{ACADEMIE, at};

/// A machine whose clock stands, and whose chance is drawn from a seed.
pub struct Still(pub u8);

impl Machine for Still {
    fn now(&self) -> Instant {
        at(700)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

/// A store in a folder, open.
pub struct AnyStore {
    folder: TempDir,
    service: Option<Arc<Service<SqliteStore>>>,
    lives: u8,
}

impl AnyStore {
    /// A store that serves the académie of `root`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn open(runtime: &Runtime, root: PublicKey) -> Result<Self, StoreError> {
        let mut store = Self {
            folder: folder().map_err(refused)?,
            service: None,
            lives: 1,
        };
        store.start(SqliteStore::open(store.folder.path(), &Still(1))?);
        runtime.block_on(store.store().create_academie(ACADEMIE, root, at(0)))?;
        Ok(store)
    }

    fn start(&mut self, store: SqliteStore) {
        let unhurried = Rates::of((10_000_000, 100_000), (10_000_000, 100_000));
        self.service = Some(Arc::new(Service::new(store, Still(self.lives), unhurried, false)));
    }

    /// The store, to be asked directly.
    ///
    /// # Panics
    /// While it is stopped.
    #[must_use]
    #[allow(clippy::expect_used)]
    pub fn store(&self) -> &SqliteStore {
        self.service.as_ref().expect("a store that runs").store()
    }

    /// What answers requests.
    ///
    /// # Panics
    /// While it is stopped.
    #[allow(clippy::expect_used)]
    pub fn router(&self) -> Router {
        router(Arc::clone(self.service.as_ref().expect("a store that runs")))
    }

    /// The process dies, and another opens what it left.
    ///
    /// # Errors
    /// When what it left does not open.
    pub fn crash(&mut self, runtime: &Runtime) -> Result<(), StoreError> {
        let store = self.reopened(runtime)?;
        self.start(store);
        Ok(())
    }

    /// Its folder, open again once the service has let go of it.
    fn reopened(&mut self, runtime: &Runtime) -> Result<SqliteStore, StoreError> {
        self.service = None;
        // The queue of batches lets go of the store once its sender is gone.
        runtime.block_on(async {
            loop {
                match SqliteStore::open(self.folder.path(), &Still(self.lives)) {
                    Err(StoreError::InUse(_)) => tokio::task::yield_now().await,
                    other => return other,
                }
            }
        })
    }

    /// Closes it, and keeps its files as they are.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn image(mut self, runtime: &Runtime) -> Result<Files, StoreError> {
        drop(self.reopened(runtime)?);
        Files::of(self.folder.path()).map_err(refused)
    }

    /// A store in its first life that goes on from `files`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn of(files: &Files) -> Result<Self, StoreError> {
        let place = folder().map_err(refused)?;
        files.put(place.path()).map_err(refused)?;
        let store = SqliteStore::open(place.path(), &Still(1))?;
        let mut opened = Self {
            folder: place,
            service: None,
            lives: 1,
        };
        opened.start(store);
        Ok(opened)
    }

    /// A copy of all that is kept.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn back_up(&self, runtime: &Runtime) -> Result<Archive, StoreError> {
        let folder = folder().map_err(refused)?;
        let file = folder.path().join("archive");
        runtime.block_on(indicator_store::archive::make(self.store(), &file, at(1)))?;
        Ok(Archive { folder })
    }

    /// The store is lost, and `archive` takes its place; `in_new_life` is false in the variant that must be caught.
    ///
    /// # Errors
    /// When the archive does not go in.
    pub fn restore(
        &mut self,
        runtime: &Runtime,
        archive: &Archive,
        in_new_life: bool,
    ) -> Result<(), StoreError> {
        let former = runtime.block_on(self.store().epoch())?;
        self.lives += 1;
        let epoch = if in_new_life {
            Epoch::from_random([self.lives; 16])
        } else {
            former
        };
        self.service = None;
        self.folder = folder().map_err(refused)?;
        self.start(SqliteStore::open(self.folder.path(), &Still(self.lives))?);
        let file = archive.folder.path().join("archive");
        runtime.block_on(indicator_store::archive::restore(
            self.store(),
            &file,
            epoch,
            at(2),
        ))?;
        Ok(())
    }

    /// In which life it is.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn epoch(&self, runtime: &Runtime) -> Result<Epoch, StoreError> {
        runtime.block_on(self.store().epoch())
    }

    /// The keys of all records that it keeps, and whether each still says something, in its order.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keys(&self, runtime: &Runtime) -> Result<Vec<(RecordKey, bool)>, StoreError> {
        let kept = runtime.block_on(self.store().kept(ACADEMIE, 0, usize::MAX >> 1))?;
        Ok(kept
            .into_iter()
            .map(|one| (one.record.key(), !one.purged))
            .collect())
    }

    /// What does not hold of what it keeps.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn faults(&self, runtime: &Runtime) -> Result<Vec<String>, StoreError> {
        let found = runtime.block_on(indicator_store::checking::check(self.store(), ACADEMIE))?;
        Ok(found.faults.iter().map(ToString::to_string).collect())
    }

    /// The folder of its files.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

fn refused(error: std::io::Error) -> StoreError {
    StoreError::Database(error.to_string())
}

/// An archive of a store.
pub struct Archive {
    folder: TempDir,
}

/// Who asks, where no socket says it.
#[must_use]
pub fn nobody() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 1))
}
