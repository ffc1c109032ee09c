//! Damage on a disk that a check must find, the same on both databases; and records that no store that judges keeps.

use indicator_store::checking::{self, Fault, RecordFault};
use indicator_store::store::{Kept, Ledger, Store};
use observation::canonical::Sha256;
use sync_protocol::encoding::Ciphertext;
use sync_protocol::trust::Revoked;
use sync_protocol::{Epoch, Parent, Record, RecordContent, RecordKind};
use uuid::Uuid;

use super::academie::{ACADEMIE, INSPECTOR, KEEPER, OTHER_KEEPER, Person, at, revocation};
use super::history::History;
use super::{device, keep, recovery_slot, revision, visit};

/// One change of the disk, as both databases write it, and a word of what a check says of it.
pub const DAMAGES: [(&str, &str); 16] = [
    ("DELETE FROM private WHERE kind = 'revision'", "document chiffré manque"),
    ("DELETE FROM private WHERE kind = 'personal_notes'", "document chiffré manque"),
    ("UPDATE record SET purged = 0 WHERE kind = 'revision'", "ce qu’il dit est encore là"),
    (
        "INSERT INTO private (academie, kind, id, revision, sha256, bytes) SELECT academie, kind, id, revision, sha256, CAST(sha256 AS BLOB)
         FROM record WHERE academie = 'la-reunion' AND purged = 1 AND kind = 'revision'",
        "dit encore quelque chose",
    ),
    ("DELETE FROM record WHERE kind = 'revision' AND revision = 1 AND purged = 0", "qu’il suit n’est pas là"),
    ("DELETE FROM record WHERE kind = 'revision' AND purged = 0", "ne sont d’aucun enregistrement"),
    ("DELETE FROM record WHERE kind = 'grid'", "la grille de ses faits n’est pas là"),
    ("UPDATE record SET stream = 'academie' WHERE kind = 'revision'", "(stream)"),
    ("UPDATE record SET author = 'nobody' WHERE kind = 'revision'", "(author)"),
    ("UPDATE record SET revision = revision + 7 WHERE kind = 'checkpoint' OR kind = 'pseudonym'", "(revision)"),
    ("DELETE FROM recovery", "code de secours ne le retrouve pas"),
    ("UPDATE recovery SET sequence = 1", "qui n’est pas le sien"),
    ("UPDATE device SET revoked_at = NULL", "son jeton vaut encore"),
    ("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)", "finit à la ligne"),
    ("DELETE FROM audit", "aucune ligne du journal"),
    ("UPDATE private SET bytes = CAST(sha256 AS BLOB) WHERE kind IN ('recovery_slot', 'personal_notes')", "celui qui a été signé"),
];

/// Notes to their author alone: the document is the writing of these bytes.
fn personal_notes(by: Person, visit: Uuid, bytes: &[u8]) -> Record {
    let document = data_encoding::BASE64.encode(bytes);
    let content = RecordContent {
        kind: RecordKind::PersonalNotes,
        academie: ACADEMIE,
        id: visit,
        parents: &[],
        document: document.as_bytes(),
        facts: None,
        circle: None,
    };
    let record = Record::sign(&content, &by.device(), by.fingerprint()).unwrap();
    Record {
        private: Some(Ciphertext(bytes.to_vec())),
        ..record
    }
}

/// A store that holds something of all that a check looks at.
pub async fn worked_in(store: &impl Store) {
    let mut history = History::begin(store, 8).await;
    history.go_on(store, 60).await;
    history.purge(store).await;
    let own = [
        recovery_slot(INSPECTOR, &[7; 32]),
        personal_notes(INSPECTOR, visit(1), b"notes"),
    ];
    keep(store, ACADEMIE, &own).await;
    for (number, person) in [INSPECTOR, OTHER_KEEPER].into_iter().enumerate() {
        let token = Sha256::of(&[number as u8]);
        assert!(store.enrol(&device(person, ACADEMIE), &token).await.unwrap());
    }
    let lost = Revoked::Device(OTHER_KEEPER.device().public());
    let record = KEEPER.writes(RecordKind::Revocation, &revocation(lost, Vec::new()));
    keep(store, ACADEMIE, &[record]).await;
}

