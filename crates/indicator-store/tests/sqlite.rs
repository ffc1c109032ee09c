//! The store in a folder: what every store holds to, and what is its own.
#![allow(clippy::unwrap_used)]

mod contract;

use indicator_store::error::StoreError;
use indicator_store::machine::ThisMachine;
use indicator_store::sqlite::SqliteStore;
use indicator_store::store::Store;
use tempfile::TempDir;

async fn fresh() -> (SqliteStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path(), &ThisMachine).unwrap();
    (store, folder)
}

store_contract_tests!(fresh);

#[tokio::test]
async fn one_process_serves_a_folder_and_the_next_finds_what_was_kept() {
    let (store, folder) = fresh().await;
    contract::found(&store).await;
    let epoch = store.epoch().await.unwrap();
    let second = SqliteStore::open(folder.path(), &ThisMachine);
    assert!(matches!(second.err(), Some(StoreError::InUse(_))));
    drop(store);
    let again = SqliteStore::open(folder.path(), &ThisMachine).unwrap();
    assert_eq!(again.epoch().await.unwrap(), epoch);
    let trust = again.trust(contract::academie::ACADEMIE).await.unwrap();
    assert!(trust.chain().is_keeper(&contract::academie::KEEPER.fingerprint()));
}
