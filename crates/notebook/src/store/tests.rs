//! What only the store's inside shows: its triggers, its schema's history, a disk that is full.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::path::Path;

use observation::answers::{AnswerKey, Change};
use observation::instant::Instant;
use observation::visit::{Origin, SubjectPlan, VisitPlan};
use uuid::Uuid;

use super::database::open_database;
use super::migration::{MIGRATIONS, Migration, migrate};
use super::{Notebook, OpenOptions, held};
use crate::error::NotebookError;

const VISIT: Uuid = Uuid::from_u128(1);

fn now() -> Instant {
    Instant::from_milliseconds(1_795_000_000_000)
}

fn options() -> OpenOptions {
    OpenOptions::with_key([7; 32])
}

/// A notebook with one visit.
fn with_visit(folder: &Path) -> Notebook {
    let notebook = Notebook::create(folder, &options()).unwrap();
    let plan = VisitPlan {
        id: VISIT,
        kind: "conseil".into(),
        announcement: Default::default(),
        subject: SubjectPlan::Teachers(vec![]),
        place: None,
        date: "2026-11-23".parse().unwrap(),
        seances: vec![],
        grid: None,
        objectives: String::new(),
        origin: Origin::Live,
    };
    notebook.save_plan(&plan, now()).unwrap();
    notebook
}

fn answer(notebook: &Notebook, text: &str) -> Result<(), NotebookError> {
    let change = (AnswerKey::of("A", None), Change::Comment(text.to_owned()));
    notebook
        .record_answers(VISIT, Uuid::from_u128(2), &[change], now())
        .map(drop)
}

#[test]
fn answers_grids_records_and_schools_are_never_rewritten() {
    let folder = tempfile::tempdir().unwrap();
    let notebook = with_visit(folder.path());
    answer(&notebook, "vu").unwrap();
    let fill = "INSERT INTO grid VALUES ('h', 't', 'a'); INSERT INTO school VALUES ('u', '{}');
        INSERT INTO record (academie, kind, id, revision, sha256, record, document, facts, stored_at)
        VALUES ('a', 'revision', 'v', 1, 'h', '{}', 'd', 'f', 's')";
    notebook
        .write(|transaction| Ok(transaction.execute_batch(fill)?))
        .unwrap();
    for refused in [
        "UPDATE answer_log SET entry = '{}'",
        "DELETE FROM answer_log",
        "UPDATE grid SET text = 'u'",
        "DELETE FROM grid",
        "DELETE FROM school",
        "DELETE FROM record",
        "UPDATE record SET document = 'e'",
        "UPDATE record SET document = NULL, facts = NULL",
        "UPDATE record SET document = NULL, facts = NULL, purged_by = 'no tombstone'",
    ] {
        let done = notebook.write(|transaction| Ok(transaction.execute(refused, [])?));
        assert!(
            matches!(done, Err(NotebookError::Database(_))),
            "{refused}: {done:?}"
        );
    }
}

#[test]
fn a_full_disk_is_told_and_loses_nothing_that_was_told_as_saved() {
    let folder = tempfile::tempdir().unwrap();
    let notebook = with_visit(folder.path());
    let full = "SELECT page_count + 12 FROM pragma_page_count";
    let limit: i64 = held(&notebook.writer)
        .query_row(full, [], |row| row.get(0))
        .unwrap();
    held(&notebook.writer)
        .query_row(&format!("PRAGMA max_page_count = {limit}"), [], |_| Ok(()))
        .unwrap();
    let text = "x".repeat(1_000);
    let told = (0..1_000)
        .take_while(|_| answer(&notebook, &text).is_ok())
        .count();
    assert!((5..1_000).contains(&told), "{told}");
    assert!(matches!(answer(&notebook, &text), Err(NotebookError::Full)));
    assert_eq!(notebook.answers(VISIT).unwrap().entries().count(), told);
    drop(notebook);
    let notebook = Notebook::open(folder.path(), &options()).unwrap();
    assert_eq!(notebook.answers(VISIT).unwrap().entries().count(), told);
    answer(&notebook, &text).unwrap();
}

#[test]
fn a_commit_counts_once_it_is_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let notebook = with_visit(folder.path());
    let pragma = |name: &str| -> i64 {
        held(&notebook.writer)
            .pragma_query_value(None, name, |row| row.get(0))
            .unwrap()
    };
    assert_eq!(pragma("synchronous"), 2);
    assert_eq!(
        (
            pragma("foreign_keys"),
            pragma("secure_delete"),
            pragma("fullfsync")
        ),
        (1, 1, 1)
    );
}

/// The steps known, and one more.
fn with_a_later_step(older_may_open: bool) -> Vec<Migration> {
    let number = MIGRATIONS.last().unwrap().number + 1;
    let later = Migration {
        number,
        older_may_open,
        scripts: &["CREATE TABLE later (id INTEGER) STRICT;"],
    };
    let known = MIGRATIONS.iter().map(|step| Migration {
        scripts: step.scripts,
        ..*step
    });
    known.chain([later]).collect()
}

#[test]
fn a_notebook_of_a_later_version_is_refused_unless_it_says_otherwise() {
    for older_may_open in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        drop(with_visit(folder.path()));
        let file = folder.path().join("notebook.db");
        migrate(
            &mut open_database(&file, &options()).unwrap(),
            &with_a_later_step(older_may_open),
        )
        .unwrap();
        let before = std::fs::read(&file).unwrap();
        match Notebook::open(folder.path(), &options()) {
            Ok(notebook) => assert!(older_may_open && notebook.visit(VISIT).unwrap().is_some()),
            Err(NotebookError::Newer { found, known }) => {
                assert!(!older_may_open);
                assert_eq!(found, known + 1);
            }
            Err(other) => panic!("{other}"),
        }
        if !older_may_open {
            let refused = Notebook::rescue(folder.path(), &options(), now());
            assert!(matches!(refused, Err(NotebookError::Newer { .. })));
            assert_eq!(std::fs::read(&file).unwrap(), before);
        }
    }
}

#[test]
fn a_step_that_fails_leaves_the_schema_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    drop(with_visit(folder.path()));
    let mut steps = with_a_later_step(false);
    steps.last_mut().unwrap().scripts = &[
        "CREATE TABLE later (id INTEGER) STRICT;",
        "CREATE TABLE later (id)",
    ];
    let mut connection = open_database(&folder.path().join("notebook.db"), &options()).unwrap();
    assert!(migrate(&mut connection, &steps).is_err());
    drop(connection);
    let notebook = Notebook::open(folder.path(), &options()).unwrap();
    let later = "SELECT count(*) FROM sqlite_schema WHERE name = 'later'";
    let found: i64 = notebook
        .read(|transaction| Ok(transaction.query_row(later, [], |row| row.get(0))?))
        .unwrap();
    assert_eq!(found, 0);
}
