//! What an import changes: nothing is deleted, nothing closed by a narrow file, nothing done twice.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use observation::directory::fictitious::{Columns, csv, schools};
use observation::directory::{DirectoryFile, Etat, Field, Kind, School, Schools, Status, codes, plan, read};
use proptest::prelude::*;

fn file(schools: &[School]) -> DirectoryFile {
    if schools.is_empty() {
        return DirectoryFile {
            schools: Vec::new(),
            ..file(&self::schools(1, 0))
        };
    }
    read(&csv(schools, Columns::Of2026, &[])).expect("a directory")
}

fn known(schools: &[School]) -> Schools {
    let mut known = Schools::new();
    plan(&Schools::new(), &file(schools)).apply(&mut known);
    known
}

/// A hundred schools of one département.
fn departement() -> Vec<School> {
    schools(100, 5)
}

#[test]
fn a_first_import_adds_and_a_second_changes_nothing() {
    let schools = departement();
    let first = plan(&Schools::new(), &file(&schools));
    assert_eq!((first.added.len(), first.unchanged), (100, 0));
    let again = plan(&known(&schools), &file(&schools));
    assert!(again.changes_nothing());
    assert_eq!(again.unchanged, 100);
}

#[test]
fn each_field_that_changed_is_named() {
    let mut schools = departement();
    let known = known(&schools);
    schools[3].name = "Nouveau nom".to_owned();
    schools[3].etat = Etat::AFermer;
    let plan = plan(&known, &file(&schools));
    assert_eq!(plan.changed.len(), 1);
    assert_eq!(plan.changed[0].fields, [Field::Name, Field::Etat]);
    assert_eq!(plan.unchanged, 99);
}

#[test]
fn a_new_date_alone_is_no_change_but_is_kept() {
    let mut schools = departement();
    let mut known = known(&schools);
    let next_day = schools[0].updated_on.and_then(|day| day.succ_opt());
    schools.iter_mut().for_each(|school| school.updated_on = next_day);
    let newer = plan(&known, &file(&schools));
    assert_eq!((newer.changed.len(), newer.unchanged), (0, 100));
    newer.apply(&mut known);
    assert!(known.values().all(|school| school.updated_on == next_day));
    let older = plan(&known, &file(&departement()));
    assert_eq!(older.problems[0].code, codes::OLDER_THAN_KNOWN);
}

#[test]
fn an_absent_school_is_closed_by_a_file_of_its_departement_and_opens_again() {
    let schools = departement();
    let mut known = known(&schools);
    let école = schools
        .iter()
        .position(|school| school.kind == Kind::EcolePrimaire)
        .expect("an école");
    let mut without = schools.clone();
    let gone = without.remove(école);
    let closing = plan(&known, &file(&without));
    assert_eq!(
        closing.closed,
        [School {
            etat: Etat::Ferme,
            ..gone.clone()
        }]
    );
    closing.apply(&mut known);
    assert_eq!(known.len(), 100);
    assert!(plan(&known, &file(&without)).changes_nothing());
    let opening = plan(&known, &file(&schools));
    assert_eq!(opening.changed[0].fields, [Field::Etat]);
}

#[test]
fn an_extract_closes_nothing_that_it_was_not_to_hold() {
    let all = departement();
    let known = known(&all);
    let public_ecole = |school: &School| {
        school.kind.degree() == Some(observation::grid::Degree::Premier)
            && school.status == Some(Status::Public)
    };
    let extracts: [Vec<School>; 4] = [
        all.iter()
            .filter(|school| school.commune == all[10].commune)
            .cloned()
            .collect(),
        all.iter()
            .filter(|school| school.circonscription == all[10].circonscription)
            .cloned()
            .collect(),
        all.iter()
            .filter(|school| public_ecole(school))
            .cloned()
            .collect(),
        all[..1].to_vec(),
    ];
    for extract in extracts {
        let plan = plan(&known, &file(&extract));
        assert_eq!(plan.closed, [], "{} schools", extract.len());
        assert_eq!(plan.problems[0].code, codes::ABSENT_KEPT);
        assert_eq!(
            plan.problems[0].parameters["count"],
            (100 - extract.len()).to_string()
        );
    }
}

#[test]
fn another_departement_leaves_the_first_alone_without_a_word() {
    let all = schools(300, 6);
    let (first, second) = all.split_at(100);
    let plan = plan(&known(first), &file(&second[..200]));
    assert_eq!(
        (plan.added.len(), plan.closed.len(), plan.problems.len()),
        (200, 0, 0)
    );
}

#[test]
fn a_school_whose_row_was_refused_is_not_closed() {
    let all = departement();
    let known = known(&all);
    let gone = all
        .iter()
        .find(|school| school.kind == Kind::EcolePrimaire)
        .expect("an école")
        .uai
        .to_string();
    let damaged = format!("{}{}", &gone[..7], if gone.ends_with('A') { 'B' } else { 'A' });
    let text = String::from_utf8(csv(&all, Columns::Of2026, &[]))
        .expect("text")
        .replacen(&gone, &damaged, 1);
    let file = read(text.as_bytes()).expect("a directory");
    assert_eq!((file.rows_refused(), plan(&known, &file).closed.len()), (1, 0));
}

