//! What a laptop believes, by its own reading, and what of it is false.

use std::collections::{BTreeMap, BTreeSet};

use notebook::sync::{self, Access};
use observation::canonical::Sha256;
use observation::directory::Schools;
use sync_protocol::trust::Chain;
use sync_protocol::{Fingerprint, PublicKey, Record, RecordKey};
use uuid::Uuid;
use whole_product::sync::laptop::{Laptop, Trouble, address};
use whole_product::sync::visits::{ACADEMIE, grid, plan, short_grid};

use super::forging::THIEF_KEY;
use super::stage::{Stage, every_kind, identity, published_grid, published_schools};

/// The visit that a laptop begins while the store lies.
pub const BEGUN: u128 = 9;

/// What a laptop reads of its notebook.
#[derive(Debug, PartialEq, Eq)]
pub struct Reading {
    /// Each record that says something, with its author and the device that signed it.
    held: BTreeMap<RecordKey, (Fingerprint, PublicKey)>,
    chain: Chain,
    epochs: BTreeSet<Uuid>,
    grids: BTreeSet<Sha256>,
    schools: Schools,
    visits: Vec<(Uuid, u32)>,
    notes: String,
}

impl Reading {
    pub fn of(stage: &Stage, laptop: &Laptop) -> Result<Self, Trouble> {
        let notebook = laptop.notebook();
        let mut held = BTreeMap::new();
        for kind in every_kind() {
            let signed = notebook.signed_documents(&kind)?;
            held.extend(
                signed
                    .into_iter()
                    .map(|one| (one.record.key(), signer(&one.record))),
            );
        }
        let (first, last) = ("2020-01-01".parse()?, "2040-01-01".parse()?);
        let visits = notebook.visits_between(first, last)?;
        // What was begun here alone is no matter of the store.
        let begun = visits.iter().filter(|row| row.plan.id != plan(BEGUN).id);
        let mut visits: Vec<_> = begun.map(|row| (row.plan.id, row.last_revision)).collect();
        visits.sort_unstable();
        Ok(Self {
            held,
            chain: sync::chain_of(notebook, &address(stage.root))?,
            epochs: keys(laptop)?.into_keys().collect(),
            grids: notebook.grids()?.iter().map(|grid| grid.sha256()).collect(),
            schools: notebook.schools()?,
            visits,
            notes: laptop.own_notes(1)?,
        })
    }
}

impl Reading {
    /// Where two laptops read another thing, in few words.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        // Two laptops of one author may each have written the same.
        let authors = |one: &Self| -> BTreeSet<(RecordKey, Fingerprint)> {
            let held = one.held.iter();
            held.map(|(key, (author, _))| (key.clone(), *author)).collect()
        };
        let (here, there) = (authors(self), authors(other));
        let apart = here.symmetric_difference(&there);
        let mut found: Vec<String> = apart
            .map(|entry| format!("{}, here: {}", entry.0.kind, here.contains(entry)))
            .collect();
        let parts = [
            ("chain", self.chain == other.chain),
            ("epochs", self.epochs == other.epochs),
            ("grids", self.grids == other.grids),
            ("schools", self.schools == other.schools),
            ("visits", self.visits == other.visits),
            ("notes", self.notes == other.notes),
        ];
        found.extend(
            parts
                .iter()
                .filter(|(_, is_same)| !is_same)
                .map(|(part, _)| (*part).to_owned()),
        );
        found
    }
}

fn signer(record: &Record) -> (Fingerprint, PublicKey) {
    (record.signature.author, record.signature.device)
}

/// The circle keys that a laptop can open, by their epoch.
fn keys(laptop: &Laptop) -> Result<BTreeMap<Uuid, [u8; 32]>, Trouble> {
    let keys = laptop.with(|desk| sync::circle_keys(desk.notebook, desk.secrets, desk.fingerprint()))?;
    Ok(keys.iter().map(|key| (key.epoch(), *key.as_bytes())).collect())
}

