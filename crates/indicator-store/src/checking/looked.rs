//! What is wrong with records beside each other: numbers, parents, grids, tombstones, slots, and the lines of the trail.

use std::collections::{BTreeMap, BTreeSet};

use observation::canonical::Sha256;
use observation::facts::Facts;
use observation::grid::{self, Grid};
use sync_protocol::{Fingerprint, PublicKey, Record, RecordKey, RecordKind, RecoverySlotDocument, Tombstone};
use uuid::Uuid;

use super::fault::{Fault, Named, RecordFault};
use super::record::{misfiled, wrong};
use crate::store::{Filed, Indexes, Kept, Ledger, Purged, is_audited, is_of_trust, record_of};

/// What was seen so far of the records of an académie.
pub(super) struct Looked<'l> {
    ledger: &'l Ledger,
    /// What tombstones name, each with the author whose record alone it is.
    named: BTreeMap<&'l RecordKey, BTreeSet<Option<Fingerprint>>>,
    /// The records of which a line of the trail tells.
    told: BTreeSet<Sha256>,
    last: u64,
    last_of_trust: u64,
    keys: BTreeSet<RecordKey>,
    /// The numbers of each document, by its kind, identifier and hash.
    numbers: BTreeMap<(RecordKind, Uuid, Sha256), BTreeSet<u32>>,
    /// The grids, and those of which a tombstone took the text.
    grids: BTreeMap<Sha256, Option<Grid>>,
    slots: BTreeMap<u64, Slot>,
    purged: BTreeSet<RecordKey>,
    said_purged: BTreeSet<RecordKey>,
    pub(super) signers: BTreeSet<(PublicKey, Fingerprint)>,
    pub(super) faults: Vec<Fault>,
}

/// What a recovery slot is found by.
enum Slot {
    By(Sha256),
    /// It cannot be read, or says nothing any more.
    Unreadable,
}

impl<'l> Looked<'l> {
    pub(super) fn beside(ledger: &'l Ledger) -> Self {
        let mut named: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut numbers: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for Purged { key, author, .. } in &ledger.purged {
            named.entry(key).or_default().insert(*author);
            let document = (key.kind.clone(), key.id, key.sha256);
            numbers.entry(document).or_default().insert(key.revision);
        }
        Self {
            ledger,
            named,
            told: ledger
                .audit
                .iter()
                .filter_map(|line| record_of(&line.act))
                .collect(),
            last: 0,
            last_of_trust: 0,
            keys: BTreeSet::new(),
            numbers,
            grids: BTreeMap::new(),
            slots: BTreeMap::new(),
            purged: BTreeSet::new(),
            said_purged: BTreeSet::new(),
            signers: BTreeSet::new(),
            faults: Vec::new(),
        }
    }

    /// Looks at the next record, and at where it is filed.
    pub(super) fn at(&mut self, kept: &Kept, filed: Option<&Filed>) {
        let (record, academie) = (&kept.record, &self.ledger.academie);
        let mut found = wrong(kept, academie);
        found.extend(filed.into_iter().flat_map(|filed| misfiled(record, filed)));
        if kept.sequence != self.last + 1 {
            found.push(RecordFault::Gap);
        }
        if !self.keys.insert(record.key()) {
            found.push(RecordFault::Twice);
        }
        if self.is_named(record) && !kept.purged {
            found.push(RecordFault::NotPurged);
        }
        if !self.is_told(kept) {
            found.push(RecordFault::Untold);
        }
        found.extend(self.lineage(record));
        found.extend(self.facts(record));
        let place = |fault| Fault::Record(kept.sequence, fault);
        self.faults.extend(found.into_iter().map(place));
        self.enter(kept);
    }

    /// What can be said once the last was looked at.
    pub(super) fn ends(&mut self, indexes: &Indexes) {
        let (ledger, last) = (self.ledger, self.last);
        if last != ledger.head {
            self.faults.push(Fault::Head {
                head: ledger.head,
                last,
            });
        }
        if self.last_of_trust != ledger.trust {
            let (noted, found) = (ledger.trust, self.last_of_trust);
            self.faults.push(Fault::Trust { noted, found });
        }
        let is_listed = |key: &&RecordKey| self.named.contains_key(*key);
        let of_here = self
            .said_purged
            .iter()
            .filter(|key| key.academie == ledger.academie);
        let not_applied = of_here.filter(|key| !is_listed(key));
        let not_applied = not_applied.map(|key| Fault::NotApplied(Named(key.clone())));
        let without = self.purged.iter().filter(|key| !is_listed(key));
        let without = without.map(|key| Fault::WithoutTombstone(Named(key.clone())));
        let found: Vec<Fault> = not_applied.chain(without).chain(self.slots(indexes)).collect();
        self.faults.extend(found);
        if indexes.orphans > 0 {
            self.faults.push(Fault::Orphans(indexes.orphans));
        }
    }

