//! Any bytes as a visit file end in a result, and all the problems of its shape show at once.

use proptest::prelude::*;
use serde_json::{Value, json};
use sync_protocol::VisitFile;

use crate::sample::{SmallRules, visit_file};

fn value() -> Value {
    serde_json::to_value(visit_file()).expect("JSON")
}

fn problems(file: &Value) -> Vec<(String, String)> {
    let bytes = serde_json::to_vec(file).expect("JSON");
    let problems = VisitFile::read(&bytes).expect_err("a refused file");
    problems
        .into_iter()
        .map(|problem| (problem.code, problem.at))
        .collect()
}

#[test]
fn every_misshapen_part_is_told_at_once() {
    let mut file = value();
    file["exported_at"] = json!("hier");
    file["revisions"][1]["record"]["sha256"] = json!("ABCD");
    file["revisions"][1]["document"] = json!(12);
    file["certificates"][0] = json!(null);
    let expected = [
        "exported_at",
        "revisions[1].record.sha256",
        "revisions[1].document",
        "certificates[0]",
    ];
    let expected = expected.map(|at| ("visit_file.shape".to_owned(), at.to_owned()));
    assert_eq!(problems(&file), expected);
}

#[test]
fn another_format_and_a_missing_list_are_refused_whole() {
    let mut later = value();
    later["format"] = json!("carnet/visit-file/2");
    assert_eq!(
        problems(&later),
        [("visit_file.format_unknown".into(), "format".into())]
    );
    later["format"] = json!("carnet/grid/1");
    assert_eq!(
        problems(&later),
        [("visit_file.other_format".into(), "format".into())]
    );
    let mut short = value();
    short.as_object_mut().expect("an object").remove("states");
    assert_eq!(
        problems(&short),
        [("visit_file.not_a_visit_file".into(), String::new())]
    );
}

#[test]
fn a_field_that_stands_twice_is_refused() {
    let text = String::from_utf8(visit_file().to_bytes().expect("bytes")).expect("text");
    let twice = text.replacen("\"revision\": 1,", "\"revision\": 1, \"revision\": 1,", 1);
    assert!(VisitFile::read(twice.as_bytes()).is_err());
}

#[test]
fn fields_of_a_later_version_are_kept() {
    let mut file = value();
    for pointer in ["", "/revisions/0", "/revisions/0/record", "/certificates/0"] {
        file.pointer_mut(pointer).expect("a place")["later"] = json!({ "kept": [1, "é"] });
    }
    let read = VisitFile::read(&serde_json::to_vec(&file).expect("JSON")).expect("a visit file");
    assert!(read.verify(&SmallRules).intact);
    assert_eq!(serde_json::to_value(&read).expect("JSON"), file);
}

proptest! {
    #[test]
    fn any_bytes_end_in_a_result(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        let _ = VisitFile::read(&bytes);
    }

    #[test]
    fn any_cut_and_splice_of_a_file_ends_in_a_result(
        cut in any::<prop::sample::Index>(),
        length in 0_usize..200,
        with in prop_oneof![Just(""), Just("null"), Just("[]"), Just("\u{0}"), Just("{\"a\":")],
    ) {
        let mut bytes = visit_file().to_bytes().expect("bytes");
        let start = cut.index(bytes.len());
        let end = bytes.len().min(start + length);
        bytes.splice(start..end, with.bytes());
        if let Ok(file) = VisitFile::read(&bytes) {
            let _ = file.verify(&SmallRules);
        }
    }
}
