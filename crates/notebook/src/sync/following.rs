//! Records that follow those before them, about one thing.

use std::collections::{BTreeMap, BTreeSet};

use observation::canonical::Sha256;
use sync_protocol::trust::Circle;
use sync_protocol::{Parent, RecordKind, SignedDocument};
use uuid::Uuid;

use super::{Desk, SyncError};

/// The records of a kind about `id` that none follows: two, where two laptops wrote at once.
pub(super) fn last_of(desk: Desk<'_>, kind: &RecordKind, id: Uuid) -> Result<Vec<Parent>, SyncError> {
    let all = desk.notebook.signed_documents(kind)?;
    Ok(heads(&all).remove(&id).unwrap_or_default())
}

/// Of records of one kind, those that none follows, by what they are about.
pub(super) fn heads(all: &[SignedDocument]) -> BTreeMap<Uuid, Vec<Parent>> {
    let records = || all.iter().map(|one| &one.record);
    let followed = records().flat_map(|one| one.parents.iter().map(|parent| (one.id, *parent)));
    let followed: BTreeSet<(Uuid, Sha256)> = followed.collect();
    let mut heads: BTreeMap<Uuid, Vec<Parent>> = BTreeMap::new();
    for record in records().filter(|one| !followed.contains(&(one.id, one.sha256))) {
        heads.entry(record.id).or_default().push(record.as_parent());
    }
    heads
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
