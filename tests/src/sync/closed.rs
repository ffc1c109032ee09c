//! The notebook of a Carnet that does not run, opened by its passphrase: to look into it, or to sync it as Carnet must not.

use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use app::session::opening::closed_keys;
use indicator_store::machine::{Machine, ThisMachine};
use notebook::keys::{AuthorPublicKeys, Passphrase, Secrets};
use notebook::sync::{
    self, Access, Desk, HttpTransport, Method, Outcome, Phase, Request, Response, Surroundings, SyncError,
    Transport,
};
use notebook::{Device, Notebook, OpenOptions};
use observation::instant::Instant;
use sync_protocol::message::batch::{ReceivedBatch, Verdicts};
use sync_protocol::{RecordKind, Refusal, Verdict};

use super::laptop::Trouble;
use super::visits::at;

/// An open notebook.
pub struct ClosedNotebook {
    /// The notebook.
    pub notebook: Notebook,
    /// Its author.
    pub author: AuthorPublicKeys,
    secrets: Secrets,
    device: Device,
}

impl ClosedNotebook {
    /// Opens the notebook in `folder`.
    ///
    /// # Errors
    /// When it does not open.
    pub fn open(folder: &Path, passphrase: &str) -> Result<Self, Trouble> {
        let keys = closed_keys(folder).map_err(|error| format!("{error:?}"))?;
        let secrets = keys.unlock_with_passphrase(&Passphrase::new(passphrase)?)?;
        let notebook = Notebook::open(folder, &OpenOptions::with_key(*secrets.database_key()))?;
        let device = notebook.device()?.ok_or("no device")?;
        Ok(Self {
            notebook,
            author: keys.author().clone(),
            secrets,
            device,
        })
    }

    /// Sets its sealed visits that wait for the store of `academie` in the quarantine, as if that store had refused their facts:
    /// one that reads less than this notebook does.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn visits_were_refused(&self, academie: &str) -> Result<(), Trouble> {
        let waiting = self.notebook.outbox(academie, 10_000)?.into_iter();
        for visit in waiting.filter(|one| one.signed.record.kind == RecordKind::Revision) {
            let (place, why) = (visit.position, Refusal::Facts.code());
            self.notebook.quarantine_record(place, why, at(1))?;
        }
        Ok(())
    }

    /// Syncs as a known-bad client: it takes each batch for stored before it has gone.
    ///
    /// # Errors
    /// Those of the sync.
    pub fn sync_too_early(&self) -> Result<Outcome, SyncError> {
        let enrolment = self.notebook.enrolment()?.ok_or(SyncError::NotEnrolled)?;
        let transport = TooEarly {
            network: HttpTransport::new(&enrolment.address)?,
            owed: Mutex::default(),
        };
        sync::run(self, self, &transport)
    }
}

impl Access for ClosedNotebook {
    fn with<T>(&self, work: impl FnOnce(Desk<'_>) -> Result<T, SyncError>) -> Result<T, SyncError> {
        work(Desk {
            notebook: &self.notebook,
            secrets: &self.secrets,
            author: &self.author,
            device: &self.device,
            keys: None,
        })
    }
}

impl Surroundings for ClosedNotebook {
    fn now(&self) -> Instant {
        ThisMachine.now()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        ThisMachine.fill_random(bytes);
    }

    fn tell(&self, _: Phase) {}

    fn wait(&self, time: Duration) {
        // The store asked for it; nothing else could be waited for.
        std::thread::park_timeout(time);
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Says « stored » of a batch, and carries it before the next request.
struct TooEarly {
    network: HttpTransport,
    owed: Mutex<Option<Request>>,
}

impl Transport for TooEarly {
    fn exchange(&self, request: &Request) -> Result<Response, SyncError> {
        let owed = self.owed.lock().unwrap_or_else(PoisonError::into_inner).take();
        owed.map(|owed| self.network.exchange(&owed)).transpose()?;
        if request.method == Method::Get || request.path != "/v1/batches" {
            return self.network.exchange(request);
        }
        *self.owed.lock().unwrap_or_else(PoisonError::into_inner) = Some(request.clone());
        let strange = |error: serde_json::Error| SyncError::StrangeAnswer(error.to_string());
        let batch: ReceivedBatch<'_> = serde_json::from_slice(&request.body).map_err(strange)?;
        let stored = |_| Verdict::Stored { sequence: 1 };
        let verdicts = batch.records.iter().map(stored).collect();
        Ok(Response {
            status: 200,
            content_type: "application/json".to_owned(),
            retry_after: None,
            body: serde_json::to_vec(&Verdicts { verdicts }).map_err(strange)?,
        })
    }
}
