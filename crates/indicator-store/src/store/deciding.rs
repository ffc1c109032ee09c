//! What a transaction writes of a batch: decided in memory, once the académie's head is held.

use std::collections::BTreeSet;
use std::sync::Arc;

use observation::canonical::Sha256;
use sync_protocol::examining::Examined;
use sync_protocol::judging::{Judgement, Known, Rules, judge};
use sync_protocol::limits::Limits;
use sync_protocol::{Record, RecoverySlotDocument, Refusal, Verdict};

use super::{Kept, Trust, is_of_trust};

/// A record as it came, examined; none where what came is none.
#[derive(Debug, Clone)]
pub struct Incoming(pub Option<Examined>);

impl Incoming {
    /// What came, `size` bytes long as JSON.
    #[must_use]
    pub fn of(record: Option<Record>, size: usize, limits: &Limits) -> Self {
        Self(record.map(|record| Examined::of(record, size, limits)))
    }

    /// The record.
    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        self.0.as_ref().map(Examined::record)
    }
}

/// What is written, and what is answered.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// The records to keep, each with its sequence number, in order.
    pub kept: Vec<(u64, Record)>,
    /// One verdict for each record that came, in order.
    pub verdicts: Vec<Verdict>,
}

impl Decision {
    /// That records are kept as they were.
    #[must_use]
    pub fn of_kept(kept: &[Kept]) -> Self {
        let kept = kept.iter().map(|one| (one.sequence, one.record.clone()));
        Self {
            kept: kept.collect(),
            verdicts: Vec::new(),
        }
    }

    /// The last sequence number that it gives, and the last that it gives to a record of trust.
    #[must_use]
    pub fn heads(&self) -> (Option<u64>, Option<u64>) {
        let last = self.kept.last().map(|(sequence, _)| *sequence);
        let of_trust = self.kept.iter().rev().find(|(_, record)| is_of_trust(record));
        (last, of_trust.map(|(sequence, _)| *sequence))
    }

    /// Whether who is believed may change by it.
    #[must_use]
    pub fn is_of_trust(&self) -> bool {
        self.heads().1.is_some()
    }

    /// The proofs of the recovery slots that it keeps, each with its sequence number.
    pub fn recovery_proofs(&self) -> impl Iterator<Item = (Sha256, u64)> {
        let slots = self.kept.iter();
        slots.filter_map(|(sequence, record)| Some((RecoverySlotDocument::of(record)?.proof, *sequence)))
    }
}

/// What the rules of a batch are made of besides what changes within it.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// The académie.
    pub academie: &'a str,
    /// Today, by the store's clock.
    pub today: chrono::NaiveDate,
    /// The académie's last sequence number.
    pub head: u64,
}

/// Decides a batch: each record is judged by what those before it leave.
#[must_use]
pub fn decide(
    incoming: &[Incoming],
    given: Circumstances<'_>,
    trust: &mut Arc<Trust>,
    mut known: Known,
) -> Decision {
    let mut decision = Decision::default();
    for one in incoming {
        let verdict = match &one.0 {
            None => Verdict::Refused {
                code: Refusal::Format,
            },
            Some(examined) => decide_one(examined, given, trust, &mut known, &mut decision.kept),
        };
        decision.verdicts.push(verdict);
    }
    decision
}

fn decide_one(
    examined: &Examined,
    given: Circumstances<'_>,
    trust: &mut Arc<Trust>,
    known: &mut Known,
    kept: &mut Vec<(u64, Record)>,
) -> Verdict {
    let rules = Rules {
        academie: given.academie,
        chain: trust.chain(),
        today: given.today,
    };
    let beside = match judge(examined, &rules, known) {
        Judgement::Answer(verdict) => return verdict,
        Judgement::Keep { beside } => beside,
    };
    let record = examined.record();
    let sequence = given.head + kept.len() as u64 + 1;
    known.keep(record);
    known.stored.insert(record.key(), sequence);
    if is_of_trust(record) {
        Arc::make_mut(trust).hear(record);
    }
    kept.push((sequence, record.clone()));
    match beside {
        Some(with) => Verdict::Conflict { with, sequence },
        None => Verdict::Stored { sequence },
    }
}

/// The grids on which the facts of a batch rest.
#[must_use]
pub fn grids_named(incoming: &[Incoming]) -> BTreeSet<Sha256> {
    let examined = incoming.iter().filter_map(|one| one.0.as_ref());
    examined.filter_map(Examined::grid).collect()
}
