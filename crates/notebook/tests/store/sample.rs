//! A small notebook made from fixed seeds: an author, a device, a grid, a visit and its revisions.

use std::path::Path;

use notebook::{Device, Notebook, OpenOptions};
use observation::answers::{AnswerKey, Change, State, Value};
use observation::grid::GridFile;
use observation::instant::Instant;
use observation::uai::Uai;
use observation::visit::{
    Announcement, Note, Origin, Recommendation, SeancePlan, Subject, SubjectPlan, VisitPlan,
};
use serde_json::json;
use sync_protocol::keys::AgreementKey;
use sync_protocol::{
    AuthorKeys, Certificate, DeviceKeys, Parent, PurgeReason, Record, RecordContent, RecordKind,
    SignedDocument, Tombstone,
};
use uuid::Uuid;
use zeroize::Zeroizing;

pub type TestResult = Result<(), Box<dyn std::error::Error>>;

pub const KEY: [u8; 32] = [7; 32];
pub const DEVICE: Uuid = Uuid::from_u128(0xD1);
pub const ANNA: Uuid = Uuid::from_u128(0xA1);
pub const PAUL: Uuid = Uuid::from_u128(0xA2);

pub fn options() -> OpenOptions {
    OpenOptions::with_key(KEY)
}

pub fn create(folder: &Path) -> Notebook {
    Notebook::create(folder, &options()).expect("an empty folder takes a notebook")
}

pub fn reopen(folder: &Path) -> Notebook {
    Notebook::open(folder, &options()).expect("the notebook opens")
}

pub fn at(second: i64) -> Instant {
    Instant::from_milliseconds(1_795_000_000_000 + second * 1_000)
}

pub fn visit_id(number: u128) -> Uuid {
    Uuid::from_u128(0x1000 + number)
}

pub fn uai(number: u32) -> Uai {
    Uai::from_number(9_749_900 + number).expect("seven digits")
}

pub fn grid() -> GridFile {
    let text = json!({
        "format": "carnet/grid/1", "code": "essai", "version": "1", "language": "fr", "title": "Essai",
        "subject": "teachers", "content": []
    });
    let text = observation::canonical::to_text(&text).expect("canonical");
    GridFile::from_stored(text).expect("a grid")
}

/// A visit to `teachers` on a day of November 2026.
pub fn plan(number: u128, day: u32, teachers: &[Uuid]) -> VisitPlan {
    VisitPlan {
        id: visit_id(number),
        kind: "conseil".into(),
        announcement: Announcement {
            announced: Some(true),
            on: None,
        },
        subject: SubjectPlan::Teachers(teachers.to_vec()),
        place: Some(uai(1)),
        date: chrono::NaiveDate::from_ymd_opt(2026, 11, day).expect("a day"),
        seances: vec![seance(number)],
        grid: Some(grid().sha256()),
        objectives: String::new(),
        origin: Origin::Live,
    }
}

fn seance(number: u128) -> SeancePlan {
    SeancePlan {
        id: Uuid::from_u128(0x2000 + number),
        lesson_id: Uuid::from_u128(0x3000 + number),
        starts_at: at(0),
        ends_at: at(3_600),
        started_at: None,
        ended_at: None,
        levels: vec!["CM1".into()],
        discipline: None,
        room: String::new(),
        class: String::new(),
        half_class: false,
        pupils: None,
    }
}

pub fn level(item: &str, level: u8) -> (AnswerKey, Change) {
    (
        AnswerKey::of(item, None),
        Change::State(State::Value(Value::Level(level))),
    )
}

pub fn note(number: u128, text: &str) -> Note {
    Note {
        id: Uuid::from_u128(0x4000 + number),
        seance: None,
        at: at(0),
        text: text.into(),
        tags: vec![],
        in_report: false,
    }
}

pub fn recommendation(text: &str, teacher: Option<Uuid>) -> Recommendation {
    Recommendation {
        id: Uuid::from_u128(0x5000),
        text: text.into(),
        item: None,
        competence: None,
        due: None,
        training: String::new(),
        training_code: String::new(),
        teacher,
    }
}

