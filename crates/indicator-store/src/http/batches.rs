//! Up: a batch of records, and a verdict for each.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::value::RawValue;
use sync_protocol::message::batch::{ReceivedBatch, Verdicts};
use sync_protocol::trust::{Chain, Standing};

use super::Service;
use super::body::{json, received};
use super::caller::Caller;
use super::problem::{Problem, codes};
use crate::store::{Device, Incoming, Order, Store, is_of_trust};

pub(super) async fn keep<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Caller(device): Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Verdicts>, Problem> {
    let bytes = received(&headers, body, &service.limits).await?;
    let batch: ReceivedBatch<'_> = json(&bytes)?;
    let records = read(&batch.records, service.limits.records)?;
    let order = Order {
        academie: &device.academie,
        records,
        limits: &service.limits,
        at: service.machine.now(),
    };
    let sent = || order.records.iter().filter_map(|one| one.record.as_ref());
    let is_of_trust = sent().any(is_of_trust);
    let verdicts = service.store.keep(order).await?;
    if is_of_trust {
        end_revoked(&service, &device.academie).await?;
    }
    Ok(Json(Verdicts { verdicts }))
}

/// The records as they came, each by itself: one that is none refuses itself alone.
pub(super) fn read(records: &[&RawValue], most: usize) -> Result<Vec<Incoming>, Problem> {
    if records.len() > most {
        let problem = Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::TOO_LARGE);
        return Err(problem.with("limit", most));
    }
    let texts = records.iter().map(|raw| raw.get());
    let incoming = texts.map(|text| Incoming {
        size: text.len(),
        record: serde_json::from_str(text).ok(),
    });
    Ok(incoming.collect())
}

/// A revocation that just came to hold ends tokens at once.
async fn end_revoked<S: Store>(service: &Service<S>, academie: &str) -> Result<(), Problem> {
    let trust = service.store.trust(academie).await?;
    let devices = service.store.devices(academie).await?;
    let ended = |device: &&Device| device.revoked_at.is_none() && is_revoked(trust.chain(), device);
    let ended: Vec<_> = devices.iter().filter(ended).map(|device| device.key).collect();
    if !ended.is_empty() {
        service
            .store
            .revoke(academie, &ended, service.machine.now())
            .await?;
    }
    Ok(())
}

fn is_revoked(chain: &Chain, device: &Device) -> bool {
    chain.standing(&device.key, &device.author) == Standing::Revoked
}
