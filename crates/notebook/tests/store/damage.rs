//! A damaged notebook: set aside untouched, what reads saved, what does not told.

use std::fs;
use std::path::Path;

use notebook::{Notebook, NotebookError, codes};
use observation::directory::{ImportPlan, fictitious};

use crate::sample::{TestResult, at, options, reopen, seal_one, visit_id, with_grid};

const PAGE: usize = 4096;

/// A closed notebook with schools, two sealed visits, and its bytes.
fn filled(folder: &Path) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let notebook = with_grid(folder);
    seal_one(&notebook, 1, 23, &[]);
    seal_one(&notebook, 2, 24, &[]);
    let added = fictitious::schools(3_000, 1);
    notebook.apply_import(
        &ImportPlan {
            added,
            ..ImportPlan::default()
        },
        "annuaire.csv",
        at(1),
    )?;
    drop(notebook);
    Ok(fs::read(folder.join("notebook.db"))?)
}

fn write_damaged(folder: &Path, mut bytes: Vec<u8>, pages: &[usize]) -> Result<Vec<u8>, std::io::Error> {
    for page in pages {
        let place = (page - 1) * PAGE + 700;
        bytes[place..place + 20].fill(0x55);
    }
    fs::write(folder.join("notebook.db"), &bytes)?;
    Ok(bytes)
}

#[test]
fn a_sound_notebook_has_no_problem_and_its_counts() -> TestResult {
    let folder = tempfile::tempdir()?;
    filled(folder.path())?;
    let report = Notebook::check(folder.path(), &options())?;
    assert_eq!(report.problems, []);
    for (table, count) in [
        ("visit", 2),
        ("record", 2),
        ("school", 3_000),
        ("answer_log", 2),
        ("grid", 1),
    ] {
        assert_eq!(report.counts.get(table), Some(&count), "{table}");
    }
    Ok(())
}

#[test]
fn a_damaged_page_is_found_by_the_check() -> TestResult {
    let folder = tempfile::tempdir()?;
    let bytes = filled(folder.path())?;
    let damaged = write_damaged(folder.path(), bytes, &[100])?;
    let report = Notebook::check(folder.path(), &options())?;
    assert_eq!(report.problems.len(), 1);
    assert_eq!(report.problems[0].code, codes::PAGE_DAMAGED);
    assert_eq!(fs::read(folder.path().join("notebook.db"))?, damaged);
    Ok(())
}

#[test]
fn a_damaged_page_is_met_at_the_opening_before_anything_is_entered() -> TestResult {
    let folder = tempfile::tempdir()?;
    let bytes = filled(folder.path())?;
    write_damaged(folder.path(), bytes, &[100, 200, 300])?;
    let error = Notebook::open(folder.path(), &options()).expect_err("a page does not read");
    assert!(
        matches!(&error, NotebookError::Corrupt(pages) if pages.contains("page 200")),
        "{error:?}"
    );
    Ok(())
}

#[test]
fn a_page_damaged_under_an_open_notebook_says_corrupt_when_it_is_read() -> TestResult {
    let folder = tempfile::tempdir()?;
    let bytes = filled(folder.path())?;
    let notebook = reopen(folder.path());
    write_damaged(folder.path(), bytes, &[100, 200, 300])?;
    let error = notebook.schools().expect_err("a page does not read");
    assert!(error.is_damage() && matches!(error, NotebookError::Corrupt(_)));
    Ok(())
}

