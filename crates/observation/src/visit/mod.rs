//! Visits: one coming to teachers or to a school, with one grid, of one kind.

mod about;
mod advisory;
mod competences;
mod concern;
pub mod course;
mod debrief;
mod difference;
mod document;
mod followed;
mod over_time;
mod place;
mod plan;
pub mod prose;
mod ratios;
pub mod recipients;
mod reopened;
mod review;
mod seal;
mod standing;
mod state;

pub use about::Person;
pub use advisory::{Advice, Sensitive, sensitive_passages};
pub use competences::competences_at_work;
pub use concern::concern;
pub use course::{Course, Stage};
pub use debrief::{Debrief, FollowUp, Note, NoteTag, Progress, Recommendation, Strength};
pub use difference::{Difference, differences};
pub use document::{
    AnsweredItem, Author, FORMAT, GridReference, KindReference, Notice, ObservedTeacher, Sample,
    SeanceDocument, Subject, TimelineDocument, VisitDocument,
};
pub use followed::{Following, Said};
pub use over_time::{Seen, over_time};
pub use place::PlaceSnapshot;
pub use plan::{
    Announcement, CancelReason, Discipline, Origin, SeancePlan, SubjectPlan, VisitPlan, VisitStatus,
};
pub use ratios::{Ratio, ratios};
pub use reopened::reopened;
pub use review::{Finding, Spot, codes, review};
pub use seal::{SealContext, SealError, Visit, seal};
pub use standing::{Standing, Stands};
pub use state::{Happening, Means, ReceivedFile, STATE_FORMAT, StateDocument};
