//! Keeping the notebook: backups and restoring, its state, how long things stay, what it holds about one person.

pub(crate) mod backups;
mod comparing;
mod diagnostics;
mod dossier;
mod drive;
mod health;
mod purge;
mod restoring;
mod words;

pub(crate) use backups::refuse_within;
pub(crate) use diagnostics::Refusals;
pub(crate) use drive::refuse_unsafe;
pub(crate) use restoring::opened;
pub(crate) use words::{counted, instant as instant_in_words};
