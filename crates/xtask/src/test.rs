//! `cargo xtask test`: every check and every test, the same for a person and for CI.

use std::io::stdout;

use crate::checks;
use crate::counts::Counts;
use crate::environment;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::setup::{self, Needs, components, python};
use crate::steps::{Outcome, Steps};

/// What the tests need from the machine.
pub const NEEDS: Needs = Needs {
    virtual_window: true,
    database: true,
    python: &[python::VALIDATION],
};

/// How many times the tests repeat their random rounds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rounds {
    /// The small counts, for every change.
    Few,
    /// The stated counts.
    Stated,
}

/// Runs everything; `filters` go to the test programs. The counts are the last line.
///
/// # Errors
/// When the set-up fails, or at the end when any check or test had failed.
pub fn run(filters: &[String]) -> Result<(), Failure> {
    let layout = Layout::find()?;
    let mut steps = Steps::new(stdout(), NEEDS.steps() + checks::COUNT + 4);
    setup::prepare(&NEEDS, &layout, &mut steps)?;
    steps.require("parts of the Rust toolchain", || components::install(&layout))?;
    checks::run_all(&layout, &mut steps);
    let mut counts = Counts::default();
    if steps.check("build, and lints of the Rust code", || build(&layout)) {
        steps.check("generated files", || checks::generated_files(&layout));
        steps.check("tests", || run_tests(&layout, filters, Rounds::Few, &mut counts));
    }
    let result = steps.finish();
    println!("{counts}");
    result
}

/// Builds all that the tests start, in the one set of features that `cargo test` uses as well.
///
/// # Errors
/// When something does not compile, or clippy has anything to say of it.
pub fn build(layout: &Layout) -> Result<Outcome, Failure> {
    let mut command = process::linting_cargo(&layout.root);
    command.args(["build", "--workspace", "--all-targets"]);
    process::run_recorded(&mut command, |_| {}).map(|()| Outcome::Done)
}

/// Runs every test of the workspace; a window starts its own screen and bus.
///
/// # Errors
/// When a test failed, when a test program died, or when no test ran at all.
pub fn run_tests(
    layout: &Layout,
    filters: &[String],
    rounds: Rounds,
    counts: &mut Counts,
) -> Result<Outcome, Failure> {
    let mut command = process::linting_cargo(&layout.root);
    command
        .args(["test", "--workspace", "--no-fail-fast", "--"])
        .args(filters);
    environment::drive_window(&mut command, layout, &layout.program("carnet", false));
    environment::validate_documents(&mut command, layout);
    if rounds == Rounds::Stated {
        environment::raise_counts(&mut command);
        command.arg("--show-output");
    }
    let ending = process::run_recorded(&mut command, |line| counts.observe(line));
    counts.close();
    verdict(counts, ending)
}

fn verdict(counts: &Counts, ending: Result<(), Failure>) -> Result<Outcome, Failure> {
    if counts.has_failures() {
        return Err(Failure::Tests(counts.failures().to_vec()));
    }
    ending?;
    if counts.ran() == 0 {
        return Err(Failure::Tests(vec!["no test ran".to_owned()]));
    }
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_without_tests_or_with_a_bad_ending_is_not_a_success() {
        let mut counts = Counts::default();
        assert!(verdict(&counts, Ok(())).is_err());
        counts.observe("test result: ok. 1 passed; 0 failed; 0 ignored;");
        assert!(verdict(&counts, Ok(())).is_ok());
        assert!(verdict(&counts, Err(Failure::Steps(1))).is_err());
        counts.observe("test result: FAILED. 0 passed; 1 failed; 0 ignored;");
        assert!(verdict(&counts, Ok(())).is_err());
    }
}
