//! A small visit: two séances of one teacher, with the grid of the 1er degré.

use std::collections::BTreeMap;

use observation::answers::{AnswerKey, Answered, State, Value};
use observation::canonical::Sha256;
use observation::grid::{GridFile, check};
use observation::instant::Instant;
use observation::uai::Uai;
use observation::visit::{
    Debrief, Note, NoteTag, Origin, SealContext, SeancePlan, SubjectPlan, Visit, VisitDocument, VisitPlan,
    seal,
};
use serde_json::json;
use uuid::Uuid;

/// The séances.
pub const FIRST: Uuid = Uuid::from_u128(1);
pub const SECOND: Uuid = Uuid::from_u128(2);

pub fn grid() -> GridFile {
    let bytes = include_bytes!("../../../../assets/grids/usages-numerique-premier-degre.json");
    check(bytes).0.unwrap()
}

/// 8 h 00 in La Réunion, and so many minutes.
pub fn at(minutes: i64) -> Instant {
    let eight: Instant = "2026-11-24T04:00:00.000Z".parse().unwrap();
    Instant::from_milliseconds(eight.milliseconds() + minutes * 60_000)
}

fn seance(id: Uuid, start: i64) -> SeancePlan {
    SeancePlan {
        id,
        lesson_id: id,
        starts_at: at(start),
        ends_at: at(start + 45),
        started_at: None,
        ended_at: None,
        levels: vec!["CE1".into()],
        discipline: Some(serde_json::from_value(json!({ "code": "francais", "label": "Français" })).unwrap()),
        room: String::new(),
        class: String::new(),
        half_class: false,
        pupils: None,
    }
}

/// Nothing answered yet.
pub fn visit() -> Visit {
    let plan = VisitPlan {
        id: Uuid::from_u128(9),
        kind: "accompagnement".into(),
        announcement: Default::default(),
        subject: SubjectPlan::Teachers(vec![Uuid::from_u128(10)]),
        place: Uai::from_number(9_749_901),
        date: "2026-11-24".parse().unwrap(),
        seances: vec![seance(FIRST, 15), seance(SECOND, 75)],
        grid: Some(grid().sha256()),
        objectives: String::new(),
        origin: Origin::Live,
    };
    Visit {
        plan,
        answers: BTreeMap::new(),
        notes: Vec::new(),
        debrief: Debrief::default(),
        timelines: BTreeMap::new(),
    }
}

pub fn choices(codes: &[&str]) -> Value {
    Value::Choices(codes.iter().map(|code| (*code).to_owned()).collect())
}

/// The visit with one more answer.
pub fn answered(mut visit: Visit, seance: Option<Uuid>, item: &str, value: Value) -> Visit {
    let given = Answered {
        state: State::Value(value),
        comment: String::new(),
    };
    visit.answers.insert(AnswerKey::of(item, seance), given);
    visit
}

/// The visit with one more paragraph, hung on an item.
pub fn noted(mut visit: Visit, minutes: i64, text: &str, item: &str, level: Option<u8>) -> Visit {
    visit.notes.push(Note {
        id: Uuid::from_u128(100 + visit.notes.len() as u128),
        seance: Some(FIRST),
        at: at(minutes),
        text: text.into(),
        tags: vec![NoteTag::Item {
            item: item.into(),
            level,
        }],
        in_report: false,
    });
    visit
}

pub fn sealed(visit: &Visit) -> VisitDocument {
    let context = json!({
        "author": { "name": "Camille Dubreuil", "function": "IEN", "service": "", "fingerprint": Sha256::of(b"key") },
        "kind": { "code": "accompagnement", "label": "Accompagnement", "meaning": "" },
        "subject": { "teachers": [] },
        "place": { "uai": "9749901U", "name": "École", "commune": "", "kind": "ecole", "status": "public",
            "education_prioritaire": "aucune", "circonscription_name": "" },
        "notice": { "controller": "", "dpd_contact": "", "recipients": [], "retention": "", "reply_days": 15 },
    });
    let part = |name: &str| context[name].clone();
    let context = SealContext {
        nonce: [7; 32],
        sealed_at: at(600),
        author: serde_json::from_value(part("author")).unwrap(),
        academie: ("04".into(), "Académie".into()),
        zone: "Indian/Reunion".into(),
        school_year: "2026-2027".into(),
        kind: serde_json::from_value(part("kind")).unwrap(),
        subject: serde_json::from_value(part("subject")).unwrap(),
        place: serde_json::from_value(part("place")).unwrap(),
        notice: serde_json::from_value(part("notice")).unwrap(),
        replaces: Vec::new(),
        reason: None,
        fictitious: false,
    };
    seal(visit, &grid(), context).unwrap()
}
