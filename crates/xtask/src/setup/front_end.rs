//! The front end: its packages from the lock file, and its build, each only when its inputs changed.

use std::fs;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::stamp::{Stamp, fingerprint};
use crate::steps::Outcome;

/// The oldest Node that vite 8 runs on.
const NODE: (u32, u32) = (20, 19);

/// `npm ci`, when package-lock.json is not the one of the last success.
///
/// # Errors
/// When Node is missing or too old, or a package cannot be fetched.
pub fn install(layout: &Layout) -> Result<Outcome, Failure> {
    let ui = layout.ui();
    let lock = ui.join("package-lock.json");
    let inputs = fs::read_to_string(&lock).map_err(Failure::file(&lock))?;
    // npm ci empties node_modules first, so the stamp in it cannot outlive what it vouches for.
    let stamp = Stamp::at(ui.join("node_modules/.carnet/packages"));
    if stamp.matches(&inputs) {
        return Ok(Outcome::AlreadyDone);
    }
    check_node(layout)?;
    stamp.clear()?;
    let mut command = process::program("npm", &ui);
    process::run(command.args(["ci", "--no-audit", "--no-fund"]))?;
    stamp.write(&inputs)?;
    Ok(Outcome::Done)
}

/// Builds the front end, when one of its sources, the texts in `assets` or the guide that it shows changed.
///
/// # Errors
/// When the build fails.
pub fn build(layout: &Layout) -> Result<Outcome, Failure> {
    let ui = layout.ui();
    let sources = [
        ui.clone(),
        layout.root.join("assets"),
        layout.root.join("docs/guide"),
    ];
    let inputs = fingerprint(&sources, &["node_modules", "dist"])?;
    let stamp = Stamp::at(ui.join("node_modules/.carnet/build"));
    if stamp.matches(&inputs) && ui.join("dist/index.html").is_file() {
        return Ok(Outcome::AlreadyDone);
    }
    stamp.clear()?;
    process::run(process::program(tool(layout, "vite"), &ui).arg("build"))?;
    stamp.write(&inputs)?;
    Ok(Outcome::Done)
}

/// A program that a package of the front end installed.
pub fn tool(layout: &Layout, name: &str) -> PathBuf {
    layout.ui().join("node_modules/.bin").join(name)
}

fn check_node(layout: &Layout) -> Result<(), Failure> {
    let version = process::output_of(process::program("node", &layout.root).arg("--version"));
    let found = version.unwrap_or_default();
    if parse_version(&found).is_some_and(|version| version >= NODE) {
        return Ok(());
    }
    let found = if found.is_empty() { "none" } else { found.trim() };
    let (major, minor) = NODE;
    Err(Failure::Machine(format!(
        "Il faut Node.js {major}.{minor} ou plus récent, avec npm (trouvé : {found}).\n\
         Node.js {major}.{minor} or newer is needed, with npm (found: {found})."
    )))
}

fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text
        .trim()
        .strip_prefix('v')?
        .split('.')
        .map(|part| part.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_told_from_a_recent_one() {
        assert!(parse_version("v18.20.4\n").is_some_and(|version| version < NODE));
        assert!(parse_version("v20.19.0").is_some_and(|version| version >= NODE));
        assert!(parse_version("v24.1.0").is_some_and(|version| version >= NODE));
        assert_eq!(parse_version("not node"), None);
    }
}
