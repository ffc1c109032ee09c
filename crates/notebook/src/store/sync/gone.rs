//! What tombstones took.

use std::collections::BTreeSet;

use sync_protocol::{Fingerprint, RecordKey, SignedDocument, Tombstone};

use super::arrived::{Effect, Landed};

/// What tombstones took, each of its own author: an old answer does not bring it back.
#[derive(Default)]
pub(super) struct Gone(BTreeSet<(RecordKey, Fingerprint)>);

impl Gone {
    pub(super) fn of<'a>(tombstones: impl IntoIterator<Item = &'a SignedDocument>) -> Self {
        let mut gone = Self::default();
        gone.take(tombstones);
        gone
    }

    pub(super) fn take<'a>(&mut self, tombstones: impl IntoIterator<Item = &'a SignedDocument>) {
        for one in tombstones {
            let said: Option<Tombstone> = serde_json::from_str(&one.document).ok();
            let targets = said.into_iter().flat_map(|said| said.targets);
            let author = one.record.signature.author;
            let erasable = targets.filter(|target| target.kind.is_erasable());
            self.0.extend(erasable.map(|target| (target, author)));
        }
    }

    pub(super) fn has_taken(&self, landed: &Landed) -> bool {
        let passed = match &landed.effect {
            Effect::Succession(taken) => Some(&taken.signed),
            _ => None,
        };
        let mut said = landed.signed.iter().chain(passed);
        said.any(|signed| {
            let record = &signed.record;
            self.0.contains(&(record.key(), record.signature.author))
        })
    }

    /// Whether a tombstone of this author names the record.
    pub(super) fn names(&self, key: &RecordKey, author: Fingerprint) -> bool {
        self.0.contains(&(key.clone(), author))
    }
}
