//! Recommendations of those who are visited together: each follow-up is said to those it concerns, and to nobody else.

use serde_json::{Value, json};
use whole_product::story::{Story, text};

use super::codes;

/// Teachers of one school, and what is recommended to them from visit to visit.
struct Several {
    story: Story,
    anna: String,
    paul: String,
    zoe: String,
}

impl Several {
    fn new(seed: u64) -> Self {
        let story = Story::planned(seed).unwrap();
        let entered = |family: &str, given: &str| {
            let identity =
                json!({ "id": null, "family_name": family, "given_name": given, "function": "", "mail": "" });
            text(&story.ask("save_teacher", identity).unwrap()["id"])
        };
        let (anna, paul, zoe) = (
            entered("Payet", "Anna"),
            entered("Grondin", "Paul"),
            entered("Nativel", "Zoé"),
        );
        Self {
            story,
            anna,
            paul,
            zoe,
        }
    }

    /// A visit of this day to these teachers.
    fn visit(&self, date: &str, teachers: &[&str]) -> Value {
        let mut plan = self.story.plan().unwrap();
        (plan["date"], plan["teachers"]) = (json!(date), json!(teachers));
        self.story.ask("save_plan", plan).unwrap()
    }

    fn debrief(&self, visit: &Value, recommendations: Value, follow_ups: Value) -> Value {
        let debrief = json!({
            "interview": "", "strengths": [], "recommendations": recommendations, "follow_ups": follow_ups,
        });
        let request = json!({ "visit": visit["plan"]["id"], "debrief": debrief });
        self.story.ask("save_debrief", request).unwrap()["debrief"].clone()
    }

    fn seal(&self, visit: &Value) {
        let request = json!({ "visit": visit["plan"]["id"], "reason": "" });
        self.story.ask("seal", request).unwrap();
    }

    /// A sealed visit to these teachers that recommends this, to one of them where that is said.
    fn recommends(&self, date: &str, teachers: &[&str], words: &str, to: Option<&str>) {
        let visit = self.visit(date, teachers);
        let one = json!({
            "id": "", "text": words, "item": "", "competence": "", "due": "2027-01-05", "training": "",
            "training_code": "", "teacher": to,
        });
        self.debrief(&visit, json!([one]), json!([]));
        self.seal(&visit);
    }

    fn report(&self, visit: &Value, teacher: &str) -> String {
        let request = json!({ "visit": visit["plan"]["id"], "teacher": teacher });
        self.story.ask("preview_report", request).unwrap()["blocks"].to_string()
    }

    fn reminders(&self) -> String {
        let all = self.story.ask("reminders", json!({})).unwrap();
        let of_recommendations = all.as_array().unwrap().iter();
        let about = of_recommendations
            .filter(|one| one["task"] == "recommendation")
            .map(|one| text(&one["about"]));
        about.collect::<Vec<_>>().join("\n")
    }
}

/// What earlier visits recommended, by its words.
fn made(visit: &Value, words: &str) -> Value {
    let earlier = visit["earlier"].as_array().unwrap().iter();
    let all = earlier.flat_map(|one| one["recommendations"].as_array().unwrap());
    let mut of_these = all.filter(|one| one["text"] == words);
    of_these.next().cloned().unwrap_or_default()
}

/// What a page sends of it; `teachers` as it was shown, or whatever a page may send.
fn said(made: &Value, progress: &str, words: &str, teachers: Value) -> Value {
    json!({
        "recommendation": made["id"], "progress": progress, "recalled": made["text"], "said": words, "teachers": teachers,
    })
}

const HERS: &str = "Laisser un temps de recherche";
const THEIRS: &str = "Garder une trace audio";

#[test]
fn what_was_said_to_one_alone_is_never_in_the_report_of_another() {
    let all = Several::new(281);
    let (anna, paul) = (all.anna.as_str(), all.paul.as_str());
    // To the only person observed the choice of whom is not shown: nobody is named.
    all.recommends("2026-11-03", &[anna], HERS, None);
    let together = all.visit("2026-12-01", &[anna, paul]);
    let hers = made(&together, HERS);
    assert_eq!(hers["teachers"], json!([anna]));
    // Whatever the page says of whom, an older one nothing.
    for teachers in [json!([]), json!([anna]), json!([paul]), json!([anna, paul])] {
        let follow_up = said(&hers, "under_way", "Elle attend encore peu", teachers);
        let kept = all.debrief(&together, json!([]), json!([follow_up]));
        assert_eq!(kept["follow_ups"][0]["teachers"], json!([anna]));
        assert!(all.report(&together, anna).contains("Elle attend encore peu"));
        let of_paul = all.report(&together, paul);
        assert!(
            !of_paul.contains(HERS) && !of_paul.contains("Suites"),
            "{of_paul}"
        );
    }
    all.seal(&together);
    assert!(all.report(&together, anna).contains(HERS));
    assert!(!all.report(&together, paul).contains(HERS));
    let sheet = |teacher: &str| all.story.ask("teacher", json!({ "id": teacher })).unwrap();
    assert_eq!(sheet(anna)["recommendations"][0]["progress"], "under_way");
    assert_eq!(sheet(paul)["recommendations"], json!([]));
}

