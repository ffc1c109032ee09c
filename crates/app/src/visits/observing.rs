//! Observing: answers, running notebook, séances that begin and end. What is answered here is on the disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use notebook::{LeftAt as StoredLeftAt, ObservingMode, VisitContent, VisitRow};
use observation::answers::{AnswerKey, AnswerLog, Change, State, accepts};
use observation::grid::{Grid, GridFile, Scope};
use observation::instant::Instant;
use observation::problem::Problem;
use observation::visit::{Note, Origin, SeancePlan, VisitPlan};
use uuid::Uuid;

use super::visit_id;
use crate::App;
use crate::present::{answers, debrief, grid, identifier, plan};
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{
    AnswerRequest, AnswerSaved, ClockSeanceRequest, LeaveAtRequest, LeftAt, NoteSaved, NoteView,
    ObservationView, SaveNoteRequest, Saved, UnitAnswers, VisitRequest, VisitView,
};

impl App {
    /// Everything that the observing screen shows.
    ///
    /// # Errors
    /// When the notebook does not have the visit, is locked, or the disk refuses.
    pub fn observation(&self, request: VisitRequest) -> Outcome<ObservationView> {
        self.with_set_up(|open, set_up| {
            let content = open.visit_content(visit_id(&request.visit)?)?;
            let file = content
                .row
                .plan
                .grid
                .map(|sha256| open.grid(sha256))
                .transpose()?;
            let present = content.answers.present();
            let unit = |seance: Option<Uuid>| {
                file.as_ref()
                    .map(|file| answers::unit(file.grid(), &present, seance))
                    .unwrap_or_default()
            };
            let seances = content
                .row
                .plan
                .seances
                .iter()
                .map(|one| (one.id.to_string(), unit(Some(one.id))));
            Ok(ObservationView {
                visit: self.whole_visit(open, set_up, &content.row)?,
                grid: file.as_deref().map(grid::page),
                answers: unit(None),
                seances: seances.collect::<BTreeMap<String, UnitAnswers>>(),
                notes: content
                    .notes
                    .iter()
                    .map(|note| debrief::note_view(note, set_up.zone()))
                    .collect(),
                timelines: self.timelines(&content, set_up),
                debrief: debrief::view(&content.debrief),
                left_at: left_at(open, &content)?,
            })
        })
    }

    /// Keeps where an observation was left.
    ///
    /// # Errors
    /// When the notebook does not have the visit, is locked, or the disk refuses.
    pub fn leave_at(&self, request: LeaveAtRequest) -> Outcome<Saved> {
        self.with_open(|open| {
            let mode = match request.left_at.mode.as_str() {
                "grid" => ObservingMode::Grid,
                "debrief" => ObservingMode::Debrief,
                _ => ObservingMode::Notes,
            };
            let left = StoredLeftAt {
                mode,
                seance: optional_seance(request.left_at.seance.as_deref())?,
                item: request.left_at.item,
            };
            open.notebook.leave_at(visit_id(&request.visit)?, &left)?;
            self.remember_mode(open, &request.left_at.mode)?;
            Ok(self.saved())
        })
    }

    pub(super) fn saved(&self) -> Saved {
        Saved {
            saved_at: self.host().now().to_string(),
        }
    }

    /// Begins or ends a séance now. One that begins again goes on from when it began.
    ///
    /// # Errors
    /// When the visit does not have it or is sealed, or the disk refuses.
    pub fn clock_seance(&self, request: ClockSeanceRequest) -> Outcome<VisitView> {
        self.with_set_up(|open, set_up| {
            let mut plan = open.visit_row(visit_id(&request.visit)?)?.plan;
            let id = identifier(&request.seance, codes::SEANCE_UNKNOWN)?;
            let seance = plan.seances.iter_mut().find(|one| one.id == id);
            let seance = seance.ok_or_else(|| AppError::refused(codes::SEANCE_UNKNOWN, &request.seance))?;
            let now = Some(self.host().now());
            if request.begins {
                (seance.started_at, seance.ended_at) = (seance.started_at.or(now), None);
            } else {
                seance.ended_at = now;
            }
            let row = open.notebook.save_plan(&plan, self.host().now())?;
            self.whole_visit(open, set_up, &row)
        })
    }

