//! A known-bad Carnet: its disk is full for every paragraph in which « plein » stands, so that the guards of what is not saved show.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use app::App;
use app::views::{Failure, FailureKind, ProblemView, SeverityView, StagedFile};
use carnet::desktop::Desktop;
use carnet::window::{self, Commands};
use serde_json::Value;

/// The word that fills the disk.
const WORD: &str = "plein";

struct DiskFull {
    app: App,
}

impl Commands for DiskFull {
    fn call(&self, name: &str, request: Value) -> Result<Value, Failure> {
        let written = request["note"]["text"].as_str().unwrap_or_default();
        if name == "save_note" && written.contains(WORD) {
            return Err(full());
        }
        self.app.call(name, request)
    }

    fn stage_file(&self, name: &str, bytes: Vec<u8>) -> Result<StagedFile, Failure> {
        self.app.stage_file(name, bytes)
    }
}

fn full() -> Failure {
    let problem = ProblemView {
        severity: SeverityView::Error,
        code: "notebook.disk_full".to_owned(),
        at: String::new(),
        parameters: BTreeMap::new(),
        message: "Le disque est plein : ce qui vient d’être saisi n’est pas enregistré.".to_owned(),
    };
    Failure {
        kind: FailureKind::Fault,
        problems: vec![problem],
    }
}

fn main() -> ExitCode {
    window::open(Arc::new(DiskFull {
        app: App::new(Arc::new(Desktop)),
    }))
}
