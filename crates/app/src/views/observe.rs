//! Observing and debriefing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{GridView, ProblemView, TimelineView, VisitView};

/// Everything that the observing screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ObservationView {
    /// The visit.
    pub visit: VisitView,
    /// Its grid; none for notes only.
    pub grid: Option<GridView>,
    /// The answers of the visit as a whole.
    pub answers: UnitAnswers,
    /// The answers of each séance, by its identifier.
    pub seances: BTreeMap<String, UnitAnswers>,
    /// The running notebook, in order.
    pub notes: Vec<NoteView>,
    /// The timelines that were begun, by séance.
    pub timelines: BTreeMap<String, TimelineView>,
    /// What was said after.
    pub debrief: DebriefView,
    /// Where it was left: `notes`, `grid` or `debrief`, and the séance.
    pub left_at: LeftAt,
}

/// The answers of one unit: a séance, or the visit as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnitAnswers {
    /// By item code; items set aside by a condition are there too.
    pub items: BTreeMap<String, AnswerView>,
    /// Items answered, « non observé » and « sans objet » included.
    pub answered: usize,
    /// Items that count.
    pub relevant: usize,
}

/// What was said of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnswerView {
    /// Its state.
    pub state: AnswerStateView,
    /// What was written beside it.
    pub comment: String,
    /// What the grid says of the answer, where it breaks a constraint: warnings.
    pub objections: Vec<ProblemView>,
}

/// The state of an item: one of five.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum AnswerStateView {
    /// Nothing was said of it.
    Unanswered,
    /// A condition of the grid sets it aside.
    NotRelevant,
    /// « Non observé ».
    NotObserved,
    /// « Sans objet ».
    NotApplicable,
    /// A level.
    Level {
        /// Its value.
        value: u8,
    },
    /// A choice.
    Choice {
        /// Its code.
        value: String,
    },
    /// Choices.
    Choices {
        /// Their codes.
        value: Vec<String>,
    },
    /// An answer that the choices did not foresee.
    Other {
        /// In words.
        value: String,
    },
    /// Yes or no.
    YesNo {
        /// Yes.
        value: bool,
    },
    /// A number of things.
    Count {
        /// How many.
        value: u32,
    },
    /// Minutes.
    Minutes {
        /// How many.
        value: u32,
    },
    /// Prose.
    Text {
        /// As written.
        value: String,
    },
}

/// Where an observation was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftAt {
    /// `notes`, `grid` or `debrief`.
    pub mode: String,
    /// The séance; none for the visit as a whole.
    pub seance: Option<String>,
    /// The item that had the focus; empty for none.
    pub item: String,
}

/// Keeps where an observation was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeaveAtRequest {
    /// The visit.
    pub visit: String,
    /// Where.
    pub left_at: LeftAt,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnswerRequest {
    /// The visit.
    pub visit: String,
    /// The séance, for items answered once for each; none for items of the visit.
    pub seance: Option<String>,
    /// The item.
    pub item: String,
    /// Its new state; none to leave it. `not_relevant` is refused.
    pub state: Option<AnswerStateView>,
    /// Its new comment; none to leave it.
    pub comment: Option<String>,
}

/// An answer is on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnswerSaved {
    /// The item; empty when an undo found nothing left.
    pub item: String,
    /// The séance of the item.
    pub seance: Option<String>,
    /// The unit's answers as they are now.
    pub answers: UnitAnswers,
    /// When it was written.
    pub saved_at: String,
}

/// A paragraph of the running notebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteView {
    /// The paragraph; empty for a new one.
    pub id: String,
    /// The séance; none outside lessons.
    pub seance: Option<String>,
    /// The minute it was begun, on the clocks of the académie, `08:17`; empty for a new one.
    pub time: String,
    /// What was written.
    pub text: String,
    /// What it hangs on.
    pub tags: Vec<NoteTagView>,
    /// Whether the report quotes it.
    pub in_report: bool,
}

