//! An académie whose store is started, killed and looked at by a test: in a folder, or on PostgreSQL.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use indicator_store::error::StoreError;
use indicator_store::postgres::{Database, PostgresStore};
use indicator_store::sqlite::SqliteStore;
use indicator_store::store::Store;
use sync_protocol::trust::{Grant, InvitationText, Revoked, Role, Scope};
use sync_protocol::{PublicKey, RecordKey};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::laptop::{Laptop, Trouble};
use super::process::{StoreProcess, operator};
use super::store::Still;
use super::visits::ACADEMIE;
use super::wire::Wire;

/// What lets tests ask as often as they like.
const UNHURRIED: [&str; 4] = ["--device-rate", "1000000", "--address-rate", "1000000"];

/// Where a store keeps.
enum Place {
    Folder(PathBuf),
    Database(String),
}

/// An académie, its keeper, and where its store keeps.
pub struct Founded {
    place: Place,
    /// The root of the académie.
    pub root: PublicKey,
    keeper: Laptop,
    folder: TempDir,
}

impl Founded {
    /// One whose store keeps in a folder.
    ///
    /// # Errors
    /// When the disk or a process fails.
    pub fn in_folder() -> Result<Self, Trouble> {
        let folder = tempfile::tempdir()?;
        let place = Place::Folder(folder.path().join("store"));
        Self::found(place, folder)
    }

    /// One whose store keeps in the PostgreSQL database at `url`.
    ///
    /// # Errors
    /// When the disk or a process fails.
    pub fn on_postgres(url: String) -> Result<Self, Trouble> {
        Self::found(Place::Database(url), tempfile::tempdir()?)
    }

    fn found(place: Place, folder: TempDir) -> Result<Self, Trouble> {
        let keeper = Laptop::new(1, 1)?;
        let root = keeper.found([7; 32])?;
        let file = folder.path().join("root.txt");
        fs::write(&file, root.to_string())?;
        let academie = Self {
            place,
            root,
            keeper,
            folder,
        };
        let file = file.display().to_string();
        academie.operator(&["academie", "create", ACADEMIE, "--root-public-key", &file])?;
        Ok(academie)
    }

    /// The folder in which the store keeps, where it keeps in one.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// Where the store keeps, in the words of its command line.
    fn place(&self) -> Vec<String> {
        let named = match &self.place {
            Place::Folder(folder) => ["--data".to_owned(), folder.display().to_string()],
            Place::Database(url) => ["--database".to_owned(), url.clone()],
        };
        named.into_iter().chain(UNHURRIED.map(str::to_owned)).collect()
    }

    /// Carries out one command of the operator.
    ///
    /// # Errors
    /// When it fails.
    pub fn operator(&self, words: &[&str]) -> Result<(), Trouble> {
        self.with_place(|place| operator(place, words)).map(drop)
    }

    /// The store's own check.
    ///
    /// # Errors
    /// When it finds anything.
    pub fn check(&self) -> Result<(), Trouble> {
        self.operator(&["check"])
    }

    /// Serves.
    ///
    /// # Errors
    /// When the store does not.
    pub fn serve(&self) -> Result<StoreProcess, Trouble> {
        self.with_place(StoreProcess::serve)
    }

    /// Serves by one of these tests' own programs, on a disk that has room for so many bytes.
    ///
    /// # Errors
    /// When it does not.
    pub fn serve_by(&self, program: &Path, room: u64) -> Result<StoreProcess, Trouble> {
        self.with_place(|place| StoreProcess::serve_by(program, place, room))
    }

    fn with_place<T>(&self, work: impl FnOnce(&[&str]) -> T) -> T {
        let place = self.place();
        work(&place.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// An invitation, which the store at this address knows.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn invitation(&self, store: SocketAddr, wire: &Wire) -> Result<InvitationText, Trouble> {
        let grant = Grant {
            role: Role::Inspecteur,
            scopes: vec![Scope::Academie],
            until: None,
        };
        self.grants(grant, store, wire)
    }

    /// An invitation to what is granted, which the store at this address knows.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn grants(&self, grant: Grant, store: SocketAddr, wire: &Wire) -> Result<InvitationText, Trouble> {
        self.keeper.join_at(self.root, &format!("http://{store}"))?;
        let mut text = self.keeper.grant(self.root, grant)?;
        self.keeper.sync_over_network()?;
        text.address.url = wire.url();
        Ok(text)
    }

    /// The laptop `device` of the inspector `author`, both above 1, whose first laptop it is; it reaches the store at this
    /// address by `wire`.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn inspector(
        &self,
        (author, device): (u64, u64),
        store: SocketAddr,
        wire: &Wire,
    ) -> Result<Laptop, Trouble> {
        let laptop = Laptop::new(author, device)?;
        laptop.take_over_network(&self.invitation(store, wire)?)?;
        Ok(laptop)
    }

    /// Ends a device, by its keeper's word, at the store at this address.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn revokes(&self, device: PublicKey, store: SocketAddr) -> Result<(), Trouble> {
        self.keeper
            .finds_store_at(self.root, &format!("http://{store}"))?;
        self.keeper.revoke(self.root, Revoked::Device(device))?;
        Ok(self.keeper.sync_over_network().map(drop)?)
    }

    /// The keys of all that is kept, in its order, read from the disk: nobody may serve the folder.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn keys_kept(&self) -> Result<Vec<RecordKey>, Trouble> {
        let runtime = Runtime::new()?;
        let keys = match &self.place {
            Place::Folder(folder) => runtime.block_on(keys(&SqliteStore::open(folder, &Still(1))?)),
            Place::Database(url) => runtime
                .block_on(async { keys(&PostgresStore::open(&Database::at(url), &Still(1)).await?).await }),
        };
        Ok(keys?)
    }
}

async fn keys(store: &impl Store) -> Result<Vec<RecordKey>, StoreError> {
    let kept = store.kept(ACADEMIE, 0, usize::MAX >> 1).await?;
    Ok(kept.into_iter().map(|one| one.record.key()).collect())
}