/// A record of `kind` about `id` that signs `document`.
pub fn signed(kind: RecordKind, id: Uuid, parents: &[Parent], document: &str) -> SignedDocument {
    let content = RecordContent {
        kind,
        academie: "essai",
        id,
        parents,
        document: document.as_bytes(),
        facts: Some("{\"format\":\"carnet/facts/1\"}"),
        circle: None,
    };
    let record = Record::sign(&content, &device().keys(), author().fingerprint()).expect("a record");
    SignedDocument::new(record, document.to_owned())
}

/// A revision of the visit `number` after `parents`, with these recommendations.
pub fn revision(number: u128, parents: &[Parent], recommendations: &[Recommendation]) -> SignedDocument {
    let debrief = json!({ "interview": "", "strengths": [], "recommendations": recommendations });
    let document = json!({
        "visit": visit_id(number), "after": parents.len(), "subject": Subject::School, "place": { "uai": "9749901U" },
        "debrief": debrief,
    });
    signed(
        RecordKind::Revision,
        visit_id(number),
        parents,
        &document.to_string(),
    )
}

/// The tombstone of these records and visits.
pub fn tombstone(records: &[&SignedDocument], visits: &[Uuid]) -> SignedDocument {
    let said = Tombstone {
        format: sync_protocol::tombstone::FORMAT.to_owned(),
        decided_at: at(6),
        reason: PurgeReason::Retention,
        targets: records.iter().map(|signed| signed.record.key()).collect(),
        visits: visits.to_vec(),
        personal_notes: Vec::new(),
    };
    let document = serde_json::to_string(&said).expect("a document");
    signed(RecordKind::Tombstone, Uuid::from_u128(0x6000), &[], &document)
}

/// The same document, signed by somebody else.
pub fn by_another(signed: &SignedDocument) -> SignedDocument {
    let content = RecordContent {
        kind: signed.record.kind.clone(),
        academie: "essai",
        id: signed.record.id,
        parents: &[],
        document: signed.document.as_bytes(),
        facts: None,
        circle: None,
    };
    let (device, author) = (
        DeviceKeys::from_seed(&[0x33; 32]),
        AuthorKeys::from_seed(&[0x34; 32]),
    );
    let record = Record::sign(&content, &device, author.fingerprint()).expect("a record");
    SignedDocument::new(record, signed.document.clone())
}

pub fn author() -> AuthorKeys {
    AuthorKeys::from_seed(&[0x11; 32])
}

pub fn device() -> Device {
    let signing_seed = Zeroizing::new([0x22; 32]);
    let key = DeviceKeys::from_seed(&signing_seed).public();
    let certificate = Certificate::issue(&author(), AgreementKey::from([0x44; 32]), key, at(0));
    Device {
        id: DEVICE,
        signing_seed,
        certificate: certificate.expect("a certificate"),
    }
}

/// Enters the visit `number` with one answer and one note, and seals it with `recommendations`.
pub fn seal_one(
    notebook: &Notebook,
    number: u128,
    day: u32,
    recommendations: &[Recommendation],
) -> SignedDocument {
    notebook
        .save_plan(&plan(number, day, &[ANNA, PAUL]), at(1))
        .expect("a plan");
    notebook
        .record_answers(visit_id(number), DEVICE, &[level("A", 2)], at(2))
        .expect("an answer");
    notebook
        .save_note(visit_id(number), &note(1, "Les tablettes sont prêtes."), at(3))
        .expect("a note");
    let changes = notebook
        .visit(visit_id(number))
        .expect("a visit")
        .expect("known")
        .changes;
    let signed = revision(number, &[], recommendations);
    notebook
        .seal(visit_id(number), changes, &signed, at(4))
        .expect("a seal");
    signed
}

/// A notebook that has the grid of every visit here.
pub fn with_grid(folder: &Path) -> Notebook {
    let notebook = create(folder);
    notebook.add_grids(&[grid()], at(0)).expect("a grid is added");
    notebook
}
