//! A figure as a release tells it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cell::Cell;
use super::writing::WrittenFigure;
use crate::indicator::Interval;

/// A figure of a release; what it does not tell is « masqué (secret) », whatever the reason.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "WrittenFigure", into = "WrittenFigure")]
pub struct Released {
    /// How many distinct teachers (schools, where the grid observes schools) it rests on.
    pub teachers: Option<u64>,
    /// Its value.
    pub value: ReleasedValue,
    /// Its interval at 95 %, rounded like the value.
    pub interval: Option<Interval>,
    /// How many units it rests on; told from twenty teachers on.
    pub units: Option<u64>,
    /// How many left the denominator, likewise.
    pub excluded: Option<u64>,
    /// How many stand above the line, likewise.
    pub numerator: Option<u64>,
}

/// What a release tells of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ReleasedValue {
    /// It, rounded.
    Told(f64),
    /// « 20 % au plus ».
    AtMost(f64),
    /// « 80 % au moins ».
    AtLeast(f64),
    /// « masqué (secret) ».
    Hidden,
}

impl Released {
    /// Nothing told.
    pub const HIDDEN: Self = Self {
        teachers: None,
        value: ReleasedValue::Hidden,
        interval: None,
        units: None,
        excluded: None,
        numerator: None,
    };

    /// Whether it tells something of the value.
    #[must_use]
    pub fn shows(&self) -> bool {
        self.value != ReleasedValue::Hidden
    }
}

/// What names a figure in every release: the grid's code, the indicator's, the cell, and the value that it is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureKey {
    /// The grid's code, which its versions share.
    pub grid_code: String,
    /// The indicator's code.
    pub indicator: String,
    /// The value that it is of, in a distribution.
    pub modality: Option<String>,
    /// The cell.
    pub cell: Cell,
}

/// The figures of releases, by name.
pub type Figures = BTreeMap<FigureKey, Released>;

/// Why a figure is not told: for who signs a release alone, who never sees what it would tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Fewer teachers than the threshold.
    FewTeachers,
    /// Of one school, where it is said of several.
    OneSchool,
    /// One teacher gives nearly all of it.
    OneTeacher,
    /// It would tell another by a difference.
    Difference,
    /// An earlier release did not tell it, or closed its window without it.
    Earlier,
    /// What was told of its years has changed since, by too few persons.
    Changed,
}
