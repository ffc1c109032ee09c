//! Devices enrol, speak, and are told from strangers and from those who were revoked.

use indicator_store::store::Store;
use serde_json::json;
use sync_protocol::trust::{Invitation, Revocation, Revoked};
use sync_protocol::{RecordKind, RecoverySlotDocument};

use super::contract::academie::{
    ACADEMIE, INSPECTOR, KEEPER, OTHER_KEEPER, THIEF, by_key, invitation, revocation, role,
};
use super::contract::{OTHER, recovery_slot, revision, vault_opening, visit};
use super::{TestApp, hash, unhurried};

#[test]
fn a_device_sends_reads_again_and_both_count_alike() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    let hello = app.get("/v1/hello", &bearer);
    assert_eq!(
        (hello.status, hello.body["academie"].as_str()),
        (200, Some(ACADEMIE))
    );
    let records: Vec<_> = (1..=3)
        .map(|number| revision(INSPECTOR, visit(number), "{}", &[]))
        .collect();
    assert_eq!(app.verdicts(&bearer, &records), ["stored"; 3]);
    assert_eq!(app.verdicts(&bearer, &records), ["already_stored"; 3]);
    let page = app.get("/v1/streams/author", &bearer);
    assert_eq!(page.body["records"].as_array().unwrap().len(), 3);
    assert_eq!(page.body["records"][0]["record"], json!(records[0]));
    let cursor = page.body["cursor"].as_str().unwrap();
    let rest = app.get(&format!("/v1/streams/author?after={cursor}"), &bearer);
    assert_eq!(
        (rest.body["records"].as_array().unwrap().len(), &rest.body["last"]),
        (0, &json!(true))
    );
    // Three visits, and the certificate.
    assert_eq!(app.get("/v1/authors/me/digest", &bearer).body["count"], 4);
    let keys = app.get("/v1/authors/me/keys", &bearer);
    assert_eq!(keys.body["keys"].as_array().unwrap().len(), 4);
}

#[test]
fn who_has_no_token_or_another_s_is_told_nothing() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    let token = bearer.split_once('.').unwrap().1;
    let elsewhere = format!("{OTHER}.{token}");
    for wrong in ["", token, &elsewhere, &format!("{ACADEMIE}.{}", "0".repeat(64))] {
        let answer = app.get("/v1/hello", wrong);
        assert_eq!((answer.status, answer.code()), (401, "store.token"), "{wrong}");
        assert_eq!(answer.kind, "application/problem+json");
    }
}

#[test]
fn another_version_of_the_protocol_is_told_which_are_served() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    let headers = [("carnet-protocol", "99")];
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .new_agent();
    let asked = agent.get(app.url("/v1/hello")).header(headers[0].0, headers[0].1);
    let mut answer = asked
        .header("authorization", format!("Bearer {bearer}"))
        .call()
        .unwrap();
    assert_eq!(answer.status(), 426);
    assert!(
        answer
            .body_mut()
            .read_to_string()
            .unwrap()
            .contains("\"newest\":\"1\"")
    );
}

#[test]
fn a_revoked_device_that_the_store_does_not_know_any_more_is_told_so_and_leaves_nothing() {
    let app = TestApp::start(unhurried());
    let keeper = app.enrolled(KEEPER);
    let lost: Revocation = revocation(Revoked::Device(INSPECTOR.device().public()), Vec::new());
    let record = KEEPER.writes(RecordKind::Revocation, &lost);
    assert_eq!(app.verdicts(&keeper, &[record]), ["stored"]);
    let kept = || {
        let kept = app.service.store().kept(ACADEMIE, 0, 1_000);
        app.runtime.block_on(kept).unwrap().len()
    };
    let before = kept();
    let told = app.enrol(INSPECTOR, &[], 99).1;
    assert_eq!((told.status, told.code()), (403, "store.revoked"));
    assert_eq!(kept(), before);
}

