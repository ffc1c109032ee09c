//! Restoring: what would change is told first; what was there is set aside; also where nothing opens any more.

use std::fs;

use app::host::{Drive, Host};
use serde_json::json;
use whole_product::machine::{Machine, PASSPHRASE, ask, set_up_with_code};
use whole_product::story::{Story, text};

use super::{back_up, codes, refused, unlock};

#[test]
fn what_would_change_is_told_then_done_and_nothing_is_lost() {
    let story = Story::sealed(211).unwrap();
    let place = back_up(&story);
    story.machine.pass(60);
    let later = story.ask("save_plan", story.plan().unwrap()).unwrap();
    let later = text(&later["plan"]["id"]);
    story.ask("begin_correction", story.named()).unwrap();
    let told = story.ask("compare_backup", json!({ "place": place })).unwrap();
    assert_eq!(told["nothing"], false);
    assert_eq!(told["lost"].as_array().unwrap().len(), 1);
    assert_eq!(text(&told["lost"][0]["id"]), later);
    assert_eq!(text(&told["changed"][0]["visit"]["id"]), story.visit);
    assert_ne!(told["changed"][0]["now"], told["changed"][0]["then"]);
    assert_eq!(told["returned"], json!([]));

    let status = story.ask("restore_backup", json!({ "place": place })).unwrap();
    assert_eq!(status["state"], "locked");
    assert_eq!(codes(&status["notices"]), ["app.restored_set_aside"]);
    unlock(&story.app).unwrap();
    let agenda = json!({ "from": "2026-11-01", "to": "2026-11-30" });
    let visits = story.ask("agenda", agenda).unwrap();
    assert_eq!(visits.as_array().unwrap().len(), 1);
    assert_eq!(visits[0]["status"], "sealed");
    let told = story.ask("compare_backup", json!({ "place": place })).unwrap();
    assert_eq!(told["nothing"], true);
    // The notebook that was replaced is whole, in its folder.
    let aside = story.ask("set_aside_notebooks", json!({})).unwrap();
    assert_eq!(aside.as_array().unwrap().len(), 1);
    assert!(text(&aside[0]["name"]).starts_with("carnet-remplace-"));
}

#[test]
fn a_visit_sealed_before_a_restore_is_exported_with_the_words_for_both_devices() {
    let story = Story::sealed(212).unwrap();
    let place = back_up(&story);
    story.ask("restore_backup", json!({ "place": place })).unwrap();
    let status = unlock(&story.app).unwrap();
    story.ask("begin_correction", story.named()).unwrap();
    story
        .answer("lien_objectif", json!({ "state": "level", "value": 1 }))
        .unwrap();
    story.seal("Erreur de saisie").unwrap();
    let exported = story.ask("export_visit", story.named()).unwrap();
    let bytes = fs::read(text(&exported["path"])).unwrap();
    let fingerprint = text(&status["inspector"]["fingerprint"]);
    let verdict = app::tools::verify_visit(&bytes, Some(&fingerprint));
    assert!(verdict.accepted, "{:?}", verdict.problems);
    assert_eq!(verdict.findings["signer"], "known");
    let file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(
        file["certificates"].as_array().unwrap().len(),
        2,
        "two devices signed"
    );
}

#[test]
fn a_backup_of_another_notebook_is_refused() {
    let (story, other) = (Story::sealed(213).unwrap(), Story::planned(214).unwrap());
    let place = back_up(&other);
    let named = json!({ "place": place });
    assert_eq!(
        story.ask("compare_backup", named.clone()),
        refused("app.backup_of_another")
    );
    assert_eq!(
        story.ask("restore_backup", named),
        refused("app.backup_of_another")
    );
    let closed = json!({ "place": place, "secret": PASSPHRASE });
    assert_eq!(
        story.ask("restore_closed", closed),
        refused("app.backup_of_another")
    );
    unlock(&story.app).unwrap();
    assert_eq!(
        story.ask("visit", story.named()).unwrap()["summary"]["status"],
        "sealed"
    );
    assert_eq!(
        story.ask("compare_backup", json!({ "place": "/nulle/part" })),
        refused("notebook.not_a_backup")
    );
}

