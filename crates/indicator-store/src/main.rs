//! The store's command line.

use std::process::ExitCode;

use indicator_store::cli::{self, Typed};
use indicator_store::error::StoreError;

/// Bodies of megabytes come and go on many threads: the system's allocator keeps what each of them freed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_target(false)
        .init();
    match carried_out() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn carried_out() -> Result<(), StoreError> {
    match cli::typed(std::env::args_os())? {
        Typed::Asked(asked) => cli::run(*asked),
        Typed::Said(text) => {
            cli::say(text.trim_end());
            Ok(())
        }
    }
}
