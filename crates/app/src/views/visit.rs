//! The agenda, and what is settled before a visit.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{SchoolView, TeacherView, VisitKindView};

/// A visit in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VisitSummary {
    /// The visit.
    pub id: String,
    /// Its day.
    pub date: String,
    /// When its first séance begins, on the clocks of the académie: `08:15`; empty without séance.
    pub start: String,
    /// When its last séance ends; empty without séance.
    pub end: String,
    /// Its kind, in words.
    pub kind: String,
    /// Who is visited, in words.
    pub subject: String,
    /// The school's name; empty when not settled.
    pub school: String,
    /// The school's commune.
    pub commune: String,
    /// The grid's title; empty for notes only.
    pub grid: String,
    /// Where it stands.
    pub status: VisitStatusView,
    /// The last sealed revision; 0 before the first.
    pub revision: u32,
    /// For a cancelled visit, why, in words.
    pub cancel_reason: String,
}

/// Where a visit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VisitStatusView {
    /// In the agenda, nothing entered yet.
    Planned,
    /// Something was entered.
    Underway,
    /// Notes only, closed.
    Closed,
    /// Sealed.
    Sealed,
    /// Sealed, and a rectificatif is being written.
    Correcting,
    /// It did not take place.
    Cancelled,
    /// It goes on on the author's other laptop.
    HandedOver,
    /// Another author sealed it, whose post this one took over.
    TakenOver,
}

/// A span of days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgendaRequest {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// Names a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VisitRequest {
    /// The visit.
    pub visit: String,
}

/// What is settled before a visit. Times are those of the académie's clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanView {
    /// The visit; empty for a new one.
    pub id: String,
    /// Its kind, by code.
    pub kind: String,
    /// Whether it was announced; none while nobody said so.
    pub announced: Option<bool>,
    /// On which day; none when not known.
    pub announced_on: Option<String>,
    /// The teachers, by identifier; empty for a school.
    pub teachers: Vec<String>,
    /// The school, by UAI; empty when not settled.
    pub uai: String,
    /// The day.
    pub date: String,
    /// The séances, in order.
    pub seances: Vec<SeancePlanView>,
    /// The grid, by identity; empty for notes only.
    pub grid: String,
    /// What was agreed to look at; one objective a line.
    pub objectives: String,
    /// Whether it is entered afterwards, from paper.
    #[serde(default)]
    pub transcribed: bool,
}

/// One séance as planned. Times are those of the académie's clocks, `08:15`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SeancePlanView {
    /// The séance; empty for a new one.
    pub id: String,
    /// When it is to begin.
    pub start: String,
    /// When it is to end.
    pub end: String,
    /// When it did begin; none before.
    pub started: Option<String>,
    /// When it did end; none before.
    pub ended: Option<String>,
    /// Class levels by code.
    pub levels: Vec<String>,
    /// The discipline's code; empty for one in the inspector's own words.
    pub discipline_code: String,
    /// The discipline or domain, in words; empty when not settled.
    pub discipline: String,
    /// The room.
    pub room: String,
    /// The class, as the school calls it.
    pub class: String,
    /// Whether only a part of the class is there.
    pub half_class: bool,
    /// Pupils present; none when not counted.
    pub pupils: Option<u16>,
    /// The lesson's code, which those who observe it together share; blank for one of its own.
    #[serde(default)]
    pub lesson: String,
}

/// A visit, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VisitView {
    /// What a list shows.
    pub summary: VisitSummary,
    /// What was settled.
    pub plan: PlanView,
    /// Whether it keeps its grid: it was answered with it, or sealed.
    pub grid_pinned: bool,
    /// Its kind.
    pub kind: VisitKindView,
    /// The school, as the directory has it.
    pub school: Option<SchoolView>,
    /// The teachers, as the register has them, each by the identifier that this visit knows him by.
    pub teachers: Vec<TeacherView>,
    /// Sealed revisions, the latest first.
    pub revisions: Vec<RevisionView>,
    /// Sealed visits to these teachers or to this school, of this day or before it, with their recommendations, the latest first.
    pub earlier: Vec<EarlierVisit>,
    /// Whether there are personal notes to think of purging.
    pub has_personal_notes: bool,
}

