//! Random histories of a notebook against a model in memory: closed and opened again at any point, both are equal.

use std::collections::BTreeMap;
use std::path::Path;

use notebook::{Notebook, NotebookError};
use observation::answers::{AnswerKey, AnswerLog, Change, Entry, State};
use observation::instant::Instant;
use observation::timeline::Codes;
use observation::visit::{CancelReason, Debrief, Note, VisitPlan, VisitStatus};
use proptest::prelude::*;
use sync_protocol::SignedDocument;
use uuid::Uuid;

use crate::sample::{DEVICE, at, level, note, plan, reopen, revision, visit_id, with_grid};

/// One step of a history, on one of three visits.
#[derive(Debug, Clone)]
enum Step {
    Plan(u128, u32, bool),
    Answer(u128, usize, u8),
    Undo(u128),
    Note(u128, u128, &'static str),
    Debrief(u128, &'static str),
    Sample(u128, u32, Option<&'static str>),
    PersonalNote(u128, Option<u8>),
    Seal(u128),
    BeginCorrection(u128),
    AbandonCorrection(u128),
    Cancel(u128),
    Reinstate(u128),
    Close(u128),
    Reopen,
}

/// What one draft holds.
#[derive(Debug, Clone, Default, PartialEq)]
struct Draft {
    plan: Option<VisitPlan>,
    log: AnswerLog,
    notes: Vec<Note>,
    debrief: Option<Debrief>,
    samples: BTreeMap<u32, Codes>,
}

#[derive(Debug, Clone)]
struct Visit {
    status: VisitStatus,
    /// The present draft comes last.
    drafts: Vec<Draft>,
    correcting: bool,
    revisions: Vec<SignedDocument>,
    personal_note: Option<u8>,
}

/// The rules of the store, said a second time without a database.
#[derive(Debug, Default)]
struct Model {
    visits: BTreeMap<u128, Visit>,
}

/// Answers in one step; the log that this gives is the one on the disk, whatever was kept of it before.
fn answered(
    notebook: &Notebook,
    visit: Uuid,
    change: (AnswerKey, Change),
    at: Instant,
) -> Result<Vec<Entry>, NotebookError> {
    let log = notebook.answer(visit, DEVICE, at, |_| Ok::<_, NotebookError>(vec![change]))?;
    assert_eq!(log, notebook.answers(visit)?);
    Ok(log.entries().next_back().cloned().into_iter().collect())
}

impl Model {
    /// Whether the visit takes changes.
    fn is_open(&self, number: u128) -> bool {
        self.visits.get(&number).is_some_and(|visit| match visit.status {
            VisitStatus::Planned | VisitStatus::Underway => true,
            VisitStatus::Sealed => visit.correcting,
            VisitStatus::Closed | VisitStatus::Cancelled(_) => false,
        })
    }

    /// Enters something in the present draft; says whether that was allowed.
    fn enter(&mut self, number: u128, work: impl FnOnce(&mut Draft)) -> bool {
        let is_open = self.is_open(number);
        if let Some(visit) = self.visits.get_mut(&number).filter(|_| is_open) {
            if let Some(draft) = visit.drafts.last_mut() {
                work(draft);
            }
            if visit.status == VisitStatus::Planned {
                visit.status = VisitStatus::Underway;
            }
        }
        is_open
    }

    /// Takes back an answer; the outer none where the visit takes no change.
    fn undo(&mut self, number: u128, now: Instant) -> Option<Option<Entry>> {
        let is_open = self.is_open(number);
        let visit = self.visits.get_mut(&number).filter(|_| is_open)?;
        let draft = visit.drafts.last_mut()?;
        let undo = draft.log.undo(DEVICE, now);
        undo.iter().cloned().for_each(|entry| draft.log.insert(entry));
        Some(undo.last().cloned())
    }

    /// Changes a visit if `allowed`; says whether it was.
    fn change(
        &mut self,
        number: u128,
        allowed: impl Fn(&Visit) -> bool,
        work: impl FnOnce(&mut Visit),
    ) -> bool {
        let visit = self.visits.get_mut(&number).filter(|visit| allowed(visit));
        visit.map(work).is_some()
    }

    fn plan(&mut self, number: u128, plan: VisitPlan) -> bool {
        let Some(visit) = self.visits.get(&number) else {
            let draft = Draft {
                plan: Some(plan),
                ..Draft::default()
            };
            let drafts = vec![draft];
            let status = VisitStatus::Planned;
            let visit = Visit {
                status,
                drafts,
                correcting: false,
                revisions: vec![],
                personal_note: None,
            };
            self.visits.insert(number, visit);
            return true;
        };
        let answered = visit
            .drafts
            .iter()
            .any(|draft| draft.log.entries().next().is_some() || !draft.samples.is_empty());
        let pinned = answered || !visit.revisions.is_empty();
        let former = visit
            .drafts
            .last()
            .and_then(|draft| draft.plan.as_ref())
            .and_then(|plan| plan.grid);
        if !self.is_open(number) || (pinned && former != plan.grid) {
            return false;
        }
        let draft = self
            .visits
            .get_mut(&number)
            .and_then(|visit| visit.drafts.last_mut());
        draft.map(|draft| draft.plan = Some(plan)).is_some()
    }
}

/// Carries a step out on both sides and compares whether it was allowed.
fn carry_out(notebook: &Notebook, model: &mut Model, step: &Step, second: i64) -> Result<(), TestCaseError> {
    let now = at(second);
    let (done, allowed) = match *step {
        Step::Plan(number, day, with_grid) => {
            let mut plan = plan(number, day, &[]);
            plan.grid = plan.grid.filter(|_| with_grid);
            (notebook.save_plan(&plan, now).is_ok(), model.plan(number, plan))
        }
        Step::Answer(number, item, value) => {
            let change = level(["A", "B"][item], value);
            let entries = if value % 2 == 0 {
                notebook.record_answers(visit_id(number), DEVICE, &[change], now)
            } else {
                answered(notebook, visit_id(number), change, now)
            };
            let told = entries.as_ref().ok().cloned().unwrap_or_default();
            (
                entries.is_ok(),
                model.enter(number, |draft| {
                    told.into_iter().for_each(|entry| draft.log.insert(entry))
                }),
            )
        }
        Step::Undo(number) => {
            let undo = notebook.undo_answer(visit_id(number), DEVICE, now);
            let expected = model.undo(number, now);
            if expected.is_some() {
                prop_assert_eq!(undo.as_ref().ok(), expected.as_ref());
            }
            (undo.is_ok(), expected.is_some())
        }
        Step::Note(number, id, text) => {
            let note = note(id, text);
            let done = notebook.save_note(visit_id(number), &note, now).is_ok();
            (
                done,
                model.enter(number, |draft| save_note(&mut draft.notes, note)),
            )
        }
        Step::Sample(number, index, code) => sample(notebook, model, (number, index, code), now),
        Step::Debrief(number, text) => {
            let debrief = Debrief {
                interview: text.into(),
                ..Debrief::default()
            };
            let done = notebook.save_debrief(visit_id(number), &debrief, now).is_ok();
            (done, model.enter(number, |draft| draft.debrief = Some(debrief)))
        }
        _ => change_state(notebook, model, step, second),
    };
    prop_assert_eq!(done, allowed, "{:?}", step);
    Ok(())
}

fn change_state(notebook: &Notebook, model: &mut Model, step: &Step, second: i64) -> (bool, bool) {
    let now = at(second);
    match *step {
        Step::PersonalNote(number, byte) => {
            let done = match byte {
                Some(byte) => notebook
                    .save_personal_note(visit_id(number), &[byte], now)
                    .is_ok(),
                None => notebook.remove_personal_note(visit_id(number)).is_ok(),
            };
            let known = model.change(number, |_| true, |visit| visit.personal_note = byte);
            (done, known || byte.is_none())
        }
        Step::Seal(number) => seal(notebook, model, number, second),
        Step::BeginCorrection(number) => {
            let done = notebook.begin_correction(visit_id(number), now).is_ok();
            let may = |visit: &Visit| visit.status == VisitStatus::Sealed && !visit.correcting;
            (
                done,
                model.change(number, may, |visit| {
                    visit
                        .drafts
                        .extend(visit.drafts.last().map(|draft| copy_of(draft, second)));
                    visit.correcting = true;
                }),
            )
        }
        Step::AbandonCorrection(number) => {
            let done = notebook.abandon_correction(visit_id(number)).is_ok();
            (
                done,
                model.change(
                    number,
                    |visit| visit.correcting,
                    |visit| {
                        visit.drafts.pop();
                        visit.correcting = false;
                    },
                ),
            )
        }
        Step::Cancel(number) => {
            let reason = CancelReason::LessonMoved;
            let done = notebook.cancel_visit(visit_id(number), reason, now).is_ok();
            let may = |visit: &Visit| matches!(visit.status, VisitStatus::Planned | VisitStatus::Underway);
            (
                done,
                model.change(number, may, |visit| visit.status = VisitStatus::Cancelled(reason)),
            )
        }
        Step::Reinstate(number) => {
            let done = notebook.reinstate_visit(visit_id(number), now).is_ok();
            let may = |visit: &Visit| matches!(visit.status, VisitStatus::Cancelled(_));
            (
                done,
                model.change(number, may, |visit| visit.status = reinstated(visit)),
            )
        }
        Step::Close(number) => {
            let done = notebook.close_visit(visit_id(number), now).is_ok();
            let is_open = model.is_open(number);
            let notes_only = |visit: &Visit| {
                is_open
                    && !visit.correcting
                    && visit
                        .drafts
                        .last()
                        .and_then(|draft| draft.plan.as_ref())
                        .is_some_and(|plan| plan.grid.is_none())
            };
            (
                done,
                model.change(number, notes_only, |visit| visit.status = VisitStatus::Closed),
            )
        }
        _ => (true, true),
    }
}

/// Notes a sample of the first séance, whose timeline begins with it; no code takes it away.
fn sample(
    notebook: &Notebook,
    model: &mut Model,
    (number, index, code): (u128, u32, Option<&'static str>),
    now: Instant,
) -> (bool, bool) {
    let (visit, seance) = (visit_id(number), plan(number, 23, &[]).seances[0].id);
    let noted = |code: &str| Codes::from([("outils".to_owned(), vec![code.to_owned()])]);
    let codes = code.map(noted).unwrap_or_default();
    let done = notebook
        .start_timeline(visit, seance, 2, at(0), now)
        .and_then(|()| notebook.save_sample(visit, seance, (index, &codes), now));
    let entered = model.enter(number, |draft| {
        draft.samples.remove(&index);
        if !codes.is_empty() {
            draft.samples.insert(index, codes.clone());
        }
    });
    (done.is_ok(), entered)
}

fn seal(notebook: &Notebook, model: &mut Model, number: u128, second: i64) -> (bool, bool) {
    let parents: Vec<_> = model
        .visits
        .get(&number)
        .into_iter()
        .flat_map(|visit| visit.revisions.last())
        .collect();
    let parents: Vec<_> = parents
        .into_iter()
        .map(|signed| signed.record.as_parent())
        .collect();
    let signed = revision(number, &parents, &[]);
    let changes = notebook
        .visit(visit_id(number))
        .ok()
        .flatten()
        .map_or(0, |row| row.changes);
    let done = notebook
        .seal(visit_id(number), changes, &signed, at(second))
        .is_ok();
    let is_open = model.is_open(number);
    (
        done,
        model.change(
            number,
            |_| is_open,
            |visit| {
                visit.status = VisitStatus::Sealed;
                visit.correcting = false;
                visit.revisions.push(signed);
            },
        ),
    )
}

fn save_note(notes: &mut Vec<Note>, note: Note) {
    if note.text.trim().is_empty() {
        notes.retain(|other| other.id != note.id);
    } else if let Some(place) = notes.iter_mut().find(|other| other.id == note.id) {
        *place = note;
    } else {
        notes.push(note);
    }
}

fn reinstated(visit: &Visit) -> VisitStatus {
    let entered = visit.drafts.iter().any(|draft| {
        draft.log.entries().next().is_some()
            || !draft.notes.is_empty()
            || draft.debrief.is_some()
            || !draft.samples.is_empty()
    });
    if entered {
        VisitStatus::Underway
    } else {
        VisitStatus::Planned
    }
}

/// The draft of a rectificatif: answers come in as entries of no device.
fn copy_of(draft: &Draft, second: i64) -> Draft {
    let answered = draft
        .log
        .present()
        .into_iter()
        .filter(|(_, answered)| answered.state != State::Unanswered);
    let entries = (1..).zip(answered).map(|(counter, (key, answered))| Entry {
        id: observation::answers::EntryId {
            counter,
            device: Uuid::nil(),
        },
        key,
        change: Change::State(answered.state),
        at: at(second),
        undoes: None,
    });
    Draft {
        log: entries.collect(),
        ..draft.clone()
    }
}

fn compare(notebook: &Notebook, model: &Model) -> Result<(), TestCaseError> {
    for number in 1..=3 {
        let content = notebook.visit_content(visit_id(number)).expect("read");
        let Some(visit) = model.visits.get(&number) else {
            prop_assert!(content.is_none());
            continue;
        };
        let (content, draft) = (
            content.expect("known"),
            visit.drafts.last().expect("one at least"),
        );
        prop_assert_eq!(Some(&content.row.plan), draft.plan.as_ref());
        prop_assert_eq!(
            (content.row.status, content.row.correcting),
            (visit.status, visit.correcting)
        );
        prop_assert_eq!(content.row.draft as usize, visit.drafts.len());
        prop_assert_eq!(&content.answers, &draft.log);
        prop_assert_eq!(&content.notes, &draft.notes);
        prop_assert_eq!(&content.debrief, &draft.debrief.clone().unwrap_or_default());
        let kept = content.timelines.values().flat_map(|kept| kept.samples.clone());
        prop_assert_eq!(&kept.collect::<BTreeMap<_, _>>(), &draft.samples);
        prop_assert_eq!(content.has_personal_note, visit.personal_note.is_some());
        prop_assert_eq!(
            notebook.revisions(visit_id(number)).expect("read"),
            visit.revisions.clone()
        );
        prop_assert_eq!(content.row.last_revision as usize, visit.revisions.len());
    }
    Ok(())
}

fn run(folder: &Path, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut notebook = Some(with_grid(folder));
    let mut model = Model::default();
    for (second, step) in (1..).zip(steps) {
        if matches!(step, Step::Reopen) {
            drop(notebook.take());
            notebook = Some(reopen(folder));
        }
        let notebook = notebook.as_ref().expect("open");
        carry_out(notebook, &mut model, step, second)?;
        compare(notebook, &model)?;
    }
    drop(notebook);
    compare(&reopen(folder), &model)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let visit = || 1u128..4;
    let text = || prop::sample::select(vec!["un", "deux", " "]);
    let step = prop_oneof![
        4 => (visit(), 23u32..26, prop::bool::weighted(0.8)).prop_map(|(v, day, grid)| Step::Plan(v, day, grid)),
        5 => (visit(), 0usize..2, 0u8..4).prop_map(|(v, item, value)| Step::Answer(v, item, value)),
        2 => visit().prop_map(Step::Undo),
        3 => (visit(), 1u128..3, text()).prop_map(|(v, id, text)| Step::Note(v, id, text)),
        1 => (visit(), text()).prop_map(|(v, text)| Step::Debrief(v, text)),
        2 => (visit(), 0u32..3, prop::option::of(prop::sample::select(vec!["aucun", "affichage"])))
            .prop_map(|(v, index, code)| Step::Sample(v, index, code)),
        1 => (visit(), any::<Option<u8>>()).prop_map(|(v, byte)| Step::PersonalNote(v, byte)),
        2 => visit().prop_map(Step::Seal),
        2 => visit().prop_map(Step::BeginCorrection),
        1 => visit().prop_map(Step::AbandonCorrection),
        1 => visit().prop_map(Step::Cancel),
        1 => visit().prop_map(Step::Reinstate),
        1 => visit().prop_map(Step::Close),
        1 => Just(Step::Reopen),
    ];
    prop::collection::vec(step, 1..40)
}

#[test]
fn a_rectificatif_is_not_closed_even_without_a_grid() -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir()?;
    let steps = [
        Step::Plan(2, 23, false),
        Step::Seal(2),
        Step::BeginCorrection(2),
        Step::Close(2),
    ];
    run(folder.path(), &steps)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_notebook_is_what_its_history_made_it(steps in steps()) {
        let folder = tempfile::tempdir()?;
        run(folder.path(), &steps)?;
    }
}
