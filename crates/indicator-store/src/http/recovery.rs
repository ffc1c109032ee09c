//! A laptop without anything: whoever proves a recovery code is given what it opens.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use observation::canonical::Sha256;
use sync_protocol::message::recovery::{RecoveryAnswer, RecoveryRequest};
use sync_protocol::trust::Revoked;

use super::Service;
use super::asked::Named;
use super::body::{json, received};
use super::caller::{Asker, Stranger};
use super::problem::{Problem, codes};
use crate::store::{AuditedAct, Store};

pub(super) async fn slot<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Stranger(address): Stranger,
    Named(academie): Named<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<RecoveryAnswer>, Problem> {
    let refused = || Problem::new(StatusCode::NOT_FOUND, codes::RECOVERY);
    if service.store.academie(&academie).await?.is_none() {
        return Err(Problem::new(StatusCode::NOT_FOUND, codes::ACADEMIE));
    }
    let received = received(&service, Asker::Address(address), &headers, body).await?;
    let asked: RecoveryRequest = json(&received.bytes)?;
    // Looked up by its hash: nothing is compared with what is kept but the hash of what was sent.
    let proof = Sha256::of(&asked.proof.0);
    let found = service.store.recovery_slot(&academie, &proof).await?;
    let record = found.ok_or_else(refused)?;
    let author = record.signature.author;
    let trust = service.store.trust(&academie).await?;
    if trust.chain().has_revoked(&Revoked::Author(author)) {
        return Err(refused());
    }
    let act = AuditedAct {
        what: "recovery_slot_read".to_owned(),
        by: "recovery code".to_owned(),
        subject: author.to_string(),
    };
    service
        .store
        .audit(&academie, &act, service.machine.now())
        .await?;
    Ok(Json(RecoveryAnswer { record }))
}
