//! What crosses to a front end: plain data, identifiers as strings, dates as `2026-11-23`, instants as UTC text.

mod academie;
mod attention;
mod consolidation;
mod course;
mod directory;
mod grid;
mod holidays;
mod keeping;
mod observe;
mod register;
mod releases;
mod report;
mod sealing;
mod session;
mod sync;
mod table;
mod timeline;
mod visit;

pub use academie::*;
pub use attention::*;
pub use consolidation::*;
pub use course::*;
pub use directory::*;
pub use grid::*;
pub use holidays::*;
pub use keeping::*;
pub use observe::*;
pub use register::*;
pub use releases::*;
pub use report::*;
pub use sealing::*;
pub use session::*;
pub use sync::*;
pub use table::*;
pub use timeline::*;
pub use visit::*;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request that carries nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// A problem with its French sentence. A front end branches on `code` alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProblemView {
    /// Whether it refuses or only warns.
    pub severity: SeverityView,
    /// Its stable name.
    pub code: String,
    /// Where; empty for the whole.
    pub at: String,
    /// The values that the sentence shows.
    pub parameters: BTreeMap<String, String>,
    /// The sentence of the catalogue, filled in.
    pub message: String,
}

/// Whether a problem refuses or only warns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SeverityView {
    /// Accepted; a person should know.
    Warning,
    /// Refused.
    Error,
}

/// Why a command gave no response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Failure {
    /// Whether the present state refuses it, or something broke.
    pub kind: FailureKind,
    /// All that is wrong, at once; never empty.
    pub problems: Vec<ProblemView>,
}

/// A refusal in this state, or a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// What was asked cannot be done now, or with what was given; nothing changed.
    Refused,
    /// The disk, the system or Carnet itself failed.
    Fault,
}

/// A file that a front end handed over, held in memory until it is used or discarded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StagedFile {
    /// How later commands name it.
    pub file: String,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Names a staged file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StagedFileRequest {
    /// The staged file.
    pub file: String,
}

/// A file that Carnet wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedFile {
    /// The folder.
    pub folder: String,
    /// The file's name in it.
    pub name: String,
    /// The whole path.
    pub path: String,
    /// What the person should know of it.
    pub problems: Vec<ProblemView>,
}