/// What `laptop` believes and is not so: nothing, whatever it was given.
pub fn false_beliefs(stage: &Stage, laptop: &Laptop) -> Result<Vec<String>, Trouble> {
    let reading = Reading::of(stage, laptop)?;
    let mut found = of_records(stage, laptop, &reading)?;
    found.extend(of_chain(stage, &reading.chain));
    found.extend(of_keys(stage, laptop, &reading.chain)?);
    let grids = [grid(), short_grid(), published_grid()].map(|grid| grid.sha256());
    let grids = BTreeSet::from(grids);
    if !reading.grids.is_subset(&grids) {
        found.push("a grid that nobody offered".to_owned());
    }
    let published = published_schools();
    if reading
        .schools
        .iter()
        .any(|(uai, school)| published.get(uai) != Some(school))
    {
        found.push("a school that is not so".to_owned());
    }
    let visits = [plan(1).id, plan(3).id];
    if reading.visits.iter().any(|(id, _)| !visits.contains(id)) {
        found.push("a visit that was never made".to_owned());
    }
    Ok(found)
}

/// The true store holds each record, and by the same signer; the laptop's own are its own.
fn of_records(stage: &Stage, laptop: &Laptop, reading: &Reading) -> Result<Vec<String>, Trouble> {
    use indicator_store::store::Store;
    let kept = stage.store.store().kept(ACADEMIE, 0, usize::MAX >> 1);
    let kept = stage.runtime.block_on(kept)?;
    let truth: BTreeSet<_> = kept
        .iter()
        .map(|one| (one.record.key(), signer(&one.record)))
        .collect();
    let strange = reading
        .held
        .iter()
        .filter(|(key, signer)| signer.1 != laptop.device() && !truth.contains(&((*key).clone(), **signer)));
    Ok(strange
        .map(|(key, (_, device))| format!("{} by {device}", key.kind))
        .collect())
}

fn of_chain(stage: &Stage, chain: &Chain) -> Vec<String> {
    let mut found = Vec::new();
    let (thief, author, keeper) = (
        stage.thief.fingerprint(),
        stage.author.fingerprint(),
        stage.keeper.fingerprint(),
    );
    if chain.keepers().any(|one| one.fingerprint() != keeper) {
        found.push("another keeper".to_owned());
    }
    if !chain.ever_granted(&thief).is_empty() {
        found.push("a role of the thief".to_owned());
    }
    if chain.has_revoked(&sync_protocol::trust::Revoked::Author(author)) {
        found.push("the author's end".to_owned());
    }
    for laptop in [&stage.author, &stage.colleague, &stage.keeper] {
        let true_one = identity(laptop);
        if chain
            .identity(&true_one.fingerprint())
            .is_some_and(|said| said != true_one)
        {
            found.push("other keys of a person".to_owned());
        }
    }
    found
}

fn of_keys(stage: &Stage, laptop: &Laptop, chain: &Chain) -> Result<Vec<String>, Trouble> {
    let mut found = Vec::new();
    if keys(laptop)?.values().any(|key| *key == THIEF_KEY) {
        found.push("the thief's circle key".to_owned());
    }
    let vaults = sync::vault_documents(laptop.notebook(), chain)?;
    if vaults
        .iter()
        .any(|vault| vault.agreement == identity(&stage.thief).agreement)
    {
        found.push("the thief's vault".to_owned());
    }
    Ok(found)
}

/// Whether the thief opens anything that the true store holds.
pub fn thief_opens_anything(stage: &Stage) -> Result<bool, Trouble> {
    use indicator_store::store::Store;
    let kept = stage.store.store().kept(ACADEMIE, 0, usize::MAX >> 1);
    for one in stage.runtime.block_on(kept)? {
        let key = sync_protocol::trust::CircleKeyDocument::of(&one.record).map(|said| said.wrapped.0);
        for encrypted in one.record.private.map(|private| private.0).into_iter().chain(key) {
            if stage.thief.secrets().decrypt(&encrypted)?.is_some() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
