//! Retention: proposed with its list, signed, applied once, and not undone by a backup.

use std::fs;

use serde_json::{Value, json};
use whole_product::story::{SECRET, Story, text};

use super::{back_up, codes, refused, unlock};

fn ids(lines: &Value) -> Vec<String> {
    lines
        .as_array()
        .unwrap()
        .iter()
        .map(|line| text(&line["visit"]["id"]))
        .collect()
}

fn request(notes: &[&str], visits: &[&str], teachers: &[&str], replace_backups: bool) -> Value {
    json!({ "notes": notes, "visits": visits, "teachers": teachers, "replace_backups": replace_backups })
}

#[test]
fn own_notes_come_first_and_go_alone() {
    let story = Story::sealed(231).unwrap();
    let proposal = story.ask("purge_proposal", json!({})).unwrap();
    assert_eq!(
        (proposal["years"].as_u64(), &proposal["visits"]),
        (Some(3), &json!([]))
    );
    assert_eq!(ids(&proposal["notes"]), std::slice::from_ref(&story.visit));
    assert_eq!(
        proposal["notes"][0]["proposed"], false,
        "a visit of this school year"
    );
    let done = story
        .ask("purge", request(&[&story.visit], &[], &[], false))
        .unwrap();
    assert_eq!(done["proposal"]["notes"], json!([]));
    assert!(text(&done["proposal"]["done"][0]["what"]).contains("notes personnelles"));
    let left = story.ask("personal_notes", story.named()).unwrap();
    assert_eq!(left["text"], "");
    assert_eq!(
        story.ask("visit", story.named()).unwrap()["summary"]["status"],
        "sealed"
    );
}

#[test]
fn a_visit_beyond_the_years_that_are_kept_goes_whole_under_a_signed_list() {
    let story = Story::sealed(232).unwrap();
    let backup = back_up(&story);
    assert_eq!(
        story.ask("purge", request(&[], &[&story.visit], &[], false)),
        refused("app.not_proposed")
    );
    assert_eq!(
        story.ask("purge", request(&[], &[], &[], false)),
        refused("app.nothing_chosen")
    );
    story.ask("keep_years", json!({ "years": 1 })).unwrap();
    story.two_years_pass().unwrap();
    let proposal = story.ask("purge_proposal", json!({})).unwrap();
    assert_eq!(
        (text(&proposal["before"]), ids(&proposal["visits"])),
        ("2027-08-16".into(), vec![story.visit.clone()])
    );
    assert!(
        text(&proposal["visits"][0]["holds"]).contains("1\u{a0}compte rendu scellé"),
        "{proposal}"
    );
    let done = story
        .ask("purge", request(&[], &[&story.visit], &[], true))
        .unwrap();
    assert_eq!(codes(&done["problems"]), [""; 0]);
    assert_eq!(done["proposal"]["visits"], json!([]));
    assert!(text(&done["proposal"]["done"][0]["what"]).starts_with("1\u{a0}visite"));
    assert_eq!(story.ask("visit", story.named()), refused("app.visit_unknown"));
    // The backups that still had it are gone, and the one that replaces them has not.
    assert!(!std::path::Path::new(&backup).exists());
    let backups = story.ask("backups", json!({})).unwrap();
    assert_eq!(backups["backups"].as_array().unwrap().len(), 1);
    assert_eq!(backups["backups"][0]["visits"], 0);
    assert_eq!(
        story.ask("check_notebook", json!({})).unwrap()["problems"],
        json!([])
    );
}

#[test]
fn a_backup_made_before_a_purge_does_not_bring_back_what_was_purged() {
    let story = Story::sealed(233).unwrap();
    let backup = back_up(&story);
    story
        .ask("purge", request(&[&story.visit], &[], &[], false))
        .unwrap();
    let kept = tempfile::tempdir().unwrap();
    copy(std::path::Path::new(&backup), kept.path());
    story
        .ask(
            "restore_backup",
            json!({ "place": kept.path().display().to_string() }),
        )
        .unwrap();
    unlock(&story.app).unwrap();
    assert_eq!(story.ask("personal_notes", story.named()).unwrap()["text"], "");
    let done = story.ask("purge_proposal", json!({})).unwrap();
    assert_eq!(done["done"].as_array().unwrap().len(), 1);
    // The backup did hold them: read alone, they are there.
    let other = whole_product::machine::Machine::new(234).unwrap();
    let app = app::App::new(other);
    let right =
        json!({ "place": kept.path().display().to_string(), "secret": whole_product::machine::PASSPHRASE });
    whole_product::machine::ask(&app, "restore_closed", right).unwrap();
    unlock(&app).unwrap();
    let there = whole_product::machine::ask(&app, "personal_notes", story.named()).unwrap();
    assert_eq!(there["text"], SECRET);
}

