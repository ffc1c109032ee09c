//! Down: a page of a stream, from a cursor on.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use sync_protocol::Cursor;
use sync_protocol::message::stream::{Page, Stream};

use super::Service;
use super::caller::Caller;
use super::problem::{Problem, codes};
use crate::store::{Device, Reading, Store};

#[derive(Deserialize)]
pub(super) struct From {
    after: Option<String>,
}

pub(super) async fn page<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Caller(device): Caller,
    Path(stream): Path<String>,
    Query(from): Query<From>,
) -> Result<Json<Page>, Problem> {
    let unknown = |_| Problem::new(StatusCode::NOT_FOUND, codes::ROUTE);
    let stream: Stream = stream.parse().map_err(unknown)?;
    let epoch = service.store.epoch().await?;
    let after = match from.after {
        None => 0,
        Some(text) => sequence(&text, &device, epoch)?,
    };
    let reading = Reading {
        device: &device,
        stream,
        after,
        limits: &service.limits,
    };
    let read = service.store.page(reading).await?;
    let cursor = Cursor {
        epoch,
        academie: device.academie,
        sequence: read.through,
    };
    Ok(Json(Page {
        records: read.records,
        cursor: cursor.to_string(),
        last: read.last,
    }))
}

/// Where a cursor stands; one of another académie or of another life is told from none.
fn sequence(text: &str, device: &Device, epoch: sync_protocol::Epoch) -> Result<u64, Problem> {
    let refused = |code| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code);
    let cursor: Cursor = text.parse().map_err(|_| refused(codes::CURSOR))?;
    if cursor.academie != device.academie {
        return Err(refused(codes::CURSOR));
    }
    if cursor.epoch != epoch {
        return Err(Problem::new(StatusCode::CONFLICT, codes::EPOCH));
    }
    Ok(cursor.sequence)
}
