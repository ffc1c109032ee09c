//! A visit after it: what a review says, the seal, the rectificatif, the report.

use serde_json::{Value, json};
use whole_product::story::{Story, text};

use super::{NOBODY, codes, refused};

#[test]
fn a_review_says_what_is_missing_and_draws_the_eye_but_blocks_only_for_the_essentials() {
    let story = Story::planned(49).unwrap();
    let strength = json!({ "id": "", "text": "Lucas est aidé, malgré sa maladie", "teacher": NOBODY });
    let late = json!({
        "id": "", "text": "Relire", "item": "", "competence": "", "due": "2026-10-01", "training": "", "training_code": "", "teacher": null,
    });
    let debrief = json!({ "interview": "", "strengths": [strength], "recommendations": [late] });
    story
        .ask(
            "save_debrief",
            json!({ "visit": story.visit, "debrief": debrief }),
        )
        .unwrap();
    let found = codes(&story.ask("review", story.named()).unwrap());
    for code in [
        "review.unanswered",
        "review.first_name",
        "review.health",
        "review.due",
        "review.recipient",
    ] {
        assert!(found.contains(code), "{code} is not in {found:?}");
    }
    assert_eq!(story.seal("").unwrap()["summary"]["status"], "sealed");
}

#[test]
fn an_answer_that_breaks_a_constraint_is_saved_and_told_at_once_and_again_before_sealing() {
    let story = Story::observed(61).unwrap();
    let tick = |codes: Value| {
        story
            .answer("outils_presents", json!({ "state": "choices", "value": codes }))
            .unwrap()
    };
    let told = tick(json!(["aucun", "tablettes"]))["answers"]["items"]["outils_presents"].clone();
    assert_eq!(told["state"]["value"], json!(["tablettes", "aucun"]));
    assert_eq!(told["objections"][0]["code"], "answer.constraint");
    let said = "«\u{a0}Aucun outil numérique\u{a0}» ne se coche pas avec un outil.";
    assert_eq!(told["objections"][0]["message"], said);
    let review = story.ask("review", story.named()).unwrap();
    let problems = review["problems"].as_array().unwrap();
    let broken = problems
        .iter()
        .find(|one| one["code"] == "answer.constraint")
        .unwrap();
    assert_eq!(broken["at"], "séance 1, Outils numériques présents");
    let spot = json!({ "spot": "item", "seance": story.seance, "item": "outils_presents", "label": "Outils numériques présents" });
    assert_eq!(broken["spots"], json!([spot]));
    let mended = tick(json!(["tablettes"]));
    assert_eq!(
        mended["answers"]["items"]["outils_presents"]["objections"],
        json!([])
    );
}

#[test]
fn a_refused_number_names_its_observable_as_it_is_printed() {
    let story = Story::planned(62).unwrap();
    let request = json!({
        "visit": story.visit, "seance": story.seance, "item": "effectif_present",
        "state": { "state": "count", "value": 4_000_000 }, "comment": null,
    });
    let failure = app::commands::dispatch(&story.app, "answer", request).unwrap_err();
    assert_eq!(failure.problems[0].at, "Élèves présents");
}

#[test]
fn the_reason_of_a_rectificatif_is_kept_until_it_is_sealed_or_given_up() {
    let story = Story::sealed(63).unwrap();
    let keep = |reason: &str| story.ask("save_reason", json!({ "visit": story.visit, "reason": reason }));
    assert_eq!(keep("trop tôt"), refused("notebook.not_correcting"));
    let reason = || story.ask("review", story.named()).unwrap()["reason"].clone();
    story.ask("begin_correction", story.named()).unwrap();
    assert_eq!(reason(), "");
    keep("effectif mal compté").unwrap();
    assert_eq!(reason(), "effectif mal compté");
    story.ask("abandon_correction", story.named()).unwrap();
    story.ask("begin_correction", story.named()).unwrap();
    assert_eq!(reason(), "");
    keep("effectif mal compté").unwrap();
    story
        .answer("effectif_present", json!({ "state": "count", "value": 21 }))
        .unwrap();
    story.seal("effectif mal compté").unwrap();
    story.ask("begin_correction", story.named()).unwrap();
    assert_eq!(reason(), "");
}

