//! Carnet: a window, or a command line when a command is given.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod cli;
mod desktop;
mod window;

use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args_os().len() > 1 {
        cli::run()
    } else {
        window::run()
    }
}
