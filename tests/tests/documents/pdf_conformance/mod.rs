//! Every kind of document that the product prints passes PDF/UA-1 and PDF/A-2a, judged by a checker that is not ours: one of
//! each made by the commands, the reports of each teacher of 120 drawn visits with what surrounds them, and of the fictitious
//! ones.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod every_kind;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use whole_product::documents::drawn;
use whole_product::machine::{Machine, ask, set_up};
use whole_product::readers::readers_python;

/// How many documents the promise is about.
const DOCUMENTS: u64 = 120;

/// Judges every PDF of a folder by both profiles; prints what each file fails, as one JSON object.
const JUDGE: &str = r"
import json, pathlib, sys
from page import PageError, SafetyLimits, ValidationProfile, validate_pdf

def failures(path, profile):
    try:
        report = validate_pdf(str(path), profile=profile, limits=SafetyLimits.unlimited())
    except PageError as error:
        return [f'{profile.name}: {error}']
    found = [f'{profile.name} {failure.rule_id}: {failure.message}' for failure in report.failures]
    return found if found or report.is_compliant else [f'{profile.name}: not compliant']

profiles = [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A]
files = sorted(pathlib.Path(sys.argv[1]).glob('*.pdf'))
print(json.dumps({path.name: [text for one in profiles for text in failures(path, one)] for path in files}))
";

/// What each PDF of `folder` fails, by file name.
fn judged(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let ran = Command::new(readers_python(env!("CARGO_BIN_EXE_demo-notebook")))
        .args(["-c", JUDGE])
        .arg(folder)
        .output();
    let ran = ran.expect(
        "« cargo xtask test » installs page-validation and names its Python in PAGE_VALIDATION_PYTHON",
    );
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).unwrap()
}

/// That every file of `folder`, `count` of them, passes.
fn all_pass(folder: &Path, count: usize) {
    let judged = judged(folder);
    assert_eq!(judged.len(), count);
    let failed: BTreeMap<_, _> = judged
        .into_iter()
        .filter(|(_, failures)| !failures.is_empty())
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn drawn_reports_pass_both_profiles() {
    let folder = tempfile::tempdir().unwrap();
    let mut written = 0;
    for seed in 0..DOCUMENTS {
        let visit = drawn(seed).unwrap();
        for (rank, report) in visit.reports().iter().enumerate() {
            let named = format!("{seed:03}-{rank}");
            let rendered =
                reports::render(&report.compose()).unwrap_or_else(|error| panic!("{named}: {error}"));
            assert_eq!(reports::check::check(&rendered.bytes), [], "{named}");
            fs::write(folder.path().join(format!("{named}.pdf")), rendered.bytes).unwrap();
            written += 1;
        }
    }
    assert!(written > usize::try_from(DOCUMENTS).unwrap() * 3 / 2);
    all_pass(folder.path(), written);
}

#[test]
fn drawn_papers_pass_both_profiles() {
    let folder = tempfile::tempdir().unwrap();
    let mut written = 0;
    for seed in (0..DOCUMENTS).step_by(4) {
        for (kind, paper) in drawn(seed).unwrap().papers() {
            let named = format!("{seed:03}-{kind}");
            let rendered = reports::render(&paper).unwrap_or_else(|error| panic!("{named}: {error}"));
            assert_eq!(reports::check::check(&rendered.bytes), [], "{named}");
            fs::write(folder.path().join(format!("{named}.pdf")), rendered.bytes).unwrap();
            written += 1;
        }
    }
    all_pass(folder.path(), written);
}

#[test]
fn what_is_drawn_is_as_various_as_promised() {
    let all: Vec<_> = (0..DOCUMENTS).map(|seed| drawn(seed).unwrap()).collect();
    let most =
        |count: &dyn Fn(&whole_product::documents::Drawn) -> usize| all.iter().map(count).max().unwrap();
    let least =
        |count: &dyn Fn(&whole_product::documents::Drawn) -> usize| all.iter().map(count).min().unwrap();
    let teachers = |one: &whole_product::documents::Drawn| {
        reports::visit_report::VisitReport::teachers(&one.document).len()
    };
    let recommended = |one: &whole_product::documents::Drawn| one.document.debrief.recommendations.len();
    assert_eq!(
        (most(&teachers), most(&recommended), least(&recommended)),
        (4, 20, 0)
    );
    assert!(most(&|one| one.answers()) >= 58 && least(&|one| one.answers()) == 0);
    assert!(most(&|one| one.document.debrief.interview.chars().count()) > 5_000);
    assert!(all.iter().any(|one| one.document.revision > 1) && all.iter().any(|one| !one.sealed));
    assert_eq!(
        (most(&|one| one.happened.len()), least(&|one| one.happened.len())),
        (4, 0)
    );
    assert!(most(&|one| one.document.debrief.follow_ups.len()) == 6);
    let timed = |one: &whole_product::documents::Drawn| {
        let seances = one.document.seances.iter();
        seances.filter(|seance| seance.timeline.is_some()).count()
    };
    assert!(most(&timed) > 0);
}

#[test]
fn reports_of_the_fictitious_visits_pass_and_keep_to_four_pages() {
    let machine = Machine::new(5).unwrap();
    let app = set_up(machine.clone()).unwrap();
    ask(&app, "discover", json!({})).unwrap();
    let agenda = ask(
        &app,
        "agenda",
        json!({ "from": "2026-01-01", "to": "2026-12-31" }),
    )
    .unwrap();
    let sealed: Vec<_> = agenda
        .as_array()
        .unwrap()
        .iter()
        .filter(|visit| visit["status"] == "sealed")
        .collect();
    let mut written = 0;
    for (visit, teacher) in sealed.iter().flat_map(|visit| each_teacher(&app, visit)) {
        let request = json!({ "visit": visit, "teacher": teacher });
        let file = ask(&app, "export_report", request).unwrap();
        written += 1;
        let bytes = fs::read(file["path"].as_str().unwrap()).unwrap();
        let pages = lopdf::Document::load_mem(&bytes).unwrap().get_pages().len();
        assert!((2..=4).contains(&pages), "{pages} pages: {file}");
    }
    assert!(sealed.len() > 3 && written >= sealed.len());
    all_pass(machine.documents(), written);
}

/// A visit with each of its teachers; with none, when it is of a school.
fn each_teacher(app: &app::App, visit: &Value) -> Vec<(Value, Value)> {
    let whole = ask(app, "visit", json!({ "visit": visit["id"] })).unwrap();
    let teachers = whole["teachers"].as_array().unwrap().iter();
    let mut ids: Vec<Value> = teachers.map(|teacher| teacher["id"].clone()).collect();
    if ids.is_empty() {
        ids.push(json!(""));
    }
    ids.into_iter().map(|id| (visit["id"].clone(), id)).collect()
}
