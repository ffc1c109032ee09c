//! Any bytes as a directory, grid, keys, visit file or request end in a result or in problems, never in a panic.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::{Arc, LazyLock, Mutex};

use app::App;
use app::commands::NAMES;
use app::host::Host;
use app::problem::AppError;
use app::tools;
use observation::directory::fictitious;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseResult, TestRunner};
use serde_json::{Map, Value, json};
use whole_product::machine::{Machine, PASSPHRASE, set_up};
use whole_product::rounds::rounds;
use whole_product::story::Story;

const GRID: &[u8] = include_bytes!("../../../assets/grids/tour-d-ecole.json");
const VISIT: &[u8] = include_bytes!("../../golden/visit-1.carnet.json");

fn check<S: Strategy>(
    what: &str,
    few: u32,
    stated: u32,
    strategy: S,
    test: impl Fn(S::Value) -> TestCaseResult,
) {
    let config = Config {
        cases: rounds(what, few, stated),
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config).run(&strategy, test).unwrap();
}

/// One change to a sound file: a byte, a cut, a piece doubled, a piece of anything.
#[derive(Debug, Clone)]
enum Harm {
    Byte(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Doubled(prop::sample::Index, prop::sample::Index),
    Piece(prop::sample::Index, Vec<u8>),
}

impl Harm {
    fn any() -> impl Strategy<Value = Self> {
        let at = any::<prop::sample::Index>;
        let telling = prop::sample::select(vec![
            "null",
            "-1",
            "1e999",
            "{}",
            "[]",
            "\"\"",
            "\\u0000",
            "}",
            "99999999999999999999",
            "\u{feff}",
            "é",
            ";",
            "\r\n",
        ]);
        prop_oneof![
            4 => (at(), any::<u8>()).prop_map(|(at, byte)| Self::Byte(at, byte)),
            1 => at().prop_map(Self::Cut),
            1 => (at(), at()).prop_map(|(from, to)| Self::Doubled(from, to)),
            3 => (at(), telling).prop_map(|(at, piece)| Self::Piece(at, piece.as_bytes().to_vec())),
            1 => (at(), prop::collection::vec(any::<u8>(), 0..40)).prop_map(|(at, piece)| Self::Piece(at, piece)),
        ]
    }

    fn done_to(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        match self {
            Self::Byte(at, byte) => bytes[at.index(length)] = *byte,
            Self::Cut(at) => bytes.truncate(at.index(length)),
            Self::Doubled(from, to) => {
                let (from, to) = (from.index(length), to.index(length));
                let piece = bytes[from.min(to)..from.max(to)].to_vec();
                bytes.extend(piece);
            }
            Self::Piece(at, piece) => {
                drop(bytes.splice(at.index(length)..at.index(length), piece.iter().copied()))
            }
        }
    }
}

/// The sound file with a few harms, or bytes of any sort.
fn bytes(sound: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let harmed = prop::collection::vec(Harm::any(), 1..5).prop_map(|harms| {
        let mut bytes = sound.to_vec();
        harms.iter().for_each(|harm| harm.done_to(&mut bytes));
        bytes
    });
    prop_oneof![3 => harmed, 1 => prop::collection::vec(any::<u8>(), 0..600), 1 => "\\PC{0,300}".prop_map(String::into_bytes)]
}

#[test]
fn as_a_grid() {
    check("any bytes as a grid", 60, 20_000, bytes(GRID), |bytes| {
        let verdict = tools::check_grid(&bytes);
        prop_assert!(verdict.accepted || !verdict.problems.is_empty());
        Ok(())
    });
}

#[test]
fn as_a_visit_file() {
    check("any bytes as a visit file", 40, 20_000, bytes(VISIT), |bytes| {
        let verdict = tools::verify_visit(&bytes, None);
        prop_assert!(verdict.accepted || !verdict.problems.is_empty());
        if let Err(refusal) = tools::reports(&bytes, None, tools::Form::Pdf) {
            prop_assert!(
                matches!(&refusal, AppError::Refused(told) if !told.is_empty()),
                "{refusal}"
            );
        }
        Ok(())
    });
}

#[test]
fn as_a_directory() {
    static CSV: LazyLock<Vec<u8>> =
        LazyLock::new(|| fictitious::csv(&fictitious::schools(25, 71), fictitious::Columns::Of2026, &[]));
    check("any bytes as a directory", 60, 20_000, bytes(&CSV), |bytes| {
        let verdict = tools::check_directory(&bytes);
        prop_assert!(verdict.accepted || !verdict.problems.is_empty());
        Ok(())
    });
}

#[test]
fn as_keys() {
    let machine = Machine::new(72).unwrap();
    drop(set_up(Arc::clone(&machine)).unwrap());
    let path = machine.notebook_folder().join("notebook.keys");
    let sound: &'static [u8] = std::fs::read(&path).unwrap().leak();
    check("any bytes as keys", 16, 2_000, bytes(sound), |bytes| {
        std::fs::write(&path, &bytes).unwrap();
        let app = App::new(Arc::clone(&machine) as Arc<dyn Host>);
        let told = app.call("unlock", json!({ "passphrase": PASSPHRASE }));
        prop_assert!(
            told.is_ok()
                || told.is_err_and(|failure| failure.problems.iter().all(|one| one.code != "app.panic"))
        );
        Ok(())
    });
}

/// Names that requests use, with values that are sometimes right.
fn request(visit: String, seance: String) -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        3 => Just(json!(visit)),
        2 => Just(json!(seance)),
        2 => Just(json!("")),
        2 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        2 => any::<i64>().prop_map(Value::from),
        2 => (0..9_i64).prop_map(Value::from),
        3 => prop::sample::select(vec!["2026-11-24", "08:15", "lien_objectif", "level", "yes_no", "notes", "9999-12-31", "24:61"])
            .prop_map(Value::from),
        3 => "\\PC{0,40}".prop_map(Value::from),
    ];
    let names = vec![
        "visit",
        "seance",
        "item",
        "state",
        "value",
        "comment",
        "note",
        "id",
        "time",
        "text",
        "tags",
        "in_report",
        "debrief",
        "interview",
        "strengths",
        "recommendations",
        "date",
        "reason",
        "file",
        "fields",
        "query",
        "limit",
        "uai",
        "teacher",
        "into",
        "from",
        "to",
        "left_at",
        "mode",
        "begins",
        "passphrase",
        "next",
        "current",
        "code",
        "groups",
        "sha256",
        "path",
        "folder",
        "service",
        "family_name",
        "given_name",
        "function",
        "mail",
        "kind",
        "announced",
        "announced_on",
        "teachers",
        "seances",
        "grid",
        "objectives",
        "idle_minutes",
        "scoring_keys",
        "theme",
        "observing_mode",
        "documents_folder",
    ];
    let value = leaf.prop_recursive(2, 20, 4, |inner| {
        prop::collection::vec(inner, 0..3).prop_map(Value::from)
    });
    prop::collection::vec((prop::sample::select(names), value), 0..9).prop_map(|members| {
        Value::Object(
            members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect::<Map<_, _>>(),
        )
    })
}

