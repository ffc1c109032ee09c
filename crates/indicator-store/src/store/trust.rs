//! Whom an académie believes, with the records from which that is known.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use observation::canonical::Sha256;
use sync_protocol::trust::Chain;
use sync_protocol::{PublicKey, Record, RecordKind};

/// The kinds from which a chain is made.
const KINDS: [RecordKind; 5] = [
    RecordKind::Charter,
    RecordKind::Certificate,
    RecordKind::Role,
    RecordKind::Invitation,
    RecordKind::Revocation,
];

/// Whether who is believed may change by this record.
pub(crate) fn is_of_trust(record: &Record) -> bool {
    KINDS.contains(&record.kind)
}

/// A chain that grows with the records that are kept.
#[derive(Debug, Clone)]
pub struct Trust {
    academie: String,
    root: PublicKey,
    records: Vec<Record>,
    chain: Chain,
}

impl Trust {
    /// What `records` of `academie`, judged when they came, make known to who believes `root`.
    #[must_use]
    pub fn of(academie: &str, root: PublicKey, records: Vec<Record>) -> Self {
        Self {
            academie: academie.to_owned(),
            root,
            chain: Chain::of_signed(academie, root, &records),
            records,
        }
    }

    /// Whom to believe.
    #[must_use]
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// The invitation whose document has this hash, as it was kept.
    #[must_use]
    pub fn invitation(&self, sha256: &Sha256) -> Option<&Record> {
        let mut invitations = self
            .records
            .iter()
            .filter(|record| record.kind == RecordKind::Invitation);
        invitations.find(|record| record.sha256 == *sha256)
    }

    /// Hears a record that was kept; one that is not about trust changes nothing.
    pub fn hear(&mut self, record: &Record) {
        if is_of_trust(record) {
            self.records.push(record.clone());
            self.chain = Chain::of_signed(&self.academie, self.root, &self.records);
        }
    }
}

/// Whom each académie believed when last read, by the sequence of its last record of trust: an académie has thousands.
#[derive(Debug, Default)]
pub struct TrustCache(Mutex<BTreeMap<String, (u64, Arc<Trust>)>>);

impl TrustCache {
    /// Whom `academie` believes, if nothing about it came after `through`.
    #[must_use]
    pub fn get(&self, academie: &str, through: u64) -> Option<Arc<Trust>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = held.get(academie).filter(|(at, _)| *at == through);
        found.map(|(_, trust)| Arc::clone(trust))
    }

    /// Keeps what was read of the disk.
    pub fn put(&self, academie: &str, through: u64, trust: &Arc<Trust>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.insert(academie.to_owned(), (through, Arc::clone(trust)));
    }
}
