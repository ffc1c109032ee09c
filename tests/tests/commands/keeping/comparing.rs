//! What a restore would change, asked before a locked notebook: on a copy, and nothing changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use app::App;
use app::host::Host;
use serde_json::{Value, json};
use whole_product::machine::{Machine, PASSPHRASE, ask, set_up_with_code};
use whole_product::story::{Story, text};

use super::{back_up, codes, damage, notebook_file, refused, unlock};

/// Every file of `folder`, by its name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn compare(app: &App, place: &str, secret: &str) -> Result<Value, Vec<String>> {
    ask(app, "compare_closed", json!({ "place": place, "secret": secret }))
}

/// Why nothing was compared.
fn notice(told: &Value) -> Vec<String> {
    assert_eq!(told["found"], Value::Null, "{told}");
    codes(&json!([told["notice"]]))
}

#[test]
fn before_a_locked_notebook_what_would_change_is_told_and_nothing_changes() {
    let story = Story::sealed(231).unwrap();
    let place = back_up(&story);
    story.machine.pass(60);
    let later = story.ask("save_plan", story.plan().unwrap()).unwrap();
    story.ask("begin_correction", story.named()).unwrap();
    // The passphrase of that day opens the backup; the notebook has another since.
    let change = json!({ "current": PASSPHRASE, "next": "tamarin boussole velours cascade" });
    story.ask("change_passphrase", change).unwrap();
    story.ask("lock", json!({})).unwrap();
    let folder = story.machine.notebook_folder();
    let before = files(&folder);
    assert_eq!(
        compare(&story.app, &place, "une autre phrase de passe"),
        refused("keys.wrong_passphrase")
    );
    let told = compare(&story.app, &place, PASSPHRASE).unwrap();
    assert_eq!(told["notice"], Value::Null);
    let found = &told["found"];
    assert_eq!(text(&found["lost"][0]["id"]), text(&later["plan"]["id"]));
    assert_eq!(text(&found["changed"][0]["visit"]["id"]), story.visit);
    assert!(files(&folder) == before, "the notebook changed");
    assert_eq!(story.ask("status", json!({})).unwrap()["state"], "locked");
    assert_eq!(unlock(&story.app), refused("keys.wrong_passphrase"));
}

#[test]
fn a_notebook_that_does_not_read_is_said_to_be_so() {
    let story = Story::sealed(232).unwrap();
    let place = back_up(&story);
    story.ask("lock", json!({})).unwrap();
    damage(&notebook_file(&story));
    let before = files(&story.machine.notebook_folder());
    let told = compare(&story.app, &place, PASSPHRASE).unwrap();
    assert_eq!(notice(&told), ["app.restore_over_unread"]);
    assert!(files(&story.machine.notebook_folder()) == before);
}

#[test]
fn where_the_keys_alone_are_missing_nothing_else_is_said_to_change() {
    let story = Story::sealed(233).unwrap();
    let place = back_up(&story);
    story.ask("lock", json!({})).unwrap();
    fs::remove_file(story.machine.notebook_folder().join("notebook.keys")).unwrap();
    let told = compare(&story.app, &place, PASSPHRASE).unwrap();
    assert_eq!(notice(&told), ["app.restore_keys_alone"]);
}

#[test]
fn where_there_is_no_notebook_nothing_is_lost_and_that_of_another_is_refused() {
    let story = Story::sealed(234).unwrap();
    let place = back_up(&story);
    let fresh = App::new(Machine::new(235).unwrap());
    let told = compare(&fresh, &place, PASSPHRASE).unwrap();
    assert_eq!(notice(&told), ["app.restore_over_nothing"]);
    let (other, _) = set_up_with_code(Machine::new(236).unwrap()).unwrap();
    assert_eq!(compare(&other, &place, PASSPHRASE), refused("app.notebook_open"));
    ask(&other, "lock", json!({})).unwrap();
    assert_eq!(
        compare(&other, &place, PASSPHRASE),
        refused("app.backup_of_another")
    );
}
