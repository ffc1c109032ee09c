//! Down: a page of a stream, from a cursor on.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use sync_protocol::message::stream::{Page, Stream};
use sync_protocol::trust::{Circle, VaultOpeningDocument};
use sync_protocol::{Cursor, Fingerprint};
use uuid::Uuid;

use super::Service;
use super::asked::{Asked, Named};
use super::caller::Caller;
use super::problem::{Problem, codes};
use crate::store::{AuditedAct, Device, Reading, Store};

#[derive(Deserialize)]
pub(super) struct From {
    after: Option<String>,
}

pub(super) async fn page<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Caller(device): Caller,
    Named(stream): Named<String>,
    Asked(from): Asked<From>,
) -> Result<Response, Problem> {
    let unknown = |_| Problem::new(StatusCode::NOT_FOUND, codes::ROUTE);
    let stream: Stream = stream.parse().map_err(unknown)?;
    let opened = match &stream {
        Stream::Circle(circle) => may_read(&service, &device, circle).await.map(|()| None)?,
        Stream::Vault(opening) => Some(opened_to(&service, &device, *opening).await?),
        Stream::Academie | Stream::Author => None,
    };
    let epoch = service.store.epoch().await?;
    let after = match from.after {
        None => 0,
        Some(text) => sequence(&text, &device, epoch)?,
    };
    let room = service.giving.room(&device.key, service.limits.page).await?;
    let reading = Reading {
        device: &device,
        stream: &stream,
        opened,
        after,
        limits: &service.limits,
    };
    let read = service.store.page(reading).await?;
    if opened.is_some() && !read.records.is_empty() {
        audit_vault(&service, &device, &stream).await?;
    }
    let cursor = Cursor {
        epoch,
        academie: device.academie,
        sequence: read.through,
    };
    let page = Page {
        records: read.records,
        cursor: cursor.to_string(),
        last: read.last,
    };
    Ok(room.answer(&page)?)
}

/// What a circle shares is for its members.
async fn may_read<S: Store>(service: &Service<S>, device: &Device, circle: &Circle) -> Result<(), Problem> {
    let trust = service.store.trust(&device.academie).await?;
    let today = service.machine.now().date_in(chrono_tz::Europe::Paris);
    if trust.chain().is_member(&device.author, circle, today) {
        Ok(())
    } else {
        Err(Problem::new(StatusCode::FORBIDDEN, codes::SCOPE))
    }
}

/// Whose vault this record opened to the device's author: a keeper still, and not beyond its last day.
async fn opened_to<S: Store>(
    service: &Service<S>,
    device: &Device,
    opening: Uuid,
) -> Result<Fingerprint, Problem> {
    let record = service.store.vault_opening(&device.academie, opening).await?;
    let own = record.filter(|record| record.signature.author == device.author);
    let said = own.as_ref().and_then(VaultOpeningDocument::of);
    let trust = service.store.trust(&device.academie).await?;
    let today = service.machine.now().date_in(chrono_tz::Europe::Paris);
    let said = said.filter(|said| today <= said.until && trust.chain().is_keeper(&device.author));
    said.map(|said| said.author)
        .ok_or_else(|| Problem::new(StatusCode::FORBIDDEN, codes::SCOPE))
}

/// What a vault gave is written down before it is given.
async fn audit_vault<S: Store>(
    service: &Service<S>,
    device: &Device,
    stream: &Stream,
) -> Result<(), Problem> {
    let act = AuditedAct {
        what: "vault_read".to_owned(),
        by: device.author.to_string(),
        subject: stream.to_string(),
    };
    let now = service.machine.now();
    Ok(service.store.audit(&device.academie, &act, now).await?)
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
