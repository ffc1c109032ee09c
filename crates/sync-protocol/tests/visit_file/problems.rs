//! Each thing that can be wrong in a file whose signatures hold, and all of them at once.

use sync_protocol::encoding::Ciphertext;
use sync_protocol::{
    AuthorKeys, Certificate, Fingerprint, Parent, Record, RecordKind, SignedDocument, VisitFile,
};
use uuid::Uuid;

use crate::sample::{
    SmallRules, VISIT, author, certificate, document, grid, laptop, sealed, signed, tablet, visit_file,
};

fn codes(file: &VisitFile) -> Vec<(String, String)> {
    let verification = file.verify(&SmallRules);
    assert_eq!(verification.intact, verification.problems.is_empty());
    verification
        .problems
        .into_iter()
        .map(|problem| (problem.code, problem.at))
        .collect()
}

fn one(code: &str, at: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), at.to_owned())]
}

#[test]
fn a_whole_file_is_intact_and_its_signer_is_told() {
    let verification = visit_file().verify(&SmallRules);
    let stranger = AuthorKeys::from_seed(&[9; 32]).fingerprint();
    assert_eq!(verification.signers, [author().fingerprint()]);
    assert!(verification.signed_only_by(&[stranger, author().fingerprint()]));
    assert!(!verification.signed_only_by(&[stranger]));
    assert!(!verification.signed_only_by(&[]));
}

#[test]
fn a_device_without_a_certificate_is_refused() {
    let mut file = visit_file();
    file.certificates.pop();
    assert_eq!(
        codes(&file),
        one("record.certificate_missing", "revisions[1].record")
    );
}

#[test]
fn a_device_certified_by_another_author_does_not_lend_its_records() {
    let thief = AuthorKeys::from_seed(&[9; 32]);
    let mut file = visit_file();
    file.certificates = [laptop(), tablet()]
        .map(|device| certificate(&thief, &device))
        .into();
    for signed in file.revisions.iter_mut().chain(&mut file.states) {
        signed.record.signature.author = thief.fingerprint();
    }
    let verification = file.verify(&SmallRules);
    assert!(!verification.intact && verification.signers.is_empty());
    assert!(
        verification
            .problems
            .iter()
            .all(|p| p.code == "record.signature_invalid")
    );
}

#[test]
fn a_missing_parent_and_a_wrong_number_are_told() {
    let mut file = visit_file();
    file.revisions.remove(0);
    assert_eq!(codes(&file), one("record.parent_unknown", "revisions[0].record"));
    let mut file = visit_file();
    let far = Parent {
        revision: 6,
        ..file.revisions[0].record.as_parent()
    };
    file.revisions[1] = sealed(&[far], document(VISIT, "tablettes"), &tablet());
    assert_eq!(codes(&file), one("record.revision_number", "revisions[1].record"));
}

#[test]
fn a_conflict_is_no_fault_when_both_sides_are_there() {
    let mut file = visit_file();
    let first = file.revisions[0].record.as_parent();
    let other = sealed(&[first], document(VISIT, "ordinateurs"), &laptop());
    let both = [file.revisions[1].record.as_parent(), other.record.as_parent()];
    file.revisions.push(other);
    file.revisions.push(sealed(
        &both,
        document(VISIT, "tablettes, ordinateurs"),
        &laptop(),
    ));
    assert_eq!(codes(&file), []);
}

#[test]
fn facts_that_the_document_does_not_give_are_told() {
    let mut file = visit_file();
    let forged = Some("{\"OUTILS\":\"robots\"}");
    let document = document(VISIT, "tableau");
    file.revisions = vec![signed(RecordKind::Revision, &[], document, forged, &laptop())];
    file.certificates.pop();
    assert_eq!(
        codes(&file),
        one("record.facts_differ", "revisions[0].record.facts")
    );
}

#[test]
fn grids_that_are_missing_or_unused_are_told() {
    let mut file = visit_file();
    file.grids.clear();
    let missing = "visit_file.grid_missing".to_owned();
    let places = [0, 1].map(|index| (missing.clone(), format!("revisions[{index}].document")));
    assert_eq!(codes(&file), places);
    let mut file = visit_file();
    file.grids.push(grid() + " ");
    assert_eq!(codes(&file), one("visit_file.grid_unused", "grids"));
}

#[test]
fn a_document_of_another_visit_is_told() {
    let mut file = visit_file();
    let first = file.revisions[0].record.as_parent();
    file.revisions[1] = sealed(&[first], document(Uuid::nil(), "tablettes"), &tablet());
    let at = "revisions[1].document";
    assert_eq!(codes(&file), one("record.document_disagrees", at));
}

#[test]
fn a_record_out_of_its_place_is_told() {
    let mut file = visit_file();
    file.states.push(file.revisions[0].clone());
    assert_eq!(codes(&file), one("record.kind_unexpected", "states[1].record"));
}

#[test]
fn an_encrypted_part_has_no_place_in_a_file_in_clear() {
    let mut file = visit_file();
    let private = Some(Ciphertext(vec![1, 2, 3]));
    let record = Record {
        private,
        ..file.revisions[0].record.clone()
    };
    let exported = SignedDocument::new(record.clone(), file.revisions[0].document.clone());
    assert_eq!(exported, file.revisions[0]);
    file.revisions[0].record = record;
    assert_eq!(
        codes(&file),
        one("visit_file.private_present", "revisions[0].record")
    );
}

#[test]
fn an_empty_file_is_not_intact() {
    let file = VisitFile::new(visit_file().exported_at);
    assert_eq!(codes(&file), one("visit_file.no_revision", "revisions"));
}

#[test]
fn all_problems_show_at_once() {
    let mut file = visit_file();
    file.revisions[0].document.push(' ');
    file.states[0].record.format = "carnet/record/2".to_owned();
    file.certificates[1].format = "carnet/certificate/2".to_owned();
    file.grids.push(file.grids[0].clone());
    let codes: Vec<String> = codes(&file).into_iter().map(|(code, _)| code).collect();
    let expected = [
        "certificate.format_unknown",
        "record.document_altered",
        "record.certificate_missing",
        "record.format_unknown",
        "visit_file.duplicate",
    ];
    assert_eq!(codes, expected);
}

#[test]
fn a_certificate_tells_its_author() {
    let held: Certificate = certificate(&author(), &laptop());
    assert_eq!(held.author_fingerprint(), Fingerprint::of(&author().public()));
    assert_eq!(held.check(""), []);
}
