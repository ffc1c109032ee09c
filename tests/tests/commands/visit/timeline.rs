//! The timeline of a lesson through the commands: what is due, what is kept, what it shows, what of it is sealed.

use serde_json::{Value, json};
use whole_product::story::{Story, Told, text};

use super::refused;

/// The teacher's code every two minutes of a lesson; an empty one was missed.
const LESSON: [&str; 12] = [
    "consigne",
    "consigne",
    "circule",
    "circule",
    "",
    "circule",
    "accompagne",
    "accompagne",
    "circule",
    "questionne",
    "bilan",
    "bilan",
];

fn of_seance(story: &Story) -> Value {
    json!({ "visit": story.visit, "seance": story.seance })
}

fn start(story: &Story, minutes: u8) -> Told<Value> {
    let request = json!({ "visit": story.visit, "seance": story.seance, "interval_minutes": minutes });
    story.ask("start_timeline", request)
}

fn sample(story: &Story, index: usize, codes: Value) -> Told<Value> {
    let request = json!({ "visit": story.visit, "seance": story.seance, "index": index, "codes": codes });
    story.ask("save_sample", request)
}

/// A visit whose timeline was kept through the lesson.
fn lesson(seed: u64) -> Story {
    let story = Story::planned(seed).unwrap();
    story.machine.pass(15);
    start(&story, 2).unwrap();
    for (index, code) in LESSON.iter().enumerate().filter(|(_, code)| !code.is_empty()) {
        let tools = if index < 2 {
            "affichage"
        } else {
            "appareil_partage"
        };
        let pupils: &[&str] = if index < 2 {
            &["ecoutent"]
        } else {
            &["binomes", "echangent"]
        };
        let codes = json!({ "enseignant": [code], "eleves": pupils, "outils": [tools] });
        sample(&story, index, codes).unwrap();
        story.machine.pass(2);
    }
    story
}

#[test]
fn a_sample_is_due_every_so_many_minutes_until_the_lesson_ends() {
    let story = Story::planned(61).unwrap();
    assert_eq!(
        story.ask("timeline", of_seance(&story)),
        refused("notebook.no_timeline")
    );
    story.machine.pass(15);
    let started = start(&story, 2).unwrap();
    assert_eq!(started["visit"]["plan"]["seances"][0]["started"], "08:15");
    assert_eq!(
        started["timeline"]["slots"],
        json!([{ "time": "08:15", "codes": {} }])
    );
    assert_eq!(
        (&started["timeline"]["asks"], &started["timeline"]["due"]),
        (&json!(true), &json!(1))
    );

    story.machine.pass(5);
    let due = story.ask("timeline", of_seance(&story)).unwrap();
    assert_eq!(
        (&due["due"], &due["slots"][2]["time"]),
        (&json!(3), &json!("08:19"))
    );
    assert!(due["next_in"].as_u64().unwrap() <= 60_000);

    let pause = |paused: bool| json!({ "visit": story.visit, "seance": story.seance, "paused": paused });
    assert_eq!(story.ask("pause_timeline", pause(true)).unwrap()["asks"], false);
    story.machine.pass(10);
    assert_eq!(
        story.ask("timeline", of_seance(&story)).unwrap()["next_in"],
        Value::Null
    );
    // A second start lets it go on; its interval stays.
    let again = start(&story, 5).unwrap();
    assert_eq!(
        (&again["timeline"]["asks"], &again["timeline"]["interval_minutes"]),
        (&json!(true), &json!(2))
    );
    assert_eq!(again["timeline"]["due"], 8);

    let end = json!({ "visit": story.visit, "seance": story.seance, "begins": false });
    story.ask("clock_seance", end).unwrap();
    story.machine.pass(60 * 24);
    let over = story.ask("timeline", of_seance(&story)).unwrap();
    assert_eq!((&over["asks"], &over["due"]), (&json!(false), &json!(8)));
}

#[test]
fn what_the_grid_does_not_have_is_refused_and_nothing_is_kept() {
    let story = Story::planned(62).unwrap();
    assert_eq!(start(&story, 9), refused("timeline.interval"));
    assert_eq!(sample(&story, 0, json!({})), refused("notebook.no_timeline"));
    start(&story, 1).unwrap();
    assert_eq!(
        sample(&story, 601, json!({ "enseignant": ["consigne"] })),
        refused("timeline.sample")
    );
    let strange = json!({ "enseignant": ["consigne", "bilan"], "parents": ["x"] });
    assert_eq!(
        sample(&story, 0, strange),
        Err(vec!["timeline.single".to_owned(), "timeline.code".to_owned()])
    );
    let kept = story.ask("timeline", of_seance(&story)).unwrap();
    assert_eq!(kept["slots"][0]["codes"], json!({}));
    assert_eq!(story.ask("timeline_profile", of_seance(&story)), Ok(Value::Null));
}

