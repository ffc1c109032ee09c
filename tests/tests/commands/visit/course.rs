//! The course of a sealed report: handed over, answered, remarked on, closed; each step signed, none skipped.

use serde_json::{Value, json};
use whole_product::machine::ask;
use whole_product::story::{Story, Told, text};

use super::refused;

fn note(story: &Story, on: &str, happening: Value) -> Told<Value> {
    let request = json!({ "visit": story.visit, "teacher": story.teacher, "on": on, "happening": happening });
    story.ask("note_state", request)
}

fn handed_over(story: &Story, on: &str) -> Told<Value> {
    let recipients = ["La personne observée"];
    let happening = json!({ "happening": "communicated", "means": "by_hand", "recipients": recipients, "due": "2026-12-10" });
    note(story, on, happening)
}

fn reply(words: &str) -> Value {
    json!({ "happening": "reply", "text": words, "file": null })
}

fn days(story: &Story, days: i64) {
    story.machine.pass(days * 24 * 60);
}

/// What the agenda reminds of.
fn tasks(story: &Story) -> Vec<String> {
    let reminders = story.ask("reminders", json!({})).unwrap();
    let all = reminders.as_array().unwrap().iter();
    all.map(|one| format!("{} {}", text(&one["task"]), one["overdue"]))
        .collect()
}

#[test]
fn a_report_is_followed_from_its_seal_to_the_end_of_the_exchange() {
    let story = Story::observed(71).unwrap();
    assert_eq!(
        story.ask("courses", story.named()),
        refused("app.visit_not_sealed")
    );
    story.seal("").unwrap();
    assert_eq!(tasks(&story), ["hand_over false"]);
    let sealed = story.ask("courses", story.named()).unwrap();
    assert_eq!(
        (&sealed[0]["stage"], &sealed[0]["reply_days"]),
        (&json!("to_hand_over"), &json!(15))
    );

    let handed = handed_over(&story, "2026-11-24").unwrap();
    assert_eq!(
        (&handed[0]["stage"], &handed[0]["due"]),
        (&json!("awaiting_reply"), &json!("2026-12-10"))
    );
    assert_eq!(tasks(&story), ["await_reply false"]);
    days(&story, 17);
    assert_eq!(tasks(&story), ["close true"]);
    let told = note(&story, "2026-12-09", reply("Le débit était faible ce jour-là.")).unwrap();
    assert_eq!(told[0]["stage"], "replied");
    assert_eq!(tasks(&story), ["read_reply false"]);
    note(
        &story,
        "2026-12-11",
        json!({ "happening": "remark", "text": "C’est exact." }),
    )
    .unwrap();
    let closed = note(
        &story,
        "2026-12-11",
        json!({ "happening": "closed", "reason": "" }),
    )
    .unwrap();
    assert_eq!(closed[0]["stage"], "closed");
    assert_eq!(tasks(&story), [""; 0]);
    let afterwards = &closed[0]["happened"][1];
    assert_eq!(
        (&afterwards["on"], &afterwards["noted_on"]),
        (&json!("2026-12-09"), &json!("2026-12-11"))
    );
}

#[test]
fn what_happens_is_signed_and_travels_with_the_visit() {
    let story = Story::sealed(72).unwrap();
    handed_over(&story, "2026-11-24").unwrap();
    note(&story, "2026-11-24", reply("Merci.")).unwrap();
    let exported = story.exported().unwrap();
    let verdict = app::tools::verify_visit(&exported, None);
    assert!(verdict.accepted, "{}", verdict.to_text());
    let file: Value = serde_json::from_slice(&exported).unwrap();
    let states = file["states"].as_array().unwrap();
    assert_eq!(states.len(), 2);
    assert_eq!(
        states[1]["record"]["parents"],
        json!([states[0]["record"]["sha256"]])
    );
    // One letter of the reply changed, and the whole is no longer intact.
    let forged = String::from_utf8(exported)
        .unwrap()
        .replace("Merci.", "Non merci.");
    assert!(!app::tools::verify_visit(forged.as_bytes(), None).accepted);
}

#[test]
fn a_refused_step_changes_nothing() {
    let story = Story::sealed(73).unwrap();
    assert_eq!(
        note(&story, "2026-11-24", reply("Merci.")),
        refused("state.not_communicated")
    );
    assert_eq!(
        handed_over(&story, "2026-11-23"),
        Err(vec!["state.before_seal".to_owned()])
    );
    assert_eq!(handed_over(&story, "2026-11-25"), refused("state.future"));
    handed_over(&story, "2026-11-24").unwrap();
    assert_eq!(
        handed_over(&story, "2026-11-24"),
        refused("state.already_communicated")
    );
    let close = json!({ "happening": "closed", "reason": "" });
    assert_eq!(note(&story, "2026-11-24", close), refused("state.closing_reason"));
    let file: Value = serde_json::from_slice(&story.exported().unwrap()).unwrap();
    assert_eq!(file["states"].as_array().map(Vec::len), Some(1));
}

