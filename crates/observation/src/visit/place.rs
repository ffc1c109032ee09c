//! A school as the directory gave it on a given day.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::directory::EducationPrioritaire;
use crate::grid::Degree;
use crate::uai::Uai;

/// A school as the directory gave it on the day it is cited, kept so that later imports change nothing sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceSnapshot {
    /// Its UAI.
    pub uai: Uai,
    /// Its name.
    pub name: String,
    /// Its commune; empty where the directory has none.
    pub commune: String,
    /// Its kind, in the code of the directory: `ecole_elementaire`, `college`…
    pub kind: String,
    /// Its degree, where the kind tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degree: Option<Degree>,
    /// Its status, in the code of the directory: `public`, `prive_sous_contrat`…
    pub status: String,
    /// Éducation prioritaire.
    pub education_prioritaire: EducationPrioritaire,
    /// The UAI of its circonscription, where the directory has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circonscription: Option<Uai>,
    /// The name of its circonscription; empty where there is none.
    pub circonscription_name: String,
}
