//! What every store holds to, whatever its database: one macro, expanded for each.

// Its other tests ask for more of it.
#[allow(dead_code)]
#[path = "../../../sync-protocol/tests/trust/academie.rs"]
pub mod academie;
// Tests of the network damage nothing.
#[allow(dead_code)]
pub mod damage;
pub mod history;
mod packed;
mod records;
mod recovery;
mod releasing;
mod trail;

use indicator_store::error::StoreError;
use indicator_store::store::{Academie, AuditedAct, Device, Grouped, Incoming, Reading, Store};
use indicator_store::{archive, checking};
use observation::canonical::{Sha256, to_text};
use sync_protocol::limits::Limits;
use sync_protocol::message::stream::Stream;
use sync_protocol::{Holding, PurgeReason, Record, RecordKey, RecordKind, Refusal, Tombstone, Verdict};

// Tests of the network promise nothing of what is packed.
#[allow(unused_imports)]
pub use packed::*;
pub use records::*;
// Nor of recovery slots.
#[allow(unused_imports)]
pub use recovery::*;
// As those of packing.
#[allow(unused_imports)]
pub use releasing::*;
// Nor of the trail.
#[allow(unused_imports)]
pub use trail::*;

use academie::{ACADEMIE, INSPECTOR, KEEPER, THIEF, at};

/// S1: a record that is sent again is answered as the first time.
pub async fn a_record_is_kept_once(store: impl Store) {
    found(&store).await;
    let record = revision(INSPECTOR, visit(1), "{}", &[]);
    let first = keep(&store, ACADEMIE, std::slice::from_ref(&record)).await;
    let [Verdict::Stored { sequence }] = first[..] else {
        panic!("{first:?}")
    };
    let twice = [record.clone(), record.clone()];
    let again = keep(&store, ACADEMIE, &twice).await;
    assert_eq!(again, [Verdict::AlreadyStored { sequence }; 2]);
    let read = all(&store, &device(INSPECTOR, ACADEMIE), &Stream::Author).await;
    assert_eq!(read, [record]);
}

/// S2: both are kept, and a revision that names both is no third.
pub async fn two_contents_of_one_number_are_kept_and_the_first_counts(store: impl Store) {
    found(&store).await;
    let (one, other) = (
        revision(INSPECTOR, visit(1), "1", &[]),
        revision(INSPECTOR, visit(1), "2", &[]),
    );
    let choice = revision(INSPECTOR, visit(1), "3", &[one.as_parent(), other.as_parent()]);
    let sent = [one.clone(), other.clone(), choice.clone()];
    let verdicts = keep(&store, ACADEMIE, &sent).await;
    assert!(
        matches!(verdicts[..], [Verdict::Stored { .. }, Verdict::Conflict { with, .. }, Verdict::Stored { .. }]
            if with == one.sha256),
        "{verdicts:?}"
    );
    assert_eq!(
        all(&store, &device(INSPECTOR, ACADEMIE), &Stream::Author).await,
        sent
    );
}

/// N4: what stands behind a refused record is judged all the same.
pub async fn a_refused_record_stops_none_behind_it(store: impl Store) {
    found(&store).await;
    let (alien, own) = (
        revision(THIEF, visit(1), "1", &[]),
        revision(INSPECTOR, visit(2), "2", &[]),
    );
    let orphan = revision(
        INSPECTOR,
        visit(3),
        "4",
        &[revision(INSPECTOR, visit(3), "3", &[]).as_parent()],
    );
    let verdicts = keep(&store, ACADEMIE, &[alien, orphan.clone(), own]).await;
    let refused = Verdict::Refused {
        code: Refusal::Certificate,
    };
    assert_eq!(
        verdicts[..2],
        [
            refused,
            Verdict::UnknownParent {
                sha256: orphan.parents[0]
            }
        ]
    );
    assert!(matches!(verdicts[2], Verdict::Stored { .. }));
}

