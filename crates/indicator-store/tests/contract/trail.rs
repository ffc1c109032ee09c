//! The audit trail: each act that changes what somebody may see has its line, in the transaction that does it.

use indicator_store::store::{AuditedAct, Incoming, Order, Store, first_broken};
use observation::canonical::{Sha256, to_text};
use sync_protocol::encoding::Ciphertext;
use sync_protocol::limits::Limits;
use sync_protocol::trust::{CircleKeyDocument, Revoked, SuccessionDocument, VaultDocument};
use sync_protocol::{PurgeReason, Record, RecordContent, RecordKind, Tombstone, Verdict};
use uuid::Uuid;

use super::academie::{
    ACADEMIE, INSPECTOR, KEEPER, OTHER_KEEPER, Person, THIEF, at, by_key, charter, invitation, revocation,
    role,
};
use super::{circle, device, found, keep, membership, revision, vault_opening, visit};

/// S6: each line holds the hash of the one before.
pub async fn the_audit_trail_is_a_chain(store: impl Store) {
    found(&store).await;
    let before = store.audit_trail(ACADEMIE).await.unwrap().len();
    for what in ["backup", "restored", "backup"] {
        let act = AuditedAct::of_operator(what, "");
        store.audit(ACADEMIE, &act, at()).await.unwrap();
    }
    let trail = store.audit_trail(ACADEMIE).await.unwrap();
    let acts: Vec<&str> = trail[before..]
        .iter()
        .map(|line| line.act.what.as_str())
        .collect();
    assert_eq!(acts, ["backup", "restored", "backup"]);
    assert_eq!(first_broken(&trail), None);
    let ledger = store.ledger(ACADEMIE).await.unwrap();
    let last = trail.last().unwrap();
    assert_eq!((ledger.acts, ledger.last_act), (last.number, Some(last.hash)));
}

/// A record of a kind that belongs to the circle, in clear.
fn of_circle(by: Person, kind: RecordKind, document: &impl serde::Serialize) -> Record {
    let text = to_text(document).unwrap();
    let content = RecordContent {
        kind,
        academie: ACADEMIE,
        id: Uuid::new_v5(&Uuid::nil(), text.as_bytes()),
        parents: &[],
        document: text.as_bytes(),
        facts: None,
        circle: Some(&circle()),
    };
    let record = Record::sign(&content, &by.device(), by.fingerprint()).unwrap();
    record.with_public(text)
}

fn succession(opening: &Record, of: &Record) -> Record {
    let document = SuccessionDocument {
        format: SuccessionDocument::FORMAT.to_owned(),
        opening: opening.id,
        of: of.key(),
        successor: OTHER_KEEPER.fingerprint(),
        wrapped: Ciphertext(vec![1]),
    };
    of_circle(KEEPER, RecordKind::Succession, &document)
}

fn circle_key() -> Record {
    let document = CircleKeyDocument {
        format: CircleKeyDocument::FORMAT.to_owned(),
        circle: circle(),
        epoch: Uuid::from_u128(1),
        number: 1,
        member: INSPECTOR.fingerprint(),
        wrapped: Ciphertext(vec![1]),
    };
    of_circle(INSPECTOR, RecordKind::CircleKey, &document)
}

fn vault() -> Record {
    let document = serde_json::json!({
        "format": VaultDocument::FORMAT, "circle": circle(), "epoch": Uuid::from_u128(2), "number": 1,
        "key": KEEPER.identity().agreement, "wrapped": [],
    });
    KEEPER.writes(RecordKind::Vault, &document)
}

fn tombstone(of: &Record) -> Record {
    let document = Tombstone {
        format: sync_protocol::tombstone::FORMAT.to_owned(),
        decided_at: at(),
        reason: PurgeReason::Request,
        targets: vec![of.key()],
        visits: Vec::new(),
        personal_notes: Vec::new(),
    };
    INSPECTOR.writes(RecordKind::Tombstone, &document)
}

/// What a batch changes of what somebody may see, each record with what its line says.
fn acts() -> Vec<(Record, &'static str, Person, Vec<String>)> {
    let named = |people: &[Person]| people.iter().map(|one| one.fingerprint().to_string()).collect();
    let invited = KEEPER.writes(RecordKind::Invitation, &invitation(77));
    let taken = by_key(77, RecordKind::Role, &role(THIEF, Some(invited.sha256)));
    let ended = |by: Person, what| by.writes(RecordKind::Revocation, &revocation(what, Vec::new()));
    let of_grant = ended(KEEPER, Revoked::Grant(invited.sha256));
    let of_author = ended(KEEPER, Revoked::Author(THIEF.fingerprint()));
    let sealed = revision(INSPECTOR, visit(1), "{}", &[]);
    let opening = vault_opening(KEEPER, INSPECTOR);
    let both = named(&[KEEPER, OTHER_KEEPER]);
    vec![
        (invited.clone(), "invitation", KEEPER, Vec::new()),
        (taken, "invitation_taken", THIEF, named(&[THIEF])),
        (membership(), "role", KEEPER, named(&[INSPECTOR])),
        (circle_key(), "circle_key", INSPECTOR, named(&[INSPECTOR])),
        (vault(), "vault", KEEPER, Vec::new()),
        (
            opening.clone(),
            "vault_opening",
            KEEPER,
            named(&[INSPECTOR, OTHER_KEEPER]),
        ),
        (
            succession(&opening, &sealed),
            "succession",
            KEEPER,
            named(&[OTHER_KEEPER]),
        ),
        (tombstone(&sealed), "tombstone", INSPECTOR, Vec::new()),
        (
            of_grant,
            "grant_revoked",
            KEEPER,
            vec![invited.sha256.to_string()],
        ),
        (of_author, "author_revoked", KEEPER, named(&[THIEF])),
        (
            charter(&[KEEPER, OTHER_KEEPER], vec![invited.sha256]),
            "charter",
            THIEF,
            both,
        ),
    ]
}

