//! What can go wrong in a command, and the exit status that says so.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a command stopped, or why one of its steps is not good.
#[derive(Debug)]
pub enum Failure {
    /// The command line was not understood.
    Usage(String),
    /// The machine lacks something; the text says what to do.
    Machine(String),
    /// A program ended badly.
    Program {
        /// The program and its arguments.
        line: String,
        /// How it ended.
        ending: String,
        /// What it had printed, when that was recorded.
        output: Vec<String>,
    },
    /// A file could not be read or written.
    File {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A check of the project's own found faults.
    Findings(Vec<String>),
    /// Tests failed, or none ran; the lines are what they printed.
    Tests(Vec<String>),
    /// Steps that failed, already shown.
    Steps(usize),
}

impl Failure {
    /// Names the file an operation of the system failed on.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }

    /// The exit status of the process: see the usage text.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Machine(_) => 3,
            _ => 1,
        }
    }

    /// Prints the failure where a person looks for it.
    pub fn report(&self) {
        match self {
            Self::Steps(_) => {}
            other => eprintln!("xtask: {other}"),
        }
    }

    /// The lines that explain the failure, when it is recalled at the end of a run.
    pub fn details(&self) -> &[String] {
        match self {
            Self::Program { output, .. } => output,
            Self::Findings(lines) | Self::Tests(lines) => lines,
            _ => &[],
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) | Self::Machine(text) => formatter.write_str(text),
            Self::Program { line, ending, .. } => write!(formatter, "`{line}`: {ending}"),
            Self::File { path, source } => write!(formatter, "{}: {source}", path.display()),
            Self::Findings(lines) => write!(formatter, "{} to put right", lines.len()),
            Self::Tests(_) => formatter.write_str("not every test went well"),
            Self::Steps(count) => write!(formatter, "{count} steps failed"),
        }
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_status_tells_usage_and_machine_from_a_failed_check() {
        assert_eq!(Failure::Usage(String::new()).exit_code(), 2);
        assert_eq!(Failure::Machine(String::new()).exit_code(), 3);
        assert_eq!(Failure::Findings(Vec::new()).exit_code(), 1);
    }
}
