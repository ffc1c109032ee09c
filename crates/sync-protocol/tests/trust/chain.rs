//! Whom an académie believes: a chain from its root, whatever the order of the records, and nobody else.

use observation::canonical::{Sha256, to_text};
use proptest::prelude::*;
use sync_protocol::trust::{Chain, Charter, Revoked, Role, Standing};
use sync_protocol::{DeviceKeys, Fingerprint, Record, RecordContent, RecordKind};
use uuid::Uuid;

use super::academie::*;

fn standing(chain: &Chain, person: Person) -> Standing {
    chain.standing(&person.device().public(), &person.fingerprint())
}

#[test]
fn a_role_holds_by_the_root_the_keeper_and_the_certificate_and_by_none_less() {
    let records = founded();
    let whole = chain(&records);
    assert!(has_role(&whole, INSPECTOR) && !has_role(&whole, THIEF));
    assert_eq!(
        standing(&whole, INSPECTOR),
        Standing::Certified(INSPECTOR.identity())
    );
    for missing in [0, 1, 5] {
        let mut less = records.clone();
        less.remove(missing);
        assert!(!has_role(&chain(&less), INSPECTOR), "without {missing}");
    }
    let another_root = DeviceKeys::from_seed(&[9; 32]).public();
    assert!(!has_role(&Chain::of(ACADEMIE, another_root, &records), INSPECTOR));
    assert!(!has_role(
        &Chain::of("mayotte", whole.root(), &records),
        INSPECTOR
    ));
}

#[test]
fn nobody_grants_himself_a_role_nor_makes_himself_a_keeper() {
    let mut records = founded();
    records.push(THIEF.writes(RecordKind::Role, &role(THIEF, None)));
    let own = Charter {
        format: Charter::FORMAT.to_owned(),
        academie: ACADEMIE.to_owned(),
        keepers: vec![THIEF.identity()],
        upheld: Vec::new(),
    };
    records.push(THIEF.writes(RecordKind::Charter, &own));
    records.push(THIEF.writes(
        RecordKind::Revocation,
        &revocation(Revoked::Author(INSPECTOR.fingerprint()), Vec::new()),
    ));
    let found = chain(&records);
    assert!(!has_role(&found, THIEF) && !found.is_keeper(&THIEF.fingerprint()));
    assert!(has_role(&found, INSPECTOR));
}

#[test]
fn another_s_key_in_a_record_is_found_out() {
    for (rank, record) in founded().into_iter().enumerate() {
        let mut altered = founded();
        let text = record.public.clone().unwrap();
        let other = text.replace(
            &INSPECTOR.identity().author.to_string(),
            &THIEF.identity().author.to_string(),
        );
        altered[rank] = Record {
            public: Some(other),
            ..record
        };
        assert!(!has_role(&chain(&altered), THIEF), "record {rank}");
    }
}

#[test]
fn an_invitation_gives_its_role_to_the_one_who_took_it() {
    let mut records = founded();
    let invited = KEEPER.writes(RecordKind::Invitation, &invitation(7));
    records.push(invited.clone());
    let taken = by_key(7, RecordKind::Role, &role(THIEF, Some(invited.sha256)));
    records.push(taken);
    let found = chain(&records);
    assert!(has_role(&found, THIEF));
    let (_, by) = found.invitation(&invited.sha256).unwrap();
    assert_eq!(by, Some(THIEF.fingerprint()));
    // Taken a second time, it gives nothing to either.
    records.push(by_key(
        7,
        RecordKind::Role,
        &role(Person(8), Some(invited.sha256)),
    ));
    let disputed = chain(&records);
    assert!(!has_role(&disputed, THIEF) && !has_role(&disputed, Person(8)));
}

#[test]
fn an_invitation_gives_neither_more_than_it_says_nor_to_who_lacks_its_key() {
    let mut records = founded();
    let invited = KEEPER.writes(RecordKind::Invitation, &invitation(7));
    let mut more = role(THIEF, Some(invited.sha256));
    more.grant.role = Role::Dan;
    records.extend([
        by_key(7, RecordKind::Role, &more),
        by_key(8, RecordKind::Role, &role(THIEF, Some(invited.sha256))),
        THIEF.writes(RecordKind::Invitation, &invitation(9)),
        invited,
    ]);
    assert!(!has_role(&chain(&records), THIEF));
}

