//! A school already known, as a file that lacks columns describes it: what the file cannot say stays as it was.

use std::collections::BTreeSet;

use super::circonscription::circonscription_key;
use super::codes;
use super::columns::{Column, NAMES};
use super::school::{Circonscription, Kind, School, Status};
use crate::grid::Degree;
use crate::problem::Problem;

/// The columns that say what an établissement is; each refines what the others say.
const KIND: [Column; 7] = [
    Column::Nature,
    Column::Type,
    Column::Maternelle,
    Column::Elementaire,
    Column::Generale,
    Column::Technologique,
    Column::Professionnelle,
];
const STATUS: [Column; 3] = [Column::Sector, Column::Contract, Column::ContractCode];
const ADDRESS: [Column; 3] = [Column::Address1, Column::Address2, Column::Address3];

/// `told` by a file that has `columns` alone, completed by what was known `before`.
pub(super) fn completed(told: &School, before: &School, columns: &BTreeSet<Column>) -> School {
    let has = |column: Column| columns.contains(&column);
    let text = |column, told: &String, before: &String| if has(column) { told } else { before }.clone();
    School {
        uai: told.uai,
        name: text(Column::Name, &told.name, &before.name),
        kind: kind(told.kind, before.kind, columns),
        status: status(told.status, before.status, columns),
        address: address(&told.address, &before.address, columns),
        postal_code: text(Column::PostalCode, &told.postal_code, &before.postal_code),
        commune: text(Column::Commune, &told.commune, &before.commune),
        commune_code: text(Column::CommuneCode, &told.commune_code, &before.commune_code),
        academie: text(Column::Academie, &told.academie, &before.academie),
        education_prioritaire: if has(Column::EducationPrioritaire) {
            told.education_prioritaire
        } else {
            before.education_prioritaire
        },
        circonscription: circonscription(told, before, columns),
        mail: text(Column::Mail, &told.mail, &before.mail),
        telephone: text(Column::Telephone, &told.telephone, &before.telephone),
        etat: if has(Column::Etat) { told.etat } else { before.etat },
        opened_on: if has(Column::OpenedOn) {
            told.opened_on
        } else {
            before.opened_on
        },
        updated_on: if has(Column::UpdatedOn) {
            told.updated_on
        } else {
            before.updated_on
        },
        parent: if has(Column::Parent) {
            told.parent
        } else {
            before.parent
        },
        ministry: text(Column::Ministry, &told.ministry, &before.ministry),
    }
}

/// The columns that a file lacks, by their official names: a warning; none when it has all that the files of every year
/// have, for those of 2023 gave no code of circonscription.
pub(super) fn missing(columns: &BTreeSet<Column>) -> Option<Problem> {
    let lacks = |column: &Column| !columns.contains(column) && *column != Column::CirconscriptionCode;
    let names = NAMES
        .iter()
        .filter(|(column, _)| lacks(column))
        .map(|(_, names)| names[0]);
    let names: Vec<&str> = names.collect();
    let warning = Problem::warning(codes::COLUMNS_ABSENT, "");
    (!names.is_empty()).then(|| warning.with("columns", names.join(", ")))
}

/// Fewer columns tell the kind less finely, or not at all: of the same sort, the one known is the better one.
fn kind(told: Kind, before: Kind, columns: &BTreeSet<Column>) -> Kind {
    let whole = KIND.iter().all(|column| columns.contains(column));
    if !whole && (told == Kind::Autre || sort(told) == sort(before)) {
        return before;
    }
    told
}

/// What the column `Type_etablissement` alone tells apart.
#[derive(PartialEq, Eq)]
enum Sort {
    Ecole,
    College,
    Lycee,
    MedicoSocial,
    Service,
    Autre,
}

fn sort(kind: Kind) -> Sort {
    match kind {
        Kind::College | Kind::Segpa => Sort::College,
        Kind::MedicoSocial => Sort::MedicoSocial,
        Kind::Circonscription | Kind::Service => Sort::Service,
        Kind::Autre => Sort::Autre,
        ecole if ecole.degree() == Some(Degree::Premier) => Sort::Ecole,
        _ => Sort::Lycee,
    }
}

/// Without its contract a private school is private and no more; without its sector nothing is said.
fn status(told: Option<Status>, before: Option<Status>, columns: &BTreeSet<Column>) -> Option<Status> {
    let whole = STATUS.iter().all(|column| columns.contains(column));
    let both_private =
        told == Some(Status::PriveNonPrecise) && before.is_some_and(|one| one != Status::Public);
    if !columns.contains(&Column::Sector) || (!whole && both_private) {
        return before;
    }
    told
}

/// Fewer lines than a file of three columns gives are no new address when they stand in the one known.
fn address(told: &[String], before: &[String], columns: &BTreeSet<Column>) -> Vec<String> {
    let whole = ADDRESS.iter().all(|column| columns.contains(column));
    let known = told.iter().all(|line| before.contains(line));
    if !whole && known { before } else { told }.to_vec()
}

/// Its code and its name: each as the file has it, or as known where the file lacks the column and the other agrees.
fn circonscription(told: &School, before: &School, columns: &BTreeSet<Column>) -> Option<Circonscription> {
    let of = |school: &School| {
        school.circonscription.clone().unwrap_or(Circonscription {
            code: None,
            name: String::new(),
        })
    };
    let (told, before) = (of(told), of(before));
    let same_name = circonscription_key(&told.name) == circonscription_key(&before.name);
    let same_code = told.code == before.code;
    given(
        match (
            columns.contains(&Column::CirconscriptionCode),
            columns.contains(&Column::CirconscriptionName),
        ) {
            (false, false) => before,
            (false, true) if same_name => Circonscription {
                code: before.code,
                ..told
            },
            (true, false) if same_code => Circonscription {
                name: before.name,
                ..told
            },
            _ => told,
        },
    )
}

fn given(circonscription: Circonscription) -> Option<Circonscription> {
    let says = circonscription.code.is_some() || !circonscription.name.is_empty();
    says.then_some(circonscription)
}
