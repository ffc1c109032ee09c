//! The program without a window, as a script or a person at a terminal runs it: what it prints, and how it ends.
#![allow(clippy::unwrap_used)]

mod checking;
mod help;
mod notebooks;
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

/// The verdict of a run with `--json`: one object, its problems each with their four members and a sentence.
fn verdict(ran: &Ran) -> Value {
    let verdict = ran.json();
    assert!(verdict["accepted"].is_boolean(), "no verdict: {ran:?}");
    for problem in verdict["problems"].as_array().unwrap() {
        let members: BTreeSet<&str> = problem.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(members, BTreeSet::from(["at", "code", "message", "severity"]));
        assert!(["warning", "error"].contains(&problem["severity"].as_str().unwrap()));
        assert!(problem["message"].as_str().unwrap().len() > 10, "{problem}");
    }
    assert_eq!(ran.faults, "");
    verdict
}

/// The codes of a verdict's problems, in order.
fn codes(verdict: &Value) -> Vec<&str> {
    let problems = verdict["problems"].as_array().unwrap().iter();
    problems.map(|one| one["code"].as_str().unwrap()).collect()
}
