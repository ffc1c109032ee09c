//! The official directory of schools: read, compared with what is known, searched.
//!
//! A school once known is never deleted: it is closed, so that visits keep their link.

mod absence;
mod circonscription;
pub mod codes;
mod columns;
mod completion;
mod description;
pub mod fictitious;
mod fields;
mod file;
mod nature;
mod plan;
mod school;
mod search;

pub use circonscription::{CirconscriptionGroup, Circonscriptions, circonscription_key};
pub use columns::Column;
pub use file::{DirectoryFile, read};
pub use plan::{Change, Field, ImportPlan, plan};
pub use school::{Circonscription, EducationPrioritaire, Etat, Kind, School, Status};
pub use search::SchoolIndex;

pub use crate::folding::search_key;

use std::collections::BTreeMap;

use crate::uai::Uai;

/// The schools that a notebook knows, by UAI.
pub type Schools = BTreeMap<Uai, School>;
