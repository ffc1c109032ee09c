//! Visits to seal: short ones, and whole ones by the grid that Carnet brings.

use observation::answers::{AnswerKey, Change, State, Value};
use observation::canonical::Sha256;
use observation::grid::{Answer, Grid, GridFile, Item, Scope, Walk, check};
use observation::instant::Instant;
use observation::uai::Uai;
use observation::visit::{Origin, SealContext, SeancePlan, SubjectPlan, VisitPlan};
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use uuid::Uuid;

/// The académie of these tests.
pub const ACADEMIE: &str = "la-reunion";
/// A name that must never be read where it should not.
pub const TEACHER: &str = "Zéphyrine Quenouille";
/// Prose that must never be read where it should not.
pub const PROSE: &str = "les élèves photographient leurs maquettes";

/// The grid of the 1er degré.
///
/// # Panics
/// When it is no grid any more.
#[must_use]
#[allow(clippy::expect_used)]
pub fn grid() -> GridFile {
    static GRID: std::sync::OnceLock<GridFile> = std::sync::OnceLock::new();
    let bytes = include_bytes!("../../../assets/grids/usages-numerique-premier-degre.json");
    GRID.get_or_init(|| check(bytes).0.expect("a grid")).clone()
}

/// A grid of one question: many visits are sealed, sent and judged by it in little time.
///
/// # Panics
/// When it is no grid any more.
#[must_use]
#[allow(clippy::expect_used)]
pub fn short_grid() -> GridFile {
    static GRID: std::sync::OnceLock<GridFile> = std::sync::OnceLock::new();
    let bytes = include_bytes!("short_grid.json");
    GRID.get_or_init(|| check(bytes).0.expect("a grid")).clone()
}

/// The one of both grids by which `plan` is made.
#[must_use]
pub fn grid_of(plan: &VisitPlan) -> GridFile {
    let short = short_grid();
    if plan.grid == Some(short.sha256()) {
        short
    } else {
        grid()
    }
}

/// So many minutes after 8 h in La Réunion, on a day of November.
#[must_use]
pub fn at(minutes: i64) -> Instant {
    Instant::from_milliseconds(1_795_000_000_000 + minutes * 60_000)
}

/// The teacher of these visits.
#[must_use]
pub fn teacher() -> Uuid {
    Uuid::from_u128(0x7eac)
}

/// The plan of the visit `number`, by the short grid.
#[must_use]
pub fn plan(number: u128) -> VisitPlan {
    let id = Uuid::from_u128(0x0100_0000 + number);
    VisitPlan {
        id,
        kind: "accompagnement".to_owned(),
        announcement: Default::default(),
        subject: SubjectPlan::Teachers(vec![teacher()]),
        place: Uai::from_number(9_749_901),
        date: at(6 * 24 * 60).date_in(chrono_tz::Indian::Reunion),
        seances: vec![seance(number)],
        grid: Some(short_grid().sha256()),
        objectives: String::new(),
        origin: Origin::Live,
    }
}

fn seance(number: u128) -> SeancePlan {
    SeancePlan {
        id: Uuid::from_u128(0x0200_0000 + number),
        lesson_id: Uuid::from_u128(0x0300_0000 + number),
        starts_at: at(15),
        ends_at: at(60),
        started_at: Some(at(17)),
        ended_at: None,
        levels: vec!["CE1".to_owned()],
        discipline: read(json!({ "code": "francais", "label": "Français" })),
        room: String::new(),
        class: String::new(),
        half_class: false,
        pupils: None,
    }
}

/// The plan of the visit `number`, by the grid that Carnet brings: one lesson after another.
#[must_use]
pub fn whole_plan(number: u128) -> VisitPlan {
    let second = SeancePlan {
        starts_at: at(75),
        ends_at: at(120),
        started_at: Some(at(75)),
        ..seance(0x0010_0000 + number)
    };
    VisitPlan {
        grid: Some(grid().sha256()),
        seances: vec![seance(number), second],
        ..plan(number)
    }
}

