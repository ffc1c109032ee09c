//! `cargo xtask guide`: the pictures of docs/guide, from the real window.

use std::io::stdout;

use crate::environment;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::setup::{self, Needs};
use crate::steps::{Outcome, Steps};

/// Builds the workspace and takes the pictures anew.
///
/// # Errors
/// The step that could not be done.
pub fn run() -> Result<(), Failure> {
    let layout = Layout::find()?;
    let needs = Needs {
        virtual_window: true,
        database: false,
        python: &[],
    };
    let mut steps = Steps::new(stdout(), needs.steps() + 2);
    setup::prepare(&needs, &layout, &mut steps)?;
    steps.require("application", || {
        let mut command = process::cargo(&layout.root);
        command.args(["build", "--workspace", "--bins"]);
        process::run(&mut command).map(|()| Outcome::Done)
    })?;
    steps.require("pictures", || illustrate(&layout))?;
    steps.finish()
}

fn illustrate(layout: &Layout) -> Result<Outcome, Failure> {
    let app = layout.program("carnet", false);
    let mut command = process::program(layout.program("guide-pictures", false), &layout.root);
    command.arg("--app").arg(&app);
    command.arg("--out").arg(layout.root.join("docs/guide"));
    environment::drive_window(&mut command, layout, &app);
    process::run(&mut command).map(|()| Outcome::Done)
}
