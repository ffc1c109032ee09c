//! The project's own commands: `cargo xtask <command>`.
//!
//! Only the standard library and `serde_json`, so that the first run on a bare machine starts in seconds.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line speaks through its output"
)]

mod app;
mod arguments;
mod bench;
mod checks;
mod codegen;
mod counts;
mod demo;
mod display;
mod environment;
mod failure;
mod guide;
mod layout;
mod process;
mod setup;
mod soak;
mod stamp;
mod steps;
mod test;
mod tidy;

use std::process::ExitCode;

use arguments::Command;
use failure::Failure;

fn main() -> ExitCode {
    match Command::parse(std::env::args().skip(1)).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report();
            if let Failure::Usage(_) = failure {
                eprintln!("\n{}", arguments::HELP);
            }
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Help => {
            println!("{}", arguments::HELP);
            Ok(())
        }
        Command::App { release } => app::run(release),
        Command::Test { filters } => test::run(&filters),
        Command::Soak { filters } => soak::run(&filters),
        Command::Bench { arguments } => bench::run(&arguments),
        Command::Codegen { check } => codegen::run(check),
        Command::Demo { arguments } => demo::run(&arguments),
        Command::Guide => guide::run(),
        Command::Tidy => tidy::run(),
    }
}
