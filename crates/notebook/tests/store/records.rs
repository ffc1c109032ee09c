//! Records that stand by themselves, and the law's deletions.

use notebook::{Notebook, NotebookError};
use sync_protocol::RecordKind;
use uuid::Uuid;

use crate::sample::{
    TestResult, at, by_another, create, grid, options, plan, reopen, revision, seal_one, signed, tombstone,
    visit_id, with_grid,
};

fn entry(number: u128) -> sync_protocol::SignedDocument {
    let document = format!("{{\"format\":\"carnet/register-entry/1\",\"counter\":{number}}}");
    signed(RecordKind::RegisterEntry, Uuid::from_u128(number), &[], &document)
}

#[test]
fn register_entries_come_back_in_order_each_once() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = create(folder.path());
    assert_eq!(notebook.append_records(&[entry(2), entry(1)], at(1))?, 2);
    assert_eq!(notebook.append_records(&[entry(1), entry(3)], at(2))?, 1);
    drop(notebook);
    assert_eq!(
        reopen(folder.path()).documents(&RecordKind::RegisterEntry)?,
        [2, 1, 3].map(|number| entry(number).document)
    );
    Ok(())
}

#[test]
fn one_wrong_record_among_many_stores_none() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = create(folder.path());
    let mut altered = entry(2);
    altered.document.push(' ');
    for wrong in [
        altered,
        revision(1, &[], &[]),
        signed(RecordKind::Tombstone, visit_id(1), &[], "{}"),
    ] {
        let appended = notebook.append_records(&[entry(1), wrong], at(1));
        assert!(matches!(appended, Err(NotebookError::Record(_))), "{appended:?}");
    }
    assert!(notebook.documents(&RecordKind::RegisterEntry)?.is_empty());
    Ok(())
}

#[test]
fn grids_are_kept_as_they_were_stored() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = create(folder.path());
    assert_eq!(notebook.add_grids(&[grid()], at(1))?, 1);
    assert_eq!(notebook.add_grids(&[grid()], at(2))?, 0);
    drop(notebook);
    let notebook = reopen(folder.path());
    assert_eq!(notebook.grid(grid().sha256())?, Some(grid()));
    assert_eq!(notebook.grids()?, [grid()]);
    assert_eq!(notebook.grid(observation::canonical::Sha256::of(b""))?, None);
    Ok(())
}

#[test]
fn nobody_deletes_what_another_wrote_nor_whom_an_academie_believes() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    let sealed = seal_one(&notebook, 1, 23, &[]);
    notebook.save_personal_note(visit_id(1), b"chiffre", at(5))?;
    let of_all = tombstone(&[&sealed], &[visit_id(1)]);
    assert_eq!(notebook.purge(&by_another(&of_all), at(6))?, 0);
    assert_eq!(notebook.revisions(visit_id(1))?, [sealed]);
    assert!(notebook.personal_note(visit_id(1))?.is_some());
    assert!(notebook.visit_content(visit_id(1))?.is_some());

    let revocation = signed(RecordKind::Revocation, visit_id(9), &[], "{}");
    notebook.append_records(std::slice::from_ref(&revocation), at(7))?;
    assert_eq!(notebook.purge(&tombstone(&[&revocation], &[]), at(8))?, 0);
    assert_eq!(notebook.signed_documents(&RecordKind::Revocation)?, [revocation]);
    // Its own author takes what is his.
    assert_eq!(notebook.purge(&of_all, at(9))?, 1);
    assert_eq!(notebook.visit_content(visit_id(1))?, None);
    Ok(())
}

#[test]
fn a_purge_takes_the_bytes_and_leaves_the_hash() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    let gone = seal_one(&notebook, 1, 23, &[]);
    let kept = seal_one(&notebook, 2, 23, &[]);
    notebook.save_personal_note(visit_id(1), b"chiffre", at(5))?;
    let tombstone = tombstone(&[&gone], &[visit_id(1)]);
    assert!(notebook.purge(&kept, at(6)).is_err());
    assert_eq!(notebook.purge(&tombstone, at(6))?, 1);
    assert_eq!(notebook.purge(&tombstone, at(7))?, 0);
    drop(notebook);

    let notebook = reopen(folder.path());
    assert!(notebook.revisions(visit_id(1))?.is_empty());
    assert_eq!(notebook.purged()?, [gone.record.key()]);
    assert_eq!(notebook.visit_content(visit_id(1))?, None);
    assert_eq!(notebook.personal_note(visit_id(1))?, None);
    assert_eq!(notebook.revisions(visit_id(2))?, [kept]);
    // What was purged does not come back under its name.
    notebook.save_plan(&plan(1, 23, &[]), at(8))?;
    assert!(matches!(
        notebook.seal(visit_id(1), 0, &gone, at(9)),
        Err(NotebookError::Record(_))
    ));
    drop(notebook);
    assert_eq!(Notebook::check(folder.path(), &options())?.problems, []);
    Ok(())
}
