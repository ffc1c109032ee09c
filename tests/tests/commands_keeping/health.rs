//! The check on demand, what was recovered of a damaged notebook, what was set aside, what is sent to whoever helps.

use std::fs;

use app::host::Host;
use serde_json::json;
use whole_product::story::{SECRET, Story, text};

use super::{codes, damage, notebook_file, unlock};

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
    let folder = story.machine.notebook_folder().display().to_string();
    for kept in [
        "Hoarau",
        "Delphine",
        "Dubreuil",
        "consigne",
        SECRET,
        folder.as_str(),
    ] {
        assert!(!text_of.contains(kept), "{kept} is in {text_of}");
    }
    let written = story.ask("export_diagnostics", json!({})).unwrap();
    assert!(
        fs::read_to_string(text(&written["path"]))
            .unwrap()
            .contains("SQLCipher")
    );
}
