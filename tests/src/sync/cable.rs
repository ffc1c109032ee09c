//! What lies between a laptop and the store, and how it fails.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use notebook::sync::{Request, Response, SyncError, Transport};
use tokio::runtime::Handle;

use super::line::{Direct, Line};

/// How the next request fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does not reach the store.
    Before,
    /// It is cut on its way up: what reaches the store is half of it.
    DuringRequest,
    /// It reaches the store, and its answer is lost.
    AfterCommit,
    /// Half of its answer comes, as if it were whole.
    DuringAnswer,
    /// A page to sign in to the network comes instead.
    Portal,
    /// It is under way when the laptop gives up, and reaches the store later.
    Late,
    /// It reaches the store twice at once; this is no failure.
    Twice,
}

/// A cable to the store of one router.
pub struct Cable {
    line: Arc<dyn Line>,
    faults: Mutex<Vec<(usize, Fault)>>,
    passed: Mutex<Passed>,
    /// Whether every request goes up twice at once.
    doubles: bool,
}

#[derive(Default)]
struct Passed {
    count: usize,
    bytes: Vec<Vec<u8>>,
    late: Vec<Request>,
}

impl Cable {
    /// A whole cable, that fails at these requests, counted from 0.
    #[must_use]
    pub fn new(router: Router, runtime: Handle, faults: Vec<(usize, Fault)>) -> Self {
        Self::on(Arc::new(Direct::new(router, runtime)), faults)
    }

    /// A cable on any line, that fails at these requests.
    #[must_use]
    pub fn on(line: Arc<dyn Line>, faults: Vec<(usize, Fault)>) -> Self {
        Self {
            line,
            faults: Mutex::new(faults),
            passed: Mutex::default(),
            doubles: false,
        }
    }

    /// The same, on which every request goes up twice at once.
    #[must_use]
    pub fn doubling(mut self) -> Self {
        self.doubles = true;
        self
    }

    /// Every body that went up.
    #[must_use]
    pub fn sent(&self) -> Vec<Vec<u8>> {
        self.passed().bytes.clone()
    }

    /// The requests that are still under way.
    #[must_use]
    pub fn late(&self) -> Vec<Request> {
        self.passed().late.clone()
    }

    fn passed(&self) -> std::sync::MutexGuard<'_, Passed> {
        self.passed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fault(&self, request: &Request) -> Option<Fault> {
        let mut passed = self.passed();
        passed
            .bytes
            .push([request.path.as_bytes(), &request.body].concat());
        let at = passed.count;
        passed.count += 1;
        let faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        let fault = faults.iter().find(|(place, _)| *place == at);
        fault
            .map(|(_, fault)| *fault)
            .or(self.doubles.then_some(Fault::Twice))
    }

    /// Both go up at once; the answer of one comes back.
    fn twice(&self, request: &Request) -> Result<Response, SyncError> {
        std::thread::scope(|scope| {
            let other = scope.spawn(|| self.line.exchange(request));
            let one = self.line.exchange(request);
            drop(other.join());
            one
        })
    }
}

impl Transport for Cable {
    fn exchange(&self, request: &Request) -> Result<Response, SyncError> {
        let cut = || SyncError::Unreachable("the cable was cut".to_owned());
        match self.fault(request) {
            Some(Fault::Before) => Err(cut()),
            Some(Fault::DuringRequest) => self.line.exchange(&half(request)).and_then(|_| Err(cut())),
            Some(Fault::AfterCommit) => self.line.exchange(request).and_then(|_| Err(cut())),
            Some(Fault::DuringAnswer) => self.line.exchange(request).map(|mut response| {
                response.body.truncate(response.body.len() / 2);
                response
            }),
            Some(Fault::Portal) => Ok(portal()),
            Some(Fault::Late) => {
                self.line.comes(request);
                self.passed().late.push(request.clone());
                Err(cut())
            }
            Some(Fault::Twice) => self.twice(request),
            None => self.line.exchange(request),
        }
    }
}

fn half(request: &Request) -> Request {
    let mut half = request.clone();
    half.body.truncate(request.body.len() / 2);
    half
}

fn portal() -> Response {
    Response {
        status: 200,
        content_type: "text/html".to_owned(),
        retry_after: None,
        body: b"<html>Connectez-vous</html>".to_vec(),
    }
}