#[test]
fn during_a_rectificatif_the_report_in_force_and_the_draft_are_both_at_hand() {
    let story = Story::sealed(64).unwrap();
    let ask = |name: &str, in_force: bool| {
        let request = json!({ "visit": story.visit, "teacher": "", "in_force": in_force });
        story.ask(name, request).unwrap()
    };
    let written = |in_force: bool| {
        let file = ask("export_report", in_force);
        (std::fs::read(text(&file["path"])).unwrap(), text(&file["path"]))
    };
    let (sealed, _) = written(true);
    story.ask("begin_correction", story.named()).unwrap();
    assert_eq!(ask("preview_report", true)["sealed"], true);
    assert_eq!(ask("preview_report", false)["sealed"], false);
    let (in_force, path) = written(true);
    assert!(in_force == sealed && !path.contains("Projet"), "{path}");
    let (draft, path) = written(false);
    assert!(draft != sealed && path.contains("Projet"), "{path}");
}

#[test]
fn a_preview_has_its_letterhead_and_the_places_to_sign() {
    let story = Story::sealed(65).unwrap();
    let preview = story
        .ask("preview_report", json!({ "visit": story.visit, "teacher": "" }))
        .unwrap();
    assert!(text(&preview["issuer"][0]).starts_with("Académie"), "{preview}");
    assert!(text(&preview["subtitle"]).contains("24\u{a0}novembre 2026"));
    let blocks = preview["blocks"].as_array().unwrap().iter();
    let places: Vec<_> = blocks.filter(|block| block["block"] == "signatory").collect();
    assert_eq!(places.len(), 2);
    assert!(text(&places[1]["lines"][0]).starts_with("Vu et pris connaissance le"));
}

#[test]
fn the_essentials_block_and_the_clock_of_the_machine_does_not() {
    let story = Story::observed(50).unwrap();
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    (plan["teachers"], plan["uai"]) = (json!([]), json!(""));
    story.ask("save_plan", plan.clone()).unwrap();
    assert_eq!(
        story.seal(""),
        Err(vec!["review.teacher".to_owned(), "review.place".to_owned()])
    );
    (plan["teachers"], plan["uai"]) = (json!([story.teacher]), story.plan().unwrap()["uai"].clone());
    plan["date"] = json!("1999-11-24");
    story.ask("save_plan", plan.clone()).unwrap();
    assert_eq!(story.seal(""), refused("app.school_year"));
    plan["date"] = json!("2031-03-04");
    story.ask("save_plan", plan.clone()).unwrap();
    assert_eq!(
        story.seal(""),
        refused("app.school_year"),
        "long after the last year known"
    );
    let review = story.ask("review", story.named()).unwrap();
    let told = review["problems"].as_array().unwrap().iter();
    let told: Vec<String> = told
        .filter(|one| one["code"] == "app.school_year")
        .map(|one| text(&one["message"]))
        .collect();
    assert!(
        told.len() == 1 && told[0].starts_with("Le 04/03/2031 "),
        "{told:?}"
    );
    plan["date"] = json!("2026-11-24");
    story.ask("save_plan", plan).unwrap();
    story.machine.pass(-60 * 24 * 365 * 3);
    assert_eq!(story.seal("").unwrap()["summary"]["status"], "sealed");
}

#[test]
fn a_correction_given_up_leaves_the_sealed_revision() {
    let story = Story::sealed(51).unwrap();
    assert_eq!(story.seal(""), refused("notebook.visit_sealed"));
    let before = story.reported().unwrap();
    story.ask("begin_correction", story.named()).unwrap();
    assert_eq!(
        story.ask("begin_correction", story.named()),
        refused("notebook.already_correcting")
    );
    story
        .answer("lien_objectif", json!({ "state": "level", "value": 1 }))
        .unwrap();
    let preview = story
        .ask("preview_report", json!({ "visit": story.visit, "teacher": "" }))
        .unwrap();
    assert_eq!(preview["sealed"], false);
    story.ask("abandon_correction", story.named()).unwrap();
    assert_eq!(story.reported().unwrap(), before);
    assert_eq!(
        story.ask("abandon_correction", story.named()),
        refused("notebook.not_correcting")
    );
}

