//! The teachers' register.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ProblemView, RecommendationView, VisitSummary};

/// A teacher of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TeacherView {
    /// The register's identifier.
    pub id: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Function, in words.
    pub function: String,
    /// Professional address; empty for none.
    pub mail: String,
    /// The service lines, the present ones first.
    pub services: Vec<ServiceView>,
    /// Those who were merged into this one.
    pub merged: Vec<MergedTeacherView>,
}

/// A teacher's entry that was merged into another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MergedTeacherView {
    /// Its identifier.
    pub id: String,
    /// Its name, in words.
    pub name: String,
}

/// A dated line of service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ServiceView {
    /// The line.
    pub id: String,
    /// The school of the day.
    pub uai: String,
    /// Its name.
    pub school: String,
    /// Class levels by code.
    pub levels: Vec<String>,
    /// The share of a full service, in percent; none when not said.
    pub share: Option<u16>,
    /// The discipline, in words; empty for none.
    pub discipline: String,
    /// `main`, `shared` or `replacement`.
    pub nature: String,
    /// For a replacement, the school of administrative attachment, by UAI; empty otherwise.
    pub attachment: String,
    /// The name of that school; empty otherwise.
    pub attachment_school: String,
    /// First day.
    pub from: String,
    /// Last day; none while it lasts.
    pub until: Option<String>,
    /// Whether it holds today.
    pub present: bool,
}

/// A search among teachers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TeachersRequest {
    /// What was typed; empty for all.
    pub query: String,
    /// Only those who serve in this school; none for all.
    pub uai: Option<String>,
}

/// Names a teacher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TeacherRequest {
    /// The register's identifier.
    pub id: String,
}

/// A teacher's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TeacherSheet {
    /// The teacher.
    pub teacher: TeacherView,
    /// Visits, the latest first.
    pub visits: Vec<VisitSummary>,
    /// Recommendations of sealed visits, the latest first.
    pub recommendations: Vec<RecommendationView>,
    /// What was seen of each item that at least two sealed visits speak of, in the order of the last grid.
    pub over_time: Vec<OverTimeView>,
    /// Others who may be the same person.
    pub homonyms: Vec<TeacherView>,
    /// Others of that name who were said to be other persons.
    pub distinguished: Vec<TeacherView>,
}

/// What was seen of one item from visit to visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OverTimeView {
    /// The item.
    pub label: String,
    /// What was seen, the earliest first.
    pub steps: Vec<SeenView>,
}

/// What was seen of an item in one lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SeenView {
    /// The day of the visit.
    pub date: String,
    /// The lesson: « CE1, CE2, français »; empty for what is answered once for the visit.
    pub lesson: String,
    /// What was seen, in words.
    pub words: String,
}

/// A teacher's identity, new or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveTeacherRequest {
    /// The teacher; none for a new one.
    pub id: Option<String>,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Function, in words.
    pub function: String,
    /// Professional address; empty for none.
    pub mail: String,
}

/// A line of service, new or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveServiceRequest {
    /// The teacher.
    pub teacher: String,
    /// The line; `id` empty for a new one. `school`, `attachment_school` and `present` are not read.
    pub service: ServiceView,
}

/// Two teachers who are one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MergeTeachersRequest {
    /// Who stays.
    pub into: String,
    /// Who is merged into them.
    pub from: String,
}

/// A merge to take back, with who keeps which lines of service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SplitTeachersRequest {
    /// Who stays.
    pub into: String,
    /// Who is a person of their own again.
    pub from: String,
    /// The lines of service that are theirs; the others stay.
    pub services: Vec<String>,
}

/// The lines of service of a teacher, before a merge is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SplitPreview {
    /// All of them, the present ones first.
    pub services: Vec<ServiceView>,
    /// Those that were written on who leaves, by identifier.
    pub leaving: Vec<String>,
}

/// Two teachers of one name who are two persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DistinguishTeachersRequest {
    /// The one.
    pub one: String,
    /// The other.
    pub other: String,
}

/// A line of service entered by mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ServiceRequest {
    /// The teacher.
    pub teacher: String,
    /// The line.
    pub service: String,
}

/// Possible homonyms: groups of teachers who look alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HomonymsView {
    /// Each group has at least two.
    pub groups: Vec<Vec<TeacherView>>,
}

/// A file of teachers with what its columns are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RegisterImportRequest {
    /// The staged file.
    pub file: String,
    /// The sheet of a workbook, by name; none for the first that holds a table.
    #[serde(default)]
    pub sheet: Option<String>,
    /// For each column, its field; none to leave it aside.
    pub fields: Vec<Option<String>>,
}

/// What an import of teachers would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RegisterReport {
    /// Rows read.
    pub read: usize,
    /// Teachers new to the register.
    pub created: usize,
    /// Those of them whose name the register knows already: each is told of in `problems`.
    pub homonyms: usize,
    /// Teachers known already.
    pub known: usize,
    /// New lines of service.
    pub services: usize,
    /// Rows refused.
    pub refused: usize,
    /// The first teachers of the file, to recognise it.
    pub sample: Vec<TeacherView>,
    /// Rows refused, possible homonyms and warnings, each with its line.
    pub problems: Vec<ProblemView>,
}
