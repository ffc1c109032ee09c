//! Fictitious notebooks: the same for the same seed, sound, and as large as they were asked.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::Command;
use std::sync::Arc;

use app::sample::Sample;
use serde_json::{Value, json};
use whole_product::carnet::carnet;
use whole_product::machine::{Machine, PASSPHRASE, ask, set_up};
use whole_product::story::text;

/// All that a notebook of this seed says: its agenda, then each sealed visit as its report.
fn told(seed: u64) -> (Value, Vec<Vec<u8>>) {
    let machine = Machine::new(seed).unwrap();
    let app = set_up(Arc::clone(&machine)).unwrap();
    app.make_up(Sample {
        schools: 20,
        teachers: 8,
        past_visits: 4,
        coming_visits: 2,
        seed,
    })
    .unwrap();
    let agenda = ask(
        &app,
        "agenda",
        json!({ "from": "2020-01-01", "to": "2027-12-31" }),
    )
    .unwrap();
    let sealed = agenda
        .as_array()
        .unwrap()
        .iter()
        .filter(|visit| visit["status"] == "sealed");
    let reports = sealed.map(|visit| {
        let file = ask(
            &app,
            "export_report",
            json!({ "visit": visit["id"], "teacher": "" }),
        )
        .unwrap();
        std::fs::read(text(&file["path"])).unwrap()
    });
    let reports = reports.collect();
    (agenda, reports)
}

#[test]
fn the_same_seed_gives_the_same_notebook_and_another_another() {
    let first = told(91);
    assert_eq!(first.0.as_array().unwrap().len(), 6);
    assert_eq!(first.1.len(), 4);
    assert!(first == told(91));
    assert!(first.0 != told(92).0);
}

#[test]
fn no_fictitious_answer_breaks_a_constraint_of_its_grid() {
    let machine = Machine::new(93).unwrap();
    let app = set_up(Arc::clone(&machine)).unwrap();
    app.make_up(Sample {
        schools: 20,
        teachers: 8,
        past_visits: 12,
        coming_visits: 0,
        seed: 93,
    })
    .unwrap();
    let years = json!({ "from": "2020-01-01", "to": "2027-12-31" });
    let agenda = ask(&app, "agenda", years).unwrap();
    for visit in agenda.as_array().unwrap() {
        let seen = ask(&app, "observation", json!({ "visit": visit["id"] })).unwrap();
        let units = seen["seances"]
            .as_object()
            .unwrap()
            .values()
            .chain([&seen["answers"]]);
        let answers = units.flat_map(|unit| unit["items"].as_object().unwrap());
        for (item, answer) in answers {
            assert_eq!(answer["objections"], json!([]), "{item}: {answer}");
        }
    }
}

#[test]
fn the_notebook_that_the_program_makes_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("essai");
    let mut program = Command::new(env!("CARGO_BIN_EXE_demo-notebook"));
    let ran = program
        .args(["--visits", "5", "--seed", "3", "--schools", "30", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(ran.status.success() && said.contains(PASSPHRASE), "{said}");
    let notebook = out.join("carnet").display().to_string();
    let verdict = carnet(&["notebook", "check", &notebook, "--json"], PASSPHRASE).unwrap();
    assert_eq!(verdict.code, Some(0), "{verdict:?}");
    assert_eq!(
        (&verdict.json()["visit"], &verdict.json()["school"]),
        (&json!(5), &json!(30))
    );
}

#[test]
fn a_program_asked_for_nothing_says_how_to_ask() {
    let ran = Command::new(env!("CARGO_BIN_EXE_demo-notebook"))
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("--visits"));
}
