//! The clock and the randomness of the machine that the store runs on.

use std::time::{SystemTime, UNIX_EPOCH};

use observation::instant::Instant;

/// What the store asks of the machine besides disks and the network.
pub trait Machine: Send + Sync + 'static {
    /// Now, by the machine's clock.
    fn now(&self) -> Instant;

    /// Fills `bytes` with random bytes fit for keys.
    fn fill_random(&self, bytes: &mut [u8]);
}

/// The machine itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct ThisMachine;

impl Machine for ThisMachine {
    fn now(&self) -> Instant {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant::from_milliseconds(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        // A machine without randomness can make no token: nothing else is safe to do.
        #[allow(clippy::expect_used)]
        getrandom::fill(bytes).expect("the system gives random bytes");
    }
}
