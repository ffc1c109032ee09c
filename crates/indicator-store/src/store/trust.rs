//! Whom an académie believes, with the records from which that is known.

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
    /// What `records` of `academie` make known to who believes `root`.
    #[must_use]
    pub fn of(academie: &str, root: PublicKey, records: Vec<Record>) -> Self {
        Self {
            academie: academie.to_owned(),
            root,
            chain: Chain::of(academie, root, &records),
            records,
        }
    }

    /// Whom to believe.
    #[must_use]
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// Hears a record that was kept; one that is not about trust changes nothing.
    pub fn hear(&mut self, record: &Record) {
        if is_of_trust(record) {
            self.records.push(record.clone());
            self.chain = Chain::of(&self.academie, self.root, &self.records);
        }
    }
}