pub async fn sequences_are_those_of_the_account_without_a_gap(store: impl Store) {
    found(&store).await;
    let trust = all(&store, &device(INSPECTOR, ACADEMIE), &Stream::Academie)
        .await
        .len();
    let records: Vec<Record> = (1..=5)
        .map(|number| revision(INSPECTOR, visit(number), "{}", &[]))
        .collect();
    let verdicts = keep(&store, ACADEMIE, &records).await;
    let first = u64::try_from(trust).unwrap() + 1;
    let expected: Vec<Verdict> = (first..first + 5)
        .map(|sequence| Verdict::Stored { sequence })
        .collect();
    assert_eq!(verdicts, expected);
}

pub async fn both_sides_count_alike(store: impl Store) {
    found(&store).await;
    let records: Vec<Record> = (1..=5)
        .map(|number| revision(INSPECTOR, visit(number), "{}", &[]))
        .collect();
    keep(&store, ACADEMIE, &records).await;
    let mut keys: Vec<RecordKey> = records.iter().map(Record::key).collect();
    keys.push(INSPECTOR.certificate().key());
    let shared = entry(INSPECTOR, 1, Some(&circle()));
    keep(&store, ACADEMIE, &[membership(), shared.clone()]).await;
    let holding = store.holding(&compared(ACADEMIE, [])).await.unwrap();
    assert_eq!(holding, Holding::of(&keys));
    keys.push(shared.key());
    let holding = store.holding(&compared(ACADEMIE, [circle()])).await.unwrap();
    assert_eq!(holding, Holding::of(&keys));
    keys.sort_by_key(|key| (key.kind.to_string(), key.id, key.revision, key.sha256));
    let (mut told, mut last) = (Vec::new(), false);
    while !last {
        let page = store
            .keys(&compared(ACADEMIE, [circle()]), told.last(), 2)
            .await
            .unwrap();
        last = page.last;
        told.extend(page.keys);
    }
    assert_eq!(told, keys);
}

/// S4, E4: the bytes go, what comes late has none, the key stays.
pub async fn a_tombstone_takes_what_a_record_says_and_what_comes_late(store: impl Store) {
    found(&store).await;
    let (gone, late) = (
        revision(INSPECTOR, visit(1), "1", &[]),
        revision(INSPECTOR, visit(2), "2", &[]),
    );
    let keepers = revision(KEEPER, visit(3), "3", &[]);
    keep(&store, ACADEMIE, std::slice::from_ref(&gone)).await;
    let said = Tombstone {
        format: sync_protocol::tombstone::FORMAT.to_owned(),
        decided_at: at(),
        reason: PurgeReason::Retention,
        targets: vec![gone.key(), late.key(), keepers.key()],
        visits: vec![visit(1)],
        personal_notes: Vec::new(),
    };
    let text = to_text(&said).unwrap();
    let tombstone = INSPECTOR.writes(RecordKind::Tombstone, &said);
    assert_eq!(tombstone.public.as_deref(), Some(text.as_str()));
    let verdicts = keep(&store, ACADEMIE, &[tombstone, gone.clone(), late]).await;
    assert!(matches!(verdicts[0], Verdict::Stored { .. }), "{verdicts:?}");
    assert_eq!(verdicts[1..], [Verdict::Purged; 2]);
    let read = all(&store, &device(INSPECTOR, ACADEMIE), &Stream::Author).await;
    assert_eq!((read.len(), read[0].sha256), (1, gone.sha256));
    assert!(read[0].private.is_none() && read[0].facts.is_none());
}

/// S7: neither a stream, a count nor a batch goes from one to another.
pub async fn nobody_reads_another_s(store: impl Store) {
    found(&store).await;
    store.create_academie(OTHER, root(), at()).await.unwrap();
    keep(&store, ACADEMIE, &[revision(INSPECTOR, visit(1), "1", &[])]).await;
    for stream in [Stream::Academie, Stream::Circle(circle()), Stream::Author] {
        assert_eq!(all(&store, &device(INSPECTOR, OTHER), &stream).await, []);
    }
    assert_eq!(all(&store, &device(KEEPER, ACADEMIE), &Stream::Author).await, []);
    let elsewhere = store.holding(&compared(OTHER, [circle()])).await.unwrap();
    assert_eq!(elsewhere.count, 0);
    let there = keep(&store, OTHER, &[revision(INSPECTOR, visit(1), "1", &[])]).await;
    assert_eq!(
        there,
        [Verdict::Refused {
            code: Refusal::Academie
        }]
    );
}

