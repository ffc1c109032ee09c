//! The disk fills up in the middle of a visit: a fault, never a refusal, so that a page keeps what was typed and tries again.
//! Whatever one was doing, all that was shown as saved is still there, and the same goes through once there is room.
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

fn sample(story: &Story, index: u32) -> Value {
    let codes = json!({ "enseignant": ["consigne"] });
    json!({ "visit": story.visit, "seance": story.seance, "index": index, "codes": codes })
}

fn debrief(story: &Story, interview: &str) -> Value {
    let debrief = json!({ "interview": interview, "strengths": [], "recommendations": [], "follow_ups": [] });
    json!({ "visit": story.visit, "debrief": debrief })
}

fn own_notes(story: &Story, words: &str) -> Value {
    json!({ "visit": story.visit, "text": words })
}

/// All that a person may do to the visit, each thing different from what is saved.
fn doings(story: &Story) -> Vec<(&'static str, Value)> {
    vec![
        ("answer", answer(story, 2)),
        ("save_note", paragraph(story)),
        ("save_sample", sample(story, 1)),
        ("save_debrief", debrief(story, "Entretien repris")),
        ("save_personal_notes", own_notes(story, "Note reprise")),
        ("seal", json!({ "visit": story.visit, "reason": "" })),
    ]
}

/// All that the screens show of the visit.
fn shown(story: &Story) -> Vec<Value> {
    let asked =
        ["observation", "personal_notes", "visit"].map(|name| story.ask(name, story.named()).unwrap());
    asked.to_vec()
}

#[test]
fn a_full_disk_is_a_fault_that_changes_nothing_and_passes_once_there_is_room() {
    let disk = Recorder::install_as_default("that-fills-up").unwrap();
    let story = Story::planned(95).unwrap();
    let start = json!({ "visit": story.visit, "seance": story.seance, "interval_minutes": 2 });
    story.ask("start_timeline", start).unwrap();
    let saved = [
        ("answer", answer(&story, 1)),
        ("save_sample", sample(&story, 0)),
        ("save_debrief", debrief(&story, "Entretien")),
        ("save_personal_notes", own_notes(&story, "Note")),
    ];
    for (name, request) in saved {
        story.ask(name, request).unwrap();
    }
    // Once the lesson is over, nothing of its timeline moves with the clock.
    let ends = json!({ "visit": story.visit, "seance": story.seance, "begins": false });
    story.ask("clock_seance", ends).unwrap();
    let before = shown(&story);
    for (name, request) in doings(&story) {
        disk.fill(true);
        let failure = story.app.call(name, request).unwrap_err();
        disk.fill(false);
        let codes: Vec<&str> = failure.problems.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(
            (failure.kind, codes),
            (FailureKind::Fault, vec!["notebook.disk_full"]),
            "{name}"
        );
        let message = &failure.problems[0].message;
        assert!(
            message.contains("disque est plein") && message.contains("l’est toujours"),
            "{message}"
        );
        assert_eq!(shown(&story), before, "{name}");
    }
    for (name, request) in doings(&story) {
        assert_eq!(story.ask(name, request).err(), None, "{name}");
    }
    assert_ne!(shown(&story), before, "what is compared sees what is saved");
    documents(&story);
}

/// The disk of the documents is full: nothing is written, and what was written before stays.
fn documents(story: &Story) {
    let report = json!({ "visit": story.visit, "teacher": "" });
    let exports = [
        ("export_report", report),
        ("export_visit", story.named()),
        ("export_dossier", json!({ "id": story.teacher })),
    ];
    let (sealed, kept) = (shown(story), story.reported().unwrap());
    let written = files(story);
    for (name, request) in exports.clone() {
        story.machine.fill_documents(true);
        let failure = story.app.call(name, request).unwrap_err();
        story.machine.fill_documents(false);
        assert_eq!(failure.kind, FailureKind::Fault, "{name}");
        let message = &failure.problems[0].message;
        assert!(message.contains("le disque est plein"), "{name}: {message}");
        assert_eq!(
            (files(story), shown(story)),
            (written.clone(), sealed.clone()),
            "{name}"
        );
    }
    for (name, request) in exports {
        story.ask(name, request).unwrap();
    }
    assert_eq!(story.reported().unwrap(), kept);
}

/// The documents, by name and length.
fn files(story: &Story) -> Vec<(String, u64)> {
    let listed = std::fs::read_dir(story.machine.documents()).unwrap();
    let mut files: Vec<(String, u64)> = listed
        .map(|one| {
            let one = one.unwrap();
            (
                one.file_name().to_string_lossy().into_owned(),
                one.metadata().unwrap().len(),
            )
        })
        .collect();
    files.sort();
    files
}
