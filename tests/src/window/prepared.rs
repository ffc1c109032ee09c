//! A home whose notebook already holds a visit of today, entered through the commands: quicker than through the window.

use app::App;
use std::sync::Arc;

use chrono::Utc;
use observation::directory::School;
use observation::directory::fictitious::{self, Columns};
use observation::grid::Degree;
use observation::instant::Instant;
use serde_json::{Value, json};
use thirtyfour::By;

use super::{Home, Outcome, Trouble, Window};
use crate::machine::{MORNING, Machine, PASSPHRASE, ask, set_up};
use crate::sixty;
use crate::story::{Story, Told, import, text};

/// The grid of the 1er degré.
const GRID: &str = "usages-numerique-premier-degre";

/// A home with a visit of today, in one séance, to Delphine Hoarau.
///
/// # Errors
/// What was refused.
pub fn with_visit(seed: u64) -> Outcome<Home> {
    let home = Home::new()?;
    let machine = Machine::in_folder(&home.data(), seed);
    machine.pass(minutes_since_morning()?);
    visit_of_today(machine, seed).map_err(refused)?;
    Ok(home)
}

/// The same, whose timeline was begun 22 minutes ago, a sample every 5 minutes: the first two and the fourth are noted, the
/// third was missed, the fifth is due.
///
/// # Errors
/// What was refused.
pub fn with_timeline(seed: u64) -> Outcome<Home> {
    let home = Home::new()?;
    let machine = Machine::in_folder(&home.data(), seed);
    machine.pass(minutes_since_morning()? - 22);
    let (app, visit) = visit_of_today(machine, seed).map_err(refused)?;
    timeline(&app, &visit).map_err(refused)?;
    Ok(home)
}

/// How many minutes ago the hour began: that of the last sample is due.
pub(super) const AN_HOUR_AGO: i64 = 61;

/// A visit of today with a grid of sixty items, whose timeline was begun an hour ago, a sample every two minutes.
///
/// # Errors
/// What was refused.
pub(super) fn with_an_hour(seed: u64) -> Outcome<Home> {
    let home = Home::new()?;
    let machine = Machine::in_folder(&home.data(), seed);
    machine.pass(minutes_since_morning()? - AN_HOUR_AGO);
    drop(visit_of_today(Arc::clone(&machine), seed).map_err(refused)?);
    let (app, visit) = sixty::plant(machine)?;
    let (visit, seance) = (&visit["plan"]["id"], &visit["plan"]["seances"][0]["id"]);
    let start = json!({ "visit": visit, "seance": seance, "interval_minutes": 2 });
    ask(&app, "start_timeline", start).map_err(refused)?;
    Ok(home)
}

fn timeline(app: &App, visit: &Value) -> Told<()> {
    let (visit, seance) = (&visit["plan"]["id"], &visit["plan"]["seances"][0]["id"]);
    let start = json!({ "visit": visit, "seance": seance, "interval_minutes": 5 });
    ask(app, "start_timeline", start)?;
    for (index, teacher) in [(0, "consigne"), (1, "circule"), (3, "circule")] {
        let codes = json!({ "enseignant": [teacher], "eleves": ["binomes"], "outils": ["appareil_partage"] });
        let sample = json!({ "visit": visit, "seance": seance, "index": index, "codes": codes });
        ask(app, "save_sample", sample)?;
    }
    Ok(())
}

fn visit_of_today(machine: Arc<Machine>, seed: u64) -> Told<(App, Value)> {
    let app = set_up(machine)?;
    let schools = fictitious::schools(60, seed);
    import(&app, fictitious::csv(&schools, Columns::Of2026, &[]))?;
    let of_primary = |school: &&School| school.degree() == Some(Degree::Premier);
    let school = schools
        .iter()
        .find(of_primary)
        .map(|school| school.uai.to_string());
    let identity = json!({
        "id": null, "family_name": "Hoarau", "given_name": "Delphine", "function": "Professeure des écoles", "mail": "",
    });
    let teacher = ask(&app, "save_teacher", identity)?;
    let grids = ask(&app, "grids", json!({}))?;
    let grid = grids
        .as_array()
        .into_iter()
        .flatten()
        .find(|grid| grid["code"] == GRID)
        .map(|grid| text(&grid["sha256"]));
    let today = ask(&app, "status", json!({}))?;
    let plan = plan(&teacher["id"], &school.unwrap_or_default(), &today["today"], grid);
    let visit = ask(&app, "save_plan", plan)?;
    Ok((app, visit))
}