    /// Saves one answer.
    ///
    /// # Errors
    /// When the item cannot take it, the visit is sealed, or the disk refuses: nothing is then saved.
    pub fn answer(&self, request: AnswerRequest) -> Outcome<AnswerSaved> {
        self.with_open(|open| {
            let visit = visit_id(&request.visit)?;
            let seance = optional_seance(request.seance.as_deref())?;
            let mut pinned = None;
            let log = open
                .notebook
                .answer(visit, open.device.id, self.host().now(), |row| {
                    let file = open.pinned_grid(row)?;
                    refuse_unknown_seance(&row.plan, seance)?;
                    let changes = changes(&request, seance, file.grid())?;
                    pinned = Some(file);
                    Ok::<_, AppError>(changes)
                })?;
            let file = pinned.ok_or_else(|| AppError::refused(codes::GRID_UNKNOWN, ""))?;
            Ok(self.answer_saved(&log, file.grid(), request.item, seance))
        })
    }

    fn answer_saved(&self, log: &AnswerLog, grid: &Grid, item: String, seance: Option<Uuid>) -> AnswerSaved {
        AnswerSaved {
            item,
            seance: seance.map(|id| id.to_string()),
            answers: answers::unit(grid, &log.present(), seance),
            saved_at: self.host().now().to_string(),
        }
    }

    /// Takes back the last answer of this device, or all of the words last written at one place.
    ///
    /// # Errors
    /// When the visit is sealed, or the disk refuses.
    pub fn undo(&self, request: VisitRequest) -> Outcome<AnswerSaved> {
        self.with_open(|open| {
            let visit = visit_id(&request.visit)?;
            let file = open.pinned_grid(&open.visit_row(visit)?)?;
            let undone = open
                .notebook
                .undo_answer(visit, open.device.id, self.host().now())?;
            let (item, seance) = undone
                .map(|entry| (entry.key.item, entry.key.seance))
                .unwrap_or_default();
            let log = open.notebook.answers(visit)?;
            Ok(self.answer_saved(&log, file.grid(), item, seance))
        })
    }

    /// Saves a paragraph of the running notebook; a blank text takes it away.
    ///
    /// # Errors
    /// When the visit is sealed, or the disk refuses.
    pub fn save_note(&self, request: SaveNoteRequest) -> Outcome<NoteSaved> {
        self.with_set_up(|open, set_up| {
            let visit = visit_id(&request.visit)?;
            let note = self.note(open, set_up, visit, request.note)?;
            let before = request.before.as_deref();
            let before = before.map(|id| identifier(id, codes::REQUEST)).transpose()?;
            open.notebook
                .place_note(visit, &note, before, self.host().now())?;
            let view = debrief::note_view(&note, set_up.zone());
            Ok(NoteSaved {
                note: view,
                saved_at: self.host().now().to_string(),
            })
        })
    }

    /// A paragraph keeps the minute at which it was begun, unless the person corrected it.
    fn note(&self, open: &Open, set_up: &SetUp, visit: Uuid, view: NoteView) -> Outcome<Note> {
        let id = if view.id.is_empty() {
            self.fresh_id()
        } else {
            identifier(&view.id, codes::REQUEST)?
        };
        let content = open.visit_content(visit)?;
        let seance = optional_seance(view.seance.as_deref())?;
        refuse_unknown_seance(&content.row.plan, seance)?;
        let known = content.notes.iter().find(|note| note.id == id);
        let zone = set_up.zone();
        let at = match known {
            Some(note) if view.time.is_empty() || debrief::note_view(note, zone).time == view.time => note.at,
            None if view.time.is_empty() && content.row.plan.origin == Origin::Transcribed => {
                after_the_last(&content, seance)
            }
            None if view.time.is_empty() => self.host().now(),
            _ => {
                let time = chrono::NaiveTime::parse_from_str(&view.time, "%H:%M");
                let refused = |_| Problem::error(codes::DATE, "heure").with("valeur", &view.time);
                plan::moment(content.row.plan.date, time.map_err(refused)?, zone)
            }
        };
        Ok(Note {
            id,
            seance,
            at,
            text: view.text,
            tags: view.tags.into_iter().map(debrief::tag).collect(),
            in_report: view.in_report,
        })
    }
}

