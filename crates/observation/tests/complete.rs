//! Everything that version 1 can say, as it was once written: read, kept byte for byte, and derived into the same facts
//! by every later version.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use observation::canonical;
use observation::facts::{Facts, derive};
use observation::grid::{self, GridFile};
use observation::visit::{StateDocument, VisitDocument};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Stored texts: a grid, documents pinned to it with their facts, and the states that may follow.
#[derive(Deserialize)]
struct Golden {
    grid: String,
    documents: Vec<String>,
    facts: Vec<String>,
    states: Vec<String>,
}

/// The same, of what was added.
#[derive(Deserialize)]
struct Added {
    documents: Vec<String>,
    facts: Vec<String>,
}

/// Documents of what version 1 was given since: each rests on the same grid.
const ADDED: [&str; 2] = [
    include_str!("golden/added-1-half-class.json"),
    include_str!("golden/added-2-follow-up-of.json"),
];

fn golden() -> Golden {
    let mut golden: Golden = serde_json::from_str(include_str!("golden/complete-1.json")).unwrap();
    for added in ADDED {
        let added: Added = serde_json::from_str(added).unwrap();
        golden.documents.extend(added.documents);
        golden.facts.extend(added.facts);
    }
    golden
}

/// The grid on which the golden documents rest.
fn golden_grid() -> GridFile {
    GridFile::from_stored(golden().grid).unwrap()
}

/// Reads `text`, which its own canonical writing must give back.
fn kept<T: DeserializeOwned + Serialize>(text: &str) -> T {
    let read: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(canonical::to_text(&read).unwrap(), text);
    read
}

#[test]
fn the_complete_grid_is_sound_and_keeps_its_bytes() {
    let text = golden().grid;
    let (read, problems) = grid::check(text.as_bytes());
    assert_eq!(problems, []);
    assert_eq!(read.unwrap().text(), text);
}

#[test]
fn documents_and_states_keep_their_bytes() {
    let golden = golden();
    let documents: Vec<VisitDocument> = golden.documents.iter().map(|text| kept(text)).collect();
    let grid = golden_grid();
    assert!(
        documents
            .iter()
            .all(|document| document.grid.sha256 == grid.sha256())
    );
    let states: Vec<StateDocument> = golden.states.iter().map(|text| kept(text)).collect();
    assert!(states.iter().all(|state| state.visit == documents[0].visit));
}

#[test]
fn the_facts_are_those_of_the_first_day() {
    let (golden, grid) = (golden(), golden_grid());
    for (document, facts) in golden.documents.iter().zip(&golden.facts) {
        let document: VisitDocument = serde_json::from_str(document).unwrap();
        assert_eq!(
            &canonical::to_text(&derive(&document, grid.grid())).unwrap(),
            facts
        );
        assert!(kept::<Facts>(facts).fit(grid.grid()), "{facts}");
    }
    assert_eq!(golden.documents.len(), golden.facts.len());
    let first: Value = serde_json::from_str(&golden.facts[0]).unwrap();
    insta::assert_json_snapshot!(first);
}

#[test]
fn facts_hold_no_day_no_name_and_no_prose() {
    let golden = golden();
    let prose = [
        "2026-11-24",
        "Anna",
        "Paul",
        "Camille",
        "Un mot à soi",
        "Une boussole",
        "Une phrase cachée",
        "Rien vu",
        "Ils relisent",
        "Une force",
        "Salle 2",
        "CE1 B",
        "Atelier libre",
        "École d’essai",
        "1.5",
        "08:05",
    ];
    for hidden in prose {
        assert!(golden.documents[0].contains(hidden), "{hidden} is in no document");
        assert!(
            golden.facts.iter().all(|facts| !facts.contains(hidden)),
            "{hidden}"
        );
    }
}

/// The names of the members and bare words that `text` holds, however deep.
fn words(text: &str) -> BTreeSet<String> {
    fn gather(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => members.iter().for_each(|(name, inner)| {
                found.insert(name.clone());
                gather(inner, found);
            }),
            Value::Array(values) => values.iter().for_each(|inner| gather(inner, found)),
            Value::String(word) => drop(found.insert(word.clone())),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    gather(&serde_json::from_str(text).unwrap(), &mut found);
    found
}

/// The names that the schema of a format knows: members, and the words of its choices.
fn known<T: schemars::JsonSchema>() -> BTreeSet<String> {
    fn gather(schema: &Value, found: &mut BTreeSet<String>) {
        let Value::Object(members) = schema else {
            if let Value::Array(several) = schema {
                several.iter().for_each(|one| gather(one, found));
            }
            return;
        };
        if let Some(Value::Object(properties)) = members.get("properties") {
            found.extend(properties.keys().cloned());
        }
        let choices = members
            .get("enum")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        found.extend(
            choices
                .chain(members.get("const"))
                .filter_map(Value::as_str)
                .map(str::to_owned),
        );
        members.values().for_each(|one| gather(one, found));
    }
    let mut found = BTreeSet::new();
    gather(
        &serde_json::to_value(schemars::schema_for!(T)).unwrap(),
        &mut found,
    );
    found
}

/// Words of the schemas that no golden file needs to hold: other values of one list, all written alike.
const ALIKE: [&str; 27] = [
    "aucune",
    "rep",
    "rep_plus",
    "second",
    "school",
    "calibration",
    "crcn",
    "crcn_edu",
    "competence9",
    "down",
    "up",
    "end",
    "today",
    "deviceid",
    "username",
    "email",
    "phonenumber",
    "audit",
    "agreed",
    "under_way",
    "done",
    "by_hand",
    "post",
    "live",
    "any",
    "at_most",
    "premier",
];

#[test]
fn nothing_that_version_1_can_say_is_missing_from_the_golden_files() {
    let golden = golden();
    let said = |texts: &[String]| -> BTreeSet<String> { texts.iter().flat_map(|text| words(text)).collect() };
    let missing = |known: BTreeSet<String>, said: BTreeSet<String>| -> Vec<String> {
        known
            .into_iter()
            .filter(|name| !said.contains(name) && !ALIKE.contains(&name.as_str()))
            .collect()
    };
    assert_eq!(missing(known::<grid::Grid>(), words(&golden.grid)), [""; 0]);
    assert_eq!(
        missing(known::<VisitDocument>(), said(&golden.documents)),
        [""; 0]
    );
    assert_eq!(missing(known::<StateDocument>(), said(&golden.states)), [""; 0]);
    assert_eq!(missing(known::<Facts>(), said(&golden.facts)), [""; 0]);
}
