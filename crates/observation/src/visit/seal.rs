//! Sealing: from a visit under way to its immutable document.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::document::{AnsweredItem, FORMAT, GridReference, SeanceDocument, TimelineDocument};
use super::{
    Author, Debrief, KindReference, Note, Notice, PlaceSnapshot, SeancePlan, Subject, VisitDocument,
    VisitPlan,
};
use crate::answers::{AnswerKey, Answered, Answers, ItemState, State, in_grid_order, states};
use crate::canonical::{CanonicalError, Sha256};
use crate::grid::{Grid, GridFile, Item, Scope, Walk};
use crate::instant::Instant;

/// A visit under way: what was planned, entered and written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// What was settled before.
    pub plan: VisitPlan,
    /// The answers' present state.
    pub answers: Answers,
    /// The running notebook, in the order of the page.
    pub notes: Vec<Note>,
    /// What was said after.
    pub debrief: Debrief,
    /// Timelines by séance.
    pub timelines: BTreeMap<Uuid, TimelineDocument>,
}

/// What sealing needs beside the visit: the moment, the persons and places as they are that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealContext {
    /// 32 random bytes.
    pub nonce: [u8; 32],
    /// Now.
    pub sealed_at: Instant,
    /// Who seals.
    pub author: Author,
    /// The académie's code and name.
    pub academie: (String, String),
    /// The IANA name of the académie's zone.
    pub zone: String,
    /// The school year of the visit's date.
    pub school_year: String,
    /// The kind, with its meaning.
    pub kind: KindReference,
    /// Who or what was visited, named.
    pub subject: Subject,
    /// Where, as the directory gives it that day.
    pub place: PlaceSnapshot,
    /// What the persons concerned were told.
    pub notice: Notice,
    /// The revisions replaced, with their numbers, and why; empty at first.
    pub replaces: Vec<(Sha256, u32)>,
    /// Why they are replaced.
    pub reason: Option<String>,
    /// Whether the notebook holds fictitious data.
    pub fictitious: bool,
}

/// Why a visit cannot be sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The visit is pinned to another grid.
    #[error("the visit is pinned to another grid")]
    Grid,
    /// A rectificatif without a reason, or a first seal with one.
    #[error("a rectificatif needs a reason, a first seal has none")]
    Reason,
    /// The document has no canonical bytes.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// The document of `visit`, pinned to `grid`.
///
/// # Errors
/// When the visit is pinned to another grid, or when a reason is missing or out of place.
pub fn seal(visit: &Visit, grid: &GridFile, context: SealContext) -> Result<VisitDocument, SealError> {
    if visit.plan.grid != Some(grid.sha256()) {
        return Err(SealError::Grid);
    }
    let has_reason = context
        .reason
        .as_ref()
        .is_some_and(|reason| !reason.trim().is_empty());
    if has_reason == context.replaces.is_empty() {
        return Err(SealError::Reason);
    }
    Ok(document(visit, grid, context))
}

fn document(visit: &Visit, grid: &GridFile, context: SealContext) -> VisitDocument {
    let mut parents: Vec<Sha256> = context.replaces.iter().map(|(hash, _)| *hash).collect();
    parents.sort_unstable();
    let greatest = context.replaces.iter().map(|(_, revision)| *revision).max();
    let plan = &visit.plan;
    VisitDocument {
        format: FORMAT.to_owned(),
        nonce: Sha256::from(context.nonce),
        visit: plan.id,
        revision: greatest.map_or(1, |revision| revision.saturating_add(1)),
        parents,
        reason: context.reason,
        academie: context.academie.0,
        academie_name: context.academie.1,
        school_year: context.school_year,
        zone: context.zone,
        sealed_at: context.sealed_at,
        author: context.author,
        grid: reference(grid),
        kind: context.kind,
        announcement: plan.announcement,
        origin: plan.origin,
        date: plan.date,
        subject: context.subject,
        place: context.place,
        objectives: plan.objectives.trim().to_owned(),
        answers: answered(visit, grid, None),
        seances: plan
            .seances
            .iter()
            .map(|seance| seance_document(visit, grid, seance))
            .collect(),
        notes: visit
            .notes
            .iter()
            .filter(|note| !note.text.trim().is_empty())
            .cloned()
            .collect(),
        debrief: debriefed(visit),
        notice: context.notice,
        fictitious: context.fictitious,
    }
}

/// What is said of a recommendation of others is left out, whatever the draft holds.
fn debriefed(visit: &Visit) -> Debrief {
    let follow_ups = visit.debrief.follow_ups.iter();
    let follow_ups = follow_ups.filter_map(|one| one.sealed(&visit.plan.subject));
    Debrief {
        follow_ups: follow_ups.collect(),
        ..visit.debrief.clone()
    }
}

fn reference(grid: &GridFile) -> GridReference {
    let content = grid.grid();
    GridReference {
        code: content.code.clone(),
        version: content.version.clone(),
        title: content.title.in_language(&content.language).to_owned(),
        sha256: grid.sha256(),
    }
}

fn seance_document(visit: &Visit, grid: &GridFile, seance: &SeancePlan) -> SeanceDocument {
    SeanceDocument {
        id: seance.id,
        lesson_id: seance.lesson_id,
        teachers: Vec::new(),
        start: seance.start(),
        start_as_planned: seance.started_at.is_none(),
        end: seance.end().max(seance.start()),
        end_as_planned: seance.ended_at.is_none(),
        place: None,
        room: seance.room.trim().to_owned(),
        class: seance.class.trim().to_owned(),
        half_class: seance.half_class,
        levels: seance.levels.clone(),
        discipline: seance.discipline.clone(),
        pupils: seance.pupils,
        answers: answered(visit, grid, Some(seance.id)),
        timeline: visit
            .timelines
            .get(&seance.id)
            .filter(|kept| !kept.samples.is_empty())
            .cloned(),
    }
}

fn answered(visit: &Visit, grid: &GridFile, seance: Option<Uuid>) -> Vec<AnsweredItem> {
    let scope = if seance.is_some() {
        Scope::Seance
    } else {
        Scope::Visit
    };
    let states = states(grid.grid(), &visit.answers, seance);
    let walk = Walk::of(grid.grid());
    let in_scope = walk.places().iter().filter(|place| place.item.scope == scope);
    in_scope
        .flat_map(|place| {
            let not_relevant = states.get(&place.item.code) == Some(&ItemState::NotRelevant);
            turns_of(&visit.answers, &place.item.code, seance)
                .map(move |(key, given)| answered_item(grid.grid(), place.item, (key, given), not_relevant))
        })
        .collect()
}

fn turns_of<'a>(
    answers: &'a Answers,
    item: &'a str,
    seance: Option<Uuid>,
) -> impl Iterator<Item = (&'a AnswerKey, &'a Answered)> {
    let first = AnswerKey::of(item, seance);
    answers
        .range(first..)
        .take_while(move |(key, _)| key.item == item && key.seance == seance)
        .filter(|(_, given)| given.state != State::Unanswered || !given.comment.trim().is_empty())
}

fn answered_item(
    grid: &Grid,
    item: &Item,
    (key, given): (&AnswerKey, &Answered),
    not_relevant: bool,
) -> AnsweredItem {
    let state = match given.state.clone() {
        State::Value(value) => State::Value(in_grid_order(grid, item, value)),
        other => other,
    };
    AnsweredItem {
        item: key.item.clone(),
        turns: key.turns.clone(),
        state,
        not_relevant,
        comment: given.comment.trim().to_owned(),
    }
}
