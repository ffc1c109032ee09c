//! Carnet: a window, or a command line when a command is given.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args_os().len() > 1 {
        carnet::cli::run()
    } else if !carnet::display::is_there() {
        carnet::cli::no_display()
    } else {
        carnet::window::run()
    }
}
