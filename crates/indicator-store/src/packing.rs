//! The packed cache of the facts, whatever the database: brought up to date before it is read, built anew at will.

use observation::canonical::Sha256;
use observation::packed::{Question, Tally};

use crate::error::StoreError;
use crate::store::Store;

/// Brings the cache of `academie` up to what the store has now.
///
/// # Errors
/// When the database refuses, or holds what cannot be read.
pub async fn complete(store: &impl Store, academie: &str) -> Result<(), StoreError> {
    while store.catch_up(academie).await? {}
    Ok(())
}

/// Counts what `question` asks of the facts of `academie` that rest on `grid`.
///
/// # Errors
/// When the académie has no such grid, or the database refuses.
pub async fn tally(
    store: &impl Store,
    academie: &str,
    grid: &Sha256,
    question: &Question,
) -> Result<Tally, StoreError> {
    loop {
        complete(store, academie).await?;
        // What was purged meanwhile is to be packed anew.
        if let Some(tally) = store.scan(academie, grid, question).await? {
            return Ok(tally);
        }
    }
}

/// Throws the cache of `academie` away, and builds it from the records.
///
/// # Errors
/// When the database refuses, or holds what cannot be read.
pub async fn rebuild(store: &impl Store, academie: &str) -> Result<(), StoreError> {
    store.forget_packed(academie).await?;
    complete(store, academie).await
}
