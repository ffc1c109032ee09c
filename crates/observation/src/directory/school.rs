//! One établissement, as the directory describes it.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::grid::Degree;
use crate::uai::Uai;

/// An établissement, a service or a circonscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct School {
    /// Its code.
    pub uai: Uai,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Public or private; none for most services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The lines of its address that hold something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub address: Vec<String>,
    /// Its postal code; empty where unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postal_code: String,
    /// The name of its commune; empty where unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub commune: String,
    /// The INSEE code of its commune, five characters; empty where unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub commune_code: String,
    /// The number of its académie, two digits, such as `24` for Créteil; empty where unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub academie: String,
    /// Its place in the éducation prioritaire.
    #[serde(default)]
    pub education_prioritaire: EducationPrioritaire,
    /// Where its inspection du 1er degré sits; none in the 2nd degré.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circonscription: Option<Circonscription>,
    /// Its institutional mailbox; empty where unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mail: String,
    /// Its telephone number; empty where unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub telephone: String,
    /// Open, closed, or about to be.
    #[serde(default)]
    pub etat: Etat,
    /// The day it opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_on: Option<NaiveDate>,
    /// The day the directory last described it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<NaiveDate>,
    /// The établissement that it is a section or an annexe of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Uai>,
    /// The ministry that it answers to, in the words of the file; empty where unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ministry: String,
}

impl School {
    /// Its degree; none for services and others.
    #[must_use]
    pub fn degree(&self) -> Option<Degree> {
        self.kind.degree()
    }

    /// The three digits of its département, read from its UAI: files that went through a spreadsheet lose zeros.
    #[must_use]
    pub fn departement(&self) -> &str {
        self.uai.departement()
    }
}

/// What an établissement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// École maternelle.
    EcoleMaternelle,
    /// École élémentaire.
    EcoleElementaire,
    /// École primaire: maternelle and élémentaire classes.
    EcolePrimaire,
    /// Collège.
    College,
    /// A lycée whose tracks the file does not say.
    Lycee,
    /// Lycée d'enseignement général.
    LyceeGeneral,
    /// Lycée d'enseignement technologique.
    LyceeTechnologique,
    /// Lycée d'enseignement général et technologique.
    LyceeGeneralTechnologique,
    /// Lycée professionnel.
    LyceeProfessionnel,
    /// Lycée polyvalent: vocational classes beside others.
    LyceePolyvalent,
    /// Établissement régional d'enseignement adapté, or lycée of that kind.
    Erea,
    /// Section d'enseignement général et professionnel adapté of a collège.
    Segpa,
    /// Section professionnelle of a lycée.
    SectionProfessionnelle,
    /// Section générale et technologique of a lycée.
    SectionGeneraleTechnologique,
    /// An établissement of care with teaching, such as an IME.
    MedicoSocial,
    /// A circonscription of the 1er degré.
    Circonscription,
    /// A rectorat, a DSDEN, a CIO or another service.
    Service,
    /// Anything else.
    Autre,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 18] = [
        Self::EcoleMaternelle,
        Self::EcoleElementaire,
        Self::EcolePrimaire,
        Self::College,
        Self::Lycee,
        Self::LyceeGeneral,
        Self::LyceeTechnologique,
        Self::LyceeGeneralTechnologique,
        Self::LyceeProfessionnel,
        Self::LyceePolyvalent,
        Self::Erea,
        Self::Segpa,
        Self::SectionProfessionnelle,
        Self::SectionGeneraleTechnologique,
        Self::MedicoSocial,
        Self::Circonscription,
        Self::Service,
        Self::Autre,
    ];

    /// The degree it teaches; none for services and others.
    #[must_use]
    pub fn degree(self) -> Option<Degree> {
        match self {
            Self::EcoleMaternelle | Self::EcoleElementaire | Self::EcolePrimaire => Some(Degree::Premier),
            Self::MedicoSocial | Self::Circonscription | Self::Service | Self::Autre => None,
            _ => Some(Degree::Second),
        }
    }

    /// Whether it is part of another établissement, and not to be counted as a school.
    #[must_use]
    pub fn is_section(self) -> bool {
        matches!(
            self,
            Self::Segpa | Self::SectionProfessionnelle | Self::SectionGeneraleTechnologique
        )
    }
}

/// Public or private, and by which contract with the State.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Public.
    Public,
    /// Private, contrat d'association.
    PriveAssociation,
    /// Private, contrat simple.
    PriveSimple,
    /// Private, hors contrat.
    PriveHorsContrat,
    /// Private, without a contract in its nature (établissements of care) or in the file.
    PriveNonPrecise,
}

impl Status {
    /// Whether the State neither pays nor evaluates its teachers.
    #[must_use]
    pub fn is_hors_contrat(self) -> bool {
        self == Self::PriveHorsContrat
    }
}

/// The place of a school in the éducation prioritaire.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EducationPrioritaire {
    /// Outside of it.
    #[default]
    Aucune,
    /// In a réseau d'éducation prioritaire.
    Rep,
    /// In a réseau d'éducation prioritaire renforcé.
    RepPlus,
}

impl EducationPrioritaire {
    /// The code by which filters and facts name it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Aucune => "aucune",
            Self::Rep => "rep",
            Self::RepPlus => "rep_plus",
        }
    }
}

/// Where the inspection of a school of the 1er degré sits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Circonscription {
    /// Its UAI; none in files before 2026.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Uai>,
    /// Its name, as this row spells it.
    pub name: String,
}

/// Whether an établissement works.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Etat {
    /// Open.
    #[default]
    Ouvert,
    /// Open, and to close.
    AFermer,
    /// Closed, by the file or because a file that covers its département no longer holds it.
    Ferme,
    /// Not open yet.
    AOuvrir,
}
