//! One answer saved through the command, beside a bare one-row durable commit.

use std::path::Path;

use app::App;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::directory::{Full, asked};
use whole_product::measuring::Measured;
use whole_product::measuring::sheet::Figure;
use whole_product::measuring::timing::Durations;

/// At most so many times a bare commit.
const BAR: f64 = 2.0;

/// Answers to one visit: as many as two séances take, changes of mind included.
const ANSWERS: usize = 80;

pub fn measure(full: &Full, folder: &Path, samples: usize) -> Measured<Vec<Figure>> {
    let app = full.opened()?;
    let model = planned(&app)?;
    let bare = bare(&folder.join("bare.db"))?;
    let (mut through, mut alone) = (Durations::default(), Durations::default());
    let mut questions = Vec::new();
    for rank in 0..samples {
        if rank % ANSWERS == 0 {
            questions = fresh(&app, &model)?;
        }
        let (item, level) = (&questions[rank % questions.len()], 1 + rank % 3);
        let request = asking(item, json!({ "state": "level", "value": level }));
        through.note(|| asked(&app, "answer", request))?;
        alone.note(|| insert(&bare, rank))?;
    }
    let ratio = through.median() / alone.median();
    let worst = through.percentile(99) / alone.percentile(99);
    Ok(vec![
        Figure::beside("a bare durable commit of one row", alone.to_string()),
        Figure::beside("an answer saved, through the command", through.to_string()),
        Figure::bar(
            "an answer saved, over a bare commit",
            format!("{ratio:.2} × (p99: {worst:.2} ×)"),
            format!("at most {BAR} ×"),
            ratio <= BAR,
        ),
    ])
}

/// One item of one visit.
struct Question {
    visit: Value,
    seance: Value,
    item: String,
}

fn asking(question: &Question, state: Value) -> Value {
    json!({
        "visit": question.visit, "seance": question.seance, "item": question.item, "state": state, "comment": null,
    })
}

/// A visit of the days to come.
fn planned(app: &App) -> Measured<Value> {
    let agenda = asked(app, "agenda", json!({ "from": "2026-11-24", "to": "2027-12-31" }))?;
    let planned = agenda
        .as_array()
        .into_iter()
        .flatten()
        .find(|one| one["status"] == "planned");
    Ok(planned.ok_or("no planned visit")?["id"].clone())
}

/// The items of a new visit like `model` that take a level.
fn fresh(app: &App, model: &Value) -> Measured<Vec<Question>> {
    let visit = asked(
        app,
        "duplicate_visit",
        json!({ "visit": model, "date": "2026-12-01" }),
    )?;
    let (id, seance) = (&visit["plan"]["id"], &visit["plan"]["seances"][0]["id"]);
    let observation = asked(app, "observation", json!({ "visit": id }))?;
    let sections = observation["grid"]["sections"].as_array().into_iter().flatten();
    let items = sections.flat_map(|section| section["items"].as_array().into_iter().flatten());
    let levels = items.filter(|item| item["answer"]["type"] == "level" && item["scope"] == "seance");
    let question = |item: &Value| Question {
        visit: id.clone(),
        seance: seance.clone(),
        item: item["code"].as_str().unwrap_or_default().to_owned(),
    };
    let questions: Vec<Question> = levels.map(question).collect();
    if questions.is_empty() {
        Err("the grid has no level".into())
    } else {
        Ok(questions)
    }
}

/// A database with the settings of the notebook's, and one table.
fn bare(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "5a".repeat(32)))?;
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
         CREATE TABLE one (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;",
    )?;
    Ok(connection)
}

fn insert(connection: &Connection, rank: usize) -> rusqlite::Result<usize> {
    let value = format!("{rank:0>200}");
    connection
        .prepare_cached("INSERT INTO one (value) VALUES (?1)")?
        .execute([value])
}
