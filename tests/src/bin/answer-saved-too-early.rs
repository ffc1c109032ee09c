//! A known-bad Carnet: it says that an answer is saved before it is.

use std::process::ExitCode;

use whole_product::too_early::{Early, open};

fn main() -> ExitCode {
    open(Early::Answers)
}