/// Commands that end the session or write outside the notebook: others would then say nothing but « verrouillé ».
const LEFT_OUT: [&str; 4] = ["lock", "save_settings", "export_report", "export_visit"];

#[test]
fn as_a_request() {
    let story = Story::observed(73).unwrap();
    let (visit, seance) = (story.visit.clone(), story.seance.clone());
    let names: Vec<&str> = NAMES
        .iter()
        .copied()
        .filter(|name| !LEFT_OUT.contains(name))
        .collect();
    let story = Mutex::new(story);
    let calls = (prop::sample::select(names), request(visit, seance));
    check(
        "any request to any command",
        300,
        50_000,
        calls,
        |(name, request)| {
            let told = story.lock().unwrap().app.call(name, request);
            if let Err(failure) = told {
                prop_assert!(!failure.problems.is_empty());
                prop_assert!(
                    failure.problems.iter().all(|one| one.code != "app.panic"),
                    "{name}: {failure:?}"
                );
                prop_assert!(
                    failure
                        .problems
                        .iter()
                        .all(|one| !one.message.is_empty() && one.message != one.code)
                );
            }
            Ok(())
        },
    );
}

#[test]
fn a_right_request_with_one_wrong_value() {
    let story = Story::observed(74).unwrap();
    let view = story.ask("visit", story.named()).unwrap();
    let observation = story.ask("observation", story.named()).unwrap();
    let settings = story.ask("settings", json!({})).unwrap();
    let right = [
        ("save_plan", view["plan"].clone()),
        (
            "save_note",
            json!({ "visit": story.visit, "note": observation["notes"][0] }),
        ),
        (
            "save_debrief",
            json!({ "visit": story.visit, "debrief": observation["debrief"] }),
        ),
        (
            "answer",
            json!({ "visit": story.visit, "seance": story.seance, "item": "lien_objectif", "state": { "state": "level", "value": 2 }, "comment": "" }),
        ),
        ("save_settings", settings),
        (
            "leave_at",
            json!({ "visit": story.visit, "left_at": observation["left_at"] }),
        ),
    ];
    let paths: Vec<(usize, String)> = right
        .iter()
        .enumerate()
        .flat_map(|(at, (_, request))| pointers(request, "").into_iter().map(move |path| (at, path)))
        .collect();
    let wrong = prop_oneof![
        "\\PC{0,60}".prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(json!("262143-12-31")),
        Just(json!("-9999-01-01")),
        Just(json!("23:59"))
    ];
    let story = Mutex::new(story);
    check(
        "a right request with one wrong value",
        200,
        20_000,
        (prop::sample::select(paths), wrong),
        |((at, path), value)| {
            let (name, mut request) = right[at].clone();
            *request.pointer_mut(&path).unwrap() = value;
            let told = story.lock().unwrap().app.call(name, request);
            prop_assert!(
                told.is_ok()
                    || told.is_err_and(|failure| failure.problems.iter().all(|one| one.code != "app.panic"))
            );
            Ok(())
        },
    );
}

/// The places of all that a value holds.
fn pointers(value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, inner)| pointers(inner, &format!("{at}/{name}")))
            .collect(),
        Value::Array(values) => values
            .iter()
            .enumerate()
            .flat_map(|(rank, inner)| pointers(inner, &format!("{at}/{rank}")))
            .collect(),
        _ => vec![at.to_owned()],
    }
}
