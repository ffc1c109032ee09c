//! What was seen of each item from visit to visit to one person: the answers themselves, nothing computed of them.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{AnsweredItem, SeanceDocument, VisitDocument};
use crate::answers::{State, Value};

/// What was answered of an item in one lesson.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen<'a> {
    /// The visit.
    pub visit: &'a VisitDocument,
    /// The lesson; none for what is answered once for the visit.
    pub seance: Option<&'a SeanceDocument>,
    /// What was answered.
    pub answer: &'a AnsweredItem,
}

/// What was seen of each item, by its code, in the lessons of the person who has these `ids`, the earliest first. Only items
/// that at least two of these sealed `visits` speak of: codes survive versions, so the visits may have several grids. A free
/// text is no answer to set beside another.
#[must_use]
pub fn over_time<'a>(visits: &'a [VisitDocument], ids: &'a [Uuid]) -> BTreeMap<&'a str, Vec<Seen<'a>>> {
    let mut seen: BTreeMap<&str, Vec<Seen<'_>>> = BTreeMap::new();
    for visit in visits {
        for one in of_visit(visit, ids).filter(|one| is_told(one.answer)) {
            seen.entry(&one.answer.item).or_default().push(one);
        }
    }
    seen.retain(|_, all| all.iter().any(|one| one.visit.visit != all[0].visit.visit));
    for all in seen.values_mut() {
        all.sort_by_key(|one| (one.visit.date, one.seance.map(|seance| seance.start)));
    }
    seen
}

fn of_visit<'a>(visit: &'a VisitDocument, ids: &'a [Uuid]) -> impl Iterator<Item = Seen<'a>> {
    let led = move |seance: &&SeanceDocument| {
        seance.teachers.is_empty() || seance.teachers.iter().any(|id| ids.contains(id))
    };
    let lessons = visit.seances.iter().filter(led);
    lessons
        .flat_map(|seance| seance.answers.iter().map(move |answer| (Some(seance), answer)))
        .chain(visit.answers.iter().map(|answer| (None, answer)))
        .map(move |(seance, answer)| Seen {
            visit,
            seance,
            answer,
        })
}

fn is_told(answer: &AnsweredItem) -> bool {
    let is_coded = matches!(&answer.state, State::Value(value) if !matches!(value, Value::Text(_)));
    is_coded && !answer.not_relevant
}
