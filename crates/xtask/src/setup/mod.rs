//! The set-up that every command shares: each step does only what is missing, and can be repeated when interrupted.

pub mod components;
pub mod driver;
pub mod front_end;
pub mod packages;
pub mod python;

use std::io::Write;

use crate::failure::Failure;
use crate::layout::Layout;
use crate::setup::packages::Package;
use crate::setup::python::PythonTool;
use crate::steps::Steps;

/// What a command needs beyond Rust, Node and a linker.
pub struct Needs {
    /// Opens windows on a virtual screen and drives them.
    pub virtual_window: bool,
    /// Starts a PostgreSQL of its own.
    pub database: bool,
    /// The Python tools it calls.
    pub python: &'static [PythonTool],
}

impl Needs {
    /// What building the application and its page needs, and nothing more.
    pub const BUILD: Self = Self {
        virtual_window: false,
        database: false,
        python: &[],
    };

    /// The number of steps that `prepare` announces.
    pub const fn steps(&self) -> usize {
        3 + self.virtual_window as usize + self.python.len()
    }

    fn packages(&self) -> Vec<Package> {
        let mut wanted = packages::BUILD.to_vec();
        if self.virtual_window {
            wanted.extend_from_slice(packages::WINDOW);
        }
        if self.database {
            wanted.extend_from_slice(packages::DATABASE);
        }
        if !self.python.is_empty() {
            wanted.extend_from_slice(packages::PYTHON);
        }
        wanted
    }
}

/// Installs what is missing and builds the front end.
///
/// # Errors
/// The first step that could not be done.
pub fn prepare<W: Write>(needs: &Needs, layout: &Layout, steps: &mut Steps<W>) -> Result<(), Failure> {
    steps.require("system packages", || packages::install(&needs.packages()))?;
    if needs.virtual_window {
        steps.require("driver of the window", || driver::install(layout))?;
    }
    for tool in needs.python {
        steps.require(tool.title, || tool.install(layout))?;
    }
    steps.require("packages of the front end", || front_end::install(layout))?;
    steps.require("front end", || front_end::build(layout))
}
