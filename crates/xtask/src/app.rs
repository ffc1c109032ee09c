//! `cargo xtask app`: from a checkout to the open application, or to the pictures of its demonstration.

use std::fs;
use std::io::stdout;
use std::path::{Path, PathBuf};

use crate::display;
use crate::environment;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::setup::{self, Needs};
use crate::steps::{Outcome, Steps};

/// Builds the application and opens it; without a display, plays the demonstration visit.
///
/// # Errors
/// The step that could not be done, or the application's own bad ending.
pub fn run(release: bool) -> Result<(), Failure> {
    let layout = Layout::find()?;
    let needs = Needs {
        virtual_window: !display::is_present(),
        database: false,
        python: &[],
    };
    let mut steps = Steps::new(stdout(), needs.steps() + 2);
    setup::prepare(&needs, &layout, &mut steps)?;
    steps.require("application", || build(&layout, release, needs.virtual_window))?;
    let app = layout.program("carnet", release);
    if !needs.virtual_window {
        return steps.require("open", || open(&layout, &app));
    }
    let folder = layout.target.join("demonstration");
    let player = layout.program("demonstration", release);
    steps.require("demonstration visit", || {
        demonstrate(&layout, &player, &app, &folder)
    })?;
    steps.finish()?;
    println!("{}", folder.display());
    Ok(())
}

/// The development build takes the whole workspace, so that it shares every dependency with the tests; a release build
/// takes the application, and what plays its demonstration.
fn build(layout: &Layout, release: bool, demonstration: bool) -> Result<Outcome, Failure> {
    let building = |arguments: &[&str]| {
        let mut command = process::cargo(&layout.root);
        command.arg("build").args(arguments);
        command
    };
    let mut command = match (release, demonstration) {
        (false, _) => building(&["--workspace", "--bins"]),
        (true, false) => building(&["--release", "--package", "carnet"]),
        (true, true) => process::release_build(&layout.root, "demonstration"),
    };
    process::run(&mut command).map(|()| Outcome::Done)
}

fn open(layout: &Layout, app: &Path) -> Result<Outcome, Failure> {
    process::run(&mut process::program(app, &layout.root)).map(|()| Outcome::Done)
}

fn demonstrate(layout: &Layout, player: &Path, app: &Path, folder: &PathBuf) -> Result<Outcome, Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Failure::file(folder))?;
    }
    fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    let mut command = process::program(player, &layout.root);
    command.arg("--app").arg(app).arg("--out").arg(folder);
    environment::drive_window(&mut command, layout, app);
    process::run(&mut command)?;
    Ok(Outcome::Done)
}
