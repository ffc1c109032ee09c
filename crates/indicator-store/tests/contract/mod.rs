//! What every store holds to, whatever its database: one macro, expanded for each.

// Its other tests ask for more of it.
#[allow(dead_code)]
#[path = "../../../sync-protocol/tests/trust/academie.rs"]
pub mod academie;

use indicator_store::store::{Academie, AuditedAct, Device, Incoming, Order, PageRead, Reading, Store};
use observation::canonical::{Sha256, to_text};
use sync_protocol::encoding::Ciphertext;
use sync_protocol::limits::Limits;
use sync_protocol::message::stream::Stream;
use sync_protocol::{
    Holding, Parent, PurgeReason, Record, RecordContent, RecordKey, RecordKind, Refusal, Tombstone, Verdict,
};
use uuid::Uuid;

use academie::{ACADEMIE, INSPECTOR, KEEPER, Person, ROOT, THIEF, at, founded};

pub const OTHER: &str = "mayotte";

pub fn visit(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn revision(by: Person, visit: Uuid, document: &str, parents: &[Parent]) -> Record {
    let content = RecordContent {
        kind: RecordKind::Revision,
        academie: ACADEMIE,
        id: visit,
        parents,
        document: document.as_bytes(),
        facts: None,
    };
    let record = Record::sign(&content, &by.device(), by.fingerprint()).unwrap();
    Record {
        private: Some(Ciphertext(document.as_bytes().to_vec())),
        ..record
    }
}

pub fn root() -> sync_protocol::PublicKey {
    sync_protocol::DeviceKeys::from_seed(&[ROOT; 32]).public()
}

pub async fn keep(store: &impl Store, academie: &str, records: &[Record]) -> Vec<Verdict> {
    let incoming = records.iter().map(|record| Incoming {
        size: 1_000,
        record: Some(record.clone()),
    });
    let order = Order {
        academie,
        records: incoming.collect(),
        limits: &Limits::VERSION_1,
        at: at(),
    };
    store.keep(order).await.unwrap()
}

/// An académie whose charter, certificates and the inspector's role are there.
pub async fn found(store: &impl Store) {
    store.create_academie(ACADEMIE, root(), at()).await.unwrap();
    // A device introduces itself once its author has a role or keeps the root.
    let mut records = founded();
    records.retain(|record| record.signature.author != THIEF.fingerprint());
    let role = records.pop().unwrap();
    records.insert(2, role);
    let verdicts = keep(store, ACADEMIE, &records).await;
    assert!(
        verdicts
            .iter()
            .all(|verdict| matches!(verdict, Verdict::Stored { .. })),
        "{verdicts:?}"
    );
}

pub fn device(by: Person, academie: &str) -> Device {
    Device {
        academie: academie.to_owned(),
        key: by.device().public(),
        author: by.fingerprint(),
        enrolled_at: at(),
        revoked_at: None,
    }
}

pub async fn page(
    store: &impl Store,
    device: &Device,
    stream: Stream,
    after: u64,
    limits: &Limits,
) -> PageRead {
    let reading = Reading {
        device,
        stream,
        after,
        limits,
    };
    store.page(reading).await.unwrap()
}

async fn all(store: &impl Store, device: &Device, stream: Stream) -> Vec<Record> {
    let limits = Limits {
        page_records: 2,
        ..Limits::VERSION_1
    };
    let (mut after, mut read) = (0, Vec::new());
    loop {
        let page = page(store, device, stream, after, &limits).await;
        assert!(page.records.is_sorted_by_key(|placed| placed.sequence));
        assert!(page.records.iter().all(|placed| placed.sequence > after));
        after = page.through;
        read.extend(page.records.into_iter().map(|placed| placed.record));
        if page.last {
            return read;
        }
    }
}

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
    let read = all(&store, &device(INSPECTOR, ACADEMIE), Stream::Author).await;
    assert_eq!(read, [record]);
}

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
        all(&store, &device(INSPECTOR, ACADEMIE), Stream::Author).await,
        sent
    );
}

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
    let trust = all(&store, &device(INSPECTOR, ACADEMIE), Stream::Academie)
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
    let holding = store.holding(ACADEMIE, INSPECTOR.fingerprint()).await.unwrap();
    assert_eq!(holding, Holding::of(&keys));
    keys.sort_by_key(|key| (key.kind.to_string(), key.id, key.revision, key.sha256));
    let (mut told, mut last) = (Vec::new(), false);
    while !last {
        let page = store
            .keys(ACADEMIE, INSPECTOR.fingerprint(), told.last(), 2)
            .await
            .unwrap();
        last = page.last;
        told.extend(page.keys);
    }
    assert_eq!(told, keys);
}

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
    let read = all(&store, &device(INSPECTOR, ACADEMIE), Stream::Author).await;
    assert_eq!((read.len(), read[0].sha256), (1, gone.sha256));
    assert!(read[0].private.is_none() && read[0].facts.is_none());
}

