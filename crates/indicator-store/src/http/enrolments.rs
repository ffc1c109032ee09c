//! Enrolment: a device introduces itself by its certificate, by the role of an invitation where it is its author's first.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use observation::canonical::Sha256;
use sync_protocol::message::enrolment::{Enrolled, ReceivedEnrolment, is_proved};
use sync_protocol::trust::{RoleDocument, Standing};
use sync_protocol::{Record, RecordKind, Verdict};

use super::Service;
use super::asked::Named;
use super::batches::{Sent, examined, read};
use super::body::{json, received};
use super::caller::{Asker, Stranger};
use super::problem::{Problem, codes};
use crate::store::{Device, Store};

/// What may be sent without a token: it carries its own proof.
const KINDS: [RecordKind; 3] = [RecordKind::Charter, RecordKind::Role, RecordKind::Certificate];
/// How many such records make an enrolment.
const MOST: usize = 16;

pub(super) async fn enrol<S: Store>(
    State(service): State<Arc<Service<S>>>,
    Stranger(address): Stranger,
    Named(academie): Named<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Enrolled>, Problem> {
    if service.store.academie(&academie).await?.is_none() {
        return Err(Problem::new(StatusCode::NOT_FOUND, codes::ACADEMIE));
    }
    let received = received(&service, Asker::Address(address), &headers, body).await?;
    let sent: ReceivedEnrolment<'_> = json(&received.bytes)?;
    let records = read(&sent.records, MOST)?;
    let certificate = introduced(&records)?.clone();
    let key = certificate.signature.device;
    if !is_proved(&key, &academie, sent.token, &sent.proof) {
        return Err(refusal("proof"));
    }
    let author = certificate.signature.author;
    // A store that was restored may have lost whose the device was, and know that it was ended.
    if service
        .store
        .trust(&academie)
        .await?
        .chain()
        .is_revoked(&key, &author)
    {
        return Err(Problem::new(StatusCode::FORBIDDEN, codes::REVOKED));
    }
    let now = service.machine.now();
    let mut sent_with = records.iter().filter_map(|one| one.record.as_ref());
    let role = sent_with.find(|record| record.kind == RecordKind::Role).cloned();
    let incoming = examined(records, &service.limits);
    let verdicts = service.keeping.keep(&academie, incoming, now).await?;
    if let Err(refused) = admitted(&verdicts) {
        let why = why_not(&service, &academie, role.as_ref()).await?;
        return Err(why.unwrap_or(refused));
    }
    admit(&service, academie, &certificate, sent.token).await
}

/// The certificate of the device that enrols: the last record.
fn introduced(records: &[Sent]) -> Result<&Record, Problem> {
    let refused = || refusal("records");
    let read: Vec<&Record> = records.iter().filter_map(|one| one.record.as_ref()).collect();
    if read.len() < records.len() || read.iter().any(|record| !KINDS.contains(&record.kind)) {
        return Err(refused());
    }
    let last = read.last().copied().ok_or_else(refused)?;
    (last.kind == RecordKind::Certificate)
        .then_some(last)
        .ok_or_else(refused)
}

fn admitted(verdicts: &[Verdict]) -> Result<(), Problem> {
    let refused = verdicts.iter().find_map(|verdict| match verdict {
        Verdict::Stored { .. } | Verdict::AlreadyStored { .. } | Verdict::Conflict { .. } => None,
        Verdict::Refused { code } => Some(refusal(code.code())),
        _ => Some(refusal("parents")),
    });
    refused.map_or(Ok(()), Err)
}

/// An invitation, to whoever knows its hash: it says what it gives, and taking it asks for its secret.
pub(super) async fn invitation<S: Store>(
    State(service): State<Arc<Service<S>>>,
    _: Stranger,
    Named((academie, sha256)): Named<(String, String)>,
) -> Result<Json<Record>, Problem> {
    let unknown = || Problem::new(StatusCode::NOT_FOUND, codes::INVITATION_UNKNOWN);
    if service.store.academie(&academie).await?.is_none() {
        return Err(Problem::new(StatusCode::NOT_FOUND, codes::ACADEMIE));
    }
    let sha256: Sha256 = sha256.parse().map_err(|_| unknown())?;
    let trust = service.store.trust(&academie).await?;
    trust.invitation(&sha256).cloned().map(Json).ok_or_else(unknown)
}

/// What is wrong with the invitation that a role takes; none where it is something else.
async fn why_not<S: Store>(
    service: &Service<S>,
    academie: &str,
    role: Option<&Record>,
) -> Result<Option<Problem>, Problem> {
    let said = role.and_then(|role| serde_json::from_str::<RoleDocument>(role.public_document()?).ok());
    let Some((said, sha256)) = said.and_then(|said| said.invitation.map(|sha256| (said, sha256))) else {
        return Ok(None);
    };
    let trust = service.store.trust(academie).await?;
    let today = service.machine.now().date_in(chrono_tz::Europe::Paris);
    let code = match trust.chain().invitation(&sha256) {
        None => Some(codes::INVITATION_UNKNOWN),
        Some((_, Some(by))) if by != said.person.fingerprint() => Some(codes::INVITATION_TAKEN),
        Some((invitation, _)) if invitation.expires < today => Some(codes::INVITATION_EXPIRED),
        Some(_) => None,
    };
    Ok(code.map(|code| Problem::new(StatusCode::FORBIDDEN, code)))
}

async fn admit<S: Store>(
    service: &Service<S>,
    academie: String,
    certificate: &Record,
    token: Sha256,
) -> Result<Json<Enrolled>, Problem> {
    let (key, author) = (certificate.signature.device, certificate.signature.author);
    let trust = service.store.trust(&academie).await?;
    if !matches!(trust.chain().standing(&key, &author), Standing::Certified(_)) {
        return Err(refusal("certificate"));
    }
    let now = service.machine.now();
    let device = Device {
        academie: academie.clone(),
        key,
        author,
        enrolled_at: now,
        revoked_at: None,
    };
    if !service.store.enrol(&device, &token).await? {
        return Err(refusal("token"));
    }
    Ok(Json(Enrolled { academie }))
}

fn refusal(reason: &str) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, codes::ENROLMENT).with("reason", reason)
}
