//! Releases: prepared of all that an académie's facts say, read back as they were published.

use observation::grid::GridFile;
use observation::instant::Instant;
use observation::release::{Circumstances, Draft, NoRelease, Order, Published, draft};

use crate::error::StoreError;
use crate::packing::complete;
use crate::store::{PackedVisits, Store};

/// What was published of `academie`.
///
/// # Errors
/// When the database refuses.
pub async fn published(store: &impl Store, academie: &str) -> Result<Published, StoreError> {
    Ok(Published::read(store.releases(academie).await?))
}

/// Prepares the release that follows what `academie` published; why none is, where none can be.
///
/// # Errors
/// When the database refuses, or holds what cannot be read.
pub async fn prepared(
    store: &impl Store,
    academie: &str,
    order: Order,
    at: Instant,
) -> Result<Result<Draft, NoRelease>, StoreError> {
    let published = published(store, academie).await?;
    let packed = packed(store, academie).await?;
    let academie = academie.to_owned();
    let prepare = move || {
        let grids: Vec<GridFile> = packed.grids.iter().map(|file| GridFile::clone(file)).collect();
        let circumstances = Circumstances {
            academie: &academie,
            on: at.date_in(chrono_tz::Europe::Paris),
            fictitious: false,
            grids: &grids,
        };
        draft(circumstances, &packed.visits, &order, &published)
    };
    let prepared = tokio::task::spawn_blocking(prepare).await;
    prepared.map_err(|error| StoreError::Damaged(error.to_string()))
}

async fn packed(store: &impl Store, academie: &str) -> Result<PackedVisits, StoreError> {
    loop {
        complete(store, academie).await?;
        // What was purged meanwhile is to be packed anew.
        if let Some(packed) = store.packed_visits(academie).await? {
            return Ok(packed);
        }
    }
}
