//! What is wrong with a record by itself: its words, its signature, its documents, and the columns under which it is found.

use data_encoding::BASE64;
use observation::canonical::Sha256;
use sync_protocol::message::stream::Stream;
use sync_protocol::{Belonging, Record, RecordKind};

use super::fault::RecordFault;
use crate::store::{Filed, Kept};

/// All that is wrong with `kept`.
pub(super) fn wrong(kept: &Kept, academie: &str) -> Vec<RecordFault> {
    let record = &kept.record;
    let is_public = record.kind.is_public();
    let says_nothing = record.facts.is_none() && record.public.is_none() && record.private.is_none();
    let rules = [
        (record.academie == academie, RecordFault::Academie),
        // A tombstone took the facts, over which it was signed.
        (kept.purged || record.is_signed(), RecordFault::Signature),
        (
            !is_public || kept.purged || record.public_document().is_some(),
            RecordFault::Document,
        ),
        (is_public || record.public.is_none(), RecordFault::InClear),
        (belongs(record), RecordFault::Circle),
        (!kept.purged || says_nothing, RecordFault::StillSays),
        (kept.purged || has_its_bytes(record), RecordFault::PrivateMissing),
        (is_as_signed(record), RecordFault::PrivateChanged),
    ];
    broken(rules)
}

/// The columns that say another thing than the record.
pub(super) fn misfiled(record: &Record, filed: &Filed) -> Vec<RecordFault> {
    let key = record.key();
    let is_filed = [
        (filed.kind == key.kind.as_str(), "kind"),
        (filed.id == key.id.to_string(), "id"),
        (filed.revision == u64::from(key.revision), "revision"),
        (filed.sha256 == key.sha256.to_string(), "sha256"),
        (filed.stream == Stream::of(record).to_string(), "stream"),
        (filed.author == record.signature.author.to_string(), "author"),
    ];
    broken(is_filed.map(|(holds, column)| (holds, RecordFault::Filed(column))))
}

fn broken(rules: impl IntoIterator<Item = (bool, RecordFault)>) -> Vec<RecordFault> {
    let broken = rules.into_iter().filter(|(holds, _)| !holds);
    broken.map(|(_, fault)| fault).collect()
}

fn belongs(record: &Record) -> bool {
    match record.kind.belonging() {
        Belonging::None => record.circle.is_none(),
        Belonging::Free => true,
        Belonging::Circle => record.circle.is_some(),
    }
}

/// Of a kind of a later version nobody here knows whether it has any.
fn has_its_bytes(record: &Record) -> bool {
    record.kind.is_public() || matches!(record.kind, RecordKind::Later(_)) || record.private.is_some()
}

/// A recovery slot is its document, personal notes are its bytes: these alone can be told without a key.
fn is_as_signed(record: &Record) -> bool {
    let Some(private) = &record.private else {
        return true;
    };
    let signed = match record.kind {
        RecordKind::RecoverySlot => Sha256::of(&private.0),
        RecordKind::PersonalNotes => Sha256::of(BASE64.encode(&private.0).as_bytes()),
        _ => return true,
    };
    signed == record.sha256
}