#[test]
fn the_director_of_a_public_school_receives_no_report_on_a_teacher() {
    let story = Story::sealed(78).unwrap();
    let told = |recipients: Value| {
        let happening =
            json!({ "happening": "communicated", "means": "mail", "recipients": recipients, "due": null });
        note(&story, "2026-11-24", happening)
    };
    let both = json!(["La personne observée", "Directrice de l’école"]);
    assert_eq!(told(both), refused("state.director"));
    assert!(told(json!(["La personne observée"])).is_ok());
}

#[test]
fn a_rectificatif_is_handed_over_in_its_turn() {
    let story = Story::sealed(74).unwrap();
    handed_over(&story, "2026-11-24").unwrap();
    story.ask("begin_correction", story.named()).unwrap();
    story
        .answer("lien_objectif", json!({ "state": "level", "value": 3 }))
        .unwrap();
    story.seal("Erreur de saisie").unwrap();
    let courses = story.ask("courses", story.named()).unwrap();
    assert_eq!(courses[0]["stage"], "to_hand_over");
    assert_eq!(courses[0]["happened"][0]["revision"], 1);
    assert_eq!(tasks(&story), ["hand_over false"]);
}

#[test]
fn the_file_of_a_reply_is_kept_by_its_fingerprint() {
    let story = Story::sealed(75).unwrap();
    handed_over(&story, "2026-11-24").unwrap();
    let bytes = b"%PDF-1.7 une reponse".to_vec();
    let staged = story
        .app
        .stage_file("../ma réponse: v2.pdf", bytes.clone())
        .unwrap();
    let brought = json!({ "happening": "reply", "text": "", "file": staged.file });
    let told = note(&story, "2026-11-24", brought).unwrap();
    let file = &told[0]["happened"][1]["file"];
    assert_eq!(file["size"], 20);
    let written = story
        .ask("export_received", json!({ "sha256": file["sha256"] }))
        .unwrap();
    assert_eq!(written["name"], "Réponse reçue ma réponse v2.pdf");
    assert_eq!(std::fs::read(text(&written["path"])).unwrap(), bytes);
    let unknown = json!({ "sha256": "00".repeat(32) });
    assert_eq!(
        story.ask("export_received", unknown),
        refused("app.received_unknown")
    );
}

#[test]
fn report_and_reply_make_one_document() {
    let story = Story::sealed(76).unwrap();
    handed_over(&story, "2026-11-24").unwrap();
    note(
        &story,
        "2026-11-24",
        reply("Le débit était faible.\nJe l’avais signalé."),
    )
    .unwrap();
    let request = |joined: bool| json!({ "visit": story.visit, "teacher": "", "with_course": joined });
    let words = |joined: bool| {
        let preview = story.ask("preview_report", request(joined)).unwrap();
        let blocks = preview["blocks"].as_array().unwrap().clone();
        let after = blocks
            .iter()
            .skip_while(|one| one["text"] != "Remise et réponse" && one["text"] != "Droit de réponse");
        after.take(5).cloned().collect::<Vec<Value>>()
    };
    insta::assert_json_snapshot!("joined", words(true));
    assert_eq!(words(false)[0]["text"], "Droit de réponse");
    let written = story.ask("export_report", request(true)).unwrap();
    assert_eq!(
        written["name"],
        "2026-11-24 Compte rendu et réponse Hoarau Delphine.pdf"
    );
}

#[test]
fn the_draft_of_a_mail_goes_to_one_person_alone() {
    let story = Story::sealed(77).unwrap();
    let draft = || story.ask("export_mail", json!({ "visit": story.visit, "teacher": "" }));
    let with_mail = |mail: &str| {
        let identity = json!({
            "id": story.teacher, "family_name": "Hoarau", "given_name": "Delphine",
            "function": "Professeure des écoles", "mail": mail,
        });
        ask(&story.app, "save_teacher", identity).unwrap();
    };
    assert_eq!(draft(), refused("app.mail_missing"));
    with_mail("ce.9740001A@ac-reunion.fr");
    assert_eq!(draft(), refused("app.mail_shared"));
    with_mail("delphine.hoarau@exemple.re");
    let warned = draft().unwrap();
    assert_eq!(warned["problems"][0]["code"], "app.mail_not_professional");
    with_mail("delphine.hoarau@ac-reunion.fr");
    let written = draft().unwrap();
    assert_eq!(written["problems"], json!([]));
    assert_eq!(written["name"], "2026-11-24 Courriel Hoarau Delphine (2).eml");
    let eml = std::fs::read_to_string(text(&written["path"])).unwrap();
    let head: Vec<&str> = eml.lines().take_while(|line| !line.is_empty()).collect();
    insta::assert_snapshot!("mail", head.join("\n"));
}
