//! A known-bad Carnet: it says that a paragraph is saved before it is.

use std::process::ExitCode;

use whole_product::too_early::{Early, open};

fn main() -> ExitCode {
    open(Early::Paragraphs)
}
