//! The directory through the commands: every damage of the published file, a second import, a whole refusal, a search.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use observation::directory::School;
use observation::directory::fictitious::{self, Columns, Damage};
use serde_json::{Value, json};
use whole_product::machine::{Machine, ask, set_up};
use whole_product::story::{SCHOOLS, Story, import, text};

const DAMAGES: [Damage; 8] = [
    Damage::Commas,
    Damage::Tabs,
    Damage::NoMark,
    Damage::Latin1,
    Damage::Utf16,
    Damage::LineFeeds,
    Damage::Spreadsheet,
    Damage::CirconscriptionByName,
];

fn counts(report: &Value) -> [&Value; 6] {
    ["read", "added", "changed", "unchanged", "closed", "refused"].map(|name| &report[name])
}

#[test]
fn a_damaged_file_gives_the_same_schools() {
    let schools = fictitious::schools(40, 21);
    let read = |columns, damages: &[Damage]| {
        let app = set_up(Machine::new(21).unwrap()).unwrap();
        let report = import(&app, fictitious::csv(&schools, columns, damages)).unwrap();
        assert_eq!(
            (&report["added"], &report["refused"]),
            (&json!(40), &json!(0)),
            "{damages:?}"
        );
        let known = schools
            .iter()
            .map(|school| ask(&app, "school", json!({ "uai": school.uai.to_string() })).unwrap());
        known
            .map(|school| {
                [
                    text(&school["name"]),
                    text(&school["commune"]),
                    text(&school["kind"]),
                ]
            })
            .collect::<Vec<_>>()
    };
    let sound = read(Columns::Of2026, &[]);
    assert_eq!(read(Columns::Of2023, &[]), sound, "69 columns");
    assert_eq!(read(Columns::Api, &[]), sound, "the lower-case form of the API");
    for damage in DAMAGES {
        assert_eq!(read(Columns::Of2026, &[damage]), sound, "{damage:?}");
    }
}

#[test]
fn a_preview_says_what_the_import_then_does() {
    let app = set_up(Machine::new(22).unwrap()).unwrap();
    let csv = fictitious::csv(&fictitious::schools(30, 22), Columns::Of2026, &[]);
    let staged = app.stage_file("annuaire.csv", csv).unwrap();
    let preview = ask(&app, "preview_directory", json!({ "file": staged.file })).unwrap();
    assert_eq!(ask(&app, "directory_status", json!({})).unwrap()["schools"], 0);
    let report = ask(&app, "import_directory", json!({ "file": staged.file })).unwrap();
    assert_eq!(report, preview);
    let status = ask(&app, "directory_status", json!({})).unwrap();
    assert_eq!(
        (&status["schools"], &status["file_name"]),
        (&json!(30), &json!("annuaire.csv"))
    );
}

#[test]
fn a_second_import_updates_and_never_breaks_a_visit() {
    let story = Story::sealed(23).unwrap();
    let place = text(&story.ask("visit", story.named()).unwrap()["plan"]["uai"]);
    let renamed = |school: &School| School {
        name: format!("{} rénovée", school.name),
        ..school.clone()
    };
    let later: Vec<School> = story.schools.iter().map(renamed).collect();
    let report = import(&story.app, fictitious::csv(&later, Columns::Of2026, &[])).unwrap();
    assert_eq!(
        counts(&report),
        [
            &json!(SCHOOLS),
            &json!(0),
            &json!(SCHOOLS),
            &json!(0),
            &json!(0),
            &json!(0)
        ]
    );
    let visit = story.ask("visit", story.named()).unwrap();
    assert!(text(&visit["school"]["name"]).ends_with("rénovée"));
    let without: Vec<School> = later
        .into_iter()
        .filter(|school| school.uai.to_string() != place)
        .collect();
    let report = import(&story.app, fictitious::csv(&without, Columns::Of2026, &[])).unwrap();
    assert_eq!(report["closed"], 1);
    let visit = story.ask("visit", story.named()).unwrap();
    assert_eq!(
        (&visit["school"]["uai"], &visit["school"]["closed"]),
        (&json!(place), &json!(true))
    );
}

#[test]
fn the_same_file_again_changes_nothing() {
    let story = Story::planned(24).unwrap();
    let report = import(&story.app, fictitious::csv(&story.schools, Columns::Of2026, &[])).unwrap();
    assert_eq!(
        counts(&report),
        [
            &json!(SCHOOLS),
            &json!(0),
            &json!(0),
            &json!(SCHOOLS),
            &json!(0),
            &json!(0)
        ]
    );
}

#[test]
fn a_row_of_a_wrong_letter_is_refused_alone_with_its_line_and_the_letter_expected() {
    let app = set_up(Machine::new(25).unwrap()).unwrap();
    let schools = fictitious::schools(10, 25);
    let uai = schools[3].uai.to_string();
    let (number, letter) = uai.split_at(7);
    let wrong = format!("{number}{}", if letter == "A" { "B" } else { "A" });
    let csv = String::from_utf8(fictitious::csv(&schools, Columns::Of2026, &[])).unwrap();
    let report = import(&app, csv.replacen(&uai, &wrong, 1).into_bytes()).unwrap();
    assert_eq!((&report["added"], &report["refused"]), (&json!(9), &json!(1)));
    let problem = &report["problems"][0];
    assert_eq!(problem["at"], "ligne 5");
    assert!(text(&problem["message"]).contains(letter), "{problem}");
}

#[test]
fn a_file_refused_whole_changes_nothing() {
    let story = Story::planned(26).unwrap();
    let before = story.ask("directory_status", json!({})).unwrap();
    let no_uai = "nom;commune\nÉcole des Filaos;Saint-Exemple\n".as_bytes();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
    let header = "identifiant_de_l_etablissement;nom_etablissement\n".as_bytes();
    for refused in [&b""[..], no_uai, png, header, &[0xff; 64], &[0; 64]] {
        let told = import(&story.app, refused.to_vec());
        assert!(told.as_ref().is_err_and(|codes| !codes.is_empty()), "{told:?}");
    }
    assert_eq!(story.ask("directory_status", json!({})).unwrap(), before);
}

#[test]
fn a_search_finds_by_uai_name_or_commune_whatever_the_accents_and_case() {
    let story = Story::planned(27).unwrap();
    let school = &story.schools[7];
    let found = |query: String| {
        let found = story
            .ask("search_schools", json!({ "query": query, "limit": 200 }))
            .unwrap();
        let uais: Vec<String> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|one| text(&one["uai"]))
            .collect();
        uais.contains(&school.uai.to_string())
    };
    let plain = observation::directory::search_key(&school.name);
    for query in [
        school.uai.to_string(),
        school.uai.to_string().to_lowercase(),
        school.name.to_uppercase(),
        plain,
    ] {
        assert!(found(query.clone()), "{query}");
    }
    assert!(found(school.commune.clone()));
    assert!(!found("zzzz introuvable".to_owned()));
}
