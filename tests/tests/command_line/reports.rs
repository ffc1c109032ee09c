//! `carnet report`.

use std::fs;

use serde_json::{Value, json};
use tempfile::tempdir;
use whole_product::story::Story;

use super::{ACCEPTED, FAULT, GOLDEN, REFUSED, codes, messages, run, verdict, written};

/// An exported visit to two teachers of the same name.
fn to_homonyms() -> Vec<u8> {
    let story = Story::planned(62).unwrap();
    let mut plan = story.ask("visit", story.named()).unwrap()["plan"].clone();
    let identity = json!({
        "id": null, "family_name": "Payet", "given_name": "Anna", "function": "Professeure des écoles", "mail": "",
    });
    let new = |_| story.ask("save_teacher", identity.clone()).unwrap()["id"].clone();
    plan["teachers"] = [(); 2].map(new).to_vec().into();
    story.ask("save_plan", plan).unwrap();
    story.observe().unwrap();
    story.seal("").unwrap();
    story.exported().unwrap()
}

#[test]
fn the_report_of_one_teacher_is_the_one_that_the_window_writes() {
    let folder = tempdir().unwrap();
    let story = Story::sealed(66).unwrap();
    let visit = written(folder.path(), "visite.carnet.json", story.exported().unwrap());
    let pdf = folder.path().join("nouveau").join("x.pdf");
    let ran = run(&["report", &visit, "--out", &pdf.display().to_string(), "--json"]);
    let told = verdict(&ran);
    assert_eq!(
        (ran.code, &told["written"]),
        (ACCEPTED, &json!([pdf.display().to_string()]))
    );
    let as_shown = fs::read(&pdf).unwrap() == story.reported().unwrap();
    assert!(as_shown, "another PDF than the window's");
}

#[test]
fn homonyms_get_a_report_each_and_one_file_needs_one_teacher() {
    let folder = tempdir().unwrap();
    let export = to_homonyms();
    let visit = written(folder.path(), "visite.carnet.json", &export);
    let pdf = folder.path().join("x.pdf").display().to_string();
    let several = run(&["report", &visit, "--out", &pdf, "--json"]);
    assert_eq!(
        (several.code, codes(&verdict(&several))),
        (REFUSED, vec!["app.teacher_needed"])
    );
    let all = folder.path().join("tous");
    let ran = run(&[
        "report",
        &visit,
        "--out-dir",
        &all.display().to_string(),
        "--json",
    ]);
    assert_eq!(
        (ran.code, verdict(&ran)["written"].as_array().unwrap().len()),
        (ACCEPTED, 2)
    );
    assert_eq!(fs::read_dir(&all).unwrap().count(), 2);
    let stranger = run(&["report", &visit, "--out", &pdf, "--teacher", "personne", "--json"]);
    assert_eq!(
        (stranger.code, codes(&verdict(&stranger))),
        (REFUSED, vec!["app.teacher_unknown"])
    );
    assert_eq!(
        one_of(&export).map(|one| run(&["report", &visit, "--out", &pdf, "--teacher", &one]).code),
        Some(ACCEPTED)
    );
}

#[test]
fn a_report_is_not_named_as_another_kind_of_file() {
    let folder = tempdir().unwrap();
    let visit = written(folder.path(), "visite.carnet.json", GOLDEN);
    for (option, name) in [("--out", "x.xlsx"), ("--xlsx", "x.pdf")] {
        let file = folder.path().join(name);
        let ran = run(&["report", &visit, option, &file.display().to_string(), "--json"]);
        assert_eq!(
            (ran.code, codes(&verdict(&ran))),
            (FAULT, vec!["app.file_extension"])
        );
        assert!(!file.exists());
    }
}

/// A teacher of an exported visit.
fn one_of(export: &[u8]) -> Option<String> {
    let file: Value = serde_json::from_slice(export).ok()?;
    let document: Value = serde_json::from_str(file["revisions"][0]["document"].as_str()?).ok()?;
    Some(document["subject"]["teachers"][0]["id"].as_str()?.to_owned())
}

#[test]
fn another_file_is_replaced_only_when_told_to() {
    let folder = tempdir().unwrap();
    let visit = written(folder.path(), "visite.carnet.json", GOLDEN);
    let pdf = folder.path().join("x.pdf").display().to_string();
    let report = ["report", visit.as_str(), "--out", pdf.as_str(), "--json"];
    assert_eq!(run(&report).code, ACCEPTED);
    let first = fs::read(&pdf).unwrap();
    let again = run(&report);
    assert_eq!(
        (again.code, &verdict(&again)["written"]),
        (ACCEPTED, &json!([pdf]))
    );
    fs::write(&pdf, "autre chose").unwrap();
    let refused = run(&report);
    let told = verdict(&refused);
    assert_eq!((refused.code, codes(&told)), (REFUSED, vec!["app.file_exists"]));
    assert!(messages(&told).contains("--force"), "{told}");
    assert_eq!(fs::read(&pdf).unwrap(), b"autre chose");
    let forced = run(&[&report[..], &["--force"]].concat());
    assert_eq!((forced.code, fs::read(&pdf).unwrap()), (ACCEPTED, first));
}

#[test]
fn of_several_reports_none_is_written_where_one_would_replace_another_file() {
    let folder = tempdir().unwrap();
    let visit = written(folder.path(), "visite.carnet.json", to_homonyms());
    let all = folder.path().join("tous").display().to_string();
    let report = ["report", visit.as_str(), "--out-dir", all.as_str(), "--json"];
    let told = verdict(&run(&report));
    let paths: Vec<String> = serde_json::from_value(told["written"].clone()).unwrap();
    fs::remove_file(&paths[0]).unwrap();
    fs::write(&paths[1], "autre chose").unwrap();
    let refused = run(&report);
    assert_eq!(
        (refused.code, codes(&verdict(&refused))),
        (REFUSED, vec!["app.file_exists"])
    );
    assert_eq!(fs::read_dir(&all).unwrap().count(), 1);
    assert_eq!(run(&[&report[..], &["--force"]].concat()).code, ACCEPTED);
    assert_eq!(fs::read_dir(&all).unwrap().count(), 2);
}

#[test]
fn a_report_can_be_written_as_a_workbook() {
    let folder = tempdir().unwrap();
    let visit = written(folder.path(), "visite.carnet.json", GOLDEN);
    let book = folder.path().join("x.xlsx").display().to_string();
    let ran = run(&["report", &visit, "--xlsx", &book, "--json"]);
    assert_eq!((ran.code, &verdict(&ran)["written"]), (ACCEPTED, &json!([book])));
    assert!(fs::read(&book).unwrap().starts_with(b"PK"));
    // A script runs twice: the very same bytes are left as they are.
    assert_eq!(run(&["report", &visit, "--xlsx", &book, "--json"]).code, ACCEPTED);
}
