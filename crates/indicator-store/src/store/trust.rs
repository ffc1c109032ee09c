//! Whom an académie believes, with the records from which that is known.

use observation::canonical::Sha256;
use sync_protocol::trust::Chain;
use sync_protocol::{PublicKey, Record, RecordKind};

/// The kinds from which a chain is made.
pub(crate) const KINDS: [RecordKind; 5] = [
    RecordKind::Charter,
    RecordKind::Certificate,
    RecordKind::Role,
    RecordKind::Invitation,
    RecordKind::Revocation,
];

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

    /// The hash of the last charter heard of, if any: what a keeper compares.
    pub fn charters(&self) -> impl Iterator<Item = Sha256> {
        let charters = self
            .records
            .iter()
            .filter(|record| record.kind == RecordKind::Charter);
        charters.map(|record| record.sha256)
    }

    /// Hears a record that was kept; one that is not about trust changes nothing.
    pub fn hear(&mut self, record: &Record) {
        if KINDS.contains(&record.kind) {
            self.records.push(record.clone());
            self.chain = Chain::of(&self.academie, self.root, &self.records);
        }
    }

    /// This with one record more, that was not kept: what would be believed if it were.
    #[must_use]
    pub fn with(&self, record: &Record) -> Self {
        let mut with = self.clone();
        with.hear(record);
        with
    }
}
