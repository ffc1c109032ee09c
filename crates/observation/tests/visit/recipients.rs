//! Who receives a report: never, on a teacher of a public école, its director, however it is written.

use observation::directory::EducationPrioritaire;
use observation::grid::Degree;
use observation::uai::Uai;
use observation::visit::PlaceSnapshot;
use observation::visit::recipients::{Head, director_among, head_of, names_director};
use proptest::prelude::*;
use proptest::sample::select;

const DIRECTORS: [&str; 26] = [
    "directeur",
    "directrice",
    "directeurs",
    "directrice d’école",
    "directeur·rice",
    "directeur.trice de l'école",
    "directeur(trice)",
    "directeur / directrice",
    "faisant fonction de directeur",
    "co-directrice",
    "direction",
    "direction de l’école",
    "équipe de direction",
    "chargée d’école",
    "chargé(e) d'école",
    "chargé de l’école",
    "chargée de direction",
    "chargés d’écoles",
    "responsable de l’école",
    "cheffe d’école",
    "dir. école",
    "dir.9740001A@ac-reunion.fr",
    "ecole.9740001A@ac-reunion.fr",
    "directeur adjoint",
    "Directrice, DSDEN",
    "La directrice et les services",
];

const OTHERS: [&str; 29] = [
    "La personne observée, et personne d’autre",
    "L’enseignante",
    "Le chef d’établissement",
    "La cheffe d’établissement",
    "L’inspectrice de la circonscription",
    "La conseillère pédagogique",
    "Directeur académique des services",
    "Directrice académique adjointe",
    "La direction des services départementaux",
    "Direction des ressources humaines",
    "Le directeur diocésain",
    "Directrice adjointe chargée de la SEGPA",
    "Directeur délégué aux formations",
    "Le chargé de mission numérique",
    "Le recteur",
    "delphine.hoarau@ac-reunion.fr",
    "L’inspectrice chargée de l’école inclusive",
    "L’IEN chargée de l’école maternelle",
    "Le directeur ou la directrice académique",
    "Directeur/directrice académique des services",
    "Le directeur de l’académie de Paris",
    "Direction de région académique",
    "La directrice de l’Inspé",
    "Les directrices académiques adjointes",
    "Les délégués régionaux",
    "La directrice du numérique",
    "L’inspectrice, ce.9741111A@ac-reunion.fr",
    "ce.9741111A@ac-reunion.fr",
    "dir.9741111A@ac-reunion.fr",
];

fn place(degree: Option<Degree>, kind: &str, status: &str) -> PlaceSnapshot {
    PlaceSnapshot {
        uai: Uai::from_number(9_740_001).unwrap(),
        name: String::new(),
        commune: String::new(),
        kind: kind.to_owned(),
        degree,
        status: status.to_owned(),
        education_prioritaire: EducationPrioritaire::Aucune,
        circonscription: None,
        circonscription_name: String::new(),
    }
}

fn public_ecole() -> PlaceSnapshot {
    place(Some(Degree::Premier), "ecole_primaire", "public")
}

/// The same in another case, accents kept.
fn cased(text: &str, case: u8) -> String {
    match case {
        0 => text.to_owned(),
        1 => text.to_uppercase(),
        _ => {
            let mut letters = text.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string());
            first.unwrap_or_default() + letters.as_str()
        }
    }
}

proptest! {
    #[test]
    fn a_director_is_found_whatever_stands_around(
        director in select(&DIRECTORS[..]),
        before in select(&["", "La ", "le ", "M. Payet, ", "L’enseignant\u{a0}; ", "  "][..]),
        after in select(&["", " ", " (Mme Hoarau)", ", pour information", "\u{a0}; l’IEN"][..]),
        case in 0u8..3,
        others in prop::collection::vec(select(&OTHERS[..]), 0..4),
    ) {
        let line = format!("{before}{}{after}", cased(director, case));
        prop_assert!(names_director(&line) || line.contains('@'), "{line}");
        let mut recipients: Vec<String> = others.iter().map(|one| (*one).to_owned()).collect();
        recipients.push(line.clone());
        prop_assert_eq!(director_among(&recipients, &public_ecole(), &["Professeur des écoles"]), Some(line.as_str()));
    }

    #[test]
    fn nobody_else_is_taken_for_one(
        others in prop::collection::vec(select(&OTHERS[..]), 0..6),
        case in 0u8..3,
    ) {
        let recipients: Vec<String> = others.iter().map(|one| cased(one, case)).collect();
        prop_assert_eq!(director_among(&recipients, &public_ecole(), &[]), None);
    }

    #[test]
    fn any_text_has_an_answer(text in "\\PC{0,60}") {
        let _ = names_director(&text);
    }
}

#[test]
fn it_is_forbidden_in_a_public_ecole_alone_and_not_to_who_directs_it() {
    let recipients = ["Directrice de l’école".to_owned()];
    let found =
        |place: &PlaceSnapshot, functions: &[&str]| director_among(&recipients, place, functions).is_some();
    let teacher = ["Professeur des écoles"];
    assert!(found(&public_ecole(), &teacher));
    // An older document does not say the degree; a directory may not say the status.
    assert!(found(&place(None, "ecole_maternelle", "public"), &teacher));
    assert!(found(
        &place(Some(Degree::Premier), "ecole_maternelle", ""),
        &teacher
    ));
    for elsewhere in [
        place(Some(Degree::Premier), "ecole_primaire", "prive_association"),
        place(Some(Degree::Second), "college", "public"),
    ] {
        assert!(!found(&elsewhere, &teacher));
    }
    assert!(
        !found(&public_ecole(), &["Directrice d’école"]),
        "she is the one observed"
    );
    assert!(found(
        &public_ecole(),
        &["Directrice d’école", "Professeur des écoles"]
    ));
}

#[test]
fn who_works_beside_a_director_directs_nothing() {
    let recipients = ["Directrice de l’école".to_owned()];
    let is_kept = |function: &str| director_among(&recipients, &public_ecole(), &[function]).is_some();
    for own in [
        "Directeur d’école",
        "Directeur·rice d’école",
        "Professeure des écoles, directrice",
        "Professeur des écoles faisant fonction de directeur",
        "Chargée d’école",
    ] {
        assert!(!is_kept(own), "{own}");
    }
    for beside in [
        "",
        "Professeure des écoles, décharge de direction",
        "Adjointe à la directrice",
        "Chargée de mission auprès de la directrice",
        "Directrice adjointe chargée de la SEGPA",
    ] {
        assert!(is_kept(beside), "{beside}");
    }
}

#[test]
fn a_mailbox_with_a_uai_is_the_direction_s_where_it_is_of_the_ecole() {
    let found = |line: &str| director_among(&[line.to_owned()], &public_ecole(), &[]).is_some();
    assert!(found("ce.9740001h@ac-reunion.fr"));
    assert!(!found("ce.9741111A@ac-reunion.fr"));
    assert!(!names_director("ce.9740001H@ac-reunion.fr"));
    assert!(names_director("direction-ecole@commune.fr"));
}

#[test]
fn a_school_is_answered_for_by_its_head() {
    let head = |degree, kind, status| head_of(Some(&place(degree, kind, status)));
    assert_eq!(
        head(Some(Degree::Premier), "ecole_primaire", "public"),
        Head::Direction
    );
    assert_eq!(
        head(Some(Degree::Premier), "ecole_primaire", "prive_association"),
        Head::Chef
    );
    assert_eq!(head(Some(Degree::Second), "college", "public"), Head::Chef);
    assert_eq!(head(None, "medico_social", "public"), Head::Unknown);
    assert_eq!(head_of(None), Head::Unknown);
}
