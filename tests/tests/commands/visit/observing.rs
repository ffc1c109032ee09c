//! A visit during it: answers, paragraphs, the clock.

use serde_json::{Value, json};
use whole_product::story::{Story, text};

use super::{NOBODY, codes, refused};

#[test]
fn an_item_set_aside_by_another_answer_counts_for_nothing_and_comes_back() {
    let story = Story::observed(45).unwrap();
    let state = |told: &Value| told["answers"]["items"]["lien_objectif"]["state"]["state"].clone();
    let without = story
        .answer("usage_numerique", json!({ "state": "yes_no", "value": false }))
        .unwrap();
    assert_eq!(state(&without), "not_relevant");
    let review = story.ask("review", story.named()).unwrap();
    assert!(codes(&review).contains("review.set_aside"));
    let with = story
        .answer("usage_numerique", json!({ "state": "yes_no", "value": true }))
        .unwrap();
    assert_eq!(state(&with), "level");
    assert!(with["answers"]["relevant"].as_u64() > without["answers"]["relevant"].as_u64());
}

#[test]
fn an_answer_that_its_item_cannot_take_is_refused() {
    let story = Story::planned(46).unwrap();
    let before = story.ask("observation", story.named()).unwrap();
    let wrong = [
        (
            "lien_objectif",
            json!({ "state": "yes_no", "value": true }),
            "answer.kind",
        ),
        ("lien_objectif", json!({ "state": "not_relevant" }), "answer.kind"),
        (
            "lien_objectif",
            json!({ "state": "level", "value": 77 }),
            "answer.unknown",
        ),
        (
            "effectif_present",
            json!({ "state": "count", "value": 4_000_000 }),
            "answer.bounds",
        ),
        ("n_existe_pas", json!({ "state": "not_observed" }), "answer.item"),
    ];
    for (item, state, code) in wrong {
        assert_eq!(story.answer(item, state), refused(code), "{item}");
    }
    let elsewhere = json!({
        "visit": story.visit, "seance": NOBODY, "item": "lien_objectif", "state": { "state": "not_observed" }, "comment": null,
    });
    assert_eq!(story.ask("answer", elsewhere), refused("app.seance_unknown"));
    assert_eq!(story.ask("observation", story.named()).unwrap(), before);
}

#[test]
fn a_paragraph_keeps_its_minute_and_belongs_to_a_seance_of_the_visit() {
    let story = Story::planned(47).unwrap();
    let note = |id: &str, seance: &str, time: &str, words: &str| {
        let note = json!({ "id": id, "seance": seance, "time": time, "text": words, "tags": [], "in_report": false });
        story.ask("save_note", json!({ "visit": story.visit, "note": note }))
    };
    assert_eq!(note("", NOBODY, "", "Ailleurs"), refused("app.seance_unknown"));
    let saved = note("", &story.seance, "", "Entrée en classe").unwrap()["note"].clone();
    assert_eq!(saved["time"], "08:00");
    let id = text(&saved["id"]);
    story.machine.pass(25);
    let changed = note(&id, &story.seance, "08:00", "Entrée calme").unwrap();
    assert_eq!(changed["note"]["time"], "08:00");
    assert_eq!(
        note(&id, &story.seance, "8 h", "Entrée calme"),
        refused("app.date")
    );
    let corrected = note(&id, &story.seance, "08:05", "Entrée calme").unwrap();
    assert_eq!(corrected["note"]["time"], "08:05");
    note(&id, &story.seance, "08:05", " ").unwrap();
    assert_eq!(
        story.ask("observation", story.named()).unwrap()["notes"],
        json!([])
    );
}

#[test]
fn a_paragraph_put_back_stands_where_it_was() {
    let story = Story::planned(46).unwrap();
    let words = || {
        let notes = story.ask("observation", story.named()).unwrap()["notes"].clone();
        let notes = notes.as_array().unwrap().iter();
        notes.map(|note| text(&note["text"])).collect::<Vec<_>>()
    };
    let notes: Vec<Value> = ["Un", "Deux", "Trois"]
        .iter()
        .map(|text| story.write(text).unwrap()["note"].clone())
        .collect();
    for (rank, before) in [(1, Some(2)), (0, Some(1)), (2, None)] {
        let mut gone = notes[rank].clone();
        gone["text"] = json!("");
        story
            .ask("save_note", json!({ "visit": story.visit, "note": gone }))
            .unwrap();
        assert_eq!(words().len(), 2);
        let before = before.map(|next: usize| notes[next]["id"].clone());
        let back = json!({ "visit": story.visit, "note": notes[rank], "before": before });
        story.ask("save_note", back).unwrap();
        assert_eq!(words(), ["Un", "Deux", "Trois"]);
    }
}

