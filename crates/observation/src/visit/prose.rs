//! Every place of a visit where somebody writes in words of their own. Each structure is taken apart whole, so that a new
//! member does not compile before it is said here whether words stand in it.

use uuid::Uuid;

use super::reopened::given;
use super::{Debrief, FollowUp, Happening, Note, Recommendation, SeancePlan, StateDocument, Strength};
use super::{Discipline, SeanceDocument, VisitDocument, VisitPlan};
use crate::answers::{AnswerKey, Answered, State, Value};

/// Where words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProsePlace {
    /// What was agreed to look at.
    Objectives,
    /// A séance's discipline, class or room.
    Seance(Uuid),
    /// A paragraph of the running notebook.
    Note(Uuid),
    /// An answer in words to an item.
    Answer(AnswerKey),
    /// What stands beside an item.
    Comment(AnswerKey),
    /// The entretien.
    Interview,
    /// A strength, with the teacher it is said to.
    Strength(Option<Uuid>),
    /// A recommendation, or the training that goes with it, with the teacher it is made to.
    Recommendation(Option<Uuid>),
    /// What became of an earlier recommendation.
    FollowUp,
    /// Who received a teacher's report, or why nothing more is awaited.
    Course(Option<Uuid>),
    /// What a teacher replied, or the name of the file that holds it.
    Reply(Option<Uuid>),
    /// What the inspector remarks on a teacher's reply.
    Remark(Option<Uuid>),
    /// A teacher's opposition or limitation, or its end.
    Rights(Option<Uuid>),
    /// Why a sealed visit was corrected.
    Reason,
}

/// Words, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where.
    pub place: ProsePlace,
    /// The words, never blank.
    pub text: String,
}

/// The passages of one part of a visit.
pub trait Prose {
    /// In the order of the page; none where nothing was written.
    fn passages(&self) -> Vec<Passage>;
}

fn passage(place: ProsePlace, text: &str) -> Option<Passage> {
    let text = text.to_owned();
    (!text.trim().is_empty()).then_some(Passage { place, text })
}

impl Prose for VisitPlan {
    fn passages(&self) -> Vec<Passage> {
        let Self {
            objectives,
            seances,
            id: _,
            kind: _,
            announcement: _,
            subject: _,
            place: _,
            date: _,
            grid: _,
            origin: _,
        } = self;
        let agreed = passage(ProsePlace::Objectives, objectives);
        agreed
            .into_iter()
            .chain(seances.iter().flat_map(Prose::passages))
            .collect()
    }
}

impl Prose for SeancePlan {
    fn passages(&self) -> Vec<Passage> {
        let Self {
            id,
            discipline,
            room,
            class,
            lesson_id: _,
            starts_at: _,
            ends_at: _,
            started_at: _,
            ended_at: _,
            levels: _,
            half_class: _,
            pupils: _,
        } = self;
        placed(*id, discipline.as_ref(), class, room)
    }
}

impl Prose for Note {
    fn passages(&self) -> Vec<Passage> {
        let Self {
            id,
            text,
            seance: _,
            at: _,
            tags: _,
            in_report: _,
        } = self;
        passage(ProsePlace::Note(*id), text).into_iter().collect()
    }
}

impl Prose for (AnswerKey, Answered) {
    fn passages(&self) -> Vec<Passage> {
        let (key, Answered { state, comment }) = self;
        let answer = passage(ProsePlace::Answer(key.clone()), words_of(state));
        let comment = passage(ProsePlace::Comment(key.clone()), comment);
        answer.into_iter().chain(comment).collect()
    }
}

/// What was answered in words; empty for an answer that is none.
fn words_of(state: &State) -> &str {
    let State::Value(value) = state else {
        return "";
    };
    match value {
        Value::Text(words) | Value::Other(words) | Value::ChoicesAndOther { other: words, .. } => words,
        Value::Level(_)
        | Value::Choice(_)
        | Value::Choices(_)
        | Value::YesNo(_)
        | Value::Count(_)
        | Value::Minutes(_)
        | Value::Integer(_)
        | Value::Decimal(_)
        | Value::Date(_)
        | Value::Time(_)
        | Value::DateTime(_)
        | Value::Acknowledged => "",
    }
}

