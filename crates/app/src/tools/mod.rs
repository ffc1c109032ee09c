//! What the command line does, without a window: bytes in, a verdict out.

mod closed;
mod directory;
mod grid;
mod host_at;
mod looks;
mod notebook;
mod releases;
mod report;
mod sync;
mod visit;
pub(crate) mod wording;

pub use closed::find_notebook;
pub use directory::check_directory;
pub use grid::{blank_grid, check_grid};
pub use host_at::HostAt;
pub use notebook::{
    back_up_notebook, check_notebook, compare_notebook, dossier, recover_notebook, restore_notebook,
    upgrade_notebook,
};
pub use releases::{ReleaseWords, consolidate, prepare_release, publish_release, show_releases};
pub(crate) use report::file_name as report_file_name;
pub use report::{Form, ReportFile, reports};
pub use sync::{
    InviteWords, enrol, found_academie, identity, invite, keep_root, make_vault, name_keeper, recover,
    revoke, sync,
};
pub use visit::{expect_signer, verify_visit};

pub use crate::views::{FoundRequest, JoinRequest, RecoverRequest};

use std::collections::BTreeMap;
use std::path::Path;

use observation::problem::Problem;
use serde::Serialize;
use serde_json::Value;

use crate::problem::{AppError, Fault, codes};
use crate::views::{ProblemView, SeverityView};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// Whether the whole is accepted; parts of it may still be refused.
    pub accepted: bool,
    /// All that is wrong, in the order of the file.
    pub problems: Vec<ProblemLine>,
    /// Counts and other findings, by name.
    #[serde(flatten)]
    pub findings: BTreeMap<String, Value>,
    /// Sentences for who reads the verdict in words.
    #[serde(skip)]
    pub remarks: Vec<&'static str>,
}

/// A problem as the command line prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemLine {
    /// `warning` or `error`.
    pub severity: &'static str,
    /// Its stable name.
    pub code: String,
    /// Where; empty for the whole.
    pub at: String,
    /// The French sentence.
    pub message: String,
}

impl Verdict {
    /// The whole is refused; a fault stays one.
    ///
    /// # Errors
    /// When `error` is a fault.
    pub fn of(error: AppError) -> Result<Self, Fault> {
        match error {
            AppError::Refused(problems) => Ok(Self::new(false, &problems)),
            AppError::Fault(fault) => Err(fault),
        }
    }

    /// Nothing could be judged: what broke is the one problem.
    #[must_use]
    pub fn broken(fault: &Fault) -> Self {
        Self::new(false, [&fault.problem()])
    }

    /// Other files stand where these would be written.
    #[must_use]
    pub fn taken<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Self {
        let told = |path: &Path| Problem::error(codes::FILE_EXISTS, path.display().to_string());
        let problems: Vec<Problem> = paths.into_iter().map(told).collect();
        Self::new(false, &problems)
    }

    /// The file to be written is the one that was read.
    #[must_use]
    pub fn over_its_source(path: &Path) -> Self {
        Self::new(
            false,
            &[Problem::error(codes::FILE_IS_SOURCE, path.display().to_string())],
        )
    }

    /// One file to write for several teachers: one must be named.
    #[must_use]
    pub fn teacher_needed() -> Self {
        Self::new(false, &[Problem::error(codes::TEACHER_NEEDED, "--teacher")])
    }

    /// Reports were written, with what a person should know of them.
    #[must_use]
    pub fn written(reports: &[ReportFile]) -> Self {
        Self::new(true, reports.iter().flat_map(|report| &report.warnings))
    }

    fn new<'a>(accepted: bool, problems: impl IntoIterator<Item = &'a Problem>) -> Self {
        let problems = problems.into_iter().map(ProblemLine::from).collect();
        Self {
            accepted,
            problems,
            findings: BTreeMap::new(),
            remarks: Vec::new(),
        }
    }

    /// The same verdict with one more finding.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.findings.insert(name.into(), value.into());
        self
    }

    /// The same verdict with one more sentence for who reads it in words.
    fn remarked(mut self, remark: &'static str) -> Self {
        self.remarks.push(remark);
        self
    }

    /// One JSON object: `accepted`, `problems`, then the findings.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The verdict in French, one line a problem.
    #[must_use]
    pub fn to_text(&self) -> String {
        let verdict = if self.accepted { "Accepté" } else { "Refusé" };
        let mut lines = vec![verdict.to_owned()];
        lines.extend(
            self.findings
                .iter()
                .map(|(name, value)| wording::line(name, value)),
        );
        lines.extend(self.problems.iter().map(ProblemLine::to_text));
        lines.extend(self.remarks.iter().map(|&remark| remark.to_owned()));
        lines.join("\n")
    }
}

impl ProblemLine {
    fn to_text(&self) -> String {
        let severity = if self.severity == "error" {
            "erreur"
        } else {
            "avertissement"
        };
        let at = if self.at.is_empty() {
            String::new()
        } else {
            format!(" [{}]", self.at)
        };
        format!("{severity}{at}\u{a0}: {}", self.message)
    }
}

impl From<&Problem> for ProblemLine {
    fn from(problem: &Problem) -> Self {
        let view = ProblemView::from(problem);
        let severity = match view.severity {
            SeverityView::Warning => "warning",
            SeverityView::Error => "error",
        };
        Self {
            severity,
            code: view.code,
            at: view.at,
            message: view.message,
        }
    }
}
