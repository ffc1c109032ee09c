//! What changes, told as a person reads it.
#![allow(clippy::unwrap_used)]

use observation::grid::{GridFile, check};
use observation::visit::VisitDocument;
use serde_json::{Value, json};

use super::differences;

const SEANCE: &str = "00000000-0000-4000-8000-000000000001";
const TEACHER: &str = "00000000-0000-4000-8000-00000000000a";

fn grid() -> GridFile {
    let bytes = include_bytes!("../../../../../assets/grids/usages-numerique-premier-degre.json");
    check(bytes).0.unwrap()
}

fn sealed() -> Value {
    let hash = |text: &str| observation::canonical::Sha256::of(text.as_bytes());
    json!({
        "format": "carnet/visit/1", "nonce": hash("nonce"), "visit": "0badcafe-0000-4000-8000-000000000000", "revision": 1,
        "academie": "04", "academie_name": "La Réunion", "school_year": "2026-2027", "zone": "Indian/Reunion",
        "sealed_at": "2026-11-24T12:00:00.000Z",
        "author": { "name": "Camille Dubreuil", "function": "IEN", "service": "", "fingerprint": hash("key") },
        "grid": { "code": "essai", "version": "1", "title": "Essai", "sha256": hash("grid") },
        "kind": { "code": "accompagnement", "label": "Accompagnement", "meaning": "Pas une évaluation." },
        "announcement": { "announced": true, "on": "2026-11-10" }, "date": "2026-11-24",
        "subject": { "teachers": [{ "id": TEACHER, "family_name": "Hoarau", "given_name": "Delphine", "function": "PE" }] },
        "place": { "uai": "9749901U", "name": "École", "commune": "Saint-Aubépin", "kind": "ecole", "status": "public",
            "education_prioritaire": "rep", "circonscription_name": "" },
        "objectives": "Traces", "answers": [],
        "seances": [{
            "id": SEANCE, "lesson_id": SEANCE, "start": "2026-11-24T04:15:00.000Z", "end": "2026-11-24T05:00:00.000Z",
            "levels": ["CE1"], "discipline": { "code": "francais", "label": "Français" },
            "answers": [{ "item": "retours", "state": { "value": { "level": 2 } } }],
        }],
        "notes": [],
        "debrief": { "interview": "", "strengths": [], "recommendations": [] },
        "notice": { "controller": "", "dpd_contact": "", "recipients": [], "retention": "", "reply_days": 15 },
    })
}

/// The rows of one change: what, before and after.
fn rows(change: impl FnOnce(&mut Value)) -> Vec<[String; 3]> {
    let (before, mut after) = (sealed(), sealed());
    change(&mut after);
    let [before, after]: [VisitDocument; 2] =
        [before, after].map(|document| serde_json::from_value(document).unwrap());
    let told = differences(&before, &after, grid().grid());
    told.into_iter()
        .map(|row| [row.what, row.before, row.after])
        .collect()
}

#[test]
fn an_hour_is_told_on_the_clocks_of_the_academie() {
    let told = rows(|visit| visit["seances"][0]["start"] = json!("2026-11-24T04:20:00.000Z"));
    let before = "Français, CE1, de 8\u{a0}h\u{a0}15 à 9\u{a0}h\u{a0}00";
    let after = "Français, CE1, de 8\u{a0}h\u{a0}20 à 9\u{a0}h\u{a0}00";
    assert_eq!(told, [["Séance", before, after].map(str::to_owned)]);
}

#[test]
fn a_new_paragraph_is_one_row() {
    let note = json!({
        "id": TEACHER, "seance": SEANCE, "at": "2026-11-24T04:20:00.000Z", "text": "La consigne est dite",
        "tags": [{ "item": { "item": "retours", "level": 3 } }], "in_report": true,
    });
    let told = rows(|visit| visit["notes"] = json!([note]));
    let name = "Carnet, paragraphe de 8\u{a0}h\u{a0}20";
    let after = "8\u{a0}h\u{a0}20\u{a0}: La consigne est dite. Retours aux élèves sur leur travail, repère 3. Cité dans le compte rendu.";
    assert_eq!(told, [[name, "", after].map(str::to_owned)]);
}

#[test]
fn a_recommendation_is_one_row_without_a_code_or_an_identifier() {
    let recommendation = json!({
        "id": SEANCE, "text": "Garder une trace", "item": "retours", "competence": { "framework": "crcn_edu", "code": "3.3" },
        "due": "2027-02-01", "training": "Retours", "teacher": TEACHER,
    });
    let told = rows(|visit| visit["debrief"]["recommendations"] = json!([recommendation]));
    let after = "Garder une trace. Observable\u{a0}: Retours aux élèves sur leur travail. CRCN-Édu 3.3 Évaluer au service des apprentissages. \
                 À revoir le 1er\u{a0}février 2027. Formation\u{a0}: Retours. Pour Delphine Hoarau.";
    assert_eq!(told, [["Recommandation 1", "", after].map(str::to_owned)]);
}

#[test]
fn an_answer_changed_and_commented_is_one_row() {
    let told = rows(|visit| {
        let answer = &mut visit["seances"][0]["answers"][0];
        (answer["state"], answer["comment"]) = (json!("not_observed"), json!("Pas vu"));
    });
    let before = "2 — L’outil ou l’adulte indique ce qui est juste et ce qui ne l’est pas.";
    let row = [
        "Retours aux élèves sur leur travail",
        before,
        "Non observé. Pas vu.",
    ];
    assert_eq!(told, [row.map(str::to_owned)]);
}

#[test]
fn rows_come_in_the_order_of_a_report_what_was_taken_away_last() {
    assert_eq!(rows(|_| ()), Vec::<[String; 3]>::new());
    let told = rows(|visit| {
        visit["author"]["service"] = json!("Circonscription");
        visit["debrief"]["interview"] = json!("Échange");
        visit["date"] = json!("2026-11-25");
        visit["seances"][0]["answers"] = json!([]);
        visit["subject"]["teachers"] = json!([]);
    });
    let names: Vec<_> = told.iter().map(|[what, ..]| what.as_str()).collect();
    let expected = [
        "Date",
        "Personnes observées",
        "Entretien",
        "Visite faite par",
        "Retours aux élèves sur leur travail",
    ];
    assert_eq!(names, expected);
}
