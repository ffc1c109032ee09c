//! Syncing with the académie's store: started by hand or at unlock, told as it goes, ended at any moment. It holds nothing of
//! the notebook while it waits for the network.

mod academie;
mod conflicts;
mod devices;
pub(crate) mod job;
mod joining;
pub(crate) mod places;
mod quarantine;
mod reaching;
mod recovering;
mod status;
mod words;

use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::Duration;

use notebook::sync::{
    self, Access, Desk, HttpTransport, Interruptible, Outcome as Synced, Phase, Surroundings, SyncError,
};
use observation::instant::Instant;
use observation::problem::Problem;
use sync_protocol::trust::Chain;

pub use academie::{Invited, KeeperWork, RootKey};

use crate::App;
use crate::problem::{AppError, Outcome};
use crate::session::Open;
use crate::session::opening::closed_keys;
use crate::views::{Nothing, SyncView};

/// How often it is looked whether the person ended a sync that waits.
const LOOKING: Duration = Duration::from_millis(100);

/// The open notebook, step by step.
pub(crate) struct Session<'a> {
    app: &'a App,
}

impl Open {
    /// What signs for the author; without the keys file.
    pub(crate) fn desk(&self) -> Desk<'_> {
        Desk {
            notebook: &self.notebook,
            secrets: &self.secrets,
            author: &self.author,
            device: &self.device,
            keys: None,
        }
    }

    /// Whom the académie believes, as far as this notebook was told; none where it knows no store.
    pub(crate) fn chain(&self) -> Outcome<Option<Chain>> {
        let enrolment = self.notebook.enrolment()?;
        let chain = enrolment.map(|known| sync::chain_of(&self.notebook, &known.address));
        Ok(chain.transpose()?)
    }
}

impl<'a> Session<'a> {
    pub(crate) fn of(app: &'a App) -> Self {
        Self { app }
    }
}

impl Access for Session<'_> {
    fn with<T>(&self, work: impl FnOnce(Desk<'_>) -> Result<T, SyncError>) -> Result<T, SyncError> {
        let done = self.app.with_open(|open| {
            // Read at each step, as the recovery code may be replaced between two. Without its keys file a notebook syncs all
            // the same; what the code opens is sent another time.
            let keys = closed_keys(&self.app.host().notebook_folder()).ok();
            Ok(work(Desk {
                keys: keys.as_ref(),
                ..open.desk()
            }))
        });
        done.unwrap_or(Err(SyncError::Locked))
    }
}

impl Surroundings for Session<'_> {
    fn now(&self) -> Instant {
        self.app.host().now()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        self.app.host().fill_random(bytes);
    }

    fn tell(&self, phase: Phase) {
        *self.app.sync.phase.lock().unwrap_or_else(PoisonError::into_inner) = Some(phase);
    }

    fn wait(&self, time: Duration) {
        let began = std::time::Instant::now();
        while began.elapsed() < time && !self.is_cancelled() {
            std::thread::sleep(LOOKING);
        }
    }

    fn is_cancelled(&self) -> bool {
        self.app.sync.cancelled.load(Ordering::Relaxed)
    }
}

impl App {
    /// Syncs now, and says how it went; where a sync is under way, says how far it is.
    ///
    /// # Errors
    /// When the notebook is locked, or knows no store. What the network or the store refuses is told in the view.
    pub fn sync_now(&self, _: Nothing) -> Outcome<SyncView> {
        if self.sync.running.swap(true, Ordering::AcqRel) {
            return self.sync_status(Nothing {});
        }
        self.sync.cancelled.store(false, Ordering::Relaxed);
        self.sync_to_its_end();
        self.sync_status(Nothing {})
    }

    /// One sync, and what is to be told of how it ended.
    pub(crate) fn sync_to_its_end(&self) {
        let synced = self.synced();
        self.sync.ended(match &synced {
            Ok(outcome) if outcome.agreed => None,
            Ok(_) => Some(Problem::error(words::DIFFERING, "")),
            // What will pass by itself alarms nobody.
            Err(error) if error.will_pass() => Some(error.problem().into_warning()),
            Err(error) => Some(error.problem()),
        });
    }

    /// One sync, from its hello to its end.
    ///
    /// # Errors
    /// Those of the sync.
    pub fn synced(&self) -> Result<Synced, SyncError> {
        let session = Session::of(self);
        let enrolment = session.with(|desk| Ok(desk.notebook.enrolment()?))?;
        let enrolment = enrolment.ok_or(SyncError::NotEnrolled)?;
        let transport = Interruptible::new(HttpTransport::new(&enrolment.address)?, &session);
        let synced = sync::run(&session, &session, &transport);
        // Where it was cut, nobody knows what had come.
        self.forget_what_was_read(synced.as_ref().map_or(true, |outcome| outcome.schools));
        synced
    }

    /// Ends the sync that is under way, be it in the midst of a request.
    ///
    /// # Errors
    /// When the notebook is locked.
    pub fn cancel_sync(&self, _: Nothing) -> Outcome<SyncView> {
        self.sync.cancelled.store(true, Ordering::Relaxed);
        self.sync_status(Nothing {})
    }

    /// What a sync may have changed under what was read once for all.
    fn forget_what_was_read(&self, schools: bool) {
        let forgotten = self.with_open(|open| {
            *open.register.lock().unwrap_or_else(PoisonError::into_inner) = None;
            if schools {
                open.forget_schools();
            }
            Ok(())
        });
        // A notebook that was locked meanwhile has nothing to forget.
        drop(forgotten);
    }
}

impl From<SyncError> for AppError {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Notebook(below) => below.into(),
            SyncError::Keys(below) => below.into(),
            other => other.problem().into(),
        }
    }
}