/// What a paragraph hangs on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "tag", rename_all = "snake_case")]
pub enum NoteTagView {
    /// An item.
    Item {
        /// Its code.
        item: String,
        /// The level given with it; none without.
        level: Option<u8>,
    },
    /// A code of the timeline.
    Timeline {
        /// The track.
        track: String,
        /// The code.
        code: String,
    },
}

/// Saves a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveNoteRequest {
    /// The visit.
    pub visit: String,
    /// The paragraph; a blank text takes it away.
    pub note: NoteView,
    /// The paragraph before which a new one stands; none for the last of the page.
    #[serde(default)]
    pub before: Option<String>,
}

/// A paragraph is on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteSaved {
    /// As it is now; a blank text when it was taken away.
    pub note: NoteView,
    /// When it was written.
    pub saved_at: String,
}

/// A séance that begins or ends now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClockSeanceRequest {
    /// The visit.
    pub visit: String,
    /// The séance.
    pub seance: String,
    /// Whether it begins, or goes on after it was ended; else it ends.
    pub begins: bool,
}

/// What is said after the lesson.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DebriefView {
    /// What the entretien was about.
    pub interview: String,
    /// What deserves to be kept.
    pub strengths: Vec<StrengthView>,
    /// What is proposed.
    pub recommendations: Vec<RecommendationDraft>,
    /// What became of recommendations of earlier visits; one that is proposed still is not among them.
    #[serde(default)]
    pub follow_ups: Vec<FollowUpView>,
}

/// What became of a recommendation of an earlier visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpView {
    /// The recommendation.
    pub recommendation: String,
    /// Where it stands.
    pub progress: super::ProgressView,
    /// The recommendation, as it was made.
    pub recalled: String,
    /// What is said of it now; the reason where it is dropped.
    pub said: String,
    /// Whom of those observed it is said of; empty for all whom the recommendation concerns, and for a school.
    #[serde(default)]
    pub teachers: Vec<String>,
}

/// Something that deserves to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StrengthView {
    /// The strength; empty for a new one.
    pub id: String,
    /// In words.
    pub text: String,
    /// The teacher it is said to; none for all.
    pub teacher: Option<String>,
}

/// Something proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecommendationDraft {
    /// The recommendation; empty for a new one.
    pub id: String,
    /// In words.
    pub text: String,
    /// The item it rests on; empty for none.
    pub item: String,
    /// The competence it works on, `crcn_edu 3.2`; empty for none.
    pub competence: String,
    /// When to look at it again; none when not said.
    pub due: Option<String>,
    /// A training proposed; empty for none.
    pub training: String,
    /// Its code in the plan de formation; empty for none.
    pub training_code: String,
    /// The teacher it is made to; none for all.
    pub teacher: Option<String>,
}

/// Saves what was said after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveDebriefRequest {
    /// The visit.
    pub visit: String,
    /// As it is now; new strengths and recommendations get their identifiers.
    pub debrief: DebriefView,
}

/// The debrief is on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DebriefSaved {
    /// As it is now.
    pub debrief: DebriefView,
    /// When it was written.
    pub saved_at: String,
}

/// The inspector's own notes on a visit, never in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonalNotes {
    /// The visit.
    pub visit: String,
    /// As written; blank text takes them away.
    pub text: String,
}

/// The inspector's own notes as they were changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavePersonalNotes {
    /// The visit.
    pub visit: String,
    /// What was written.
    pub text: String,
    /// What was read before it was changed; none where that is not asked. What another laptop wrote meanwhile stays.
    #[serde(default)]
    pub before: Option<String>,
}

/// The inspector's own notes are on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonalNotesSaved {
    /// As they are now.
    pub text: String,
    /// When they were written.
    pub saved_at: String,
}

/// Something is on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Saved {
    /// When it was written.
    pub saved_at: String,
}

/// The competences that a recommendation may work on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompetencesView {
    /// In order of framework and code.
    pub competences: Vec<CompetenceView>,
}

/// A competence of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompetenceView {
    /// `crcn_edu 3.2`.
    pub code: String,
    /// « CRCN-Édu 3.2 Mettre en œuvre ».
    pub label: String,
}
