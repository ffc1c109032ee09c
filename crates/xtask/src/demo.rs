//! `cargo xtask demo`: a notebook of realistic fictitious visits, the same for the same seed.

use std::io::stdout;

use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::setup::{self, Needs};
use crate::steps::{Outcome, Steps};

/// Builds the `demo-notebook` program and runs it in the folder the person is in.
///
/// # Errors
/// When the build or the program fails.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let layout = Layout::find()?;
    let mut steps = Steps::new(stdout(), Needs::BUILD.steps() + 2);
    // The program is built with the window, which holds the page.
    setup::prepare(&Needs::BUILD, &layout, &mut steps)?;
    steps.require("demo-notebook", || {
        let mut command = process::cargo(&layout.root);
        command.args(["build", "--package", "whole-product", "--bin", "demo-notebook"]);
        process::run(&mut command).map(|()| Outcome::Done)
    })?;
    steps.require("notebook", || {
        let here = std::env::current_dir().map_err(Failure::file(".".as_ref()))?;
        let mut command = process::program(layout.program("demo-notebook", false), &here);
        process::run(command.args(arguments)).map(|()| Outcome::Done)
    })
}
