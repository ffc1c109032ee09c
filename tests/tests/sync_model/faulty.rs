//! Stores and notebooks that are broken on purpose, each of which a history must find out: all from the outside, before the
//! store's router or around its answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use notebook::sync::{Method, Request, Response, SyncError, Transport};
use serde::Deserialize;
use sync_protocol::message::batch::Verdicts;
use sync_protocol::message::stream::Page;
use sync_protocol::{Cursor, Holding, Record, RecordKey, Verdict};
use whole_product::sync::Cable;
use whole_product::sync::laptop::Laptop;
use whole_product::sync::line::{Direct, Line};
use whole_product::sync::visits::ACADEMIE;

/// Beyond every number that the store gives in a history.
const BEYOND: u64 = 1_000_000;

/// What is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// Nothing.
    None,
    /// A restored store goes on in its former life.
    RestoreWithoutNewLife,
    /// The notebook keeps the verdicts before it has the answer.
    DeliveredBeforeTheAnswer,
    /// Whatever the store holds, the notebook finds that it is the same.
    NoComparison,
    /// The store answers a batch before it keeps it.
    AnswersBeforeCommit,
    /// The store numbers records when they come, not when readers see them.
    PlainSequence,
    /// The store stores again what is sent again.
    StoresAgain,
}

/// What a broken store remembers.
#[derive(Default)]
pub struct Front(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    /// Batches that were answered, and are not kept yet.
    answered: Vec<Request>,
    /// The numbers that records were given when they came.
    numbers: BTreeMap<RecordKey, u64>,
    /// The records that came once.
    seen: BTreeSet<RecordKey>,
    /// Those that were stored again.
    again: Vec<RecordKey>,
}

impl Front {
    /// What stands before the store where it is broken so.
    pub fn before(front: &Arc<Self>, bug: Bug, store: Direct) -> Arc<dyn Line> {
        match bug {
            Bug::AnswersBeforeCommit | Bug::PlainSequence | Bug::StoresAgain => Arc::new(Broken {
                front: Arc::clone(front),
                bug,
                store,
            }),
            _ => Arc::new(store),
        }
    }

    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The process ends: what it had answered only is lost.
    pub fn dies(&self) {
        self.remembered().answered.clear();
    }

    /// The records that the store holds once more.
    pub fn stored_again(&self) -> Vec<RecordKey> {
        self.remembered().again.clone()
    }
}

/// A store that is broken.
struct Broken {
    front: Arc<Front>,
    bug: Bug,
    store: Direct,
}

#[derive(Deserialize)]
struct Sent {
    records: Vec<Record>,
}

/// The keys of the records that a request brings.
fn brought(request: &Request) -> Vec<RecordKey> {
    let sent: Option<Sent> = serde_json::from_slice(&request.body).ok();
    let records = sent.into_iter().flat_map(|sent| sent.records);
    records.map(|record| record.key()).collect()
}

fn is_batch(request: &Request) -> bool {
    request.path == "/v1/batches"
}

impl Broken {
    /// What was answered is kept once something else is asked; a batch is answered at once.
    fn before_commit(&self, request: &Request) -> Result<Response, SyncError> {
        let answered = std::mem::take(&mut self.front.remembered().answered);
        for waiting in answered {
            self.store.exchange(&waiting)?;
        }
        if !is_batch(request) {
            return self.store.exchange(request);
        }
        let stored = |_| Verdict::Stored { sequence: 1 };
        let verdicts = brought(request).into_iter().map(stored).collect();
        self.front.remembered().answered.push(request.clone());
        Ok(json(&Verdicts { verdicts }))
    }

    fn again(&self, request: &Request) -> Result<Response, SyncError> {
        if is_batch(request) {
            let mut remembered = self.front.remembered();
            for key in brought(request) {
                if !remembered.seen.insert(key.clone()) {
                    remembered.again.push(key);
                }
            }
        }
        self.store.exchange(request)
    }

    /// Numbers what comes at once.
    fn number(&self, request: &Request) {
        let mut remembered = self.front.remembered();
        for key in brought(request) {
            let next = BEYOND + remembered.numbers.len() as u64;
            remembered.numbers.entry(key).or_insert(next);
        }
    }

    fn sequenced(&self, request: &Request) -> Result<Response, SyncError> {
        self.number(request);
        let is_stream = request.method == Method::Get && request.path.starts_with("/v1/streams/");
        let Some((path, query)) = request.path.split_once('?').filter(|_| is_stream) else {
            return self.renumbered(request, 0);
        };
        let after: Option<Cursor> = query.strip_prefix("after=").and_then(|text| text.parse().ok());
        let all = Request {
            path: path.to_owned(),
            ..request.clone()
        };
        self.renumbered(&all, after.map_or(0, |cursor| cursor.sequence))
    }

    /// The page of a stream from its start, as far as it is after `after` by the numbers given at coming.
    fn renumbered(&self, request: &Request, after: u64) -> Result<Response, SyncError> {
        let response = self.store.exchange(request)?;
        let Ok(mut page) = serde_json::from_slice::<Page>(&response.body) else {
            return Ok(response);
        };
        let remembered = self.front.remembered();
        for placed in &mut page.records {
            let number = remembered.numbers.get(&placed.record.key());
            placed.sequence = number.copied().unwrap_or(placed.sequence);
        }
        page.records.retain(|placed| placed.sequence > after);
        page.records.sort_by_key(|placed| placed.sequence);
        let last = page.records.last().map_or(after, |placed| placed.sequence);
        if let Ok(mut cursor) = page.cursor.parse::<Cursor>() {
            cursor.sequence = last;
            page.cursor = cursor.to_string();
        }
        Ok(json(&page))
    }
}

impl Line for Broken {
    fn comes(&self, request: &Request) {
        if self.bug == Bug::PlainSequence {
            self.number(request);
        }
    }
}

impl Transport for Broken {
    fn exchange(&self, request: &Request) -> Result<Response, SyncError> {
        match self.bug {
            Bug::AnswersBeforeCommit => self.before_commit(request),
            Bug::StoresAgain => self.again(request),
            _ => self.sequenced(request),
        }
    }
}

/// A cable by which the store always seems to hold what the laptop holds.
pub struct Agreeing<'a> {
    pub cable: &'a Cable,
    pub laptop: &'a Laptop,
}

impl Transport for Agreeing<'_> {
    fn exchange(&self, request: &Request) -> Result<Response, SyncError> {
        if !request.path.starts_with("/v1/authors/me/digest") {
            return self.cable.exchange(request);
        }
        let notebook = self.laptop.notebook();
        let own = notebook.own_keys(ACADEMIE, self.laptop.fingerprint(), &BTreeSet::new())?;
        Ok(json(&Holding::of(own.iter().map(|(_, key)| key))))
    }
}

fn json(answer: &impl serde::Serialize) -> Response {
    Response {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: serde_json::to_vec(answer).unwrap_or_default(),
    }
}
