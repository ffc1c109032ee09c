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
fn every_refused_row_is_told_however_many_warnings_come_before() {
    let app = set_up(Machine::new(28).unwrap()).unwrap();
    let mut csv = String::from("UAI;nom;date_ouverture\n");
    for school in fictitious::schools(900, 28) {
        csv += &format!("{};École;bientôt\n", school.uai);
    }
    let wrong = 40;
    (0..wrong).for_each(|rank| csv += &format!("97400{rank:02}0;École;\n"));
    let report = import(&app, csv.into_bytes()).unwrap();
    let problems = report["problems"].as_array().unwrap();
    assert_eq!(report["refused"], wrong);
    assert_eq!(report["problem_count"], 900 + wrong);
    let errors = problems.iter().take_while(|one| one["severity"] == "error");
    assert_eq!(errors.count(), wrong, "all, and first");
    assert_eq!(problems.len(), 500 + wrong, "warnings alone are cut");
}

/// Two départements that each have a circonscription of one name, without code.
fn namesakes() -> Vec<u8> {
    let row = |uai: &str| format!("{uai};École;Circonscription d’inspection du 1er degré de Saint-Denis\n");
    let uais: Vec<String> = fictitious::schools(400, 29)
        .iter()
        .map(|school| school.uai.to_string())
        .collect();
    let departements: std::collections::BTreeSet<&str> = uais.iter().map(|uai| &uai[..3]).collect();
    let chosen = departements
        .iter()
        .take(2)
        .filter_map(|one| uais.iter().find(|uai| uai.starts_with(one)));
    let rows: String = chosen.map(|uai| row(uai)).collect();
    format!("UAI;nom;nom_circonscription\n{rows}").into_bytes()
}

#[test]
fn circonscriptions_are_searched_and_told_apart_by_their_departement() {
    let app = set_up(Machine::new(29).unwrap()).unwrap();
    let search = |query: &str| {
        let request = json!({ "query": query, "limit": 20 });
        ask(&app, "search_circonscriptions", request).unwrap()
    };
    assert_eq!(search(""), json!([]));
    import(&app, namesakes()).unwrap();
    let found = search("saint den");
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 2, "{found:?}");
    assert_ne!(found[0]["code"], found[1]["code"]);
    let departement = text(&found[1]["departement"]);
    assert_eq!(search(&format!("denis {departement}")), json!([found[1]]));
    assert_eq!(search("denis introuvable"), json!([]));
    let codes = json!([found[0]["code"], "9999999Z"]);
    let status = ask(
        &app,
        "follow_circonscriptions",
        json!({ "circonscriptions": codes }),
    )
    .unwrap();
    assert_eq!(status["inspector"]["circonscriptions"], codes);
    let known = ask(&app, "circonscriptions", json!({ "codes": codes })).unwrap();
    assert_eq!(known, json!([found[0]]));
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
