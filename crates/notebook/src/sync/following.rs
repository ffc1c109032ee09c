//! Records that follow those before them, about one thing.

use std::collections::BTreeSet;

use observation::canonical::Sha256;
use sync_protocol::trust::Circle;
use sync_protocol::{Parent, Record, RecordKind, SignedDocument};
use uuid::Uuid;

use super::{Desk, SyncError};

/// The records of a kind about `id` that none follows: two, where two laptops wrote at once.
pub(super) fn last_of(desk: Desk<'_>, kind: &RecordKind, id: Uuid) -> Result<Vec<Parent>, SyncError> {
    let all = desk.notebook.signed_documents(kind)?;
    let of_id: Vec<&Record> = all
        .iter()
        .map(|one| &one.record)
        .filter(|one| one.id == id)
        .collect();
    let followed: BTreeSet<&Sha256> = of_id.iter().flat_map(|one| &one.parents).collect();
    let last = of_id.iter().filter(|one| !followed.contains(&one.sha256));
    Ok(last.map(|one| one.as_parent()).collect())
}

/// The record that follows all of `former`; none where one of them says the same.
pub(super) fn next_of(
    desk: Desk<'_>,
    academie: &str,
    (kind, id): (RecordKind, Uuid),
    former: Vec<Parent>,
    (text, circle): (String, Option<&Circle>),
) -> Result<Option<SignedDocument>, SyncError> {
    let sha256 = Sha256::of(text.as_bytes());
    if former.iter().any(|former| former.sha256 == sha256) {
        return Ok(None);
    }
    desk.sign_text(academie, (kind, id, &former), text, circle)
        .map(Some)
}
