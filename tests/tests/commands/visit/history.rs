//! A visit among others: earlier ones, and those of teachers that were merged.

use serde_json::json;
use whole_product::story::{Story, text};

use super::{NOBODY, codes, refused};

#[test]
fn earlier_visits_and_their_recommendations_are_at_hand() {
    let story = Story::sealed(53).unwrap();
    let next = story
        .ask(
            "duplicate_visit",
            json!({ "visit": story.visit, "date": "2027-03-02" }),
        )
        .unwrap();
    assert_eq!(
        next["earlier"][0]["recommendations"][0]["text"],
        "Garder une trace audio"
    );
    let sheet = story.ask("teacher", json!({ "id": story.teacher })).unwrap();
    assert_eq!(sheet["recommendations"][0]["due"], "2027-02-01");
}

/// Enters another spelling of the teacher of `story`, into which he is merged; its identifier.
fn merged(story: &Story) -> String {
    let identity = json!({
        "id": null, "family_name": "Hoareau", "given_name": "Delphine", "function": "", "mail": "",
    });
    let into = text(&story.ask("save_teacher", identity).unwrap()["id"]);
    let pair = json!({ "from": story.teacher, "into": into });
    story.ask("merge_teachers", pair).unwrap();
    into
}

#[test]
fn the_report_of_a_teacher_merged_after_the_seal_is_there_under_each_of_his_names() {
    let story = Story::sealed(57).unwrap();
    let other = merged(&story);
    let visit = story.ask("visit", story.named()).unwrap();
    assert_eq!(visit["teachers"][0]["id"], story.teacher);
    assert_eq!(visit["teachers"][0]["family_name"], "Hoareau");
    for teacher in [&story.teacher, &other] {
        let request = json!({ "visit": story.visit, "teacher": teacher });
        assert_eq!(story.ask("preview_report", request).unwrap()["sealed"], true);
    }
    let request = json!({ "visit": story.visit, "teacher": NOBODY });
    assert_eq!(
        story.ask("preview_report", request),
        refused("app.teacher_unknown")
    );
}

#[test]
fn what_is_said_to_a_teacher_merged_before_the_seal_reaches_his_report() {
    let story = Story::observed(58).unwrap();
    merged(&story);
    let said = text(&story.ask("visit", story.named()).unwrap()["teachers"][0]["id"]);
    let strength = json!({ "id": "", "text": "Une consigne claire", "teacher": said });
    let debrief = json!({ "interview": "", "strengths": [strength], "recommendations": [] });
    story
        .ask(
            "save_debrief",
            json!({ "visit": story.visit, "debrief": debrief }),
        )
        .unwrap();
    let found = codes(&story.ask("review", story.named()).unwrap());
    assert!(!found.contains("review.recipient"), "{found:?}");
    story.seal("").unwrap();
    let report = story
        .ask("preview_report", json!({ "visit": story.visit, "teacher": said }))
        .unwrap();
    assert!(report["blocks"].to_string().contains("Une consigne claire"));
}

#[test]
fn earlier_visits_are_those_before_whatever_the_name_the_teacher_had_then() {
    let story = Story::sealed(59).unwrap();
    let other = merged(&story);
    let planned = |day: &str, teacher: &str| {
        let mut plan = story.plan().unwrap();
        (plan["date"], plan["teachers"]) = (json!(day), json!([teacher]));
        story.ask("save_plan", plan).unwrap()["earlier"].clone()
    };
    for teacher in [&story.teacher, &other] {
        let earlier = planned("2027-03-02", teacher);
        assert_eq!(earlier[0]["recommendations"][0]["text"], "Garder une trace audio");
        assert_eq!(
            planned("2026-11-10", teacher),
            json!([]),
            "a later visit is not an earlier one"
        );
    }
}

#[test]
fn what_was_seen_is_told_item_by_item_from_the_second_sealed_visit_on() {
    let mut story = Story::sealed(59).unwrap();
    let over_time =
        |story: &Story| story.ask("teacher", json!({ "id": story.teacher })).unwrap()["over_time"].clone();
    assert_eq!(over_time(&story), json!([]));
    story.machine.pass(60 * 24 * 90);
    let again = json!({ "visit": story.visit, "date": "2027-02-22" });
    let next = story.ask("duplicate_visit", again).unwrap();
    story.visit = text(&next["plan"]["id"]);
    story.seance = text(&next["plan"]["seances"][0]["id"]);
    story.observe().unwrap();
    story
        .answer("lien_objectif", json!({ "state": "level", "value": 3 }))
        .unwrap();
    assert_eq!(over_time(&story), json!([]), "not before it is sealed");
    story.seal("").unwrap();
    let told = over_time(&story);
    let labels: Vec<String> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["label"]))
        .collect();
    assert_eq!(labels.len(), 2, "{labels:?}");
    let steps = told[1]["steps"].as_array().unwrap();
    assert_eq!(
        (text(&steps[0]["date"]), text(&steps[1]["date"])),
        ("2026-11-24".into(), "2027-02-22".into())
    );
    assert_eq!(text(&steps[0]["lesson"]), "CE1, Français");
    assert_ne!(steps[0]["words"], steps[1]["words"]);
    // What is seen at the level, never its number.
    assert!(
        steps
            .iter()
            .all(|step| text(&step["words"]).split(' ').count() > 5),
        "{steps:?}"
    );
}
