//! A release before it is signed: its documents, and what they do not tell.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cell::{Cell, CellScope};
use super::document::{
    FigureName, Modality, PartCell, ReleaseDocument, ReleasePart, ReleasedIndicator, Withdrawn,
};
use super::figure::{FigureKey, Figures, Released, Why};
use super::plan::Plan;
use super::prepared::{Prepared, prepare};
use super::published::Published;
use super::rules::Rules;
use crate::canonical::{self, CanonicalError, Sha256};
use crate::grid::GridFile;
use crate::grid::indicator::{IndicatorDefinition, Measure};
use crate::indicator::{Editions, Population};
use crate::packed::PackedVisit;
use crate::text::Text;
use crate::uai::Uai;

/// How many cells a part has at most.
const CELLS: usize = 100;

/// What a release is asked to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Order {
    /// Its name.
    pub name: String,
    /// The school year in which blocks of three begin; once a release was published, that of the first.
    pub anchor: String,
    /// The rules.
    pub rules: Rules,
    /// What it withdraws of earlier releases.
    #[serde(default)]
    pub withdrawn: Vec<Withdrawn>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// For whom, when and of what a release is prepared.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'c> {
    /// The académie's code.
    pub academie: &'c str,
    /// The day.
    pub on: NaiveDate,
    /// Whether the visits are fictitious.
    pub fictitious: bool,
    /// Every grid on which visits rest.
    pub grids: &'c [GridFile],
}

/// A release before it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Draft {
    /// The canonical text of its head.
    pub head: String,
    /// The canonical text of each part, in the order of their hashes.
    pub parts: Vec<String>,
    /// What it does not tell.
    pub untold: Vec<Untold>,
}

/// How many figures of an indicator are not told, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Untold {
    /// The code of the grid.
    pub grid_code: String,
    /// The indicator.
    pub indicator: String,
    /// Of what cells.
    pub level: Level,
    /// Why.
    pub why: Why,
    /// How many.
    pub figures: u64,
}

/// Of what cells something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The académie's.
    Academie,
    /// Those of circonscriptions.
    Circonscription,
    /// Those of schools.
    School,
}

impl From<CellScope> for Level {
    fn from(scope: CellScope) -> Self {
        match scope {
            CellScope::Academie => Self::Academie,
            CellScope::Circonscription(_) => Self::Circonscription,
            CellScope::School(_) => Self::School,
        }
    }
}

/// Why no release is prepared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRelease {
    /// The rules are none that an académie may set.
    #[error("rules outside of what an académie may set")]
    Rules,
    /// The anchor is no school year, or not that of the first release.
    #[error("`{0}` is not the school year in which blocks of three begin")]
    Anchor(String),
    /// A name is asked for, and a reason where something is withdrawn.
    #[error("without a name, or without a reason for what is withdrawn")]
    Unsaid,
    /// Neither a figure that no release has, nor anything to withdraw.
    #[error("no figure that no release has")]
    Nothing,
    /// A text has no canonical bytes.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// The school years from `anchor` on that are complete on `on`: one ends with August.
#[must_use]
pub fn complete_years(anchor: &str, on: NaiveDate) -> Option<Vec<String>> {
    let (from, to) = anchor.split_once('-')?;
    let (from, to): (i32, i32) = (from.parse().ok()?, to.parse().ok()?);
    let last = on.year() - i32::from(on.month() < 9);
    (to == from + 1 && from >= 2000)
        .then(|| (from..last).map(|year| format!("{year}-{}", year + 1)).collect())
}

impl Order {
    fn refusal(&self, published: &Published) -> Option<NoRelease> {
        let anchored = published.releases().first().map(|first| &first.document.anchor);
        if !self.rules.are_allowed() {
            Some(NoRelease::Rules)
        } else if anchored.is_some_and(|anchor| *anchor != self.anchor) {
            Some(NoRelease::Anchor(self.anchor.clone()))
        } else if self.name.trim().is_empty() || self.withdrawn.is_empty() != self.reason.is_none() {
            Some(NoRelease::Unsaid)
        } else {
            None
        }
    }
}

