//! A store that lies: a true one answers, and what it says comes out changed.

use std::sync::atomic::{AtomicUsize, Ordering};

use notebook::sync::{Request, Response, SyncError, Transport};
use serde_json::Value;
use sync_protocol::message::stream::{Page, Stream};

/// What becomes of a request: the way to the true store is at hand.
type Lie<'a> = Box<dyn Fn(&Request, &dyn Transport) -> Result<Response, SyncError> + Send + Sync + 'a>;

/// A store before which the tester sits.
pub struct HostileStore<'a> {
    true_store: &'a dyn Transport,
    lie: Lie<'a>,
    told: AtomicUsize,
}

impl<'a> HostileStore<'a> {
    /// One that answers each request by `lie`.
    pub fn answering(
        true_store: &'a dyn Transport,
        lie: impl Fn(&Request, &dyn Transport) -> Result<Response, SyncError> + Send + Sync + 'a,
    ) -> Self {
        Self {
            true_store,
            lie: Box::new(lie),
            told: AtomicUsize::new(0),
        }
    }

    /// One that changes the pages of streams.
    pub fn paging(
        true_store: &'a dyn Transport,
        lie: impl Fn(&Stream, &mut Page) + Send + Sync + 'a,
    ) -> Self {
        Self::answering(true_store, move |request, store| {
            let mut answer = store.exchange(request)?;
            let page = serde_json::from_slice::<Page>(&answer.body);
            if let (Some(stream), Ok(mut page)) = (stream_of(request), page) {
                lie(&stream, &mut page);
                answer.body = serde_json::to_vec(&page).unwrap_or_default();
            }
            Ok(answer)
        })
    }

    /// One that changes what it answers to requests whose address begins with `path`.
    pub fn rewriting(
        true_store: &'a dyn Transport,
        path: &'static str,
        lie: impl Fn(&mut Value) + Send + Sync + 'a,
    ) -> Self {
        Self::answering(true_store, move |request, store| {
            let mut answer = store.exchange(request)?;
            let said = serde_json::from_slice::<Value>(&answer.body);
            if let (true, Ok(mut said)) = (request.path.starts_with(path), said) {
                lie(&mut said);
                answer.body = said.to_string().into_bytes();
            }
            Ok(answer)
        })
    }

    /// How many answers were others than the true store gave: a lie that was never told proves nothing.
    pub fn told(&self) -> usize {
        self.told.load(Ordering::Relaxed)
    }
}

/// The stream of which a request asks a page.
#[must_use]
pub fn stream_of(request: &Request) -> Option<Stream> {
    let named = request.path.strip_prefix("/v1/streams/")?;
    named.split('?').next()?.parse().ok()
}

/// What the true store answered to one request, kept as it passes.
struct Overheard<'a> {
    store: &'a dyn Transport,
    answered: std::sync::Mutex<Option<Response>>,
}

impl Transport for Overheard<'_> {
    fn exchange(&self, request: &Request) -> Result<Response, SyncError> {
        let answer = self.store.exchange(request)?;
        let mut answered = self
            .answered
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *answered = Some(answer.clone());
        Ok(answer)
    }
}

impl Transport for HostileStore<'_> {
    fn exchange(&self, request: &Request) -> Result<Response, SyncError> {
        let overheard = Overheard {
            store: self.true_store,
            answered: std::sync::Mutex::default(),
        };
        let said = (self.lie)(request, &overheard)?;
        let answered = overheard
            .answered
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_same = answered.is_some_and(|answered| means(&answered) == means(&said));
        if !is_same {
            self.told.fetch_add(1, Ordering::Relaxed);
        }
        Ok(said)
    }
}

/// An answer by what it says: members of JSON have no order.
fn means(answer: &Response) -> (u16, Option<Value>, &[u8]) {
    let said: Option<Value> = serde_json::from_slice(&answer.body).ok();
    let other = if said.is_some() { &[][..] } else { &answer.body };
    (answer.status, said, other)
}
