//! Grids, as a page shows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A grid in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GridSummary {
    /// Its identity.
    pub sha256: String,
    /// Its code.
    pub code: String,
    /// Its author's label.
    pub version: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// `teachers`, `school` or `calibration`.
    pub subject: String,
    /// Degrees where it is meant to serve; empty for both.
    pub degrees: Vec<String>,
    /// Class levels where it is meant to serve; empty for all.
    pub levels: Vec<String>,
    /// How many items are answered.
    pub items: usize,
    /// How many indicators it allows.
    pub indicators: usize,
    /// To whom it was published, in words; empty where it was not.
    pub published: String,
}

/// Names a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GridRequest {
    /// Its identity.
    pub sha256: String,
}

/// A grid as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GridView {
    /// What a list shows.
    pub summary: GridSummary,
    /// Its sections, in order.
    pub sections: Vec<SectionView>,
    /// Its indicators: title and sentence.
    pub indicators: Vec<IndicatorView>,
    /// The tracks of its timeline, whose codes a paragraph may hang on; none without timeline.
    pub tracks: Vec<TrackView>,
    /// Minutes between two samples that the grid proposes; 0 without timeline.
    pub interval_minutes: u8,
    /// Where one may publish it, in words; empty where one may not.
    pub may_publish: String,
}

/// A track of a grid's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrackView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Whether a sample may hold several of its codes.
    pub several: bool,
    /// What may be noted on it.
    pub codes: Vec<TrackCodeView>,
}

/// What may be noted on a track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrackCodeView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// What counts as this; empty for none.
    pub look_for: String,
}

/// A section of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SectionView {
    /// Its code.
    pub code: String,
    /// Its heading.
    pub label: String,
    /// Its items, in order.
    pub items: Vec<ItemView>,
}

/// An item of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemView {
    /// Its code.
    pub code: String,
    /// The item in a few words.
    pub label: String,
    /// « Ce qu'on regarde ».
    pub look_for: String,
    /// How it is answered.
    pub answer: AnswerKindView,
    /// `observed`, `declared` or `document`.
    pub evidence: String,
    /// `seance` or `visit`.
    pub scope: String,
    /// Competences: « CRCN-Édu 3.2 Mettre en œuvre ».
    pub competences: Vec<String>,
}

/// How an item is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AnswerKindView {
    /// By a level; the key of its value scores it.
    Level {
        /// From the lowest to the highest.
        levels: Vec<LevelView>,
    },
    /// By one choice.
    Single {
        /// The choices.
        choices: Vec<ChoiceView>,
        /// Whether another answer may be written.
        or_other: bool,
    },
    /// By any number of choices.
    Multiple {
        /// The choices.
        choices: Vec<ChoiceView>,
    },
    /// By yes or no.
    YesNo,
    /// By a number.
    Count {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// By whole minutes.
    Duration {
        /// The most.
        max: u32,
    },
    /// By text.
    Text {
        /// Whether several lines are expected.
        multiline: bool,
    },
    /// Text to read.
    Note,
    /// By a kind of answer that this version shows but does not enter.
    Unsupported,
}

/// A level of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LevelView {
    /// Its value, 0 to 9.
    pub value: u8,
    /// Its neutral name.
    pub label: String,
    /// What is seen at this level of this item.
    pub descriptor: String,
}

/// A choice of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChoiceView {
    /// Its code.
    pub code: String,
    /// Its label.
    pub label: String,
}

/// An indicator of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IndicatorView {
    /// Its code.
    pub code: String,
    /// Its title.
    pub label: String,
    /// Its sentence.
    pub sentence: String,
}
