//! How a record is judged: one verdict for each rule, in their order, and nothing kept of what breaks one.

use observation::canonical::Sha256;
use observation::facts::Facts;
use observation::grid;
use proptest::prelude::*;
use serde_json::json;
use std::sync::Arc;
use sync_protocol::encoding::Ciphertext;
use sync_protocol::examining::Examined;
use sync_protocol::judging::{Judgement, Known, Rules, judge};
use sync_protocol::limits::Limits;
use sync_protocol::trust::{Chain, CircleKeyDocument, Role};
use sync_protocol::{
    DeviceKeys, Parent, PublicationDocument, PurgeReason, Record, RecordContent, RecordKey, RecordKind,
    Refusal, Tombstone, Verdict,
};
use uuid::Uuid;

use super::academie::*;

const VISIT: Uuid = Uuid::from_u128(9);

fn revision_of(by: Person, document: &str, parents: &[Parent], facts: Option<&str>) -> Record {
    let content = RecordContent {
        kind: RecordKind::Revision,
        academie: ACADEMIE,
        id: VISIT,
        parents,
        document: document.as_bytes(),
        facts,
        circle: None,
    };
    let record = Record::sign(&content, &by.device(), by.fingerprint()).unwrap();
    Record {
        private: Some(Ciphertext(document.as_bytes().to_vec())),
        ..record
    }
}

fn revision(document: &str) -> Record {
    revision_of(INSPECTOR, document, &[], None)
}

fn judged_by(record: &Record, size: usize, chain: &Chain, known: &Known) -> Judgement {
    let rules = Rules {
        academie: ACADEMIE,
        chain,
        today: day(),
    };
    judge(
        &Examined::of(record.clone(), size, &Limits::VERSION_1),
        &rules,
        known,
    )
}

fn judged(record: &Record, known: &Known) -> Judgement {
    judged_by(record, 1_000, &chain(&founded()), known)
}

fn refused(code: Refusal) -> Judgement {
    Judgement::Answer(Verdict::Refused { code })
}

const KEPT: Judgement = Judgement::Keep { beside: None };

fn facts_of(item: &str, value: serde_json::Value) -> (String, Known) {
    let file = grid::check(include_bytes!(
        "../../../../assets/grids/usages-numerique-premier-degre.json"
    ));
    let file = file.0.unwrap();
    let facts: Facts = serde_json::from_value(json!({
        "format": "carnet/facts/1", "academie": ACADEMIE, "grid": file.sha256(), "grid_code": file.grid().code,
        "kind": "accompagnement", "month": "2026-11", "school_year": "2026-2027",
        "place": { "uai": "9749901U", "kind": "ecole", "status": "public", "education_prioritaire": "aucune" },
        "answers": {},
        "seances": [{ "lesson": Sha256::of(b"lesson"), "levels": ["CE1"], "discipline": "francais",
            "answers": { item: value } }],
    }))
    .unwrap();
    let mut known = Known::default();
    known.grids.insert(file.sha256(), Arc::new(file));
    (serde_json::to_string(&facts).unwrap(), known)
}

#[test]
fn a_sealed_visit_is_kept_and_found_again() {
    let record = revision("{}");
    let mut known = Known::default();
    assert_eq!(judged(&record, &known), KEPT);
    known.keep(&record);
    known.stored.insert(record.key(), 12);
    let again = Judgement::Answer(Verdict::AlreadyStored { sequence: 12 });
    assert_eq!(judged(&record, &known), again);
}

#[test]
fn another_content_of_one_number_is_kept_beside_the_first() {
    let (first, second) = (revision("{}"), revision("[]"));
    let mut known = Known::default();
    known.keep(&first);
    assert_eq!(
        judged(&second, &known),
        Judgement::Keep {
            beside: Some(first.sha256)
        }
    );
    known.keep(&second);
    let choice = revision_of(INSPECTOR, "3", &[first.as_parent(), second.as_parent()], None);
    assert_eq!(judged(&choice, &known), KEPT);
}

#[test]
fn a_parent_that_is_not_there_is_asked_for() {
    let first = revision("{}");
    let second = revision_of(INSPECTOR, "[]", &[first.as_parent()], None);
    let unknown = Verdict::UnknownParent { sha256: first.sha256 };
    assert_eq!(judged(&second, &Known::default()), Judgement::Answer(unknown));
    let mut known = Known::default();
    known.keep(&first);
    assert_eq!(judged(&second, &known), KEPT);
    // A number that is not one more than its greatest parent's.
    let skipped = Parent {
        revision: 4,
        ..first.as_parent()
    };
    let wrong = revision_of(INSPECTOR, "[]", &[skipped], None);
    assert_eq!(judged(&wrong, &known), refused(Refusal::Format));
}