#[test]
fn a_person_without_visit_nor_service_that_stays_leaves_the_register() {
    let story = Story::planned(235).unwrap();
    story.ask("keep_years", json!({ "years": 1 })).unwrap();
    let gone =
        json!({ "id": null, "family_name": "Técher", "given_name": "Luc", "function": "", "mail": "" });
    let gone = text(&story.ask("save_teacher", gone).unwrap()["id"]);
    let service = json!({
        "id": "", "uai": story.schools[0].uai.to_string(), "school": "", "levels": [], "share": null, "discipline": "",
        "nature": "main", "attachment": "", "attachment_school": "", "from": "2020-09-01", "until": "2021-07-05",
        "present": false,
    });
    story
        .ask("save_service", json!({ "teacher": gone, "service": service }))
        .unwrap();
    let proposal = story.ask("purge_proposal", json!({})).unwrap();
    assert_eq!(
        proposal["teachers"],
        json!([{ "id": gone, "name": "Luc Técher" }])
    );
    assert_eq!(
        story.ask("purge", request(&[], &[], &[&story.teacher], false)),
        refused("app.not_proposed")
    );
    let done = story.ask("purge", request(&[], &[], &[&gone], false)).unwrap();
    assert_eq!(done["proposal"]["teachers"], json!([]));
    assert_eq!(
        story.ask("teacher", json!({ "id": gone })),
        refused("app.teacher_unknown")
    );
}

#[test]
fn a_person_stays_as_long_as_a_visit_of_theirs_does() {
    let story = Story::sealed(236).unwrap();
    let service = json!({
        "id": "", "uai": story.schools[0].uai.to_string(), "school": "", "levels": [], "share": null, "discipline": "",
        "nature": "main", "attachment": "", "attachment_school": "", "from": "2025-09-01", "until": "2027-07-05",
        "present": false,
    });
    story
        .ask(
            "save_service",
            json!({ "teacher": story.teacher, "service": service }),
        )
        .unwrap();
    story.ask("keep_years", json!({ "years": 1 })).unwrap();
    story.two_years_pass().unwrap();
    let proposal = story.ask("purge_proposal", json!({})).unwrap();
    assert_eq!(proposal["teachers"].as_array().unwrap().len(), 1, "{proposal}");
    let alone = story.ask("purge", request(&[], &[], &[&story.teacher], false));
    assert_eq!(alone, refused("app.teacher_visited"));
    story
        .ask("purge", request(&[], &[&story.visit], &[&story.teacher], false))
        .unwrap();
    assert_eq!(
        story.ask("teacher", json!({ "id": story.teacher })),
        refused("app.teacher_unknown")
    );
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn what_is_deleted_leaves_the_backups_of_every_folder_and_one_out_of_reach_is_told() {
    let story = Story::sealed(236).unwrap();
    let keys = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for key in &keys {
        let folder = json!({ "folder": key.path().display().to_string() });
        story.ask("save_backup_folder", folder).unwrap();
        back_up(&story);
        story.machine.pass(1);
    }
    story.ask("save_backup_folder", json!({ "folder": "" })).unwrap();
    let [there, away] = keys;
    let gone = away.path().display().to_string();
    drop(away);
    let done = story
        .ask("purge", request(&[&story.visit], &[], &[], true))
        .unwrap();
    assert_eq!(codes(&done["problems"]), ["app.backups_elsewhere"]);
    assert!(text(&done["problems"][0]["message"]).contains(&gone));
    assert_eq!(fs::read_dir(there.path()).unwrap().count(), 0);
}

#[test]
fn a_restored_backup_still_knows_the_folders_chosen_after_it() {
    let story = Story::sealed(237).unwrap();
    let early = back_up(&story);
    story.machine.pass(1);
    let key = tempfile::tempdir().unwrap();
    let folder = json!({ "folder": key.path().display().to_string() });
    story.ask("save_backup_folder", folder).unwrap();
    back_up(&story);
    story.machine.pass(1);
    story.ask("restore_backup", json!({ "place": early })).unwrap();
    unlock(&story.app).unwrap();
    let done = story
        .ask("purge", request(&[&story.visit], &[], &[], true))
        .unwrap();
    assert_eq!(fs::read_dir(key.path()).unwrap().count(), 0);
    // The notebook of before the restore was set aside, and holds it still.
    assert_eq!(codes(&done["problems"]), ["app.set_aside_holds"]);
}
