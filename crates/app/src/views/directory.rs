//! The school directory.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProblemView;

/// A school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SchoolView {
    /// Its UAI.
    pub uai: String,
    /// Its name.
    pub name: String,
    /// Its kind, in words: « École élémentaire ».
    pub kind: String,
    /// `premier`, `second`, or empty for services.
    pub degree: String,
    /// Its status, in words: « Public », « Privé sous contrat », « Privé hors contrat ».
    pub status: String,
    /// Whether it is private « hors contrat ».
    pub hors_contrat: bool,
    /// Its commune.
    pub commune: String,
    /// Its address on one line.
    pub address: String,
    /// Its circonscription, in words; empty where there is none.
    pub circonscription: String,
    /// « REP », « REP+ » or empty.
    pub education_prioritaire: String,
    /// Its institutional address; empty where the directory has none.
    pub mail: String,
    /// Its telephone; empty where the directory has none.
    pub telephone: String,
    /// Whether the directory no longer has it open.
    pub closed: bool,
}

/// What an import would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DirectoryReport {
    /// Rows read.
    pub read: usize,
    /// Schools new to the notebook.
    pub added: usize,
    /// Schools of which something changed.
    pub changed: usize,
    /// Schools as they were.
    pub unchanged: usize,
    /// Schools that the file no longer has: kept, marked closed.
    pub closed: usize,
    /// Rows refused.
    pub refused: usize,
    /// The départements that the file covers, by code.
    pub departements: Vec<String>,
    /// The first schools of the file, to recognise it.
    pub sample: Vec<SchoolView>,
    /// Every row refused with its line and reason, then the warnings, the first 500 of them.
    pub problems: Vec<ProblemView>,
    /// How many problems there are in all.
    pub problem_count: usize,
}

/// What the notebook knows of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DirectoryStatus {
    /// How many schools.
    pub schools: usize,
    /// When it was last imported; none before the first time.
    pub imported_at: Option<String>,
    /// The name of the file last imported.
    pub file_name: String,
    /// By académie, what others were not told of; nothing for who does not publish.
    pub publishable: Vec<PublishableView>,
}

/// Schools that the académie's other notebooks were not told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublishableView {
    /// The number of their académie, two digits.
    pub academie: String,
    /// How many.
    pub schools: usize,
}

/// Publishing the schools of an académie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublishDirectoryRequest {
    /// The number of the académie, two digits.
    pub academie: String,
}

/// A circonscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CirconscriptionView {
    /// Its UAI, or its département and folded name where the directory has no code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its département: « 974 », « 93 ».
    pub departement: String,
    /// How many schools.
    pub schools: usize,
}

/// A search of circonscriptions as one types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchCirconscriptionsRequest {
    /// What was typed: name, département, UAI; accents and case do not matter.
    pub query: String,
    /// At most so many.
    pub limit: usize,
}

/// Names circonscriptions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CirconscriptionsRequest {
    /// Their codes.
    pub codes: Vec<String>,
}

/// A search as one types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchSchoolsRequest {
    /// What was typed: UAI, name, commune; accents and case do not matter.
    pub query: String,
    /// At most so many.
    pub limit: usize,
}

/// Names a school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SchoolRequest {
    /// Its UAI.
    pub uai: String,
}
