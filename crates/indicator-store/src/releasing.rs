//! Releases: prepared of all that an académie's facts say, read back as they were published.

use std::collections::BTreeSet;
use std::sync::Arc;

use observation::canonical::Sha256;
use observation::grid::{self, GridFile};
use observation::instant::Instant;
use observation::release::{Circumstances, Draft, NoRelease, Order, Published, draft};

use crate::error::StoreError;
use crate::packing::complete;
use crate::store::{PackedVisits, Store};

/// The grids that Carnet brings.
const BROUGHT: [&str; 5] = [
    include_str!("../../../assets/grids/fiche-etablissement.json"),
    include_str!("../../../assets/grids/tour-d-ecole.json"),
    include_str!("../../../assets/grids/usages-numerique-cycle-1.json"),
    include_str!("../../../assets/grids/usages-numerique-premier-degre.json"),
    include_str!("../../../assets/grids/usages-numerique-second-degre.json"),
];

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
    let mut packed = packed(store, academie).await?;
    let offered = store.offered_grids(academie).await?;
    packed.grids = official(packed.grids, &offered);
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

/// The grids that Carnet brings, those offered to others, and those that lead to one of them: what anybody wrote for himself
/// decides nothing for the académie.
fn official(grids: Vec<Arc<GridFile>>, offered: &BTreeSet<Sha256>) -> Vec<Arc<GridFile>> {
    let brought = BROUGHT
        .iter()
        .filter_map(|text| Some(grid::check(text.as_bytes()).0?.sha256()));
    let mut official: BTreeSet<Sha256> = brought.chain(offered.iter().copied()).collect();
    loop {
        let leading = grids.iter().filter(|file| official.contains(&file.sha256()));
        let leading = leading.filter_map(|file| Some(file.grid().lineage.as_ref()?.follows));
        let found: Vec<Sha256> = leading.filter(|sha256| !official.contains(sha256)).collect();
        if found.is_empty() {
            break;
        }
        official.extend(found);
    }
    let kept = grids.into_iter().filter(|file| official.contains(&file.sha256()));
    kept.collect()
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
