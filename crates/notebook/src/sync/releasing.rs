//! Releases: prepared by the store, signed here, and read back as they were published.

use observation::canonical::Sha256;
use observation::instant::Instant;
use observation::release::{Draft, Order, Published, ReleaseDocument, ReleasePart};
use sync_protocol::{Fingerprint, Parent, RecordKind, SignedDocument, release};

use super::client::Client;
use super::{Desk, SyncError, Transport, codes};
use crate::store::{Enrolment, Notebook};

/// Under what the releases of a notebook without a store follow each other: the name of no académie, so that none is sent.
#[must_use]
pub fn own_series(author: Fingerprint) -> String {
    format!("carnet-{}", &author.to_string()[..16])
}

/// What was published in `academie`, as far as this notebook was told; under its own name, where it knows no store.
///
/// # Errors
/// When the disk refuses.
pub fn published(notebook: &Notebook, academie: &str) -> Result<Published, SyncError> {
    let has_store = notebook.enrolment()?.is_some();
    Ok(Published::read(notebook.releases(academie, has_store)?))
}

/// Has the store of `enrolment` prepare a release.
///
/// # Errors
/// When nothing answers, or the store refuses.
pub fn prepare_release(
    transport: &dyn Transport,
    enrolment: &Enrolment,
    order: &Order,
) -> Result<Draft, SyncError> {
    let client = Client::new(
        transport,
        Some(enrolment.token.bearer(&enrolment.address.academie)),
    );
    match client.post("/v1/releases/drafts".to_owned(), order) {
        Err(SyncError::Refused { code, .. }) if code == "store.nothing_new" => {
            Err(SyncError::Given(codes::NOTHING_NEW))
        }
        answer => answer,
    }
}

/// Signs a release and writes it down, its parts first.
///
/// # Errors
/// When it does not follow the last that this notebook knows, is not whole, or the disk refuses.
pub fn publish_release(desk: Desk<'_>, academie: &str, draft: &Draft, at: Instant) -> Result<(), SyncError> {
    let head = ReleaseDocument::read(&draft.head).ok_or(SyncError::Given(codes::NOT_A_RELEASE))?;
    let known = published(desk.notebook, academie)?;
    let parts: Vec<Sha256> = draft
        .parts
        .iter()
        .map(|text| Sha256::of(text.as_bytes()))
        .collect();
    let is_of_it = |text: &String| {
        let part = ReleasePart::read(text);
        part.is_some_and(|part| part.academie == academie && part.number == head.number)
    };
    if head.academie != academie || head.parts != parts || !draft.parts.iter().all(is_of_it) {
        return Err(SyncError::Given(codes::NOT_A_RELEASE));
    }
    let is_next = head.number as usize == known.releases().len() + 1;
    // A head whose parts were kept back, or that waits to be sent, has its number all the same.
    if !is_next || last_number(desk, academie)? >= head.number {
        return Err(SyncError::Given(codes::RELEASE_OUT_OF_TURN));
    }
    let former: Vec<Parent> = known
        .last()
        .map(|last| Parent {
            sha256: last.sha256,
            revision: last.document.number,
        })
        .into_iter()
        .collect();
    let mut signed: Vec<SignedDocument> = Vec::new();
    for (text, sha256) in draft.parts.iter().zip(&parts) {
        let about = (RecordKind::Release, release::of_part(sha256), &[][..]);
        signed.push(desk.sign_text(academie, about, text.clone(), None)?);
    }
    let about = (RecordKind::Release, release::series(academie), &former[..]);
    signed.push(desk.sign_text(academie, about, draft.head.clone(), None)?);
    desk.notebook.append_records(&signed, at)?;
    Ok(())
}

/// The greatest number that a head has here, whole or not.
fn last_number(desk: Desk<'_>, academie: &str) -> Result<u32, SyncError> {
    let all = desk.notebook.signed_documents(&RecordKind::Release)?;
    let own = all.iter().filter(|signed| signed.record.academie == academie);
    let refused = desk.notebook.quarantine(academie)?;
    let refused: Vec<_> = refused.into_iter().map(|one| one.key).collect();
    let heads = own.filter(|signed| {
        signed.record.id == release::series(academie) && !refused.contains(&signed.record.key())
    });
    Ok(heads.map(|signed| signed.record.revision).max().unwrap_or(0))
}
