//! A visit made on paper, entered afterwards with its true times.

use serde_json::{Value, json};
use whole_product::story::{Story, text};

/// A visit of yesterday, entered today.
fn of_yesterday(seed: u64) -> Story {
    let story = Story::planned(seed).unwrap();
    story.machine.pass(24 * 60);
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    plan["transcribed"] = json!(true);
    plan["seances"][0]["started"] = json!("08:20");
    plan["seances"][0]["ended"] = json!("09:05");
    story.ask("save_plan", plan).unwrap();
    story
}

fn time_of(saved: &Value) -> String {
    text(&saved["note"]["time"])
}

#[test]
fn paragraphs_follow_the_lesson_and_not_the_hour_of_typing() {
    let story = of_yesterday(91);
    assert_eq!(time_of(&story.write("Au début.").unwrap()), "08:20");
    let mut note = story.write("Plus tard.").unwrap()["note"].clone();
    note["time"] = json!("08:45");
    story
        .ask("save_note", json!({ "visit": story.visit, "note": note }))
        .unwrap();
    assert_eq!(time_of(&story.write("Ensuite.").unwrap()), "08:45");
}

#[test]
fn what_is_sealed_says_that_it_was_entered_afterwards() {
    let story = of_yesterday(92);
    story.observe().unwrap();
    let start = json!({ "visit": story.visit, "seance": story.seance, "interval_minutes": 5 });
    let started = story.ask("start_timeline", start).unwrap();
    assert_eq!(started["timeline"]["slots"][0]["time"], "08:20");
    assert_eq!(started["timeline"]["asks"], false);
    story.seal("").unwrap();
    let file: Value = serde_json::from_slice(&story.exported().unwrap()).unwrap();
    let document: Value = serde_json::from_str(file["revisions"][0]["document"].as_str().unwrap()).unwrap();
    assert_eq!(document["origin"], "transcribed");
    assert_eq!(document["seances"][0]["start"], "2026-11-24T04:20:00.000Z");
    let preview = story
        .ask("preview_report", json!({ "visit": story.visit, "teacher": "" }))
        .unwrap();
    let said = "Cette visite a été saisie après coup, d’après des notes sur papier.";
    assert!(
        preview["blocks"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["text"] == said)
    );
}

#[test]
fn a_copy_for_another_day_is_made_during_the_visit_again() {
    let story = of_yesterday(93);
    let copy = story
        .ask(
            "duplicate_visit",
            json!({ "visit": story.visit, "date": "2026-12-01" }),
        )
        .unwrap();
    assert_eq!(copy["plan"]["transcribed"], false);
}
