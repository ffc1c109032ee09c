//! Directory files in every shape and with every damage that was met: what is read, refused and said.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use observation::directory::fictitious::{Columns, Damage, csv, schools};
use observation::directory::{Circonscriptions, DirectoryFile, Etat, Kind, School, Status, codes, read};
use observation::problem::{Problem, Severity};
use observation::table::Source;
use observation::uai;
use proptest::prelude::*;

fn codes_of(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems
        .iter()
        .map(|problem| (problem.code.as_str(), problem.at.as_str()))
        .collect()
}

fn read_text(text: &str) -> DirectoryFile {
    read(text.as_bytes()).expect("a directory")
}

/// What a file of 2023 can tell of a school.
fn as_of_2023(school: &School) -> School {
    let mut school = school.clone();
    if let Some(circonscription) = &mut school.circonscription {
        circonscription.code = None;
    }
    school
}

#[test]
fn the_columns_of_each_year_are_those_published() {
    let columns = [Columns::Of2023, Columns::Of2026, Columns::Api];
    assert_eq!(columns.map(|each| each.names().len()), [69, 71, 71]);
    assert!(Columns::Of2023.names().contains(&"Code postal".to_owned()));
    assert!(
        Columns::Api
            .names()
            .contains(&"appartenance_education_prioritaire".to_owned())
    );
}

#[test]
fn each_year_and_form_gives_back_the_same_schools() {
    let schools = schools(400, 1);
    for columns in [Columns::Of2023, Columns::Of2026, Columns::Api] {
        let file = read(&csv(&schools, columns, &[])).expect("a directory");
        let of_2023: Vec<School> = schools.iter().map(as_of_2023).collect();
        let expected = if columns == Columns::Of2023 {
            &of_2023
        } else {
            &schools
        };
        assert_eq!(&file.schools, expected, "{columns:?}");
        assert_eq!(file.problems, [], "{columns:?}");
        assert_eq!(file.rows_read, 400);
    }
}

#[test]
fn every_kind_and_status_is_among_the_fictitious_schools() {
    let schools = schools(1_000, 7);
    for kind in Kind::ALL {
        assert!(schools.iter().any(|school| school.kind == kind), "{kind:?}");
    }
    assert!(
        schools
            .iter()
            .any(|school| school.status.is_some_and(Status::is_hors_contrat))
    );
}

#[test]
fn damaged_copies_give_the_same_schools() {
    let schools = schools(150, 2);
    let damages: [&[Damage]; 7] = [
        &[Damage::NoMark],
        &[Damage::NoMark, Damage::Commas, Damage::LineFeeds],
        &[Damage::Tabs, Damage::Utf16],
        &[Damage::Latin1],
        &[Damage::Spreadsheet],
        &[Damage::Spreadsheet, Damage::Latin1],
        &[Damage::Spreadsheet, Damage::Commas],
    ];
    for damages in damages {
        let file = read(&csv(&schools, Columns::Of2026, damages)).expect("a directory");
        assert_eq!(codes_of(&file.problems), [], "{damages:?}");
        assert_eq!(file.schools, schools, "{damages:?}");
    }
}

#[test]
fn how_the_file_was_stored_is_said() {
    let file = read(&csv(
        &schools(5, 2),
        Columns::Of2023,
        &[Damage::Latin1, Damage::Tabs],
    ))
    .expect("a directory");
    assert_eq!(
        file.source,
        Source::Text {
            encoding: "windows-1252",
            separator: '\t'
        }
    );
}

