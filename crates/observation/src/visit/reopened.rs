//! From a sealed document back to a draft: what a rectificatif starts from where the draft was another machine's.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::document::{AnsweredItem, SeanceDocument, VisitDocument};
use super::{SeancePlan, Visit, VisitPlan};
use crate::answers::{AnswerKey, Answered, Answers};

/// The draft that `document` was sealed from, as far as it says it: sealing it again says the same.
#[must_use]
pub fn reopened(document: &VisitDocument) -> Visit {
    let of_visit = document.answers.iter().map(|answer| given(answer, None));
    let of_seances = document.seances.iter().flat_map(|seance| {
        let answers = seance.answers.iter();
        answers.map(|answer| given(answer, Some(seance.id)))
    });
    let timelines = document.seances.iter();
    let timelines = timelines.filter_map(|seance| Some((seance.id, seance.timeline.clone()?)));
    Visit {
        plan: plan(document),
        answers: of_visit.chain(of_seances).collect::<Answers>(),
        notes: document.notes.clone(),
        debrief: document.debrief.clone(),
        timelines: timelines.collect::<BTreeMap<Uuid, _>>(),
    }
}

fn plan(document: &VisitDocument) -> VisitPlan {
    VisitPlan {
        id: document.visit,
        kind: document.kind.code.clone(),
        announcement: document.announcement,
        subject: document.subject.at(document.place.uai),
        place: Some(document.place.uai),
        date: document.date,
        seances: document.seances.iter().map(seance).collect(),
        grid: Some(document.grid.sha256),
        objectives: document.objectives.clone(),
        origin: document.origin,
    }
}

fn seance(seance: &SeanceDocument) -> SeancePlan {
    SeancePlan {
        id: seance.id,
        lesson_id: seance.lesson_id,
        starts_at: seance.start,
        ends_at: seance.end,
        started_at: (!seance.start_as_planned).then_some(seance.start),
        ended_at: (!seance.end_as_planned).then_some(seance.end),
        levels: seance.levels.clone(),
        discipline: seance.discipline.clone(),
        room: seance.room.clone(),
        class: seance.class.clone(),
        half_class: seance.half_class,
        pupils: seance.pupils,
    }
}

/// An answer of a document, as a draft has it.
pub(super) fn given(answer: &AnsweredItem, seance: Option<Uuid>) -> (AnswerKey, Answered) {
    let key = AnswerKey {
        item: answer.item.clone(),
        seance,
        turns: answer.turns.clone(),
    };
    let given = Answered {
        state: answer.state.clone(),
        comment: answer.comment.clone(),
    };
    (key, given)
}
