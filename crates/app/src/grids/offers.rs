//! Which grids are offered here: shipped, added, published to this author. Those that came only because a colleague's facts
//! rest on them are not.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use notebook::sync::{self, Access};
use observation::canonical::Sha256;
use observation::grid::{self, GridFile};
use sync_protocol::trust::{Grant, Scope};
use sync_protocol::{PublicationDocument, RecordKind};

use super::shipped;
use crate::App;
use crate::present::grid as page;
use crate::problem::{AppError, Outcome};
use crate::session::{Open, SetUp};
use crate::syncing::Session;
use crate::syncing::places::Places;
use crate::views::{GridRequest, GridSummary, GridView, StagedFileRequest};

/// The setting that names the grids which were added from a file.
const ADDED: &str = "grids_added";

/// What was published, and what this author is in the académie.
#[derive(Default)]
struct Offers {
    publications: Vec<PublicationDocument>,
    grants: Vec<Grant>,
    own_scopes: Vec<Scope>,
}

impl Offers {
    fn of(&self, grid: Sha256) -> impl Iterator<Item = &PublicationDocument> {
        self.publications.iter().filter(move |said| said.grid == grid)
    }

    fn reaches(&self, grid: Sha256) -> bool {
        self.of(grid).any(|said| said.is_for(&self.grants))
    }

    fn in_words(&self, grid: Sha256, places: Places<'_>) -> String {
        let scopes: BTreeSet<&Scope> = self.of(grid).flat_map(|said| &said.scopes).collect();
        places.scopes(scopes)
    }
}

impl Open {
    /// The grids to choose from, as lists show them.
    pub(crate) fn offered_grids(&self, set_up: &SetUp, day: NaiveDate) -> Outcome<Vec<GridSummary>> {
        let (offers, foreign) = (self.offers(day)?, self.foreign_grids()?);
        let places = Places::of(self, set_up);
        let grids = self.notebook.grids()?;
        let offered = grids.iter().filter(|grid| {
            let sha256 = grid.sha256();
            !foreign.contains(&sha256) || offers.reaches(sha256)
        });
        let summaries = offered.map(|grid| GridSummary {
            published: offers.in_words(grid.sha256(), places),
            ..page::summary(grid)
        });
        Ok(summaries.collect())
    }

    /// A grid as its screen shows it.
    pub(super) fn grid_page(&self, file: &GridFile, set_up: &SetUp, day: NaiveDate) -> Outcome<GridView> {
        let offers = self.offers(day)?;
        let (page, places) = (page::page(file), Places::of(self, set_up));
        Ok(GridView {
            summary: GridSummary {
                published: offers.in_words(file.sha256(), places),
                ..page.summary
            },
            may_publish: places.scopes(&offers.own_scopes),
            ..page
        })
    }

    fn offers(&self, day: NaiveDate) -> Outcome<Offers> {
        let Some(chain) = self.chain()? else {
            return Ok(Offers::default());
        };
        let author = self.author.fingerprint;
        Ok(Offers {
            publications: sync::publications(&self.notebook, &chain)?,
            grants: chain.grants(&author, day).cloned().collect(),
            own_scopes: sync::own_scopes(&chain, author, day),
        })
    }

    /// The grids that others sent, and that neither Carnet brings nor this author added.
    fn foreign_grids(&self) -> Outcome<BTreeSet<Sha256>> {
        let records = self.notebook.signed_documents(&RecordKind::Grid)?;
        let others = records
            .iter()
            .filter(|one| one.record.signature.author != self.author.fingerprint);
        let mut foreign: BTreeSet<Sha256> = others.map(|one| one.record.sha256).collect();
        for own in shipped().iter().map(GridFile::sha256).chain(self.added_grids()?) {
            foreign.remove(&own);
        }
        Ok(foreign)
    }

    fn added_grids(&self) -> Outcome<BTreeSet<Sha256>> {
        Ok(self.notebook.setting(ADDED)?.unwrap_or_default())
    }
}

impl App {
    /// Adds a grid from a staged file.
    ///
    /// # Errors
    /// When the file is no grid, with everything that is wrong with it; or the disk refuses.
    pub fn add_grid(&self, request: StagedFileRequest) -> Outcome<GridView> {
        let (_, bytes) = self.staged_file(&request.file)?;
        let (file, problems) = grid::check(&bytes);
        let file = file.ok_or(AppError::Refused(problems))?;
        self.with_set_up(|open, set_up| {
            open.notebook
                .add_grids(std::slice::from_ref(&file), self.host().now())?;
            let mut added = open.added_grids()?;
            added.insert(file.sha256());
            open.notebook.save_setting(ADDED, &added)?;
            open.grid_page(&file, set_up, self.today(set_up))
        })
    }

    /// Offers a grid to the scopes in which one publishes.
    ///
    /// # Errors
    /// When the notebook does not have it, one publishes nowhere, or the notebook knows no store.
    pub fn publish_grid(&self, request: GridRequest) -> Outcome<GridView> {
        let (sha256, day) =
            self.with_set_up(|open, set_up| Ok((open.grid_named(&request)?.sha256(), self.today(set_up))))?;
        Session::of(self).with(|desk| {
            let address = desk.address()?;
            sync::publish_grid(desk, &address, sha256, (day, self.host().now()))
        })?;
        self.grid(request)
    }
}
