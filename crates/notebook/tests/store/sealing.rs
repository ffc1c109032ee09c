//! Sealed visits, and their rectificatifs.

use notebook::{Notebook, NotebookError, VisitRefusal};
use observation::visit::{CancelReason, Debrief, VisitPlan, VisitStatus};
use sync_protocol::{RecordKind, SignedDocument};

use crate::sample::{
    ANNA, DEVICE, PAUL, TestResult, at, level, note, plan, recommendation, reopen, revision, seal_one,
    signed, visit_id, with_grid,
};
use crate::visits::refusal;

fn changes(notebook: &Notebook, number: u128) -> u64 {
    notebook
        .visit(visit_id(number))
        .expect("read")
        .expect("known")
        .changes
}

/// Every way to change the visit 1: what each is refused with.
fn attempts(notebook: &Notebook) -> Vec<Option<VisitRefusal>> {
    let visit = visit_id(1);
    let again = revision(1, &[], &[]);
    vec![
        refusal(notebook.save_plan(&plan(1, 29, &[PAUL]), at(9))),
        refusal(notebook.record_answers(visit, DEVICE, &[level("A", 0)], at(9))),
        refusal(notebook.undo_answer(visit, DEVICE, at(9))),
        refusal(notebook.save_note(visit, &note(9, "après"), at(9))),
        refusal(notebook.save_debrief(visit, &Debrief::default(), at(9))),
        refusal(notebook.cancel_visit(visit, CancelReason::Reorganised, at(9))),
        refusal(notebook.close_visit(visit, at(9))),
        refusal(notebook.seal(visit, changes(notebook, 1), &again, at(9))),
    ]
}

#[test]
fn a_sealed_visit_refuses_every_change() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    let sealed = seal_one(&notebook, 1, 23, &[]);
    let before = notebook.visit_content(visit_id(1))?;
    assert_eq!(attempts(&notebook), [Some(VisitRefusal::Sealed); 8]);
    drop(notebook);
    let notebook = reopen(folder.path());
    assert_eq!(notebook.visit_content(visit_id(1))?, before);
    assert_eq!(notebook.revisions(visit_id(1))?, [sealed]);
    let row = before.ok_or("known")?.row;
    assert_eq!(
        (row.status, row.last_revision, row.correcting),
        (VisitStatus::Sealed, 1, false)
    );
    Ok(())
}

#[test]
fn what_changed_since_it_was_read_is_not_sealed() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    notebook.save_plan(&plan(1, 23, &[ANNA]), at(1))?;
    let read = changes(&notebook, 1);
    notebook.record_answers(visit_id(1), DEVICE, &[level("A", 2)], at(2))?;
    let sealed = notebook.seal(visit_id(1), read, &revision(1, &[], &[]), at(3));
    assert_eq!(refusal(sealed), Some(VisitRefusal::ChangedMeanwhile));
    assert!(notebook.revisions(visit_id(1))?.is_empty());
    Ok(())
}

#[test]
fn a_record_that_does_not_fit_seals_nothing() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    notebook.save_plan(&plan(1, 23, &[ANNA]), at(1))?;
    let right = revision(1, &[], &[]);
    let altered = SignedDocument {
        document: format!("{} ", right.document),
        ..right.clone()
    };
    let second = revision(1, &[right.record.as_parent()], &[]);
    let of_another = revision(2, &[], &[]);
    let state = signed(RecordKind::State, visit_id(1), &[], "{}");
    for wrong in [altered, second, of_another, state] {
        assert!(matches!(
            notebook.seal(visit_id(1), 0, &wrong, at(2)),
            Err(NotebookError::Record(_))
        ));
    }
    assert_eq!(notebook.seal(visit_id(1), 0, &right, at(3))?.last_revision, 1);
    Ok(())
}

