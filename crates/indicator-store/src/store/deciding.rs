//! What a transaction writes of a batch: decided in memory, once the académie's head is held.

use std::collections::BTreeSet;

use observation::canonical::Sha256;
use serde::Deserialize;
use sync_protocol::judging::{Judgement, Known, Rules, judge};
use sync_protocol::limits::Limits;
use sync_protocol::{Record, Refusal, Verdict};

use super::Trust;

/// A record as it came.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Its size in bytes, as JSON.
    pub size: usize,
    /// The record; none where what came is none.
    pub record: Option<Record>,
}

/// What is written, and what is answered.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// The records to keep, each with its sequence number, in order.
    pub kept: Vec<(u64, Record)>,
    /// One verdict for each record that came, in order.
    pub verdicts: Vec<Verdict>,
}

/// What the rules of a batch are made of besides what changes within it.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// The académie.
    pub academie: &'a str,
    /// The store's limits.
    pub limits: &'a Limits,
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
    trust: &mut Trust,
    mut known: Known,
) -> Decision {
    let mut decision = Decision::default();
    for one in incoming {
        let verdict = match &one.record {
            None => Verdict::Refused {
                code: Refusal::Format,
            },
            Some(record) => decide_one(record, one.size, given, trust, &mut known, &mut decision.kept),
        };
        decision.verdicts.push(verdict);
    }
    decision
}

fn decide_one(
    record: &Record,
    size: usize,
    given: Circumstances<'_>,
    trust: &mut Trust,
    known: &mut Known,
    kept: &mut Vec<(u64, Record)>,
) -> Verdict {
    let rules = Rules {
        academie: given.academie,
        chain: trust.chain(),
        limits: given.limits,
        today: given.today,
    };
    let beside = match judge(record, size, &rules, known) {
        Judgement::Answer(verdict) => return verdict,
        Judgement::Keep { beside } => beside,
    };
    let sequence = given.head + kept.len() as u64 + 1;
    known.keep(record);
    known.stored.insert(record.key(), sequence);
    trust.hear(record);
    kept.push((sequence, record.clone()));
    match beside {
        Some(with) => Verdict::Conflict { with, sequence },
        None => Verdict::Stored { sequence },
    }
}

/// The grids on which the facts of a batch rest.
#[must_use]
pub fn grids_named(incoming: &[Incoming]) -> BTreeSet<Sha256> {
    #[derive(Deserialize)]
    struct Pinned {
        grid: Sha256,
    }
    let records = incoming.iter().filter_map(|one| one.record.as_ref());
    let facts = records.filter_map(|record| record.facts.as_deref());
    facts
        .filter_map(|text| serde_json::from_str::<Pinned>(text).ok())
        .map(|pinned| pinned.grid)
        .collect()
}
