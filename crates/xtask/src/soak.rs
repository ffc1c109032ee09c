//! `cargo xtask soak`: the same tests with the stated counts, and a list of what was raised.

use std::io::stdout;

use crate::counts::Counts;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::setup;
use crate::steps::{Outcome, Steps};
use crate::test::{self, NEEDS, Rounds};

/// Runs the tests with `CARNET_SOAK=1`. Each test that raises a count prints a line « soak: what, how many »;
/// these lines are recalled before the counts.
///
/// # Errors
/// When the set-up fails, a test failed, or no test said what it raised.
pub fn run(filters: &[String]) -> Result<(), Failure> {
    let layout = Layout::find()?;
    let mut steps = Steps::new(stdout(), NEEDS.steps() + 2);
    setup::prepare(&NEEDS, &layout, &mut steps)?;
    steps.require("build", || test::build(&layout))?;
    let mut counts = Counts::default();
    steps.check("tests with the stated counts", || {
        test::run_tests(&layout, filters, Rounds::Stated, &mut counts)?;
        something_raised(&counts)
    });
    let result = steps.finish();
    for line in counts.announcements() {
        println!("{line}");
    }
    println!("{counts}");
    result
}

fn something_raised(counts: &Counts) -> Result<Outcome, Failure> {
    if counts.announcements().is_empty() {
        let text = "no test said « soak: … »: nothing was raised";
        return Err(Failure::Findings(vec![text.to_owned()]));
    }
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_soak_that_raised_nothing_is_not_a_success() {
        let mut counts = Counts::default();
        assert!(something_raised(&counts).is_err());
        counts.observe("soak: killed while typing, 1000 rounds");
        assert!(something_raised(&counts).is_ok());
    }
}
