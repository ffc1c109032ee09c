//! The register: one state from its entries in any order; merges that can be undone; homonyms.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::collections::BTreeSet;

use observation::canonical;
use observation::instant::Instant;
use observation::register::{
    Affectation, Distinction, FORMAT, Identity, Nature, Operation, Register, RegisterEntry, Service, Teacher,
};
use observation::uai::Uai;
use proptest::prelude::*;
use uuid::Uuid;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn uai(number: u32) -> Uai {
    Uai::from_number(9_749_900 + number).expect("a number")
}

fn identity(family_name: &str, given_name: &str) -> Identity {
    Identity {
        family_name: family_name.into(),
        given_name: given_name.into(),
        mail: None,
        function: None,
    }
}

fn service(number: u128, school: u32) -> Service {
    let affectation = Affectation {
        uai: uai(school),
        levels: vec!["CM1".into(), "CM2".into()],
        share_percent: Some(50),
        discipline: None,
        from: "2026-08-17".parse().expect("a date"),
        until: None,
        nature: Nature::Shared,
    };
    Service {
        id: id(number),
        affectation,
    }
}

fn entry(counter: u64, teacher: u128, operation: Operation) -> RegisterEntry {
    RegisterEntry {
        format: FORMAT.into(),
        id: id(1_000_000 + u128::from(counter)),
        teacher: id(teacher),
        operation,
        at: Instant::from_milliseconds(1_796_000_000_000),
        device: id(9),
        counter,
    }
}

fn created(counter: u64, teacher: u128, family_name: &str, given_name: &str) -> RegisterEntry {
    entry(
        counter,
        teacher,
        Operation::Created {
            identity: identity(family_name, given_name),
        },
    )
}

fn added(counter: u64, teacher: u128, service: Service) -> RegisterEntry {
    entry(counter, teacher, Operation::ServiceAdded { service })
}

fn schools(teacher: Option<&Teacher>) -> Vec<Uai> {
    teacher
        .map(|teacher| {
            teacher
                .services
                .iter()
                .map(|service| service.affectation.uai)
                .collect()
        })
        .unwrap_or_default()
}