/// A sealed revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RevisionView {
    /// Its number.
    pub revision: u32,
    /// Its fingerprint.
    pub sha256: String,
    /// When it was sealed.
    pub sealed_at: String,
    /// Why it replaced the one before; empty for the first.
    pub reason: String,
}

/// An earlier visit and what it recommended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EarlierVisit {
    /// The visit.
    pub summary: VisitSummary,
    /// Its recommendations.
    pub recommendations: Vec<RecommendationView>,
}

/// Where a recommendation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProgressView {
    /// Nobody spoke of it again.
    Proposed,
    /// The teacher agrees to it.
    Agreed,
    /// It is under way.
    UnderWay,
    /// It is done.
    Done,
    /// It is given up, for a reason.
    Dropped,
}

/// A recommendation of a sealed visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecommendationView {
    /// The recommendation.
    pub id: String,
    /// Where it stands, by the sealed visits since.
    pub progress: ProgressView,
    /// What was last said of it; empty for nothing.
    pub said: String,
    /// Whom of those visited it concerns, without those for whom it is settled where it is not for all; empty for a school.
    pub teachers: Vec<String>,
    /// In words.
    pub text: String,
    /// When to look at it again; none when not said.
    pub due: Option<String>,
    /// The item or competence it rests on, in words; empty for none.
    pub about: String,
    /// The training proposed; empty for none.
    pub training: String,
    /// The visit's day.
    pub date: String,
}

/// A new day and time for a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MoveVisitRequest {
    /// The visit.
    pub visit: String,
    /// Its new day; the séances keep their times.
    pub date: String,
}

/// A visit that will not take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CancelVisitRequest {
    /// The visit.
    pub visit: String,
    /// Why, by code of the closed list.
    pub reason: String,
}

/// The lists that preparing a visit offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PreparationLists {
    /// Kinds of visit that this inspector can make.
    pub kinds: Vec<VisitKindView>,
    /// Grids.
    pub grids: Vec<super::GridSummary>,
    /// Class levels by cycle: cycle name, codes.
    pub levels: Vec<LevelGroup>,
    /// Disciplines and domains.
    pub disciplines: Vec<super::DisciplineChoiceView>,
    /// Reasons to cancel: code and words.
    pub cancel_reasons: Vec<super::ChoiceView>,
}

/// Class levels of one cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LevelGroup {
    /// The cycle, in words.
    pub label: String,
    /// Its levels by code.
    pub levels: Vec<String>,
}

/// Words looked for in all that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchNotesRequest {
    /// The words, each by its beginning; case and accents do not matter.
    pub query: String,
}

/// Where something was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WrittenKind {
    /// What was agreed to look at.
    Objectives,
    /// A séance's discipline, class or room.
    Seance,
    /// A paragraph of the running notebook.
    Note,
    /// An answer in words to an item.
    Answer,
    /// A comment beside an item.
    Comment,
    /// The entretien.
    Interview,
    /// A strength.
    Strength,
    /// A recommendation.
    Recommendation,
    /// What became of an earlier recommendation.
    FollowUp,
    /// Who received the report, or why nothing more is awaited.
    Course,
    /// What the teacher replied.
    Reply,
    /// What the inspector remarks on a reply.
    Remark,
    /// An opposition, a limitation, or its end.
    Rights,
    /// Why a sealed visit was corrected.
    Reason,
    /// The inspector's own notes.
    Own,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchView {
    /// The passages, those of the latest visits first.
    pub found: Vec<FoundView>,
    /// Whether there are others, of earlier visits.
    pub more: bool,
}

/// Something written that has the words looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FoundView {
    /// The visit.
    pub visit: VisitSummary,
    /// Where it was written.
    pub kind: WrittenKind,
    /// The séance of the item, of one answered once for each.
    pub seance: Option<String>,
    /// The item's code; empty for what hangs on none.
    pub item: String,
    /// The item's name, as the grid has it.
    pub label: String,
    /// The teacher whom it concerns, of several observed.
    pub teacher: Option<String>,
    /// The part around the first word found.
    pub excerpt: String,
    /// The line of it that has the first word found, as it was written: by it the page finds the place again.
    pub line: String,
}
