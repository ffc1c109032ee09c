//! Searching all that was written.

use app::views::WrittenKind;
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

/// The word planted in each place where one writes; a new place has none until it is named here, and does not compile.
fn planted(kind: WrittenKind) -> Option<&'static str> {
    Some(match kind {
        WrittenKind::Objectives => "abricotier",
        WrittenKind::Seance => "bananier",
        WrittenKind::Note => "cocotier",
        WrittenKind::Answer => "dattier",
        WrittenKind::Comment => "eucalyptus",
        WrittenKind::Interview => "figuier",
        WrittenKind::Strength => "goyavier",
        WrittenKind::Recommendation => "hibiscus",
        WrittenKind::FollowUp => "ipomee",
        WrittenKind::Course => "jacaranda",
        WrittenKind::Reply => "kapokier",
        WrittenKind::Remark => "litchi",
        WrittenKind::Reason => "manguier",
        WrittenKind::Own => "nopal",
        // No screen enters an opposition yet.
        WrittenKind::Rights => return None,
    })
}

fn word(kind: WrittenKind) -> &'static str {
    planted(kind).unwrap_or_default()
}

/// A recommendation of an earlier visit, which the visit that is searched follows.
fn made_before(story: &Story) -> String {
    let mut plan = story.plan().unwrap();
    plan["date"] = json!("2026-11-20");
    let visit = text(&story.ask("save_plan", plan).unwrap()["plan"]["id"]);
    let made = json!({
        "id": "", "text": "Partager les rôles", "item": "", "competence": "", "due": null, "training": "", "training_code": "",
        "teacher": null,
    });
    let debrief = json!({ "interview": "", "strengths": [], "recommendations": [made], "follow_ups": [] });
    story
        .ask("save_debrief", json!({ "visit": visit, "debrief": debrief }))
        .unwrap();
    story
        .ask("seal", json!({ "visit": visit, "reason": "" }))
        .unwrap();
    let seen = story.ask("visit", story.named()).unwrap();
    text(&seen["earlier"][0]["recommendations"][0]["id"])
}

/// Writes the word of each place through the commands that a page uses.
fn plant(story: &Story) {
    let made = made_before(story);
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    plan["objectives"] = json!(format!("Traces\n{} en fleur", word(WrittenKind::Objectives)));
    plan["seances"][0]["room"] = json!(word(WrittenKind::Seance));
    story.ask("save_plan", plan).unwrap();
    story.write(word(WrittenKind::Note)).unwrap();
    story
        .answer("usage_numerique", json!({ "state": "yes_no", "value": true }))
        .unwrap();
    let answer = json!({ "state": "text", "value": word(WrittenKind::Answer) });
    let answer = json!({ "visit": story.visit, "seance": null, "item": "remarques", "state": answer, "comment": null });
    story.ask("answer", answer).unwrap();
    let comment = json!({
        "visit": story.visit, "seance": story.seance, "item": "usage_numerique", "state": null,
        "comment": word(WrittenKind::Comment),
    });
    story.ask("answer", comment).unwrap();
    let recommended = json!({
        "id": "", "text": "À lire", "item": "", "competence": "", "due": null, "training": word(WrittenKind::Recommendation),
        "training_code": "", "teacher": null,
    });
    let followed = json!({
        "recommendation": made, "progress": "agreed", "recalled": "Partager les rôles", "said": word(WrittenKind::FollowUp),
    });
    let debrief = json!({
        "interview": word(WrittenKind::Interview), "recommendations": [recommended], "follow_ups": [followed],
        "strengths": [{ "id": "", "text": word(WrittenKind::Strength), "teacher": null }],
    });
    story
        .ask(
            "save_debrief",
            json!({ "visit": story.visit, "debrief": debrief }),
        )
        .unwrap();
    let own = json!({ "visit": story.visit, "text": word(WrittenKind::Own) });
    story.ask("save_personal_notes", own).unwrap();
    story.seal("").unwrap();
    story.ask("begin_correction", story.named()).unwrap();
    story.write("Un mot de plus").unwrap();
    story.seal(word(WrittenKind::Reason)).unwrap();
    hand_over(story);
}

fn hand_over(story: &Story) {
    let recipients = ["La personne observée", word(WrittenKind::Course)];
    let happened = [
        json!({ "happening": "communicated", "means": "by_hand", "recipients": recipients, "due": null }),
        json!({ "happening": "reply", "text": word(WrittenKind::Reply), "file": null }),
        json!({ "happening": "remark", "text": word(WrittenKind::Remark) }),
    ];
    for happening in happened {
        let request = json!({
            "visit": story.visit, "teacher": story.teacher, "on": "2026-11-24", "happening": happening,
        });
        story.ask("note_state", request).unwrap();
    }
}

#[test]
fn each_word_that_was_typed_is_found_with_where_it_stands() {
    let story = Story::planned(263).unwrap();
    plant(&story);
    let all = [
        WrittenKind::Objectives,
        WrittenKind::Seance,
        WrittenKind::Note,
        WrittenKind::Answer,
        WrittenKind::Comment,
        WrittenKind::Interview,
        WrittenKind::Strength,
        WrittenKind::Recommendation,
        WrittenKind::FollowUp,
        WrittenKind::Course,
        WrittenKind::Reply,
        WrittenKind::Remark,
        WrittenKind::Reason,
        WrittenKind::Own,
        WrittenKind::Rights,
    ];
    for kind in all {
        let Some(word) = planted(kind) else { continue };
        let found = story.ask("search_notes", json!({ "query": word })).unwrap();
        let one = &found["found"][0];
        assert_eq!(one["kind"], json!(kind), "{word}: {found}");
        assert_eq!(one["visit"]["id"], json!(story.visit), "{word}");
        assert!(text(&one["line"]).contains(word), "{word}: {one}");
    }
    let found = |word: &str| story.ask("search_notes", json!({ "query": word })).unwrap()["found"][0].clone();
    let answer = found(word(WrittenKind::Answer));
    assert_eq!(
        (&answer["item"], &answer["seance"]),
        (&json!("remarques"), &Value::Null)
    );
    assert_eq!(answer["label"], "Précisions utiles au lecteur");
    assert_eq!(found(word(WrittenKind::Comment))["seance"], json!(story.seance));
    assert_eq!(
        found(word(WrittenKind::Objectives))["line"],
        "abricotier en fleur"
    );
}
