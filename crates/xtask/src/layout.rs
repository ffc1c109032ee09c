//! Where things are: the checkout, and cargo's target folder wherever it was put.

use std::path::PathBuf;

use serde_json::Value;

use crate::failure::Failure;
use crate::process;

/// The folders every command works with.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The root of the checkout.
    pub root: PathBuf,
    /// Cargo's target folder: `CARGO_TARGET_DIR`, cargo's configuration, or `target`.
    pub target: PathBuf,
}

impl Layout {
    /// Asks cargo, which alone knows all the ways a target folder can be chosen.
    ///
    /// # Errors
    /// When cargo cannot read the workspace.
    pub fn find() -> Result<Self, Failure> {
        let mut command = process::cargo(env!("CARGO_MANIFEST_DIR").as_ref());
        command.args(["metadata", "--format-version", "1", "--no-deps"]);
        let text = process::output_of(&mut command)?;
        Self::from_metadata(&text)
            .ok_or_else(|| Failure::Machine("cargo metadata names no target folder".to_owned()))
    }

    fn from_metadata(text: &str) -> Option<Self> {
        let metadata: Value = serde_json::from_str(text).ok()?;
        let folder = |key: &str| metadata.get(key)?.as_str().map(PathBuf::from);
        Some(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    /// The front end's folder.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Tools that the commands install for themselves.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Working files of the commands: comparisons and logs.
    pub fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// A program that cargo built.
    pub fn program(&self, name: &str, release: bool) -> PathBuf {
        let profile = if release { "release" } else { "debug" };
        self.target
            .join(profile)
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_folder_is_the_one_cargo_names() {
        let text = r#"{"workspace_root":"/project","target_directory":"/elsewhere"}"#;
        let layout = Layout::from_metadata(text);
        let program = layout.map(|layout| layout.program("carnet", false));
        assert!(program.is_some_and(|path| path.starts_with("/elsewhere/debug")));
        assert!(Layout::from_metadata("{}").is_none());
    }
}
