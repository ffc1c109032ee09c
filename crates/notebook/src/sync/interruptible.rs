//! A request that a person may end while nothing answers. It is left to its own end and nobody waits for it: what it still
//! brings to the store is there as after a cut, and the next sync finds it.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use super::{Request, Response, Surroundings, SyncError, Transport};

/// How often it is looked whether the person ended it.
const LOOKING: Duration = Duration::from_millis(50);

/// Carries requests by `transport` until the person ends the sync.
pub struct Interruptible<'a> {
    transport: Arc<dyn Transport>,
    surroundings: &'a dyn Surroundings,
}

impl<'a> Interruptible<'a> {
    /// Requests that whoever is around the sync may end.
    pub fn new(transport: impl Transport + 'static, surroundings: &'a dyn Surroundings) -> Self {
        let transport = Arc::new(transport);
        Self {
            transport,
            surroundings,
        }
    }
}

impl Transport for Interruptible<'_> {
    fn exchange(&self, request: &Request) -> Result<Response, SyncError> {
        let (answers, answered) = sync_channel(1);
        let (transport, request) = (Arc::clone(&self.transport), request.clone());
        let carrying = thread::Builder::new().name("carnet-request".to_owned());
        carrying
            // Where nobody waits any more, nobody is told.
            .spawn(move || drop(answers.send(transport.exchange(&request))))
            .map_err(|error| SyncError::Unreachable(error.to_string()))?;
        loop {
            match answered.recv_timeout(LOOKING) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Timeout) if !self.surroundings.is_cancelled() => {}
                Err(RecvTimeoutError::Timeout) => return Err(SyncError::Cancelled),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(SyncError::Unreachable("no answer".to_owned()));
                }
            }
        }
    }
}
