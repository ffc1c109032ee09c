//! The directory that a person who publishes offers to the académie's other notebooks.

use std::collections::BTreeMap;

use notebook::sync::{self, Access};
use observation::directory::{School, Schools};

use crate::App;
use crate::problem::Outcome;
use crate::session::{Open, SetUp};
use crate::syncing::Session;
use crate::views::{DirectoryStatus, Nothing, PublishDirectoryRequest, PublishableView};

impl App {
    /// Tells the académie's notebooks how the schools of an académie are, as far as they were told otherwise.
    ///
    /// # Errors
    /// When one publishes nowhere, the notebook knows no store, or the disk refuses.
    pub fn publish_directory(&self, request: PublishDirectoryRequest) -> Outcome<DirectoryStatus> {
        let day = self.with_set_up(|_, set_up| Ok(self.today(set_up)))?;
        Session::of(self).with(|desk| {
            let address = desk.address()?;
            let of_academie = |school: &School| school.academie == request.academie;
            let schools: Schools = desk.notebook.schools()?;
            let schools = schools
                .into_iter()
                .filter(|(_, school)| of_academie(school))
                .collect();
            sync::publish_schools(desk, &address, &schools, (day, self.host().now()))
        })?;
        self.directory_status(Nothing {})
    }

    /// By académie, how many schools others were not told of; nothing where one does not publish.
    pub(super) fn publishable(&self, open: &Open, set_up: &SetUp) -> Outcome<Vec<PublishableView>> {
        let Some(chain) = open.chain()? else {
            return Ok(Vec::new());
        };
        if sync::own_scopes(&chain, open.author.fingerprint, self.today(set_up)).is_empty() {
            return Ok(Vec::new());
        }
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for school in sync::unpublished(&open.notebook, &open.notebook.schools()?)? {
            *counted.entry(school.academie).or_default() += 1;
        }
        let known = counted.into_iter().filter(|(academie, _)| !academie.is_empty());
        Ok(known
            .map(|(academie, schools)| PublishableView { academie, schools })
            .collect())
    }
}
