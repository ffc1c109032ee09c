//! The store's command line.

use std::process::ExitCode;

use clap::Parser;
use indicator_store::cli::{self, CommandLine};

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_target(false)
        .init();
    let asked = CommandLine::parse();
    match cli::run(asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}
