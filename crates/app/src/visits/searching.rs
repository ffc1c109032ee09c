//! Searching all that was written: every place of a visit where words stand, and the inspector's own notes.

use notebook::{VisitRow, Written};
use observation::answers::AnswerKey;
use observation::excerpt::{excerpt, line};
use observation::visit::StateDocument;
use observation::visit::prose::{Passage, Prose, ProsePlace};

use super::reminders::read_states;
use super::summaries::Naming;
use crate::App;
use crate::problem::Outcome;
use crate::session::Open;
use crate::views::{FoundView, SearchNotesRequest, SearchView, VisitSummary, WrittenKind};

/// How many findings are shown.
const MOST: usize = 200;

impl App {
    /// What was written that has all the words asked for, the latest visits first; own notes too. Nothing for blank words.
    ///
    /// # Errors
    /// When the notebook is locked, the first start not done, or the disk refuses.
    pub fn search_notes(&self, request: SearchNotesRequest) -> Outcome<SearchView> {
        self.with_set_up(|open, set_up| {
            if request.query.trim().is_empty() {
                return Ok(SearchView {
                    found: Vec::new(),
                    more: false,
                });
            }
            let mut rows = open.notebook.all_visits()?;
            rows.reverse();
            let naming = Naming::of(open, set_up, &rows)?;
            let (written, mut states) = (open.notebook.written()?, read_states(open)?);
            let (nothing, mut found) = (Written::default(), Vec::new());
            for row in &rows {
                let texts = written.get(&row.plan.id).unwrap_or(&nothing);
                let states = states.remove(&row.plan.id).unwrap_or_default();
                let passages = passages_of(open, row, texts, &states)?;
                let has = passages
                    .into_iter()
                    .filter(|one| excerpt(&one.text, &request.query).is_some());
                for one in has {
                    found.push(finding(open, row, naming.summary(row), &one, &request.query)?);
                }
                if found.len() > MOST {
                    break;
                }
            }
            let more = found.len() > MOST;
            found.truncate(MOST);
            Ok(SearchView { found, more })
        })
    }
}

/// A place, or none for the inspector's own notes.
struct Placed {
    place: Option<ProsePlace>,
    text: String,
}

impl From<Passage> for Placed {
    fn from(passage: Passage) -> Self {
        Self {
            place: Some(passage.place),
            text: passage.text,
        }
    }
}

fn passages_of(
    open: &Open,
    row: &VisitRow,
    written: &Written,
    states: &[StateDocument],
) -> Outcome<Vec<Placed>> {
    let mut all = Vec::new();
    if row.taken_over {
        // Of another's visit there is the sealed document alone.
        let sealed = open.sealed(row.plan.id)?;
        all.extend(sealed.into_iter().flat_map(|(_, document)| document.passages()));
    } else {
        all.extend(row.plan.passages());
        all.extend(written.notes.iter().flat_map(Prose::passages));
        let answers = written.answers.clone().into_iter();
        all.extend(answers.flat_map(|one| one.passages()));
        all.extend(written.debrief.passages());
        let drafted = row
            .correcting
            .then(|| open.correction_reason(row.plan.id))
            .transpose()?;
        let reasons = written.reasons.iter().cloned().chain(drafted);
        all.extend(reasons.map(|text| Passage {
            place: ProsePlace::Reason,
            text,
        }));
    }
    all.extend(states.iter().flat_map(Prose::passages));
    let mut placed: Vec<Placed> = all.into_iter().map(Placed::from).collect();
    if written.own.is_some() {
        let text = open.own_notes(row.plan.id)?;
        placed.push(Placed { place: None, text });
    }
    Ok(placed)
}

fn finding(
    open: &Open,
    row: &VisitRow,
    visit: VisitSummary,
    one: &Placed,
    query: &str,
) -> Outcome<FoundView> {
    let key = match &one.place {
        Some(ProsePlace::Answer(key) | ProsePlace::Comment(key)) => Some(key.clone()),
        _ => None,
    };
    let teacher = match one.place {
        Some(
            ProsePlace::Strength(whom)
            | ProsePlace::Recommendation(whom)
            | ProsePlace::Course(whom)
            | ProsePlace::Reply(whom)
            | ProsePlace::Remark(whom)
            | ProsePlace::Rights(whom),
        ) => whom,
        _ => None,
    };
    Ok(FoundView {
        visit,
        teacher: teacher.map(|id| id.to_string()),
        kind: kind(one.place.as_ref()),
        seance: key
            .as_ref()
            .and_then(|key| key.seance)
            .map(|seance| seance.to_string()),
        label: key
            .as_ref()
            .map(|key| label(open, row, key))
            .transpose()?
            .unwrap_or_default(),
        item: key.map(|key| key.item).unwrap_or_default(),
        excerpt: excerpt(&one.text, query).unwrap_or_default(),
        line: line(&one.text, query).unwrap_or_default().to_owned(),
    })
}

/// The item's name; blank where the visit's grid does not have it.
fn label(open: &Open, row: &VisitRow, key: &AnswerKey) -> Outcome<String> {
    let Some(sha256) = row.plan.grid else {
        return Ok(String::new());
    };
    let file = open.grid(sha256)?;
    let grid = file.grid();
    let found = grid.find(&key.item);
    let label = found.map(|place| place.item.label.in_language(&grid.language).to_owned());
    Ok(label.unwrap_or_default())
}

fn kind(place: Option<&ProsePlace>) -> WrittenKind {
    match place {
        None => WrittenKind::Own,
        Some(ProsePlace::Objectives) => WrittenKind::Objectives,
        Some(ProsePlace::Seance(_)) => WrittenKind::Seance,
        Some(ProsePlace::Note(_)) => WrittenKind::Note,
        Some(ProsePlace::Answer(_)) => WrittenKind::Answer,
        Some(ProsePlace::Comment(_)) => WrittenKind::Comment,
        Some(ProsePlace::Interview) => WrittenKind::Interview,
        Some(ProsePlace::Strength(_)) => WrittenKind::Strength,
        Some(ProsePlace::Recommendation(_)) => WrittenKind::Recommendation,
        Some(ProsePlace::FollowUp) => WrittenKind::FollowUp,
        Some(ProsePlace::Course(_)) => WrittenKind::Course,
        Some(ProsePlace::Reply(_)) => WrittenKind::Reply,
        Some(ProsePlace::Remark(_)) => WrittenKind::Remark,
        Some(ProsePlace::Rights(_)) => WrittenKind::Rights,
        Some(ProsePlace::Reason) => WrittenKind::Reason,
    }
}
