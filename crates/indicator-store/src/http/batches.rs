//! Up: a batch of records, and a verdict for each.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::value::RawValue;
use sync_protocol::Record;
use sync_protocol::limits::{Limits, VALUES, holds_more};
use sync_protocol::message::batch::{ReceivedBatch, Verdicts};

use super::Service;
use super::body::{json, received};
use super::caller::{Asker, Caller};
use super::problem::{Problem, codes};
use crate::store::{Incoming, Store};

pub(super) async fn keep<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Caller(device): Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Verdicts>, Problem> {
    let received = received(&service, Asker::Device(device.key), &headers, body).await?;
    let batch: ReceivedBatch<'_> = json(&received.bytes)?;
    let sent = read(&batch.records, service.limits.records)?;
    let incoming = examined(sent, &service.limits);
    let now = service.machine.now();
    let verdicts = service.keeping.keep(&device.academie, incoming, now).await?;
    service.metrics.judged(&verdicts);
    Ok(Json(Verdicts { verdicts }))
}

/// A record as it was sent.
pub(super) struct Sent {
    /// Its size in bytes, as JSON.
    size: usize,
    /// The record; none where what came is none.
    pub(super) record: Option<Record>,
}

/// The records as they came, each by itself: one that is none refuses itself alone.
pub(super) fn read(records: &[&RawValue], most: usize) -> Result<Vec<Sent>, Problem> {
    if records.len() > most {
        let problem = Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::TOO_LARGE);
        return Err(problem.with("limit", most));
    }
    let texts = records.iter().map(|raw| raw.get());
    // Nothing is built of what would take more memory than it is worth.
    let is_read = |text: &&str| !holds_more(text.as_bytes(), VALUES);
    let sent = texts.map(|text| Sent {
        size: text.len(),
        record: Some(text)
            .filter(is_read)
            .and_then(|text| serde_json::from_str(text).ok()),
    });
    Ok(sent.collect())
}

/// What is found by reading each record alone.
pub(super) fn examined(sent: Vec<Sent>, limits: &Limits) -> Vec<Incoming> {
    let examined = sent.into_iter();
    examined
        .map(|one| Incoming::of(one.record, one.size, limits))
        .collect()
}
