//! `carnet grid check` and `carnet directory check`.

use observation::directory::fictitious::{self, Columns};
use serde_json::{Value, json};
use tempfile::tempdir;

use super::{ACCEPTED, GOLDEN, REFUSED, codes, messages, run, shipped, verdict, written};

const GRID: &str = "assets/grids/usages-numerique-premier-degre.json";

#[test]
fn every_grid_of_the_project_is_accepted_and_counted() {
    for grid in std::fs::read_dir(shipped("assets/grids")).unwrap() {
        let path = grid.unwrap().path().display().to_string();
        let ran = run(&["grid", "check", &path, "--json"]);
        let verdict = verdict(&ran);
        assert_eq!(
            (ran.code, codes(&verdict)),
            (ACCEPTED, vec!["grid.not_canonical"]),
            "{path}"
        );
        assert!(verdict["items"].as_u64() >= Some(8) && verdict["indicators"].as_u64() >= Some(8));
        assert!(messages(&verdict).contains("il n’y a rien à faire"));
    }
}

#[test]
fn a_canonical_grid_is_the_same_grid_without_a_warning() {
    let folder = tempdir().unwrap();
    let readable = std::fs::read(shipped(GRID)).unwrap();
    let (file, _) = observation::grid::check(&readable);
    let path = written(folder.path(), "grille.json", file.unwrap().text());
    let ran = run(&["grid", "check", &path, "--json"]);
    let told = verdict(&ran);
    assert_eq!((ran.code, &told["problems"]), (ACCEPTED, &json!([])));
    let shipped = run(&["grid", "check", &shipped(GRID).display().to_string(), "--json"]);
    assert_eq!(told["sha256"], verdict(&shipped)["sha256"]);
}

#[test]
fn all_that_is_wrong_with_a_grid_is_said_at_once() {
    let folder = tempdir().unwrap();
    let mut grid: Value = serde_json::from_slice(&std::fs::read(shipped(GRID)).unwrap()).unwrap();
    grid["indicators"][0]["code"] = json!("Pas un code");
    grid["indicators"][1]["code"] = grid["indicators"][2]["code"].clone();
    let path = written(folder.path(), "grille.json", grid.to_string());
    let ran = run(&["grid", "check", &path, "--json"]);
    let told = verdict(&ran);
    assert_eq!((ran.code, &told["accepted"]), (REFUSED, &json!(false)));
    assert!(codes(&told).len() >= 2, "{told}");
    for other in ["", "{", "[]", "\u{feff}{}", "null"] {
        let path = written(folder.path(), "autre.json", other);
        let ran = run(&["grid", "check", &path, "--json"]);
        assert_eq!(
            (ran.code, codes(&verdict(&ran)).is_empty()),
            (REFUSED, false),
            "{other:?}"
        );
    }
}

#[test]
fn rows_refused_are_told_by_line_and_refuse_only_themselves() {
    let folder = tempdir().unwrap();
    let schools = fictitious::schools(20, 5);
    let mut csv = fictitious::csv(&schools, Columns::Of2026, &[]);
    let broken = String::from_utf8_lossy(&csv).replace(&schools[7].uai.to_string(), "9740001Z");
    csv = broken.into_bytes();
    let path = written(folder.path(), "annuaire.csv", &csv);
    let ran = run(&["directory", "check", &path, "--json"]);
    let told = verdict(&ran);
    assert_eq!((ran.code, &told["accepted"]), (ACCEPTED, &json!(true)));
    let counts = ["rows_read", "rows_refused", "schools"].map(|name| told[name].as_u64().unwrap());
    assert_eq!(counts, [20, 1, 19]);
    let problem = &told["problems"][0];
    assert_eq!(
        (&problem["severity"], &problem["at"]),
        (&json!("error"), &json!("ligne 9"))
    );
    let text = run(&["directory", "check", &path]);
    assert!(text.out.starts_with("Accepté\n") && text.out.contains("Lignes refusées\u{a0}: 1\n"));
}

#[test]
fn a_file_that_is_no_directory_is_refused_whole() {
    let folder = tempdir().unwrap();
    let others: [&[u8]; 4] = [
        b"",
        b"nom;commune\nA;B\n",
        b"\x00\x01\x02\x03",
        b"identifiant_de_l_etablissement;nom\n",
    ];
    for bytes in others {
        let path = written(folder.path(), "autre.csv", bytes);
        let ran = run(&["directory", "check", &path, "--json"]);
        let told = verdict(&ran);
        assert_eq!(
            (ran.code, &told["accepted"]),
            (REFUSED, &json!(false)),
            "{bytes:?}"
        );
        assert!(!codes(&told).is_empty());
        assert!(
            !messages(&told).contains("import"),
            "a check imports nothing: {told}"
        );
    }
}

#[test]
fn what_is_no_grid_is_said_to_be_what_it_looks_like() {
    let folder = tempdir().unwrap();
    let csv = fictitious::csv(&fictitious::schools(20, 5), Columns::Of2026, &[]);
    let others: [(Vec<u8>, &str); 2] = [
        (GOLDEN.into(), "c’est une visite exportée"),
        (csv, "c’est un annuaire des établissements"),
    ];
    for (bytes, words) in others {
        let path = written(folder.path(), "autre.json", bytes);
        let ran = run(&["grid", "check", &path, "--json"]);
        let told = verdict(&ran);
        assert_eq!((ran.code, codes(&told)), (REFUSED, vec!["app.not_a_grid"]));
        assert!(messages(&told).contains(words), "{told}");
    }
}

#[test]
fn a_grid_that_is_cut_is_told_so_with_its_place() {
    let folder = tempdir().unwrap();
    let whole = std::fs::read_to_string(shipped(GRID)).unwrap();
    let first: Vec<&str> = whole.lines().take(3).collect();
    let path = written(folder.path(), "grille.json", first.join("\n"));
    let ran = run(&["grid", "check", &path, "--json"]);
    let told = verdict(&ran);
    assert_eq!((ran.code, codes(&told)), (REFUSED, vec!["grid.not_json"]));
    let message = messages(&told);
    assert!(
        message.contains("ligne 3") && message.contains("s’arrête avant la fin"),
        "{message}"
    );
}
