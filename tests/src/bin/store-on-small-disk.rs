//! The store's own program on a disk as small as a test asks for.

use std::process::ExitCode;

use clap::Parser;
use indicator_store::cli::{self, CommandLine};
use whole_product::small_disk;

#[allow(clippy::print_stderr)]
fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let served = small_disk::install()
        .and_then(|()| cli::run(CommandLine::parse()).map_err(|error| error.to_string()));
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
