//! The store is killed (`SIGKILL`) again and again while two laptops sync, after a number of bytes of their exchange that a
//! seed draws: on SQLite, and on PostgreSQL one of two replicas. What it answered is kept (S1, N2), and in the end each
//! record is there exactly once (E1, E2).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::thread;

use notebook::sync::{Outcome, SyncError};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use sync_protocol::RecordKey;
use tokio::runtime::Runtime;
use whole_product::rounds::rounds;
use whole_product::sync::laptop::{Laptop, Trouble};
use whole_product::sync::process::StoreProcess;
use whole_product::sync::{Founded, Wire};

use crate::server::Server;

/// How many kills; one that came after the last byte is one more, and does not count.
const KILLS: u32 = 25;
const SOAKED: u32 = 1_000;
/// How many kills one académie goes through.
const IN_ONE_ACADEMIE: u32 = 25;
/// The known-bad store that answers before its commit.
const TOO_EARLY: &str = env!("CARGO_BIN_EXE_store-answers-too-early");

/// What serves after each kill.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Program {
    True,
    TooEarly,
}

/// An académie whose stores are killed, and two inspectors who sync with them.
struct Killer {
    academie: Founded,
    stores: Vec<StoreProcess>,
    wires: Vec<Wire>,
    laptops: Vec<Laptop>,
    /// How many bytes a round takes on each wire.
    whole: Vec<u64>,
    chance: StdRng,
    visits: u128,
}

/// What a round left.
struct Round {
    lost: Vec<RecordKey>,
    /// Whether the store was killed while they spoke to it.
    in_flight: bool,
}

impl Killer {
    /// `replicas` stores of `academie`; the laptops are shared out between them.
    fn new(academie: Founded, replicas: usize, seed: u64) -> Result<Self, Trouble> {
        let stores: Vec<StoreProcess> = (0..replicas)
            .map(|_| academie.serve())
            .collect::<Result<_, _>>()?;
        let wires: Vec<Wire> = stores
            .iter()
            .map(|store| Wire::to(store.address))
            .collect::<Result<_, _>>()?;
        let laptops = [2, 3]
            .into_iter()
            .zip(wires.iter().cycle())
            .map(|(number, wire)| academie.inspector((number, number), stores[0].address, wire))
            .collect::<Result<_, _>>()?;
        let mut killer = Self {
            academie,
            stores,
            wires,
            laptops,
            whole: Vec::new(),
            chance: StdRng::seed_from_u64(seed),
            visits: 0,
        };
        killer.measure()?;
        Ok(killer)
    }

    /// A round without a kill says how many bytes it takes: not the first, which carries the grid too.
    fn measure(&mut self) -> Result<(), Trouble> {
        for _ in 0..2 {
            let before: Vec<u64> = self.wires.iter().map(Wire::carried).collect();
            self.write()?;
            for outcome in self.sync_all()? {
                outcome?;
            }
            let after = self.wires.iter().map(Wire::carried);
            self.whole = after.zip(before).map(|(after, before)| after - before).collect();
        }
        Ok(())
    }

    /// Each laptop seals a visit.
    fn write(&mut self) -> Result<(), Trouble> {
        for laptop in &self.laptops {
            self.visits += 1;
            laptop.edit(self.visits, 10)?;
            laptop.seal(self.visits)?;
        }
        Ok(())
    }

    /// All laptops sync at once.
    fn sync_all(&self) -> Result<Vec<Result<Outcome, SyncError>>, Trouble> {
        thread::scope(|scope| {
            let syncing: Vec<_> = self
                .laptops
                .iter()
                .map(|laptop| scope.spawn(|| laptop.sync_over_network()))
                .collect();
            let outcomes = syncing.into_iter().map(thread::ScopedJoinHandle::join);
            outcomes
                .map(|one| one.map_err(|_| "a sync panicked".into()))
                .collect()
        })
    }