#[test]
fn a_paragraph_sent_twice_because_its_answer_was_lost_is_kept_once_at_its_first_minute() {
    let story = Story::planned(49).unwrap();
    let chosen = "3f0c0d3e-6d6f-4a5a-9d7b-0c1f5e2a7b11";
    let note = json!({ "id": chosen, "seance": story.seance, "time": "", "text": "Entrée", "tags": [], "in_report": false });
    let send = || story.ask("save_note", json!({ "visit": story.visit, "note": note }));
    let first = send().unwrap()["note"].clone();
    story.machine.pass(3);
    assert_eq!(send().unwrap()["note"], first);
    let notes = story.ask("observation", story.named()).unwrap()["notes"].clone();
    assert_eq!(notes, json!([first]));
}

#[test]
fn a_seance_begins_and_ends_by_the_clock_and_the_visit_opens_where_it_was_left() {
    let story = Story::planned(48).unwrap();
    let clock = |begins: bool| {
        story
            .ask(
                "clock_seance",
                json!({ "visit": story.visit, "seance": story.seance, "begins": begins }),
            )
            .unwrap()
    };
    let begun = clock(true);
    assert_eq!(
        (
            &begun["summary"]["status"],
            &begun["plan"]["seances"][0]["started"]
        ),
        (&json!("underway"), &json!("08:00"))
    );
    story.machine.pass(47);
    assert_eq!(clock(false)["plan"]["seances"][0]["ended"], "08:47");
    let left = json!({ "mode": "grid", "seance": story.seance, "item": "lien_objectif" });
    story
        .ask("leave_at", json!({ "visit": story.visit, "left_at": left }))
        .unwrap();
    story.ask("lock", json!({})).unwrap();
    story
        .ask(
            "unlock",
            json!({ "passphrase": whole_product::machine::PASSPHRASE }),
        )
        .unwrap();
    assert_eq!(story.ask("observation", story.named()).unwrap()["left_at"], left);
}

#[test]
fn a_seance_ended_too_soon_goes_on_and_its_times_are_corrected() {
    let story = Story::planned(56).unwrap();
    let clock = |begins: bool| {
        let request = json!({ "visit": story.visit, "seance": story.seance, "begins": begins });
        story.ask("clock_seance", request).unwrap()["plan"].clone()
    };
    let times = |plan: &Value| {
        let seance = &plan["seances"][0];
        (seance["started"].clone(), seance["ended"].clone())
    };
    clock(true);
    story.machine.pass(5);
    clock(false);
    story.machine.pass(1);
    assert_eq!(times(&clock(true)), (json!("08:00"), Value::Null));
    story.machine.pass(60);
    let mut plan = clock(false);
    assert_eq!(times(&plan), (json!("08:00"), json!("09:06")));
    plan["seances"][0]["ended"] = json!("07:50");
    assert_eq!(
        story.ask("save_plan", plan.clone()),
        refused("review.seance_times")
    );
    plan["seances"][0]["ended"] = json!("08:47");
    assert_eq!(
        times(&story.ask("save_plan", plan.clone()).unwrap()["plan"]),
        (json!("08:00"), json!("08:47"))
    );
    (plan["seances"][0]["started"], plan["seances"][0]["ended"]) = (json!(""), Value::Null);
    assert_eq!(
        times(&story.ask("save_plan", plan).unwrap()["plan"]),
        (Value::Null, Value::Null)
    );
}

#[test]
fn a_seance_begun_after_its_planned_end_and_never_ended_is_told_and_does_not_block() {
    let story = Story::planned(51).unwrap();
    story.machine.pass(10 * 60);
    let begun = json!({ "visit": story.visit, "seance": story.seance, "begins": true });
    let begun = story.ask("clock_seance", begun).unwrap();
    assert_eq!(
        (&begun["summary"]["start"], &begun["summary"]["end"]),
        (&json!("18:00"), &json!("18:45"))
    );
    let found = codes(&story.ask("review", story.named()).unwrap());
    assert!(found.contains("review.seance_end"), "{found:?}");
    assert!(!found.contains("review.seance_times"), "{found:?}");
    assert_eq!(story.seal("").unwrap()["summary"]["status"], "sealed");
}

#[test]
fn a_comment_typed_in_pieces_is_taken_back_at_once() {
    let story = Story::observed(60).unwrap();
    for comment in ["Deux", "Deux binômes", "Deux binômes sur trois"] {
        let request = json!({
            "visit": story.visit, "seance": story.seance, "item": "lien_objectif", "state": null, "comment": comment,
        });
        story.ask("answer", request).unwrap();
    }
    let undone = story.ask("undo", story.named()).unwrap();
    let left = &undone["answers"]["items"]["lien_objectif"];
    assert_eq!(
        (&undone["item"], &left["comment"], &left["state"]),
        (
            &json!("lien_objectif"),
            &json!(""),
            &json!({ "state": "level", "value": 2 })
        )
    );
}
