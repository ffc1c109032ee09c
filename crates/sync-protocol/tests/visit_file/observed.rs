//! A visit as `observation` seals it: its document agrees with its record, and its facts are derived anew.

use observation::canonical::{self, Sha256};
use observation::facts;
use observation::grid::GridFile;
use observation::visit::VisitDocument;
use serde_json::{Value, json};
use sync_protocol::{ObservationRules, Record, RecordContent, RecordKind, SignedDocument, VisitFile};

use crate::sample::{VISIT, author, certificate, laptop};

fn grid() -> GridFile {
    let grid = json!({
        "format": "carnet/grid/1",
        "code": "essai",
        "version": "1",
        "language": "fr",
        "title": "Essai",
        "subject": "teachers",
        "content": []
    });
    GridFile::publish(serde_json::from_value(grid).expect("a grid")).expect("a grid file")
}

fn document() -> Value {
    json!({
        "format": "carnet/visit/1",
        "nonce": Sha256::of(b"nonce"),
        "visit": VISIT,
        "revision": 1,
        "academie": "la-reunion",
        "academie_name": "La Réunion",
        "school_year": "2026-2027",
        "zone": "Indian/Reunion",
        "sealed_at": "2026-11-23T08:05:00.000Z",
        "author": {
            "name": "Camille Exemple",
            "function": "IEN",
            "service": "Circonscription d’essai",
            "fingerprint": author().fingerprint()
        },
        "grid": { "code": "essai", "version": "1", "title": "Essai", "sha256": grid().sha256() },
        "kind": { "code": "conseil", "label": "Visite de conseil", "meaning": "" },
        "announcement": { "announced": false },
        "date": "2026-11-23",
        "subject": "school",
        "place": {
            "uai": "9749901U",
            "name": "École d’essai",
            "commune": "",
            "kind": "ecole_elementaire",
            "status": "public",
            "education_prioritaire": "aucune",
            "circonscription_name": ""
        },
        "answers": [],
        "seances": [],
        "debrief": {},
        "notice": {
            "controller": "",
            "dpd_contact": "",
            "recipients": [],
            "retention": "",
            "reply_days": 15
        }
    })
}

/// `document` sealed with the facts that it gives.
fn file(document: &Value) -> VisitFile {
    let sealed: VisitDocument = serde_json::from_value(document.clone()).expect("a document");
    let facts = facts::derive(&sealed, grid().grid());
    let facts = canonical::to_text(&facts).expect("facts");
    let text = canonical::to_text(&sealed).expect("a document");
    let content = RecordContent {
        kind: RecordKind::Revision,
        academie: "la-reunion",
        id: VISIT,
        parents: &[],
        document: text.as_bytes(),
        facts: Some(&facts),
        circle: None,
    };
    let record = Record::sign(&content, &laptop(), author().fingerprint()).expect("a record");
    let mut file = VisitFile::new(sealed.sealed_at);
    file.grids.push(grid().text().to_owned());
    file.revisions.push(SignedDocument::new(record, text));
    file.certificates.push(certificate(&author(), &laptop()));
    file
}

fn fields_that_disagree(document: &Value) -> Vec<String> {
    let problems = file(document).verify(&ObservationRules).problems;
    assert!(
        problems
            .iter()
            .all(|problem| problem.code == "record.document_disagrees")
    );
    problems
        .into_iter()
        .filter_map(|problem| problem.parameters.get("field").cloned())
        .collect()
}

#[test]
fn a_sealed_visit_is_intact() {
    let verification = file(&document()).verify(&ObservationRules);
    assert_eq!(verification.problems, []);
    assert!(verification.signed_only_by(&[author().fingerprint()]));
}

#[test]
fn a_document_that_its_record_contradicts_is_told() {
    let mut other = document();
    other["academie"] = json!("ailleurs");
    other["author"]["fingerprint"] = json!(Sha256::of(b"somebody"));
    other["revision"] = json!(2);
    other["parents"] = json!([Sha256::of(b"parent")]);
    assert_eq!(
        fields_that_disagree(&other),
        ["academie", "author", "revision", "parents"]
    );
}

/// `document` signed as a state of the visit.
fn state(document: &Value) -> SignedDocument {
    let text = canonical::to_text(document).expect("a state");
    let content = RecordContent {
        kind: RecordKind::State,
        academie: "la-reunion",
        id: VISIT,
        parents: &[],
        document: text.as_bytes(),
        facts: None,
        circle: None,
    };
    let record = Record::sign(&content, &laptop(), author().fingerprint()).expect("a record");
    SignedDocument::new(record, text)
}

fn communicated(revision: Sha256) -> Value {
    json!({
        "format": "carnet/state/1",
        "nonce": Sha256::of(b"nonce of a state"),
        "visit": VISIT,
        "revision": revision,
        "on": "2026-11-24",
        "noted_at": "2026-11-24T08:05:00.000Z",
        "zone": "Indian/Reunion",
        "happened": { "type": "communicated", "means": "by_hand", "recipients": [] }
    })
}

#[test]
fn a_state_says_its_visit_and_revision_in_the_format_of_version_1_or_is_told() {
    let codes_with = |change: &dyn Fn(&mut Value)| {
        let mut file = file(&document());
        let mut document = communicated(file.revisions[0].record.sha256);
        change(&mut document);
        file.states.push(state(&document));
        let problems = file.verify(&ObservationRules).problems;
        problems
            .into_iter()
            .map(|problem| problem.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes_with(&|_| {}), [""; 0]);
    let later = codes_with(&|state| state["format"] = json!("carnet/state/2"));
    assert_eq!(later, ["record.format_unknown"]);
    let unknown = codes_with(&|state| state["happened"]["type"] = json!("forgotten"));
    assert_eq!(unknown, ["record.document_unreadable"]);
    let other = codes_with(&|state| state["visit"] = json!("00000000-0000-4000-8000-000000000009"));
    assert_eq!(other, ["record.document_disagrees"]);
    let elsewhere = codes_with(&|state| state["revision"] = json!(Sha256::of(b"another revision")));
    assert_eq!(elsewhere, ["visit_file.revision_missing"]);
}

#[test]
fn other_facts_and_facts_of_a_later_version_are_told() {
    let codes_with = |facts: &str| {
        let mut file = file(&document());
        file.revisions[0].record.facts = Some(facts.to_owned());
        let problems = file.verify(&ObservationRules).problems;
        problems
            .into_iter()
            .map(|problem| problem.code)
            .collect::<Vec<_>>()
    };
    let signature = "record.signature_invalid";
    let other = codes_with("{\"format\":\"carnet/facts/1\"}");
    assert_eq!(other, [signature, "record.facts_differ"]);
    let later = codes_with("{\"format\":\"carnet/facts/2\"}");
    assert_eq!(later, [signature, "record.facts_version"]);
}
