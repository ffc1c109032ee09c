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
    let followed = json!({
        "recommendation": made["id"], "progress": progress, "recalled": MADE, "said": said, "teachers": [story.teacher],
    });
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
fn a_year_after_it_was_due_it_is_on_the_page_and_at_the_next_visit_alone() {
    let story = Story::sealed(275).unwrap();
    story.machine.pass((69 + 364) * DAY);
    assert_eq!(due(&story).len(), 1);
    story.machine.pass(2 * DAY);
    assert_eq!(due(&story), [], "whoever left is visited no more");
    assert_eq!(on_the_page(&story).0, "proposed");
    follow(&story, "2028-03-14", "agreed", "");
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

/// What the agenda and the preparation say of what was recommended to the school.
fn of_school(story: &Story, visit: &Value) -> (Value, usize) {
    let asked = story.ask("visit", json!({ "visit": visit })).unwrap();
    (asked["earlier"].clone(), due(story).len())
}

#[test]
fn what_was_recommended_to_a_school_is_followed_at_its_next_visit() {
    let story = Story::of_school(273).unwrap();
    let to_all = json!({
        "id": "", "text": "Réparer le chariot", "item": "", "competence": "", "due": "2027-01-05", "training": "",
        "training_code": "", "teacher": null,
    });
    let debrief = json!({ "interview": "", "strengths": [], "recommendations": [to_all] });
    story
        .ask(
            "save_debrief",
            json!({ "visit": story.visit, "debrief": debrief }),
        )
        .unwrap();
    story.seal("").unwrap();
    let again = |date: &str, uai: Option<&Value>| {
        let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
        (plan["id"], plan["date"]) = (json!(""), json!(date));
        plan["uai"] = uai.unwrap_or(&plan["uai"]).clone();
        story.ask("save_plan", plan).unwrap()["plan"]["id"].clone()
    };
    let here = story.ask("visit", story.named()).unwrap()["plan"]["uai"].clone();
    let mut others = story.schools.iter().map(|one| json!(one.uai.to_string()));
    let elsewhere = others.find(|uai| *uai != here);
    assert_eq!(
        of_school(&story, &again("2026-12-08", elsewhere.as_ref())).0,
        json!([])
    );
    assert_eq!(
        of_school(&story, &again("2026-11-10", None)).0,
        json!([]),
        "a later visit is not an earlier one"
    );
    // A lesson in the same school is no visit to the school.
    let lesson = story.ask("save_plan", {
        let mut plan = story.plan().unwrap();
        plan["date"] = json!("2026-12-08");
        plan
    });
    assert_eq!(lesson.unwrap()["earlier"], json!([]));

    story.machine.pass(60 * DAY);
    let next = again("2027-01-12", None);
    let (earlier, recalled) = of_school(&story, &next);
    let made = &earlier[0]["recommendations"][0];
    assert_eq!(
        (&made["text"], &made["teachers"]),
        (&json!("Réparer le chariot"), &json!([]))
    );
    assert_eq!(recalled, 1);
    let done = json!({
        "recommendation": made["id"], "progress": "done", "recalled": made["text"], "said": "Trois batteries", "teachers": [],
    });
    let debrief = json!({ "interview": "", "strengths": [], "recommendations": [], "follow_ups": [done] });
    story
        .ask("save_debrief", json!({ "visit": next, "debrief": debrief }))
        .unwrap();
    let named = json!({ "visit": next });
    let told = report(&story, &named);
    assert!(
        told.contains("Réparer le chariot\u{a0}: faite. Trois batteries."),
        "{told}"
    );
    seal(&story, &named);
    assert_eq!(due(&story), []);
}

/// The words of the plan of a visit, on paper.
fn on_paper(story: &Story, named: &Value) -> String {
    let asked = json!({ "visit": named["visit"], "paper": "plan" });
    let written = story.ask("print_paper", asked).unwrap();
    let bytes = std::fs::read(text(&written["path"])).unwrap();
    assert_eq!(reports::check::check(&bytes), []);
    let printed = lopdf::Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = printed.get_pages().into_keys().collect();
    let words = printed.extract_text(&pages).unwrap();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_plan_on_paper_says_where_each_recommendation_stands() {
    let story = Story::sealed(274).unwrap();
    let agreed = follow(&story, "2026-12-08", "agreed", "");
    let planned = on_paper(&story, &agreed);
    assert!(
        planned.contains(MADE) && !planned.contains("convenue"),
        "{planned}"
    );
    seal(&story, &agreed);
    let done = follow(&story, "2026-12-15", "done", "");
    assert!(on_paper(&story, &done).contains("Garder une trace audio (convenue)"));
    seal(&story, &done);
    let next = follow(&story, "2026-12-22", "agreed", "");
    let planned = on_paper(&story, &next);
    assert!(
        planned.contains("Garder une trace audio (faite)") && !planned.contains("convenue"),
        "{planned}"
    );
}