/// Each field under the columns that say it; a school's name and its UAI have no other.
const SAID_BY: [(Field, &[&str]); 15] = [
    (
        Field::Kind,
        &[
            "code_nature",
            "Type_etablissement",
            "Ecole_maternelle",
            "Ecole_elementaire",
            "Voie_generale",
            "Voie_technologique",
            "Voie_professionnelle",
        ],
    ),
    (
        Field::Status,
        &[
            "Statut_public_prive",
            "Type_contrat_prive",
            "Code_type_contrat_prive",
        ],
    ),
    (Field::Address, &["Adresse_1", "Adresse_2", "Adresse_3"]),
    (Field::PostalCode, &["Code_postal"]),
    (Field::Commune, &["Nom_commune"]),
    (Field::CommuneCode, &["Code_commune"]),
    (Field::Academie, &["Code_academie"]),
    (
        Field::EducationPrioritaire,
        &["Appartenance_Education_Prioritaire"],
    ),
    (
        Field::Circonscription,
        &["nom_circonscription", "code_circonscription"],
    ),
    (Field::Mail, &["Mail"]),
    (Field::Telephone, &["Telephone"]),
    (Field::Etat, &["etat"]),
    (Field::OpenedOn, &["date_ouverture"]),
    (Field::Parent, &["etablissement_mere"]),
    (Field::Ministry, &["ministere_tutelle"]),
];

/// The file of `schools` where the columns of which `keeps` is false bear a name that means nothing.
fn restricted(schools: &[School], keeps: impl Fn(&str) -> bool) -> DirectoryFile {
    let text = String::from_utf8(csv(schools, Columns::Of2026, &[])).expect("text");
    let (header, rows) = text.split_once("\r\n").expect("a header");
    let told = header.split(';').enumerate().map(|(rank, name)| {
        let name = name.trim_start_matches('\u{feff}');
        let needed = ["Identifiant_de_l_etablissement", "Nom_etablissement"].contains(&name);
        if needed || keeps(name) {
            name.to_owned()
        } else {
            format!("colonne_{rank}")
        }
    });
    let header = told.collect::<Vec<_>>().join(";");
    read(format!("{header}\r\n{rows}").as_bytes()).expect("a directory")
}

/// The same schools, each described as the next one.
fn moved(schools: &[School]) -> Vec<School> {
    let next = schools.iter().cycle().skip(1);
    let moved = schools.iter().zip(next);
    moved
        .map(|(school, next)| School {
            uai: school.uai,
            ..next.clone()
        })
        .collect()
}

#[test]
fn a_file_of_codes_and_names_alone_erases_nothing_and_reopens_nothing() {
    let mut schools = departement();
    schools[7].etat = Etat::Ferme;
    let mut known = known(&schools);
    let before = known.clone();
    let names = restricted(&schools, |_| false);
    let import = plan(&known, &names);
    assert!(import.changes_nothing(), "{import:?}");
    assert_eq!(import.problems[0].code, codes::COLUMNS_ABSENT);
    import.apply(&mut known);
    assert_eq!(known, before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_file_without_a_column_never_changes_what_it_would_say(
        seed in any::<u64>(),
        kept in prop::collection::vec(any::<bool>(), 80),
        moves in any::<bool>(),
    ) {
        let schools = schools(60, seed);
        let later = if moves { moved(&schools) } else { schools.clone() };
        let names: Vec<&str> = SAID_BY.iter().flat_map(|(_, columns)| *columns).copied().collect();
        let keeps = |name: &str| names.iter().position(|one| *one == name).is_some_and(|rank| kept[rank]);
        let import = plan(&known(&schools), &restricted(&later, keeps));
        let whole = plan(&known(&schools), &file(&later));
        for change in &import.changed {
            for field in &change.fields {
                let columns = SAID_BY.iter().find(|(said, _)| said == field).map(|(_, columns)| *columns);
                let told = columns.is_none_or(|columns| columns.iter().any(|column| keeps(column)));
                prop_assert!(moves && told, "{field:?} of {}", change.school.uai);
            }
        }
        for full in &whole.changed {
            let partial = import.changed.iter().find(|change| change.school.uai == full.school.uai);
            for (field, columns) in SAID_BY.iter().filter(|(field, _)| full.fields.contains(field)) {
                let wholly = columns.iter().all(|column| keeps(column));
                let follows = partial.is_some_and(|change| change.fields.contains(field));
                prop_assert!(!wholly || follows, "{field:?} of {}", full.school.uai);
            }
        }
    }

    #[test]
    fn an_import_done_twice_changes_nothing_and_deletes_nothing(
        first in prop::collection::vec(any::<bool>(), 160),
        second in prop::collection::vec(any::<bool>(), 160),
        seeds in (any::<u64>(), any::<u64>()),
    ) {
        let chosen = |seed, keep: &[bool]| -> Vec<School> {
            schools(160, seed).into_iter().zip(keep).filter(|(_, keep)| **keep).map(|(school, _)| school).collect()
        };
        let mut schools = known(&chosen(seeds.0, &first));
        let before: Vec<_> = schools.keys().copied().collect();
        let incoming = file(&chosen(seeds.1, &second));
        let import = plan(&schools, &incoming);
        prop_assert_eq!(import.added.len() + import.changed.len() + import.unchanged, incoming.schools.len());
        import.apply(&mut schools);
        prop_assert!(before.iter().all(|uai| schools.contains_key(uai)));
        let again = plan(&schools, &incoming);
        prop_assert!(again.changes_nothing(), "{:?}", again);
        prop_assert_eq!(again.unchanged, incoming.schools.len());
    }
}
