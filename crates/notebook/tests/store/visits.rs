//! Visits before they are sealed: agenda, states, answers, notes, debrief.

use chrono::NaiveDate;
use notebook::{Notebook, NotebookError, VisitRefusal};
use observation::answers::{AnswerKey, Change, State, Value};
use observation::visit::{CancelReason, Debrief, SubjectPlan, VisitStatus};

use crate::sample::{
    ANNA, DEVICE, PAUL, TestResult, at, create, level, note, plan, recommendation, reopen, uai, visit_id,
    with_grid,
};

pub fn refusal<T>(result: Result<T, NotebookError>) -> Option<VisitRefusal> {
    match result {
        Err(NotebookError::Visit { refusal, .. }) => Some(refusal),
        _ => None,
    }
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a day")
}

fn ids(rows: Vec<notebook::VisitRow>) -> Vec<u128> {
    rows.iter().map(|row| row.plan.id.as_u128() - 0x1000).collect()
}

#[test]
fn the_agenda_is_in_order_of_day_and_hour() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    let mut early = plan(3, 24, &[ANNA]);
    early.seances[0].starts_at = at(-3_600);
    for plan in [
        plan(1, 24, &[PAUL]),
        plan(2, 23, &[ANNA, PAUL]),
        early,
        plan(4, 30, &[]),
    ] {
        notebook.save_plan(&plan, at(1))?;
    }
    assert_eq!(ids(notebook.visits_between(day(23), day(24))?), [2, 3, 1]);
    assert_eq!(ids(notebook.visits_between(day(25), day(29))?), [0; 0]);
    assert_eq!(ids(notebook.visits_of_teachers(&[ANNA])?), [3, 2]);
    assert_eq!(ids(notebook.visits_of_teachers(&[ANNA, PAUL])?), [1, 3, 2]);
    assert_eq!(ids(notebook.visits_of_school(uai(1))?).len(), 4);
    Ok(())
}

#[test]
fn a_changed_plan_is_found_where_it_now_belongs() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    notebook.save_plan(&plan(1, 23, &[ANNA]), at(1))?;
    let mut moved = plan(1, 25, &[PAUL]);
    moved.place = None;
    let row = notebook.save_plan(&moved, at(2))?;
    assert_eq!(
        (row.plan.clone(), row.status, row.changes, row.updated_at),
        (moved, VisitStatus::Planned, 1, at(2))
    );
    assert_eq!(ids(notebook.visits_between(day(23), day(24))?), [0; 0]);
    assert_eq!(ids(notebook.visits_of_teachers(&[ANNA])?), [0; 0]);
    assert_eq!(ids(notebook.visits_of_teachers(&[PAUL])?), [1]);
    assert_eq!(ids(notebook.visits_of_school(uai(1))?), [0; 0]);
    let mut school = plan(1, 25, &[]);
    school.subject = SubjectPlan::School(uai(1));
    notebook.save_plan(&school, at(3))?;
    assert_eq!(ids(notebook.visits_of_teachers(&[PAUL])?), [0; 0]);
    Ok(())
}

#[test]
fn the_first_thing_entered_puts_a_visit_under_way() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    let status = |number| Ok::<_, NotebookError>(notebook.visit(visit_id(number))?.map(|row| row.status));
    for number in 1..=4 {
        notebook.save_plan(&plan(number, 23, &[ANNA]), at(1))?;
        assert_eq!(status(number)?, Some(VisitStatus::Planned));
    }
    notebook.record_answers(visit_id(1), DEVICE, &[level("A", 1)], at(2))?;
    notebook.save_note(visit_id(2), &note(1, "Entrée en classe."), at(2))?;
    notebook.save_debrief(visit_id(3), &Debrief::default(), at(2))?;
    let mut begun = plan(4, 23, &[ANNA]);
    begun.seances[0].started_at = Some(at(2));
    notebook.save_plan(&begun, at(2))?;
    for number in 1..=4 {
        assert_eq!(status(number)?, Some(VisitStatus::Underway));
    }
    Ok(())
}