/// S6: each record that changes it has a line.
pub async fn what_changes_what_somebody_may_see_has_its_line(store: impl Store) {
    found(&store).await;
    let before = store.audit_trail(ACADEMIE).await.unwrap();
    let said = before.iter().map(|line| line.act.what.as_str());
    assert_eq!(said.collect::<Vec<_>>(), ["academie_created", "charter", "role"]);
    let acts = acts();
    let records: Vec<Record> = acts.iter().map(|(record, ..)| record.clone()).collect();
    let verdicts = keep(&store, ACADEMIE, &records).await;
    let is_kept = |verdict: &Verdict| matches!(verdict, Verdict::Stored { .. } | Verdict::Conflict { .. });
    assert!(verdicts.iter().all(is_kept), "{verdicts:?}");
    let trail = store.audit_trail(ACADEMIE).await.unwrap();
    assert_eq!(trail.len(), before.len() + acts.len());
    for ((record, what, by, whom), line) in acts.iter().zip(&trail[before.len()..]) {
        let subject = [vec![record.sha256.to_string()], whom.clone()].concat().join(" ");
        assert_eq!((line.act.what.as_str(), &line.act.subject), (*what, &subject));
        // The root and the key of an invitation sign for themselves.
        let by_person = *what != "charter" && *what != "invitation_taken";
        assert_eq!(line.act.by == by.fingerprint().to_string(), by_person, "{what}");
    }
    // What is said again, or refused, or of another kind, changes nothing.
    let refused = INSPECTOR.writes(RecordKind::Invitation, &invitation(78));
    let again = [
        &records[..1],
        &[refused, revision(INSPECTOR, visit(2), "{}", &[])],
    ]
    .concat();
    keep(&store, ACADEMIE, &again).await;
    assert_eq!(store.audit_trail(ACADEMIE).await.unwrap(), trail);
}

pub async fn a_revocation_ends_tokens_where_it_is_kept(store: impl Store) {
    found(&store).await;
    let token = Sha256::of(b"token");
    assert!(store.enrol(&device(INSPECTOR, ACADEMIE), &token).await.unwrap());
    let lost = Revoked::Device(INSPECTOR.device().public());
    let record = KEEPER.writes(RecordKind::Revocation, &revocation(lost, Vec::new()));
    keep(&store, ACADEMIE, std::slice::from_ref(&record)).await;
    let ended = store.device(ACADEMIE, &token).await.unwrap().unwrap();
    assert_eq!(ended.revoked_at, Some(at()));
    let trail = store.audit_trail(ACADEMIE).await.unwrap();
    let last: Vec<&str> = trail[trail.len() - 3..]
        .iter()
        .map(|line| line.act.what.as_str())
        .collect();
    assert_eq!(last, ["enrolled", "device_revoked", "revoked"]);
}

/// A revocation may come to hold between the asking of the chain and the enrolment: the store asks again where it writes.
pub async fn a_device_that_was_ended_is_not_enrolled(store: impl Store) {
    found(&store).await;
    let lost = Revoked::Device(INSPECTOR.device().public());
    let record = KEEPER.writes(RecordKind::Revocation, &revocation(lost, Vec::new()));
    keep(&store, ACADEMIE, std::slice::from_ref(&record)).await;
    let token = Sha256::of(b"token");
    assert!(!store.enrol(&device(INSPECTOR, ACADEMIE), &token).await.unwrap());
    assert_eq!(store.device(ACADEMIE, &token).await.unwrap(), None);
}

/// A store whose trail takes no line: neither is what the line would say done.
pub async fn an_act_without_its_line_is_not_done(store: impl Store) {
    let kept = || async { store.kept(ACADEMIE, 0, 1_000).await.unwrap().len() };
    let before = kept().await;
    let opening = vault_opening(KEEPER, INSPECTOR);
    let limits = Limits::VERSION_1;
    let incoming = Incoming::of(Some(opening), 1_000, &limits);
    let order = Order {
        academie: ACADEMIE,
        records: vec![incoming],
        at: at(),
    };
    assert!(store.keep(order).await.is_err());
    assert_eq!(kept().await, before);
    let laptop = device(INSPECTOR, ACADEMIE);
    let token = Sha256::of(b"unsaid");
    assert!(store.enrol(&laptop, &token).await.is_err());
    assert_eq!(store.device(ACADEMIE, &token).await.unwrap(), None);
}
