//! The timeline of a lesson, while it is kept and once it is over.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{TimeChartView, VisitView};

/// Names a séance of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SeanceRequest {
    /// The visit.
    pub visit: String,
    /// The séance.
    pub seance: String,
}

/// The timeline of a séance as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimelineView {
    /// The séance.
    pub seance: String,
    /// Minutes between two samples.
    pub interval_minutes: u8,
    /// Whether it is paused.
    pub paused: bool,
    /// Whether the last of `slots` is asked for now.
    pub asks: bool,
    /// Milliseconds until the next sample is due; none when none will be.
    pub next_in: Option<u32>,
    /// Every sample from the first to the one that is due, noted or not, and those noted beyond.
    pub slots: Vec<SlotView>,
    /// How many of `slots` have come due.
    pub due: u32,
}

/// One sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SlotView {
    /// Its minute on the clocks of the académie, `08:34`.
    pub time: String,
    /// The codes noted, by track; empty for a missed sample.
    pub codes: BTreeMap<String, Vec<String>>,
}

/// Begins the timeline of a séance, or lets it go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StartTimelineRequest {
    /// The visit.
    pub visit: String,
    /// The séance; one that had not begun begins now.
    pub seance: String,
    /// Minutes between two samples, 1 to 5; one that was begun keeps its own.
    pub interval_minutes: u8,
}

/// A timeline was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimelineStarted {
    /// As it stands.
    pub timeline: TimelineView,
    /// The visit, whose séance may have begun with it.
    pub visit: VisitView,
}

/// Pauses a timeline, or lets it go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PauseTimelineRequest {
    /// The visit.
    pub visit: String,
    /// The séance.
    pub seance: String,
    /// Whether to pause.
    pub paused: bool,
}

/// A timeline that was taken away, as it may be put back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RemovedTimeline {
    /// The visit.
    pub visit: String,
    /// The séance.
    pub seance: String,
    /// Minutes between two samples.
    pub interval_minutes: u8,
    /// The instant of the sample 0.
    pub origin: String,
    /// Whether it was paused.
    pub paused: bool,
    /// What was noted, by the number of the sample, then by track.
    pub samples: BTreeMap<u32, BTreeMap<String, Vec<String>>>,
}

/// Saves one sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveSampleRequest {
    /// The visit.
    pub visit: String,
    /// The séance.
    pub seance: String,
    /// Its number, from 0.
    pub index: u32,
    /// Every code that it holds, by track; nothing for a missed sample.
    pub codes: BTreeMap<String, Vec<String>>,
}

/// A sample is on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SampleSaved {
    /// Its number.
    pub index: u32,
    /// As it is kept.
    pub slot: SlotView,
    /// When it was written.
    pub saved_at: String,
}

/// What the samples of a lesson show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProfileView {
    /// « À quoi la séance a servi », or what part of it was noted where that is less than half.
    pub title: String,
    /// Samples noted.
    pub noted: u32,
    /// « Sur 10 minutes notées d’une séance de 55 : 5 relevés sur 28, un toutes les 2 minutes. »
    pub basis: String,
    /// What is said of a lesson less than half of which was noted.
    pub scant: Option<String>,
    /// What samples can and cannot show.
    pub caution: String,
    /// The tracks.
    pub tracks: Vec<TrackProfileView>,
    /// What stood on all tracks at once, in words, the most frequent first.
    pub combinations: Vec<ShareView>,
}

/// What the samples show of one track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrackProfileView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// When each code was noted.
    pub chart: TimeChartView,
    /// The codes noted, in the grid's order.
    pub codes: Vec<CodeProfileView>,
    /// The changes, in words, the most frequent first.
    pub changes: Vec<ShareView>,
}

/// How often one code was noted, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CodeProfileView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Of the samples noted on the track: « 12 sur 25 ».
    pub count: String,
    /// « 48 % ».
    pub share: String,
    /// The longest stretch, about: « 24 min ».
    pub longest: String,
    /// « 8 h 04 à 8 h 16, 8 h 30 ».
    pub when: String,
}

/// Something and how often it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShareView {
    /// What, in words.
    pub label: String,
    /// How often, in words: « 48 % », « 3 fois ».
    pub share: String,
}
