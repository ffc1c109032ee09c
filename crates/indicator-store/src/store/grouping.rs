//! Batches that come at once are kept at once: one transaction, one wait for the disk, for all who wait.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use observation::instant::Instant;
use sync_protocol::Verdict;
use tokio::sync::{mpsc, oneshot};

use super::{Incoming, Order, Store};
use crate::error::StoreError;

/// How many records make a transaction full, however many wait: while it is written, those that come next are examined.
const RECORDS: usize = 100;
/// How many batches may wait for an académie: who comes after them is told to come again.
const WAITING: usize = 256;

/// A batch that waits, and who is to be told.
struct Waiting {
    records: Vec<Incoming>,
    at: Instant,
    told: oneshot::Sender<Result<Vec<Verdict>, StoreError>>,
}

/// Keeps batches for a store; those of one académie that wait together go together.
pub struct Grouped<S> {
    store: Arc<S>,
    queues: Mutex<BTreeMap<String, mpsc::Sender<Waiting>>>,
}

impl<S: Store> Grouped<S> {
    /// Groups what comes for `store`.
    pub fn new(store: Arc<S>) -> Self {
        Self {
            store,
            queues: Mutex::default(),
        }
    }

    /// Judges and keeps records of a device of `academie`; a verdict for each, once they are on the disk.
    ///
    /// # Errors
    /// When the database refuses: nothing of it was kept.
    pub async fn keep(
        &self,
        academie: &str,
        records: Vec<Incoming>,
        at: Instant,
    ) -> Result<Vec<Verdict>, StoreError> {
        let (told, answer) = oneshot::channel();
        let waiting = Waiting { records, at, told };
        let queue = self.queue(academie);
        queue.try_send(waiting).map_err(|_| StoreError::Busy)?;
        answer.await.unwrap_or(Err(StoreError::Busy))
    }

    fn queue(&self, academie: &str) -> mpsc::Sender<Waiting> {
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = queues.get(academie).filter(|queue| !queue.is_closed()) {
            return queue.clone();
        }
        let (queue, waiting) = mpsc::channel(WAITING);
        queues.insert(academie.to_owned(), queue.clone());
        let (store, academie) = (Arc::clone(&self.store), academie.to_owned());
        tokio::spawn(async move { empty(&*store, &academie, waiting).await });
        queue
    }
}

async fn empty<S: Store>(store: &S, academie: &str, mut waiting: mpsc::Receiver<Waiting>) {
    while let Some(first) = waiting.recv().await {
        let mut group = vec![first];
        let mut records = group[0].records.len();
        while records < RECORDS {
            let Ok(next) = waiting.try_recv() else { break };
            records += next.records.len();
            group.push(next);
        }
        keep_together(store, academie, group).await;
    }
}

async fn keep_together<S: Store>(store: &S, academie: &str, group: Vec<Waiting>) {
    let at = group[0].at;
    let (mut records, mut told) = (Vec::new(), Vec::new());
    for one in group {
        told.push((one.records.len(), one.told));
        records.extend(one.records);
    }
    let order = Order {
        academie,
        records,
        at,
    };
    let kept = store.keep(order).await;
    let mut verdicts = kept.as_ref().map(|verdicts| verdicts.iter().copied());
    for (count, told) in told {
        let answer = match &mut verdicts {
            Ok(verdicts) => Ok(verdicts.by_ref().take(count).collect()),
            Err(error) => Err(error.again()),
        };
        // Who asked and went away is told by the next sync.
        let _ = told.send(answer);
    }
}
