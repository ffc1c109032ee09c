//! The disk fills up in the middle of a visit: a fault, never a refusal, so that a page keeps what was typed and tries again.
#![allow(clippy::unwrap_used)]

use app::views::FailureKind;
use serde_json::{Value, json};
use whole_product::recording_vfs::Recorder;
use whole_product::story::Story;

const ITEM: &str = "lien_objectif";

fn answer(story: &Story, value: u8) -> Value {
    json!({
        "visit": story.visit, "seance": story.seance, "item": ITEM, "state": { "state": "level", "value": value }, "comment": null,
    })
}

fn paragraph(story: &Story) -> Value {
    let note = json!({
        "id": "", "seance": story.seance, "time": "", "text": "Les élèves relisent", "tags": [], "in_report": false,
    });
    json!({ "visit": story.visit, "note": note })
}

#[test]
fn a_full_disk_is_a_fault_that_changes_nothing_and_passes_once_there_is_room() {
    let disk = Recorder::install_as_default("that-fills-up").unwrap();
    let story = Story::planned(95).unwrap();
    story.ask("answer", answer(&story, 1)).unwrap();
    let before = story.ask("observation", story.named()).unwrap();
    disk.fill(true);
    for (name, request) in [("answer", answer(&story, 2)), ("save_note", paragraph(&story))] {
        let failure = story.app.call(name, request).unwrap_err();
        let codes: Vec<&str> = failure.problems.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(
            (failure.kind, codes),
            (FailureKind::Fault, vec!["notebook.disk_full"]),
            "{name}"
        );
    }
    disk.fill(false);
    assert_eq!(story.ask("observation", story.named()).unwrap(), before);
    story.ask("answer", answer(&story, 2)).unwrap();
    story.ask("save_note", paragraph(&story)).unwrap();
}
