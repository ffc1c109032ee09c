//! A home whose notebook already holds a visit of today, entered through the commands: quicker than through the window.

use chrono::Utc;
use observation::directory::fictitious::{self, Columns};
use observation::grid::Degree;
use observation::instant::Instant;
use serde_json::{Value, json};
use thirtyfour::By;

use super::{Home, Outcome, Trouble, Window};
use crate::machine::{MORNING, Machine, PASSPHRASE, ask, set_up};
use crate::story::{import, text};

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
    let app = set_up(machine).map_err(refused)?;
    let schools = fictitious::schools(60, seed);
    import(&app, fictitious::csv(&schools, Columns::Of2026, &[])).map_err(refused)?;
    let school = schools
        .iter()
        .find(|school| school.degree() == Some(Degree::Premier))
        .ok_or("no primary school was drawn")?;
    let identity = json!({
        "id": null, "family_name": "Hoarau", "given_name": "Delphine", "function": "Professeure des écoles", "mail": "",
    });
    let teacher = ask(&app, "save_teacher", identity).map_err(refused)?;
    let grids = ask(&app, "grids", json!({})).map_err(refused)?;
    let grid = grids
        .as_array()
        .into_iter()
        .flatten()
        .find(|grid| grid["code"] == GRID)
        .map(|grid| text(&grid["sha256"]));
    let today = ask(&app, "status", json!({})).map_err(refused)?;
    let plan = plan(&teacher["id"], &school.uai.to_string(), &today["today"], grid);
    ask(&app, "save_plan", plan).map_err(refused)?;
    Ok(home)
}

fn plan(teacher: &Value, uai: &str, date: &Value, grid: Option<String>) -> Value {
    let seance = json!({
        "id": "", "start": "08:15", "end": "09:00", "started": null, "ended": null, "levels": ["CE1"],
        "discipline_code": "francais", "discipline": "Français", "room": "", "class": "", "pupils": 22,
    });
    json!({
        "id": "", "kind": "accompagnement", "announced": true, "announced_on": null, "teachers": [teacher], "uai": uai,
        "date": date, "seances": [seance], "grid": grid, "objectives": "Les traces gardées",
    })
}

/// How far the test machine's clock stands behind the real one, which the window reads.
fn minutes_since_morning() -> Outcome<i64> {
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
