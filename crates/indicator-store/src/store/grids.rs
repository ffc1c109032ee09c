//! Grids that were read: immutable, and facts rest on few.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use observation::canonical::Sha256;
use observation::grid::{self, GridFile};
use sync_protocol::PublicationDocument;

/// How many are kept: an académie uses a handful at a time.
const KEPT: usize = 64;

/// The grids that were read, by their identity.
#[derive(Debug, Default)]
pub struct GridCache(Mutex<BTreeMap<Sha256, Arc<GridFile>>>);

impl GridCache {
    /// The grid `sha256`, if it was read.
    #[must_use]
    pub fn get(&self, sha256: &Sha256) -> Option<Arc<GridFile>> {
        self.held().get(sha256).cloned()
    }

    /// The grid `sha256`, read from its stored text; none where that is none.
    pub fn read(&self, sha256: Sha256, text: &str) -> Option<Arc<GridFile>> {
        let file = Arc::new(grid::check(text.as_bytes()).0?);
        let mut held = self.held();
        if held.len() >= KEPT {
            held.pop_first();
        }
        held.insert(sha256, Arc::clone(&file));
        Some(file)
    }

    fn held(&self) -> std::sync::MutexGuard<'_, BTreeMap<Sha256, Arc<GridFile>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The grids that publications offer, by their documents: who may not publish has none kept.
pub fn offered(texts: impl IntoIterator<Item = String>) -> BTreeSet<Sha256> {
    let read = texts
        .into_iter()
        .filter_map(|text| PublicationDocument::read(&text));
    read.map(|said| said.grid).collect()
}
