//! `cargo xtask bench`: the figures of docs/benchmarks.md, from a release build.

use std::io::stdout;

use crate::environment;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::setup::{self, Needs, python};
use crate::steps::{Outcome, Steps};

const NEEDS: Needs = Needs {
    virtual_window: true,
    database: false,
    python: &[python::COMPARISON],
};

const STORE_NEEDS: Needs = Needs {
    virtual_window: false,
    database: true,
    python: &[],
};

/// The word that measures the store.
const STORE: &str = "--store";

/// Builds with the release profile and runs the `bench` program, which writes docs/benchmarks.md; with `--store` the program
/// `bench-store`, which writes docs/benchmarks-store.md, and with `--store --full` counts a million visits too.
///
/// # Errors
/// When the set-up, the build or the program fails.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let layout = Layout::find()?;
    if arguments.first().is_some_and(|first| first == STORE) {
        return store(&layout, &arguments[1..]);
    }
    let mut steps = Steps::new(stdout(), NEEDS.steps() + 2);
    setup::prepare(&NEEDS, &layout, &mut steps)?;
    steps.require("release build", || build(&layout))?;
    steps.require("measures", || measure(&layout, arguments))?;
    steps.finish()
}

fn store(layout: &Layout, arguments: &[String]) -> Result<(), Failure> {
    let mut steps = Steps::new(stdout(), STORE_NEEDS.steps() + 2);
    setup::prepare(&STORE_NEEDS, layout, &mut steps)?;
    steps.require("release build", || {
        process::run(&mut process::release_build(&layout.root, "bench-store")).map(|()| Outcome::Done)
    })?;
    steps.require("measures", || {
        let mut command = process::program(layout.program("bench-store", true), &layout.root);
        command.env("CARNET_BIN", layout.program("carnet", true));
        process::run(command.args(arguments)).map(|()| Outcome::Done)
    })?;
    steps.finish()
}

fn build(layout: &Layout) -> Result<Outcome, Failure> {
    process::run(&mut process::release_build(&layout.root, "bench")).map(|()| Outcome::Done)
}

fn measure(layout: &Layout, arguments: &[String]) -> Result<Outcome, Failure> {
    let mut command = process::program(layout.program("bench", true), &layout.root);
    environment::drive_window(&mut command, layout, &layout.program("carnet", true));
    environment::compare_documents(&mut command, layout);
    process::run(command.args(arguments)).map(|()| Outcome::Done)
}
