//! Recommendations followed from visit to visit: recalled when due, spoken of, told in the report and on the teacher's page.

use serde_json::{Value, json};
use whole_product::story::{Story, text};

const DAY: i64 = 24 * 60;
const MADE: &str = "Garder une trace audio";

fn due(story: &Story) -> Vec<(String, bool)> {
    let reminders = story.ask("reminders", json!({})).unwrap();
    let of_recommendations = reminders
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["task"] == "recommendation");
    of_recommendations
        .map(|one| (text(&one["about"]), one["overdue"].as_bool().unwrap()))
        .collect()
}

fn on_the_page(story: &Story) -> (String, String) {
    let sheet = story.ask("teacher", json!({ "id": story.teacher })).unwrap();
    (
        text(&sheet["recommendations"][0]["progress"]),
        text(&sheet["recommendations"][0]["said"]),
    )
}

/// A later visit to the same teacher, whose debrief says this of what was recommended.
fn follow(story: &Story, date: &str, progress: &str, said: &str) -> Value {
    let mut plan = story.plan().unwrap();
    plan["date"] = json!(date);
    let visit = story.ask("save_plan", plan).unwrap();
    let made = &visit["earlier"][0]["recommendations"][0];
    let earlier = visit["earlier"].as_array().unwrap();
    let made = earlier
        .iter()
        .find_map(|one| one["recommendations"].get(0))
        .unwrap_or(made);
    assert_eq!(text(&made["text"]), MADE);
    let followed =
        json!({ "recommendation": made["id"], "progress": progress, "recalled": MADE, "said": said });
    let debrief =
        json!({ "interview": "", "strengths": [], "recommendations": [], "follow_ups": [followed] });
    let named = json!({ "visit": visit["plan"]["id"] });
    let saved = story
        .ask(
            "save_debrief",
            json!({ "visit": visit["plan"]["id"], "debrief": debrief }),
        )
        .unwrap();
    assert_eq!(saved["debrief"]["follow_ups"][0], followed);
    named
}

fn seal(story: &Story, named: &Value) {
    story
        .ask("seal", json!({ "visit": named["visit"], "reason": "" }))
        .unwrap();
}

fn report(story: &Story, named: &Value) -> String {
    let request = json!({ "visit": named["visit"], "teacher": "" });
    story.ask("preview_report", request).unwrap()["blocks"].to_string()
}

#[test]
fn what_was_recommended_is_recalled_until_it_is_done() {
    let story = Story::sealed(271).unwrap();
    assert_eq!(due(&story), [], "due in two months");
    assert_eq!(on_the_page(&story).0, "proposed");
    story.machine.pass(58 * DAY);
    assert_eq!(due(&story).len(), 1);
    assert!(due(&story)[0].0.ends_with(MADE) && !due(&story)[0].1);
    story.machine.pass(14 * DAY);
    assert!(due(&story)[0].1, "overdue");

    let agreed = follow(&story, "2027-02-05", "agreed", "");
    assert_eq!(on_the_page(&story).0, "proposed", "a draft says nothing yet");
    seal(&story, &agreed);
    assert_eq!(on_the_page(&story).0, "agreed");
    assert_eq!(due(&story).len(), 1, "agreed, not done");

    let done = follow(
        &story,
        "2027-03-01",
        "done",
        "Une trace par élève, chaque semaine",
    );
    let told = report(&story, &done);
    assert!(told.contains("Suites des recommandations précédentes"), "{told}");
    assert!(
        told.contains("Garder une trace audio\u{a0}: faite. Une trace par élève, chaque semaine."),
        "{told}"
    );
    seal(&story, &done);
    assert_eq!(
        on_the_page(&story),
        ("done".into(), "Une trace par élève, chaque semaine".into())
    );
    assert_eq!(due(&story), []);
}

#[test]
fn what_is_proposed_still_is_not_in_the_report() {
    let story = Story::sealed(272).unwrap();
    let mut plan = story.plan().unwrap();
    plan["date"] = json!("2026-12-08");
    let visit = story.ask("save_plan", plan).unwrap();
    let made = &visit["earlier"][0]["recommendations"][0];
    let followed =
        json!({ "recommendation": made["id"], "progress": "proposed", "recalled": MADE, "said": "" });
    let debrief =
        json!({ "interview": "", "strengths": [], "recommendations": [], "follow_ups": [followed] });
    let saved = story
        .ask(
            "save_debrief",
            json!({ "visit": visit["plan"]["id"], "debrief": debrief }),
        )
        .unwrap();
    assert_eq!(saved["debrief"]["follow_ups"], json!([]));
    assert!(!report(&story, &json!({ "visit": visit["plan"]["id"] })).contains("Suites"));
}
