//! The teachers' register of a circle: who teaches where, since when, and how two entries for one person become one.
//!
//! No NUMEN, no birth date and no reason of absence ever enter: columns that hold them are refused.

mod by_hand;
mod cells;
pub mod codes;
mod column_names;
mod entry;
mod grouping;
mod homonyms;
mod import;
mod known;
mod level_names;
mod level_words;
mod mapping;
mod reading;
mod refusal;
mod replay;
mod schools;
mod teacher;
mod update;

pub use by_hand::{check_affectation, check_identity, check_share};
pub use column_names::Role;
pub use entry::{FORMAT, Operation, RegisterEntry};
pub use grouping::Candidate;
pub use homonyms::{Distinction, HomonymGroup, HomonymMember};
pub use import::{Matched, PossibleHomonym, RegisterImport, preview};
pub use mapping::{ColumnMapping, ColumnPreview, columns, columns_guess};
pub use refusal::Refusal;
pub use replay::Register;
pub use teacher::{Affectation, Identity, Nature, Service, Teacher};
