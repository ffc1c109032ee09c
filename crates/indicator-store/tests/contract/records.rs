//! What the contract's tests send, and how they ask.

use indicator_store::store::{Compared, Device, Incoming, Order, PageRead, Reading, Store};
use observation::canonical::{Sha256, to_text};
use sync_protocol::encoding::Ciphertext;
use sync_protocol::limits::Limits;
use sync_protocol::message::stream::Stream;
use sync_protocol::trust::{Circle, OPEN_FOR, OpeningReason, VaultOpeningDocument};
use sync_protocol::{Parent, Record, RecordContent, RecordKind, RecoverySlotDocument, Verdict};
use uuid::Uuid;

use super::academie::{
    self, ACADEMIE, Grant, INSPECTOR, KEEPER, Person, ROOT, RoleDocument, Scope, THIEF, at, founded,
};

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
        circle: None,
    };
    let record = Record::sign(&content, &by.device(), by.fingerprint()).unwrap();
    Record {
        private: Some(Ciphertext(document.as_bytes().to_vec())),
        ..record
    }
}

pub fn circle() -> Circle {
    "discipline/L0202".parse().unwrap()
}

/// The role by which the inspector is a member of `circle`.
pub fn membership() -> Record {
    let grant = Grant {
        scopes: vec![Scope::Discipline("L0202".to_owned())],
        ..academie::inspecteur()
    };
    let role = RoleDocument {
        grant,
        ..academie::role(INSPECTOR, None)
    };
    KEEPER.writes(RecordKind::Role, &role)
}

/// An entry of the register of `circle`, or of the author alone.
pub fn entry(by: Person, number: u128, circle: Option<&Circle>) -> Record {
    let document = number.to_string();
    let content = RecordContent {
        kind: RecordKind::RegisterEntry,
        academie: ACADEMIE,
        id: Uuid::from_u128(number),
        parents: &[],
        document: document.as_bytes(),
        facts: None,
        circle,
    };
    let record = Record::sign(&content, &by.device(), by.fingerprint()).unwrap();
    Record {
        private: Some(Ciphertext(document.into_bytes())),
        ..record
    }
}

/// A keeper's word that he opens a vault, for another keeper.
pub fn vault_opening(by: Person, author: Person) -> Record {
    let document = VaultOpeningDocument {
        format: VaultOpeningDocument::FORMAT.to_owned(),
        circle: circle(),
        author: author.fingerprint(),
        successor: academie::OTHER_KEEPER.identity(),
        reason: OpeningReason::Interim,
        decided_at: at(),
        until: academie::day() + OPEN_FOR,
    };
    by.writes(RecordKind::VaultOpening, &document)
}

/// The slot that the code of this proof opens.
pub fn recovery_slot(by: Person, proof: &[u8; 32]) -> Record {
    next_recovery_slot(by, proof, &[])
}

/// The slot that the code of this proof opens, after `former` ones.
pub fn next_recovery_slot(by: Person, proof: &[u8; 32], former: &[Parent]) -> Record {
    let document = RecoverySlotDocument {
        format: RecoverySlotDocument::FORMAT.to_owned(),
        proof: Sha256::of(proof),
        keys: "{}".to_owned(),
    };
    let text = to_text(&document).unwrap();
    let content = RecordContent {
        kind: RecordKind::RecoverySlot,
        academie: ACADEMIE,
        id: Uuid::from_u128(0x5107),
        parents: former,
        document: text.as_bytes(),
        facts: None,
        circle: None,
    };
    let record = Record::sign(&content, &by.device(), by.fingerprint()).unwrap();
    Record {
        private: Some(Ciphertext(text.into_bytes())),
        ..record
    }
}

pub fn root() -> sync_protocol::PublicKey {
    sync_protocol::DeviceKeys::from_seed(&[ROOT; 32]).public()
}

pub async fn keep(store: &impl Store, academie: &str, records: &[Record]) -> Vec<Verdict> {
    let limits = Limits::VERSION_1;
    let incoming = records
        .iter()
        .map(|record| Incoming::of(Some(record.clone()), 1_000, &limits));
    let order = Order {
        academie,
        records: incoming.collect(),
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

/// What a notebook compares that reads the streams of `circles`.
pub fn compared<const COUNT: usize>(academie: &str, circles: [Circle; COUNT]) -> Compared {
    Compared {
        academie: academie.to_owned(),
        author: INSPECTOR.fingerprint(),
        circles: circles.into(),
    }
}

pub async fn page(
    store: &impl Store,
    device: &Device,
    stream: &Stream,
    after: u64,
    limits: &Limits,
) -> PageRead {
    let reading = Reading {
        device,
        stream,
        opened: None,
        after,
        limits,
    };
    store.page(reading).await.unwrap()
}

/// Whatever a page may hold, none is left out, and a large one goes alone.
pub async fn a_page_holds_what_it_may_and_the_next_the_rest(store: impl Store) {
    found(&store).await;
    let records: Vec<Record> = [9_000, 10, 9_000, 9_000, 20, 30]
        .iter()
        .zip(1..)
        .map(|(size, number)| revision(INSPECTOR, visit(number), &"a".repeat(*size), &[]))
        .collect();
    keep(&store, ACADEMIE, &records).await;
    let laptop = device(INSPECTOR, ACADEMIE);
    let whole = serde_json::to_vec(&records).unwrap().len();
    for (most, pages) in [(1, 6), (9_000, 6), (16_000, 4), (whole * 2, 1)] {
        let limits = Limits {
            page: most,
            ..Limits::VERSION_1
        };
        let (mut read, mut after, mut count) = (Vec::new(), 0, 0);
        loop {
            let page = page(&store, &laptop, &Stream::Author, after, &limits).await;
            after = page.through;
            count += 1;
            read.extend(page.records.into_iter().map(|placed| placed.record));
            if page.last {
                break;
            }
        }
        assert!(read == records, "{most}");
        assert!(count <= pages, "{most}: {count}");
    }
}

pub async fn all(store: &impl Store, device: &Device, stream: &Stream) -> Vec<Record> {
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
