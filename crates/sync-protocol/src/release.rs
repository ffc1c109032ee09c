//! The records of releases: heads that follow each other, and the parts that they name.

use observation::canonical::Sha256;
use observation::release::{ReleaseDocument, ReleasePart};
use uuid::Uuid;

use crate::kind::RecordKind;
use crate::record::Record;

/// What a record of kind `release` says.
#[derive(Debug, Clone, PartialEq)]
pub enum ReleaseSaid {
    /// The head of a release.
    Head(ReleaseDocument),
    /// A part of one.
    Part(ReleasePart),
}

/// The identifier under which the heads of an académie follow each other: of each number there is one.
#[must_use]
pub fn series(academie: &str) -> Uuid {
    identifier(&Sha256::of(format!("carnet/releases/{academie}").as_bytes()))
}

/// The parts that a head names, each by its identifier; none of any other record.
#[must_use]
pub fn named_by(record: &Record) -> Vec<(Uuid, Sha256)> {
    let head = record.public_document().and_then(ReleaseDocument::read);
    let parts = head.into_iter().flat_map(|head| head.parts);
    let named = parts.map(|part| (of_part(&part), part));
    if record.kind == RecordKind::Release {
        named.collect()
    } else {
        Vec::new()
    }
}

/// The identifier of a part.
#[must_use]
pub fn of_part(sha256: &Sha256) -> Uuid {
    identifier(sha256)
}

fn identifier(sha256: &Sha256) -> Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&sha256.as_bytes()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

impl ReleaseSaid {
    /// What `record` says; none where it is no release, or stands where none may.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let text = record.public_document()?;
        if let Some(head) = ReleaseDocument::read(text) {
            let stands = record.id == series(&record.academie)
                && head.academie == record.academie
                && head.number == record.revision
                && !head.fictitious;
            return stands.then_some(Self::Head(head));
        }
        let part = ReleasePart::read(text)?;
        let is_alone = record.id == of_part(&record.sha256) && record.revision == 1;
        (is_alone && part.academie == record.academie).then_some(Self::Part(part))
    }
}