    /// One store is killed while all sync. Whoever spoke to another is not disturbed.
    fn round(&mut self, next: Program) -> Result<Round, Trouble> {
        self.write()?;
        let victim = self.chance.random_range(0..self.stores.len());
        // The more waits, the longer the exchange: a kill may come in any part of it.
        let waiting = self.laptops.iter().map(Laptop::queue);
        let waiting = waiting.map(|queue| queue.map_or(1, |queue| queue.waiting)).max();
        let after = self
            .chance
            .random_range(0..self.whole[victim] * waiting.unwrap_or(1));
        self.wires[victim].at(after, self.stores[victim].killer());
        let outcomes = self.sync_all()?;
        let in_flight = !self.wires[victim].forget_act();
        self.stores.remove(victim).kill()?;
        let kept = self.academie.keys_kept()?;
        let mut lost = Vec::new();
        for (number, (laptop, outcome)) in self.laptops.iter().zip(outcomes).enumerate() {
            lost.extend(laptop.lost(&kept)?);
            self.judge(number % self.wires.len() == victim, laptop, outcome)?;
        }
        let store = match next {
            Program::True => self.academie.serve()?,
            Program::TooEarly => self.academie.serve_by(Path::new(TOO_EARLY), u64::MAX)?,
        };
        self.stores.insert(victim, store);
        self.wires[victim].leads_to(self.stores[victim].address);
        Ok(Round { lost, in_flight })
    }

    /// Who spoke to the victim is told that nothing answers, and goes on with another replica where there is one.
    fn judge(
        &self,
        of_victim: bool,
        laptop: &Laptop,
        outcome: Result<Outcome, SyncError>,
    ) -> Result<(), Trouble> {
        if let Err(error) = &outcome {
            assert!(
                of_victim && matches!(error, SyncError::Unreachable(_)),
                "{error:?}"
            );
        }
        if let (true, Some(other)) = (of_victim, self.stores.first()) {
            let (own, url) = (laptop.address()?, format!("http://{}", other.address));
            laptop.finds_store_at(self.academie.root, &url)?;
            assert!(laptop.sync_over_network()?.agreed, "the other replica goes on");
            laptop.finds_store_at(self.academie.root, &own)?;
        }
        Ok(())
    }

    /// Without any kill all agree, each record is kept once, and the store's own check finds nothing.
    fn ends(self) -> Result<(), Trouble> {
        for outcome in self.sync_all()? {
            let outcome = outcome?;
            assert!(outcome.agreed && outcome.disbelieved == 0, "{outcome:?}");
        }
        self.stores.into_iter().try_for_each(StoreProcess::kill)?;
        let kept = self.academie.keys_kept()?;
        for laptop in &self.laptops {
            let queue = laptop.queue()?;
            assert_eq!((queue.waiting, queue.refused), (0, 0));
            assert_eq!(laptop.not_once(&kept)?, []);
        }
        self.academie.check()
    }
}

/// So many kills, in académies that `founded` makes.
#[allow(clippy::print_stdout)]
fn killed(
    what: &str,
    replicas: usize,
    founded: impl Fn() -> Result<Founded, Trouble>,
) -> Result<(), Trouble> {
    let academies = rounds(what, KILLS, SOAKED) / IN_ONE_ACADEMIE;
    for academie in 0..academies {
        let seed = 20_261_129 + u64::from(academie);
        println!("seed {seed}");
        let mut killer = Killer::new(founded()?, replicas, seed)?;
        let (mut in_flight, mut round) = (0, 0);
        while in_flight < IN_ONE_ACADEMIE {
            let left = killer.round(Program::True)?;
            assert_eq!(left.lost, [], "seed {seed}, round {round}");
            in_flight += u32::from(left.in_flight);
            round += 1;
            assert!(
                round < 3 * IN_ONE_ACADEMIE,
                "seed {seed}: the kills come too late"
            );
        }
        killer.ends()?;
    }
    Ok(())
}

#[test]
fn a_store_in_a_folder_that_is_killed_keeps_what_it_answered() -> Result<(), Trouble> {
    killed(
        "entrepôt SQLite tué pendant la synchronisation",
        1,
        Founded::in_folder,
    )
}

#[test]
fn a_replica_on_postgresql_that_is_killed_keeps_what_it_answered_and_the_other_goes_on() -> Result<(), Trouble>
{
    let (runtime, server) = (Runtime::new()?, Server::shared());
    killed("réplica PostgreSQL tué pendant la synchronisation", 2, || {
        Founded::on_postgres(runtime.block_on(server.fresh_database()))
    })
}

#[test]
fn a_store_that_answers_before_its_commit_is_caught_once_it_is_killed() -> Result<(), Trouble> {
    let mut killer = Killer::new(Founded::in_folder()?, 1, 20_261_129)?;
    // The first round leaves this store in the place of the true one.
    assert_eq!(killer.round(Program::TooEarly)?.lost, []);
    for _ in 0..IN_ONE_ACADEMIE {
        if !killer.round(Program::TooEarly)?.lost.is_empty() {
            return Ok(());
        }
    }
    panic!("nothing was found lost")
}