#[test]
fn answers_are_kept_in_order_and_taken_back_one_by_one() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    notebook.save_plan(&plan(1, 23, &[ANNA]), at(1))?;
    let comment = (AnswerKey::of("A", None), Change::Comment("vu deux fois".into()));
    let entries = notebook.record_answers(visit_id(1), DEVICE, &[level("A", 1), comment], at(2))?;
    assert_eq!(
        entries.iter().map(|entry| entry.id.counter).collect::<Vec<_>>(),
        [1, 2]
    );
    notebook.record_answers(visit_id(1), DEVICE, &[level("A", 3)], at(3))?;
    drop(notebook);

    let notebook = reopen(folder.path());
    let answered = || {
        Ok::<_, NotebookError>(
            notebook
                .answers(visit_id(1))?
                .present()
                .remove(&AnswerKey::of("A", None)),
        )
    };
    let now = answered()?.ok_or("answered")?;
    assert_eq!(
        (now.state, now.comment.as_str()),
        (State::Value(Value::Level(3)), "vu deux fois")
    );
    for expected in [
        State::Value(Value::Level(1)),
        State::Value(Value::Level(1)),
        State::Unanswered,
    ] {
        assert!(notebook.undo_answer(visit_id(1), DEVICE, at(4))?.is_some());
        assert_eq!(answered()?.ok_or("answered")?.state, expected);
    }
    assert_eq!(notebook.undo_answer(visit_id(1), DEVICE, at(5))?, None);
    Ok(())
}

#[test]
fn paragraphs_keep_their_place_and_blank_ones_go() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    notebook.save_plan(&plan(1, 23, &[ANNA]), at(1))?;
    for (number, text) in [
        (1, "un"),
        (2, "deux"),
        (3, "trois"),
        (1, "un, corrigé"),
        (2, " \n"),
    ] {
        notebook.save_note(visit_id(1), &note(number, text), at(2))?;
    }
    let debrief = Debrief {
        recommendations: vec![recommendation("Essayer.", None)],
        ..Debrief::default()
    };
    notebook.save_debrief(visit_id(1), &debrief, at(3))?;
    drop(notebook);
    let content = reopen(folder.path()).visit_content(visit_id(1))?.ok_or("known")?;
    assert_eq!(content.notes, [note(1, "un, corrigé"), note(3, "trois")]);
    assert_eq!(content.debrief, debrief);
    assert_eq!(content.visit().notes.len(), 2);
    Ok(())
}

#[test]
fn a_cancelled_visit_comes_back_as_it_was() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    for number in [1, 2] {
        notebook.save_plan(&plan(number, 23, &[ANNA]), at(1))?;
    }
    notebook.save_note(visit_id(2), &note(1, "Classe en sortie."), at(2))?;
    for (number, status) in [(1, VisitStatus::Planned), (2, VisitStatus::Underway)] {
        let cancelled = notebook.cancel_visit(visit_id(number), CancelReason::ClassElsewhere, at(3))?;
        assert_eq!(
            cancelled.status,
            VisitStatus::Cancelled(CancelReason::ClassElsewhere)
        );
        let entered = notebook.save_note(visit_id(number), &note(2, "!"), at(4));
        assert_eq!(refusal(entered), Some(VisitRefusal::Cancelled));
        assert_eq!(notebook.reinstate_visit(visit_id(number), at(5))?.status, status);
        assert_eq!(
            refusal(notebook.reinstate_visit(visit_id(number), at(6))),
            Some(VisitRefusal::NotCancelled)
        );
    }
    Ok(())
}

