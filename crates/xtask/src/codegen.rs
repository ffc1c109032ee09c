//! `cargo xtask codegen`: the generated TypeScript and JSON schemas, written or compared.

use std::collections::BTreeMap;
use std::fs;
use std::io::stdout;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::setup::{self, Needs};
use crate::stamp;
use crate::steps::{Outcome, Steps};

/// The generated folders, below the root of the checkout.
const UI: &str = "ui/src/generated";
const DOCS: &str = "docs/schemas";

/// Builds the `codegen` program, then writes the files, or compares them when `compare`.
///
/// # Errors
/// When the build fails, or with the stale files.
pub fn run(compare: bool) -> Result<(), Failure> {
    let layout = Layout::find()?;
    let mut steps = Steps::new(stdout(), Needs::BUILD.steps() + 2);
    // The program is built with the window, which holds the page.
    setup::prepare(&Needs::BUILD, &layout, &mut steps)?;
    steps.require("codegen", || build(&layout))?;
    steps.check("generated files", || match compare {
        true => check(&layout),
        false => write(&layout),
    });
    steps.finish()
}

/// Compares with what the built program writes now.
///
/// # Errors
/// `Failure::Findings` with the files that differ, are missing, or are no longer generated.
pub fn check(layout: &Layout) -> Result<Outcome, Failure> {
    let fresh = layout.scratch().join("generated");
    generate(layout, &fresh)?;
    let mut stale = Vec::new();
    for folder in [UI, DOCS] {
        let expected = contents(&fresh.join(folder))?;
        let found = contents(&layout.root.join(folder))?;
        stale.extend(differences(folder, &expected, &found));
    }
    if stale.is_empty() {
        return Ok(Outcome::Done);
    }
    stale.push("run: cargo xtask codegen".to_owned());
    Err(Failure::Findings(stale))
}

/// Replaces both folders, so that a file which is no longer generated goes as well.
fn write(layout: &Layout) -> Result<Outcome, Failure> {
    let fresh = layout.scratch().join("generated");
    generate(layout, &fresh)?;
    for folder in [UI, DOCS] {
        let place = layout.root.join(folder);
        empty(&place)?;
        for (name, bytes) in contents(&fresh.join(folder))? {
            let path = place.join(name);
            let parent = path.parent().unwrap_or(&place);
            fs::create_dir_all(parent).map_err(Failure::file(parent))?;
            fs::write(&path, bytes).map_err(Failure::file(&path))?;
        }
    }
    Ok(Outcome::Done)
}

fn build(layout: &Layout) -> Result<Outcome, Failure> {
    let mut command = process::cargo(&layout.root);
    command.args(["build", "--package", "whole-product", "--bin", "codegen"]);
    process::run(&mut command).map(|()| Outcome::Done)
}

fn generate(layout: &Layout, fresh: &Path) -> Result<(), Failure> {
    empty(&fresh.join(UI))?;
    empty(&fresh.join(DOCS))?;
    let mut command = process::program(layout.program("codegen", false), &layout.root);
    command
        .arg("--out-ui")
        .arg(fresh.join(UI))
        .arg("--out-docs")
        .arg(fresh.join(DOCS));
    process::run(&mut command)
}

fn empty(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Failure::file(folder))?;
    }
    fs::create_dir_all(folder).map_err(Failure::file(folder))
}

type Contents = BTreeMap<PathBuf, Vec<u8>>;

fn contents(folder: &Path) -> Result<Contents, Failure> {
    let mut files = Vec::new();
    if folder.exists() {
        stamp::collect(folder, &[], &mut files)?;
    }
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).map_err(Failure::file(&path))?;
        Ok((path.strip_prefix(folder).unwrap_or(&path).to_owned(), bytes))
    };
    files.into_iter().map(read).collect()
}

fn differences(folder: &str, expected: &Contents, found: &Contents) -> Vec<String> {
    let stale = expected.iter().filter_map(|(name, bytes)| match found.get(name) {
        None => Some(format!("{folder}/{}: missing", name.display())),
        Some(present) if present != bytes => Some(format!("{folder}/{}: stale", name.display())),
        Some(_) => None,
    });
    let extra = found.keys().filter(|name| !expected.contains_key(*name));
    let extra = extra.map(|name| format!("{folder}/{}: no longer generated", name.display()));
    stale.chain(extra).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> Contents {
        files
            .iter()
            .map(|(name, text)| (name.into(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn each_way_of_being_stale_is_named() {
        let expected = folder(&[("a.ts", "1"), ("b.ts", "2"), ("c.ts", "3")]);
        let found = folder(&[("a.ts", "1"), ("b.ts", "old"), ("gone.ts", "4")]);
        let lines = differences("ui", &expected, &found);
        assert_eq!(
            lines,
            [
                "ui/b.ts: stale",
                "ui/c.ts: missing",
                "ui/gone.ts: no longer generated"
            ]
        );
        assert!(differences("ui", &expected, &expected.clone()).is_empty());
    }
}