#[test]
fn a_visit_of_a_school_has_a_report_without_teacher() {
    let story = Story::planned(52).unwrap();
    let lists = story.ask("preparation_lists", json!({})).unwrap();
    let kind = lists["kinds"]
        .as_array()
        .unwrap()
        .iter()
        .find(|kind| kind["of_school"] == true)
        .unwrap();
    let mut plan = story.plan().unwrap();
    (plan["kind"], plan["teachers"], plan["seances"]) = (kind["code"].clone(), json!([]), json!([]));
    plan["grid"] = json!(story.grid("tour-d-ecole").unwrap());
    let visit = story.ask("save_plan", plan).unwrap()["plan"]["id"].clone();
    story
        .ask("seal", json!({ "visit": visit, "reason": "" }))
        .unwrap();
    let preview = story
        .ask("preview_report", json!({ "visit": visit, "teacher": "" }))
        .unwrap();
    assert_eq!(preview["sealed"], true);
    assert_eq!(
        story.ask(
            "preview_report",
            json!({ "visit": visit, "teacher": story.teacher })
        ),
        refused("app.teacher_unknown")
    );
}

#[test]
fn the_sheet_of_a_school_is_filled_in_sealed_and_printed_without_anybody() {
    let mut story = Story::planned(53).unwrap();
    let lists = story.ask("preparation_lists", json!({})).unwrap();
    let kinds = lists["kinds"].as_array().unwrap();
    let kind = kinds.iter().find(|kind| kind["of_school"] == true).unwrap();
    let mut plan = story.plan().unwrap();
    (plan["kind"], plan["teachers"], plan["seances"]) = (kind["code"].clone(), json!([]), json!([]));
    plan["grid"] = json!(story.grid("fiche-etablissement").unwrap());
    story.visit = text(&story.ask("save_plan", plan).unwrap()["plan"]["id"]);
    let answer = |item: &str, state: Value| {
        let request =
            json!({ "visit": story.visit, "seance": null, "item": item, "state": state, "comment": null });
        story.ask("answer", request)
    };
    for (item, count) in [("eleves", 240), ("ordinateurs", 36), ("ordinateurs_recents", 40)] {
        answer(item, json!({ "state": "count", "value": count })).unwrap();
    }
    let told = story.ask("review", story.named()).unwrap().to_string();
    assert!(told.contains("plus d’ordinateurs récents"), "{told}");
    answer("ordinateurs_recents", json!({ "state": "count", "value": 12 })).unwrap();
    story.seal("").unwrap();
    let said = story
        .ask("preview_report", json!({ "visit": story.visit, "teacher": "" }))
        .unwrap()
        .to_string();
    for ratio in [
        "On compte 15 ordinateurs pour 100 élèves.",
        "Sur 100 ordinateurs, 33,3 ont moins de cinq ans.",
    ] {
        assert!(said.contains(ratio), "{said}");
    }
    assert!(
        !said.contains("terminaux mobiles pour"),
        "nothing was answered of them"
    );
    let pdf = story.reported().unwrap();
    assert_eq!(reports::check::check(&pdf), []);
    let document: Value = serde_json::from_slice(&story.exported().unwrap()).unwrap();
    let facts = text(&document["revisions"][0]["record"]["facts"]);
    assert!(
        facts.contains("ordinateurs_recents") && !facts.contains("besoins"),
        "{facts}"
    );
    let printed = story
        .ask(
            "print_grid",
            json!({ "sha256": story.grid("fiche-etablissement").unwrap() }),
        )
        .unwrap();
    let blank = std::fs::read(text(&printed["path"])).unwrap();
    assert_eq!(reports::check::check(&blank), []);
}
