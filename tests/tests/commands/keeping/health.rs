//! The check on demand, what was recovered of a damaged notebook, what was set aside, what is sent to whoever helps.

use std::fs;

use app::App;
use app::host::Host;
use serde_json::json;
use whole_product::machine::{Machine, PASSPHRASE, ask};
use whole_product::story::{SECRET, Story, text};

use super::{back_up, codes, damage, notebook_file, unlock};

#[test]
fn a_sound_notebook_has_nothing_to_say_but_its_counts_in_french() {
    let story = Story::sealed(221).unwrap();
    let view = story.ask("check_notebook", json!({})).unwrap();
    assert_eq!(view["problems"], json!([]));
    let counts = view["counts"].as_array().unwrap();
    let count = |label: &str| {
        counts
            .iter()
            .find(|one| one["label"] == label)
            .map(|one| &one["count"])
    };
    assert_eq!(count("Visites"), Some(&json!(1)));
    assert_eq!(count("Écoles et établissements"), Some(&json!(60)));
    assert_eq!(story.ask("recovery", json!({})).unwrap(), json!(null));
}

#[test]
fn what_was_read_of_a_damaged_notebook_is_listed_and_stays_so() {
    let story = Story::sealed(222).unwrap();
    story.ask("lock", json!({})).unwrap();
    damage(&notebook_file(&story));
    let damaged = fs::read(notebook_file(&story)).unwrap();
    let status = unlock(&story.app).unwrap();
    assert_eq!(codes(&status["notices"])[0], "notebook.set_aside");
    story.ask("lock", json!({})).unwrap();
    unlock(&story.app).unwrap();
    let list = story.ask("recovery", json!({})).unwrap();
    let aside = text(&list["set_aside"]);
    assert_eq!(fs::read(format!("{aside}/notebook.db")).unwrap(), damaged);
    let parts = list["parts"].as_array().unwrap();
    assert!(parts.iter().any(|part| part["complete"] == false), "{parts:?}");
    assert!(
        parts.iter().all(|part| !text(&part["label"]).contains('_')),
        "{parts:?}"
    );
    let known = story.ask("set_aside_notebooks", json!({})).unwrap();
    assert_eq!(text(&known[0]["place"]), aside);
    // Nothing else than a notebook set aside is deleted so.
    let documents = story.machine.notebook_folder().display().to_string();
    assert!(
        story
            .ask("delete_set_aside", json!({ "folder": documents }))
            .is_err()
    );
    let left = story.ask("delete_set_aside", json!({ "folder": aside })).unwrap();
    assert_eq!(left, json!([]));
}

#[test]
fn diagnostics_name_nobody_and_quote_nothing() {
    let story = Story::sealed(223).unwrap();
    let unknown = story.ask("teacher", json!({ "id": "Delphine Hoarau" }));
    assert!(unknown.is_err());
    let text_of = text(&story.ask("diagnostics", json!({})).unwrap()["text"]);
    for told in [
        "SQLCipher 4",
        "Visites\u{a0}: 1",
        "app.teacher_unknown",
        "rien à signaler",
    ] {
        assert!(text_of.contains(told), "{told} is missing from {text_of}");
    }
    assert_names_nobody(&text_of, &story);
    let written = story.ask("export_diagnostics", json!({})).unwrap();
    assert!(
        fs::read_to_string(text(&written["path"]))
            .unwrap()
            .contains("SQLCipher")
    );
}

/// Names and words that no diagnostic holds.
fn assert_names_nobody(text_of: &str, story: &Story) {
    let folder = story.machine.notebook_folder().display().to_string();
    for kept in [
        "Hoarau",
        "Delphine",
        "Dubreuil",
        "consigne",
        SECRET,
        PASSPHRASE,
        folder.as_str(),
    ] {
        assert!(!text_of.contains(kept), "{kept} is in {text_of}");
    }
}

#[test]
fn a_notebook_that_does_not_open_is_diagnosed_without_its_key() {
    let story = Story::sealed(224).unwrap();
    back_up(&story);
    story.ask("lock", json!({})).unwrap();
    let wrong = story.ask("unlock", json!({ "passphrase": "une autre phrase de passe" }));
    assert!(wrong.is_err());
    let locked = text(&story.ask("diagnostics", json!({})).unwrap()["text"]);
    for told in [
        env!("CARGO_PKG_VERSION"),
        "Carnet non lu\u{a0}: app.locked",
        "Clés\u{a0}: lisibles",
        "notebook.db\u{a0}: ",
        "disque de la machine",
        "Sauvegardes dans le dossier habituel\u{a0}: 1",
        "unlock\u{a0}: keys.",
    ] {
        assert!(locked.contains(told), "{told} is missing from {locked}");
    }
    assert_names_nobody(&locked, &story);
    // Nor where the keys are damaged too, or gone.
    let keys = story.machine.notebook_folder().join("notebook.keys");
    fs::write(&keys, "{ abîmé").unwrap();
    let damaged = text(&story.ask("diagnostics", json!({})).unwrap()["text"]);
    assert!(damaged.contains("Clés\u{a0}: keys."), "{damaged}");
    fs::remove_file(&keys).unwrap();
    let keyless = text(&story.ask("diagnostics", json!({})).unwrap()["text"]);
    assert!(keyless.contains("Clés\u{a0}: app.keys_missing"), "{keyless}");
    assert_names_nobody(&keyless, &story);
    let written = story.ask("export_diagnostics", json!({})).unwrap();
    let written = fs::read_to_string(text(&written["path"])).unwrap();
    assert!(written.contains("app.keys_missing"), "{written}");
}

#[test]
fn a_laptop_without_a_notebook_has_a_diagnostic_too() {
    let app = App::new(Machine::new(225).unwrap());
    let told = ask(&app, "diagnostics", json!({})).unwrap();
    assert!(
        text(&told["text"]).contains("Clés\u{a0}: app.no_notebook"),
        "{told}"
    );
}
