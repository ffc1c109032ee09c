//! Keeping the notebook, through the commands: backups, restoring, what was recovered, retention, what is held of a person.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod backups;
mod comparing;
mod dossier;
mod health;
mod purge;
mod restoring;

use std::path::{Path, PathBuf};

use app::App;
use app::host::Host;
use serde_json::{Value, json};
use whole_product::machine::{PASSPHRASE, ask};
use whole_product::story::{Story, Told, text};

fn refused<T>(code: &str) -> Told<T> {
    Err(vec![code.to_owned()])
}

fn codes(problems: &Value) -> Vec<String> {
    problems
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["code"]))
        .collect()
}

fn unlock(app: &App) -> Told<Value> {
    ask(app, "unlock", json!({ "passphrase": PASSPHRASE }))
}

/// Makes a backup and gives its folder.
fn back_up(story: &Story) -> String {
    let made = story.ask("back_up", json!({})).unwrap();
    text(&made["backups"][0]["place"])
}

fn notebook_file(story: &Story) -> PathBuf {
    story.machine.notebook_folder().join("notebook.db")
}

/// Changes some bytes in the middle of `file`.
fn damage(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    // One page may be a free one, or of an index alone.
    for place in [bytes.len() * 3 / 5, bytes.len() * 7 / 10, bytes.len() * 4 / 5] {
        bytes[place..place + 16].fill(0x5A);
    }
    std::fs::write(file, bytes).unwrap();
}
