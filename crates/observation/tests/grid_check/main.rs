//! The checking of a grid, by its public door: each problem has a grid that has it, and any bytes end in a result.
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod flawed;
mod sound;

use flawed::{Flaw, flawed};
use observation::canonical;
use observation::grid::{Grid, check, codes};
use observation::problem::Problem;
use proptest::prelude::*;
use serde_json::{Value, json};
use sound::sound;

fn problems(grid: &Value) -> Vec<Problem> {
    check(&canonical::to_bytes(grid).unwrap_or_else(|_| serde_json::to_vec(grid).unwrap())).1
}

#[test]
fn a_sound_grid_has_no_problem_but_its_form() {
    assert_eq!(problems(&sound()), []);
    let (file, found) = check(&serde_json::to_vec_pretty(&sound()).unwrap());
    assert!(file.is_some());
    assert_eq!(found, [Problem::warning(codes::NOT_CANONICAL, "")]);
}

#[test]
fn each_flaw_is_found_where_it_stands() {
    for Flaw { code, at, grid } in flawed() {
        let found = problems(&grid);
        let named = found
            .iter()
            .any(|problem| problem.code == code && problem.at == at);
        assert!(named, "{code} at {at}: {found:#?}");
    }
}

#[test]
fn each_problem_gives_the_values_that_its_sentence_shows() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/messages/fr/grid.json");
    let sentences: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    for Flaw { grid, .. } in flawed() {
        for problem in problems(&grid) {
            let sentence = sentences[&problem.code].as_str().expect("a sentence");
            let shown = sentence
                .split('{')
                .skip(1)
                .map(|rest| rest.split('}').next().unwrap_or_default());
            for name in shown {
                assert!(problem.parameters.contains_key(name), "{}: {name}", problem.code);
            }
        }
    }
}

/// Problems of the bytes, which no JSON value can have; and the two that only a warning or a defect of this crate gives.
const ELSEWHERE: &[&str] = &[
    codes::NOT_TEXT,
    codes::NOT_JSON,
    codes::NOT_CANONICAL,
    codes::NAME_TWICE,
    codes::UNPUBLISHABLE,
];

#[test]
fn no_problem_is_without_a_flawed_grid() {
    let flawed = flawed();
    let covered = |code: &str| flawed.iter().any(|flaw| flaw.code == code) || ELSEWHERE.contains(&code);
    let missing: Vec<_> = codes::ALL.iter().filter(|code| !covered(code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn bytes_that_are_no_json_are_refused_with_their_place() {
    let found = |bytes: &[u8]| {
        let (grid, problems) = check(bytes);
        assert!(grid.is_none());
        problems
            .into_iter()
            .map(|problem| problem.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(found(b"\xff\xfe{"), [codes::NOT_TEXT]);
    assert_eq!(found(b""), [codes::NOT_JSON]);
    assert_eq!(found(b"{\"format\": }"), [codes::NOT_JSON]);
    assert_eq!(found("[".repeat(1000).as_bytes()), [codes::TOO_DEEP]);
    assert_eq!(
        found(b"{\"format\":\"carnet/grid/2\",\"autre\":1}"),
        [codes::FORMAT]
    );
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    let text = serde_json::to_string(&sound()).unwrap().replacen(
        "\"version\":\"1\"",
        "\"version\":\"1\",\"version\":\"2\"",
        1,
    );
    let (grid, problems) = check(text.as_bytes());
    assert!(grid.is_none());
    assert!(
        problems
            .iter()
            .any(|problem| problem.code == codes::NAME_TWICE && problem.at == "version")
    );
}

#[test]
fn every_problem_shows_at_once_and_one_bad_part_hides_no_other() {
    let mut grid = sound();
    grid["title"] = json!(3);
    grid["content"][0]["content"][0]["answer"] = json!("niveau");
    grid["content"][0]["content"][1]["label"] = json!("");
    grid["content"][0]["content"][3]
        .as_object_mut()
        .unwrap()
        .remove("scope");
    grid["indicators"][2]["measure"]["holds"]["on"]["track"] = json!("x");
    grid["timeline"]["interval_minutes"] = json!(9);
    let found = problems(&grid);
    let found: Vec<(&str, &str)> = found.iter().map(|p| (p.code.as_str(), p.at.as_str())).collect();
    let expected = [
        (codes::EXPECTED_TEXT, "title"),
        (codes::EXPECTED_OBJECT, "content[0].content[0].answer"),
        (codes::MEMBER_MISSING, "content[0].content[3]"),
        (codes::BLANK, "content[0].content[1].label"),
        (codes::TIMELINE_INTERVAL, "timeline.interval_minutes"),
        (codes::TIMELINE_UNKNOWN, "indicators[2].measure.holds.on.track"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_checked_grid_is_published_in_canonical_bytes_which_are_then_kept() {
    let (first, _) = check(&serde_json::to_vec_pretty(&sound()).unwrap());
    let first = first.expect("a sound grid");
    let (second, problems) = check(first.text().as_bytes());
    assert_eq!(problems, []);
    assert_eq!(second.expect("a canonical grid"), first);
    let with_mark = ["\u{feff}".as_bytes(), first.text().as_bytes()].concat();
    assert_eq!(
        check(&with_mark).0.map(|grid| grid.sha256()),
        Some(first.sha256())
    );
}

/// What the piecewise reading accepts, serde reads alike: else a published grid could not be read again.
#[test]
fn the_piecewise_reading_is_the_reading_of_the_format() {
    let (file, _) = check(&serde_json::to_vec(&sound()).unwrap());
    let read: Grid = serde_json::from_value(sound()).unwrap();
    assert_eq!(*file.expect("a sound grid").grid(), read);
}

fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members
                .iter()
                .for_each(|(name, inner)| places(inner, format!("{at}/{name}"), found));
        }
        Value::Array(elements) => {
            elements
                .iter()
                .enumerate()
                .for_each(|(rank, inner)| places(inner, format!("{at}/{rank}"), found));
        }
        _ => {}
    }
    found.push(at);
}

fn anything() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([{}])),
        Just(json!({"all": [{"not": {}}]})),
        Just(json!({"node": "group", "code": "é"})),
    ]
}

proptest! {
    #[test]
    fn any_bytes_end_in_a_result(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        let (grid, problems) = check(&bytes);
        prop_assert!(grid.is_some() || problems.iter().any(Problem::is_error));
    }

    #[test]
    fn a_grid_damaged_anywhere_ends_in_a_result(
        damages in prop::collection::vec((any::<prop::sample::Index>(), anything()), 1..4)
    ) {
        let mut grid = sound();
        for (index, value) in damages {
            let mut all = Vec::new();
            places(&grid, String::new(), &mut all);
            let place = index.get(&all).clone();
            *grid.pointer_mut(&place).expect("a place of the grid") = value;
        }
        let bytes = serde_json::to_vec(&grid).expect("JSON");
        let (file, problems) = check(&bytes);
        prop_assert_eq!(file.is_some(), !problems.iter().any(Problem::is_error), "{:?}", problems);
        prop_assert!(file.is_none() || serde_json::from_slice::<Grid>(&bytes).is_ok());
    }

    #[test]
    fn cut_or_flipped_bytes_end_in_a_result(cut in 0usize..5000, flip in any::<(prop::sample::Index, u8)>()) {
        let mut bytes = serde_json::to_vec(&sound()).expect("JSON");
        bytes.truncate(cut.max(1));
        let at = flip.0.index(bytes.len());
        bytes[at] ^= flip.1;
        let _ = check(&bytes);
    }
}
