//! What is around a sync: the clock, randomness, whoever watches it.

use std::time::Duration;

use observation::instant::Instant;

/// What a sync is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Reaching the store.
    Reaching,
    /// Sending: so many were sent, so many wait.
    Sending {
        /// Sent in this sync.
        sent: u64,
        /// Still waiting.
        waiting: u64,
    },
    /// Receiving: so many came.
    Receiving {
        /// Received in this sync.
        received: u64,
    },
    /// Comparing what both hold.
    Comparing,
}

/// The machine and the person around a sync.
pub trait Surroundings: Sync {
    /// Now, by the machine's clock.
    fn now(&self) -> Instant;

    /// Fills `bytes` with random bytes fit for keys.
    fn fill_random(&self, bytes: &mut [u8]);

    /// Tells what is being done.
    fn tell(&self, phase: Phase);

    /// Waits so long, or until the person ends it.
    fn wait(&self, time: Duration);

    /// Whether the person ended it.
    fn is_cancelled(&self) -> bool;
}