impl Prose for Debrief {
    fn passages(&self) -> Vec<Passage> {
        let Self {
            interview,
            strengths,
            recommendations,
            follow_ups,
        } = self;
        let interview = passage(ProsePlace::Interview, interview);
        let strengths = strengths.iter().flat_map(Prose::passages);
        let proposed = recommendations.iter().flat_map(Prose::passages);
        let followed = follow_ups.iter().flat_map(Prose::passages);
        interview
            .into_iter()
            .chain(strengths)
            .chain(proposed)
            .chain(followed)
            .collect()
    }
}

impl Prose for Strength {
    fn passages(&self) -> Vec<Passage> {
        let Self { text, teacher, id: _ } = self;
        passage(ProsePlace::Strength(*teacher), text)
            .into_iter()
            .collect()
    }
}

impl Prose for Recommendation {
    fn passages(&self) -> Vec<Passage> {
        let Self {
            text,
            training,
            training_code,
            teacher,
            id: _,
            item: _,
            competence: _,
            due: _,
        } = self;
        let texts = [text, training, training_code];
        let placed = texts.map(|text| passage(ProsePlace::Recommendation(*teacher), text));
        placed.into_iter().flatten().collect()
    }
}

impl Prose for FollowUp {
    fn passages(&self) -> Vec<Passage> {
        let Self {
            text,
            recommendation: _,
            progress: _,
            teachers: _,
        } = self;
        passage(ProsePlace::FollowUp, text).into_iter().collect()
    }
}

impl Prose for StateDocument {
    fn passages(&self) -> Vec<Passage> {
        let whom = self.teacher;
        let (place, texts) = match &self.happened {
            Happening::Communicated {
                recipients,
                means: _,
                reply_due: _,
            } => (
                ProsePlace::Course(whom),
                recipients.iter().map(String::as_str).collect(),
            ),
            Happening::Reply { text, file } => {
                let name = file.as_ref().map(|file| file.name.as_str());
                (
                    ProsePlace::Reply(whom),
                    vec![text.as_str(), name.unwrap_or_default()],
                )
            }
            Happening::Remark { text } => (ProsePlace::Remark(whom), vec![text.as_str()]),
            Happening::Closed { reason } => (ProsePlace::Course(whom), vec![reason.as_str()]),
            Happening::Opposition { reason }
            | Happening::Limitation { reason }
            | Happening::Lifted { reason, state: _ } => (ProsePlace::Rights(whom), vec![reason.as_str()]),
        };
        let placed = texts.into_iter().map(|text| passage(place.clone(), text));
        placed.flatten().collect()
    }
}

impl Prose for VisitDocument {
    fn passages(&self) -> Vec<Passage> {
        let Self {
            objectives,
            answers,
            seances,
            notes,
            debrief,
            reason,
            // What follows is of the register, the directory, the grid, the préréglage, or no words.
            subject: _,
            place: _,
            author: _,
            grid: _,
            kind: _,
            notice: _,
            format: _,
            nonce: _,
            visit: _,
            revision: _,
            parents: _,
            academie: _,
            academie_name: _,
            school_year: _,
            zone: _,
            sealed_at: _,
            announcement: _,
            origin: _,
            date: _,
            fictitious: _,
        } = self;
        let mut all: Vec<Passage> = passage(ProsePlace::Objectives, objectives).into_iter().collect();
        all.extend(notes.iter().flat_map(Prose::passages));
        all.extend(answers.iter().flat_map(|answer| given(answer, None).passages()));
        all.extend(seances.iter().flat_map(Prose::passages));
        all.extend(debrief.passages());
        all.extend(passage(ProsePlace::Reason, reason.as_deref().unwrap_or_default()));
        all
    }
}

impl Prose for SeanceDocument {
    fn passages(&self) -> Vec<Passage> {
        let Self {
            id,
            discipline,
            class,
            room,
            answers,
            lesson_id: _,
            teachers: _,
            start: _,
            start_as_planned: _,
            end: _,
            end_as_planned: _,
            place: _,
            half_class: _,
            levels: _,
            pupils: _,
            timeline: _,
        } = self;
        let mut all = placed(*id, discipline.as_ref(), class, room);
        all.extend(
            answers
                .iter()
                .flat_map(|answer| given(answer, Some(*id)).passages()),
        );
        all
    }
}

/// What is said of a séance itself.
fn placed(seance: Uuid, discipline: Option<&Discipline>, class: &str, room: &str) -> Vec<Passage> {
    let discipline = discipline.map(|one| one.label.as_str());
    let texts = [discipline.unwrap_or_default(), class, room];
    let placed = texts.iter().map(|text| passage(ProsePlace::Seance(seance), text));
    placed.flatten().collect()
}
