//! `cargo xtask tidy`: the shape of the tree, checked by rules that need no compiler.

mod documents;
mod imports;
mod invariants;
mod sources;

use std::fs;
use std::io::stdout;

use serde_json::Value;

use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::steps::{Outcome, Steps};

/// Checks the whole tree.
///
/// # Errors
/// When a rule is broken; every finding is shown.
pub fn run() -> Result<(), Failure> {
    let layout = Layout::find()?;
    let mut steps = Steps::new(stdout(), 1);
    steps.check("tidy", || check(&layout));
    steps.finish()
}

/// Applies every rule and prints the median length of the source files.
///
/// # Errors
/// `Failure::Findings` with what to put right, or when the tree cannot be read.
pub fn check(layout: &Layout) -> Result<Outcome, Failure> {
    let metadata = metadata(layout)?;
    let files = sources::read(&layout.root)?;
    let mut findings = imports::findings(&metadata);
    findings.extend(files.iter().flat_map(sources::findings));
    let architecture = document(layout, "ARCHITECTURE.md");
    findings.extend(documents::architecture(
        &architecture,
        &imports::members(&metadata),
    ));
    findings.extend(documents::readme(&document(layout, "README.md")));
    let model = document(layout, invariants::DOCUMENT);
    findings.extend(invariants::findings(&model, &files));
    println!("{}", sources::lengths(&files));
    if findings.is_empty() {
        return Ok(Outcome::Done);
    }
    Err(Failure::Findings(findings))
}

/// Cargo's whole graph, for every platform, from the lock file as it is.
fn metadata(layout: &Layout) -> Result<Value, Failure> {
    let mut command = process::cargo(&layout.root);
    command.args(["metadata", "--format-version", "1", "--locked"]);
    let text = process::output_of(&mut command)?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::Machine(format!("cargo metadata is not JSON: {error}")))
}

/// A document of the checkout; an absent one is empty, and each rule then says what it misses.
fn document(layout: &Layout, name: &str) -> String {
    fs::read_to_string(layout.root.join(name)).unwrap_or_default()
}