#[test]
fn what_a_tombstone_names_is_not_taken_again() {
    let record = revision("{}");
    let mut known = Known::default();
    known.purged.insert((record.key(), INSPECTOR.fingerprint()));
    assert_eq!(judged(&record, &known), Judgement::Answer(Verdict::Purged));
}

#[test]
fn each_rule_that_is_broken_has_its_reason() {
    let whole = revision("{}");
    let known = Known::default();
    let altered = |change: &dyn Fn(&mut Record)| {
        let mut record = whole.clone();
        change(&mut record);
        judged(&record, &known)
    };
    assert_eq!(
        altered(&|record| record.format = "carnet/record/2".into()),
        refused(Refusal::Format)
    );
    assert_eq!(
        altered(&|record| record.public = Some("{}".into())),
        refused(Refusal::Format)
    );
    assert_eq!(altered(&|record| record.private = None), refused(Refusal::Format));
    assert_eq!(
        altered(&|record| record.academie = "mayotte".into()),
        refused(Refusal::Academie)
    );
    assert_eq!(
        altered(&|record| record.revision = 2),
        refused(Refusal::Signature)
    );
    assert_eq!(
        altered(&|record| record.facts = Some("{}".into())),
        refused(Refusal::Signature)
    );
    assert_eq!(
        altered(&|record| record.signature.author = THIEF.fingerprint()),
        refused(Refusal::Signature)
    );
    let many = altered(&|record| record.parents = (0..17).map(|byte| [byte; 32].into()).collect());
    assert_eq!(many, refused(Refusal::TooLarge));
    let large = judged_by(&whole, Limits::VERSION_1.record + 1, &chain(&founded()), &known);
    assert_eq!(large, refused(Refusal::TooLarge));
    assert_eq!(
        judged(&revision_of(Person(8), "{}", &[], None), &known),
        refused(Refusal::Certificate)
    );
    assert_eq!(
        judged(&revision_of(THIEF, "{}", &[], None), &known),
        refused(Refusal::Role)
    );
    let mut records = founded();
    let lost = revocation(
        sync_protocol::trust::Revoked::Device(INSPECTOR.device().public()),
        Vec::new(),
    );
    records.push(KEEPER.writes(RecordKind::Revocation, &lost));
    assert_eq!(
        judged_by(&whole, 1_000, &chain(&records), &known),
        refused(Refusal::Revoked)
    );
}

#[test]
fn nobody_but_a_keeper_ends_what_is_another_s() {
    use sync_protocol::trust::Revoked;
    let known = Known::default();
    let lost = DeviceKeys::from_seed(&[44; 32]);
    let mut records = founded();
    records.push(INSPECTOR.certificate_of(&lost));
    let ends = |by: Person, what| {
        let said = by.writes(RecordKind::Revocation, &revocation(what, Vec::new()));
        judged_by(&said, 1_000, &chain(&records), &known)
    };
    let of_keeper = Revoked::Device(KEEPER.device().public());
    assert_eq!(ends(INSPECTOR, of_keeper), refused(Refusal::Role));
    assert_eq!(ends(INSPECTOR, Revoked::Device(lost.public())), KEPT);
    assert_eq!(ends(OTHER_KEEPER, of_keeper), KEPT);
}

#[test]
fn facts_rest_on_a_known_grid_and_say_what_it_asks() {
    let (facts, known) = facts_of("lien_objectif", json!({ "level": 3 }));
    let record = revision_of(INSPECTOR, "{}", &[], Some(&facts));
    assert_eq!(judged(&record, &known), KEPT);
    let grid = *known.grids.keys().next().unwrap();
    let unknown = Verdict::UnknownGrid { sha256: grid };
    assert_eq!(judged(&record, &Known::default()), Judgement::Answer(unknown));
    for (item, value) in [
        ("lien_objectif", json!({ "level": 9 })),
        ("lien_objectif", json!({ "choice": "Paul a triché" })),
        ("Paul a triché", json!("not_observed")),
        ("outils_utilises", json!({ "choices": ["Paul"] })),
        ("remarques", json!({ "choice": "Paul" })),
    ] {
        let (facts, known) = facts_of(item, value);
        let record = revision_of(INSPECTOR, "{}", &[], Some(&facts));
        assert_eq!(judged(&record, &known), refused(Refusal::Facts), "{facts}");
    }
}

