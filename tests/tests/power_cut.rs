//! Cut the power at any instant: every answer that was told as saved is there at the next start.
//!
//! What the notebook asks of the disk is recorded; then, for every prefix of it, the disk that a cut at that point leaves
//! is built and the notebook opened from it. With `synchronous = NORMAL` the same test must find a loss.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::path::Path;

use notebook::{Notebook, OpenOptions, Synchronous};
use observation::answers::{AnswerKey, Change};
use observation::instant::Instant;
use observation::visit::{Announcement, Origin, SubjectPlan, VisitPlan};
use uuid::Uuid;
use whole_product::recording_vfs::{Disk, Operation, Recorder, Unsynced};
use whole_product::rounds::rounds;

const KEY: [u8; 32] = [7; 32];
const VISIT: Uuid = Uuid::from_u128(1);
const DEVICE: Uuid = Uuid::from_u128(2);

type TestResult = Result<(), Box<dyn std::error::Error>>;

/// What was recorded of a history of saved answers.
struct History {
    before: Disk,
    operations: Vec<Operation>,
    /// After how many operations each answer was told as saved.
    told: Vec<usize>,
}

fn now() -> Instant {
    Instant::from_milliseconds(1_795_000_000_000)
}

fn plan() -> VisitPlan {
    VisitPlan {
        id: VISIT,
        kind: "conseil".into(),
        announcement: Announcement::default(),
        subject: SubjectPlan::Teachers(vec![]),
        place: None,
        date: "2026-11-23".parse().expect("a date"),
        seances: vec![],
        grid: None,
        objectives: String::new(),
        origin: Origin::Live,
    }
}

fn answer(notebook: &Notebook, number: usize) {
    // Long enough that some answers span pages.
    let text = format!("{number} {}", "x".repeat(number * 397 % 3_000));
    let change = (
        AnswerKey::of(&format!("ITEM_{number}"), None),
        Change::Comment(text),
    );
    notebook
        .record_answers(VISIT, DEVICE, &[change], now())
        .expect("an answer is saved");
}

/// Saves `answers` answers, closes the notebook (which empties its log), and says what was asked of the disk.
fn record(recorder: &Recorder, synchronous: Synchronous, answers: usize) -> History {
    let folder = tempfile::tempdir().expect("a folder");
    let notebook = Notebook::create(folder.path(), &OpenOptions::with_key(KEY)).expect("a notebook");
    notebook.save_plan(&plan(), now()).expect("a visit");
    drop(notebook);
    let before = Disk::read(folder.path()).expect("its files");
    let vfs = Some(recorder.name().to_owned());
    let options = OpenOptions {
        synchronous,
        vfs,
        ..OpenOptions::with_key(KEY)
    };
    let notebook = Notebook::open(folder.path(), &options).expect("it opens");
    let tell = |number| {
        answer(&notebook, number);
        recorder.position()
    };
    let told = (0..answers).map(tell).collect();
    drop(notebook);
    History {
        before,
        operations: recorder.operations(),
        told,
    }
}

/// The answers that a notebook opened from `disk` holds, in order; it must be sound.
fn found(disk: &Disk) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    disk.write(folder.path()).expect("its files");
    check(folder.path());
    let notebook = Notebook::open(folder.path(), &OpenOptions::with_key(KEY)).expect("it opens after a cut");
    let answers = notebook.answers(VISIT).expect("its answers");
    let numbers = answers.entries().map(|entry| entry.id.counter);
    assert!(
        numbers.eq(1..=answers.entries().count() as u64),
        "answers are missing from the middle"
    );
    answers.entries().count()
}

fn check(folder: &Path) {
    let report = Notebook::check(folder, &OpenOptions::with_key(KEY)).expect("a check after a cut");
    assert_eq!(report.problems, []);
}

/// The cuts after which an answer that was told as saved is not there: after how many operations, told, found.
fn losses(history: &History, unsynced: impl Fn(u64) -> Unsynced) -> Vec<(usize, usize, usize)> {
    let cuts = 0..=history.operations.len();
    let cut = |after: usize| {
        let told = history.told.iter().filter(|position| **position <= after).count();
        let disk = history
            .before
            .after_cut(&history.operations[..after], unsynced(after as u64));
        (after, told, found(&disk))
    };
    cuts.map(cut).filter(|(_, told, found)| found < told).collect()
}

/// How many answers a history has.
fn answers() -> usize {
    rounds("answers before a power cut", 8, 300) as usize
}

#[test]
fn no_cut_loses_an_answer_that_was_told_as_saved() -> TestResult {
    let recorder = Recorder::install("recording-full")?;
    let history = record(&recorder, Synchronous::Full, answers());
    assert!(
        history
            .operations
            .iter()
            .any(|operation| matches!(operation, Operation::Delete { .. }))
    );
    assert_eq!(losses(&history, |_| Unsynced::Lost), []);
    assert_eq!(losses(&history, |seed| Unsynced::Torn { seed }), []);
    Ok(())
}

#[test]
fn the_same_test_catches_commits_that_are_not_synced() -> TestResult {
    let recorder = Recorder::install("recording-normal")?;
    let history = record(&recorder, Synchronous::Normal, answers());
    assert!(!losses(&history, |_| Unsynced::Lost).is_empty());
    Ok(())
}
