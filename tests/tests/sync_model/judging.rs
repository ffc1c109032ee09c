//! What must hold: after each act of what was acknowledged, and at the end of everything.

use std::collections::BTreeSet;

use sync_protocol::{Record, RecordKey, RecordKind};
use whole_product::sync::laptop::{Laptop, Trouble};
use whole_product::sync::visits::ACADEMIE;

use crate::acts::Act;
use crate::reference::{Says, State};
use crate::world::World;

/// What every history ends with: nothing is under way any more, and each syncs without a cut. The first laptop tells what it
/// has, the second hears it and tells its own, and the first hears that.
pub fn ending(state: &State) -> Vec<Act> {
    let mut acts = vec![Act::Arrive, Act::Invite(None)];
    let in_turn = [0, 1, 0].into_iter();
    let standing = in_turn.filter(|laptop| state.laptops[*laptop].is_some());
    acts.extend(standing.map(Act::Sync));
    acts.extend(state.lost.as_ref().map(|_| Act::SyncLost));
    acts
}

/// Whether an act may change what counts as sent, or what the store keeps.
fn may_lose(act: &Act) -> bool {
    !matches!(
        act,
        Act::Edit(..)
            | Act::Seal(..)
            | Act::Correct(..)
            | Act::Communicate(..)
            | Act::CopyLaptop(_)
            | Act::BackUpStore
    )
}

/// What a state owes to its author, in numbers of the history.
struct Owed {
    /// What tombstones that hold have named.
    gone: BTreeSet<usize>,
    /// What the store must hold with all that it says.
    kept: BTreeSet<usize>,
}

impl Owed {
    /// What one laptop deleted that held less of the visit than is known here may be gone or not: it is not judged. Nor is
    /// what an ended device signed, where the store had lost it: it is refused, and waits in quarantine.
    fn of(state: &State) -> Self {
        let of_laptops = state
            .laptops
            .iter()
            .flatten()
            .flat_map(|carried| &carried.held.records);
        let held: BTreeSet<usize> = of_laptops
            .chain(&state.store)
            .chain(&state.keeper)
            .copied()
            .collect();
        let ended = state.ended();
        let stands =
            |number: &usize| state.store.contains(number) || !ended.contains(&state.written[*number].device);
        let held: BTreeSet<usize> = held.into_iter().filter(stands).collect();
        let gone = held
            .iter()
            .filter_map(|number| match &state.written[*number].says {
                Says::Deleted(targets) => Some(targets),
                _ => None,
            });
        let gone: BTreeSet<usize> = gone.flatten().copied().collect();
        let kept = state.undeleted(&held);
        Self { gone, kept }
    }
}

impl World {
    /// After each act: what a notebook counts as sent, and what whole syncs left with the store, is there.
    pub fn is_acknowledged(&self, act: &Act, state: &State) -> Result<(), Trouble> {
        if !may_lose(act) {
            return Ok(());
        }
        let stored = self.stored()?;
        let stored: BTreeSet<&RecordKey> = stored.iter().map(|(key, _)| key).collect();
        if let Some(key) = self
            .keys_of(&state.undeleted(&state.store))
            .difference(&stored)
            .next()
        {
            return Err(format!("{key:?} was in the store").into());
        }
        let life = self.store.epoch(&self.runtime)?;
        for (laptop, agreed_in) in self.laptops.iter().zip(self.agreed_in) {
            let Some(laptop) = laptop.as_ref().filter(|_| agreed_in == Some(life)) else {
                continue;
            };
            let sent = sent(laptop)?;
            // What is not compared is not found out: of checkpoints the last alone matters.
            let is_lost = |key: &&RecordKey| key.kind.is_counted() && !stored.contains(key);
            if let Some(key) = sent.iter().find(is_lost) {
                return Err(format!("{key:?} counts as sent, and is not in the store").into());
            }
        }
        Ok(())
    }

    /// At the end.
    pub fn judge(&self, state: &State) -> Result<(), Trouble> {
        let stored = self.stored()?;
        let keys: BTreeSet<&RecordKey> = stored.iter().map(|(key, _)| key).collect();
        if keys.len() < stored.len() {
            return Err("a record is in the store twice".into());
        }
        let said = stored.iter().filter(|(_, says)| *says).map(|(key, _)| key);
        let said: BTreeSet<&RecordKey> = said.collect();
        let owed = Owed::of(state);
        let (gone, kept) = (self.keys_of(&owed.gone), self.keys_of(&owed.kept));
        if let Some(key) = kept.difference(&said).next() {
            return Err(format!("{key:?} is not in the store").into());
        }
        if let Some(key) = gone.intersection(&said).next() {
            return Err(format!("{key:?} is still in the store").into());
        }
        for laptop in self.laptops.iter().flatten() {
            judge_laptop(laptop, &said, &gone)?;
        }
        match self.store.faults(&self.runtime)?.as_slice() {
            [] => Ok(()),
            faults => Err(format!("{faults:?}").into()),
        }
    }
}

/// What a notebook counts as sent: it waits no more, and was not refused.
fn sent(laptop: &Laptop) -> Result<Vec<RecordKey>, Trouble> {
    let notebook = laptop.notebook();
    let waiting = notebook.outbox(ACADEMIE, usize::MAX >> 1)?;
    let waiting: BTreeSet<i64> = waiting.iter().map(|one| one.position).collect();
    let own = notebook.own_keys(ACADEMIE, laptop.fingerprint(), &BTreeSet::new())?;
    let sent = own
        .into_iter()
        .filter(|(position, _)| !waiting.contains(position));
    Ok(sent.map(|(_, key)| key).collect())
}

/// Each laptop of the author holds what the store holds of his visits, and nothing that was deleted.
fn judge_laptop(
    laptop: &Laptop,
    said: &BTreeSet<&RecordKey>,
    gone: &BTreeSet<&RecordKey>,
) -> Result<(), Trouble> {
    let notebook = laptop.notebook();
    let mut held = BTreeSet::new();
    for kind in [RecordKind::Revision, RecordKind::State, RecordKind::Tombstone] {
        let signed = notebook.signed_documents(&kind)?;
        held.extend(signed.into_iter().map(|one| one.record.key()));
    }
    held.extend(notebook.trust_records(ACADEMIE)?.iter().map(Record::key));
    if let Some(key) = gone.iter().find(|key| held.contains(*key)) {
        return Err(format!("{key:?} is still in a notebook").into());
    }
    let read = [
        RecordKind::Revision,
        RecordKind::State,
        RecordKind::Tombstone,
        RecordKind::Certificate,
        RecordKind::Invitation,
        RecordKind::Role,
        RecordKind::Revocation,
    ];
    let read = said.iter().filter(|key| read.contains(&key.kind));
    match read.into_iter().find(|key| !held.contains(**key)) {
        Some(key) => Err(format!("{key:?} is not in a notebook").into()),
        None => Ok(()),
    }
}
