//! The failure matrix of sync, with the store's real process and a true network that fails: on SQLite, and on PostgreSQL
//! with two replicas. After each failure one sync without one agrees (S1, E1, E2), and the store's own check finds nothing.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use notebook::sync::{Patience, SyncError};
use tokio::runtime::Runtime;
use whole_product::sync::laptop::Trouble;
use whole_product::sync::process::{StoreProcess, operator};
use whole_product::sync::visits::plan;
use whole_product::sync::{Breakage, Founded, Wire};

use crate::server::Server;

/// What a laptop waits at most where nobody tells it that nothing comes: a person's patience, made short.
const SHORT: Patience = Patience {
    connecting: Duration::from_millis(500),
    answering: Duration::from_millis(500),
    carrying: Duration::from_millis(500),
    standing_still: Duration::from_millis(500),
};

fn breakages() -> Vec<Breakage> {
    let mut breakages = vec![
        Breakage::Refused,
        Breakage::Unanswered,
        Breakage::Portal,
        Breakage::Slow(Duration::from_millis(1)),
    ];
    breakages.extend([0, 20, 300, 900, 4_000].map(Breakage::UpAfter));
    breakages.extend([10, 200, 1_500].map(Breakage::DownAfter));
    breakages.extend([0, 20, 300, 4_000].map(Breakage::ShutUpAfter));
    breakages.extend([0, 10, 200, 1_500].map(Breakage::ShutDownAfter));
    breakages.extend([0, 20, 300, 4_000].map(Breakage::ResetUpAfter));
    breakages.extend([0, 10, 200, 1_500].map(Breakage::ResetDownAfter));
    breakages.extend([0, 300, 4_000].map(Breakage::SilentUpAfter));
    breakages.extend([0, 200].map(Breakage::SilentDownAfter));
    breakages
}

/// Each breakage meets a visit that waits; the next sync, without any, agrees.
fn every_breakage(academie: &Founded, stores: &[StoreProcess]) -> Result<(), Trouble> {
    let wires = stores
        .iter()
        .map(|store| Wire::to(store.address))
        .collect::<Result<Vec<_>, _>>()?;
    let laptop = academie.inspector((2, 2), stores[0].address, &wires[0])?;
    for (number, breakage) in breakages().into_iter().enumerate() {
        let wire = &wires[number % wires.len()];
        laptop.finds_store_at(academie.root, &wire.url())?;
        let visit = number as u128 + 1;
        laptop.edit(visit, 10)?;
        laptop.seal(visit)?;
        wire.breaks(breakage);
        let patience = if breakage.is_silent() {
            SHORT
        } else {
            Patience::default()
        };
        let cut = laptop.sync_with_patience(patience);
        let expected = |error: &SyncError| {
            matches!(
                error,
                SyncError::Unreachable(_)
                    | SyncError::NotTheStore
                    | SyncError::StrangeAnswer(_)
                    | SyncError::Certificate(_)
            )
        };
        assert!(cut.as_ref().err().is_none_or(expected), "{breakage:?}: {cut:?}");
        assert!(!breakage.is_silent() || cut.is_err(), "{breakage:?}: {cut:?}");
        assert_eq!(
            laptop.notebook().revisions(plan(visit).id)?.len(),
            1,
            "{breakage:?}: nothing is lost here"
        );
        wire.breaks(Breakage::Whole);
        let outcome = laptop.sync_over_network()?;
        assert!(
            outcome.agreed && outcome.disbelieved == 0,
            "{breakage:?}: {outcome:?}"
        );
    }
    Ok(())
}

/// S1: whatever answer was lost.
#[test]
fn a_network_that_fails_anywhere_loses_and_doubles_nothing_in_a_folder() -> Result<(), Trouble> {
    let academie = Founded::in_folder()?;
    let store = academie.serve()?;
    every_breakage(&academie, std::slice::from_ref(&store))?;
    store.kill()?;
    academie.check()
}

