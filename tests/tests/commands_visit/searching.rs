//! Searching all that was written.

use serde_json::{Value, json};
use whole_product::story::{SECRET, Story, text};

fn search(story: &Story, query: &str) -> Vec<(String, String)> {
    let found = story.ask("search_notes", json!({ "query": query })).unwrap();
    let told = |one: &Value| (text(&one["kind"]), text(&one["excerpt"]));
    found["found"].as_array().unwrap().iter().map(told).collect()
}

#[test]
fn every_place_where_words_are_written_is_searched_and_what_was_taken_back_is_not() {
    let story = Story::observed(261).unwrap();
    let found = |kind: &str, words: &str| vec![(kind.to_owned(), words.to_owned())];
    assert_eq!(
        search(&story, "CONSIGNE reformul"),
        found("note", "La consigne est reformulée.")
    );
    assert_eq!(
        search(&story, "trace audio"),
        found("recommendation", "Garder une trace audio")
    );
    assert_eq!(search(&story, "indigo"), found("own", SECRET));
    let comment = |words: &str| {
        let answer = json!({
            "visit": story.visit, "seance": story.seance, "item": "lien_objectif", "state": null, "comment": words,
        });
        story.ask("answer", answer).unwrap();
    };
    comment("Le vidéoprojecteur clignote");
    comment("Le tableau interactif clignote");
    assert_eq!(
        search(&story, "clignote"),
        found("comment", "Le tableau interactif clignote")
    );
    comment("");
    for nothing in ["clignote", "vidéoprojecteur", "", "  "] {
        assert_eq!(search(&story, nothing), [], "{nothing}");
    }
    story.seal("").unwrap();
    assert_eq!(
        search(&story, "reformulée").len(),
        1,
        "a sealed visit is searched too"
    );
}

#[test]
fn the_latest_visit_comes_first() {
    let story = Story::observed(262).unwrap();
    let mut plan = story.plan().unwrap();
    plan["date"] = json!("2026-12-01");
    let later = text(&story.ask("save_plan", plan).unwrap()["plan"]["id"]);
    let note = json!({ "id": "", "seance": null, "time": "08:30", "text": "La consigne, encore", "tags": [], "in_report": false });
    story
        .ask("save_note", json!({ "visit": later, "note": note }))
        .unwrap();
    let found = story.ask("search_notes", json!({ "query": "consigne" })).unwrap();
    assert_eq!(found["more"], false);
    let visits: Vec<String> = found["found"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["visit"]["id"]))
        .collect();
    assert_eq!(visits, [later, story.visit.clone()]);
}
