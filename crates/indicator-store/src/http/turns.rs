//! Turns: how much one asker may have under way at once, so that who asks often holds up nobody but himself.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::problem::{Problem, codes};

/// How long one waits for a turn, or for room.
const PATIENCE: Duration = Duration::from_secs(10);

/// The turns of all who ask.
pub(super) struct Turns<Who> {
    most: usize,
    held: Mutex<HashMap<Who, Arc<Semaphore>>>,
}

impl<Who: Eq + Hash> Turns<Who> {
    /// `most` turns at once for each.
    pub(super) fn of(most: usize) -> Self {
        Self {
            most,
            held: Mutex::default(),
        }
    }

    /// A turn of `who`, once there is one.
    pub(super) async fn turn(&self, who: Who) -> Result<OwnedSemaphorePermit, Problem> {
        let turns = self.of_one(who);
        waited(turns, 1).await
    }

    /// Those of one; of who waits for nothing they are forgotten.
    fn of_one(&self, who: Who) -> Arc<Semaphore> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, turns| Arc::strong_count(turns) > 1);
        let turns = held.entry(who);
        Arc::clone(turns.or_insert_with(|| Arc::new(Semaphore::new(self.most))))
    }

    #[cfg(test)]
    pub(super) fn holders(&self) -> usize {
        self.held.lock().map_or(0, |held| held.len())
    }
}

/// So many permits, once they are there; after a while whoever waits is told to come again.
pub(super) async fn waited(room: Arc<Semaphore>, many: u32) -> Result<OwnedSemaphorePermit, Problem> {
    let waited = tokio::time::timeout(PATIENCE, room.acquire_many_owned(many)).await;
    waited.map_err(|_| busy())?.map_err(|_| busy())
}

/// How much room so many bytes take, in KiB.
pub(super) fn kilobytes(size: usize) -> u32 {
    u32::try_from(size / 1024 + 1).unwrap_or(u32::MAX)
}

/// The store has too much to do.
pub(super) fn busy() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, codes::UNAVAILABLE).retry_after(5)
}