#[test]
fn a_role_ends_on_its_day() {
    let mut records = founded();
    let mut ending = role(THIEF, None);
    ending.grant.until = Some(day());
    records.push(KEEPER.writes(RecordKind::Role, &ending));
    let found = chain(&records);
    assert!(has_role(&found, THIEF));
    assert_eq!(
        found
            .grants(&THIEF.fingerprint(), day().succ_opt().unwrap())
            .count(),
        0
    );
}

#[test]
fn what_was_granted_and_ended_is_remembered_for_what_was_written_then() {
    let mut records = founded();
    let ever = |chain: &Chain, person: Person| chain.ever_granted(&person.fingerprint()).len();
    let granted = records[5].sha256;
    records.push(KEEPER.writes(
        RecordKind::Revocation,
        &revocation(Revoked::Grant(granted), Vec::new()),
    ));
    let found = chain(&records);
    assert!(!has_role(&found, INSPECTOR));
    assert_eq!(ever(&found, INSPECTOR), 1);
    // By an invitation that was taken once, then ended.
    let invited = KEEPER.writes(RecordKind::Invitation, &invitation(7));
    let taken = by_key(7, RecordKind::Role, &role(THIEF, Some(invited.sha256)));
    let end = KEEPER.writes(
        RecordKind::Revocation,
        &revocation(Revoked::Grant(invited.sha256), Vec::new()),
    );
    records.extend([invited.clone(), taken, end]);
    let found = chain(&records);
    assert!(!has_role(&found, THIEF) && found.invitation(&invited.sha256).is_none());
    assert_eq!(ever(&found, THIEF), 1);
    // Of two who took one, neither was ever granted anything.
    records.push(by_key(7, RecordKind::Role, &role(KEEPER, Some(invited.sha256))));
    let found = chain(&records);
    assert_eq!([ever(&found, THIEF), ever(&found, KEEPER)], [0, 0]);
}

#[test]
fn what_somebody_signed_in_a_keeper_s_name_is_not_counted() {
    let forged = written(
        RecordKind::Role,
        &role(THIEF, None),
        &DeviceKeys::from_seed(&[77; 32]),
        KEEPER.fingerprint(),
    );
    let mut records = founded();
    records.push(forged.clone());
    let found = chain(&records);
    assert!(!found.has_counted(&forged.sha256) && !has_role(&found, THIEF));
    assert!(found.has_counted(&records[5].sha256));
}

#[test]
fn a_lost_laptop_ends_and_its_author_goes_on_with_another() {
    let mut records = founded();
    let new = DeviceKeys::from_seed(&[44; 32]);
    records.push(INSPECTOR.certificate_of(&new));
    let lost = revocation(Revoked::Device(INSPECTOR.device().public()), Vec::new());
    records.push(written(
        RecordKind::Revocation,
        &lost,
        &new,
        INSPECTOR.fingerprint(),
    ));
    let found = chain(&records);
    assert_eq!(standing(&found, INSPECTOR), Standing::Revoked);
    let goes_on = found.standing(&new.public(), &INSPECTOR.fingerprint());
    assert_eq!(goes_on, Standing::Certified(INSPECTOR.identity()));
    assert!(has_role(&found, INSPECTOR));
}

#[test]
fn what_a_revoked_keeper_granted_stands_where_it_is_upheld_and_not_otherwise() {
    let granted = KEEPER.writes(RecordKind::Role, &role(INSPECTOR, None));
    let lost = |upheld| revocation(Revoked::Device(KEEPER.device().public()), upheld);
    let ended = |by: Person, upheld| {
        let mut records = founded();
        records.push(by.writes(RecordKind::Revocation, &lost(upheld)));
        chain(&records)
    };
    assert!(!has_role(&ended(OTHER_KEEPER, Vec::new()), INSPECTOR));
    assert!(has_role(&ended(OTHER_KEEPER, vec![granted.sha256]), INSPECTOR));
    // The thief of the laptop upholds what he grants with it: nobody hears him.
    let mut records = founded();
    let forged = KEEPER.writes(RecordKind::Role, &role(THIEF, None));
    records.push(OTHER_KEEPER.writes(RecordKind::Revocation, &lost(Vec::new())));
    records.push(KEEPER.writes(
        RecordKind::Revocation,
        &revocation(Revoked::Grant(Sha256::of(b"")), vec![forged.sha256]),
    ));
    records.push(forged);
    assert!(!has_role(&chain(&records), THIEF));
}

