//! The documents of a release: a head that is signed, and the parts that it names by their hashes.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cell::{Cell, Window};
use super::figure::{FigureKey, Released};
use super::rules::Rules;
use crate::canonical::Sha256;
use crate::grid::SubjectKind;
use crate::grid::indicator::IndicatorDefinition;
use crate::text::Text;
use crate::uai::Uai;

/// The head of a release. Releases of an académie follow each other; each has the figures that no earlier one had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseDocument {
    /// Always `carnet/release/1`.
    #[schemars(extend("const" = ReleaseDocument::FORMAT))]
    pub format: String,
    /// The académie's code.
    pub academie: String,
    /// Its number among the releases of the académie, from 1.
    pub number: u32,
    /// Its name, as who signs it gave it.
    pub name: String,
    /// The day on which it was prepared.
    pub on: NaiveDate,
    /// By which rules.
    pub rules: Rules,
    /// The school year in which blocks of three begin.
    pub anchor: String,
    /// The complete school years that it looked at.
    pub complete: Vec<String>,
    /// Whether it is of fictitious visits.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fictitious: bool,
    /// The indicators of which it has figures, so that it is read without their grids.
    pub indicators: Vec<ReleasedIndicator>,
    /// What it withdraws of earlier releases, for `reason`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<Withdrawn>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The hashes of its parts, sorted.
    pub parts: Vec<Sha256>,
}

/// An indicator as a release has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleasedIndicator {
    /// The code of its grid, which all versions share.
    pub grid_code: String,
    /// The grid's title.
    pub grid_title: Text,
    /// The language of its texts.
    pub language: String,
    /// Whom its grid observes.
    pub subject: SubjectKind,
    /// What is measured.
    pub definition: IndicatorDefinition,
    /// The lowest and the highest level, of a mean level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<(u8, u8)>,
    /// The first school year in which it was measured so, where it was measured otherwise before: no series goes across.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The values of a distribution, in the order of the item's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modalities: Vec<Modality>,
}

/// A value of a distribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Modality {
    /// Its code.
    pub code: String,
    /// Its name, where the grid gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
}

/// Figures that stand no more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// The code of the grid.
    pub grid_code: String,
    /// The indicator.
    pub indicator: String,
    /// The window.
    pub window: Window,
}

/// A part of a release: cells of one place and grid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleasePart {
    /// Always `carnet/release_part/1`.
    #[schemars(extend("const" = ReleasePart::FORMAT))]
    pub format: String,
    /// The académie's code.
    pub academie: String,
    /// The number of the release.
    pub number: u32,
    /// The code of the grid.
    pub grid_code: String,
    /// The circonscription of its schools; none of the académie's cells, and of schools that have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circonscription: Option<Uai>,
    /// What each cell has a figure of, in order.
    pub of: Vec<FigureName>,
    /// The cells.
    pub cells: Vec<PartCell>,
}

/// Of what a figure is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureName {
    /// The indicator.
    pub indicator: String,
    /// The value of a distribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality: Option<String>,
}

/// A cell with its figures, in the order of [`ReleasePart::of`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartCell {
    /// The cell.
    pub cell: Cell,
    /// Its figures; null where nothing is told.
    pub figures: Vec<Option<Released>>,
}

impl Withdrawn {
    pub(super) fn is_of(&self, key: &FigureKey) -> bool {
        key.grid_code == self.grid_code && key.indicator == self.indicator && key.cell.window == self.window
    }
}

impl ReleaseDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/release/1";

    /// What a document of that kind says; none where a later version wrote it, or no académie may set its rules.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let said: Self = serde_json::from_str(text).ok()?;
        let is_sorted = said.parts.is_sorted_by(|former, next| former < next);
        let may = said.format == Self::FORMAT && said.rules.are_allowed() && said.number > 0;
        (may && is_sorted).then_some(said)
    }
}

/// How many figures there are, and how many of them are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Extent {
    /// All of them.
    pub all: usize,
    /// Those that are told.
    pub told: usize,
}

impl Extent {
    /// That of parts.
    #[must_use]
    pub fn of(parts: &[ReleasePart]) -> Self {
        let cells = parts.iter().flat_map(|part| &part.cells);
        let figures = cells.flat_map(|cell| &cell.figures);
        figures.fold(Self::default(), |extent, figure| Self {
            all: extent.all + 1,
            told: extent.told + usize::from(figure.is_some_and(|figure| figure.shows())),
        })
    }
}

impl ReleasePart {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/release_part/1";

    /// What a document of that kind says; none where a later version wrote it, or its rows are not of its columns.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let said: Self = serde_json::from_str(text).ok()?;
        let is_whole = said.cells.iter().all(|cell| cell.figures.len() == said.of.len());
        (said.format == Self::FORMAT && is_whole).then_some(said)
    }
}