/// S6: who was ended, and by what, is in the trail.
#[test]
fn a_revocation_ends_a_token_at_once() {
    let app = TestApp::start(unhurried());
    let (bearer, keeper) = (app.enrolled(INSPECTOR), app.enrolled(KEEPER));
    let lost: Revocation = revocation(Revoked::Device(INSPECTOR.device().public()), Vec::new());
    let record = KEEPER.writes(RecordKind::Revocation, &lost);
    assert_eq!(app.verdicts(&keeper, &[record]), ["stored"]);
    for path in ["/v1/hello", "/v1/streams/author", "/v1/authors/me/digest"] {
        let answer = app.get(path, &bearer);
        assert_eq!((answer.status, answer.code()), (403, "store.revoked"));
    }
    let sent = app.post("/v1/batches", &bearer, &json!({ "records": [] }));
    assert_eq!(sent.status, 403);
    // And it does not enrol again.
    let again = app.enrol(INSPECTOR, &[], 99).1;
    assert_eq!((again.status, again.code()), (403, "store.revoked"));
    let acts = app
        .runtime
        .block_on(app.service.store().audit_trail(ACADEMIE))
        .unwrap();
    assert!(acts.iter().any(|line| line.act.what == "revoked"));
}

/// S6: what a vault gave is in the trail.
#[test]
fn an_opened_vault_is_read_by_the_keeper_who_opened_it_and_that_is_written_down() {
    let app = TestApp::start(unhurried());
    let (inspector, keeper) = (app.enrolled(INSPECTOR), app.enrolled(KEEPER));
    let other = app.enrolled(OTHER_KEEPER);
    let sealed = revision(INSPECTOR, visit(1), "{}", &[]);
    app.verdicts(&inspector, std::slice::from_ref(&sealed));
    let opening = vault_opening(KEEPER, INSPECTOR);
    let address = format!("/v1/streams/vault/{}", opening.id);
    assert_eq!(app.get(&address, &keeper).status, 403, "before it is told");
    let by_inspector = vault_opening(INSPECTOR, KEEPER);
    assert_eq!(
        app.verdicts(&inspector, std::slice::from_ref(&by_inspector)),
        ["refused"]
    );
    assert_eq!(app.verdicts(&keeper, &[opening]), ["stored"]);
    let page = app.get(&address, &keeper);
    assert_eq!(page.body["records"].as_array().unwrap().len(), 1);
    assert_eq!(page.body["records"][0]["record"], json!(sealed));
    for stranger in [&inspector, &other] {
        let answer = app.get(&address, stranger);
        assert_eq!((answer.status, answer.code()), (403, "store.scope"));
    }
    let trail = app
        .runtime
        .block_on(app.service.store().audit_trail(ACADEMIE))
        .unwrap();
    let read: Vec<_> = trail
        .iter()
        .filter(|line| line.act.what == "vault_read")
        .collect();
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].act.by, KEEPER.fingerprint().to_string());
}

#[test]
fn an_invitation_is_taken_by_who_holds_it_and_a_second_taker_ends_it() {
    let app = TestApp::start(unhurried());
    let keeper = app.enrolled(KEEPER);
    let said = KEEPER.writes(RecordKind::Invitation, &invitation(77));
    app.verdicts(&keeper, std::slice::from_ref(&said));
    let stranger = app.enrol(THIEF, &[], 5).1;
    assert_eq!((stranger.status, stranger.code()), (403, "store.enrolment"));
    let takes = |person| by_key(77, RecordKind::Role, &role(person, Some(said.sha256)));
    let (bearer, answer) = app.enrol(THIEF, &[takes(THIEF)], 5);
    assert_eq!(answer.status, 200, "{answer:?}");
    // An answer that was lost: the same again.
    assert_eq!(app.enrol(THIEF, &[takes(THIEF)], 5).1.status, 200);
    assert_eq!(
        app.verdicts(&bearer, &[revision(THIEF, visit(9), "{}", &[])]),
        ["stored"]
    );
    let second = app.enrol(OTHER_KEEPER, &[takes(OTHER_KEEPER)], 6).1;
    assert_eq!((second.status, second.code()), (403, "store.invitation_taken"));
    let unknown = by_key(78, RecordKind::Role, &role(OTHER_KEEPER, Some(hash(78))));
    assert_eq!(
        app.enrol(OTHER_KEEPER, &[unknown], 6).1.code(),
        "store.invitation_unknown"
    );
    let late = Invitation {
        expires: "2026-11-01".parse().unwrap(),
        ..invitation(79)
    };
    let late = KEEPER.writes(RecordKind::Invitation, &late);
    app.verdicts(&keeper, std::slice::from_ref(&late));
    let taken = by_key(79, RecordKind::Role, &role(OTHER_KEEPER, Some(late.sha256)));
    assert_eq!(
        app.enrol(OTHER_KEEPER, &[taken], 6).1.code(),
        "store.invitation_expired"
    );
}

