//! The clock of the machine, against what the notebook wrote by it: told, never in the way, and a person has the last word.

use serde_json::{Value, json};
use whole_product::machine::PASSPHRASE;
use whole_product::story::{Story, text};

use super::codes;

/// What is said of the clock; null where nothing is.
fn said(story: &Story) -> Value {
    story.ask("attention", json!({})).unwrap()["clock"]["code"].clone()
}

fn clock_seance(story: &Story, begins: bool) {
    let request = json!({ "visit": story.visit, "seance": story.seance, "begins": begins });
    story.ask("clock_seance", request).unwrap();
}

#[test]
fn a_clock_set_back_is_told_and_what_is_written_meanwhile_is_kept() {
    let story = Story::observed(301).unwrap();
    assert_eq!(said(&story), Value::Null);
    story.machine.pass(-4);
    assert_eq!(
        said(&story),
        Value::Null,
        "a clock set right by minutes alarms nobody"
    );
    story.machine.pass(-365 * 24 * 60);
    let told = story.ask("attention", json!({})).unwrap()["clock"].clone();
    assert_eq!(told["code"], "clock.behind");
    let message = text(&told["message"]).replace('\u{a0}', " ");
    for said in ["24 novembre 2025", "24 novembre 2026", "Réglez"] {
        assert!(message.contains(said), "{said} is missing from {message}");
    }
    story.write("Écrit par une horloge fausse.").unwrap();
    let notes = story.ask("observation", story.named()).unwrap()["notes"].clone();
    let written = |one: &Value| one["text"] == "Écrit par une horloge fausse.";
    assert!(notes.as_array().unwrap().iter().any(written), "{notes}");
    story.machine.pass(365 * 24 * 60 + 5);
    assert_eq!(said(&story), Value::Null, "set right, it is told no more");
}

#[test]
fn who_says_that_the_clock_is_right_is_believed_until_it_goes_back_again() {
    let story = Story::observed(302).unwrap();
    story.machine.pass(-600);
    assert_eq!(said(&story), "clock.behind");
    let is_found = || codes(&story.ask("review", story.named()).unwrap()).contains("review.clock");
    assert!(is_found());
    story.ask("trust_clock", json!({})).unwrap();
    assert!(!is_found(), "a seal is believed too");
    story.ask("lock", json!({})).unwrap();
    story.ask("unlock", json!({ "passphrase": PASSPHRASE })).unwrap();
    assert_eq!(said(&story), Value::Null);
    story.machine.pass(700);
    story.write("Plus tard.").unwrap();
    story.machine.pass(-600);
    assert_eq!(said(&story), "clock.behind");
}

#[test]
fn hours_that_pass_at_once_are_told_in_a_lesson_and_nowhere_else() {
    let story = Story::planned(303).unwrap();
    assert_eq!(said(&story), Value::Null);
    story.machine.pass(5 * 60);
    assert_eq!(said(&story), Value::Null, "no lesson is under way");
    clock_seance(&story, true);
    assert_eq!(said(&story), Value::Null);
    story.machine.pass(5 * 60);
    assert_eq!(said(&story), "clock.jumped");
    story.write("Daté par une horloge qui a sauté.").unwrap();
    assert_eq!(said(&story), "clock.jumped", "writing does not hide it");
    clock_seance(&story, false);
    assert_eq!(said(&story), Value::Null);
}

#[test]
fn a_lid_closed_after_a_lesson_that_nobody_ended_alarms_nobody() {
    let story = Story::planned(305).unwrap();
    story.machine.pass(15);
    clock_seance(&story, true);
    // Planned until 9:00.
    story.machine.pass(70);
    assert_eq!(said(&story), Value::Null);
    story.machine.pass(200);
    assert_eq!(said(&story), Value::Null);
}

#[test]
fn a_seal_dated_before_what_it_seals_is_a_finding_and_blocks_nothing() {
    let story = Story::observed(304).unwrap();
    let found = |story: &Story| codes(&story.ask("review", story.named()).unwrap());
    assert!(!found(&story).contains("review.clock"));
    story.machine.pass(-24 * 60);
    assert!(found(&story).contains("review.clock"));
    // The last write alone does not tell: it was made by the clock that went back.
    story.write("Après coup.").unwrap();
    assert!(found(&story).contains("review.clock"));
    assert_eq!(story.seal("").unwrap()["summary"]["status"], "sealed");
}