#[test]
fn what_reads_is_saved_and_the_damaged_notebook_stays_as_it_was() -> TestResult {
    let folder = tempfile::tempdir()?;
    let bytes = filled(folder.path())?;
    let damaged = write_damaged(folder.path(), bytes, &[100, 200, 300])?;
    let rescue = Notebook::rescue(folder.path(), &options(), at(50))?;
    assert_eq!(fs::read(rescue.set_aside.join("notebook.db"))?, damaged);
    assert!(
        rescue
            .set_aside
            .ends_with("carnet-endommage-2026-11-18T11-07-30-000Z"),
        "{:?}",
        rescue.set_aside
    );
    let told: Vec<String> = rescue
        .problems()
        .into_iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(told, [codes::SET_ASIDE, codes::PARTLY_READ]);

    let notebook = reopen(folder.path());
    let schools = notebook.schools()?.len();
    // Each page holds a few schools; all others are there.
    assert!((2_900..3_000).contains(&schools), "{schools}");
    for number in [1, 2] {
        assert_eq!(notebook.revisions(visit_id(number))?.len(), 1);
        assert_eq!(
            notebook
                .visit_content(visit_id(number))?
                .ok_or("saved")?
                .notes
                .len(),
            1
        );
    }
    assert_eq!(notebook.grids()?.len(), 1);
    drop(notebook);
    assert_eq!(Notebook::check(folder.path(), &options())?.problems, []);
    Ok(())
}

#[test]
fn any_damaged_page_leaves_a_notebook_that_opens() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    seal_one(&notebook, 1, 23, &[]);
    drop(notebook);
    let bytes = fs::read(folder.path().join("notebook.db"))?;
    for page in 1..=bytes.len() / PAGE {
        let folder = tempfile::tempdir()?;
        let damaged = write_damaged(folder.path(), bytes.clone(), &[page])?;
        let rescue = Notebook::rescue(folder.path(), &options(), at(50))?;
        assert_eq!(fs::read(rescue.set_aside.join("notebook.db"))?, damaged);
        drop(reopen(folder.path()));
        assert_eq!(
            Notebook::check(folder.path(), &options())?.problems,
            [],
            "page {page}"
        );
    }
    Ok(())
}

#[test]
fn without_its_first_page_nothing_reads_and_that_is_told() -> TestResult {
    let folder = tempfile::tempdir()?;
    let bytes = filled(folder.path())?;
    write_damaged(folder.path(), bytes, &[1])?;
    let opened = Notebook::open(folder.path(), &options());
    assert!(matches!(opened, Err(NotebookError::Corrupt(_))), "{opened:?}");
    let rescue = Notebook::rescue(folder.path(), &options(), at(50))?;
    assert_eq!(rescue.rows(), 0);
    assert!(reopen(folder.path()).grids()?.is_empty());
    Ok(())
}

#[test]
fn a_rescue_that_was_cut_is_ended_by_the_next_opening() -> TestResult {
    let folder = tempfile::tempdir()?;
    filled(folder.path())?;
    let path = |name: &str| folder.path().join(name);
    // As the disk is between the two last renames: the rescued notebook waits, the log of the damaged one is left.
    fs::rename(path("notebook.db"), path("notebook.rescued"))?;
    fs::create_dir(path("carnet-endommage-2026"))?;
    fs::write(path("notebook.db-wal"), b"of the damaged one")?;
    assert!(Notebook::exists(folder.path()));
    let notebook = reopen(folder.path());
    assert_eq!(notebook.revisions(visit_id(1))?.len(), 1);
    assert_eq!(
        fs::read(path("carnet-endommage-2026").join("notebook.db-wal"))?,
        b"of the damaged one"
    );
    Ok(())
}

#[test]
fn two_notebooks_set_aside_in_one_instant_keep_two_folders() -> TestResult {
    let folder = tempfile::tempdir()?;
    drop(with_grid(folder.path()));
    let first = Notebook::rescue(folder.path(), &options(), at(50))?;
    let second = Notebook::rescue(folder.path(), &options(), at(50))?;
    assert_ne!(first.set_aside, second.set_aside);
    assert!(first.set_aside.join("notebook.db").exists() && second.set_aside.join("notebook.db").exists());
    Ok(())
}

#[test]
fn what_was_read_is_kept_with_what_was_read() -> TestResult {
    let folder = tempfile::tempdir()?;
    let bytes = filled(folder.path())?;
    write_damaged(folder.path(), bytes, &[100])?;
    let rescue = Notebook::rescue(folder.path(), &options(), at(30))?;
    assert_eq!(reopen(folder.path()).last_rescue()?, Some(rescue));
    Ok(())
}