#[test]
fn only_a_visit_of_notes_is_closed_and_then_it_changes_no_more() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    notebook.save_plan(&plan(1, 23, &[ANNA]), at(1))?;
    assert_eq!(
        refusal(notebook.close_visit(visit_id(1), at(2))),
        Some(VisitRefusal::HasGrid)
    );
    let mut notes_only = plan(2, 23, &[ANNA]);
    notes_only.grid = None;
    notebook.save_plan(&notes_only, at(1))?;
    notebook.save_personal_note(visit_id(2), b"chiffre", at(2))?;
    assert_eq!(
        notebook.close_visit(visit_id(2), at(3))?.status,
        VisitStatus::Closed
    );
    assert_eq!(
        refusal(notebook.save_plan(&notes_only, at(4))),
        Some(VisitRefusal::Closed)
    );
    assert_eq!(notebook.personal_note(visit_id(2))?, Some(b"chiffre".to_vec()));
    assert!(notebook.remove_personal_note(visit_id(2))?);
    assert!(!notebook.remove_personal_note(visit_id(2))?);
    assert_eq!(notebook.personal_note(visit_id(2))?, None);
    Ok(())
}

#[test]
fn a_grid_is_pinned_by_the_first_answer_and_must_be_known() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = create(folder.path());
    assert!(matches!(
        notebook.save_plan(&plan(1, 23, &[ANNA]), at(1)),
        Err(NotebookError::GridUnknown(_))
    ));
    assert_eq!(notebook.visit(visit_id(1))?, None);
    notebook.add_grids(&[crate::sample::grid()], at(0))?;
    notebook.save_plan(&plan(1, 23, &[ANNA]), at(1))?;
    let without = || observation::visit::VisitPlan {
        grid: None,
        ..plan(1, 23, &[ANNA])
    };
    notebook.save_plan(&without(), at(2))?;
    notebook.save_note(visit_id(1), &note(1, "Entrée en classe."), at(3))?;
    assert!(!notebook.grid_pinned(visit_id(1))?, "a paragraph pins nothing");
    notebook.save_plan(&plan(1, 23, &[ANNA]), at(3))?;
    notebook.record_answers(visit_id(1), DEVICE, &[level("A", 1)], at(4))?;
    assert!(notebook.grid_pinned(visit_id(1))?);
    assert_eq!(
        refusal(notebook.save_plan(&without(), at(5))),
        Some(VisitRefusal::GridPinned)
    );
    Ok(())
}

#[test]
fn nothing_is_entered_in_a_visit_that_is_not_there() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook: Notebook = with_grid(folder.path());
    let refused = [
        refusal(notebook.save_note(visit_id(9), &note(1, "?"), at(1))),
        refusal(notebook.record_answers(visit_id(9), DEVICE, &[level("A", 1)], at(1))),
        refusal(notebook.undo_answer(visit_id(9), DEVICE, at(1))),
        refusal(notebook.save_personal_note(visit_id(9), b"", at(1))),
        refusal(notebook.close_visit(visit_id(9), at(1))),
    ];
    assert_eq!(refused, [Some(VisitRefusal::Unknown); 5]);
    assert!(notebook.visit_content(visit_id(9))?.is_none());
    assert_eq!(notebook.answers(visit_id(9))?.entries().count(), 0);
    Ok(())
}

#[test]
fn answers_from_several_threads_are_each_kept_once() -> TestResult {
    let folder = tempfile::tempdir()?;
    let notebook = with_grid(folder.path());
    notebook.save_plan(&plan(1, 23, &[ANNA]), at(1))?;
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let notebook = &notebook;
            scope.spawn(move || {
                for turn in 0..25 {
                    let change = level(&format!("ITEM_{thread}_{turn}"), 1);
                    notebook
                        .record_answers(visit_id(1), DEVICE, &[change], at(2))
                        .expect("saved");
                    notebook.visit_content(visit_id(1)).expect("read");
                }
            });
        }
    });
    let answers = notebook.answers(visit_id(1))?;
    assert!(answers.entries().map(|entry| entry.id.counter).eq(1..=100));
    assert_eq!(answers.present().len(), 100);
    Ok(())
}
