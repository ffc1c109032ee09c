//! The whole way through the commands, without a window: first start, directory, teacher, visit, seal, report, correction.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use app::App;
use observation::directory::fictitious;
use serde_json::json;
use whole_product::machine::{Machine, PASSPHRASE, ask, set_up};
use whole_product::story::{Story, text};

#[test]
fn an_answer_is_there_after_a_new_start() {
    let story = Story::planned(7).unwrap();
    story.observe().unwrap();
    let Story {
        app,
        machine,
        visit,
        seance,
        ..
    } = story;
    drop(app);
    let app = App::new(machine);
    assert_eq!(
        ask(&app, "observation", json!({ "visit": visit })),
        Err(vec!["app.locked".to_owned()])
    );
    assert_eq!(
        ask(&app, "unlock", json!({ "passphrase": "autre phrase" }))
            .unwrap_err()
            .len(),
        1
    );
    ask(&app, "unlock", json!({ "passphrase": PASSPHRASE })).unwrap();
    let view = ask(&app, "observation", json!({ "visit": visit })).unwrap();
    let answered = &view["seances"][&seance]["items"]["lien_objectif"]["state"];
    assert_eq!(*answered, json!({ "state": "level", "value": 2 }));
    assert_eq!(view["notes"][0]["text"], "La consigne est reformulée.");
}

#[test]
fn undo_takes_back_the_last_answer_and_bad_ones_change_nothing() {
    let story = Story::planned(7).unwrap();
    story.observe().unwrap();
    let refused = story.answer("lien_objectif", json!({ "state": "level", "value": 9 }));
    assert_eq!(refused, Err(vec!["answer.unknown".to_owned()]));
    let undone = story.ask("undo", story.named()).unwrap();
    assert_eq!(undone["item"], "lien_objectif");
    assert_eq!(
        undone["answers"]["items"]["lien_objectif"]["state"],
        json!({ "state": "unanswered" })
    );
}

#[test]
fn sealed_is_immutable_and_corrected_by_a_new_revision() {
    let story = Story::planned(7).unwrap();
    story.observe().unwrap();
    let sealed = story
        .ask("seal", json!({ "visit": story.visit, "reason": "" }))
        .unwrap();
    assert_eq!(sealed["summary"]["status"], "sealed");
    let refused = story.answer("lien_objectif", json!({ "state": "level", "value": 1 }));
    assert_eq!(refused, Err(vec!["notebook.visit_sealed".to_owned()]));
    story.ask("begin_correction", story.named()).unwrap();
    let unchanged = story.ask(
        "seal",
        json!({ "visit": story.visit, "reason": "Erreur de saisie" }),
    );
    assert_eq!(unchanged, Err(vec!["app.nothing_changed".to_owned()]));
    story
        .answer("lien_objectif", json!({ "state": "level", "value": 1 }))
        .unwrap();
    let review = story.ask("review", story.named()).unwrap();
    assert_eq!(review["differences"].as_array().unwrap().len(), 1);
    let without = story.ask("seal", json!({ "visit": story.visit, "reason": " " }));
    assert_eq!(without, Err(vec!["app.reason".to_owned()]));
    let corrected = story
        .ask(
            "seal",
            json!({ "visit": story.visit, "reason": "Erreur de saisie" }),
        )
        .unwrap();
    assert_eq!(corrected["summary"]["revision"], 2);
}

#[test]
fn the_export_verifies_and_gives_one_report() {
    let story = Story::sealed(7).unwrap();
    let bytes = story.exported().unwrap();
    let verdict = app::tools::verify_visit(&bytes, None);
    assert!(verdict.accepted, "{}", verdict.to_text());
    assert_eq!(
        app::tools::reports(&bytes, None, app::tools::Form::Pdf)
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_document_never_replaces_another_of_its_name() {
    let story = Story::sealed(7).unwrap();
    let first = story.exported().unwrap();
    let again = story.exported().unwrap();
    assert_ne!(first, again, "each says when it was exported");
    let names = std::fs::read_dir(story.machine.documents()).unwrap();
    let mut names: Vec<String> = names
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names[0].ends_with(" (2).carnet.json"), "{names:?}");
    assert_eq!(story.reported().unwrap(), story.reported().unwrap());
    assert_eq!(std::fs::read_dir(story.machine.documents()).unwrap().count(), 3);
}

#[test]
fn a_tampered_export_is_refused() {
    let story = Story::planned(7).unwrap();
    story.observe().unwrap();
    story
        .ask("seal", json!({ "visit": story.visit, "reason": "" }))
        .unwrap();
    let text = String::from_utf8(story.exported().unwrap()).unwrap();
    let tampered = text.replace("Garder une trace audio", "Garder une trace vidéo");
    assert_ne!(text, tampered);
    assert!(!app::tools::verify_visit(tampered.as_bytes(), None).accepted);
}

#[test]
fn a_visit_of_career_keeps_notes_only() {
    let story = Story::planned(7).unwrap();
    let view = story.ask("visit", story.named()).unwrap();
    let mut plan = view["plan"].clone();
    plan["id"] = json!("");
    plan["kind"] = json!("rendez_vous_de_carriere");
    assert_eq!(
        story.ask("save_plan", plan.clone()),
        Err(vec!["app.grid_kind".to_owned()])
    );
    plan["grid"] = json!("");
    let kept = story.ask("save_plan", plan).unwrap();
    let request = json!({ "visit": kept["plan"]["id"], "reason": "" });
    assert_eq!(
        story.ask("seal", request),
        Err(vec!["review.notes_only".to_owned()])
    );
    let closed = story
        .ask("close_visit", json!({ "visit": kept["plan"]["id"] }))
        .unwrap();
    assert_eq!(closed["summary"]["status"], "closed");
}

#[test]
fn a_cancelled_import_changes_nothing() {
    let story = Story::planned(7).unwrap();
    let before = story.ask("directory_status", json!({})).unwrap();
    let csv = fictitious::csv(&fictitious::schools(90, 8), fictitious::Columns::Api, &[]);
    let staged = story.app.stage_file("autre.csv", csv).unwrap();
    story
        .ask("preview_directory", json!({ "file": staged.file }))
        .unwrap();
    story.ask("discard_file", json!({ "file": staged.file })).unwrap();
    let gone = story.ask("import_directory", json!({ "file": staged.file }));
    assert_eq!(gone, Err(vec!["app.file_not_staged".to_owned()]));
    assert_eq!(story.ask("directory_status", json!({})).unwrap(), before);
}

/// The text of each page.
fn shown(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages = document.get_pages().into_keys();
    pages
        .map(|page| document.extract_text(&[page]).unwrap())
        .collect()
}

#[test]
fn discovering_fills_the_notebook_and_says_so() {
    let app = set_up(Machine::new(3).unwrap()).unwrap();
    let status = ask(&app, "discover", json!({})).unwrap();
    assert_eq!(status["state"], "ready");
    assert_eq!(status["fictitious"], true);
    let agenda = ask(
        &app,
        "agenda",
        json!({ "from": "2026-01-01", "to": "2026-12-31" }),
    )
    .unwrap();
    let sealed = agenda
        .as_array()
        .unwrap()
        .iter()
        .find(|visit| visit["status"] == "sealed")
        .unwrap();
    let request = json!({ "visit": sealed["id"], "teacher": "" });
    let report = ask(&app, "export_report", request).unwrap();
    let pages = shown(&std::fs::read(text(&report["path"])).unwrap());
    assert!(
        pages.iter().all(|page| page.contains("Données fictives")),
        "{pages:?}"
    );
}
