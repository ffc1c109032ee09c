//! tauri-driver, which lets a test drive the real window.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::layout::Layout;
use crate::process;
use crate::steps::Outcome;

/// The last stable version: 3.0 is an alpha of another protocol.
const VERSION: &str = "2.1.0";

/// Where the driver is once installed.
pub fn path(layout: &Layout) -> PathBuf {
    layout
        .tools()
        .join("bin")
        .join(format!("tauri-driver{}", std::env::consts::EXE_SUFFIX))
}

/// Builds the driver once; cargo puts it in place only when it is whole.
///
/// # Errors
/// When it cannot be fetched or built.
pub fn install(layout: &Layout) -> Result<Outcome, Failure> {
    let tools = layout.tools();
    let list = fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
    let build = tools.join("build");
    if lists_driver(&list) && path(layout).is_file() {
        return discard(&build).map(|()| Outcome::AlreadyDone);
    }
    let mut command = process::cargo(&layout.root);
    command.args([
        "install",
        "tauri-driver",
        "--version",
        VERSION,
        "--locked",
        "--force",
    ]);
    command.arg("--root").arg(&tools).arg("--target-dir").arg(&build);
    process::run(&mut command)?;
    discard(&build).map(|()| Outcome::Done)
}

fn discard(build: &Path) -> Result<(), Failure> {
    if build.exists() {
        fs::remove_dir_all(build).map_err(Failure::file(build))?;
    }
    Ok(())
}

fn lists_driver(list: &str) -> bool {
    list.lines()
        .any(|line| line.contains(&format!("\"tauri-driver {VERSION} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_not_taken_for_ours() {
        let line = |version: &str| format!("[v1]\n\"tauri-driver {version} (registry)\" = []\n");
        assert!(lists_driver(&line(VERSION)));
        assert!(!lists_driver(&line("2.0.9")));
        assert!(!lists_driver(""));
    }
}
