//! Fictitious directories, for tests and for the demonstration: no school, commune or number of them exists.
//!
//! The first hundred UAIs are 9749900 to 9749999, a range that La Réunion does not use. The next ones are 9009000 to
//! 9699999, in départements 900 to 969, which do not exist: a thousand UAIs each, 70,100 in all.

mod damage;
mod names;
mod sequence;
mod written;

pub use damage::Damage;
pub use written::{Columns, csv};

use chrono::{Days, NaiveDate};

use super::school::{Circonscription, EducationPrioritaire, Etat, Kind, School, Status};
use crate::uai::Uai;
pub use sequence::Sequence;

/// The most schools that can be made up.
pub const LARGEST: usize = 70_100;

/// Schools of one circonscription and of the collèges and lycées around, its own record first.
const BLOCK: usize = 30;

/// `count` schools (at most [`LARGEST`]), the same for the same `seed`: of every thirty, one circonscription, 22 écoles
/// and seven of the other kinds.
#[must_use]
pub fn schools(count: usize, seed: u64) -> Vec<School> {
    let mut drawn = Sequence::new(seed);
    let mut schools: Vec<School> = Vec::new();
    for index in 0..count.min(LARGEST) {
        let head = index - rank(index) % BLOCK;
        let circonscription = schools.get(head).map(named);
        schools.extend(school(index, &mut drawn, circonscription));
    }
    schools
}

fn named(record: &School) -> Circonscription {
    Circonscription {
        code: Some(record.uai),
        name: record.name.clone(),
    }
}

const FIRST_DEPARTEMENT: usize = 100;
const OTHER_DEPARTEMENTS: usize = 1_000;

/// The rank of a school in its département: no circonscription spans two.
fn rank(index: usize) -> usize {
    index
        .checked_sub(FIRST_DEPARTEMENT)
        .map_or(index, |after| after % OTHER_DEPARTEMENTS)
}

fn uai(index: usize) -> Option<Uai> {
    let number = match index.checked_sub(FIRST_DEPARTEMENT) {
        None => 9_749_900 + index,
        Some(after) => (900 + after / OTHER_DEPARTEMENTS) * 10_000 + 9_000 + rank(index),
    };
    Uai::from_number(u32::try_from(number).ok()?)
}

fn kind(index: usize) -> Kind {
    const REST: [Kind; 20] = [
        Kind::College,
        Kind::College,
        Kind::College,
        Kind::LyceeGeneralTechnologique,
        Kind::Segpa,
        Kind::LyceeProfessionnel,
        Kind::Service,
        Kind::College,
        Kind::College,
        Kind::College,
        Kind::LyceePolyvalent,
        Kind::SectionProfessionnelle,
        Kind::LyceeGeneral,
        Kind::MedicoSocial,
        Kind::College,
        Kind::Lycee,
        Kind::LyceeTechnologique,
        Kind::Erea,
        Kind::Autre,
        Kind::SectionGeneraleTechnologique,
    ];
    match rank(index) % BLOCK {
        0 => Kind::Circonscription,
        place @ 1..=22 if place % 3 == 0 => Kind::EcoleMaternelle,
        place @ 1..=22 if place % 3 == 1 => Kind::EcoleElementaire,
        1..=22 => Kind::EcolePrimaire,
        place => REST[(index / BLOCK * 7 + place - 23) % REST.len()],
    }
}

fn school(index: usize, drawn: &mut Sequence, circonscription: Option<Circonscription>) -> Option<School> {
    let (uai, kind) = (uai(index)?, kind(index));
    let status = status(kind, drawn);
    let place = index / 9;
    let opened_on = NaiveDate::from_ymd_opt(1965, 5, 1)?.checked_add_days(Days::new(drawn.below(20_000)))?;
    Some(School {
        uai,
        name: names::school(kind, index, drawn),
        kind,
        status,
        address: vec![
            names::address(drawn),
            format!("{} {}", postal_code(&uai), names::commune(place).to_uppercase()),
        ],
        postal_code: postal_code(&uai),
        commune: names::commune(place),
        commune_code: format!("{}{:02}", &uai.departement(), place % 100),
        academie: if uai.departement() == "974" { "28" } else { "99" }.to_owned(),
        education_prioritaire: education_prioritaire(kind, drawn),
        circonscription: circonscription.filter(|_| kind.degree() == Some(crate::grid::Degree::Premier)),
        mail: format!("ce.{}@exemple.invalid", uai.as_str().to_lowercase()),
        telephone: format!("019900{:04}", drawn.below(10_000)),
        etat: if drawn.below(100) == 0 {
            Etat::AFermer
        } else {
            Etat::Ouvert
        },
        opened_on: Some(opened_on),
        updated_on: NaiveDate::from_ymd_opt(2026, 5, 27),
        parent: None,
        ministry: "MINISTERE DE L'EDUCATION NATIONALE".to_owned(),
    })
}

fn postal_code(uai: &Uai) -> String {
    format!("{}99", uai.departement())
}

fn status(kind: Kind, drawn: &mut Sequence) -> Option<Status> {
    if matches!(kind, Kind::Circonscription | Kind::Service) {
        return None;
    }
    Some(match drawn.below(40) {
        0..=2 => Status::PriveAssociation,
        3 => Status::PriveSimple,
        4 => Status::PriveHorsContrat,
        _ if kind == Kind::MedicoSocial => Status::PriveNonPrecise,
        _ => Status::Public,
    })
}

fn education_prioritaire(kind: Kind, drawn: &mut Sequence) -> EducationPrioritaire {
    let possible = kind == Kind::College || kind.degree() == Some(crate::grid::Degree::Premier);
    match drawn.below(10) {
        0..=2 if possible => EducationPrioritaire::Rep,
        3 if possible => EducationPrioritaire::RepPlus,
        _ => EducationPrioritaire::Aucune,
    }
}