pub async fn what_a_circle_shares_is_in_its_stream_alone(store: impl Store) {
    found(&store).await;
    let (shared, own) = (entry(INSPECTOR, 1, Some(&circle())), entry(INSPECTOR, 2, None));
    let before = keep(&store, ACADEMIE, std::slice::from_ref(&shared)).await;
    assert_eq!(before, [Verdict::Refused { code: Refusal::Role }]);
    let verdicts = keep(&store, ACADEMIE, &[membership(), shared.clone(), own.clone()]).await;
    assert!(
        verdicts
            .iter()
            .all(|verdict| matches!(verdict, Verdict::Stored { .. })),
        "{verdicts:?}"
    );
    let laptop = device(INSPECTOR, ACADEMIE);
    assert_eq!(all(&store, &laptop, &Stream::Circle(circle())).await, [shared]);
    assert_eq!(all(&store, &laptop, &Stream::Author).await, [own]);
    let other = Stream::Circle("discipline/L0100".parse().unwrap());
    assert_eq!(all(&store, &laptop, &other).await, []);
}

/// A store of records, one of them purged, with devices and a trail.
pub async fn lived_in(store: &impl Store) {
    found(store).await;
    let records: Vec<Record> = (1..=7)
        .map(|number| revision(INSPECTOR, visit(number), "{}", &[]))
        .collect();
    keep(store, ACADEMIE, &records).await;
    let said = Tombstone {
        format: sync_protocol::tombstone::FORMAT.to_owned(),
        decided_at: at(),
        reason: PurgeReason::Request,
        targets: vec![records[0].key()],
        visits: Vec::new(),
        personal_notes: Vec::new(),
    };
    keep(store, ACADEMIE, &[INSPECTOR.writes(RecordKind::Tombstone, &said)]).await;
    keep(store, ACADEMIE, &[recovery_slot(INSPECTOR, &[7; 32])]).await;
    let laptop = device(INSPECTOR, ACADEMIE);
    for token in [b"first", b"later"] {
        assert!(store.enrol(&laptop, &Sha256::of(token)).await.unwrap());
    }
    let act = AuditedAct::of_operator("backup", "");
    store.audit(ACADEMIE, &act, at()).await.unwrap();
}

