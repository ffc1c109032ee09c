//! A visit before it: what a plan may say, and until when.

use std::collections::BTreeSet;

use observation::directory::fictitious;
use serde_json::{Value, json};
use whole_product::story::{SCHOOLS, Story, text};

use super::{NOBODY, refused};

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
    let told = story.ask("save_plan", plan.clone()).unwrap_err();
    let mut unsaid = plan;
    unsaid["kind"] = json!("");
    assert_eq!(story.ask("save_plan", unsaid).unwrap_err(), ["app.kind_missing"]);
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
        "discipline_code": "", "discipline": "Vie de classe", "room": "", "class": "", "half_class": false, "pupils": null,
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

#[test]
fn those_who_observe_a_lesson_together_share_its_code_and_nothing_else() {
    let (mine, theirs) = (Story::planned(91).unwrap(), Story::planned(92).unwrap());
    let plan = |story: &Story| story.ask("visit", story.named()).unwrap()["plan"].clone();
    let code = text(&plan(&mine)["seances"][0]["lesson"]);
    let mut shared = plan(&theirs);
    assert_ne!(shared["seances"][0]["lesson"], json!(code));
    shared["seances"][0]["lesson"] = json!(format!(" {code} "));
    theirs.ask("save_plan", shared.clone()).unwrap();
    assert_eq!(text(&plan(&theirs)["seances"][0]["lesson"]), code);
    // A code that is given up gives way to one of its own, and a copy on another day is another lesson.
    shared["seances"][0]["lesson"] = json!("");
    theirs.ask("save_plan", shared.clone()).unwrap();
    let own = text(&plan(&theirs)["seances"][0]["lesson"]);
    assert!(own != code && !own.is_empty());
    shared["seances"][0]["lesson"] = json!(code);
    theirs.ask("save_plan", shared.clone()).unwrap();
    let copy = json!({ "visit": theirs.visit, "date": "2026-12-01" });
    let copy = theirs.ask("duplicate_visit", copy).unwrap();
    assert_ne!(text(&copy["plan"]["seances"][0]["lesson"]), code);
    shared["seances"][0]["lesson"] = json!(&code[..20]);
    assert_eq!(theirs.ask("save_plan", shared), refused("app.lesson_code"));
    for story in [&mine, &theirs] {
        story.observe().unwrap();
        story.seal("").unwrap();
    }
    let pseudonym = |story: &Story| {
        let file: Value = serde_json::from_slice(&story.exported().unwrap()).unwrap();
        let facts: Value = serde_json::from_str(&text(&file["revisions"][0]["record"]["facts"])).unwrap();
        text(&facts["seances"][0]["lesson"])
    };
    assert_eq!(pseudonym(&mine), pseudonym(&theirs));
    assert!(!pseudonym(&mine).is_empty() && pseudonym(&mine) != code, "opaque");
}