#[test]
fn an_invitation_is_taken_once_and_in_time() {
    let mut records = founded();
    let invited = KEEPER.writes(RecordKind::Invitation, &invitation(7));
    records.push(invited.clone());
    let known = Known::default();
    let taken = by_key(7, RecordKind::Role, &role(THIEF, Some(invited.sha256)));
    assert_eq!(judged_by(&taken, 1_000, &chain(&records), &known), KEPT);
    records.push(taken.clone());
    // The same again, its answer lost.
    assert_eq!(judged_by(&taken, 1_000, &chain(&records), &known), KEPT);
    let second = by_key(7, RecordKind::Role, &role(Person(8), Some(invited.sha256)));
    assert_eq!(
        judged_by(&second, 1_000, &chain(&records), &known),
        refused(Refusal::Certificate)
    );
    let mut late = invitation(7);
    late.expires = day().pred_opt().unwrap();
    let late = KEEPER.writes(RecordKind::Invitation, &late);
    let taken = by_key(7, RecordKind::Role, &role(THIEF, Some(late.sha256)));
    let mut records = founded();
    records.push(late);
    assert_eq!(
        judged_by(&taken, 1_000, &chain(&records), &known),
        refused(Refusal::Certificate)
    );
}

#[test]
fn a_device_introduces_itself_by_its_author_who_has_a_role() {
    let known = Known::default();
    let new = DeviceKeys::from_seed(&[44; 32]);
    assert_eq!(judged(&INSPECTOR.certificate_of(&new), &known), KEPT);
    assert_eq!(judged(&Person(8).certificate(), &known), refused(Refusal::Role));
    // Another's certificate, shown by a device that is not its own.
    let shown = written(
        RecordKind::Certificate,
        &serde_json::from_str::<serde_json::Value>(&INSPECTOR.certificate_of(&new).public.unwrap()).unwrap(),
        &THIEF.device(),
        INSPECTOR.fingerprint(),
    );
    assert_eq!(judged(&shown, &known), refused(Refusal::Certificate));
}

#[test]
fn only_the_root_writes_a_charter_and_only_keepers_invite() {
    let known = Known::default();
    assert_eq!(judged(&charter(&[KEEPER], Vec::new()), &known), KEPT);
    let other = DeviceKeys::from_seed(&[9; 32]);
    assert_ne!(chain(&founded()).root(), other.public());
    let forged = by_key(9, RecordKind::Charter, &invitation(7));
    assert_eq!(judged(&forged, &known), refused(Refusal::Certificate));
    let invited = KEEPER.writes(RecordKind::Invitation, &invitation(7));
    assert_eq!(judged(&invited, &known), KEPT);
    let invited = INSPECTOR.writes(RecordKind::Invitation, &invitation(7));
    assert_eq!(judged(&invited, &known), refused(Refusal::Role));
}

#[test]
fn a_role_that_was_taken_in_time_may_be_said_again_after_the_last_day() {
    let invited = KEEPER.writes(RecordKind::Invitation, &invitation(7));
    let taken = by_key(7, RecordKind::Role, &role(THIEF, Some(invited.sha256)));
    let by_another = by_key(7, RecordKind::Role, &role(KEEPER, Some(invited.sha256)));
    let mut records = founded();
    records.push(invited);
    let later = |records: &[Record], record: &Record| {
        let rules = Rules {
            academie: ACADEMIE,
            chain: &chain(records),
            today: day() + chrono::Days::new(30),
        };
        judge(
            &Examined::of(record.clone(), 1_000, &Limits::VERSION_1),
            &rules,
            &Known::default(),
        )
    };
    assert_eq!(later(&records, &taken), refused(Refusal::Certificate));
    records.push(taken.clone());
    assert_eq!(later(&records, &taken), KEPT);
    assert_eq!(later(&records, &by_another), refused(Refusal::Certificate));
}

#[test]
fn a_tombstone_never_names_trust_or_keys() {
    let names = |kind: RecordKind| {
        let said = Tombstone {
            format: sync_protocol::tombstone::FORMAT.to_owned(),
            reason: PurgeReason::Retention,
            targets: vec![RecordKey {
                kind,
                ..revision("{}").key()
            }],
            visits: Vec::new(),
            personal_notes: Vec::new(),
            decided_at: at(),
        };
        judged(&INSPECTOR.writes(RecordKind::Tombstone, &said), &Known::default())
    };
    for kind in RecordKind::VERSION_1 {
        let expected = if kind.is_erasable() {
            KEPT
        } else {
            refused(Refusal::Format)
        };
        assert_eq!(names(kind.clone()), expected, "{kind}");
    }
    for kept in [
        RecordKind::Charter,
        RecordKind::Role,
        RecordKind::Revocation,
        RecordKind::CircleKey,
    ] {
        assert!(!kept.is_erasable());
    }
}

