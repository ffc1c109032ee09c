//! Where the application stands.

use std::sync::PoisonError;

use chrono_tz::Tz;
use notebook::Notebook;
use notebook::keys::Origin;
use observation::problem::Problem;

use super::opening::usable_keys;
use super::{App, Open, Phase, SetUp};
use crate::problem::{Outcome, codes};
use crate::views::{AppState, AppStatus, InspectorView, Nothing, ProblemView, TourRequest};

/// The setting that says that the tour was put away.
const TOUR_ENDED: &str = "tour_ended";

impl App {
    /// Where the application stands, and which screen to open.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn status(&self, _: Nothing) -> Outcome<AppStatus> {
        match &*self.phase.read().unwrap_or_else(PoisonError::into_inner) {
            Phase::Closed => self.closed_status(),
            Phase::Open(open) => self.open_status(open),
        }
    }

    /// Puts the tour of five steps away, or offers it again.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn offer_tour(&self, request: TourRequest) -> Outcome<AppStatus> {
        self.with_open(|open| Ok(open.notebook.save_setting(TOUR_ENDED, &!request.offered)?))?;
        self.status(Nothing {})
    }

    fn closed_status(&self) -> Outcome<AppStatus> {
        let folder = self.host().notebook_folder();
        let origin = usable_keys(self.host(), &folder)?.map(|loaded| loaded.origin);
        let state = match origin {
            Some(_) => AppState::Locked,
            None if Notebook::exists(&folder) => AppState::KeysMissing,
            None => AppState::NoNotebook,
        };
        let former = (origin == Some(Origin::Former)).then(|| Problem::warning(codes::KEYS_FORMER, ""));
        Ok(AppStatus {
            notices: former.iter().map(ProblemView::from).collect(),
            ..self.bare_status(state, Tz::UTC)
        })
    }

    fn bare_status(&self, state: AppState, zone: Tz) -> AppStatus {
        AppStatus {
            state,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            folder: self.host().notebook_folder().display().to_string(),
            inspector: None,
            fictitious: false,
            idle_minutes: 0,
            tour: false,
            notices: Vec::new(),
            today: self.host().now().date_in(zone).to_string(),
            zone: zone.name().to_owned(),
        }
    }

    fn open_status(&self, open: &Open) -> Outcome<AppStatus> {
        let set_up = open.notebook.inspector()?.map(SetUp::from);
        let standing = open.notebook.standing()?;
        let state = if open.must_change_passphrase {
            AppState::NewPassphrase
        } else if open.shows_recovery()? {
            AppState::ConfirmRecovery
        } else if set_up.is_none() {
            AppState::Inspector
        } else if !standing.has_schools {
            AppState::Directory
        } else {
            AppState::Ready
        };
        let zone = set_up.as_ref().map_or(Tz::UTC, SetUp::zone);
        Ok(AppStatus {
            inspector: set_up.as_ref().map(|known| inspector_view(known, open)),
            fictitious: standing.is_fictitious,
            idle_minutes: super::settings::stored(open)?.idle_minutes,
            tour: !open.notebook.setting(TOUR_ENDED)?.unwrap_or(false),
            notices: open.notices.iter().map(ProblemView::from).collect(),
            ..self.bare_status(state, zone)
        })
    }
}

fn inspector_view(set_up: &SetUp, open: &Open) -> InspectorView {
    let inspector = &set_up.inspector;
    InspectorView {
        name: inspector.name.clone(),
        function: inspector.function.clone(),
        service: inspector.service.clone(),
        circonscriptions: inspector.circonscriptions.clone(),
        disciplines: inspector.disciplines.clone(),
        fingerprint: open.author.fingerprint.grouped(),
    }
}
