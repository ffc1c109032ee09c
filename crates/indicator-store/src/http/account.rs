//! The comparison at the end of a sync: what the store holds of an author.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use sync_protocol::message::comparison::Keys;
use sync_protocol::{Holding, RecordKey};

use super::Service;
use super::body::shape;
use super::caller::Caller;
use super::problem::Problem;
use crate::store::Store;

#[derive(Deserialize)]
pub(super) struct From {
    after: Option<String>,
}

pub(super) async fn digest<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Caller(device): Caller,
) -> Result<Json<Holding>, Problem> {
    let holding = service.store.holding(&device.academie, device.author).await?;
    Ok(Json(holding))
}

pub(super) async fn keys<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Caller(device): Caller,
    Query(from): Query<From>,
) -> Result<Json<Keys>, Problem> {
    let after: Option<RecordKey> = match from.after {
        None => None,
        Some(text) => Some(serde_json::from_str(&text).map_err(shape)?),
    };
    let count = service.limits.page_records;
    let store = &service.store;
    let keys = store
        .keys(&device.academie, device.author, after.as_ref(), count)
        .await?;
    Ok(Json(keys))
}
