//! What happens beside the cable while laptops sync with the store's real process, in a folder and on PostgreSQL with two
//! replicas: an answer lost after the commit, one batch from two laptops at once, a device that is ended, clocks wrong by
//! years. Each record is kept exactly once (E1, E2), and nobody takes for kept what is not (N1, S1).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use notebook::sync::SyncError;
use observation::instant::Instant;
use sync_protocol::RecordKey;
use sync_protocol::trust::{Circle, Grant, Role, Scope};
use tokio::runtime::Runtime;
use whole_product::sync::laptop::{Laptop, Trouble};
use whole_product::sync::process::StoreProcess;
use whole_product::sync::{Breakage, Founded, Wire};

use crate::server::Server;

/// How long another thread is waited for.
const PATIENCE: Duration = Duration::from_secs(120);

/// An académie that is served, by as many processes as its database allows.
struct Served {
    academie: Founded,
    stores: Vec<StoreProcess>,
    _database: Option<std::sync::Arc<Server>>,
}

impl Served {
    fn in_folder() -> Result<Self, Trouble> {
        Self::by(Founded::in_folder()?, 1, None)
    }

    fn on_two_replicas() -> Result<Self, Trouble> {
        let server = Server::shared();
        let url = Runtime::new()?.block_on(server.fresh_database());
        Self::by(Founded::on_postgres(url)?, 2, Some(server))
    }

    fn by(
        academie: Founded,
        replicas: usize,
        database: Option<std::sync::Arc<Server>>,
    ) -> Result<Self, Trouble> {
        let stores = (0..replicas).map(|_| academie.serve());
        Ok(Self {
            stores: stores.collect::<Result<_, _>>()?,
            academie,
            _database: database,
        })
    }

    /// A wire to the replica `number`, counted round.
    fn wire(&self, number: usize) -> Result<Wire, Trouble> {
        Ok(Wire::to(self.stores[number % self.stores.len()].address)?)
    }

    fn inspector(&self, numbers: (u64, u64), wire: &Wire) -> Result<Laptop, Trouble> {
        self.academie.inspector(numbers, self.stores[0].address, wire)
    }

    /// The keys of what is on the disk, read between two runs of the store.
    fn restart(&mut self) -> Result<Vec<RecordKey>, Trouble> {
        let stores = std::mem::take(&mut self.stores);
        let replicas = stores.len();
        stores.into_iter().try_for_each(StoreProcess::kill)?;
        let kept = self.academie.keys_kept()?;
        self.stores = (0..replicas)
            .map(|_| self.academie.serve())
            .collect::<Result<_, _>>()?;
        Ok(kept)
    }

    /// Nobody serves any more: each record of `laptops` is kept once, and the store's own check finds nothing.
    fn keeps_each_once(self, laptops: &[&Laptop]) -> Result<(), Trouble> {
        self.stores.into_iter().try_for_each(StoreProcess::kill)?;
        let kept = self.academie.keys_kept()?;
        for laptop in laptops {
            assert_eq!(laptop.not_once(&kept)?, []);
        }
        self.academie.check()
    }
}

fn write(laptop: &Laptop, visits: impl IntoIterator<Item = u128>) -> Result<(), Trouble> {
    for visit in visits {
        laptop.edit(visit, 10)?;
        laptop.seal(visit)?;
    }
    Ok(())
}

/// The store keeps a batch and its answer is lost: the laptop takes nothing for kept, sends again, and nothing is doubled.
fn an_answer_is_lost(mut served: Served) -> Result<(), Trouble> {
    let wire = served.wire(0)?;
    let laptop = served.inspector((2, 2), &wire)?;
    assert!(laptop.sync_over_network()?.agreed);
    write(&laptop, 1..=5)?;
    wire.breaks(Breakage::AnswerLost("POST /v1/batches"));
    let cut = laptop.sync_over_network();
    assert!(matches!(cut, Err(SyncError::Unreachable(_))), "{cut:?}");
    let waiting = laptop.queue()?.waiting;
    assert!(waiting >= 5, "no answer, nothing kept: {waiting} wait");
    let kept = served.restart()?;
    assert_eq!(laptop.not_once(&kept)?, [], "it was on the disk before the cut");
    wire.leads_to(served.stores[0].address);
    wire.breaks(Breakage::Whole);
    let outcome = laptop.sync_over_network()?;
    assert!(outcome.agreed && outcome.disbelieved == 0, "{outcome:?}");
    served.keeps_each_once(&[&laptop])
}

#[test]
fn an_answer_lost_after_the_commit_doubles_nothing_in_a_folder() -> Result<(), Trouble> {
    an_answer_is_lost(Served::in_folder()?)
}

#[test]
fn an_answer_lost_after_the_commit_doubles_nothing_on_two_replicas() -> Result<(), Trouble> {
    an_answer_is_lost(Served::on_two_replicas()?)
}

/// The laptop that went on from a copy has in its outbox what the first one has: both send it at the same time.
fn two_laptops_send_the_same(served: Served) -> Result<(), Trouble> {
    let wires = [served.wire(0)?, served.wire(1)?];
    let mut first = served.inspector((2, 2), &wires[0])?;
    assert!(first.sync_over_network()?.agreed);
    write(&first, 1..=30)?;
    let copy = first.copy()?;
    let mut second = Laptop::new(2, 2)?;
    second.put_back(&copy, 3)?;
    second.finds_store_at(served.academie.root, &wires[1].url())?;
    let outcomes = thread::scope(|scope| {
        let syncing = [&first, &second].map(|laptop| scope.spawn(move || laptop.sync_over_network()));
        syncing.map(|one| one.join().expect("a sync"))
    });
    for outcome in outcomes {
        assert!(outcome.as_ref().is_ok_and(|one| one.agreed), "{outcome:?}");
    }
    served.keeps_each_once(&[&first, &second])
}

