//! Tools written in Python, each in an environment of its own below the target folder, with all versions pinned.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::stamp::Stamp;
use crate::steps::Outcome;

/// The validator of PDF/UA and PDF/A, readers of calendars and workbooks, and statistics.
pub const VALIDATION: PythonTool = PythonTool {
    title: "validator of documents",
    folder: "validation",
    requirements: include_str!("../../python/validation.txt"),
};

/// What `bench` compares the making of a report with.
pub const COMPARISON: PythonTool = PythonTool {
    title: "tool to compare with",
    folder: "comparison",
    requirements: include_str!("../../python/comparison.txt"),
};

/// One environment.
pub struct PythonTool {
    /// The title of its step.
    pub title: &'static str,
    folder: &'static str,
    requirements: &'static str,
}

impl PythonTool {
    /// The Python of this environment.
    pub fn interpreter(&self, layout: &Layout) -> PathBuf {
        self.place(layout).join("bin/python")
    }

    /// Makes the environment anew unless it holds exactly the pinned versions.
    ///
    /// # Errors
    /// When Python has no `venv` module or a package cannot be fetched.
    pub fn install(&self, layout: &Layout) -> Result<Outcome, Failure> {
        let place = self.place(layout);
        let stamp = Stamp::at(place.join("requirements.installed"));
        if stamp.matches(self.requirements) && self.interpreter(layout).exists() {
            return Ok(Outcome::AlreadyDone);
        }
        let mut create = process::program(system_python(), &layout.root);
        process::run(create.args(["-m", "venv", "--clear"]).arg(&place))?;
        let mut install = process::program(self.interpreter(layout), &layout.root);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        process::run(install.args(self.requirements.split_whitespace()))?;
        stamp.write(self.requirements)?;
        Ok(Outcome::Done)
    }

    fn place(&self, layout: &Layout) -> PathBuf {
        layout.tools().join(self.folder)
    }
}

/// Debian's own Python where it exists: python3-venv serves no other.
fn system_python() -> PathBuf {
    let debian = PathBuf::from("/usr/bin/python3");
    if debian.exists() { debian } else { "python3".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_requirement_is_pinned() {
        for tool in [VALIDATION, COMPARISON] {
            let pinned = |line: &str| line.contains("==");
            assert!(tool.requirements.lines().all(pinned), "{}", tool.folder);
        }
    }
}
