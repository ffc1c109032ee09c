//! Backups: when one is due, which stay, and what is said when one cannot be made.

use std::fs;

use serde_json::json;
use whole_product::story::{Story, text};

use super::{back_up, codes, damage, notebook_file, refused};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

fn due(story: &Story) -> bool {
    let done = story.ask("back_up_if_due", json!({})).unwrap();
    assert_eq!(codes(&done["problems"]), [""; 0]);
    done["made"].as_bool().unwrap()
}

#[test]
fn one_a_day_and_again_after_two_hours_of_work() {
    let story = Story::observed(201).unwrap();
    assert!(due(&story), "the first");
    assert!(!due(&story), "nothing changed");
    story.machine.pass(3 * HOUR);
    assert!(!due(&story), "nothing changed since");
    story.write("Après la récréation.").unwrap();
    assert!(due(&story), "something was written, more than two hours ago");
    story.write("Encore.").unwrap();
    assert!(!due(&story), "a few minutes ago");
    story.machine.pass(DAY);
    assert!(due(&story), "another day");
    story.machine.pass(-40 * DAY);
    assert!(due(&story), "the clock went back");
}

#[test]
fn the_list_says_what_is_there_and_older_ones_make_room() {
    let story = Story::observed(202).unwrap();
    let before = story.ask("backups", json!({})).unwrap();
    assert_eq!(
        (text(&before["last"]), &before["late"]),
        (String::new(), &json!(true))
    );
    for _ in 0..12 {
        back_up(&story);
        story.machine.pass(DAY);
    }
    let view = story.ask("backups", json!({})).unwrap();
    let backups = view["backups"].as_array().unwrap();
    // Seven days: the last ones of the week and of the month before are among them.
    assert_eq!(backups.len(), 7);
    assert!(
        text(&backups[0]["made"]).starts_with("le 5\u{a0}décembre 2026 à 8"),
        "{}",
        backups[0]
    );
    assert_eq!(backups[0]["visits"], 1);
    assert!(text(&view["folder"]).ends_with("Sauvegardes"));
    assert_eq!(
        (text(&view["last"]), &view["late"]),
        (text(&backups[0]["made"]), &json!(false))
    );
    story.machine.pass(8 * DAY);
    assert_eq!(story.ask("backups", json!({})).unwrap()["late"], true);
}

#[test]
fn a_folder_is_tried_when_it_is_chosen() {
    let story = Story::planned(203).unwrap();
    let choose = |folder: &str| story.ask("save_backup_folder", json!({ "folder": folder }));
    assert_eq!(choose("quelque/part"), refused("app.folder_relative"));
    let inside = notebook_file(&story).with_file_name("sauvegardes");
    assert_eq!(
        choose(&inside.display().to_string()),
        refused("app.backup_in_notebook")
    );
    let file = story.machine.documents().join("un-fichier");
    fs::create_dir_all(story.machine.documents()).unwrap();
    fs::write(&file, "un fichier").unwrap();
    assert_eq!(choose(&file.display().to_string()), refused("app.file"));
    let key = tempfile::tempdir().unwrap();
    let view = choose(&key.path().display().to_string()).unwrap();
    assert_eq!(text(&view["folder"]), key.path().display().to_string());
    assert!(back_up(&story).starts_with(key.path().to_str().unwrap()));
    // The key is taken out: the work goes on, and it is said.
    drop(key);
    let view = story.ask("backups", json!({})).unwrap();
    assert_eq!(view["backups"], json!([]));
    assert_ne!(view["last"], "");
    assert_ne!(choose("").unwrap()["folder"], view["folder"]);
}

#[test]
fn backups_of_a_colleague_on_one_key_are_neither_shown_nor_touched() {
    let key = tempfile::tempdir().unwrap();
    let stories = [204, 205].map(|seed| Story::planned(seed).unwrap());
    for story in &stories {
        let folder = json!({ "folder": key.path().display().to_string() });
        story.ask("save_backup_folder", folder).unwrap();
        for _ in 0..3 {
            back_up(story);
            story.machine.pass(1);
        }
    }
    let there = fs::read_dir(key.path()).unwrap().count();
    assert_eq!(there, 2, "the last of the day, of each");
    for story in &stories {
        let view = story.ask("backups", json!({})).unwrap();
        assert_eq!(view["backups"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_notebook_found_damaged_gives_no_backup_and_keeps_those_made_before() {
    let story = Story::observed(207).unwrap();
    let first = back_up(&story);
    story.ask("lock", json!({})).unwrap();
    damage(&std::path::Path::new(&first).join("notebook.db"));
    super::unlock(&story.app).unwrap();
    let compared = story.ask("compare_backup", json!({ "place": first }));
    assert_eq!(compared, refused("notebook.backup_altered"));
    assert_eq!(
        story.ask("restore_backup", json!({ "place": first })),
        refused("notebook.backup_altered")
    );
}

#[test]
fn after_a_damage_the_backup_of_the_same_day_stays() {
    let story = Story::observed(208).unwrap();
    let good = back_up(&story);
    story.ask("lock", json!({})).unwrap();
    damage(&notebook_file(&story));
    super::unlock(&story.app).unwrap();
    for _ in 0..2 {
        story.machine.pass(1);
        back_up(&story);
    }
    let view = story.ask("backups", json!({})).unwrap();
    let places: Vec<String> = view["backups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["place"]))
        .collect();
    assert_eq!(places.len(), 2, "one of the two made after the damage makes room");
    assert!(places.contains(&good));
}

#[test]
fn backups_of_the_same_person_on_another_computer_are_shown_and_stay() {
    let story = Story::observed(209).unwrap();
    let first = back_up(&story);
    story.ask("restore_backup", json!({ "place": first })).unwrap();
    super::unlock(&story.app).unwrap();
    for _ in 0..2 {
        story.machine.pass(1);
        back_up(&story);
    }
    let view = story.ask("backups", json!({})).unwrap();
    let places = view["backups"].as_array().unwrap();
    assert_eq!(places.len(), 2, "of the two made here today, the last");
    assert_eq!(text(&places[1]["place"]), first);
}