/// Everything that `former` keeps is in `next` after a restore, and `next` is of another life.
pub async fn an_archive_holds_everything(former: impl Store, next: impl Store) {
    lived_in(&former).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("entrepot.archive");
    let made = archive::make(&former, &file, at()).await.unwrap();
    assert!(
        archive::make(&former, &file, at()).await.is_err(),
        "it stands there already"
    );
    let epoch = sync_protocol::Epoch::from_random([9; 16]);
    assert_eq!(archive::restore(&next, &file, epoch, at()).await.unwrap(), made);
    assert_eq!(next.epoch().await.unwrap(), epoch);
    assert!(!next.is_restoring().await.unwrap());
    assert_eq!(
        next.ledger(ACADEMIE).await.unwrap(),
        former.ledger(ACADEMIE).await.unwrap()
    );
    assert_eq!(
        next.kept(ACADEMIE, 0, 100).await.unwrap(),
        former.kept(ACADEMIE, 0, 100).await.unwrap()
    );
    let durable = next.academie(ACADEMIE).await.unwrap().unwrap().durable_through;
    assert_eq!(durable, former.ledger(ACADEMIE).await.unwrap().head);
    assert!(
        next.recovery_slot(ACADEMIE, &Sha256::of(&[7; 32]))
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(checking::check(&next, ACADEMIE).await.unwrap().faults, []);
    let again = archive::restore(&next, &file, epoch, at()).await;
    assert!(matches!(again, Err(StoreError::NotEmpty(_))));
}

pub async fn a_check_finds_nothing_in_what_was_lived_in(store: impl Store) {
    lived_in(&store).await;
    let found = checking::check(&store, ACADEMIE).await.unwrap();
    assert_eq!(found.faults, []);
    // The founding, two enrolments, the tombstone and a backup.
    assert_eq!((found.purged, found.acts), (1, 7));
}

pub async fn batches_that_come_at_once_are_kept_once_each(store: impl Store) {
    found(&store).await;
    let store = std::sync::Arc::new(store);
    let grouped = std::sync::Arc::new(Grouped::new(std::sync::Arc::clone(&store)));
    let sent: Vec<Vec<Record>> = (0..24_u128)
        .map(|batch| {
            (0..3)
                .map(|one| revision(INSPECTOR, visit(batch % 12 * 3 + one), "{}", &[]))
                .collect()
        })
        .collect();
    let kept = sent.into_iter().map(|records| {
        let grouped = std::sync::Arc::clone(&grouped);
        tokio::spawn(async move {
            let limits = Limits::VERSION_1;
            let incoming = records
                .into_iter()
                .map(|record| Incoming::of(Some(record), 1_000, &limits));
            grouped.keep(ACADEMIE, incoming.collect(), at()).await.unwrap()
        })
    });
    let mut stored = Vec::new();
    for kept in kept.collect::<Vec<_>>() {
        stored.extend(
            kept.await
                .unwrap()
                .into_iter()
                .filter_map(|verdict| match verdict {
                    Verdict::Stored { sequence } => Some(sequence),
                    Verdict::AlreadyStored { .. } => None,
                    other => panic!("{other:?}"),
                }),
        );
    }
    stored.sort_unstable();
    let first = stored[0];
    assert_eq!(stored, (first..first + 36).collect::<Vec<_>>());
}

pub async fn an_opened_vault_gives_what_an_author_sealed_and_nothing_else(store: impl Store) {
    found(&store).await;
    let sealed = revision(INSPECTOR, visit(1), "{}", &[]);
    let own = [
        sealed.clone(),
        entry(INSPECTOR, 7, None),
        recovery_slot(INSPECTOR, &[5; 32]),
    ];
    keep(&store, ACADEMIE, &own).await;
    let opening = vault_opening(KEEPER, INSPECTOR);
    keep(&store, ACADEMIE, std::slice::from_ref(&opening)).await;
    assert_eq!(
        store.vault_opening(ACADEMIE, opening.id).await.unwrap(),
        Some(opening.clone())
    );
    assert_eq!(store.vault_opening(OTHER, opening.id).await.unwrap(), None);
    assert_eq!(store.vault_opening(ACADEMIE, sealed.id).await.unwrap(), None);
    let (device, stream) = (device(KEEPER, ACADEMIE), Stream::Vault(opening.id));
    let reading = Reading {
        device: &device,
        stream: &stream,
        opened: Some(INSPECTOR.fingerprint()),
        after: 0,
        limits: &Limits::VERSION_1,
    };
    let page = store.page(reading).await.unwrap();
    assert_eq!(
        page.records
            .iter()
            .map(|placed| &placed.record)
            .collect::<Vec<_>>(),
        [&sealed]
    );
    // The keeper's own stream holds nothing of another's.
    assert_eq!(all(&store, &device, &Stream::Author).await, []);
}

pub async fn a_token_names_one_device_until_another_or_a_revocation(store: impl Store) {
    found(&store).await;
    let (first, second) = (Sha256::of(b"first"), Sha256::of(b"second"));
    let laptop = device(INSPECTOR, ACADEMIE);
    assert_eq!(store.device(ACADEMIE, &first).await.unwrap(), None);
    assert!(store.enrol(&laptop, &first).await.unwrap());
    assert_eq!(
        store.device(ACADEMIE, &first).await.unwrap(),
        Some(laptop.clone())
    );
    assert_eq!(store.device(OTHER, &first).await.unwrap(), None);
    assert!(store.enrol(&laptop, &first).await.unwrap(), "an answer was lost");
    assert!(store.enrol(&laptop, &second).await.unwrap());
    assert_eq!(store.device(ACADEMIE, &first).await.unwrap(), None);
    assert!(
        !store.enrol(&laptop, &first).await.unwrap(),
        "a request sent again by somebody"
    );
    assert_eq!(
        store.device(ACADEMIE, &second).await.unwrap(),
        Some(laptop.clone())
    );
    store.revoke(OTHER, &[laptop.key], at()).await.unwrap();
    assert_eq!(
        store.device(ACADEMIE, &second).await.unwrap(),
        Some(laptop.clone())
    );
    store.revoke(ACADEMIE, &[laptop.key], at()).await.unwrap();
    let revoked = Device {
        revoked_at: Some(at()),
        ..laptop
    };
    assert_eq!(
        store.device(ACADEMIE, &second).await.unwrap(),
        Some(revoked.clone())
    );
    assert_eq!(store.devices(ACADEMIE).await.unwrap(), [revoked]);
    assert!(
        !store
            .enrol(&device(INSPECTOR, ACADEMIE), &Sha256::of(b"third"))
            .await
            .unwrap()
    );
}

pub async fn an_academie_is_created_once(store: impl Store) {
    found(&store).await;
    assert!(store.create_academie(ACADEMIE, root(), at()).await.is_err());
    let expected = Academie {
        code: ACADEMIE.to_owned(),
        root: root(),
        durable_through: 0,
    };
    assert_eq!(store.academie(ACADEMIE).await.unwrap(), Some(expected));
    assert_eq!(store.academie(OTHER).await.unwrap(), None);
    assert!(store.trust(OTHER).await.is_err());
    assert!(
        store
            .trust(ACADEMIE)
            .await
            .unwrap()
            .chain()
            .is_keeper(&KEEPER.fingerprint())
    );
}

/// Every promise, for the store that `$fresh` opens.
#[macro_export]
macro_rules! store_contract_tests {
    ($fresh:path) => {
        store_contract_tests!(
            $fresh,
            a_record_is_kept_once,
            two_contents_of_one_number_are_kept_and_the_first_counts,
            a_refused_record_stops_none_behind_it,
            sequences_are_those_of_the_account_without_a_gap,
            both_sides_count_alike,
            a_tombstone_takes_what_a_record_says_and_what_comes_late,
            nobody_reads_another_s,
            an_opened_vault_gives_what_an_author_sealed_and_nothing_else,
            a_token_names_one_device_until_another_or_a_revocation,
            an_academie_is_created_once,
            what_a_circle_shares_is_in_its_stream_alone,
            a_recovery_slot_is_given_for_its_proof_alone,
            a_recovery_slot_is_given_until_its_author_writes_another,
            what_stands_under_two_numbers_is_followed_by_the_greatest,
            a_check_finds_nothing_in_what_was_lived_in,
            batches_that_come_at_once_are_kept_once_each,
            a_page_holds_what_it_may_and_the_next_the_rest,
            the_audit_trail_is_a_chain,
            what_changes_what_somebody_may_see_has_its_line,
            a_revocation_ends_tokens_where_it_is_kept,
            a_device_that_was_ended_is_not_enrolled,
            what_is_packed_is_what_the_facts_say,
            a_cache_that_was_thrown_away_is_built_again,
            a_cache_is_brought_up_while_records_come,
            another_academie_s_facts_are_not_counted,
            nothing_is_packed_of_nothing,
            a_release_is_kept_whole_and_of_each_number_once,
            what_is_packed_is_given_whole
        );
    };
    ($fresh:path, $($promise:ident),*) => {
        $(
            #[tokio::test]
            async fn $promise() {
                let (store, _kept) = $fresh().await;
                contract::$promise(store).await;
            }
        )*
    };
}
