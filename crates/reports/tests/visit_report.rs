//! The report of one fixed visit, as a screen reader walks it: every part, in order, with its pages.
#![allow(clippy::unwrap_used)]

use observation::canonical::Sha256;
use observation::grid::{GridFile, check};
use observation::visit::{FollowUp, Progress, Subject, VisitDocument};
use reports::fonts::FontSet;
use reports::layout::{Laid, lay_out};
use reports::visit_report::VisitReport;
use serde_json::json;
use uuid::Uuid;

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
    laid_out(&document(), fingerprint)
}

fn laid_out(document: &VisitDocument, fingerprint: Option<Sha256>) -> Laid {
    let grid = grid();
    let teacher = Some(TEACHER.parse().unwrap());
    let report = VisitReport {
        document,
        grid: grid.grid(),
        teacher,
        fingerprint,
        happened: &[],
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
        happened: &[],
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

const COLLEAGUE: &str = "00000000-0000-4000-8000-00000000000b";

/// The report for `teacher` on a visit to `observed`, of whom `named` are those a follow-up says it is said of.
fn followed(teacher: &str, observed: &[&str], named: &[&str]) -> String {
    let mut document = document();
    let Subject::Teachers(teachers) = &mut document.subject else {
        unreachable!()
    };
    teachers.retain(|one| observed.contains(&one.id.to_string().as_str()));
    let said = FollowUp::new(
        Uuid::from_u128(5),
        Progress::Done,
        "Varier les tailles",
        "Vu au tableau",
    );
    let named = named.iter().map(|id| id.parse().unwrap());
    document.debrief.follow_ups = vec![said.of(named.collect())];
    let grid = grid();
    let report = VisitReport {
        document: &document,
        grid: grid.grid(),
        teacher: Some(teacher.parse().unwrap()),
        fingerprint: None,
        happened: &[],
    };
    format!("{:?}", report.compose().blocks)
}

#[test]
fn what_became_of_a_recommendation_is_told_to_those_it_concerns_alone() {
    let both = [TEACHER, COLLEAGUE];
    let is_told = |teacher, observed: &[&str], named: &[&str]| {
        followed(teacher, observed, named).contains("Varier les tailles")
    };
    for (teacher, other) in [(TEACHER, COLLEAGUE), (COLLEAGUE, TEACHER)] {
        assert!(is_told(teacher, &both, &[teacher]) && is_told(teacher, &both, &both));
        assert!(!followed(teacher, &both, &[other]).contains("Suites"));
        // Before a follow-up named anyone: certain where one is observed, of anybody where there are several.
        assert!(is_told(teacher, &[teacher], &[]) && !is_told(teacher, &both, &[]));
    }
}

#[test]
fn a_report_that_is_not_sealed_says_so() {
    let laid = laid(None);
    assert!(laid.transcript().contains("Document préparatoire, non scellé"));
}

/// The report of the same visit, once changed.
fn told_after(change: impl FnOnce(&mut VisitDocument)) -> String {
    let mut document = document();
    change(&mut document);
    laid_out(&document, None).transcript()
}

#[test]
fn a_paragraph_hung_on_an_item_set_aside_is_still_quoted() {
    let set_aside = |visit: &mut VisitDocument| {
        let mut answers = visit.seances[0].answers.iter_mut();
        let hung = answers.find(|answer| answer.item == "lien_objectif").unwrap();
        hung.not_relevant = true;
    };
    let transcript = told_after(set_aside);
    assert!(
        !transcript.contains("L’outil affiche ou distribue"),
        "{transcript}"
    );
    assert!(transcript.contains("La consigne est reformulée."), "{transcript}");
}

#[test]
fn a_paragraph_hung_on_an_item_of_which_nothing_is_told_is_still_quoted() {
    let blank = |visit: &mut VisitDocument| {
        let mut answers = visit.seances[0].answers.iter_mut();
        let hung = answers.find(|answer| answer.item == "lien_objectif").unwrap();
        (hung.state, hung.comment) = (observation::answers::State::NotObserved, " ".to_owned());
    };
    assert!(told_after(blank).contains("La consigne est reformulée."));
}

/// A second séance, in which the first of these items was observed and the second had no object either.
fn with_a_second_seance(visit: &mut VisitDocument) {
    let mut second = visit.seances[0].clone();
    second.id = "00000000-0000-4000-8000-000000000099".parse().unwrap();
    second.answers = serde_json::from_value(json!([
        { "item": "retours", "state": { "value": { "level": 2 } } },
        { "item": "traces", "state": "not_applicable" },
        { "item": "consigne", "state": "not_applicable" },
    ]))
    .unwrap();
    visit.seances[0]
        .answers
        .push(serde_json::from_value(json!({ "item": "consigne", "state": "not_observed" })).unwrap());
    visit.seances.push(second);
}

#[test]
fn what_one_seance_showed_is_not_said_unobserved() {
    let transcript = told_after(with_a_second_seance);
    let line = |start: &str| {
        let lines: Vec<_> = transcript.lines().filter(|line| line.contains(start)).collect();
        assert_eq!(lines.len(), 1, "{transcript}");
        lines[0].to_owned()
    };
    let not_observed = line("N’ont pas été observés ce jour-là");
    assert!(!not_observed.contains("Retours aux élèves"), "{not_observed}");
    assert!(not_observed.contains("But de l’activité"), "{not_observed}");
    let without_object = line("Étaient sans objet");
    assert!(without_object.contains("Traces gardées") && !without_object.contains("But de l’activité"));
}

#[test]
fn an_absence_and_a_wish_are_no_competence_at_work() {
    let transcript = told_after(|visit| {
        visit.debrief.recommendations.clear();
        visit.seances[0].answers = serde_json::from_value(json!([
            { "item": "ia_generative", "state": { "value": { "choices": ["absente"] } } },
            { "item": "themes_responsables", "state": { "value": { "choices": ["aucun"] } } },
        ]))
        .unwrap();
        visit.answers = serde_json::from_value(json!([
            { "item": "souhaits_formation", "state": { "value": { "choices": ["ent"] } } },
        ]))
        .unwrap();
    });
    assert!(!transcript.contains("Compétences travaillées"), "{transcript}");
}

#[test]
fn a_former_report_is_not_said_to_be_handed_over() {
    let transcript = laid(None).transcript();
    assert!(transcript.contains("établi auparavant") && !transcript.contains("remis auparavant"));
}
