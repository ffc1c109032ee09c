//! A release, prepared for who may sign one: the store counts, and publishes nothing by itself.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use observation::release::{Draft, NoRelease, Order};
use sync_protocol::RecordKind;

use super::Service;
use super::body::{json, received};
use super::caller::{Asker, Caller};
use super::problem::{Problem, codes};
use super::turns::waited;
use crate::releasing::prepared;
use crate::store::{AuditedAct, Device, Store};

pub(super) async fn prepare<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Caller(device): Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Draft>, Problem> {
    may_publish(&service, &device).await?;
    let received = received(&service, Asker::Device(device.key), &headers, body).await?;
    let order: Order = json(&received.bytes)?;
    drop(received);
    // One at a time: it takes a processor and the memory of every visit.
    let _turn = waited(Arc::clone(&service.preparing), 1).await?;
    audit(&service, &device, &order).await?;
    let prepared = prepared(&*service.store, &device.academie, order, service.machine.now()).await?;
    prepared.map(Json).map_err(refused)
}

async fn may_publish<S: Store>(service: &Service<S>, device: &Device) -> Result<(), Problem> {
    let trust = service.store.trust(&device.academie).await?;
    let today = service.machine.now().date_in(chrono_tz::Europe::Paris);
    let chain = trust.chain();
    if chain.may_write(&device.author, &RecordKind::Release, today) {
        Ok(())
    } else {
        Err(Problem::new(StatusCode::FORBIDDEN, codes::SCOPE))
    }
}

/// Who has figures counted is written down before they are.
async fn audit<S: Store>(service: &Service<S>, device: &Device, order: &Order) -> Result<(), Problem> {
    let act = AuditedAct {
        what: "release_prepared".to_owned(),
        by: device.author.to_string(),
        subject: format!("{} {}", order.anchor, order.rules.teachers),
    };
    let now = service.machine.now();
    Ok(service.store.audit(&device.academie, &act, now).await?)
}

fn refused(reason: NoRelease) -> Problem {
    let (code, at) = match reason {
        NoRelease::Nothing => (codes::NOTHING_NEW, ""),
        NoRelease::Rules | NoRelease::Lowered => (codes::SHAPE, "rules.teachers"),
        NoRelease::Anchor(_) => (codes::SHAPE, "anchor"),
        NoRelease::Unsaid => (codes::SHAPE, "name, reason"),
        NoRelease::Withdrawn => (codes::SHAPE, "withdrawn"),
        NoRelease::Canonical(_) => (codes::SHAPE, "release"),
    };
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code).with("detail", at)
}