/// S1: whatever answer was lost, and whichever replica is asked next.
#[test]
fn a_network_that_fails_anywhere_loses_and_doubles_nothing_on_two_replicas() -> Result<(), Trouble> {
    let runtime = Runtime::new()?;
    let server = Server::shared();
    let url = runtime.block_on(server.fresh_database());
    let academie = Founded::on_postgres(url)?;
    let replicas = [academie.serve()?, academie.serve()?];
    every_breakage(&academie, &replicas)?;
    academie.check()
}

#[test]
fn a_store_killed_at_any_moment_gives_back_what_it_answered() -> Result<(), Trouble> {
    let academie = Founded::in_folder()?;
    let mut store = academie.serve()?;
    let wire = Wire::to(store.address)?;
    let laptop = academie.inspector((2, 2), store.address, &wire)?;
    for visit in 1..=6 {
        laptop.edit(visit, 10)?;
        laptop.seal(visit)?;
        // It dies while the laptop speaks to it: whatever was answered is there afterwards.
        let killed = std::thread::scope(|scope| -> Result<(), Trouble> {
            let syncing = scope.spawn(|| laptop.sync_over_network().map(|outcome| outcome.agreed));
            store.line("answered")?;
            let killed = store.kill();
            drop(syncing.join());
            killed
        });
        killed?;
        store = academie.serve()?;
        laptop.finds_store_at(academie.root, &format!("http://{}", store.address))?;
        assert!(laptop.sync_over_network()?.agreed);
    }
    store.kill()?;
    academie.check()
}

/// Yesterday's archive goes into `new`, in the words of the command line; `academie` is served by one process.
fn yesterday_is_put_back(academie: &Founded, new: &[&str]) -> Result<(), Trouble> {
    let store = academie.serve()?;
    let wire = Wire::to(store.address)?;
    let laptop = academie.inspector((2, 2), store.address, &wire)?;
    laptop.edit(1, 10)?;
    laptop.seal(1)?;
    assert!(laptop.sync_over_network()?.agreed);
    store.kill()?;
    let elsewhere = tempfile::tempdir()?;
    let archive = elsewhere.path().join("hier.archive").display().to_string();
    academie.operator(&["backup", "--out", &archive])?;
    let store = academie.serve()?;
    laptop.finds_store_at(academie.root, &format!("http://{}", store.address))?;
    laptop.edit(2, 10)?;
    laptop.seal(2)?;
    assert!(laptop.sync_over_network()?.agreed);
    store.kill()?;
    // What was served is lost.
    operator(new, &["restore", &archive])?;
    let store = StoreProcess::serve(new)?;
    laptop.finds_store_at(academie.root, &format!("http://{}", store.address))?;
    let outcome = laptop.sync_over_network()?;
    assert!(outcome.agreed && outcome.sent > 0, "{outcome:?}");
    store.kill()?;
    operator(new, &["check"]).map(drop)
}

#[test]
fn what_an_operator_puts_back_from_yesterday_is_completed_by_the_laptops_in_a_folder() -> Result<(), Trouble>
{
    let elsewhere = tempfile::tempdir()?;
    let data = elsewhere.path().join("neuf").display().to_string();
    yesterday_is_put_back(&Founded::in_folder()?, &["--data", &data])
}

#[test]
fn what_an_operator_puts_back_from_yesterday_is_completed_by_the_laptops_on_postgresql() -> Result<(), Trouble>
{
    let (runtime, server) = (Runtime::new()?, Server::shared());
    let academie = Founded::on_postgres(runtime.block_on(server.fresh_database()))?;
    let new = runtime.block_on(server.fresh_database());
    yesterday_is_put_back(&academie, &["--database", &new])?;
    // And from PostgreSQL into a folder.
    let academie = Founded::on_postgres(runtime.block_on(server.fresh_database()))?;
    let elsewhere = tempfile::tempdir()?;
    let data = elsewhere.path().join("neuf").display().to_string();
    yesterday_is_put_back(&academie, &["--data", &data])
}