#[test]
fn the_same_batch_of_two_laptops_at_once_is_kept_once_in_a_folder() -> Result<(), Trouble> {
    two_laptops_send_the_same(Served::in_folder()?)
}

#[test]
fn the_same_batch_of_two_laptops_at_once_is_kept_once_on_two_replicas() -> Result<(), Trouble> {
    two_laptops_send_the_same(Served::on_two_replicas()?)
}

/// A keeper ends a device when so many bytes of its sync have passed: it is told so, and what it was told is kept is.
fn a_device_is_ended_in_mid_sync(served: Served) -> Result<(), Trouble> {
    let wire = served.wire(1)?;
    let mut ended = 0;
    let mut laptops = Vec::new();
    for (number, bytes) in [0, 300, 1_500, 6_000, 20_000].into_iter().enumerate() {
        let author = number as u64 + 2;
        let laptop = served.inspector((author, author), &wire)?;
        write(&laptop, [u128::from(author)])?;
        let outcome = revoked_after(&served, &wire, &laptop, bytes)?;
        ended += u32::from(matches!(outcome, Err(SyncError::Revoked)));
        let again = laptop.sync_over_network();
        assert!(matches!(again, Err(SyncError::Revoked)), "{bytes}: {again:?}");
        laptops.push(laptop);
    }
    assert!(ended >= 2, "the revocations came too late");
    served.stores.into_iter().try_for_each(StoreProcess::kill)?;
    let kept = served.academie.keys_kept()?;
    for laptop in laptops {
        assert_eq!(laptop.lost(&kept)?, []);
    }
    served.academie.check()
}

/// Syncs; after so many bytes all stands still until the device is ended.
fn revoked_after(
    served: &Served,
    wire: &Wire,
    laptop: &Laptop,
    bytes: u64,
) -> Result<Result<notebook::sync::Outcome, SyncError>, Trouble> {
    let ((reached, comes), (done, goes_on)) = (mpsc::channel(), mpsc::channel::<()>());
    wire.at(bytes, move || {
        let _ = reached.send(());
        let _ = goes_on.recv_timeout(PATIENCE);
    });
    thread::scope(|scope| {
        let syncing = scope.spawn(|| {
            let outcome = laptop.sync_over_network();
            let _ = wire.forget_act();
            outcome
        });
        // Where it was over before, it is ended after.
        let _ = comes.recv_timeout(PATIENCE);
        let revoked = served.academie.revokes(laptop.device(), served.stores[0].address);
        drop(done);
        revoked?;
        syncing.join().map_err(|_| "a sync panicked".into())
    })
}

#[test]
fn a_device_ended_in_mid_sync_is_told_and_loses_nothing_in_a_folder() -> Result<(), Trouble> {
    a_device_is_ended_in_mid_sync(Served::in_folder()?)
}

#[test]
fn a_device_ended_in_mid_sync_is_told_and_loses_nothing_on_two_replicas() -> Result<(), Trouble> {
    a_device_is_ended_in_mid_sync(Served::on_two_replicas()?)
}

/// The clock of one of two colleagues is wrong by years, either way. Nothing is lost, and once it is right both agree and
/// read the same keys of their circle.
fn clocks_are_wrong_by_years(served: Served) -> Result<(), Trouble> {
    let circle: Circle = "discipline/L0202".parse()?;
    let wires = [served.wire(0)?, served.wire(1)?];
    let mut laptops = Vec::new();
    for (wire, number) in wires.iter().zip([2, 3]) {
        let grant = Grant {
            role: Role::Inspecteur,
            scopes: vec![Scope::Discipline("L0202".to_owned())],
            until: NaiveDate::from_ymd_opt(2029, 8, 31),
        };
        let text = served.academie.grants(grant, served.stores[0].address, wire)?;
        let laptop = Laptop::new(number, number)?;
        laptop.take_over_network(&text)?;
        laptops.push(laptop);
    }
    let right = *laptops[0].clock.lock().expect("a clock");
    let wrong: [Instant; 2] = [
        "1998-01-01T08:00:00.000Z".parse()?,
        "2094-06-01T08:00:00.000Z".parse()?,
    ];
    for (round, clock) in wrong.into_iter().enumerate() {
        *laptops[0].clock.lock().expect("a clock") = clock;
        let first = round as u128 * 10 + 1;
        write(&laptops[0], first..first + 2)?;
        write(&laptops[1], first + 4..first + 6)?;
        for laptop in &laptops {
            laptop.sync_over_network()?;
        }
        *laptops[0].clock.lock().expect("a clock") = right;
        // Whoever was thought to have left is given the keys again, and reads what was written meanwhile.
        for laptop in [&laptops[0], &laptops[1], &laptops[0], &laptops[1]] {
            let outcome = laptop.sync_over_network()?;
            assert!(outcome.agreed && outcome.disbelieved == 0, "{clock}: {outcome:?}");
            assert_eq!(laptop.queue()?.refused, 0, "{clock}");
        }
        let keys = laptops.iter().map(|laptop| laptop.epochs_of(&circle));
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        assert_eq!(keys[0], keys[1], "{clock}: both have every key of the circle");
        assert!(!keys[0].is_empty());
    }
    served.keeps_each_once(&[&laptops[0], &laptops[1]])
}

#[test]
fn clocks_wrong_by_years_lose_nothing_in_a_folder() -> Result<(), Trouble> {
    clocks_are_wrong_by_years(Served::in_folder()?)
}

#[test]
fn clocks_wrong_by_years_lose_nothing_on_two_replicas() -> Result<(), Trouble> {
    clocks_are_wrong_by_years(Served::on_two_replicas()?)
}
