//! What an établissement is, from the several columns that say it.

use super::school::{EducationPrioritaire, Etat, Kind, Status};
use crate::folding::search_key;

/// What a row says of the nature of an établissement.
pub(super) struct Nature<'a> {
    /// Column `code_nature`.
    pub code: &'a str,
    /// Column `Type_etablissement`.
    pub label: &'a str,
    /// Columns `Ecole_maternelle` and `Ecole_elementaire`.
    pub ecole: [&'a str; 2],
    /// Columns `Voie_generale`, `Voie_technologique` and `Voie_professionnelle`.
    pub voies: [&'a str; 3],
}

impl Nature<'_> {
    /// The kind of établissement: by its nature code, then by its type where the code is absent or unknown.
    pub fn kind(&self) -> Kind {
        let code: u16 = self.code.parse().unwrap_or_default();
        match code {
            100..=199 => self.ecole(),
            240..=249 => Kind::MedicoSocial,
            300 => Kind::LyceeGeneralTechnologique,
            302 => Kind::LyceeGeneral,
            306 => Kind::LyceePolyvalent,
            320 => Kind::LyceeProfessionnel,
            334 => Kind::SectionProfessionnelle,
            335 => Kind::SectionGeneraleTechnologique,
            340 => Kind::College,
            370 => Kind::Erea,
            390 => Kind::Segpa,
            809 => Kind::Circonscription,
            800..=899 => Kind::Service,
            _ => self.by_type(),
        }
    }

    fn ecole(&self) -> Kind {
        match self.ecole.map(is_yes) {
            [true, true] => Kind::EcolePrimaire,
            [true, false] => Kind::EcoleMaternelle,
            [false, true] => Kind::EcoleElementaire,
            // 101 and 103 are maternelles, from 151 on élémentaires.
            [false, false] if self.code < "150" && !self.code.is_empty() => Kind::EcoleMaternelle,
            [false, false] => Kind::EcoleElementaire,
        }
    }

    fn by_type(&self) -> Kind {
        let label = search_key(self.label);
        match label.split(' ').next().unwrap_or_default() {
            "ecole" => self.ecole(),
            "college" => Kind::College,
            "lycee" => self.lycee(),
            "erea" => Kind::Erea,
            "medico" => Kind::MedicoSocial,
            "service" | "information" => Kind::Service,
            _ => Kind::Autre,
        }
    }

    fn lycee(&self) -> Kind {
        match self.voies.map(is_yes) {
            [false, false, false] => Kind::Lycee,
            [true, false, false] => Kind::LyceeGeneral,
            [false, true, false] => Kind::LyceeTechnologique,
            [true, true, false] => Kind::LyceeGeneralTechnologique,
            [false, false, true] => Kind::LyceeProfessionnel,
            [_, _, true] => Kind::LyceePolyvalent,
        }
    }
}

fn is_yes(cell: &str) -> bool {
    matches!(search_key(cell).as_str(), "1" | "1 0" | "oui" | "vrai" | "true")
}

/// The status: by the label of the contract, or by its code where the label is empty (10, 21 and 30 were seen).
pub(super) fn status(sector: &str, contract: &str, contract_code: &str) -> Option<Status> {
    match search_key(sector).as_str() {
        "" => return None,
        "public" | "pu" => return Some(Status::Public),
        _ => {}
    }
    let label = search_key(contract);
    let says = |word: &str| label.split(' ').any(|each| each == word);
    Some(match (contract_code.get(..1), label.is_empty()) {
        _ if says("hors") => Status::PriveHorsContrat,
        _ if says("association") => Status::PriveAssociation,
        _ if says("simple") => Status::PriveSimple,
        (Some("1"), true) => Status::PriveHorsContrat,
        (Some("2"), true) => Status::PriveSimple,
        (Some("3"), true) => Status::PriveAssociation,
        _ => Status::PriveNonPrecise,
    })
}

/// The place in the éducation prioritaire: the file writes `REP`, `REP+` or nothing.
pub(super) fn education_prioritaire(cell: &str) -> EducationPrioritaire {
    match cell.to_uppercase().replace(' ', "").as_str() {
        "REP" => EducationPrioritaire::Rep,
        "REP+" | "REPPLUS" => EducationPrioritaire::RepPlus,
        _ => EducationPrioritaire::Aucune,
    }
}

/// The state; none when it is a word that no file was seen to use.
pub(super) fn etat(cell: &str) -> Option<Etat> {
    match search_key(cell).as_str() {
        "" | "ouvert" => Some(Etat::Ouvert),
        "a fermer" => Some(Etat::AFermer),
        "ferme" => Some(Etat::Ferme),
        "a ouvrir" => Some(Etat::AOuvrir),
        _ => None,
    }
}
