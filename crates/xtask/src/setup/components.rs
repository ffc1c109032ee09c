//! The parts of the Rust toolchain that a minimal installation leaves out.

use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::steps::Outcome;

/// Each with the command of cargo that it brings.
const COMPONENTS: [(&str, &str); 2] = [("rustfmt", "fmt"), ("clippy", "clippy")];

/// Adds rustfmt and clippy where they are missing.
///
/// # Errors
/// When rustup cannot add them, or is not there: the failure holds the line to run.
pub fn install(layout: &Layout) -> Result<Outcome, Failure> {
    let is_missing = |subcommand: &str| {
        let mut command = process::cargo(&layout.root);
        !process::succeeds(command.args([subcommand, "--version"]))
    };
    let missing: Vec<&str> = COMPONENTS
        .iter()
        .filter(|(_, subcommand)| is_missing(subcommand))
        .map(|(component, _)| *component)
        .collect();
    if missing.is_empty() {
        return Ok(Outcome::AlreadyDone);
    }
    let mut rustup = process::program("rustup", &layout.root);
    process::run(rustup.args(["component", "add"]).args(&missing))
        .map_err(|failure| Failure::Machine(format!("{failure}\n{}", by_hand(&missing))))?;
    Ok(Outcome::Done)
}

fn by_hand(missing: &[&str]) -> String {
    let line = format!("rustup component add {}", missing.join(" "));
    format!("Lancez cette ligne, puis recommencez (run this line, then start again):\n\n    {line}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_to_run_names_what_is_missing() {
        assert!(by_hand(&["clippy"]).contains("rustup component add clippy\n"));
    }
}
