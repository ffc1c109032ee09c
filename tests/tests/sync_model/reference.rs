//! What a history does, act by act, to who holds what: at least what each laptop and the store must hold, whatever was cut.
//!
//! A record is a number, in the order in which they were written. A sync that was cut may have carried anything: it changes
//! nothing here. A whole one leaves what either held with both.

use std::collections::BTreeSet;

/// A record's place in the order of a history.
pub type Number = usize;

/// The visits that histories are about.
const VISITS: [u128; 3] = [1, 2, 3];
/// The laptops of the author.
const LAPTOPS: [usize; 2] = [0, 1];
/// The one that may be lost.
pub const SECOND: usize = 1;

/// What a record says, as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    Sealed,
    Noted,
    /// That these are deleted.
    Deleted(BTreeSet<Number>),
    /// That this device is the author's no more.
    Revoked(u64),
}

/// A record.
#[derive(Debug, Clone)]
pub struct Written {
    pub visit: u128,
    /// The device that signed it.
    pub device: u64,
    pub says: Says,
}

/// What a notebook holds at least.
#[derive(Debug, Clone, Default)]
pub struct Held {
    pub records: BTreeSet<Number>,
    /// The visits in which something was written since they were sealed.
    pub drafts: BTreeSet<u128>,
}

/// A laptop.
#[derive(Debug, Clone)]
pub struct Carried {
    pub device: u64,
    pub held: Held,
    pub copy: Option<Held>,
}

impl Carried {
    pub fn new(device: u64) -> Self {
        Self {
            device,
            held: Held::default(),
            copy: None,
        }
    }
}

/// Who holds what.
#[derive(Debug, Clone)]
pub struct State {
    pub written: Vec<Written>,
    pub laptops: [Option<Carried>; 2],
    /// The laptop whose device was ended last.
    pub lost: Option<Carried>,
    pub keeper: BTreeSet<Number>,
    pub store: BTreeSet<Number>,
    /// The archive before the last, and the last.
    pub archives: [BTreeSet<Number>; 2],
    /// The number of the next device.
    pub next_device: u64,
    pub under_way: bool,
}

impl State {
    /// Nobody has written anything yet.
    pub fn first() -> Self {
        Self {
            written: Vec::new(),
            laptops: [2, 3].map(|device| Some(Carried::new(device))),
            lost: None,
            keeper: BTreeSet::new(),
            store: BTreeSet::new(),
            archives: [BTreeSet::new(), BTreeSet::new()],
            next_device: 10,
            under_way: false,
        }
    }

    pub fn laptop(&mut self, laptop: usize) -> Option<&mut Carried> {
        self.laptops[laptop].as_mut()
    }

    /// The visits that some laptop deleted: nobody writes in them any more.
    pub fn deleted(&self) -> BTreeSet<u128> {
        let tombstones = self
            .written
            .iter()
            .filter(|one| matches!(one.says, Says::Deleted(_)));
        tombstones.map(|one| one.visit).collect()
    }

    /// These records but those of visits that were deleted: what was deleted before it was sent is never sent.
    pub fn undeleted(&self, numbers: &BTreeSet<Number>) -> BTreeSet<Number> {
        let deleted = self.deleted();
        let stays = |number: &&Number| {
            let one = &self.written[**number];
            !deleted.contains(&one.visit) || matches!(one.says, Says::Deleted(_))
        };
        numbers.iter().filter(stays).copied().collect()
    }

    /// The devices that the store is sure to know ended.
    pub fn ended(&self) -> BTreeSet<u64> {
        let said = self.store.iter().map(|number| &self.written[*number].says);
        said.filter_map(|says| match says {
            Says::Revoked(device) => Some(*device),
            _ => None,
        })
        .collect()
    }

    fn is_sealed(&self, held: &Held, visit: u128) -> bool {
        held.records
            .iter()
            .any(|number| self.written[*number].visit == visit && self.written[*number].says == Says::Sealed)
    }

    /// Enters a record that `laptop` writes.
    pub fn write(&mut self, laptop: usize, visit: u128, says: Says) {
        let number = self.written.len();
        if let Some(carried) = self.laptop(laptop) {
            carried.held.records.insert(number);
            let device = carried.device;
            self.written.push(Written { visit, device, says });
        }
    }