/// Prepares the release that follows `published`, of `visits`.
///
/// # Errors
/// When the order is none that may be followed, or nothing is new.
pub fn draft(
    circumstances: Circumstances<'_>,
    visits: &[(Sha256, PackedVisit)],
    order: &Order,
    published: &Published,
) -> Result<Draft, NoRelease> {
    if let Some(refusal) = order.refusal(published) {
        return Err(refusal);
    }
    let complete = complete_years(&order.anchor, circumstances.on);
    let complete = complete.ok_or_else(|| NoRelease::Anchor(order.anchor.clone()))?;
    let plan = Plan {
        rules: order.rules,
        complete: &complete,
        anchor: &order.anchor,
        earlier: published.memory(),
    };
    let mut drafting = Drafting::default();
    for last in last_versions(circumstances.grids) {
        let editions = Editions::leading_to(last, circumstances.grids);
        let population = Population::of(editions, visits.iter().cloned());
        if population.visits() > 0 {
            drafting.add(&population, &plan);
        }
    }
    drafting.written(circumstances, order, &complete, published)
}

/// The versions that no other follows.
fn last_versions(grids: &[GridFile]) -> impl Iterator<Item = &GridFile> {
    let followed: BTreeSet<Sha256> = grids
        .iter()
        .filter_map(|file| Some(file.grid().lineage.as_ref()?.follows))
        .collect();
    grids
        .iter()
        .filter(move |file| !followed.contains(&file.sha256()))
}

#[derive(Default)]
struct Drafting {
    figures: Figures,
    untold: BTreeMap<(String, String, Level, Why), u64>,
    indicators: Vec<ReleasedIndicator>,
    circonscriptions: BTreeMap<Uai, Uai>,
}

impl Drafting {
    fn add(&mut self, population: &Population<'_>, plan: &Plan<'_>) {
        let Prepared { figures, untold } = prepare(population, plan);
        let is_new = |key: &FigureKey| !plan.earlier.contains_key(key);
        for (key, why) in untold.into_iter().filter(|(key, _)| is_new(key)) {
            let level = key.cell.scope.into();
            let count = self.untold.entry((key.grid_code, key.indicator, level, why));
            *count.or_default() += 1;
        }
        let new: Figures = figures.into_iter().filter(|(key, _)| is_new(key)).collect();
        self.describe(population, &new);
        for scope in [crate::grid::Scope::Visit, crate::grid::Scope::Seance] {
            let places = population.each(scope, |unit| (unit.place.uai, unit.place.circonscription));
            let placed = places.into_iter().filter_map(|(school, of)| Some((school, of?)));
            self.circonscriptions.extend(placed);
        }
        self.figures.extend(new);
    }

    fn describe(&mut self, population: &Population<'_>, figures: &Figures) {
        let told: BTreeSet<&str> = figures.keys().map(|key| key.indicator.as_str()).collect();
        let indicators = population.grid().indicators.iter();
        for definition in indicators.filter(|one| told.contains(one.code.as_str())) {
            self.indicators.push(described(population, definition, figures));
        }
    }

    /// The documents.
    fn written(
        self,
        circumstances: Circumstances<'_>,
        order: &Order,
        complete: &[String],
        published: &Published,
    ) -> Result<Draft, NoRelease> {
        if self.figures.is_empty() && order.withdrawn.is_empty() {
            return Err(NoRelease::Nothing);
        }
        let number = published.releases().len() as u32 + 1;
        let mut parts: Vec<(Sha256, String)> = Vec::new();
        for part in self.parts(circumstances.academie, number) {
            let text = canonical::to_text(&part)?;
            parts.push((Sha256::of(text.as_bytes()), text));
        }
        parts.sort_unstable();
        let document = ReleaseDocument {
            format: ReleaseDocument::FORMAT.to_owned(),
            academie: circumstances.academie.to_owned(),
            number,
            name: order.name.trim().to_owned(),
            on: circumstances.on,
            rules: order.rules,
            anchor: order.anchor.clone(),
            complete: complete.to_vec(),
            fictitious: circumstances.fictitious,
            indicators: self.indicators,
            withdrawn: order.withdrawn.clone(),
            reason: order.reason.clone(),
            parts: parts.iter().map(|(sha256, _)| *sha256).collect(),
        };
        let untold = self.untold.into_iter();
        Ok(Draft {
            head: canonical::to_text(&document)?,
            parts: parts.into_iter().map(|(_, text)| text).collect(),
            untold: untold
                .map(|((grid_code, indicator, level, why), figures)| Untold {
                    grid_code,
                    indicator,
                    level,
                    why,
                    figures,
                })
                .collect(),
        })
    }

