//! Whether the records of one kind follow one another: each parent known, each number one more than the greatest parent's.

use std::collections::BTreeMap;

use observation::canonical::Sha256;
use observation::problem::Problem;

use super::SignedDocument;
use crate::codes;
use crate::record::{Record, number_after};

/// What is wrong in the descent of `documents`, the list named `list` of a file.
pub(super) fn problems(list: &str, documents: &[SignedDocument]) -> Vec<Problem> {
    let numbers: BTreeMap<Sha256, u32> = documents
        .iter()
        .map(|signed| (signed.record.sha256, signed.record.revision))
        .collect();
    let places = documents.iter().enumerate();
    places
        .flat_map(|(index, signed)| of_record(&format!("{list}[{index}].record"), &signed.record, &numbers))
        .collect()
}

fn of_record(at: &str, record: &Record, numbers: &BTreeMap<Sha256, u32>) -> Vec<Problem> {
    let unknown: Vec<Problem> = record
        .parents
        .iter()
        .filter(|parent| !numbers.contains_key(parent))
        .map(|parent| Problem::error(codes::RECORD_PARENT, at).with("parent", parent))
        .collect();
    if unknown.is_empty() {
        number_problem(at, record, numbers)
    } else {
        unknown
    }
}

fn number_problem(at: &str, record: &Record, numbers: &BTreeMap<Sha256, u32>) -> Vec<Problem> {
    let parents = record
        .parents
        .iter()
        .filter_map(|parent| numbers.get(parent))
        .copied();
    let expected = number_after(parents).ok();
    if expected == Some(record.revision) {
        return Vec::new();
    }
    let shown = expected.map_or_else(String::new, |number| number.to_string());
    let problem = Problem::error(codes::RECORD_REVISION, at);
    vec![problem.with("expected", shown).with("found", record.revision)]
}
