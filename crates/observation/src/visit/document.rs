//! The sealed document of a visit: immutable, self-contained, canonical.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Announcement, Debrief, Discipline, Note, Origin, PlaceSnapshot, SubjectPlan};
use crate::answers::State;
use crate::canonical::Sha256;
use crate::instant::Instant;
use crate::uai::Uai;

/// The name of this format, kept in every document.
pub const FORMAT: &str = "carnet/visit/1";

/// One revision of a sealed visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitDocument {
    /// Always `carnet/visit/1`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// 32 random bytes in hexadecimal, so that nobody can guess the document from its hash.
    pub nonce: Sha256,
    /// The visit.
    pub visit: Uuid,
    /// 1 at first; 1 more than the greatest parent's for a rectificatif.
    pub revision: u32,
    /// The hashes of the revisions that this one replaces, sorted; empty at first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<Sha256>,
    /// Why it replaces them; given exactly when there are parents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The académie, by the code of its préréglage.
    pub academie: String,
    /// The académie's name.
    pub academie_name: String,
    /// The school year of the visit's date, such as `2026-2027`.
    pub school_year: String,
    /// The IANA name of the zone in which dates and times are read.
    pub zone: String,
    /// When it was sealed.
    pub sealed_at: Instant,
    /// Who sealed it.
    pub author: Author,
    /// The grid it is pinned to.
    pub grid: GridReference,
    /// Its kind, with the words in which it was explained.
    pub kind: KindReference,
    /// Whether and when it was announced.
    pub announcement: Announcement,
    /// How it came into the notebook.
    #[serde(default)]
    pub origin: Origin,
    /// Its day, on the calendars of the zone.
    pub date: NaiveDate,
    /// Who or what was visited.
    pub subject: Subject,
    /// Where, as the directory gave it that day.
    pub place: PlaceSnapshot,
    /// What was agreed to look at; one objective a line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub objectives: String,
    /// The answers given once for the visit, in the grid's order.
    pub answers: Vec<AnsweredItem>,
    /// The lessons, in order.
    pub seances: Vec<SeanceDocument>,
    /// The running notebook.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// What was said after.
    pub debrief: Debrief,
    /// What the persons concerned were told.
    pub notice: Notice,
    /// Whether it was made up in a notebook of fictitious data: no one was observed, and it counts nowhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fictitious: bool,
}

/// Who sealed a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// First and last name.
    pub name: String,
    /// The corps or function, in words: « IEN », « conseiller pédagogique ».
    pub function: String,
    /// The service: circonscription or discipline, in words.
    pub service: String,
    /// The fingerprint of the author's signing key.
    pub fingerprint: Sha256,
}

/// The grid that a visit is pinned to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GridReference {
    /// Its code.
    pub code: String,
    /// Its author's label.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Its identity.
    pub sha256: Sha256,
}

/// The kind of a visit, with the words in which it was explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KindReference {
    /// Its code in the préréglage.
    pub code: String,
    /// Its name.
    pub label: String,
    /// What it means for the person visited.
    pub meaning: String,
}

/// Who or what was visited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Teachers, in their lessons.
    Teachers(Vec<ObservedTeacher>),
    /// The school as a whole.
    School,
    /// A lesson scored by several inspectors.
    Calibration {
        /// The lesson.
        lesson_id: Uuid,
    },
}

impl Subject {
    /// The same by identifier, of a visit in the school `place`.
    #[must_use]
    pub fn at(&self, place: Uai) -> SubjectPlan {
        match self {
            Self::Teachers(teachers) => {
                SubjectPlan::Teachers(teachers.iter().map(|teacher| teacher.id).collect())
            }
            Self::School => SubjectPlan::School(place),
            Self::Calibration { lesson_id } => SubjectPlan::Calibration(*lesson_id),
        }
    }
}

/// A teacher as observed that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ObservedTeacher {
    /// The register's identifier.
    pub id: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Function, by which a colleague's report names this teacher: « professeure des écoles ».
    pub function: String,
}

/// One lesson, as it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeanceDocument {
    /// The séance.
    pub id: Uuid,
    /// The lesson, shared by all who observed it.
    pub lesson_id: Uuid,
    /// Those of the observed teachers who led it; empty where all of them did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teachers: Vec<Uuid>,
    /// When it began.
    pub start: Instant,
    /// Whether that is only when it was to begin, nothing else being noted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub start_as_planned: bool,
    /// When it ended.
    pub end: Instant,
    /// Whether that is only when it was to end, nothing else being noted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub end_as_planned: bool,
    /// Where, when elsewhere than the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceSnapshot>,
    /// The room; empty when it does not matter.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
    /// The class, as the school calls it; empty when it does not matter.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub class: String,
    /// Whether only a part of the class was there (« classe dédoublée »).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub half_class: bool,
    /// Class levels by code.
    pub levels: Vec<String>,
    /// The discipline or domain, when settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discipline: Option<Discipline>,
    /// Pupils present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupils: Option<u16>,
    /// The answers of this lesson, in the grid's order.
    pub answers: Vec<AnsweredItem>,
    /// The timeline, where one was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeline: Option<TimelineDocument>,
}

/// One item and what was said of it. An unanswered item is not listed, unless it has a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnsweredItem {
    /// The item's code.
    pub item: String,
    /// The turns of the repeats around it, from the outside in, counted from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<u32>,
    /// What was said.
    pub state: State,
    /// Whether a condition of the grid set it aside; what was said before is kept, and counts for nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_relevant: bool,
    /// What was written beside it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// A lesson's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimelineDocument {
    /// Minutes between two samples.
    pub interval_minutes: u8,
    /// The samples noted, in order; a missed one is absent.
    pub samples: Vec<Sample>,
}

/// One sample of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// Its number from the lesson's start, the first being 0.
    pub index: u32,
    /// The codes noted, by track, in the grid's order.
    pub codes: BTreeMap<String, Vec<String>>,
}

/// What the persons concerned were told about the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The responsable de traitement; blank where the préréglage has none.
    pub controller: String,
    /// How to reach the délégué à la protection des données; blank where the préréglage has none.
    pub dpd_contact: String,
    /// Who receives the report.
    pub recipients: Vec<String>,
    /// How long the record is kept, in words.
    pub retention: String,
    /// Calendar days to reply, from the day of handing over; none where the préréglage has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_days: Option<u16>,
    /// The legal basis of the processing, in words; blank where the préréglage has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub legal_basis: String,
}