#[test]
fn what_was_said_to_all_is_followed_with_each_who_was_there() {
    let all = Several::new(282);
    let (anna, paul, zoe) = (all.anna.as_str(), all.paul.as_str(), all.zoe.as_str());
    all.recommends("2026-11-03", &[anna, paul], THEIRS, None);
    let other = all.visit("2026-12-01", &[anna, zoe]);
    let theirs = made(&other, THEIRS);
    assert_eq!(theirs["teachers"], json!([anna]));
    let done = said(&theirs, "done", "Une trace par élève", theirs["teachers"].clone());
    all.debrief(&other, json!([]), json!([done]));
    all.seal(&other);
    assert!(all.report(&other, anna).contains("Une trace par élève"));
    assert!(!all.report(&other, zoe).contains(THEIRS));
    // What she has done he has not.
    all.story.machine.pass(60 * 24 * 60);
    let reminders = all.reminders();
    assert!(
        reminders.contains("Paul Grondin, visite du") && !reminders.contains("Anna"),
        "{reminders}"
    );
    let again = all.visit("2027-01-12", &[anna, paul]);
    let his = made(&again, THEIRS);
    assert_eq!(
        (&his["teachers"], &his["progress"]),
        (&json!([paul]), &json!("proposed"))
    );
    let dropped = said(&his, "dropped", "Il change de classe", his["teachers"].clone());
    all.debrief(&again, json!([]), json!([dropped]));
    all.seal(&again);
    assert!(all.report(&again, paul).contains("Il change de classe"));
    assert!(!all.report(&again, anna).contains("Suites"));
    assert_eq!(all.reminders(), "");
}

#[test]
fn what_was_said_to_one_of_several_is_followed_with_him_among_others_whatever_his_entry() {
    let all = Several::new(283);
    let (anna, paul, zoe) = (all.anna.as_str(), all.paul.as_str(), all.zoe.as_str());
    all.recommends("2026-11-03", &[anna, paul], HERS, Some(anna));
    assert_eq!(made(&all.visit("2026-11-20", &[paul]), HERS), Value::Null);
    // She was entered twice: from now on she is one person, by the other identifier.
    let pair = json!({ "from": anna, "into": zoe });
    all.story.ask("merge_teachers", pair).unwrap();
    let together = all.visit("2026-12-01", &[paul, zoe]);
    let hers = made(&together, HERS);
    assert_eq!(hers["teachers"], json!([zoe]));
    let agreed = said(&hers, "agreed", "Dès lundi", json!([]));
    all.debrief(&together, json!([]), json!([agreed]));
    all.seal(&together);
    for (teacher, is_told) in [(anna, true), (zoe, true), (paul, false)] {
        assert_eq!(all.report(&together, teacher).contains("Dès lundi"), is_told);
    }
}

#[test]
fn what_was_said_of_one_who_is_no_longer_visited_is_told_and_not_sealed() {
    let all = Several::new(284);
    let (anna, paul) = (all.anna.as_str(), all.paul.as_str());
    all.recommends("2026-11-03", &[anna], HERS, None);
    let visit = all.visit("2026-12-01", &[anna]);
    let dropped = said(&made(&visit, HERS), "dropped", "", json!([anna]));
    all.debrief(&visit, json!([]), json!([dropped]));
    let named = json!({ "visit": visit["plan"]["id"] });
    let found = || codes(&all.story.ask("review", named.clone()).unwrap());
    let sealed = || {
        all.story
            .ask("seal", json!({ "visit": visit["plan"]["id"], "reason": "" }))
    };
    assert!(found().contains("review.dropped"));
    assert_eq!(sealed(), super::refused("review.dropped"), "no reason, no seal");
    let mut plan = visit["plan"].clone();
    plan["teachers"] = json!([paul]);
    all.story.ask("save_plan", plan).unwrap();
    assert!(found().contains("review.concern") && !found().contains("review.dropped"));
    assert!(!all.report(&visit, paul).contains("Suites"));
    sealed().unwrap();
    let exported = all.story.ask("export_visit", named).unwrap();
    let file = std::fs::read_to_string(text(&exported["path"])).unwrap();
    assert!(!file.contains(HERS), "{file}");
}
