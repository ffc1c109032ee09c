//! The program without a window, as a script or a person at a terminal runs it: what it prints, and how it ends.
#![allow(clippy::unwrap_used)]

mod checking;
mod help;
mod manual;
mod notebooks;
mod papers;
mod reports;
mod syncing;
mod visits;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use whole_product::carnet::{Ran, carnet};

const ACCEPTED: Option<i32> = Some(0);
const FAULT: Option<i32> = Some(1);
const REFUSED: Option<i32> = Some(2);

/// Runs the program with these words.
fn run(arguments: &[&str]) -> Ran {
    carnet(arguments, "").unwrap()
}

/// A file of this content in `folder`, as the program is given it.
fn written(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

/// A file of the project.
fn shipped(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The exported visit that every version reads: sealed, then corrected.
const GOLDEN: &str = include_str!("../../golden/visit-1.carnet.json");

/// The golden visit after `change`.
fn golden(change: impl FnOnce(&mut Value)) -> String {
    let mut file: Value = serde_json::from_str(GOLDEN).unwrap();
    change(&mut file);
    file.to_string()
}

/// What readers of JSON and systems say to programmers: no person is to read it.
const ENGLISH: &[&str] = &[
    "missing field",
    "unknown field",
    "unknown variant",
    "invalid type",
    "expected ",
    "EOF",
    "No such",
    "os error",
];

/// The verdict of a run with `--json`: one object, its problems each with their four members and a sentence.
fn verdict(ran: &Ran) -> Value {
    let verdict = ran.json();
    assert!(verdict["accepted"].is_boolean(), "no verdict: {ran:?}");
    for problem in verdict["problems"].as_array().unwrap() {
        let members: BTreeSet<&str> = problem.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(members, BTreeSet::from(["at", "code", "message", "severity"]));
        assert!(["warning", "error"].contains(&problem["severity"].as_str().unwrap()));
        let message = problem["message"].as_str().unwrap();
        assert!(message.len() > 10, "{problem}");
        let english = ENGLISH.iter().find(|words| message.contains(**words));
        assert_eq!(english, None, "{problem}");
    }
    assert_eq!(ran.faults, "");
    verdict
}

/// The sentences of a verdict's problems, one after the other.
fn messages(verdict: &Value) -> String {
    let problems = verdict["problems"].as_array().unwrap().iter();
    let messages: Vec<&str> = problems.map(|one| one["message"].as_str().unwrap()).collect();
    messages.join("\n")
}

/// The codes of a verdict's problems, in order.
fn codes(verdict: &Value) -> Vec<&str> {
    let problems = verdict["problems"].as_array().unwrap().iter();
    problems.map(|one| one["code"].as_str().unwrap()).collect()
}
