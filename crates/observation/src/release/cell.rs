//! The cells of a release: a fixed list, whatever the figures.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::directory::EducationPrioritaire;
use crate::indicator::UnitView;
use crate::uai::Uai;

/// Where, when and of which schools a cell is: one filter at a time, and no window that slides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Where.
    pub scope: CellScope,
    /// When: one complete school year, or three.
    pub window: Window,
    /// Of which schools; all, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub education_prioritaire: Option<EducationPrioritaire>,
}

/// Where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CellScope {
    /// The whole académie, or all that a notebook without a store has.
    Academie,
    /// A circonscription, by its UAI.
    Circonscription(Uai),
    /// A school, by its UAI.
    School(Uai),
}

/// Complete school years: one, or three with fixed bounds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The first school year, `2023-2024`.
    pub first: String,
    /// The last.
    pub last: String,
}

/// How many school years a school's window has.
pub const BLOCK: usize = 3;

impl Window {
    /// The windows that `complete` school years give, sorted: each year, and each three from `anchor` on that are all
    /// complete.
    #[must_use]
    pub fn of(complete: &[String], anchor: &str) -> (Vec<Self>, Vec<Self>) {
        let year = |year: &String| Self {
            first: year.clone(),
            last: year.clone(),
        };
        let from = complete.iter().position(|year| year == anchor);
        let anchored = from.map_or(&[][..], |from| &complete[from..]);
        let blocks = anchored.chunks_exact(BLOCK).map(|years| Self {
            first: years[0].clone(),
            last: years[BLOCK - 1].clone(),
        });
        (complete.iter().map(year).collect(), blocks.collect())
    }

    /// Whether a school year is in it.
    #[must_use]
    pub fn holds(&self, year: &str) -> bool {
        (self.first.as_str()..=self.last.as_str()).contains(&year)
    }

    /// Whether it is one school year.
    #[must_use]
    pub fn is_year(&self) -> bool {
        self.first == self.last
    }
}

impl Cell {
    /// Whether a unit is one of the cell.
    #[must_use]
    pub fn holds(&self, unit: UnitView<'_>) -> bool {
        let place = unit.place;
        let is_there = match self.scope {
            CellScope::Academie => true,
            CellScope::Circonscription(uai) => place.circonscription == Some(uai),
            CellScope::School(uai) => place.uai == uai,
        };
        let priority = self
            .education_prioritaire
            .is_none_or(|priority| place.education_prioritaire == priority);
        is_there && priority && self.window.holds(&unit.circumstances.school_year)
    }
}

impl fmt::Display for Window {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_year() {
            true => formatter.write_str(&self.first),
            false => write!(formatter, "{} à {}", self.first, self.last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_have_fixed_bounds_and_are_complete() {
        let years: Vec<String> = (2023..2028).map(|year| format!("{year}-{}", year + 1)).collect();
        let (single, blocks) = Window::of(&years, "2024-2025");
        assert_eq!(single.len(), 5);
        assert_eq!(blocks.len(), 1);
        assert_eq!(blocks[0].to_string(), "2024-2025 à 2026-2027");
        assert!(blocks[0].holds("2025-2026") && !blocks[0].holds("2027-2028"));
        assert_eq!(Window::of(&years, "2030-2031").1, []);
    }
}
