//! A visit through the commands: what is refused before, what counts during, what a review says after.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use observation::directory::fictitious;
use serde_json::{Value, json};
use whole_product::story::{SCHOOLS, Story, Told, text};

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

fn codes(review: &Value) -> BTreeSet<String> {
    review["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["code"]))
        .collect()
}

fn refused<T>(code: &str) -> Told<T> {
    Err(vec![code.to_owned()])
}

#[test]
fn all_that_is_wrong_with_a_plan_is_said_at_once_and_nothing_is_saved() {
    let story = Story::planned(41).unwrap();
    let agenda = || {
        story
            .ask("agenda", json!({ "from": "2026-01-01", "to": "2027-12-31" }))
            .unwrap()
    };
    let before = agenda();
    let mut plan = story.plan().unwrap();
    (plan["date"], plan["uai"], plan["teachers"]) =
        (json!("24/11/2026"), json!("nulle part"), json!(["personne"]));
    plan["seances"][0]["start"] = json!("huit heures");
    let told = story.ask("save_plan", plan).unwrap_err();
    assert_eq!(
        told,
        [
            "app.date",
            "app.school_unknown",
            "app.teacher_unknown",
            "app.date"
        ]
    );
    let mut plan = story.plan().unwrap();
    let elsewhere = fictitious::schools(SCHOOLS + 1, 41)
        .pop()
        .unwrap()
        .uai
        .to_string();
    (plan["uai"], plan["teachers"]) = (json!(elsewhere), json!([NOBODY]));
    (plan["seances"][0]["start"], plan["seances"][0]["end"]) = (json!("10:00"), json!("09:00"));
    plan["grid"] = json!(story.grid("tour-d-ecole").unwrap());
    let told: BTreeSet<String> = story.ask("save_plan", plan).unwrap_err().into_iter().collect();
    let expected = [
        "app.grid_kind",
        "app.school_unknown",
        "app.teacher_unknown",
        "review.seance_times",
    ];
    assert_eq!(told, expected.map(str::to_owned).into_iter().collect());
    assert_eq!(agenda(), before);
}

#[test]
fn a_visit_answered_keeps_its_grid_and_the_seances_that_hold_something() {
    let story = Story::observed(42).unwrap();
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    let grid = plan["grid"].clone();
    plan["grid"] = json!(story.grid("usages-numerique-cycle-1").unwrap());
    assert_eq!(
        story.ask("save_plan", plan.clone()),
        refused("notebook.grid_pinned")
    );
    plan["grid"] = grid;
    let seances = std::mem::replace(&mut plan["seances"], json!([]));
    assert_eq!(story.ask("save_plan", plan.clone()), refused("app.seance_kept"));
    plan["seances"] = seances;
    let second = json!({
        "id": "", "start": "10:00", "end": "10:45", "started": null, "ended": null, "levels": ["CE2"],
        "discipline_code": "", "discipline": "Vie de classe", "room": "", "class": "", "pupils": null,
    });
    plan["seances"].as_array_mut().unwrap().push(second);
    let kept = story.ask("save_plan", plan.clone()).unwrap();
    assert_eq!(kept["plan"]["seances"].as_array().unwrap().len(), 2);
    let kept = story
        .ask("save_plan", {
            plan["seances"].as_array_mut().unwrap().pop();
            plan
        })
        .unwrap();
    assert_eq!(
        kept["plan"]["seances"].as_array().unwrap().len(),
        1,
        "one that holds nothing may go"
    );
}

#[test]
fn a_visit_begun_without_a_grid_takes_one_until_it_is_answered_and_is_then_sealed() {
    let story = Story::planned(54).unwrap();
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    let grid = std::mem::replace(&mut plan["grid"], json!(""));
    story.ask("save_plan", plan.clone()).unwrap();
    story.write("Entrée en classe").unwrap();
    assert_eq!(story.seal(""), refused("review.grid"));
    let cancelled = json!({ "visit": story.visit, "reason": "lesson_moved" });
    assert_eq!(
        story.ask("cancel_visit", cancelled).unwrap()["summary"]["status"],
        "cancelled"
    );
    let back = story.ask("reinstate_visit", story.named()).unwrap();
    assert_eq!(
        (&back["summary"]["status"], &back["grid_pinned"]),
        (&json!("underway"), &json!(false))
    );
    plan["grid"] = grid;
    story.ask("save_plan", plan).unwrap();
    story
        .answer("usage_numerique", json!({ "state": "yes_no", "value": true }))
        .unwrap();
    let answered = story.ask("visit", story.named()).unwrap();
    assert_eq!(answered["grid_pinned"], true);
    assert_eq!(story.seal("").unwrap()["summary"]["status"], "sealed");
}

#[test]
fn a_visit_begun_without_a_grid_may_become_one_of_notes_and_be_closed() {
    let story = Story::planned(55).unwrap();
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    story.write("Entrée en classe").unwrap();
    (plan["grid"], plan["kind"]) = (json!(""), json!("rendez_vous_de_carriere"));
    story.ask("save_plan", plan).unwrap();
    let closed = story.ask("close_visit", story.named()).unwrap();
    assert_eq!(closed["summary"]["status"], "closed");
}

#[test]
fn a_planned_visit_is_moved_duplicated_cancelled_and_put_back() {
    let story = Story::planned(43).unwrap();
    let on = |day: &str| json!({ "visit": story.visit, "date": day });
    let moved = story.ask("move_visit", on("2026-12-01")).unwrap();
    assert_eq!(
        (&moved["plan"]["date"], &moved["plan"]["seances"][0]["start"]),
        (&json!("2026-12-01"), &json!("08:15"))
    );
    let copy = story.ask("duplicate_visit", on("2026-12-08")).unwrap();
    assert_ne!(copy["plan"]["id"], moved["plan"]["id"]);
    assert_ne!(
        copy["plan"]["seances"][0]["id"],
        moved["plan"]["seances"][0]["id"]
    );
    let cancel = |reason: &str| story.ask("cancel_visit", json!({ "visit": story.visit, "reason": reason }));
    assert_eq!(cancel("grève"), refused("app.cancel_reason"));
    assert_eq!(cancel("lesson_moved").unwrap()["summary"]["status"], "cancelled");
    assert_eq!(
        story.answer("usage_numerique", json!({ "state": "yes_no", "value": true })),
        refused("notebook.visit_cancelled")
    );
    assert_eq!(
        story.ask("reinstate_visit", story.named()).unwrap()["summary"]["status"],
        "planned"
    );
    assert_eq!(
        story.ask("reinstate_visit", story.named()),
        refused("notebook.visit_not_cancelled")
    );
    story.observe().unwrap();
    assert_eq!(
        story.ask("move_visit", on("2026-12-02")),
        refused("app.visit_begun")
    );
}

#[test]
fn no_reason_to_cancel_speaks_of_health_strike_or_union() {
    let story = Story::planned(44).unwrap();
    let lists = story.ask("preparation_lists", json!({})).unwrap();
    let reasons = lists["cancel_reasons"].to_string().to_lowercase();
    for word in ["malad", "santé", "grève", "syndic", "congé", "arrêt"] {
        assert!(!reasons.contains(word), "{word}");
    }
}

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
    assert!(in_force == sealed && !path.contains("Préparatoire"), "{path}");
    let (draft, path) = written(false);
    assert!(draft != sealed && path.contains("Préparatoire"), "{path}");
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

#[test]
fn whether_a_visit_was_announced_may_be_left_unsaid() {
    let story = Story::observed(61).unwrap();
    let report = || {
        let request = json!({ "visit": story.visit, "teacher": "" });
        story.ask("preview_report", request).unwrap()["blocks"].to_string()
    };
    assert!(report().contains("visite annoncée"));
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    plan["announced"] = Value::Null;
    let kept = story.ask("save_plan", plan).unwrap()["plan"].clone();
    assert_eq!(
        (&kept["announced"], &kept["announced_on"]),
        (&Value::Null, &Value::Null)
    );
    story.seal("").unwrap();
    assert!(!report().contains("annoncée"));
}
