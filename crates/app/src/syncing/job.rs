//! A sync under way, as the session holds it: nothing of the notebook.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use notebook::sync::Phase;
use observation::problem::Problem;

/// A sync under way, and how the last one went.
#[derive(Debug, Default)]
pub(crate) struct SyncJob {
    pub(super) running: AtomicBool,
    pub(super) cancelled: AtomicBool,
    pub(super) phase: Mutex<Option<Phase>>,
    pub(super) last: Mutex<Option<Problem>>,
}

impl SyncJob {
    pub(super) fn phase(&self) -> Option<Phase> {
        *self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn last(&self) -> Option<Problem> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends the sync under way at its next look; where there is none, nothing that begins later.
    pub(crate) fn end_running(&self) {
        if self.running.load(Ordering::Acquire) {
            self.cancelled.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn ended(&self, problem: Option<Problem>) {
        *self.phase.lock().unwrap_or_else(PoisonError::into_inner) = None;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = problem;
        self.cancelled.store(false, Ordering::Relaxed);
        self.running.store(false, Ordering::Release);
    }
}