#[test]
fn circonscriptions_are_found_by_name_where_codes_are_absent() {
    let schools = schools(120, 3);
    let expected = Circonscriptions::gather(&schools);
    assert_eq!(expected.groups().len(), 5);
    let coded = csv(&schools[..75], Columns::Of2026, &[]);
    let by_name = csv(&schools[75..], Columns::Of2026, &[Damage::CirconscriptionByName]);
    let mut read_back = read(&coded).expect("a directory").schools;
    read_back.extend(read(&by_name).expect("a directory").schools);
    let gathered = Circonscriptions::gather(&read_back);
    let members = |all: &Circonscriptions| {
        all.groups()
            .iter()
            .map(|group| (group.code, group.schools.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(members(&gathered), members(&expected));
    let school = schools
        .iter()
        .find(|school| school.kind == Kind::EcolePrimaire)
        .expect("an école");
    assert_eq!(
        gathered.of(&school.uai).map(|group| &group.name),
        school.circonscription.as_ref().map(|named| &named.name)
    );
}

#[test]
fn one_name_in_two_departements_is_two_circonscriptions() {
    let uai = |number: u32| uai::Uai::from_number(number).expect("a number");
    let text = format!(
        "uai;nom;nom_circonscription\n{};École A;IEN de Saint-Aubépin\n{};École B;SAINT AUBEPIN\n\
         {};École C;Circonscription d'inspection  du 1er degre de Saint-Aubépin\n",
        uai(9_009_000),
        uai(9_019_000),
        uai(9_019_001),
    );
    let schools = read_text(&text).schools;
    let groups = Circonscriptions::gather(&schools);
    let sizes: Vec<usize> = groups.groups().iter().map(|group| group.schools.len()).collect();
    assert_eq!(sizes, [1, 2]);
}

#[test]
fn a_row_that_is_wrong_is_refused_where_it_stands_and_the_others_are_read() {
    let text = "Identifiant_de_l_etablissement;Nom_etablissement;Ecole_maternelle;Ecole_elementaire;etat;date_ouverture\n\
                9749900A;Les Lilas;1;0;OUVERT;2001-09-01\n\
                \n\
                97499;Les Pins;1;0;;\n\
                ;Les Ormes;1;0;;\n\
                9749901X;;1;0;;\n\
                9749901x;  ;1;0;;\n\
                9749902C;Les;Buis;1;0;;\n\
                9749903D;Les Ifs;1;0;PERDU;hier\n";
    let valid = |number: u32| uai::Uai::from_number(number).expect("a number").to_string();
    let text = text
        .replace("9749900A", &valid(9_749_900))
        .replace("9749902C", &valid(9_749_902))
        .replace("9749903D", &valid(9_749_903));
    let file = read_text(&text);
    let letter = valid(9_749_901);
    assert_eq!(
        codes_of(&file.problems),
        [
            (uai::codes::FORM, "ligne 4"),
            (codes::UAI_MISSING, "ligne 5"),
            (uai::codes::LETTER, "ligne 6"),
            (uai::codes::LETTER, "ligne 7"),
            (codes::ROW_TOO_WIDE, "ligne 8"),
            (codes::STATE_UNKNOWN, "ligne 9"),
            (codes::DATE_UNREADABLE, "ligne 9"),
        ]
    );
    assert_eq!(file.problems[2].parameters["expected"], letter[7..]);
    assert_eq!(
        (file.rows_read, file.schools.len(), file.rows_refused()),
        (7, 2, 5)
    );
    assert_eq!(file.schools[1].etat, Etat::Ouvert);
    assert!(file.doubtful.contains(&letter.parse().expect("a UAI")));
}

#[test]
fn a_row_without_name_is_refused() {
    let uai = uai::Uai::from_number(9_749_900).expect("a number");
    let file = read_text(&format!("uai;nom\n{uai};\n"));
    assert_eq!(codes_of(&file.problems), [(codes::NAME_MISSING, "ligne 2")]);
    assert!(file.schools.is_empty());
}

#[test]
fn the_first_of_two_rows_is_kept_and_the_other_told() {
    let schools = schools(3, 4);
    let mut twice = schools.clone();
    twice.push(School {
        name: "Autre libellé".to_owned(),
        ..schools[1].clone()
    });
    let file = read(&csv(&twice, Columns::Of2026, &[])).expect("a directory");
    assert_eq!(file.schools, schools);
    assert_eq!(codes_of(&file.problems), [(codes::DUPLICATE, "ligne 5")]);
    assert_eq!(file.problems[0].parameters["first"], "3");
    assert_eq!(file.problems[0].severity, Severity::Warning);
}

#[test]
fn unknown_columns_are_named_once_and_missing_ones_tolerated() {
    let uai = uai::Uai::from_number(9_749_900).expect("a number");
    let file = read_text(&format!(
        "UAI;NOM ÉTABLISSEMENT;Humeur;Météo\n{uai};Les Lilas;bonne;pluie\n"
    ));
    assert_eq!(codes_of(&file.problems), [(codes::COLUMNS_UNKNOWN, "ligne 1")]);
    assert_eq!(file.problems[0].parameters["columns"], "Humeur, Météo");
    assert_eq!(file.schools[0].name, "Les Lilas");
}

#[test]
fn a_file_without_its_columns_is_refused_whole_and_says_what_it_holds() {
    let problems = read(b"Prenom;Ville\nZoe;Saint-Aubepin\n").unwrap_err();
    assert_eq!(
        codes_of(&problems),
        [
            (codes::COLUMN_MISSING, "ligne 1"),
            (codes::COLUMN_MISSING, "ligne 1")
        ]
    );
    assert_eq!(problems[0].parameters["found"], "Prenom, Ville");
    assert!(read(b"<!DOCTYPE html>\n<html><body>Proxy</body></html>\n").is_err());
}

#[test]
fn the_contract_is_read_by_its_label_first() {
    let rows = [
        ("Privé", "HORS CONTRAT", "10", Some(Status::PriveHorsContrat)),
        ("Privé", "", "10", Some(Status::PriveHorsContrat)),
        (
            "PRIVE",
            "CONTRAT D'ASSOCIATION TOUTES CLASSES",
            "30",
            Some(Status::PriveAssociation),
        ),
        (
            "Privé",
            "C0NTRAT SIMPLE POUR PARTIE DES CLASSES",
            "21",
            Some(Status::PriveSimple),
        ),
        ("Privé", "SANS OBJET", "99", Some(Status::PriveNonPrecise)),
        ("Public", "SANS OBJET", "99", Some(Status::Public)),
        ("", "SANS OBJET", "99", None),
    ];
    let mut text = "uai;nom;statut_public_prive;type_contrat_prive;code_type_contrat_prive\n".to_owned();
    for (number, (sector, label, code, _)) in (9_749_900..).zip(&rows) {
        let uai = uai::Uai::from_number(number).expect("a number");
        text += &format!("{uai};École;{sector};{label};{code}\n");
    }
    let read: Vec<Option<Status>> = read_text(&text)
        .schools
        .iter()
        .map(|school| school.status)
        .collect();
    assert_eq!(read, rows.map(|row| row.3));
}

#[test]
fn codes_that_are_no_uai_are_left_out_with_a_warning() {
    let uai = uai::Uai::from_number(9_749_900).expect("a number");
    let text = format!(
        "uai;nom;code_circonscription;nom_circonscription;etablissement_mere\n{uai};A;9749901Z;Nord;???\n"
    );
    let file = read_text(&text);
    assert_eq!(
        codes_of(&file.problems),
        [
            (codes::LINK_UNREADABLE, "ligne 2"),
            (codes::LINK_UNREADABLE, "ligne 2")
        ]
    );
    let circonscription = file.schools[0]
        .circonscription
        .as_ref()
        .expect("a circonscription");
    assert_eq!(
        (circonscription.code, circonscription.name.as_str()),
        (None, "Nord")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_end_in_schools_or_problems(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Err(problems) = read(&bytes) {
            prop_assert!(problems.iter().any(Problem::is_error));
        }
    }

    #[test]
    fn a_mutated_file_never_invents_a_uai(
        seed in any::<u64>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = csv(&schools(20, seed), Columns::Of2026, &[]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(file) = read(&bytes) {
            prop_assert!(file.schools.len() + file.rows_refused() <= file.rows_read);
            for school in &file.schools {
                prop_assert!(school.uai.to_string().parse::<uai::Uai>().is_ok());
            }
        }
    }
}
