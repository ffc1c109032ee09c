//! Backups, restoring, the state of the notebook, how long things are kept.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ProblemView, VisitSummary};

/// Where backups go, and those that are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupsView {
    /// The folder where they are written.
    pub folder: String,
    /// When the last one was verified, in words; empty when there has never been any.
    pub last: String,
    /// Whether the last one is older than a week, or there is none.
    pub late: bool,
    /// Those of this notebook in the folder, the latest first.
    pub backups: Vec<BackupView>,
    /// Why the folder could not be read; empty when it was.
    pub problems: Vec<ProblemView>,
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupView {
    /// Its folder.
    pub place: String,
    /// When it was made, in words.
    pub made: String,
    /// How many visits it holds.
    pub visits: u64,
    /// Its size, in words: « 12,4 Mo ».
    pub size: String,
    /// The version of Carnet that made it.
    pub version: String,
}

/// A folder, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FolderRequest {
    /// Its path; blank for the usual one.
    pub folder: String,
}

/// What a backup that was due became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupDone {
    /// Whether one was made.
    pub made: bool,
    /// What a person should know: it could not be made, or none was for a week.
    pub problems: Vec<ProblemView>,
}

/// A backup, by its folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupRequest {
    /// Its folder.
    pub place: String,
}

/// What restoring a backup would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComparisonView {
    /// The backup.
    pub backup: BackupView,
    /// Visits that would leave the notebook.
    pub lost: Vec<VisitSummary>,
    /// Visits that would come back.
    pub returned: Vec<VisitSummary>,
    /// Visits that would be as they were.
    pub changed: Vec<ChangedVisitView>,
    /// Visits that are the same.
    pub same: usize,
    /// Changes of the teachers' register that would leave.
    pub register_lost: usize,
    /// Changes of the teachers' register that would come back.
    pub register_returned: usize,
    /// Whether nothing would change.
    pub nothing: bool,
}

/// A visit that restoring would take back to an earlier state, or bring forward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangedVisitView {
    /// The visit as it is.
    pub visit: VisitSummary,
    /// When it last changed here, in words.
    pub now: String,
    /// When it had last changed in the backup, in words.
    pub then: String,
}

/// A backup to put in the place of a notebook that is closed or missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestoreClosedRequest {
    /// Its folder.
    pub place: String,
    /// The passphrase of the day it was made, or the recovery code.
    pub secret: String,
}

/// What putting a backup in the place of a notebook that is closed or missing would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClosedComparisonView {
    /// What would change; none where nothing could be compared.
    pub found: Option<ComparisonView>,
    /// Why nothing was compared.
    pub notice: Option<ProblemView>,
}

/// What a check of the whole notebook found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckView {
    /// All that is wrong; nothing in a sound notebook.
    pub problems: Vec<ProblemView>,
    /// How many of each thing, in words and in order.
    pub counts: Vec<CountView>,
}

/// How many there are of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountView {
    /// What, in words.
    pub label: String,
    /// How many.
    pub count: u64,
}

/// What was read of a damaged notebook, and what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryView {
    /// When, in words.
    pub on: String,
    /// Where the damaged notebook lies, as it was.
    pub set_aside: String,
    /// Whether it still lies there.
    pub set_aside_there: bool,
    /// What was read, part by part.
    pub parts: Vec<RecoveredPartView>,
    /// How many lines were left because what they hang on could not be read.
    pub orphans: u64,
    /// The visits that were recovered, by date.
    pub visits: Vec<RecoveredVisitView>,
}

/// A part of a damaged notebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveredPartView {
    /// What, in words.
    pub label: String,
    /// How many lines were read.
    pub read: u64,
    /// Whether no damage was met in it.
    pub complete: bool,
}

/// A visit that was recovered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveredVisitView {
    /// The visit.
    pub visit: VisitSummary,
    /// How many sealed revisions.
    pub revisions: u64,
    /// How many answers and comments, each as often as it changed.
    pub answers: u64,
    /// How many paragraphs of the running notebook.
    pub notes: u64,
}

/// Notebooks that were set aside, each in its folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SetAsideView {
    /// The name of its folder.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Why, in words.
    pub why: String,
    /// Its size, in words.
    pub size: String,
}

/// What says how Carnet fares here, without content or names: to be read, then sent by the person's own means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DiagnosticsView {
    /// The text.
    pub text: String,
}

/// What the retention time proposes to delete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PurgeProposal {
    /// How many school years are kept beside the present one.
    pub years: u8,
    /// Visits before this day are proposed, `2023-08-16`.
    pub before: String,
    /// Visits whose own notes could go: closed or sealed ones.
    pub notes: Vec<PurgeLine>,
    /// Visits beyond the retention time.
    pub visits: Vec<PurgeLine>,
    /// Persons of the register without a visit that stays nor a service since then.
    pub teachers: Vec<PurgeTeacher>,
    /// Purges that were done, the latest first.
    pub done: Vec<PurgeDone>,
}

/// A visit that may be deleted, or whose notes may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PurgeLine {
    /// The visit.
    pub visit: VisitSummary,
    /// What of it would go, in words.
    pub holds: String,
    /// Whether it is proposed: the person may choose otherwise.
    pub proposed: bool,
}

/// A person who may be deleted from the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PurgeTeacher {
    /// The identifier.
    pub id: String,
    /// The full name.
    pub name: String,
}

/// What a person chose to delete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PurgeRequest {
    /// Visits whose own notes go.
    pub notes: Vec<String>,
    /// Visits that go.
    pub visits: Vec<String>,
    /// Persons who go.
    pub teachers: Vec<String>,
    /// Whether a new backup replaces those made before.
    pub replace_backups: bool,
}

/// A purge that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PurgeDone {
    /// When, in words.
    pub on: String,
    /// What went, in words.
    pub what: String,
    /// The fingerprint of the signed list.
    pub sha256: String,
}

/// How many school years to keep beside the present one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RetentionRequest {
    /// 1 to 10.
    pub years: u8,
}

/// What a purge did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PurgeOutcome {
    /// What is proposed now.
    pub proposal: PurgeProposal,
    /// What a person should know: the backups could not be replaced.
    pub problems: Vec<ProblemView>,
}

/// What this notebook holds about one person, written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DossierView {
    /// For a person to read.
    pub pdf: super::ExportedFile,
    /// For a program to read.
    pub json: super::ExportedFile,
    /// Files received with the person's replies.
    pub pieces: Vec<super::ExportedFile>,
}
