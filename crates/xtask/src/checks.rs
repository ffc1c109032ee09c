//! The checks that precede the tests: format, lints of the front end, types, the shape of the tree, generated files.

use std::io::Write;
use std::process::Command;

use crate::codegen;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::setup::front_end;
use crate::steps::{Outcome, Steps};
use crate::tidy;

/// The number of steps of `run_all`.
pub const COUNT: usize = 5;

/// Runs every check that needs no built program.
pub fn run_all<W: Write>(layout: &Layout, steps: &mut Steps<W>) {
    steps.check("tidy", || tidy::check(layout));
    steps.check("format of the Rust code", || {
        cargo(layout, &["fmt", "--all", "--check", "--", "--color", "never"])
    });
    steps.check("format of the front end", || {
        script(layout, "prettier", &["--check", "."])
    });
    steps.check("lints of the front end", || {
        script(layout, "eslint", &[".", "--max-warnings", "0"])
    });
    steps.check("types of the front end", || script(layout, "tsc", &["--noEmit"]));
}

/// Compares the generated files with what the built `codegen` program writes now.
///
/// # Errors
/// `Failure::Findings` with the stale files.
pub fn generated_files(layout: &Layout) -> Result<Outcome, Failure> {
    codegen::check(layout)
}

fn cargo(layout: &Layout, arguments: &[&str]) -> Result<Outcome, Failure> {
    recorded(process::cargo(&layout.root).args(arguments))
}

fn script(layout: &Layout, name: &str, arguments: &[&str]) -> Result<Outcome, Failure> {
    let mut command = process::program(front_end::tool(layout, name), &layout.ui());
    recorded(command.args(arguments))
}

fn recorded(command: &mut Command) -> Result<Outcome, Failure> {
    process::run_recorded(command, |_| {}).map(|()| Outcome::Done)
}
