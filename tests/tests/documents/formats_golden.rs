//! Files of version 1, kept for ever: each later version must read them, and say of them what this one says.
#![allow(clippy::unwrap_used)]

use observation::answers::{State, Value};
use observation::canonical::is_canonical;
use observation::grid::GridFile;
use observation::register::{Register, RegisterEntry};
use observation::visit::VisitDocument;
use sync_protocol::VisitFile;

const VISIT: &[u8] = include_bytes!("../../golden/visit-1.carnet.json");

/// The author of the golden visit.
fn author() -> String {
    let file = VisitFile::read(VISIT).unwrap();
    file.certificates[0].author_fingerprint().to_string()
}

#[test]
fn the_visit_of_version_1_is_intact_and_its_signer_known() {
    let verdict = app::tools::verify_visit(VISIT, Some(&author()));
    assert!(verdict.accepted, "{}", verdict.to_text());
    assert_eq!(verdict.findings["signer"], "known");
    assert_eq!(verdict.findings["revisions"], 2);
}

#[test]
fn its_stored_bytes_are_canonical_and_its_facts_still_the_same() {
    let file = VisitFile::read(VISIT).unwrap();
    let grid = GridFile::from_stored(file.grids[0].clone()).unwrap();
    for revision in &file.revisions {
        assert!(is_canonical(revision.document.as_bytes()));
        let document: VisitDocument = serde_json::from_str(&revision.document).unwrap();
        let facts =
            observation::canonical::to_text(&observation::facts::derive(&document, grid.grid())).unwrap();
        assert_eq!(Some(facts), revision.record.facts);
    }
}

#[test]
fn it_says_what_was_entered() {
    let file = VisitFile::read(VISIT).unwrap();
    let document: VisitDocument = serde_json::from_str(&file.revisions[1].document).unwrap();
    let answers = &document.seances[0].answers;
    let state = |item: &str| &answers.iter().find(|answer| answer.item == item).unwrap().state;
    assert_eq!(*state("lien_objectif"), State::Value(Value::Level(1)));
    assert_eq!(*state("effectif_present"), State::Value(Value::Count(22)));
    assert_eq!(*state("retours"), State::NotObserved);
    assert_eq!(*state("traces"), State::NotApplicable);
    assert_eq!(document.reason.as_deref(), Some("Erreur de saisie"));
}

#[test]
fn facts_hold_neither_day_nor_name_nor_prose() {
    let file = VisitFile::read(VISIT).unwrap();
    for revision in &file.revisions {
        let facts = revision.record.facts.as_ref().unwrap();
        for hidden in [
            "2026-11-24",
            "Hoarau",
            "Delphine",
            "Dubreuil",
            "trace audio",
            "reformulée",
        ] {
            assert!(
                revision.document.contains(hidden),
                "{hidden} is not in the document"
            );
            assert!(!facts.contains(hidden), "{hidden} is in the facts");
        }
    }
}

#[test]
fn its_report_can_still_be_made() {
    let reports = app::tools::reports(VISIT, None, app::tools::Form::Pdf).unwrap();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].name.contains("rectificatif 1"));
}

/// Operations of the register, each in its canonical bytes: who serves where, and merges.
const REGISTER: &str = include_str!("../../golden/register-1.json");
/// The others: what was withdrawn, and homonyms that were decided.
const DECIDED: &str = include_str!("../../golden/register-1-decided.json");

fn register_entries(file: &str) -> Vec<RegisterEntry> {
    let texts: Vec<String> = serde_json::from_str(file).unwrap();
    let entries: Vec<RegisterEntry> = texts
        .iter()
        .map(|text| serde_json::from_str(text).unwrap())
        .collect();
    let written: Vec<String> = entries
        .iter()
        .map(|entry| observation::canonical::to_text(entry).unwrap())
        .collect();
    assert_eq!(
        written, texts,
        "an entry that is read and written again keeps its bytes"
    );
    entries
}

#[test]
fn the_register_of_version_1_still_says_who_serves_where() {
    let register = Register::replay(register_entries(REGISTER));
    insta::assert_json_snapshot!("register", register.teachers().collect::<Vec<_>>());
}

#[test]
fn what_was_withdrawn_and_decided_in_version_1_still_is() {
    let register = Register::replay(register_entries(DECIDED));
    let schools = register.teachers().map(|teacher| {
        let services = teacher.services.iter();
        services
            .map(|service| service.affectation.uai.to_string())
            .collect::<Vec<_>>()
    });
    assert_eq!(schools.collect::<Vec<_>>(), [["9749902V"], ["9749901U"]]);
    assert_eq!(register.homonyms(), []);
}

#[test]
fn the_register_is_the_same_whatever_the_order_in_which_its_entries_came() {
    for entries in [REGISTER, DECIDED].map(register_entries) {
        let in_order = Register::replay(entries.clone());
        for turn in 0..entries.len() {
            let mut other = entries.clone();
            other.rotate_left(turn);
            assert_eq!(Register::replay(other.clone()), in_order);
            other.reverse();
            assert_eq!(Register::replay(other), in_order);
        }
    }
}

#[test]
fn what_leaves_the_notebook_reads_as_it_did() {
    let file = VisitFile::read(VISIT).unwrap();
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let last = &file.revisions[1];
    insta::assert_json_snapshot!("document", read(&last.document));
    insta::assert_json_snapshot!("facts", read(last.record.facts.as_ref().unwrap()));
    let mut record = serde_json::to_value(&last.record).unwrap();
    record.as_object_mut().unwrap().remove("facts");
    insta::assert_json_snapshot!("record", record);
}

#[test]
fn a_flipped_bit_of_the_visit_is_seen() {
    let mut found = 0;
    for place in (0..VISIT.len()).step_by(211) {
        let mut bytes = VISIT.to_vec();
        bytes[place] ^= 1;
        let verdict = app::tools::verify_visit(&bytes, Some(&author()));
        // When it was exported is said by nobody's signature, and white space between members says nothing.
        let says_the_same = VisitFile::read(&bytes).is_ok_and(|read| {
            let sound = VisitFile::read(VISIT).unwrap();
            (read.grids, read.certificates, read.revisions)
                == (sound.grids, sound.certificates, sound.revisions)
        });
        assert_eq!(verdict.accepted, says_the_same, "byte {place}");
        found += usize::from(!verdict.accepted);
    }
    assert!(found > 200, "{found}");
}
