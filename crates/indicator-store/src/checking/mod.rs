//! What must hold of all that a store keeps, looked at record by record. `docs/sync/model.md` says what no check can see.

mod fault;
mod looked;
mod record;

use sync_protocol::trust::Standing;

pub use fault::{Fault, Named, RecordFault};

use crate::error::StoreError;
use crate::store::{Kept, Ledger, SPAN, Store, Trust, first_broken};
use looked::Looked;

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
    pub faults: Vec<Fault>,
}

/// Looks at every record of `academie`, at what is written beside them, at its trail, and at what is packed of its facts.
///
/// # Errors
/// When the database cannot be read.
pub async fn check(store: &impl Store, academie: &str) -> Result<Findings, StoreError> {
    // Who was believed before the devices were read: a revocation that comes meanwhile is of the next check.
    let believed = store.trust(academie).await?;
    let ledger = store.ledger(academie).await?;
    let mut findings = Findings {
        acts: ledger.audit.len(),
        faults: trail(&ledger)
            .into_iter()
            .chain(tokens(&ledger, &believed))
            .collect(),
        ..Findings::default()
    };
    let mut looked = Looked::beside(&ledger);
    look(store, &ledger, &mut looked, &mut findings).await?;
    looked.ends(&store.indexes(academie).await?);
    let trust = store.trust(academie).await?;
    let unknown = looked
        .signers
        .iter()
        .filter(|(device, author)| trust.chain().standing(device, author) == Standing::Unknown);
    let unknown: Vec<Fault> = unknown.map(|(device, _)| Fault::NoChain(*device)).collect();
    findings.faults.append(&mut looked.faults);
    findings.faults.extend(unknown);
    packed(store, &ledger, &mut findings).await?;
    Ok(findings)
}

/// Every record up to the head, with where it is filed.
async fn look(
    store: &impl Store,
    ledger: &Ledger,
    looked: &mut Looked<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let (academie, mut after) = (ledger.academie.as_str(), 0);
    loop {
        let kept = store.kept(academie, after, RECORDS).await?;
        let filed = store.filed(academie, after, RECORDS).await?;
        let Some(last) = kept.last() else { return Ok(()) };
        after = last.sequence;
        let is_within = |one: &&Kept| one.sequence <= ledger.head;
        for one in kept.iter().filter(is_within) {
            findings.records += 1;
            findings.purged += u64::from(one.purged);
            let place = filed.binary_search_by_key(&one.sequence, |filed| filed.sequence);
            looked.at(one, place.ok().map(|place| &filed[place]));
        }
    }
}

/// A chain without a break, that ends where the last act was noted.
fn trail(ledger: &Ledger) -> Vec<Fault> {
    let last = ledger.audit.last();
    let found = last.map_or(0, |line| line.number);
    let is_whole = (found, last.map(|line| line.hash)) == (ledger.acts, ledger.last_act);
    let broken = first_broken(&ledger.audit).map(Fault::TrailBroken);
    let noted = ledger.acts;
    let cut = (!is_whole).then_some(Fault::TrailCut { noted, found });
    broken.into_iter().chain(cut).collect()
}

/// No token of a device that the chain ended.
fn tokens(ledger: &Ledger, believed: &Trust) -> Vec<Fault> {
    let taken = ledger.devices.iter().filter(|device| device.revoked_at.is_none());
    let ended = taken.filter(|device| believed.chain().is_revoked(&device.key, &device.author));
    ended.map(|device| Fault::TokenStands(device.key)).collect()
}

/// What is packed is what the records give, span by span.
async fn packed(store: &impl Store, ledger: &Ledger, findings: &mut Findings) -> Result<(), StoreError> {
    for span in 0..=ledger.head / SPAN {
        if !store.packed_is_true(&ledger.academie, span).await? {
            let (first, last) = (span * SPAN, (span + 1) * SPAN - 1);
            findings.faults.push(Fault::Packed { first, last });
        }
    }
    Ok(())
}