pub async fn nobody_reads_another_s(store: impl Store) {
    found(&store).await;
    store.create_academie(OTHER, root(), at()).await.unwrap();
    keep(&store, ACADEMIE, &[revision(INSPECTOR, visit(1), "1", &[])]).await;
    for stream in Stream::ALL {
        assert_eq!(all(&store, &device(INSPECTOR, OTHER), stream).await, []);
    }
    assert_eq!(all(&store, &device(KEEPER, ACADEMIE), Stream::Author).await, []);
    let elsewhere = store.holding(OTHER, INSPECTOR.fingerprint()).await.unwrap();
    assert_eq!(elsewhere.count, 0);
    let there = keep(&store, OTHER, &[revision(INSPECTOR, visit(1), "1", &[])]).await;
    assert_eq!(
        there,
        [Verdict::Refused {
            code: Refusal::Academie
        }]
    );
}

pub async fn a_token_names_one_device_until_another_or_a_revocation(store: impl Store) {
    found(&store).await;
    let (first, second) = (Sha256::of(b"first"), Sha256::of(b"second"));
    let laptop = device(INSPECTOR, ACADEMIE);
    assert_eq!(store.device(&first).await.unwrap(), None);
    assert!(store.enrol(&laptop, &first).await.unwrap());
    assert_eq!(store.device(&first).await.unwrap(), Some(laptop.clone()));
    assert!(store.enrol(&laptop, &first).await.unwrap(), "an answer was lost");
    assert!(store.enrol(&laptop, &second).await.unwrap());
    assert_eq!(store.device(&first).await.unwrap(), None);
    assert!(
        !store.enrol(&laptop, &first).await.unwrap(),
        "a request sent again by somebody"
    );
    assert_eq!(store.device(&second).await.unwrap(), Some(laptop.clone()));
    store.revoke(OTHER, &[laptop.key], at()).await.unwrap();
    assert_eq!(store.device(&second).await.unwrap(), Some(laptop.clone()));
    store.revoke(ACADEMIE, &[laptop.key], at()).await.unwrap();
    let revoked = Device {
        revoked_at: Some(at()),
        ..laptop
    };
    assert_eq!(store.device(&second).await.unwrap(), Some(revoked.clone()));
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

pub async fn the_audit_trail_is_a_chain(store: impl Store) {
    found(&store).await;
    for what in ["enrolled", "revoked", "backup"] {
        let act = AuditedAct {
            what: what.to_owned(),
            by: "operator".to_owned(),
            subject: String::new(),
        };
        store.audit(ACADEMIE, &act, at()).await.unwrap();
    }
    let trail = store.audit_trail(ACADEMIE).await.unwrap();
    let acts: Vec<&str> = trail.iter().map(|line| line.act.what.as_str()).collect();
    assert_eq!(acts, ["enrolled", "revoked", "backup"]);
    assert_eq!(indicator_store::store::first_broken(&trail), None);
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
            a_token_names_one_device_until_another_or_a_revocation,
            an_academie_is_created_once,
            the_audit_trail_is_a_chain
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
