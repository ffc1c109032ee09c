//! The packed cache is what the facts are, whatever happened to them.

use indicator_store::checking::Fault;
use indicator_store::store::{Kept, Ledger, SPAN, Store};
use indicator_store::{checking, packing};
use observation::canonical::Sha256;
use observation::packed::Question;
use sync_protocol::Epoch;

use super::academie::{ACADEMIE, at};
use super::history::{History, grid};
use super::{OTHER, found, root};

/// How many acts a history has: few, or those of `cargo xtask soak`.
#[allow(clippy::print_stdout)]
fn acts() -> usize {
    const STATED: usize = 4_000;
    if std::env::var_os("CARNET_SOAK").is_none_or(|asked| asked.is_empty()) {
        return 120;
    }
    println!("soak: acts of a history that is packed, {STATED}");
    STATED
}

pub async fn what_is_packed_is_what_the_facts_say(store: impl Store) {
    let mut history = History::begin(&store, 1).await;
    for _ in 0..4 {
        history.go_on(&store, acts() / 4).await;
        assert!(history.is_counted(&store).await);
    }
    let found = checking::check(&store, ACADEMIE).await.unwrap();
    assert_eq!(found.faults, []);
}

pub async fn a_cache_that_was_thrown_away_is_built_again(store: impl Store) {
    let mut history = History::begin(&store, 4).await;
    history.go_on(&store, acts() / 2).await;
    assert!(history.is_counted(&store).await);
    store.forget_packed(ACADEMIE).await.unwrap();
    let behind = store.scan(ACADEMIE, &grid().sha256(), &Question::all()).await;
    assert_eq!(behind.unwrap(), None);
    assert!(history.is_counted(&store).await);
    packing::rebuild(&store, ACADEMIE).await.unwrap();
    assert!(history.is_counted(&store).await);
}

pub async fn a_cache_is_brought_up_while_records_come(store: impl Store) {
    let mut history = History::begin(&store, 5).await;
    let (says, mut done) = tokio::sync::oneshot::channel();
    let writes = async {
        history.go_on(&store, acts() / 2).await;
        says.send(()).unwrap();
    };
    let follows = async {
        while done.try_recv().is_err() {
            store.catch_up(ACADEMIE).await.unwrap();
            tokio::task::yield_now().await;
        }
    };
    tokio::join!(writes, follows);
    assert!(history.is_counted(&store).await);
}

pub async fn another_academie_s_facts_are_not_counted(store: impl Store) {
    let mut history = History::begin(&store, 6).await;
    history.go_on(&store, 20).await;
    store.create_academie(OTHER, root(), at()).await.unwrap();
    let asked = packing::tally(&store, OTHER, &grid().sha256(), &Question::all()).await;
    assert!(asked.is_err(), "it has no such grid");
    store.forget_packed(OTHER).await.unwrap();
    assert!(history.is_counted(&store).await);
    let unknown = store.scan(ACADEMIE, &Sha256::of(b""), &Question::all()).await;
    assert!(unknown.is_err());
}

/// Records far from each other, so that they are of several spans: what happens to one of a span long packed is seen.
pub async fn several_spans_are_packed_as_one(former: impl Store, next: impl Store) {
    const APART: u64 = 97;
    let mut history = History::begin(&former, 7).await;
    history.go_on(&former, acts() * 2).await;
    assert!(history.is_counted(&former).await);
    let ledger = former.ledger(ACADEMIE).await.unwrap();
    let kept = former.kept(ACADEMIE, 0, usize::MAX >> 1).await.unwrap();
    let apart = Ledger {
        head: ledger.head * APART,
        trust: ledger.trust * APART,
        ..ledger
    };
    assert!(apart.head > 2 * SPAN);
    let kept = kept.into_iter().map(|one| Kept {
        sequence: one.sequence * APART,
        ..one
    });
    next.begin_restore().await.unwrap();
    next.restore_ledger(&apart).await.unwrap();
    next.restore_kept(ACADEMIE, kept.collect()).await.unwrap();
    next.end_restore(Epoch::from_random([3; 16]), at()).await.unwrap();
    assert!(history.is_counted(&next).await);
    for _ in 0..6 {
        history.go_on(&next, acts() / 6).await;
        assert!(history.is_counted(&next).await);
    }
    for span in 0..=next.ledger(ACADEMIE).await.unwrap().head / SPAN {
        assert!(next.packed_is_true(ACADEMIE, span).await.unwrap());
    }
}

/// A cache that forgets what is purged: what it counts is not what the facts say, and a check finds it.
pub async fn forgetting_no_purge_is_caught(store: impl Store, mut history: History) {
    assert!(history.is_counted(&store).await);
    history.purge(&store).await;
    assert!(!history.is_counted(&store).await);
    let found = checking::check(&store, ACADEMIE).await.unwrap();
    assert!(
        found
            .faults
            .iter()
            .any(|fault| matches!(fault, Fault::Packed { .. })),
        "{:?}",
        found.faults
    );
    packing::rebuild(&store, ACADEMIE).await.unwrap();
    assert!(history.is_counted(&store).await);
}

/// An empty académie has an empty cache.
pub async fn nothing_is_packed_of_nothing(store: impl Store) {
    found(&store).await;
    packing::complete(&store, ACADEMIE).await.unwrap();
    assert!(store.packed_is_true(ACADEMIE, 0).await.unwrap());
    assert!(!store.catch_up(ACADEMIE).await.unwrap());
}