pub async fn faults(store: &impl Store) -> Vec<String> {
    let found = checking::check(store, ACADEMIE).await.unwrap();
    found.faults.iter().map(ToString::to_string).collect()
}

pub async fn a_check_finds_nothing_in_what_was_worked_in(store: impl Store) {
    worked_in(&store).await;
    assert_eq!(faults(&store).await, Vec::<String>::new());
}

/// That a check of the damaged store says so.
pub async fn a_damage_is_found(store: impl Store, change: &str, says: &str) {
    let faults = faults(&store).await;
    assert!(
        faults.iter().any(|fault| fault.contains(says)),
        "{change}: {faults:?}"
    );
}

/// A record of the inspector's, as a store keeps it.
fn kept(sequence: u64, record: Record) -> Kept {
    Kept {
        sequence,
        stored_at: at(),
        purged: false,
        record,
    }
}

/// A revision with facts that say `kind`, rightly signed.
fn with_facts(grid: Sha256, kind: &str) -> Record {
    let facts = serde_json::json!({
        "format": "carnet/facts/1", "academie": ACADEMIE, "grid": grid, "grid_code": "x", "kind": kind,
        "month": "2026-11", "school_year": "2026-2027", "answers": {}, "seances": [],
        "place": { "uai": "9749901U", "kind": "ecole", "status": "public", "education_prioritaire": "aucune" },
    });
    let content = RecordContent {
        kind: RecordKind::Revision,
        academie: ACADEMIE,
        id: visit(900),
        parents: &[],
        document: kind.as_bytes(),
        facts: Some(&facts.to_string()),
        circle: None,
    };
    let record = Record::sign(&content, &INSPECTOR.device(), INSPECTOR.fingerprint()).unwrap();
    Record {
        private: Some(Ciphertext(vec![1])),
        ..record
    }
}

/// Rightly signed records that break a rule of the judge, beside a revision that is kept.
fn lawless(beside: &Record) -> [(Record, RecordFault); 4] {
    let (nobody, last) = (Sha256::of(b"nobody"), 6);
    let follows = |sha256| Parent {
        sha256,
        revision: last,
    };
    [
        (
            revision(INSPECTOR, visit(901), "a", &[follows(nobody)]),
            RecordFault::Parent,
        ),
        (
            revision(INSPECTOR, beside.id, "b", &[follows(beside.sha256)]),
            RecordFault::Number,
        ),
        (
            with_facts(super::history::grid().sha256(), "c"),
            RecordFault::Facts,
        ),
        (with_facts(nobody, "d"), RecordFault::Grid),
    ]
}

/// What an archive brings that was never judged here is found by the check.
pub async fn a_check_judges_what_an_archive_brought(former: impl Store, next: impl Store) {
    worked_in(&former).await;
    let ledger = former.ledger(ACADEMIE).await.unwrap();
    let mut all = former.kept(ACADEMIE, 0, 10_000).await.unwrap();
    let first = all
        .iter()
        .find(|one| one.record.kind == RecordKind::Revision)
        .unwrap();
    let lawless = lawless(&first.record);
    let numbered = || lawless.iter().zip(ledger.head + 1..);
    all.extend(numbered().map(|((record, _), sequence)| Kept {
        sequence,
        stored_at: at(),
        purged: false,
        record: record.clone(),
    }));
    let expected: Vec<Fault> = numbered()
        .map(|((_, fault), at)| Fault::Record(at, *fault))
        .collect();
    let ledger = Ledger {
        head: ledger.head + lawless.len() as u64,
        ..ledger
    };
    next.begin_restore().await.unwrap();
    next.restore_ledger(&ledger).await.unwrap();
    next.restore_kept(ACADEMIE, all).await.unwrap();
    next.end_restore(Epoch::from_random([3; 16]), at()).await.unwrap();
    assert_eq!(checking::check(&next, ACADEMIE).await.unwrap().faults, expected);
}