#[test]
fn a_circle_key_is_of_the_circle_that_it_is_sent_to() {
    let said = |circle: &str| CircleKeyDocument {
        format: CircleKeyDocument::FORMAT.to_owned(),
        circle: circle.parse().unwrap(),
        epoch: Uuid::from_u128(1),
        number: 1,
        member: INSPECTOR.fingerprint(),
        wrapped: Ciphertext(vec![1]),
    };
    let mut member = role(INSPECTOR, None);
    member.grant.scopes = vec![Scope::Discipline("L0202".to_owned())];
    let mut records = founded();
    records.push(KEEPER.writes(RecordKind::Role, &member));
    let sent = |circle: &str| {
        let text = observation::canonical::to_text(&said(circle)).unwrap();
        let content = RecordContent {
            kind: RecordKind::CircleKey,
            academie: ACADEMIE,
            id: VISIT,
            parents: &[],
            document: text.as_bytes(),
            facts: None,
            circle: Some(&"discipline/L0202".parse().unwrap()),
        };
        let record = Record::sign(&content, &INSPECTOR.device(), INSPECTOR.fingerprint()).unwrap();
        judged_by(
            &record.with_public(text),
            1_000,
            &chain(&records),
            &Known::default(),
        )
    };
    assert_eq!(sent("discipline/L0202"), KEPT);
    assert_eq!(sent("discipline/L0100"), refused(Refusal::Format));
}

#[test]
fn a_grid_is_offered_to_the_scopes_of_who_offers_it() {
    let mut publisher = role(INSPECTOR, None);
    publisher.grant.role = Role::IenTice;
    publisher.grant.scopes = vec![Scope::Discipline("L0202".to_owned())];
    let mut records = founded();
    let offered = |records: &[Record], scope: Scope| {
        let said = PublicationDocument {
            format: PublicationDocument::FORMAT.to_owned(),
            grid: Sha256::of(b"grid"),
            scopes: vec![scope],
        };
        let record = INSPECTOR.writes(RecordKind::Publication, &said);
        judged_by(&record, 1_000, &chain(records), &Known::default())
    };
    let letters = || Scope::Discipline("L0202".to_owned());
    assert_eq!(offered(&records, letters()), refused(Refusal::Role));
    records.push(KEEPER.writes(RecordKind::Role, &publisher));
    assert_eq!(offered(&records, letters()), KEPT);
    assert_eq!(offered(&records, Scope::Academie), refused(Refusal::Role));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever arrives, and in whatever order, nothing is kept whose parents are not, and one hash counts for a number.
    #[test]
    fn what_is_kept_hangs_together(order in proptest::collection::vec(0..6_usize, 0..20)) {
        let first = revision("1");
        let rival = revision("2");
        let second = revision_of(INSPECTOR, "3", &[first.as_parent()], None);
        let choice = revision_of(INSPECTOR, "4", &[first.as_parent(), rival.as_parent()], None);
        let third = revision_of(INSPECTOR, "5", &[second.as_parent()], None);
        let alien = revision_of(THIEF, "6", &[], None);
        let all = [first, rival, second, choice, third, alien];
        let (mut known, mut sequence) = (Known::default(), 0);
        for rank in order {
            let record = &all[rank];
            let had = known.stored.contains_key(&record.key());
            match judged(record, &known) {
                Judgement::Keep { beside } => {
                    prop_assert!(!had && rank != 5);
                    let number = (record.kind.clone(), record.id, record.revision);
                    prop_assert_eq!(beside, known.first.get(&number).copied());
                    known.keep(record);
                    sequence += 1;
                    known.stored.insert(record.key(), sequence);
                }
                Judgement::Answer(Verdict::AlreadyStored { .. }) => prop_assert!(had),
                _ => prop_assert!(!had),
            }
            for kept in all.iter().filter(|one| known.stored.contains_key(&one.key())) {
                for parent in &kept.parents {
                    let named = (kept.kind.clone(), kept.id, *parent);
                    prop_assert!(known.revisions.contains_key(&named));
                }
            }
        }
    }
}
