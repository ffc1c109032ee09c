//! Random histories of two laptops of one author, their keeper and a store: edit, seal, correct, communicate, sync, cut,
//! crash, restore, revoke, purge. Whatever happened, one sync of each without a cut leaves each sealed record in the store
//! exactly once, and what was deleted by law nowhere (invariants N1 to N3, S1, S3 to S5, E1 to E4 of `docs/sync/model.md`).
//!
//! `acts` says what may follow what and `reference` what each must then hold, `world` plays it on true notebooks and a true
//! store, `judging` compares; `known_bad` breaks something on purpose and sees it found out; `found` keeps what once failed.
//!
//! A run says from which seed it draws: `PROPTEST_RNG_SEED=<seed>` draws the same histories again, and `PROPTEST_CASES=<how
//! many>` another number of them. One that fails is shrunk,
//! printed whole, and kept in `tests/proptest-regressions/sync_model.txt`, which every run plays first; the line « cc … »
//! that is printed with it plays it alone: `CARNET_HISTORY="cc …" cargo test -p whole-product --test sync_model`.
//!
//! Of what an ended device signed and a restored store lost nothing is owed: it is refused, and waits in quarantine.
//!
//! Not shown here: that a filter by transactions does not mend a plain sequence. Who is under way when is PostgreSQL's own to
//! say, and `crates/indicator-store/tests/order` asks it.
#![allow(clippy::expect_used)]

mod acts;
mod faulty;
mod found;
mod judging;
mod known_bad;
mod reference;
mod world;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use proptest::strategy::Strategy;
use proptest::test_runner::{
    Config, FileFailurePersistence, MapFailurePersistence, PersistedSeed, RngAlgorithm, RngSeed,
    TestCaseError, TestRng, TestRunner,
};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};
use whole_product::rounds::rounds;

use acts::{Act, Histories};
use faulty::Bug;
use judging::ending;
use reference::State;
use world::World;

/// Plays histories on a world in which nothing is broken.
struct Sound;

impl StateMachineTest for Sound {
    type SystemUnderTest = World;
    type Reference = Histories;

    fn init_test(_: &State) -> World {
        World::new(Bug::None).expect("a world")
    }

    fn apply(mut world: World, state: &State, act: Act) -> World {
        let played = world.play(&act, state);
        let held = played.and_then(|()| world.is_acknowledged(&act, state));
        held.unwrap_or_else(|trouble| panic!("{act:?}: {trouble}"));
        world
    }

    fn teardown(mut world: World, mut state: State) {
        for act in ending(&state) {
            state = Histories::apply(state, &act);
            world = Self::apply(world, &state, act);
        }
        world.judge(&state).unwrap_or_else(|trouble| panic!("{trouble}"));
    }
}

/// How many histories are drawn, and by how many threads, each from a seed of its own.
struct Run {
    histories: u32,
    threads: u32,
    seed: u64,
}

impl Run {
    #[allow(clippy::print_stdout)]
    fn asked() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get() as u32);
        let seed = match Config::default().rng_seed {
            RngSeed::Fixed(seed) => seed,
            RngSeed::Random => rand::random(),
        };
        println!("histories are drawn with PROPTEST_RNG_SEED={seed}");
        let stated = rounds("histories of two laptops and a store", 2_000, 1_000_000);
        Self {
            histories: std::env::var("PROPTEST_CASES").map_or(stated, |_| Config::default().cases),
            threads: threads.min(8),
            seed,
        }
    }

    /// The share of one thread; the others stop once one has failed.
    fn share(&self, thread: u32, failed: &AtomicBool) -> Result<(), String> {
        let config = Config {
            cases: self.histories.div_ceil(self.threads),
            ..config(Box::new(kept()))
        };
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.seed.to_le_bytes());
        seed[8..12].copy_from_slice(&thread.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        play(&mut TestRunner::new_with_rng(config, rng), failed)
    }
}

/// Where histories that failed are kept.
fn kept() -> FileFailurePersistence {
    FileFailurePersistence::Direct(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/proptest-regressions/sync_model.txt"
    ))
}

fn config(persistence: Box<dyn proptest::test_runner::FailurePersistence>) -> Config {
    Config {
        max_shrink_iters: 500,
        source_file: Some(file!()),
        failure_persistence: Some(persistence),
        ..Config::default()
    }
}

/// A history as it was drawn, written one act a line.
struct History {
    acts: Vec<Act>,
    state: State,
    seen: Option<Arc<AtomicUsize>>,
}

impl fmt::Debug for History {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.acts
            .iter()
            .try_for_each(|act| write!(formatter, "\n    {act:?},"))
    }
}

/// Plays what `runner` draws, until another has failed.
fn play(runner: &mut TestRunner, failed: &AtomicBool) -> Result<(), String> {
    let own = Cell::new(false);
    let histories =
        Histories::sequential_strategy(4..16).prop_map(|(state, acts, seen)| History { acts, state, seen });
    let played = runner.run(&histories, |history| {
        if failed.load(Ordering::Relaxed) && !own.get() {
            return Ok(());
        }
        let History { acts, state, seen } = history;
        let test = AssertUnwindSafe(|| Sound::test_sequential(Config::default(), state, acts, seen));
        catch_unwind(test).map_err(|panic| {
            failed.store(true, Ordering::Relaxed);
            own.set(true);
            let told = panic.downcast_ref::<String>().cloned();
            TestCaseError::fail(told.unwrap_or_else(|| "a panic".to_owned()))
        })
    });
    played.map_err(|found| found.to_string())
}

/// The one history that `CARNET_HISTORY` asks for.
fn asked_alone() -> Option<PersistedSeed> {
    let asked = std::env::var("CARNET_HISTORY").ok()?;
    Some(asked.parse().expect("a line « cc … »"))
}

/// N1, N2, N3, S1, S3, S4, S5, E1, E2, E3, E4: after any history that is drawn.
#[test]
fn whatever_happens_each_sealed_record_is_in_the_store_once() {
    let failed = AtomicBool::new(false);
    if let Some(seed) = asked_alone() {
        let map = BTreeMap::from([(file!(), BTreeSet::from([seed]))]);
        let config = Config {
            cases: 0,
            ..config(Box::new(MapFailurePersistence { map }))
        };
        return play(&mut TestRunner::new(config), &failed).unwrap_or_else(|found| panic!("{found}"));
    }
    let run = Run::asked();
    World::new(Bug::None).expect("a world");
    let told: Vec<Result<(), String>> = std::thread::scope(|scope| {
        let shares = (0..run.threads).map(|thread| {
            scope.spawn({
                let (run, failed) = (&run, &failed);
                move || run.share(thread, failed)
            })
        });
        let shares: Vec<_> = shares.collect();
        shares
            .into_iter()
            .map(|share| share.join().expect("a thread"))
            .collect()
    });
    if let Some(Err(found)) = told.into_iter().find(Result::is_err) {
        panic!("{found}");
    }
}
