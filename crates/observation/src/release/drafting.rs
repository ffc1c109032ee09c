//! The figures of a release as its documents.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, CellScope};
use super::document::{FigureName, Modality, PartCell, ReleaseDocument, ReleasePart, ReleasedIndicator};
use super::figure::{FigureKey, Figures, Released, Why};
use super::order::{Circumstances, Draft, Level, NoRelease, Order, Untold};
use super::plan::Plan;
use super::prepared::{Prepared, prepare};
use super::published::Published;
use crate::canonical::{self, Sha256};
use crate::grid::Scope;
use crate::grid::indicator::{IndicatorDefinition, Measure};
use crate::indicator::Population;
use crate::text::Text;
use crate::uai::Uai;

/// How many cells a part has at most.
const CELLS: usize = 100;

/// What the cells of a part share: a grid, a circonscription, and of what each has a figure.
type PartOf<'d> = (&'d str, Option<Uai>, Vec<FigureName>);

/// The figures of a release, while they are gathered.
#[derive(Default)]
pub(super) struct Drafting {
    figures: Figures,
    untold: BTreeMap<(String, String, Level, Why), u64>,
    indicators: Vec<ReleasedIndicator>,
    circonscriptions: BTreeMap<Uai, Uai>,
}

impl Drafting {
    /// Adds the new figures of a population.
    pub(super) fn add(&mut self, population: &Population<'_>, plan: &Plan<'_>) {
        let Prepared { figures, untold } = prepare(population, plan);
        let is_new = |key: &FigureKey| !plan.earlier.contains_key(key);
        for (key, why) in untold.into_iter().filter(|(key, _)| is_new(key)) {
            let level = key.cell.scope.into();
            let count = self.untold.entry((key.grid_code, key.indicator, level, why));
            *count.or_default() += 1;
        }
        let new: Figures = figures.into_iter().filter(|(key, _)| is_new(key)).collect();
        self.describe(population, &new);
        for scope in [Scope::Visit, Scope::Seance] {
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
    pub(super) fn written(
        self,
        circumstances: Circumstances<'_>,
        order: &Order,
        complete: &[String],
        published: &Published,
    ) -> Result<Draft, NoRelease> {
        // What tells nothing would close its windows for good.
        if !self.figures.values().any(Released::shows) && order.withdrawn.is_empty() {
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
        let mut parts: BTreeMap<PartOf<'_>, Vec<PartCell>> = BTreeMap::new();
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
        since: population.measured_so_since(&definition.code),
        modalities: modalities.into_iter().map(|(_, modality)| modality).collect(),
    }
}