impl Open {
    /// The grid that a visit is pinned to.
    fn pinned_grid(&self, row: &VisitRow) -> Outcome<Arc<GridFile>> {
        let pinned = row.plan.grid;
        self.grid(pinned.ok_or_else(|| AppError::refused(codes::GRID_UNKNOWN, ""))?)
    }
}

/// The minute of a paragraph that is entered afterwards: that of the last one of its séance, else when that began.
fn after_the_last(content: &VisitContent, seance: Option<Uuid>) -> Instant {
    let last = content.notes.iter().rev().find(|note| note.seance == seance);
    let plan = &content.row.plan;
    let of_seance = plan.seances.iter().find(|one| Some(one.id) == seance);
    let began = of_seance.or(plan.seances.first()).map(SeancePlan::start);
    last.map(|note| note.at)
        .or(began)
        .unwrap_or(content.row.updated_at)
}

/// Where this visit was left; for one never observed, the mode of the last visit and the first séance.
fn left_at(open: &Open, content: &VisitContent) -> Outcome<LeftAt> {
    let first = content.row.plan.seances.first().map(|one| one.id.to_string());
    let Some(left) = &content.left_at else {
        let mode = open.observing_mode()?;
        return Ok(LeftAt {
            mode,
            seance: first,
            item: String::new(),
        });
    };
    let mode = match left.mode {
        ObservingMode::Notes => "notes",
        ObservingMode::Grid => "grid",
        ObservingMode::Debrief => "debrief",
    };
    let seance = left.seance.map(|id| id.to_string());
    Ok(LeftAt {
        mode: mode.to_owned(),
        seance,
        item: left.item.clone(),
    })
}

fn optional_seance(id: Option<&str>) -> Outcome<Option<Uuid>> {
    let named = id.filter(|id| !id.is_empty());
    Ok(named
        .map(|id| identifier(id, codes::SEANCE_UNKNOWN))
        .transpose()?)
}

fn refuse_unknown_seance(plan: &VisitPlan, seance: Option<Uuid>) -> Outcome<()> {
    match seance {
        Some(id) if plan.seances.iter().all(|one| one.id != id) => {
            Err(AppError::refused(codes::SEANCE_UNKNOWN, id.to_string()))
        }
        _ => Ok(()),
    }
}

fn changes(request: &AnswerRequest, seance: Option<Uuid>, grid: &Grid) -> Outcome<Vec<(AnswerKey, Change)>> {
    let unknown = || AppError::refused(observation::answers::codes::ITEM, &request.item);
    let place = grid
        .find(&request.item)
        .filter(|place| place.item.is_asked())
        .ok_or_else(unknown)?;
    if (place.item.scope == Scope::Seance) != seance.is_some() {
        return Err(unknown());
    }
    let key = AnswerKey::of(&request.item, seance);
    let mut changes = Vec::new();
    if let Some(view) = request.state.clone() {
        let state = answers::state(view, &request.item)?;
        if let State::Value(value) = &state {
            accepts(grid, place.item, value)?;
        }
        changes.push((key.clone(), Change::State(state)));
    }
    changes.extend(
        request
            .comment
            .clone()
            .map(|comment| (key, Change::Comment(comment))),
    );
    Ok(changes)
}