    /// What a whole sync leaves: what either held is with both, but what an ended device signed and the store does not have.
    fn exchange(&self, held: &mut Held, store: &mut BTreeSet<Number>) {
        let ended = self.ended();
        let taken = held.records.iter().copied();
        store.extend(taken.filter(|number| !ended.contains(&self.written[*number].device)));
        let of_author = |number: &Number| !matches!(self.written[*number].says, Says::Revoked(_));
        let came = store.difference(&held.records).copied();
        let came: BTreeSet<Number> = came.filter(of_author).collect();
        for written in came.iter().map(|number| &self.written[*number]) {
            let ends_draft = match written.says {
                Says::Sealed => !self.is_sealed(held, written.visit),
                Says::Deleted(_) => true,
                _ => false,
            };
            if ends_draft {
                held.drafts.remove(&written.visit);
            }
        }
        held.records.extend(came);
    }

    pub fn sync(&mut self, laptop: usize) {
        let (mut store, Some(mut carried)) = (self.store.clone(), self.laptops[laptop].clone()) else {
            return;
        };
        self.exchange(&mut carried.held, &mut store);
        (self.store, self.laptops[laptop]) = (store, Some(carried));
    }

    pub fn purge(&mut self, laptop: usize, visit: u128) {
        let Some(carried) = &self.laptops[laptop] else {
            return;
        };
        let of_visit = carried.held.records.iter().copied();
        let targets = of_visit.filter(|number| {
            let one = &self.written[*number];
            one.visit == visit && matches!(one.says, Says::Sealed | Says::Noted)
        });
        let targets = targets.collect();
        self.write(laptop, visit, Says::Deleted(targets));
        if let Some(carried) = self.laptop(laptop) {
            carried.held.drafts.remove(&visit);
        }
    }

    /// What was deleted by law since stays deleted.
    pub fn put_back(&mut self, laptop: usize) {
        let device = self.next_device;
        let Some(mut carried) = self.laptops[laptop].clone() else {
            return;
        };
        let Some(mut copy) = carried.copy.clone() else {
            return;
        };
        self.next_device += 1;
        for number in &carried.held.records {
            if let Says::Deleted(_) = self.written[*number].says {
                copy.drafts.remove(&self.written[*number].visit);
                copy.records.insert(*number);
            }
        }
        (carried.device, carried.held) = (device, copy);
        self.laptops[laptop] = Some(carried);
    }

    pub fn revoke(&mut self) {
        if let Some(carried) = self.laptops[SECOND].take() {
            let number = self.written.len();
            self.written.push(Written {
                visit: 0,
                device: 1,
                says: Says::Revoked(carried.device),
            });
            self.keeper.insert(number);
            self.store.extend(&self.keeper);
            self.lost = Some(carried);
        }
    }

    /// Each visit of each laptop of the author that `fits`.
    fn places(&self, fits: impl Fn(&Held, u128) -> bool) -> Vec<(usize, u128)> {
        let each = LAPTOPS
            .into_iter()
            .flat_map(|laptop| VISITS.map(|visit| (laptop, visit)));
        let fits = |(laptop, visit): &(usize, u128)| {
            let carried = self.laptops[*laptop].as_ref();
            carried.is_some_and(|carried| fits(&carried.held, *visit))
        };
        each.filter(fits).collect()
    }

    pub fn may_write(&self) -> Vec<(usize, u128)> {
        let deleted = self.deleted();
        self.places(|_, visit| !deleted.contains(&visit))
    }

    pub fn may_seal(&self) -> Vec<(usize, u128)> {
        self.places(|held, visit| held.drafts.contains(&visit))
    }

    /// Where a visit is sealed, and not deleted anywhere.
    pub fn sealed(&self) -> Vec<(usize, u128)> {
        let deleted = self.deleted();
        self.places(|held, visit| !deleted.contains(&visit) && self.is_sealed(held, visit))
    }

    pub fn may_correct(&self) -> Vec<(usize, u128)> {
        let mut places = self.sealed();
        let written = self.may_seal();
        places.retain(|place| !written.contains(place));
        places
    }

    pub fn standing(&self) -> Vec<usize> {
        let stands = |laptop: &usize| self.laptops[*laptop].is_some();
        LAPTOPS.into_iter().filter(stands).collect()
    }

    pub fn copied(&self) -> Vec<usize> {
        let is_copied = |laptop: &usize| {
            let carried = self.laptops[*laptop].as_ref();
            carried.is_some_and(|carried| carried.copy.is_some())
        };
        LAPTOPS.into_iter().filter(is_copied).collect()
    }
}