#[test]
fn a_rectificatif_starts_from_what_was_sealed_and_can_be_given_up() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    seal_one(&notebook, 1, 23, &[]);
    let sealed = notebook.visit_content(visit_id(1))?.ok_or("known")?;
    let row = notebook.begin_correction(visit_id(1), at(10))?;
    assert_eq!(
        (row.draft, row.correcting, row.status, row.changes),
        (2, true, VisitStatus::Sealed, 0)
    );
    assert_eq!(
        refusal(notebook.begin_correction(visit_id(1), at(10))),
        Some(VisitRefusal::AlreadyCorrecting)
    );
    let draft = notebook.visit_content(visit_id(1))?.ok_or("known")?;
    assert_eq!(draft.visit(), sealed.visit());
    // The sealed visit did take place, and nothing of it is undone by a key.
    assert_eq!(
        refusal(notebook.cancel_visit(visit_id(1), CancelReason::Reorganised, at(11))),
        Some(VisitRefusal::Sealed)
    );
    assert_eq!(notebook.undo_answer(visit_id(1), DEVICE, at(11))?, None);

    notebook.save_plan(&plan(1, 29, &[PAUL]), at(12))?;
    notebook.record_answers(visit_id(1), DEVICE, &[level("A", 0)], at(12))?;
    notebook.save_note(visit_id(1), &note(1, ""), at(12))?;
    assert!(notebook.visits_of_teachers(&[ANNA])?.is_empty());
    notebook.abandon_correction(visit_id(1))?;
    assert_eq!(
        refusal(notebook.abandon_correction(visit_id(1))),
        Some(VisitRefusal::NotCorrecting)
    );
    assert_eq!(notebook.visit_content(visit_id(1))?, Some(sealed));
    assert_eq!(notebook.visits_of_teachers(&[ANNA])?.len(), 1);
    assert_eq!(attempts(&notebook), [Some(VisitRefusal::Sealed); 8]);
    Ok(())
}

#[test]
fn a_sealed_rectificatif_becomes_the_visit() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    let first = seal_one(&notebook, 1, 23, &[]);
    notebook.begin_correction(visit_id(1), at(10))?;
    notebook.record_answers(visit_id(1), DEVICE, &[level("B", 1)], at(11))?;
    let second = revision(1, &[first.record.as_parent()], &[]);
    let row = notebook.seal(visit_id(1), changes(&notebook, 1), &second, at(12))?;
    assert_eq!((row.draft, row.correcting, row.last_revision), (2, false, 2));
    assert_eq!(attempts(&notebook), [Some(VisitRefusal::Sealed); 8]);
    assert_eq!(notebook.revisions(visit_id(1))?, [first, second]);
    notebook.begin_correction(visit_id(1), at(13))?;
    assert_eq!(notebook.answers(visit_id(1))?.present().len(), 2);
    assert_eq!(notebook.abandon_correction(visit_id(1))?.draft, 2);
    assert_eq!(
        refusal(notebook.begin_correction(visit_id(2), at(14))),
        Some(VisitRefusal::Unknown)
    );
    Ok(())
}

#[test]
fn earlier_recommendations_are_those_of_the_last_revision_to_these_teachers() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    let to = |text, teacher| recommendation(text, teacher);
    let first = seal_one(&notebook, 1, 20, &[to("ancienne", None)]);
    seal_one(
        &notebook,
        2,
        23,
        &[
            to("pour Anna", Some(ANNA)),
            to("pour Paul", Some(PAUL)),
            to("pour tous", None),
        ],
    );
    notebook.save_plan(&plan(3, 25, &[ANNA]), at(5))?;
    notebook.begin_correction(visit_id(1), at(10))?;
    let second = revision(1, &[first.record.as_parent()], &[to("corrigée", None)]);
    notebook.seal(visit_id(1), 0, &second, at(11))?;

    let told = |teachers: &[uuid::Uuid], visit: Option<&VisitPlan>| -> Result<Vec<String>, NotebookError> {
        let earlier = notebook.earlier_visits(teachers, visit)?;
        Ok(earlier
            .into_iter()
            .flat_map(|visit| visit.recommendations)
            .map(|one| one.text)
            .collect())
    };
    assert_eq!(told(&[ANNA], None)?, ["pour Anna", "pour tous", "corrigée"]);
    assert_eq!(told(&[PAUL], Some(&plan(2, 23, &[PAUL])))?, ["corrigée"]);
    assert_eq!(
        told(&[PAUL], Some(&plan(4, 23, &[PAUL])))?,
        ["pour Paul", "pour tous", "corrigée"]
    );
    assert_eq!(
        told(&[PAUL], Some(&plan(4, 22, &[PAUL])))?,
        ["corrigée"],
        "a later visit is not an earlier one"
    );
    assert_eq!(
        notebook
            .earlier_visits(&[ANNA], Some(&plan(3, 25, &[ANNA])))?
            .len(),
        2
    );
    Ok(())
}