#[test]
fn a_keeper_who_leaves_keeps_nothing_but_what_the_root_upholds() {
    let granted = KEEPER.writes(RecordKind::Role, &role(INSPECTOR, None));
    let after = |upheld| {
        let mut records = founded();
        let first = records[0].clone();
        let text = to_text(&Charter {
            format: Charter::FORMAT.to_owned(),
            academie: ACADEMIE.to_owned(),
            keepers: vec![OTHER_KEEPER.identity()],
            upheld,
        })
        .unwrap();
        let root = DeviceKeys::from_seed(&[ROOT; 32]);
        let content = RecordContent {
            kind: RecordKind::Charter,
            academie: ACADEMIE,
            id: Uuid::nil(),
            parents: &[first.as_parent()],
            document: text.as_bytes(),
            facts: None,
            circle: None,
        };
        let second = Record::sign(&content, &root, Fingerprint::of(&root.public())).unwrap();
        records.push(second.with_public(text));
        chain(&records)
    };
    assert!(!after(Vec::new()).is_keeper(&KEEPER.fingerprint()));
    assert!(!has_role(&after(Vec::new()), INSPECTOR));
    assert!(has_role(&after(vec![granted.sha256]), INSPECTOR));
}

#[test]
fn only_what_somebody_may_write_is_of_trust_at_all() {
    let mut records = founded();
    let invited = KEEPER.writes(RecordKind::Invitation, &invitation(7));
    let taken = by_key(7, RecordKind::Role, &role(THIEF, Some(invited.sha256)));
    let new = DeviceKeys::from_seed(&[44; 32]);
    let ends = |what| revocation(what, Vec::new());
    let own = ends(Revoked::Device(new.public()));
    records.extend([
        invited.clone(),
        taken.clone(),
        INSPECTOR.certificate_of(&new),
        INSPECTOR.writes(RecordKind::Revocation, &own),
        THIEF.certificate(),
        // What a keeper had granted is of trust once he is none any more.
        charter(&[OTHER_KEEPER], Vec::new()),
    ]);
    let found = chain(&records);
    for record in &records {
        assert!(found.may_have_been_kept(record), "{record:?}");
    }
    let other_end = ends(Revoked::Author(KEEPER.fingerprint()));
    let by_another_key = by_key(8, RecordKind::Role, &role(THIEF, Some(invited.sha256)));
    for forged in [
        THIEF.writes(RecordKind::Role, &role(THIEF, None)),
        THIEF.writes(RecordKind::Invitation, &invitation(9)),
        THIEF.writes(RecordKind::Revocation, &other_end),
        INSPECTOR.writes(RecordKind::Revocation, &other_end),
        by_another_key,
        written(
            RecordKind::Role,
            &role(THIEF, None),
            &DeviceKeys::from_seed(&[77; 32]),
            KEEPER.fingerprint(),
        ),
        Record {
            signature: THIEF.certificate().signature,
            ..INSPECTOR.certificate()
        },
    ] {
        assert!(!found.may_have_been_kept(&forged), "{forged:?}");
    }
}

#[test]
fn the_documents_have_their_writing() {
    let invited = KEEPER.writes(RecordKind::Invitation, &invitation(7));
    let documents = [
        founded()[0].public.clone().unwrap(),
        to_text(&invitation(7)).unwrap(),
        to_text(&role(INSPECTOR, Some(invited.sha256))).unwrap(),
        to_text(&revocation(
            Revoked::Author(THIEF.fingerprint()),
            vec![invited.sha256],
        ))
        .unwrap(),
    ];
    insta::assert_snapshot!(documents.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn order_and_repetition_say_nothing(
        order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(),
        again in 0..12_usize,
    ) {
        let mut records = founded();
        let invited = KEEPER.writes(RecordKind::Invitation, &invitation(7));
        let granted = records[5].sha256;
        records.extend([
            by_key(7, RecordKind::Role, &role(THIEF, Some(invited.sha256))),
            invited,
            KEEPER.writes(RecordKind::Revocation, &revocation(Revoked::Device(OTHER_KEEPER.device().public()), Vec::new())),
            OTHER_KEEPER.writes(RecordKind::Revocation, &revocation(Revoked::Device(KEEPER.device().public()), vec![granted])),
            INSPECTOR.certificate_of(&DeviceKeys::from_seed(&[44; 32])),
            charter(&[THIEF], Vec::new()),
        ]);
        let mut shuffled: Vec<Record> = order.iter().map(|rank| records[*rank].clone()).collect();
        shuffled.push(records[again].clone());
        prop_assert_eq!(chain(&records), chain(&shuffled));
    }
}
