//! The report of one fixed visit, as a screen reader walks it: every part, in order, with its pages.
#![allow(clippy::unwrap_used)]

use observation::canonical::Sha256;
use observation::grid::{GridFile, check};
use observation::visit::VisitDocument;
use reports::fonts::FontSet;
use reports::layout::{Laid, lay_out};
use reports::visit_report::VisitReport;
use serde_json::json;

const TEACHER: &str = "00000000-0000-4000-8000-00000000000a";
const SEANCE: &str = "00000000-0000-4000-8000-000000000001";

fn grid() -> GridFile {
    let bytes = include_bytes!("../../../assets/grids/usages-numerique-premier-degre.json");
    check(bytes).0.unwrap()
}

/// A rectificatif for the first of two teachers, in one séance.
fn document() -> VisitDocument {
    let hash = |text: &str| Sha256::of(text.as_bytes());
    let document = json!({
        "format": "carnet/visit/1", "nonce": hash("nonce"), "visit": "0badcafe-0000-4000-8000-000000000000", "revision": 2,
        "parents": [hash("parent")], "reason": "erreur de saisie", "academie": "04", "academie_name": "Académie d’Exemple",
        "school_year": "2026-2027", "zone": "Indian/Reunion", "sealed_at": "2026-11-24T12:00:00.000Z",
        "author": { "name": "Camille Dubreuil", "function": "Inspectrice de l’Éducation nationale (IEN)",
            "service": "Circonscription d’Exemple", "fingerprint": hash("key") },
        "grid": { "code": "usages-numerique-premier-degre", "version": "2026.1", "title": "Usages du numérique", "sha256": hash("grid") },
        "kind": { "code": "accompagnement", "label": "Visite d’accompagnement", "meaning": "Cette visite n’est pas une évaluation." },
        "announcement": { "announced": true, "on": "2026-11-10" }, "date": "2026-11-24",
        "subject": { "teachers": [
            { "id": TEACHER, "family_name": "Hoarau", "given_name": "Delphine", "function": "Professeure des écoles" },
            { "id": "00000000-0000-4000-8000-00000000000b", "family_name": "Secret", "given_name": "Nom", "function": "Professeur des écoles" },
        ] },
        "place": place(), "objectives": "Traces gardées\nAutonomie", "answers": [], "seances": [seance()],
        "notes": [
            note(2, "La consigne est reformulée.", json!([{ "item": { "item": "lien_objectif" } }])),
            note(3, "Le retour au calme se fait sans elle.", json!([])),
        ],
        "debrief": debrief(),
        "notice": { "controller": "Rectorat d’Exemple", "dpd_contact": "", "recipients": ["L’enseignante, et personne d’autre"],
            "retention": "trois années scolaires", "reply_days": 15 },
    });
    serde_json::from_value(document).unwrap()
}

fn place() -> serde_json::Value {
    json!({
        "uai": "9749901U", "name": "École élémentaire de la Grande Ourse", "commune": "Saint-Aubépin", "kind": "ecole_elementaire",
        "status": "public", "education_prioritaire": "rep", "circonscription_name": "Circonscription de Saint-Aubépin",
    })
}

fn seance() -> serde_json::Value {
    json!({
        "id": SEANCE, "lesson_id": SEANCE, "start": "2026-11-24T04:15:00.000Z", "end": "2026-11-24T05:00:00.000Z",
        "levels": ["CE1", "CE2"], "discipline": { "code": "francais", "label": "Français" }, "pupils": 22,
        "answers": [
            { "item": "effectif_present", "state": { "value": { "count": 22 } } },
            { "item": "usage_numerique", "state": { "value": { "yes_no": true } } },
            { "item": "lien_objectif", "state": { "value": { "level": 2 } }, "comment": "surtout en fin de séance" },
            { "item": "retours", "state": "not_observed" },
            { "item": "traces", "state": "not_applicable" },
        ],
    })
}

fn note(rank: u8, text: &str, tags: serde_json::Value) -> serde_json::Value {
    let id = format!("00000000-0000-4000-8000-00000000000{rank}");
    json!({ "id": id, "seance": SEANCE, "at": "2026-11-24T04:20:00.000Z", "text": text, "tags": tags, "in_report": true })
}

fn debrief() -> serde_json::Value {
    let id = SEANCE;
    json!({
        "interview": "L’échange a porté sur le choix de l’outil.",
        "strengths": [{ "id": id, "text": "Les rôles sont connus" }],
        "recommendations": [
            { "id": id, "text": "Garder une trace audio", "competence": { "framework": "crcn_edu", "code": "3.3" },
              "due": "2027-02-01", "training": "Différencier avec la tablette", "teacher": TEACHER },
            { "id": id, "text": "Dit au seul collègue", "teacher": "00000000-0000-4000-8000-00000000000b" },
        ],
    })
}

fn laid(fingerprint: Option<Sha256>) -> Laid {
    let (document, grid) = (document(), grid());
    let teacher = Some(TEACHER.parse().unwrap());
    let report = VisitReport {
        document: &document,
        grid: grid.grid(),
        teacher,
        fingerprint,
    };
    lay_out(&report.compose(), FontSet::shared().unwrap())
}

/// The report of `document` as plain text, a line for each block.
fn told(document: &VisitDocument) -> String {
    let grid = grid();
    let report = VisitReport {
        document,
        grid: grid.grid(),
        teacher: Some(TEACHER.parse().unwrap()),
        fingerprint: None,
    };
    format!("{:?}", report.compose().blocks)
}

#[test]
fn a_delay_and_a_legal_basis_that_nobody_gave_are_blanks_to_fill_in() {
    let mut document = document();
    assert!(!told(&document).contains("nombre de jours à compléter"));
    document.notice.reply_days = None;
    assert!(told(&document).contains("nombre de jours à compléter"));
    document.notice.legal_basis = "Mission d’intérêt public".to_owned();
    assert!(told(&document).contains("Mission d’intérêt public."));
}

#[test]
fn every_part_is_there_in_order() {
    insta::assert_snapshot!("report", laid(Some(Sha256::of(b"document"))).transcript());
}

#[test]
fn a_colleague_is_named_by_function_only_and_keeps_what_was_said_to_him() {
    let transcript = laid(Some(Sha256::of(b"document"))).transcript();
    assert!(transcript.contains("professeur des écoles"));
    assert!(
        !transcript.contains("Secret") && !transcript.contains("collègue"),
        "{transcript}"
    );
}

#[test]
fn a_report_that_is_not_sealed_says_so() {
    let laid = laid(None);
    assert!(laid.transcript().contains("Document préparatoire, non scellé"));
}
