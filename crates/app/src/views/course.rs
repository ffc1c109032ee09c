//! The course of a report once sealed: handed over, answered, closed; and what is to be done.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The course of the report to one teacher, or on a school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CourseView {
    /// The teacher; empty for a school.
    pub teacher: String,
    /// Whom it is about, in words.
    pub name: String,
    /// The professional address of the person, or the mailbox of the school; empty when not known.
    pub mail: String,
    /// Where it stands.
    pub stage: StageView,
    /// Until when a reply is awaited; none before the handing over, or without delay.
    pub due: Option<String>,
    /// The day on which the revision in force was sealed: nothing happens to it before.
    pub sealed_on: String,
    /// Days to reply that the préréglage proposes; none where it has none.
    pub reply_days: Option<u16>,
    /// Who receives the report, as the préréglage proposes.
    pub recipients: Vec<String>,
    /// What happened, in the order in which it was noted; to former revisions too.
    pub happened: Vec<HappenedView>,
}

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StageView {
    /// Sealed, and not handed over.
    ToHandOver,
    /// Handed over; a reply may come.
    AwaitingReply,
    /// The delay is over, and nothing was replied.
    DelayOver,
    /// The teacher replied.
    Replied,
    /// Nothing more is awaited.
    Closed,
}

/// One thing that happened to a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HappenedView {
    /// What, in words.
    pub title: String,
    /// The day on which it happened.
    pub on: String,
    /// The day on which it was noted.
    pub noted_on: String,
    /// The revision that it speaks of.
    pub revision: u32,
    /// What was written, word for word; empty for nothing.
    pub text: String,
    /// The file received; none without.
    pub file: Option<ReceivedFileView>,
}

/// A file received with a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedFileView {
    /// Its name.
    pub name: String,
    /// Its fingerprint.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Names a file received with a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedFileRequest {
    /// Its fingerprint.
    pub sha256: String,
}

/// Says what happened to a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteStateRequest {
    /// The visit.
    pub visit: String,
    /// The teacher whom it concerns; empty for a school.
    pub teacher: String,
    /// The day on which it happened.
    pub on: String,
    /// What.
    pub happening: HappeningView,
}

/// What may happen to a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "happening", rename_all = "snake_case")]
pub enum HappeningView {
    /// It was handed over.
    Communicated {
        /// `by_hand`, `mail` or `post`.
        means: String,
        /// To whom.
        recipients: Vec<String>,
        /// Until when a reply is awaited; none without delay.
        due: Option<String>,
    },
    /// The teacher replied.
    Reply {
        /// Word for word; empty for a file alone.
        text: String,
        /// The staged file received; none without.
        file: Option<String>,
    },
    /// What the inspector remarks on a reply.
    Remark {
        /// In words.
        text: String,
    },
    /// Nothing more is awaited.
    Closed {
        /// Why, before the delay ends.
        reason: String,
    },
}

/// Something that is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReminderView {
    /// The visit.
    pub visit: String,
    /// What is to be done.
    pub task: TaskView,
    /// Whom it is about, and the day of the visit, in words.
    pub about: String,
    /// Until when; none without.
    pub due: Option<String>,
    /// Whether that day is over.
    pub overdue: bool,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaskView {
    /// A sealed report is to be handed over.
    HandOver,
    /// A reply is awaited.
    AwaitReply,
    /// The delay is over: the course may be closed.
    Close,
    /// A reply came: it is to be read, remarked on or closed.
    ReadReply,
    /// A recommendation is due to be looked at again.
    Recommendation,
}
