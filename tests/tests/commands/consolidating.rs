//! The working view beyond its figures: groups of a file, consolidations that are kept, the frame of a training plan.
#![allow(clippy::unwrap_used)]

use std::fs;

use app::App;
use app::sample::Sample;
use serde_json::{Value, json};
use whole_product::inspecting::Inspecting;
use whole_product::machine::{Machine, ask, set_up};
use whole_product::story::text;

const SEED: u64 = 506;

fn inspector() -> App {
    let app = set_up(Machine::new(SEED).unwrap()).unwrap();
    app.make_up(Sample {
        schools: 12,
        teachers: 36,
        past_visits: 90,
        coming_visits: 0,
        seed: SEED,
    })
    .unwrap();
    app
}

fn asked(app: &App, name: &str, request: Value) -> Value {
    ask(app, name, request).unwrap()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn imported(app: &App, file: &str) -> Result<Value, Vec<String>> {
    let staged = app.stage_file("groupes.csv", file.as_bytes().to_vec()).unwrap();
    ask(app, "import_groups", json!({ "file": staged.file }))
}

/// The schools that were visited, by UAI.
fn visited(app: &App) -> Vec<String> {
    let coverage = asked(app, "coverage", json!({}));
    list(&coverage["schools"]).map(|one| text(&one["uai"])).collect()
}

#[test]
fn groups_of_a_file_stand_side_by_side_in_the_order_of_their_names() {
    let app = inspector();
    let schools = visited(&app);
    let wrong = imported(&app, "ensemble;groupe;uai\nBassins;;x\n").unwrap_err();
    assert_eq!(wrong, ["consolidation.group_unnamed", "consolidation.group_uai"]);
    let before = asked(&app, "compare_groups", json!({}));
    assert_eq!(
        list(&before["sets"]).count(),
        2,
        "communes and circonscriptions: nothing was kept"
    );

    let lines = schools.iter().enumerate().map(|(rank, uai)| {
        let group = if rank % 2 == 0 { "Sud" } else { "Nord" };
        format!("Bassins;{group};{uai}")
    });
    let file = format!("ensemble;groupe;uai\n{}\n", lines.collect::<Vec<_>>().join("\n"));
    imported(&app, &file).unwrap();
    let view = asked(&app, "compare_groups", json!({ "set": "Bassins" }));
    assert_eq!(view["set"], "Bassins");
    let usage = list(&view["indicators"])
        .find(|one| one["code"] == "part_usage")
        .unwrap();
    let names: Vec<String> = list(&usage["rows"]).map(|row| text(&row["label"])).collect();
    assert_eq!(names, ["Nord", "Sud"]);
    assert!(usage["chart"].is_object());
    // The same set again replaces it.
    imported(&app, "ensemble;groupe;uai\nBassins;Tout;9749901U\n").unwrap();
    let view = asked(&app, "compare_groups", json!({ "set": "Bassins" }));
    assert_eq!(
        list(&view["sets"]).filter(|set| set["code"] == "Bassins").count(),
        1
    );
}

#[test]
fn what_was_kept_is_compared_with_what_is_now_and_tells_nobody_between() {
    let app = set_up(Machine::new(SEED + 1).unwrap()).unwrap();
    let at_work = Inspecting::begun(&app).unwrap();
    let visit = |number: usize| {
        at_work
            .visit(&format!("Nom-{number}"), number % 2, number.is_multiple_of(2))
            .unwrap()
    };
    (0..6).for_each(|number| drop(visit(number)));
    let keep = |name: &str| {
        asked(
            &app,
            "freeze_consolidation",
            json!({ "name": name, "consolidation": {} }),
        )
    };
    let unnamed = json!({ "name": " ", "consolidation": {} });
    assert_eq!(
        ask(&app, "freeze_consolidation", unnamed).unwrap_err(),
        ["app.blank"]
    );
    keep("Avant");
    visit(6);
    keep("Une de plus");
    (7..10).for_each(|number| drop(visit(number)));
    let kept = keep("Quatre de plus");
    let id = |name: &str| {
        let found = list(&kept).find(|one| one["name"] == name);
        found.unwrap()["id"].clone()
    };
    let between = |one: &str, other: &str| {
        let compared = asked(
            &app,
            "compare_frozen",
            json!({ "one": id(one), "other": id(other) }),
        );
        let indicators = compared["indicators"].clone();
        let usage = list(&indicators)
            .find(|one| list(&one["rows"]).any(|row| text(&row["label"]).contains("usage du numérique")));
        usage.unwrap()["rows"][0].clone()
    };
    let few = between("Avant", "Une de plus");
    assert!(text(&few["one"]).contains("trop peu"), "{few}");
    let enough = between("Avant", "Quatre de plus");
    assert!(
        text(&enough["one"]).contains('%') && text(&enough["other"]).contains('%'),
        "{enough}"
    );
    let left = asked(&app, "forget_frozen", json!({ "id": id("Avant") }));
    assert_eq!(list(&left).count(), 2);
    let gone = json!({ "one": id("Avant"), "other": id("Une de plus") });
    assert_eq!(
        ask(&app, "compare_frozen", gone).unwrap_err(),
        ["app.frozen_unknown"]
    );
}

#[test]
fn training_needs_are_a_frame_to_complete() {
    let app = inspector();
    let needs = asked(&app, "training_needs", json!({}));
    assert!(list(&needs["plans"]).count() > 0, "{needs}");
    let file = asked(&app, "export_training_plan", json!({}));
    let written = fs::read_to_string(text(&file["path"])).unwrap();
    let head = written.trim_start_matches('\u{feff}').lines().next().unwrap();
    assert_eq!(
        head,
        "circonscription;type;besoin;enseignants concernés;modalité;dates;formateur;places"
    );
    assert!(written.lines().count() > 1, "{written}");
}