/// A home of today whose notebook holds a planned visit, and its story.
fn with_story(seed: u64) -> Outcome<(Home, Story)> {
    let home = Home::new()?;
    let machine = Machine::in_folder(&home.data(), seed);
    machine.pass(minutes_since_morning()?);
    let story = Story::planned_on(machine, seed).map_err(refused)?;
    Ok((home, story))
}

/// A home whose notebook holds a visit of today in every state, homonyms, a merged entry and a line of service.
///
/// # Errors
/// What was refused.
pub fn with_everything(seed: u64) -> Outcome<Home> {
    let (home, mut story) = with_story(seed)?;
    every_visit(&mut story).map_err(refused)?;
    every_teacher(&story).map_err(refused)?;
    Ok(home)
}

/// A home whose notebook holds a sealed visit to one teacher, with what was recommended to her, and a visit planned today to her
/// and a colleague.
///
/// # Errors
/// What was refused.
pub fn with_a_colleague(seed: u64) -> Outcome<Home> {
    let (home, story) = with_story(seed)?;
    visited_together(&story).map_err(refused)?;
    Ok(home)
}

fn visited_together(story: &Story) -> Told<()> {
    story.observe()?;
    story.seal("")?;
    let colleague =
        json!({ "id": null, "family_name": "Grondin", "given_name": "Paul", "function": "", "mail": "" });
    let colleague = story.ask("save_teacher", colleague)?;
    let mut plan = story.plan()?;
    plan["date"] = story.ask("status", json!({}))?["today"].clone();
    plan["teachers"] = json!([story.teacher, colleague["id"]]);
    story.ask("save_plan", plan).map(drop)
}

/// The professional address of the teacher of [`with_a_mailbox`].
pub const MAILBOX: &str = "delphine.hoarau@ac-reunion.fr";

/// A home whose notebook holds a visit of today, sealed, to a teacher whose professional address is known.
///
/// # Errors
/// What was refused.
pub fn with_a_mailbox(seed: u64) -> Outcome<Home> {
    let (home, story) = with_story(seed)?;
    sealed_today(&story).map_err(refused)?;
    Ok(home)
}

fn sealed_today(story: &Story) -> Told<()> {
    let identity = json!({
        "id": story.teacher, "family_name": "Hoarau", "given_name": "Delphine", "function": "Professeure des écoles",
        "mail": MAILBOX,
    });
    story.ask("save_teacher", identity)?;
    move_to_today(story)?;
    story.observe()?;
    story.seal("").map(drop)
}

/// A home whose notebook holds a visit of today to a school, begun.
///
/// # Errors
/// What was refused.
pub fn with_school_visit(seed: u64) -> Outcome<Home> {
    let (home, story) = with_story(seed)?;
    story.turned_to_school().map_err(refused)?;
    Ok(home)
}

fn move_to_today(story: &Story) -> Told<()> {
    let today = text(&story.ask("status", json!({}))?["today"]);
    story.ask("move_visit", on(story, &today)).map(drop)
}

/// Sealed, being corrected, planned, and under way with notes only: all of today.
fn every_visit(story: &mut Story) -> Told<()> {
    let today = text(&story.ask("status", json!({}))?["today"]);
    move_to_today(story)?;
    story.observe()?;
    let visit = story.ask("visit", story.named())?;
    timeline(&story.app, &visit)?;
    story.seal("")?;
    let copy = story.ask("duplicate_visit", on(story, &today))?;
    turn_to(story, &copy);
    story.observe()?;
    story.seal("")?;
    correct(story)?;
    story.ask("duplicate_visit", on(story, &today))?;
    notes_only(story, &today)
}

