//! A known-bad Carnet: it says that a paragraph is saved, and writes it later, several at once. The kill test must catch it.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use app::App;
use app::views::{Failure, StagedFile};
use carnet::desktop::Desktop;
use carnet::window::{self, Commands};
use serde_json::{Value, json};
use uuid::Uuid;

/// Paragraphs that wait before any of them is written.
const TOGETHER: usize = 8;

struct TooEarly {
    app: App,
    owed: Mutex<Vec<Value>>,
}

impl Commands for TooEarly {
    fn call(&self, name: &str, mut request: Value) -> Result<Value, Failure> {
        if name != "save_note" {
            return self.app.call(name, request);
        }
        let note = &mut request["note"];
        if note["id"] == "" {
            note["id"] = json!(Uuid::new_v4());
            note["time"] = json!("08:00");
        }
        let said = json!({ "note": note, "saved_at": "2026-11-24T04:00:00.000Z" });
        self.owe(request)?;
        Ok(said)
    }

    fn stage_file(&self, name: &str, bytes: Vec<u8>) -> Result<StagedFile, Failure> {
        self.app.stage_file(name, bytes)
    }
}

impl TooEarly {
    fn owe(&self, request: Value) -> Result<(), Failure> {
        let mut owed = self.owed.lock().unwrap_or_else(PoisonError::into_inner);
        owed.push(request);
        if owed.len() < TOGETHER {
            return Ok(());
        }
        owed.drain(..)
            .try_for_each(|request| self.app.call("save_note", request).map(drop))
    }
}

fn main() -> ExitCode {
    window::open(Arc::new(TooEarly {
        app: App::new(Arc::new(Desktop)),
        owed: Mutex::default(),
    }))
}