#[test]
fn a_lesson_is_told_in_shares_and_moments() {
    let story = lesson(63);
    let shown = story.ask("timeline_profile", of_seance(&story)).unwrap();
    insta::assert_json_snapshot!(shown);
}

#[test]
fn samples_keep_the_grid_and_their_seance() {
    let story = lesson(64);
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    plan["grid"] = json!(story.grid("tour-d-ecole").unwrap());
    assert!(story.ask("save_plan", plan.clone()).is_err());
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    plan["seances"] = json!([]);
    assert_eq!(story.ask("save_plan", plan), refused("app.seance_kept"));
}

#[test]
fn what_is_sealed_holds_the_samples_and_a_rectificatif_starts_from_them() {
    let story = lesson(65);
    story.observe().unwrap();
    story.seal("").unwrap();
    assert_eq!(sample(&story, 0, json!({})), refused("notebook.visit_sealed"));

    let file: Value = serde_json::from_slice(&story.exported().unwrap()).unwrap();
    let document: Value = serde_json::from_str(file["revisions"][0]["document"].as_str().unwrap()).unwrap();
    let samples = document["seances"][0]["timeline"]["samples"].as_array().unwrap();
    let numbers: Vec<u64> = samples.iter().map(|one| one["index"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11]);
    let facts: Value =
        serde_json::from_str(file["revisions"][0]["record"]["facts"].as_str().unwrap()).unwrap();
    let counted = facts["seances"][0]["samples"].as_array().unwrap();
    let counted: u64 = counted.iter().map(|one| one["count"].as_u64().unwrap()).sum();
    assert_eq!(counted, 11);

    story.ask("begin_correction", story.named()).unwrap();
    sample(&story, 4, json!({ "enseignant": ["circule"] })).unwrap();
    story.seal("Un relevé oublié").unwrap();
    let file: Value = serde_json::from_slice(&story.exported().unwrap()).unwrap();
    let told = |revision: usize| {
        text(&file["revisions"][revision]["document"])
            .matches("\"index\"")
            .count()
    };
    assert_eq!((told(0), told(1)), (11, 12));
}

#[test]
fn the_report_shows_the_time_of_the_lesson_and_says_what_it_cannot_show() {
    let story = lesson(66);
    story.observe().unwrap();
    let preview = story
        .ask("preview_report", json!({ "visit": story.visit, "teacher": "" }))
        .unwrap();
    let blocks = preview["blocks"].as_array().unwrap();
    // Eleven samples of the twenty-three of the lesson: they are not called the lesson.
    let heading = |block: &Value| text(&block["text"]) == "À quoi ont servi 22\u{a0}minutes de la séance";
    let from = blocks.iter().position(heading).unwrap();
    let until = blocks[from + 1..]
        .iter()
        .position(|block| block["block"] == "heading")
        .unwrap();
    insta::assert_json_snapshot!(blocks[from..=from + until]);
}

#[test]
fn a_timeline_taken_away_is_put_back_with_its_samples_unless_another_was_begun() {
    let story = lesson(64);
    let before = story.ask("timeline", of_seance(&story)).unwrap();
    let removed = story.ask("remove_timeline", of_seance(&story)).unwrap();
    assert_eq!(
        story.ask("timeline", of_seance(&story)),
        refused("notebook.no_timeline")
    );
    let back = story.ask("put_timeline_back", removed.clone()).unwrap();
    assert_eq!(back["slots"], before["slots"]);
    assert_eq!(
        story.ask("put_timeline_back", removed.clone()),
        refused("notebook.timeline_begun")
    );
    let mut strange = story.ask("remove_timeline", of_seance(&story)).unwrap();
    strange["samples"]["0"] = json!({ "parents": ["x"] });
    assert_eq!(story.ask("put_timeline_back", strange), refused("timeline.code"));
    start(&story, 1).unwrap();
    assert_eq!(
        story.ask("put_timeline_back", removed),
        refused("notebook.timeline_begun")
    );
}