#[test]
fn who_repeats_an_enrolment_that_was_overheard_has_nothing() {
    let app = TestApp::start(unhurried());
    let first = app.enrolled(INSPECTOR);
    let (second, answer) = app.enrol(INSPECTOR, &[], 44);
    assert_eq!(answer.status, 200);
    assert_eq!(app.get("/v1/hello", &first).status, 401);
    // The first request again, by whoever heard it: the token that was replaced is worth nothing.
    assert_eq!(app.enrol(INSPECTOR, &[], INSPECTOR.0).1.status, 403);
    assert_eq!(app.get("/v1/hello", &second).status, 200);
    // A token that its device did not sign for.
    let path = format!("/v1/academies/{ACADEMIE}/enrolments");
    let forged = json!({ "records": [INSPECTOR.certificate()], "token": hash(9), "proof": "00".repeat(64) });
    assert_eq!(app.post(&path, "", &forged).status, 403);
    assert_eq!(
        app.post("/v1/academies/nulle-part/enrolments", "", &forged)
            .status,
        404
    );
}

#[test]
fn a_recovery_code_is_proved_and_never_told() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    let slot = recovery_slot(INSPECTOR, &[7; 32]);
    app.verdicts(&bearer, std::slice::from_ref(&slot));
    let path = format!("/v1/academies/{ACADEMIE}/recovery-slots");
    let given = app.post(&path, "", &json!({ "proof": "07".repeat(32) }));
    let record: sync_protocol::Record = serde_json::from_value(given.body["record"].clone()).unwrap();
    assert!(RecoverySlotDocument::of(&record).is_some() && record == slot);
    let wrong = app.post(&path, "", &json!({ "proof": "08".repeat(32) }));
    assert_eq!((wrong.status, wrong.code()), (404, "store.recovery"));
    let keeper = app.enrolled(KEEPER);
    let gone = revocation(Revoked::Author(INSPECTOR.fingerprint()), Vec::new());
    app.verdicts(&keeper, &[KEEPER.writes(RecordKind::Revocation, &gone)]);
    assert_eq!(
        app.post(&path, "", &json!({ "proof": "07".repeat(32) })).status,
        404
    );
}

#[test]
fn a_circle_is_read_by_its_members_alone() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    let answer = app.get("/v1/streams/circle/discipline/L0202", &bearer);
    assert_eq!((answer.status, answer.code()), (403, "store.scope"));
    assert_eq!(app.get("/v1/streams/circle/discipline/", &bearer).status, 404);
}

/// S5: a cursor of another life is refused.
#[test]
fn a_cursor_of_another_life_or_academie_is_told_from_none() {
    let app = TestApp::start(unhurried());
    let bearer = app.enrolled(INSPECTOR);
    let epoch = app.get("/v1/hello", &bearer).body["epoch"]
        .as_str()
        .unwrap()
        .to_owned();
    let read = |cursor: &str| app.get(&format!("/v1/streams/author?after={cursor}"), &bearer);
    let former = read(&format!("{}.{ACADEMIE}.3", "0".repeat(32)));
    assert_eq!((former.status, former.code()), (409, "store.epoch"));
    for wrong in [
        format!("{epoch}.{OTHER}.3"),
        "3".to_owned(),
        format!("{epoch}.{ACADEMIE}.-3"),
    ] {
        let answer = read(&wrong);
        assert_eq!((answer.status, answer.code()), (422, "store.cursor"), "{wrong}");
    }
    assert_eq!(read(&format!("{epoch}.{ACADEMIE}.3")).status, 200);
}
