//! What must hold of all that a store keeps, looked at record by record.

use std::collections::BTreeSet;

use observation::canonical::Sha256;
use sync_protocol::trust::Standing;
use sync_protocol::{Belonging, Record, RecordKey, RecordKind, Tombstone};

use crate::error::StoreError;
use crate::store::{Kept, Ledger, SPAN, Store, first_broken};

/// How many records are read at a time.
const RECORDS: usize = 500;

/// What was looked at of an académie, and what does not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many records.
    pub records: u64,
    /// How many of them say nothing any more.
    pub purged: u64,
    /// How many acts of the audit trail.
    pub acts: usize,
    /// What does not hold, each with its place.
    pub faults: Vec<String>,
}

/// Looks at every record of `academie`, at its trail, and at what is packed of its facts.
///
/// # Errors
/// When the database cannot be read.
pub async fn check(store: &impl Store, academie: &str) -> Result<Findings, StoreError> {
    let ledger = store.ledger(academie).await?;
    let mut findings = Findings {
        acts: ledger.audit.len(),
        ..Findings::default()
    };
    if let Some(number) = first_broken(&ledger.audit) {
        findings
            .faults
            .push(format!("audit trail, line {number}: the chain is broken"));
    }
    let mut looked = Looked::default();
    let mut after = 0;
    loop {
        let kept = store.kept(academie, after, RECORDS).await?;
        let Some(last) = kept.last() else { break };
        after = last.sequence;
        for one in kept.iter().filter(|one| one.sequence <= ledger.head) {
            looked.at(one, &ledger, &mut findings);
        }
    }
    looked.ends(&ledger, &mut findings);
    check_authors(store, academie, &looked, &mut findings).await?;
    check_packed(store, &ledger, &mut findings).await?;
    Ok(findings)
}

/// What is packed is what the records give, span by span.
async fn check_packed(
    store: &impl Store,
    ledger: &Ledger,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    for span in 0..=ledger.head / SPAN {
        if !store.packed_is_true(&ledger.academie, span).await? {
            let (first, last) = (span * SPAN, (span + 1) * SPAN - 1);
            let place = format!("packed cache, records {first} to {last}");
            findings.faults.push(format!(
                "{place}: not what they say; indicator-store cache rebuild mends it"
            ));
        }
    }
    Ok(())
}

/// What was seen so far.
#[derive(Default)]
struct Looked {
    last: u64,
    last_of_trust: u64,
    keys: BTreeSet<RecordKey>,
    signers: BTreeSet<(sync_protocol::PublicKey, sync_protocol::Fingerprint)>,
    purged: BTreeSet<RecordKey>,
    said_purged: BTreeSet<(RecordKey, Sha256)>,
}

impl Looked {
    fn at(&mut self, kept: &Kept, ledger: &Ledger, findings: &mut Findings) {
        let place = format!("record {}", kept.sequence);
        findings.records += 1;
        findings.purged += u64::from(kept.purged);
        let mut fault = |what: &str| findings.faults.push(format!("{place}: {what}"));
        if kept.sequence != self.last + 1 {
            fault("a number is missing before it");
        }
        self.last = kept.sequence;
        for what in wrong(kept, &ledger.academie) {
            fault(what);
        }
        if !self.keys.insert(kept.record.key()) {
            fault("its key stands twice");
        }
        if crate::store::is_of_trust(&kept.record) {
            self.last_of_trust = kept.sequence;
        }
        if kept.purged {
            self.purged.insert(kept.record.key());
        }
        let targets = Tombstone::of(&kept.record)
            .into_iter()
            .flat_map(|said| said.targets);
        let sha256 = kept.record.sha256;
        self.said_purged.extend(targets.map(|target| (target, sha256)));
        let signature = &kept.record.signature;
        if !signs_for_itself(&kept.record) {
            self.signers.insert((signature.device, signature.author));
        }
    }

    fn ends(&self, ledger: &Ledger, findings: &mut Findings) {
        let mut fault = |what: String| findings.faults.push(what);
        if self.last != ledger.head {
            fault(format!(
                "the head is {} and the last record {}",
                ledger.head, self.last
            ));
        }
        if self.last_of_trust != ledger.trust {
            fault(format!(
                "the last record of trust is {}, not {}",
                self.last_of_trust, ledger.trust
            ));
        }
        let listed: BTreeSet<(RecordKey, Sha256)> = ledger
            .purged
            .iter()
            .map(|one| (one.key.clone(), one.tombstone))
            .collect();
        for (key, _) in self.said_purged.difference(&listed) {
            if key.academie == ledger.academie {
                fault(format!("{} {}: a tombstone was not applied", key.kind, key.id));
            }
        }
        for key in self
            .purged
            .iter()
            .filter(|key| !listed.iter().any(|(one, _)| one == *key))
        {
            fault(format!("{} {}: purged without a tombstone", key.kind, key.id));
        }
    }
}

/// Every record was written by a device that its author certified.
async fn check_authors(
    store: &impl Store,
    academie: &str,
    looked: &Looked,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let trust = store.trust(academie).await?;
    for (device, author) in &looked.signers {
        if trust.chain().standing(device, author) == Standing::Unknown {
            findings
                .faults
                .push(format!("device {device}: no chain leads to it"));
        }
    }
    Ok(())
}

/// The root and the key of an invitation sign for themselves.
fn signs_for_itself(record: &Record) -> bool {
    let signature = &record.signature;
    matches!(record.kind, RecordKind::Charter | RecordKind::Role)
        && signature.author == sync_protocol::Fingerprint::of(&signature.device)
}

/// What is wrong with a record by itself.
fn wrong(kept: &Kept, academie: &str) -> Vec<&'static str> {
    let record = &kept.record;
    let is_public = record.kind.is_public();
    // A tombstone took the facts, over which it was signed.
    let is_signed = kept.purged || record.is_signed();
    let belongs = match record.kind.belonging() {
        Belonging::None => record.circle.is_none(),
        Belonging::Free => true,
        Belonging::Circle => record.circle.is_some(),
    };
    let rules = [
        (record.academie == academie, "of another académie"),
        (is_signed, "its signature does not hold"),
        (
            !is_public || kept.purged || record.public_document().is_some(),
            "its document is not the one that was signed",
        ),
        (is_public || record.public.is_none(), "a private kind in clear"),
        (belongs, "in a circle where none belongs, or in none"),
        (
            !kept.purged || (record.facts.is_none() && record.public.is_none() && record.private.is_none()),
            "purged, and still says something",
        ),
    ];
    rules
        .into_iter()
        .filter_map(|(holds, what)| (!holds).then_some(what))
        .collect()
}
