//! How much a wire has carried, and what is to be done once it has carried so much more.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// What is done once, when so many bytes have passed.
pub(super) type Act = Box<dyn FnOnce() + Send>;

/// Counts what passes, both ways together.
#[derive(Default)]
pub(super) struct Meter {
    carried: AtomicU64,
    waiting: Mutex<Option<(u64, Act)>>,
}

impl Meter {
    pub(super) fn carried(&self) -> u64 {
        self.carried.load(Ordering::Relaxed)
    }

    pub(super) fn set(&self, bytes: u64, act: Act) {
        *self.waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some((bytes, act));
    }

    pub(super) fn forget(&self) -> bool {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        waiting.is_some()
    }

    /// Passes `bytes` on to `to`; what waits for one of them is done just before it.
    pub(super) fn pass(&self, to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
        let (before, act) = self.due(bytes.len());
        let passed = to.write_all(&bytes[..before]);
        if let Some(act) = act {
            act();
        }
        passed?;
        to.write_all(&bytes[before..])?;
        self.carried.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// How many of the next `length` bytes pass before what waits is done, and that; all of them where it is not due yet.
    fn due(&self, length: usize) -> (usize, Option<Act>) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        match waiting.take() {
            Some((left, act)) if left < length as u64 => (usize::try_from(left).unwrap_or(length), Some(act)),
            Some((left, act)) => {
                *waiting = Some((left - length as u64, act));
                (length, None)
            }
            None => (length, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use super::*;

    /// What had come when something was done.
    struct Seen {
        done: Arc<AtomicBool>,
        before: Vec<u8>,
    }

    impl Write for Seen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if !self.done.load(Ordering::Relaxed) {
                self.before.extend(bytes);
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_waits_is_done_between_two_bytes() {
        for (at, before) in [(0, 0), (3, 3), (5, 5), (7, 7), (9, 8)] {
            let (meter, done) = (Meter::default(), Arc::new(AtomicBool::new(false)));
            let told = Arc::clone(&done);
            meter.set(at, Box::new(move || told.store(true, Ordering::Relaxed)));
            let mut seen = Seen {
                done,
                before: Vec::new(),
            };
            for piece in [b"abcde".as_slice(), b"fgh"] {
                meter.pass(&mut seen, piece).unwrap_or_default();
            }
            assert_eq!(seen.before.len(), before, "{at}");
            assert_eq!((meter.carried(), meter.forget()), (8, at >= 8), "{at}");
        }
    }
}
