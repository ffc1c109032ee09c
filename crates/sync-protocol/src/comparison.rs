//! The comparison at the end of a sync: both sides count an author's records and digest their keys (invariant E2).

use observation::canonical::Sha256;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::RecordKey;

/// How many records there are, and the digest of their sorted keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Holding {
    /// How many.
    pub count: u64,
    /// The SHA-256 of their keys, sorted: a line `kind id revision sha256` for each.
    pub digest: Sha256,
}

impl Holding {
    /// What these keys of one académie are, in any order, each once; those of kinds that are not counted are passed over.
    #[must_use]
    pub fn of<'a>(keys: impl IntoIterator<Item = &'a RecordKey>) -> Self {
        let counted = keys.into_iter().filter(|key| key.kind.is_counted());
        let mut lines: Vec<String> = counted.map(line).collect();
        lines.sort_unstable();
        lines.dedup();
        Self {
            count: lines.len() as u64,
            digest: Sha256::of(lines.concat().as_bytes()),
        }
    }
}

fn line(key: &RecordKey) -> String {
    let RecordKey {
        kind,
        id,
        revision,
        sha256,
        ..
    } = key;
    format!("{kind} {id} {revision} {sha256}\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::kind::RecordKind;

    fn key(kind: u8, id: u128, revision: u32, byte: u8) -> RecordKey {
        RecordKey {
            academie: "la-reunion".to_owned(),
            kind: RecordKind::VERSION_1[usize::from(kind) % RecordKind::VERSION_1.len()].clone(),
            id: Uuid::from_u128(id),
            revision,
            sha256: [byte; 32].into(),
        }
    }

    prop_compose! {
        fn keys()(parts in proptest::collection::hash_set((0_u8..4, 0_u128..4, 1_u32..4, 0_u8..4), 0..20)) -> Vec<RecordKey> {
            parts.into_iter().map(|(kind, id, revision, byte)| key(kind, id, revision, byte)).collect()
        }
    }

    proptest! {
        #[test]
        fn order_and_repetition_say_nothing(keys in keys(), again in keys()) {
            let shuffled: Vec<_> = keys.iter().rev().chain(&keys).collect();
            prop_assert_eq!(Holding::of(&keys), Holding::of(shuffled));
            let differ = keys.iter().any(|key| !again.contains(key)) || again.iter().any(|key| !keys.contains(key));
            prop_assert_eq!(Holding::of(&keys) != Holding::of(&again), differ);
        }
    }

    #[test]
    fn the_digest_of_one_key_is_fixed() {
        let one = key(0, 7, 1, 1);
        insta::assert_snapshot!(line(&one), @"revision 00000000-0000-0000-0000-000000000007 1 0101010101010101010101010101010101010101010101010101010101010101");
        assert_eq!(Holding::of([&one]).count, 1);
    }
}
