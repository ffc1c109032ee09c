//! A known-bad Carnet: it says that something is saved, and writes it later, several at once. The kill test must catch it.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use app::App;
use app::views::{Failure, StagedFile};
use carnet::desktop::Desktop;
use carnet::window::{self, Commands};
use serde_json::{Value, json};
use uuid::Uuid;

/// Entries that wait before any of them is written.
const TOGETHER: usize = 8;

/// What is said too early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Early {
    /// That a paragraph is saved.
    Paragraphs,
    /// That an answer is saved.
    Answers,
}

impl Early {
    fn command(self) -> &'static str {
        match self {
            Self::Paragraphs => "save_note",
            Self::Answers => "answer",
        }
    }
}

/// Opens the window of a Carnet that lies so.
pub fn open(early: Early) -> ExitCode {
    window::open(Arc::new(TooEarly {
        app: App::new(Arc::new(Desktop)),
        early,
        owed: Mutex::default(),
    }))
}

struct TooEarly {
    app: App,
    early: Early,
    owed: Mutex<Vec<Value>>,
}

impl Commands for TooEarly {
    fn call(&self, name: &str, mut request: Value) -> Result<Value, Failure> {
        if name != self.early.command() {
            return self.app.call(name, request);
        }
        let mut owed = self.owed.lock().unwrap_or_else(PoisonError::into_inner);
        let said = match self.early {
            Early::Paragraphs => paragraph_said(&mut request),
            Early::Answers => self.answer_said(&owed, &request)?,
        };
        owed.push(request);
        if owed.len() == TOGETHER {
            let write = |request| self.app.call(name, request).map(drop);
            owed.drain(..).try_for_each(write)?;
        }
        Ok(said)
    }

    fn stage_file(&self, name: &str, bytes: Vec<u8>) -> Result<StagedFile, Failure> {
        self.app.stage_file(name, bytes)
    }
}

fn paragraph_said(request: &mut Value) -> Value {
    let note = &mut request["note"];
    if note["id"] == "" {
        note["id"] = json!(Uuid::new_v4());
    }
    if note["time"] == "" {
        note["time"] = json!("08:00");
    }
    json!({ "note": note, "saved_at": "2026-11-24T04:00:00.000Z" })
}

impl TooEarly {
    /// The answers of the séance as they would be, were all that is owed written.
    fn answer_said(&self, owed: &[Value], request: &Value) -> Result<Value, Failure> {
        let observation = self
            .app
            .call("observation", json!({ "visit": request["visit"] }))?;
        let seance = request["seance"].as_str();
        let mut answers = seance
            .map_or(&observation["answers"], |id| &observation["seances"][id])
            .clone();
        let of_the_seance = |one: &&Value| one["seance"] == request["seance"];
        for one in owed.iter().filter(of_the_seance).chain([request]) {
            let item = &mut answers["items"][one["item"].as_str().unwrap_or_default()];
            if !one["state"].is_null() {
                item["state"] = one["state"].clone();
            }
            if !one["comment"].is_null() {
                item["comment"] = one["comment"].clone();
            }
        }
        Ok(json!({
            "item": request["item"], "seance": request["seance"], "answers": answers, "saved_at": "2026-11-24T04:00:00.000Z",
        }))
    }
}
