//! The grids: those that Carnet brings, those added from a file, those that were published to this author.

mod offers;

use std::sync::{Arc, LazyLock, PoisonError};

use observation::canonical::Sha256;
use observation::grid::{self, GridFile};

use crate::App;
use crate::present::grid as page;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{GridRequest, GridSummary, GridView, Nothing};

const FILES: [&str; 5] = [
    include_str!("../../../assets/grids/usages-numerique-cycle-1.json"),
    include_str!("../../../assets/grids/usages-numerique-premier-degre.json"),
    include_str!("../../../assets/grids/usages-numerique-second-degre.json"),
    include_str!("../../../assets/grids/tour-d-ecole.json"),
    include_str!("../../../assets/grids/fiche-etablissement.json"),
];

static SHIPPED: LazyLock<Vec<GridFile>> = LazyLock::new(|| {
    let read = FILES.iter().filter_map(|text| grid::check(text.as_bytes()).0);
    read.filter_map(|file| GridFile::publish(file.grid().clone()).ok())
        .collect()
});

/// The grids that Carnet brings, in their canonical bytes.
#[must_use]
pub(crate) fn shipped() -> Vec<GridFile> {
    SHIPPED.clone()
}

impl App {
    /// The grids, as lists show them.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn grids(&self, _: Nothing) -> Outcome<Vec<GridSummary>> {
        self.with_open(|open| match open.notebook.inspector()?.map(SetUp::from) {
            Some(set_up) => open.offered_grids(&set_up, self.today(&set_up)),
            None => Ok(open.notebook.grids()?.iter().map(page::summary).collect()),
        })
    }

    /// One grid.
    ///
    /// # Errors
    /// When the notebook does not have it, is locked, or the disk refuses.
    pub fn grid(&self, request: GridRequest) -> Outcome<GridView> {
        self.with_set_up(|open, set_up| {
            let file = open.grid_named(&request)?;
            open.grid_page(&file, set_up, self.today(set_up))
        })
    }
}

impl Open {
    /// The grid that a page names.
    pub(crate) fn grid_named(&self, request: &GridRequest) -> Outcome<Arc<GridFile>> {
        let sha256 = request.sha256.parse().ok();
        self.grid(sha256.ok_or_else(|| AppError::refused(codes::GRID_UNKNOWN, &request.sha256))?)
    }

    /// The grid of this identity.
    pub(crate) fn grid(&self, sha256: Sha256) -> Outcome<Arc<GridFile>> {
        let found = self.grid_if_known(sha256)?;
        found.ok_or_else(|| AppError::refused(codes::GRID_UNKNOWN, sha256.to_string()))
    }

    /// The grid of this identity, where the notebook has it.
    pub(crate) fn grid_if_known(&self, sha256: Sha256) -> Outcome<Option<Arc<GridFile>>> {
        let mut held = self.grids.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = held.get(&sha256) {
            return Ok(Some(Arc::clone(known)));
        }
        let found = self.notebook.grid(sha256)?.map(Arc::new);
        if let Some(found) = &found {
            held.insert(sha256, Arc::clone(found));
        }
        Ok(found)
    }
}