fn on(story: &Story, day: &str) -> Value {
    json!({ "visit": story.visit, "date": day })
}

/// Makes this visit the one that the story goes on with.
fn turn_to(story: &mut Story, visit: &Value) {
    story.visit = text(&visit["plan"]["id"]);
    story.seance = text(&visit["plan"]["seances"][0]["id"]);
}

fn correct(story: &Story) -> Told<()> {
    story.ask("begin_correction", story.named())?;
    story.answer("lien_objectif", json!({ "state": "level", "value": 1 }))?;
    let reason =
        json!({ "visit": story.visit, "reason": "Le niveau donné n’était pas celui qui fut observé." });
    story.ask("save_reason", reason).map(drop)
}

fn notes_only(story: &mut Story, today: &str) -> Told<()> {
    let mut plan = story.plan()?;
    plan["kind"] = json!("rendez_vous_de_carriere");
    plan["grid"] = json!("");
    plan["date"] = json!(today);
    let saved = story.ask("save_plan", plan)?;
    turn_to(story, &saved);
    story.write("Échange sur le parcours.").map(drop)
}

/// Two entries of one name not decided on, a third merged into the first, who serves in a school.
fn every_teacher(story: &Story) -> Told<()> {
    let namesake =
        json!({ "id": null, "family_name": "Hoarau", "given_name": "Delphine", "function": "", "mail": "" });
    let merged = story.ask("save_teacher", namesake.clone())?;
    let pair = json!({ "into": story.teacher, "from": merged["id"] });
    story.ask("merge_teachers", pair)?;
    story.ask("save_teacher", namesake)?;
    let service = json!({
        "id": "", "uai": story.plan()?["uai"], "school": "", "levels": ["CE1"], "share": null, "discipline": "",
        "nature": "main", "attachment": "", "attachment_school": "", "from": "2026-09-01", "until": null, "present": false,
    });
    let request = json!({ "teacher": story.teacher, "service": service });
    story.ask("save_service", request).map(drop)
}

fn plan(teacher: &Value, uai: &str, date: &Value, grid: Option<String>) -> Value {
    let seance = json!({
        "id": "", "start": "08:15", "end": "09:00", "started": null, "ended": null, "levels": ["CE1"],
        "discipline_code": "francais", "discipline": "Français", "room": "", "class": "", "half_class": false, "pupils": 22,
    });
    json!({
        "id": "", "kind": "accompagnement", "announced": true, "announced_on": null, "teachers": [teacher], "uai": uai,
        "date": date, "seances": [seance], "grid": grid, "objectives": "Les traces gardées",
    })
}

/// How many minutes the clock of a new [`Machine`] stands behind the real one, which the window reads.
///
/// # Errors
/// None but a morning that cannot be read.
pub fn minutes_since_morning() -> Outcome<i64> {
    let morning: Instant = MORNING.parse().map_err(|_| "the morning is no instant")?;
    Ok((Utc::now().timestamp_millis() - morning.milliseconds()) / 60_000)
}

fn refused(codes: Vec<String>) -> Trouble {
    format!("refused: {}", codes.join(", ")).into()
}

/// Unlocks the notebook of a prepared home.
///
/// # Errors
/// When the agenda does not come.
pub async fn unlock(window: &Window<'_>) -> Outcome {
    window.title("Carnet verrouillé").await?;
    window.fill("Phrase de passe", PASSPHRASE).await?;
    window.press("Déverrouiller").await?;
    window.title("Agenda").await.map(drop)
}

/// Opens the prepared visit where it is observed.
///
/// # Errors
/// When the observing screen does not come.
pub async fn observe(window: &Window<'_>) -> Outcome {
    window.touch("the visit", By::Css(".visit-card button")).await?;
    window
        .find("the steps of the visit", By::Css(".visit-steps"))
        .await?;
    window.press("Observer").await?;
    window.title("Observer · ").await.map(drop)
}
