//! Personal notes: in no report, export, fact or file, whatever the form; the search that proves it can find.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use app::host::Host;
use lopdf::{Document, Object};
use serde_json::{Value, json};
use whole_product::story::{SECRET, Story};

/// The text in each encoding that a file may hold it in.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let wide: Vec<u16> = text.encode_utf16().collect();
    let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let escaped: String = wide
        .iter()
        .map(|unit| {
            if *unit < 128 {
                char::from(*unit as u8).into()
            } else {
                format!("\\u{unit:04x}")
            }
        })
        .collect();
    vec![
        text.as_bytes().to_vec(),
        big.clone(),
        wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        hexadecimal(text.as_bytes()).into_bytes(),
        hexadecimal(&big).to_uppercase().into_bytes(),
        escaped.into_bytes(),
    ]
}

fn holds(bytes: &[u8], text: &str) -> bool {
    forms(text)
        .iter()
        .any(|form| bytes.windows(form.len()).any(|window| window == form.as_slice()))
}

/// All that a PDF holds, streams decompressed, then the text of its pages without what cuts it into lines.
fn within(pdf: &[u8]) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let shown = document.extract_text(&pages).unwrap();
    let joined: String = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    document.decompress();
    let mut all = joined.into_bytes();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            all.extend(&stream.content);
        }
        all.extend(format!("{object:?}").into_bytes());
    }
    all
}

/// What leaves the notebook of a visit whose debrief says `said`, under the name of where it was found.
fn outputs(story: &Story) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let report = story.reported().unwrap();
    found.push(("report".to_owned(), within(&report)));
    found.push(("report, raw".to_owned(), report));
    let export = story.exported().unwrap();
    let file: Value = serde_json::from_slice(&export).unwrap();
    for revision in file["revisions"].as_array().unwrap() {
        found.push(("facts".to_owned(), revision["record"].to_string().into_bytes()));
        found.push(("document".to_owned(), revision.to_string().into_bytes()));
    }
    found.push((".carnet.json".to_owned(), export.clone()));
    for report in app::tools::reports(&export, None, app::tools::Form::Pdf).unwrap() {
        found.push(("carnet report".to_owned(), within(&report.bytes)));
    }
    let of_the_visit = json!({ "visit": story.visit, "teacher": "" });
    let visit = ["preview_report", "review", "observation", "visit"].map(|name| (name, of_the_visit.clone()));
    let others = [
        ("teacher", json!({ "id": story.teacher })),
        ("teachers", json!({ "query": "", "uai": null })),
        ("agenda", json!({ "from": "2020-01-01", "to": "2030-12-31" })),
    ];
    for (name, request) in visit.into_iter().chain(others) {
        let told = story.ask(name, request).unwrap();
        found.push((name.to_owned(), told.to_string().into_bytes()));
    }
    found.extend(files(&story.machine.notebook_folder()));
    found.extend(files(story.machine.documents()));
    found
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![(path.display().to_string(), std::fs::read(&path).unwrap())],
        })
        .collect()
}

#[test]
fn personal_notes_are_in_no_output_before_or_after_sealing_and_correcting() {
    let story = Story::observed(61).unwrap();
    let preparatory = story.reported().unwrap();
    assert!(!holds(&within(&preparatory), SECRET) && !holds(&preparatory, SECRET));
    story.seal("").unwrap();
    story.ask("begin_correction", story.named()).unwrap();
    story
        .answer("lien_objectif", json!({ "state": "level", "value": 1 }))
        .unwrap();
    story.seal("Erreur de saisie").unwrap();
    for (place, bytes) in outputs(&story) {
        assert!(!holds(&bytes, SECRET), "personal notes are in {place}");
    }
    assert_eq!(
        story.ask("personal_notes", story.named()).unwrap()["text"],
        SECRET
    );
}

#[test]
fn the_same_search_finds_what_a_debrief_says() {
    let story = Story::observed(62).unwrap();
    let debrief = json!({ "interview": SECRET, "strengths": [], "recommendations": [] });
    story
        .ask(
            "save_debrief",
            json!({ "visit": story.visit, "debrief": debrief }),
        )
        .unwrap();
    story.seal("").unwrap();
    let telling: Vec<String> = outputs(&story)
        .into_iter()
        .filter(|(_, bytes)| holds(bytes, SECRET))
        .map(|(place, _)| place)
        .collect();
    for place in [
        "report",
        "document",
        ".carnet.json",
        "carnet report",
        "preview_report",
        "observation",
    ] {
        assert!(
            telling.iter().any(|found| found == place),
            "the search is blind to {place}"
        );
    }
    assert!(!telling.contains(&"facts".to_owned()));
}

#[test]
fn blank_personal_notes_take_the_former_away() {
    let story = Story::sealed(63).unwrap();
    assert_eq!(
        story.ask("visit", story.named()).unwrap()["has_personal_notes"],
        true
    );
    story
        .ask(
            "save_personal_notes",
            json!({ "visit": story.visit, "text": " " }),
        )
        .unwrap();
    assert_eq!(
        story.ask("visit", story.named()).unwrap()["has_personal_notes"],
        false
    );
    assert_eq!(story.ask("personal_notes", story.named()).unwrap()["text"], "");
}