#[test]
fn a_new_computer_takes_the_notebook_of_a_backup() {
    let story = Story::sealed(215).unwrap();
    let place = back_up(&story);
    let machine = Machine::new(216).unwrap();
    let app = app::App::new(machine);
    let folder = std::path::Path::new(&place)
        .parent()
        .unwrap()
        .display()
        .to_string();
    let found = ask(&app, "find_backups", json!({ "folder": folder })).unwrap();
    assert_eq!(text(&found[0]["place"]), place);
    assert_eq!(
        ask(&app, "find_backups", json!({ "folder": place })).unwrap(),
        found
    );
    let wrong = json!({ "place": place, "secret": "tout autre chose ici" });
    assert_eq!(
        ask(&app, "restore_closed", wrong),
        refused("keys.wrong_passphrase")
    );
    assert_eq!(ask(&app, "status", json!({})).unwrap()["state"], "no_notebook");
    let right = json!({ "place": place, "secret": PASSPHRASE });
    let status = ask(&app, "restore_closed", right).unwrap();
    assert_eq!(
        (text(&status["state"]), codes(&status["notices"])),
        ("locked".into(), vec!["app.restored".into()])
    );
    assert_eq!(unlock(&app).unwrap()["state"], "ready");
    let seen = ask(&app, "visit", json!({ "visit": story.visit })).unwrap();
    assert_eq!(seen["summary"]["status"], "sealed");
}

#[test]
fn where_the_keys_alone_are_missing_or_damaged_they_alone_are_put_back() {
    for damaged in [None, Some("{\"format\": "), Some("")] {
        let story = Story::observed(217).unwrap();
        let place = back_up(&story);
        story.write("Écrit après la sauvegarde.").unwrap();
        story.ask("lock", json!({})).unwrap();
        let keys = story.machine.notebook_folder().join("notebook.keys");
        match damaged {
            None => fs::remove_file(&keys).unwrap(),
            Some(text) => fs::write(&keys, text).unwrap(),
        }
        put_keys_back(&story, &place);
    }
}

fn put_keys_back(story: &Story, place: &str) {
    assert_eq!(story.ask("status", json!({})).unwrap()["state"], "keys_missing");
    let status = story
        .ask("restore_closed", json!({ "place": place, "secret": PASSPHRASE }))
        .unwrap();
    assert_eq!(codes(&status["notices"]), ["app.keys_put_back"]);
    unlock(&story.app).unwrap();
    let seen = story.ask("observation", story.named()).unwrap();
    assert!(seen["notes"].to_string().contains("Écrit après la sauvegarde."));
}

#[test]
fn a_notebook_is_refused_where_it_would_be_lost_and_its_backups_are_not() {
    let machine = Machine::new(218).unwrap();
    let app = app::App::new(std::sync::Arc::clone(&machine) as std::sync::Arc<dyn Host>);
    let create = || ask(&app, "create_notebook", json!({ "passphrase": PASSPHRASE }));
    for (drive, code) in [
        (Drive::Network("nfs4".into()), "app.network_drive"),
        (Drive::Synchronised("Nextcloud".into()), "app.synchronised_folder"),
    ] {
        machine.move_to(drive);
        assert_eq!(create(), refused(code));
        assert!(!machine.notebook_folder().exists(), "nothing was begun");
    }
    machine.move_to(Drive::Local);
    let story = Story::planned(219).unwrap();
    // The folder becomes a network drive while the notebook is closed: it is not opened there.
    story.ask("lock", json!({})).unwrap();
    story.machine.move_to(Drive::Network("cifs".into()));
    assert_eq!(unlock(&story.app), refused("app.network_drive"));
    story.machine.move_to(Drive::Local);
    unlock(&story.app).unwrap();
    story.machine.move_to(Drive::Network("cifs".into()));
    back_up(&story);
}

#[test]
fn a_backup_is_put_back_by_the_recovery_code_and_by_no_other() {
    let (app, code) = set_up_with_code(Machine::new(220).unwrap()).unwrap();
    let made = ask(&app, "back_up", json!({})).unwrap();
    let place = text(&made["backups"][0]["place"]);
    let (_, others) = set_up_with_code(Machine::new(222).unwrap()).unwrap();
    let fresh = app::App::new(Machine::new(221).unwrap());
    let restore = |secret: &str| {
        ask(
            &fresh,
            "restore_closed",
            json!({ "place": place, "secret": secret }),
        )
    };
    assert_eq!(restore(&others), refused("keys.wrong_passphrase"));
    assert_eq!(restore(&code).unwrap()["state"], "locked");
    let opened = ask(&fresh, "unlock_with_recovery", json!({ "code": code })).unwrap();
    assert_eq!(opened["state"], "new_passphrase");
}
