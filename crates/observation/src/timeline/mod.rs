//! The lesson's timeline: samples at regular instants, and what they show once the lesson is over.
//!
//! A sample says what went on at one instant; a share of samples estimates a share of time, and says nothing of quality.

pub mod codes;
mod kept;
mod profile;

pub use kept::{Codes, Due, LAST_SAMPLE, Timeline, accepted, accepted_index, accepted_interval};
pub use profile::{
    CodeProfile, Combination, Extent, Missed, OnTracks, Profile, Stretch, TrackProfile, Transition,
};