    /// Whether a tombstone of its author, or of the académie's DPD, names it.
    fn is_named(&self, record: &Record) -> bool {
        let author = record.signature.author;
        let named = self.named.get(&record.key());
        named.is_some_and(|by| by.contains(&None) || by.contains(&Some(author)))
    }

    fn is_told(&self, kept: &Kept) -> bool {
        let is_owed = is_audited(&kept.record.kind) && kept.sequence > self.ledger.audited_from();
        !is_owed || self.told.contains(&kept.record.sha256)
    }

    /// Parents that came before it or were purged, and a number that follows theirs.
    fn lineage(&self, record: &Record) -> Option<RecordFault> {
        let numbers = |sha256: &Sha256| self.numbers.get(&(record.kind.clone(), record.id, *sha256));
        let parents: Option<Vec<&BTreeSet<u32>>> = record.parents.iter().map(numbers).collect();
        let Some(parents) = parents else {
            return Some(RecordFault::Parent);
        };
        let before = record.revision.checked_sub(1);
        let follows = before.is_some_and(|before| {
            let is_before = parents
                .iter()
                .all(|one| one.first().is_some_and(|first| *first <= before));
            is_before && (before == 0 || parents.iter().any(|one| one.contains(&before)))
        });
        (!follows).then_some(RecordFault::Number)
    }

    fn facts(&self, record: &Record) -> Option<RecordFault> {
        let text = record.facts.as_deref()?;
        let Ok(facts) = serde_json::from_str::<Facts>(text) else {
            return Some(RecordFault::Facts);
        };
        match self.grids.get(&facts.grid) {
            None => Some(RecordFault::Grid),
            // What a tombstone took cannot be compared with.
            Some(None) => None,
            Some(Some(grid)) => {
                let fits = facts.academie == record.academie && facts.fit(grid);
                (!fits).then_some(RecordFault::Facts)
            }
        }
    }

    fn slots(&self, indexes: &Indexes) -> Vec<Fault> {
        let seen = |sequence: &u64| *sequence <= self.last;
        let listed: BTreeSet<(u64, Sha256)> =
            indexes.recovery.iter().map(|(proof, at)| (*at, *proof)).collect();
        let lost = self.slots.iter().filter(|(sequence, slot)| match slot {
            Slot::By(proof) => !listed.contains(&(**sequence, *proof)),
            Slot::Unreadable => false,
        });
        let wrong = listed.iter().filter(|(sequence, proof)| {
            let is_right = match self.slots.get(sequence) {
                Some(Slot::By(own)) => own == proof,
                Some(Slot::Unreadable) => true,
                None => false,
            };
            seen(sequence) && !is_right
        });
        let lost = lost.map(|(sequence, _)| Fault::SlotNotFound(*sequence));
        lost.chain(wrong.map(|(sequence, _)| Fault::SlotOfAnother(*sequence)))
            .collect()
    }

    fn enter(&mut self, kept: &Kept) {
        let (record, sequence) = (&kept.record, kept.sequence);
        self.last = sequence;
        if is_of_trust(record) {
            self.last_of_trust = sequence;
        }
        let document = (record.kind.clone(), record.id, record.sha256);
        self.numbers.entry(document).or_default().insert(record.revision);
        if record.kind == RecordKind::Grid {
            let text = record.public_document();
            let file = text.and_then(|text| grid::check(text.as_bytes()).0);
            self.grids
                .insert(record.sha256, file.map(|file| file.grid().clone()));
        }
        if record.kind == RecordKind::RecoverySlot {
            let said = RecoverySlotDocument::of(record);
            let slot = said.map_or(Slot::Unreadable, |said| Slot::By(said.proof));
            self.slots.insert(sequence, slot);
        }
        if kept.purged {
            self.purged.insert(record.key());
        }
        let targets = Tombstone::of(record).into_iter().flat_map(|said| said.targets);
        self.said_purged.extend(targets);
        let signature = &record.signature;
        if !signs_for_itself(record) {
            self.signers.insert((signature.device, signature.author));
        }
    }
}

/// The root and the key of an invitation sign for themselves.
fn signs_for_itself(record: &Record) -> bool {
    let signature = &record.signature;
    matches!(record.kind, RecordKind::Charter | RecordKind::Role)
        && signature.author == Fingerprint::of(&signature.device)
}
