//! `carnet verify` and `carnet report`.

use std::fs;

use serde_json::{Value, json};
use tempfile::tempdir;
use whole_product::story::{Story, text};

use super::{ACCEPTED, REFUSED, codes, run, verdict, written};

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

fn signer_of(told: &Value) -> String {
    text(&told["signers"][0])
}

#[test]
fn an_exported_visit_is_intact_and_its_signer_known_or_not() {
    let folder = tempdir().unwrap();
    let export = |seed| Story::sealed(seed).unwrap().exported().unwrap();
    let visit = written(folder.path(), "visite.carnet.json", export(63));
    let other = written(folder.path(), "autre.carnet.json", export(64));
    let ran = run(&["verify", &visit, "--json"]);
    let told = verdict(&ran);
    assert_eq!(
        (ran.code, &told["intact"], &told["signer"]),
        (ACCEPTED, &json!(true), &json!("unknown"))
    );
    let signer = signer_of(&told).to_uppercase();
    let known = run(&["verify", &visit, "--signer", &signer, "--json"]);
    assert_eq!(
        (known.code, &verdict(&known)["signer"]),
        (ACCEPTED, &json!("known"))
    );
    let stranger = run(&["verify", &other, "--signer", &signer, "--json"]);
    let told = verdict(&stranger);
    assert_eq!(
        (stranger.code, &told["intact"], &told["signer"]),
        (REFUSED, &json!(true), &json!("other"))
    );
    assert_eq!(codes(&told), vec!["app.signer_other"]);
    let misread = run(&["verify", &visit, "--signer", "quelqu’un", "--json"]);
    assert_eq!(
        (misread.code, codes(&verdict(&misread)).is_empty()),
        (REFUSED, false)
    );
}

#[test]
fn a_changed_visit_is_not_intact_and_gives_no_report() {
    let folder = tempdir().unwrap();
    let export = String::from_utf8(Story::sealed(65).unwrap().exported().unwrap()).unwrap();
    let changed = export.replacen("La consigne est reformulée.", "La consigne est répétée.", 1);
    assert_ne!(export, changed);
    let visit = written(folder.path(), "visite.carnet.json", changed);
    let ran = run(&["verify", &visit, "--json"]);
    assert_eq!((ran.code, &verdict(&ran)["intact"]), (REFUSED, &json!(false)));
    let pdf = folder.path().join("x.pdf");
    let report = run(&["report", &visit, "--out", &pdf.display().to_string(), "--json"]);
    assert_eq!(
        (report.code, codes(&verdict(&report)).is_empty()),
        (REFUSED, false)
    );
    assert!(!pdf.exists());
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
    assert_eq!(fs::read(&pdf).unwrap(), story.reported().unwrap());
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

/// A teacher of an exported visit.
fn one_of(export: &[u8]) -> Option<String> {
    let file: Value = serde_json::from_slice(export).ok()?;
    let document: Value = serde_json::from_str(file["revisions"][0]["document"].as_str()?).ok()?;
    Some(document["subject"]["teachers"][0]["id"].as_str()?.to_owned())
}

#[test]
fn without_json_the_verdict_is_in_words() {
    let folder = tempdir().unwrap();
    let visit = written(
        folder.path(),
        "visite.carnet.json",
        Story::sealed(67).unwrap().exported().unwrap(),
    );
    let ran = run(&["verify", &visit]);
    assert_eq!(ran.code, ACCEPTED);
    for words in ["Accepté\n", "Intact\u{a0}: oui\n", "Révisions\u{a0}: 1\n"] {
        assert!(ran.out.contains(words), "{}", ran.out);
    }
}
