//! Up: a batch of records, and a verdict for each.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::value::RawValue;
use sync_protocol::limits::{Limits, VALUES, holds_more};
use sync_protocol::message::batch::{ReceivedBatch, Verdicts};
use sync_protocol::trust::{Chain, Standing};

use super::Service;
use super::body::{json, received};
use super::caller::Caller;
use super::problem::{Problem, codes};
use crate::store::{AuditedAct, Device, Incoming, Store, is_of_trust};

pub(super) async fn keep<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Caller(device): Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Verdicts>, Problem> {
    let received = received(&service, &headers, body).await?;
    let batch: ReceivedBatch<'_> = json(&received.bytes)?;
    let records = read(&batch.records, &service.limits)?;
    let mut sent = records.iter().filter_map(Incoming::record);
    let is_of_trust = sent.any(is_of_trust);
    let now = service.machine.now();
    let verdicts = service.keeping.keep(&device.academie, records, now).await?;
    service.metrics.judged(&verdicts);
    if is_of_trust {
        end_revoked(&service, &device.academie).await?;
    }
    Ok(Json(Verdicts { verdicts }))
}

/// The records as they came, each by itself: one that is none refuses itself alone.
pub(super) fn read(records: &[&RawValue], limits: &Limits) -> Result<Vec<Incoming>, Problem> {
    let most = limits.records;
    if records.len() > most {
        let problem = Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::TOO_LARGE);
        return Err(problem.with("limit", most));
    }
    let texts = records.iter().map(|raw| raw.get());
    // Nothing is built of what would take more memory than it is worth.
    let is_read = |text: &&str| !holds_more(text.as_bytes(), VALUES);
    let incoming = texts.map(|text| {
        let read = Some(text).filter(is_read);
        let record = read.and_then(|text| serde_json::from_str(text).ok());
        Incoming::of(record, text.len(), limits)
    });
    Ok(incoming.collect())
}

/// A revocation that just came to hold ends tokens at once.
async fn end_revoked<S: Store>(service: &Service<S>, academie: &str) -> Result<(), Problem> {
    let trust = service.store.trust(academie).await?;
    let devices = service.store.devices(academie).await?;
    let ended = |device: &&Device| device.revoked_at.is_none() && is_revoked(trust.chain(), device);
    let ended: Vec<_> = devices.iter().filter(ended).map(|device| device.key).collect();
    if ended.is_empty() {
        return Ok(());
    }
    let now = service.machine.now();
    service.store.revoke(academie, &ended, now).await?;
    for key in ended {
        let act = AuditedAct {
            what: "revoked".to_owned(),
            by: "revocation record".to_owned(),
            subject: key.to_string(),
        };
        service.store.audit(academie, &act, now).await?;
    }
    Ok(())
}

fn is_revoked(chain: &Chain, device: &Device) -> bool {
    chain.standing(&device.key, &device.author) == Standing::Revoked
}