    /// The parts: cells of one place, of one grid, that have figures of the same.
    fn parts(&self, academie: &str, number: u32) -> Vec<ReleasePart> {
        let mut by_cell: BTreeMap<(&str, &Cell), Vec<(FigureName, Released)>> = BTreeMap::new();
        for (key, figure) in &self.figures {
            let name = FigureName {
                indicator: key.indicator.clone(),
                modality: key.modality.clone(),
            };
            let of_cell = by_cell.entry((&key.grid_code, &key.cell)).or_default();
            of_cell.push((name, *figure));
        }
        let mut parts: BTreeMap<(&str, Option<Uai>, Vec<FigureName>), Vec<PartCell>> = BTreeMap::new();
        for ((grid_code, cell), own) in by_cell {
            let (names, figures): (Vec<FigureName>, Vec<Released>) = own.into_iter().unzip();
            let told = figures.into_iter();
            let told = told.map(|figure| (figure != Released::HIDDEN).then_some(figure));
            let of_part = parts.entry((grid_code, self.circonscription(cell), names));
            of_part.or_default().push(PartCell {
                cell: cell.clone(),
                figures: told.collect(),
            });
        }
        let mut written = Vec::new();
        for ((grid_code, circonscription, names), cells) in parts {
            written.extend(cells.chunks(CELLS).map(|cells| ReleasePart {
                format: ReleasePart::FORMAT.to_owned(),
                academie: academie.to_owned(),
                number,
                grid_code: grid_code.to_owned(),
                circonscription,
                of: names.clone(),
                cells: cells.to_vec(),
            }));
        }
        written
    }

    fn circonscription(&self, cell: &Cell) -> Option<Uai> {
        match cell.scope {
            CellScope::Academie => None,
            CellScope::Circonscription(uai) => Some(uai),
            CellScope::School(uai) => self.circonscriptions.get(&uai).copied(),
        }
    }
}

/// An indicator with all that its reader needs to know.
fn described(
    population: &Population<'_>,
    definition: &IndicatorDefinition,
    figures: &Figures,
) -> ReleasedIndicator {
    let grid = population.grid();
    let levels = population
        .levels_of(definition)
        .map(|(least, most)| (least as u8, most as u8));
    let own = figures.keys().filter(|key| key.indicator == definition.code);
    let mut codes: Vec<&String> = own.filter_map(|key| key.modality.as_ref()).collect();
    codes.sort_unstable();
    codes.dedup();
    let item = match &definition.measure {
        Measure::Distribution { item, .. } => grid.find(item).map(|place| place.item),
        _ => None,
    };
    let mut modalities: Vec<(usize, Modality)> = codes
        .into_iter()
        .map(|code| {
            let (rank, label): (Option<usize>, Option<&Text>) =
                item.and_then(|item| grid.value_label(item, code)).unzip();
            let modality = Modality {
                code: code.clone(),
                label: label.cloned(),
            };
            // Yes and no have no names of their own.
            let rank = rank.unwrap_or(if code == "oui" { 0 } else { usize::MAX });
            (rank, modality)
        })
        .collect();
    modalities.sort_by_key(|(rank, _)| *rank);
    ReleasedIndicator {
        grid_code: grid.code.clone(),
        grid_title: grid.title.clone(),
        language: grid.language.clone(),
        subject: population.subject(),
        definition: definition.clone(),
        levels,
        modalities: modalities.into_iter().map(|(_, modality)| modality).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_is_complete_with_the_end_of_august() {
        let on = |date: &str| date.parse::<NaiveDate>().ok();
        let years = |date| on(date).and_then(|on| complete_years("2023-2024", on));
        assert_eq!(years("2026-08-31").map(|years| years.len()), Some(2));
        assert_eq!(
            years("2026-09-01").unwrap_or_default(),
            ["2023-2024", "2024-2025", "2025-2026"]
        );
        assert_eq!(years("2020-01-01"), Some(Vec::new()));
        assert_eq!(on("2026-09-01").and_then(|on| complete_years("2023", on)), None);
    }
}