/// An answer that says how often the visit was written.
#[must_use]
pub fn answer(plan: &VisitPlan, minutes: u32) -> (AnswerKey, Change) {
    let key = AnswerKey::of("duree_usage", Some(plan.seances[0].id));
    (key, Change::State(State::Value(Value::Minutes(minutes % 50))))
}

/// Forty answers, none of them prose: every item of the first lesson, then the second's.
#[must_use]
pub fn forty(plan: &VisitPlan) -> Vec<(AnswerKey, Change)> {
    let first = answers(plan.seances[0].id, true);
    let second = answers(plan.seances[1].id, false);
    first.into_iter().chain(second).take(40).collect()
}

/// An answer to every item of the lesson that takes one without prose, and to those of the visit where they are asked for.
fn answers(seance: Uuid, of_visit: bool) -> Vec<(AnswerKey, Change)> {
    let file = grid();
    let grid = file.grid();
    let walk = Walk::of(grid);
    let asked = walk
        .places()
        .iter()
        .filter(|place| place.item.is_asked() && place.repeat.is_none())
        .filter(|place| of_visit || place.item.scope == Scope::Seance);
    let answered = asked.filter_map(|place| {
        let of_seance = (place.item.scope == Scope::Seance).then_some(seance);
        let value = first_value(grid, place.item)?;
        let key = AnswerKey::of(&place.item.code, of_seance);
        Some((key, Change::State(State::Value(value))))
    });
    answered.collect()
}

fn first_value(grid: &Grid, item: &Item) -> Option<Value> {
    let first = || Some(grid.choices_of(item).first()?.code.clone());
    match &item.answer {
        Answer::Level { scale } => Some(Value::Level(grid.scale(scale)?.levels.first()?.value)),
        Answer::Single { .. } => first().map(Value::Choice),
        Answer::Multiple { .. } => first().map(|code| Value::Choices(vec![code])),
        Answer::YesNo => Some(Value::YesNo(true)),
        Answer::Count { min, .. } => Some(Value::Count(*min)),
        Answer::Duration { .. } => Some(Value::Minutes(10)),
        _ => None,
    }
}

/// What sealing needs beside the visit.
#[must_use]
pub fn context(nonce: [u8; 32], replaces: Vec<(Sha256, u32)>, author: Sha256) -> SealContext {
    let reason = (!replaces.is_empty()).then(|| "une précision".to_owned());
    SealContext {
        nonce,
        sealed_at: at(600),
        author: read(
            json!({ "name": "Camille Dubreuil", "function": "IEN", "service": "", "fingerprint": author }),
        ),
        academie: (ACADEMIE.to_owned(), "La Réunion".to_owned()),
        zone: "Indian/Reunion".to_owned(),
        school_year: "2026-2027".to_owned(),
        kind: read(json!({ "code": "accompagnement", "label": "Accompagnement", "meaning": "" })),
        subject: read(
            json!({ "teachers": [{ "id": teacher(), "family_name": "Quenouille",
            "given_name": "Zéphyrine", "function": "professeure des écoles" }] }),
        ),
        place: read(
            json!({ "uai": "9749901U", "name": "École des Filaos", "commune": "Saint-Paul",
            "kind": "ecole_elementaire", "degree": "premier", "status": "public", "education_prioritaire": "aucune",
            "circonscription": "9741234Y", "circonscription_name": "Saint-Paul 1" }),
        ),
        notice: read(
            json!({ "controller": "", "dpd_contact": "", "recipients": [], "retention": "", "reply_days": 15 }),
        ),
        replaces,
        reason,
        fictitious: false,
    }
}

#[allow(clippy::expect_used)]
fn read<T: DeserializeOwned>(value: Json) -> T {
    serde_json::from_value(value).expect("a sample that reads")
}
