//! What a device was given of a stream that others read too, so that two readers compare.
//!
//! Every place of a shared stream is chained to those before it. Who read the same stream up to the same place has the same
//! head; a store that hid a record from one of them, or gave it another, cannot make the heads equal again.

use observation::canonical::{self, Sha256};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cursor::Epoch;
use crate::error::ProtocolError;
use crate::keys::PublicKey;
use crate::kind::RecordKind;
use crate::message::stream::Stream;
use crate::record::{Record, RecordKey};

/// A stream up to one place: the hash of that place and of all before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The place of the last record that counts, at most [`LAST_PLACE`].
    pub sequence: u64,
    /// The hash.
    pub sha256: Sha256,
}

/// The last place that a document can name: 2^53 - 1. No store comes near it.
pub const LAST_PLACE: u64 = (1 << 53) - 1;

/// One link of the chain, as it is hashed.
#[derive(Serialize)]
struct Link<'a> {
    context: &'static str,
    before: Option<Sha256>,
    sequence: u64,
    key: &'a RecordKey,
}

impl Head {
    /// The head once `key` stands at `sequence`, after what `before` is the head of; none at the beginning of a stream.
    ///
    /// # Errors
    /// When the key has no canonical bytes, or the place is beyond the last.
    pub fn after(before: Option<Self>, sequence: u64, key: &RecordKey) -> Result<Self, ProtocolError> {
        let link = Link {
            context: "carnet/stream/1",
            before: before.map(|head| head.sha256),
            sequence,
            key,
        };
        let sha256 = Sha256::of(&canonical::to_bytes(&link)?);
        Ok(Self { sequence, sha256 })
    }
}

/// Whether records of `kind` are links of the chain: all but those that speak of it.
#[must_use]
pub fn is_linked(kind: &RecordKind) -> bool {
    *kind != RecordKind::Checkpoint
}

/// Whether several authors are given `stream` alike.
#[must_use]
pub fn is_shared(stream: &Stream) -> bool {
    matches!(stream, Stream::Academie | Stream::Circle(_))
}

/// The document of a record of kind `checkpoint`: how far the device that signs it read the stream in which it stands, and
/// the head that it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckpointDocument {
    /// Always `carnet/checkpoint/1`.
    #[schemars(extend("const" = CheckpointDocument::FORMAT))]
    pub format: String,
    /// The device that was given it, which signs.
    pub device: PublicKey,
    /// The life of the store: places of two lives are not compared.
    pub epoch: Epoch,
    /// What it came to.
    pub head: Head,
}

impl CheckpointDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/checkpoint/1";

    /// What `record` says; none where it is no checkpoint.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let text = record
            .public_document()
            .filter(|_| record.kind == RecordKind::Checkpoint)?;
        Self::read(text).filter(|said| said.device == record.signature.device)
    }

    /// What `document` says; none where it is no checkpoint.
    #[must_use]
    pub fn read(document: &str) -> Option<Self> {
        let said: Self = serde_json::from_str(document).ok()?;
        (said.format == Self::FORMAT).then_some(said)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn key(id: u128) -> RecordKey {
        RecordKey {
            academie: "la-reunion".to_owned(),
            kind: RecordKind::RegisterEntry,
            id: Uuid::from_u128(id),
            revision: 1,
            sha256: Sha256::of(&id.to_be_bytes()),
        }
    }

    fn head(stream: &[(u64, u128)]) -> Option<Head> {
        stream.iter().fold(None, |before, (sequence, id)| {
            Head::after(before, *sequence, &key(*id)).ok()
        })
    }

    fn streams() -> impl Strategy<Value = Vec<(u64, u128)>> {
        let places = prop::collection::btree_map(0_u64..1_000_000, any::<u128>(), 2..30);
        places.prop_map(|places| places.into_iter().collect())
    }

    #[test]
    fn the_bytes_of_a_head_are_fixed() {
        let head = head(&[(1, 1), (4, 2)]);
        let said = head.map(|head| format!("{} {}", head.sequence, head.sha256));
        insta::assert_snapshot!(said.unwrap_or_default());
    }

    #[test]
    fn what_is_no_checkpoint_is_none() {
        let text = |format: &str, more: &str| {
            let (epoch, sha256, device) = ("00".repeat(16), "00".repeat(32), "00".repeat(32));
            let head = format!(r#"{{"sequence":1,"sha256":"{sha256}"{more}}}"#);
            format!(r#"{{"format":"{format}","device":"{device}","epoch":"{epoch}","head":{head}}}"#)
        };
        assert!(CheckpointDocument::read(&text(CheckpointDocument::FORMAT, "")).is_some());
        assert!(CheckpointDocument::read(&text("carnet/checkpoint/2", "")).is_none());
        assert!(CheckpointDocument::read(&text(CheckpointDocument::FORMAT, r#","name":"Anna""#)).is_none());
        assert!(CheckpointDocument::read("{}").is_none());
    }

    proptest! {
        #[test]
        fn one_stream_has_one_head(stream in streams()) {
            prop_assert_eq!(head(&stream), head(&stream.clone()));
        }

        #[test]
        fn whatever_is_hidden_moved_or_replaced_shows_in_every_later_head(
            stream in streams(), at: prop::sample::Index, what in 0_u8..3, more in streams(),
        ) {
            let at = at.index(stream.len() - 1);
            let mut other = stream.clone();
            match what {
                0 => drop(other.remove(at)),
                1 => other[at].0 = stream[at].0 + 1_000_001,
                _ => other[at].1 = !stream[at].1,
            }
            let last = stream.last().map_or(0, |one| one.0) + 2_000_000;
            let later: Vec<(u64, u128)> = more.iter().map(|(place, id)| (last + place, *id)).collect();
            prop_assert_ne!(head(&[&stream[..], &later].concat()), head(&[&other[..], &later].concat()));
        }
    }
}
