//! The application between two commands: closed, or open on one notebook.

mod aside;
mod creation;
pub mod inspector;
mod lock;
pub mod opening;
pub(crate) mod passphrase;
mod recovery;
mod settings;
pub(crate) mod signing;
mod status;

pub(crate) use recovery::CONFIRMED as RECOVERY_CONFIRMED;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use chrono_tz::Tz;
use notebook::keys::{AuthorPublicKeys, RecoveryCode, Secrets};
use notebook::{Device, Inspector, Notebook, OpenOptions};
use observation::canonical::Sha256;
use observation::clock::Watch;
use observation::directory::{Circonscriptions, SchoolIndex};
use observation::grid::GridFile;
use observation::preset::Preset;
use observation::problem::Problem;
use observation::register::Register;
use serde_json::Value;
use uuid::Uuid;

use crate::commands;
use crate::consolidation::gathered::Gathered;
use crate::host::Host;
use crate::keeping::Refusals;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::releases::drafted::Drafted;
use crate::staging::StagedFiles;
use crate::syncing::job::SyncJob;
use crate::views::Failure;

/// The application.
pub struct App {
    host: Arc<dyn Host>,
    phase: RwLock<Phase>,
    pub(crate) staged: Mutex<StagedFiles>,
    pub(crate) refusals: Mutex<Refusals>,
    /// Held while backups are made or taken away: one in the making would be taken for one that was cut, and one begun
    /// before a deletion would bring it back.
    pub(crate) backing_up: Mutex<()>,
    pub(crate) sync: SyncJob,
}

/// Whether a notebook is open.
enum Phase {
    Closed,
    Open(Box<Open>),
}

/// An open notebook with what opened it.
pub(crate) struct Open {
    pub(crate) notebook: Notebook,
    pub(crate) secrets: Secrets,
    pub(crate) author: AuthorPublicKeys,
    pub(crate) device: Device,
    pub(crate) school_index: Mutex<Option<Arc<SchoolIndex>>>,
    pub(crate) circonscriptions: Mutex<Option<Arc<Circonscriptions>>>,
    pub(crate) register: Mutex<Option<Arc<Register>>>,
    /// Grids are immutable: each is read once.
    pub(crate) grids: Mutex<BTreeMap<Sha256, Arc<GridFile>>>,
    /// What is counted, and after how many changes it was.
    pub(crate) gathered: Mutex<Option<(u64, Arc<Gathered>)>>,
    recovery: Mutex<Option<PendingRecovery>>,
    /// The release that was looked at and not signed yet.
    pub(crate) drafted: Mutex<Option<Drafted>>,
    /// How many changes the last backup of this session had seen.
    pub(crate) backed_up: AtomicU64,
    /// What was seen of this machine's clock since it was opened.
    pub(crate) clock: Mutex<Watch>,
    /// Unlocked by the recovery code: nothing else is done before a new passphrase.
    must_change_passphrase: bool,
    notices: Vec<Problem>,
}

/// A recovery code that was not confirmed yet.
struct PendingRecovery {
    code: RecoveryCode,
    /// From 1.
    to_confirm: [usize; 2],
    /// Whether it opens the notebook already: the one that a notebook was made with does.
    opens_already: bool,
}

impl Open {
    /// How its notebook opens.
    pub(crate) fn options(&self) -> OpenOptions {
        OpenOptions::with_key(*self.secrets.database_key())
    }
}

impl App {
    /// An application on this machine; no notebook is open yet.
    #[must_use]
    pub fn new(host: Arc<dyn Host>) -> Self {
        Self {
            host,
            phase: RwLock::new(Phase::Closed),
            staged: Mutex::default(),
            refusals: Mutex::default(),
            backing_up: Mutex::default(),
            sync: SyncJob::default(),
        }
    }

    /// Carries out the command `name`. A panic within it ends it alone.
    ///
    /// # Errors
    /// As a [`Failure`]: what is wrong, all at once; nothing changed.
    pub fn call(&self, name: &str, request: Value) -> Result<Value, Failure> {
        let carried_out = catch_unwind(AssertUnwindSafe(|| commands::dispatch(self, name, request)));
        let carried_out = carried_out.unwrap_or_else(|_| Err(Fault::Panic(name.to_owned()).into()));
        carried_out.inspect_err(|failure| self.remember(name, failure))
    }

    pub(crate) fn host(&self) -> &dyn Host {
        &*self.host
    }

    pub(crate) fn shared_host(&self) -> Arc<dyn Host> {
        Arc::clone(&self.host)
    }

    /// A new identifier.
    pub(crate) fn fresh_id(&self) -> Uuid {
        let mut bytes = [0; 16];
        self.host.fill_random(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// Works on the open notebook.
    pub(crate) fn with_open<T>(&self, work: impl FnOnce(&Open) -> Outcome<T>) -> Outcome<T> {
        match &*self.phase.read().unwrap_or_else(PoisonError::into_inner) {
            Phase::Open(open) if !open.must_change_passphrase => work(open),
            Phase::Open(_) | Phase::Closed => Err(AppError::refused(codes::LOCKED, "")),
        }
    }

    /// Works on the open notebook once the first start is done.
    pub(crate) fn with_set_up<T>(&self, work: impl FnOnce(&Open, &SetUp) -> Outcome<T>) -> Outcome<T> {
        self.with_open(|open| {
            let set_up = open.notebook.inspector()?.map(SetUp::from);
            let set_up = set_up.ok_or_else(|| AppError::refused(codes::NOT_SET_UP, ""))?;
            work(open, &set_up)
        })
    }

    /// Closes the notebook, then works on its folder; it is locked afterwards, whatever came of it.
    pub(crate) fn while_closed<T>(&self, work: impl FnOnce(&Path) -> Outcome<T>) -> Outcome<T> {
        self.sync.end_running();
        let mut phase = self.phase_mut();
        *phase = Phase::Closed;
        self.forget_staged();
        work(&self.host.notebook_folder())
    }

    /// Works on the folder of a notebook that is closed, or missing.
    pub(crate) fn if_closed<T>(&self, work: impl FnOnce(&Path) -> Outcome<T>) -> Outcome<T> {
        let phase = self.phase_mut();
        match *phase {
            Phase::Closed => work(&self.host.notebook_folder()),
            Phase::Open(_) => Err(AppError::refused(codes::NOTEBOOK_OPEN, "")),
        }
    }

    fn phase_mut(&self) -> std::sync::RwLockWriteGuard<'_, Phase> {
        self.phase.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Who the inspector is, and what is particular to the académie.
pub(crate) struct SetUp {
    pub(crate) inspector: Inspector,
    pub(crate) preset: Preset,
}

impl SetUp {
    /// The zone in which dates and times are shown.
    pub(crate) fn zone(&self) -> Tz {
        self.preset.zone.parse().unwrap_or(Tz::UTC)
    }
}

impl From<(Inspector, Preset)> for SetUp {
    fn from((inspector, preset): (Inspector, Preset)) -> Self {
        Self { inspector, preset }
    }
}
