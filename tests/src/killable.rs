//! A process that another thread may kill while its own waits for it.

use std::io;
use std::process::{Child, ExitStatus};
use std::sync::{Arc, Mutex, PoisonError};

/// A process; killed when dropped.
pub struct Killable(Arc<Mutex<Child>>);

impl Killable {
    /// This process, whose outputs were taken.
    #[must_use]
    pub fn new(process: Child) -> Self {
        Self(Arc::new(Mutex::new(process)))
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).id()
    }

    /// What kills it, as a power cut would (`SIGKILL`), whenever it is called.
    pub fn killer(&self) -> impl FnOnce() + Send + use<> {
        let process = Arc::clone(&self.0);
        move || {
            // It may have ended already.
            let _ = process.lock().unwrap_or_else(PoisonError::into_inner).kill();
        }
    }

    /// Waits for its end, which must be near: it closed its outputs, or was killed.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn ended(&self) -> io::Result<ExitStatus> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).wait()
    }
}

impl Drop for Killable {
    fn drop(&mut self) {
        self.killer()();
        let _ = self.ended();
    }
}