#[test]
fn the_written_form_of_version_1_is_fixed() {
    let replacement = Service {
        affectation: Affectation {
            nature: Nature::Replacement {
                rattachement: Some(uai(2)),
            },
            ..service(5, 1).affectation
        },
        ..service(5, 1)
    };
    let written = [
        created(1, 1, "Hoarau", "Zoé"),
        added(2, 1, replacement),
        entry(
            3,
            1,
            Operation::ServiceEnded {
                service: id(5),
                until: "2027-07-03".parse().expect("a date"),
            },
        ),
        entry(4, 1, Operation::Merged { from: id(2) }),
        entry(
            5,
            2,
            Operation::Split {
                merge: id(7),
                services: vec![id(5)],
                kept: Vec::new(),
            },
        ),
        entry(
            6,
            2,
            Operation::Split {
                merge: id(7),
                services: Vec::new(),
                kept: vec![id(6)],
            },
        ),
        entry(7, 1, Operation::Distinguished { from: id(2) }),
        entry(8, 1, Operation::ServiceWithdrawn { service: id(5) }),
        entry(9, 1, Operation::Withdrawn),
    ]
    .map(|entry| canonical::to_text(&entry).expect("canonical"));
    insta::assert_snapshot!(written.join("\n"), @r#"
{"at":"2026-11-30T00:53:20.000Z","counter":1,"device":"00000000-0000-0000-0000-000000000009","format":"carnet/register-entry/1","id":"00000000-0000-0000-0000-0000000f4241","identity":{"family_name":"Hoarau","given_name":"Zoé"},"op":"created","teacher":"00000000-0000-0000-0000-000000000001"}
{"at":"2026-11-30T00:53:20.000Z","counter":2,"device":"00000000-0000-0000-0000-000000000009","format":"carnet/register-entry/1","id":"00000000-0000-0000-0000-0000000f4242","op":"service_added","service":{"affectation":{"from":"2026-08-17","levels":["CM1","CM2"],"nature":{"kind":"replacement","rattachement":"9749902V"},"share_percent":50,"uai":"9749901U"},"id":"00000000-0000-0000-0000-000000000005"},"teacher":"00000000-0000-0000-0000-000000000001"}
{"at":"2026-11-30T00:53:20.000Z","counter":3,"device":"00000000-0000-0000-0000-000000000009","format":"carnet/register-entry/1","id":"00000000-0000-0000-0000-0000000f4243","op":"service_ended","service":"00000000-0000-0000-0000-000000000005","teacher":"00000000-0000-0000-0000-000000000001","until":"2027-07-03"}
{"at":"2026-11-30T00:53:20.000Z","counter":4,"device":"00000000-0000-0000-0000-000000000009","format":"carnet/register-entry/1","from":"00000000-0000-0000-0000-000000000002","id":"00000000-0000-0000-0000-0000000f4244","op":"merged","teacher":"00000000-0000-0000-0000-000000000001"}
{"at":"2026-11-30T00:53:20.000Z","counter":5,"device":"00000000-0000-0000-0000-000000000009","format":"carnet/register-entry/1","id":"00000000-0000-0000-0000-0000000f4245","merge":"00000000-0000-0000-0000-000000000007","op":"split","services":["00000000-0000-0000-0000-000000000005"],"teacher":"00000000-0000-0000-0000-000000000002"}
{"at":"2026-11-30T00:53:20.000Z","counter":6,"device":"00000000-0000-0000-0000-000000000009","format":"carnet/register-entry/1","id":"00000000-0000-0000-0000-0000000f4246","kept":["00000000-0000-0000-0000-000000000006"],"merge":"00000000-0000-0000-0000-000000000007","op":"split","teacher":"00000000-0000-0000-0000-000000000002"}
{"at":"2026-11-30T00:53:20.000Z","counter":7,"device":"00000000-0000-0000-0000-000000000009","format":"carnet/register-entry/1","from":"00000000-0000-0000-0000-000000000002","id":"00000000-0000-0000-0000-0000000f4247","op":"distinguished","teacher":"00000000-0000-0000-0000-000000000001"}
{"at":"2026-11-30T00:53:20.000Z","counter":8,"device":"00000000-0000-0000-0000-000000000009","format":"carnet/register-entry/1","id":"00000000-0000-0000-0000-0000000f4248","op":"service_withdrawn","service":"00000000-0000-0000-0000-000000000005","teacher":"00000000-0000-0000-0000-000000000001"}
{"at":"2026-11-30T00:53:20.000Z","counter":9,"device":"00000000-0000-0000-0000-000000000009","format":"carnet/register-entry/1","id":"00000000-0000-0000-0000-0000000f4249","op":"withdrawn","teacher":"00000000-0000-0000-0000-000000000001"}
"#);
    for text in written {
        let read: RegisterEntry = serde_json::from_str(&text).expect("an entry");
        assert_eq!(canonical::to_text(&read).expect("canonical"), text);
    }
}

#[test]
fn the_schema_holds_no_birth_and_no_reason() {
    let schema = serde_json::to_string(&schemars::schema_for!(RegisterEntry))
        .expect("a schema")
        .to_lowercase();
    for absent in ["birth", "naissance", "numen", "nir", "reason", "motif"] {
        assert!(!schema.contains(&format!("\"{absent}")), "{absent}");
    }
}

#[test]
fn services_are_added_changed_and_ended() {
    let mut longer = service(5, 1);
    longer.affectation.share_percent = Some(100);
    let until = "2027-07-03".parse().expect("a date");
    let register = Register::replay([
        entry(
            4,
            1,
            Operation::ServiceEnded {
                service: id(5),
                until,
            },
        ),
        entry(3, 1, Operation::ServiceChanged { service: longer }),
        added(2, 1, service(5, 1)),
        created(1, 1, "Hoarau", "Zoé"),
    ]);
    let services = &register.teacher(&id(1)).expect("a teacher").services;
    assert_eq!(services.len(), 1);
    assert_eq!(
        (
            services[0].affectation.share_percent,
            services[0].affectation.until
        ),
        (Some(100), Some(until))
    );
    assert!(services[0].affectation.holds_on(until));
    assert!(!services[0].affectation.holds_on(until.succ_opt().expect("a day")));
}

#[test]
fn a_merge_gathers_and_a_split_gives_back() {
    let mut entries = vec![
        created(1, 1, "Hoarau", "Zoé"),
        added(2, 1, service(5, 1)),
        created(3, 2, "HOARAU", "Zoe"),
        added(4, 2, service(6, 2)),
        entry(5, 1, Operation::Merged { from: id(2) }),
        added(6, 1, service(7, 3)),
    ];
    let merged = Register::replay(entries.clone());
    assert_eq!(merged.teachers().count(), 1);
    assert_eq!(merged.teacher(&id(2)), merged.teacher(&id(1)));
    assert_eq!(schools(merged.teacher(&id(2))), [uai(1), uai(2), uai(3)]);
    assert_eq!(merged.teacher(&id(1)).expect("a teacher").merged, [id(2)]);

    entries.push(entry(
        7,
        2,
        Operation::Split {
            merge: entries[4].id,
            services: vec![id(7)],
            kept: Vec::new(),
        },
    ));
    let split = Register::replay(entries);
    assert_eq!(schools(split.teacher(&id(1))), [uai(1)]);
    assert_eq!(schools(split.teacher(&id(2))), [uai(2), uai(3)]);
    assert_eq!(
        split
            .teacher(&id(2))
            .map(|teacher| teacher.identity.given_name.as_str()),
        Some("Zoe")
    );
}

#[test]
fn a_split_may_leave_lines_of_service_behind() {
    let mut entries = vec![
        created(1, 1, "Hoarau", "Zoé"),
        created(2, 2, "Hoarau", "Zoé"),
        added(3, 2, service(6, 2)),
        entry(4, 1, Operation::Merged { from: id(2) }),
        added(5, 1, service(7, 3)),
    ];
    assert_eq!(Register::leaving(entries.clone(), entries[3].id, &id(2)), [id(6)]);
    entries.push(entry(
        6,
        2,
        Operation::Split {
            merge: entries[3].id,
            services: vec![id(7)],
            kept: vec![id(6)],
        },
    ));
    let split = Register::replay(entries);
    assert_eq!(schools(split.teacher(&id(1))), [uai(2)]);
    assert_eq!(schools(split.teacher(&id(2))), [uai(3)]);
}

#[test]
fn a_line_entered_by_mistake_is_gone_until_it_is_written_again() {
    let mut entries = vec![
        created(1, 1, "Hoarau", "Zoé"),
        added(2, 1, service(5, 1)),
        added(3, 1, service(6, 2)),
        entry(4, 1, Operation::ServiceWithdrawn { service: id(5) }),
    ];
    assert_eq!(
        schools(Register::replay(entries.clone()).teacher(&id(1))),
        [uai(2)]
    );
    entries.push(entry(
        5,
        1,
        Operation::ServiceChanged {
            service: service(5, 1),
        },
    ));
    assert_eq!(
        schools(Register::replay(entries).teacher(&id(1))),
        [uai(1), uai(2)]
    );
}

#[test]
fn a_teacher_entered_by_mistake_is_gone_and_a_person_with_another_entry_is_not() {
    let mut entries = vec![
        created(1, 1, "Hoarau", "Zoé"),
        created(2, 2, "HOARAU", "Zoe"),
        entry(3, 1, Operation::Withdrawn),
    ];
    let register = Register::replay(entries.clone());
    assert_eq!(register.teacher(&id(1)), None);
    assert_eq!(register.teachers().count(), 1);

    entries.push(entry(4, 1, Operation::Merged { from: id(2) }));
    let merged = Register::replay(entries.clone());
    assert_eq!(
        merged
            .teacher(&id(1))
            .map(|teacher| teacher.identity.given_name.as_str()),
        Some("Zoe")
    );

    entries.push(entry(5, 2, Operation::Withdrawn));
    assert_eq!(Register::replay(entries.clone()).teachers().count(), 0);
    entries.push(created(6, 2, "Hoarau", "Zoé"));
    assert_eq!(Register::replay(entries).teachers().count(), 1);
}

#[test]
fn merges_that_cross_on_two_devices_leave_one_teacher() {
    let crossed = RegisterEntry {
        device: id(8),
        ..entry(3, 2, Operation::Merged { from: id(1) })
    };
    let crossed = RegisterEntry {
        id: id(77),
        ..crossed
    };
    let register = Register::replay([
        created(1, 1, "Hoarau", "Zoé"),
        created(2, 2, "Hoarau", "Zoé"),
        entry(3, 1, Operation::Merged { from: id(2) }),
        crossed,
    ]);
    assert_eq!(register.teachers().count(), 1);
    assert_eq!(register.teacher(&id(1)), register.teacher(&id(2)));
}

#[test]
fn homonyms_are_shown_with_what_distinguishes_them() {
    let with_mail = Identity {
        mail: Some("zoe@exemple.invalid".into()),
        ..identity("Zoé", "HOARAU")
    };
    let register = Register::replay([
        created(1, 1, "Hoarau", "Zoé"),
        added(2, 1, service(5, 1)),
        entry(3, 2, Operation::Created { identity: with_mail }),
        added(4, 2, service(6, 2)),
        created(5, 3, "Payet", "Zoé"),
    ]);
    let groups = register.homonyms();
    assert_eq!(groups.len(), 1);
    assert_eq!(
        groups[0]
            .members
            .iter()
            .map(|member| member.id)
            .collect::<Vec<_>>(),
        [id(1), id(2)]
    );
    assert_eq!(groups[0].distinctions, [Distinction::Mail, Distinction::Schools]);
}

#[test]
fn persons_told_apart_are_homonyms_no_more() {
    let three = [
        created(1, 1, "Hoarau", "Zoé"),
        created(2, 2, "Hoarau", "Zoé"),
        created(3, 3, "Hoarau", "Zoé"),
    ];
    let apart = |pairs: &[(u128, u128)]| {
        let told = pairs.iter().zip(4..).map(|((one, other), counter)| {
            entry(counter, *one, Operation::Distinguished { from: id(*other) })
        });
        Register::replay(three.iter().cloned().chain(told))
    };
    let groups = |register: &Register| -> Vec<Vec<Uuid>> {
        let groups = register.homonyms().into_iter();
        groups
            .map(|group| group.members.iter().map(|member| member.id).collect())
            .collect()
    };
    assert_eq!(groups(&apart(&[(1, 2)])), [[id(1), id(2), id(3)]]);
    let two = apart(&[(1, 2), (3, 1)]);
    assert_eq!(groups(&two), [[id(2), id(3)]]);
    let told: Vec<Uuid> = two
        .distinguished_from(two.teacher(&id(1)).expect("a teacher"))
        .iter()
        .map(|teacher| teacher.id)
        .collect();
    assert_eq!(told, [id(2), id(3)]);
    assert!(groups(&apart(&[(1, 2), (3, 1), (2, 3)])).is_empty());
}

#[test]
fn who_was_told_apart_stays_so_under_the_id_that_remains() {
    let register = Register::replay([
        created(1, 1, "Hoarau", "Zoé"),
        created(2, 2, "Hoarau", "Zoé"),
        created(3, 3, "Hoarau", "Zoé"),
        entry(4, 2, Operation::Distinguished { from: id(3) }),
        entry(5, 1, Operation::Merged { from: id(2) }),
    ]);
    assert!(register.are_distinguished(&id(3), &id(1)));
    assert_eq!(register.homonyms(), []);
}

fn any_operation() -> impl Strategy<Value = (u128, Operation)> {
    let teacher = 1u128..6;
    let line = 100u128..106;
    let name = prop_oneof![Just("Hoarau"), Just("HOARAU"), Just("Payet")];
    let operation = prop_oneof![
        name.clone().prop_map(|name| Operation::Created {
            identity: identity(name, "Zoé")
        }),
        name.prop_map(|name| Operation::IdentityChanged {
            identity: identity(name, "Zoé")
        }),
        (line.clone(), 0u32..4).prop_map(|(line, school)| Operation::ServiceAdded {
            service: service(line, school)
        }),
        (line.clone(), 0u32..4).prop_map(|(line, school)| Operation::ServiceChanged {
            service: service(line, school)
        }),
        line.clone().prop_map(|line| Operation::ServiceEnded {
            service: id(line),
            until: "2027-07-03".parse().expect("a date"),
        }),
        (1u128..6).prop_map(|from| Operation::Merged { from: id(from) }),
        (1u128..40, line).prop_map(|(merge, line)| Operation::Split {
            merge: id(1_000_000 + merge),
            services: vec![id(line)],
            kept: vec![id(line - 1)],
        }),
        (1u128..6).prop_map(|from| Operation::Distinguished { from: id(from) }),
        (100u128..106).prop_map(|line| Operation::ServiceWithdrawn { service: id(line) }),
        Just(Operation::Withdrawn),
    ];
    (teacher, operation)
}

/// Two devices that write without seeing each other: counters meet.
fn any_history() -> impl Strategy<Value = Vec<RegisterEntry>> {
    prop::collection::vec((any_operation(), 0u64..20, 0u128..2), 0..40).prop_map(|drawn| {
        let entries =
            drawn
                .into_iter()
                .enumerate()
                .map(|(index, ((teacher, operation), counter, device))| RegisterEntry {
                    id: id(1_000_000 + index as u128),
                    device: id(device),
                    ..entry(counter, teacher, operation)
                });
        entries.collect()
    })
}

proptest! {
    #[test]
    fn any_interleaving_gives_one_state(
        (history, shuffled) in any_history().prop_flat_map(|history| (Just(history.clone()), Just(history).prop_shuffle())),
        repeated in any::<prop::sample::Index>(),
    ) {
        let register = Register::replay(history.clone());
        let mut again = shuffled;
        if !again.is_empty() {
            again.push(again[repeated.index(again.len())].clone());
        }
        prop_assert_eq!(Register::replay(again), register);
    }

    #[test]
    fn every_id_that_was_created_resolves_to_one_teacher(history in any_history()) {
        let history: Vec<RegisterEntry> = history.into_iter().filter(|entry| entry.operation != Operation::Withdrawn).collect();
        let register = Register::replay(history.clone());
        let remaining: BTreeSet<Uuid> = register.teachers().map(|teacher| teacher.id).collect();
        for entry in history.iter().filter(|entry| matches!(entry.operation, Operation::Created { .. })) {
            let teacher = register.teacher(&entry.teacher).expect("a teacher");
            prop_assert!(remaining.contains(&teacher.id));
            prop_assert_eq!(register.teacher(&teacher.id), Some(teacher));
        }
    }

    #[test]
    fn a_split_of_each_merge_undoes_them_all(history in any_history()) {
        let is_about_merges = |entry: &&RegisterEntry| matches!(entry.operation, Operation::Merged { .. } | Operation::Split { .. });
        let without: Vec<RegisterEntry> = history.iter().filter(|entry| !is_about_merges(entry)).cloned().collect();
        let merges: Vec<RegisterEntry> = history.iter().filter(|entry| matches!(entry.operation, Operation::Merged { .. })).cloned().collect();
        let splits = merges.iter().zip(1_000..).map(|(merge, counter)| entry(counter, 1, Operation::Split { merge: merge.id, services: Vec::new(), kept: Vec::new() }));
        let undone = Register::replay(without.iter().cloned().chain(merges.clone()).chain(splits));
        let never = Register::replay(without);
        prop_assert_eq!(undone.teachers().collect::<Vec<_>>(), never.teachers().collect::<Vec<_>>());
    }
}
