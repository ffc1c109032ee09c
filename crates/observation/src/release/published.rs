//! What was published: the figures that stand, and all that was ever told.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, CellScope, Window};
use super::document::{ReleaseDocument, ReleasePart, ReleasedIndicator, Withdrawn};
use super::figure::{FigureKey, Figures, Released};
use crate::canonical::Sha256;
use crate::uai::Uai;

/// A release with its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Release {
    /// The hash of its head, as it was signed.
    pub sha256: Sha256,
    /// Its head.
    pub document: ReleaseDocument,
    /// Its parts, all of them.
    pub parts: Vec<ReleasePart>,
}

/// Releases of an académie, one after the other.
#[derive(Debug, Clone, Default)]
pub struct Published {
    releases: Vec<Release>,
    memory: Figures,
    standing: Figures,
    circonscriptions: BTreeMap<Uai, Uai>,
    windows: BTreeSet<Window>,
    /// The grids and indicators of which each place has figures.
    measured: BTreeMap<CellScope, BTreeSet<(String, String)>>,
}

impl Published {
    /// `releases` by their numbers, as far as none is missing: what follows one that is not there waits for it.
    #[must_use]
    pub fn of(releases: Vec<Release>) -> Self {
        let mut published = Self::default();
        for release in releases {
            if u64::from(release.document.number) == published.releases.len() as u64 + 1 {
                published.add(release);
            }
        }
        published
    }

    /// The releases that these documents make, in the order in which they were stored: of each number the first counts, and
    /// what cannot be read, or waits for a part, is of none.
    #[must_use]
    pub fn read<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let mut heads: BTreeMap<u32, (Sha256, ReleaseDocument)> = BTreeMap::new();
        let mut parts: BTreeMap<Sha256, ReleasePart> = BTreeMap::new();
        for text in texts {
            let text = text.as_ref();
            let sha256 = Sha256::of(text.as_bytes());
            if let Some(head) = ReleaseDocument::read(text) {
                heads.entry(head.number).or_insert((sha256, head));
            } else if let Some(part) = ReleasePart::read(text) {
                parts.insert(sha256, part);
            }
        }
        let whole = heads.into_values().filter_map(|(sha256, document)| {
            let named = document.parts.iter().map(|part| parts.remove(part));
            let parts = named.collect::<Option<Vec<_>>>()?;
            Some(Release {
                sha256,
                document,
                parts,
            })
        });
        Self::of(whole.collect())
    }

    fn add(&mut self, release: Release) {
        for withdrawn in &release.document.withdrawn {
            let stood = self.standing.iter_mut().filter(|(key, _)| withdrawn.is_of(key));
            stood.for_each(|(_, figure)| *figure = Released::HIDDEN);
        }
        for part in &release.parts {
            for cell in &part.cells {
                if let (CellScope::School(school), Some(of)) = (cell.cell.scope, part.circonscription) {
                    self.circonscriptions.insert(school, of);
                }
                self.windows.insert(cell.cell.window.clone());
                let measured = self.measured.entry(cell.cell.scope).or_default();
                let names = part.of.iter();
                measured.extend(names.map(|name| (part.grid_code.clone(), name.indicator.clone())));
                self.add_cell(part, &cell.cell, &cell.figures);
            }
        }
        self.releases.push(release);
    }

    fn add_cell(&mut self, part: &ReleasePart, cell: &Cell, figures: &[Option<Released>]) {
        for (name, figure) in part.of.iter().zip(figures) {
            let key = FigureKey {
                grid_code: part.grid_code.clone(),
                indicator: name.indicator.clone(),
                modality: name.modality.clone(),
                cell: cell.clone(),
            };
            let figure = figure.unwrap_or(Released::HIDDEN);
            // What was told first stands: no release changes a figure.
            self.memory.entry(key.clone()).or_insert(figure);
            self.standing.entry(key).or_insert(figure);
        }
    }

    /// The releases, by their numbers.
    #[must_use]
    pub fn releases(&self) -> &[Release] {
        &self.releases
    }

    /// The last.
    #[must_use]
    pub fn last(&self) -> Option<&Release> {
        self.releases.last()
    }

    /// All that was ever told, withdrawn or not: who read it knows it.
    #[must_use]
    pub fn memory(&self) -> &Figures {
        &self.memory
    }

    /// The figures that stand.
    #[must_use]
    pub fn standing(&self) -> &Figures {
        &self.standing
    }

    /// Whether something stands that may be withdrawn.
    #[must_use]
    pub fn stands(&self, withdrawn: &Withdrawn) -> bool {
        self.standing
            .iter()
            .any(|(key, figure)| withdrawn.is_of(key) && figure.shows())
    }

    /// What stands of a figure; nothing told where there is none.
    #[must_use]
    pub fn figure(&self, key: &FigureKey) -> Released {
        self.standing.get(key).copied().unwrap_or(Released::HIDDEN)
    }

    /// The circonscription of a school, as the last release that has it says.
    #[must_use]
    pub fn circonscription_of(&self, school: Uai) -> Option<Uai> {
        self.circonscriptions.get(&school).copied()
    }

    /// The windows that have a cell, the earliest first.
    #[must_use]
    pub fn windows(&self) -> &BTreeSet<Window> {
        &self.windows
    }

    /// The indicators of which a place has figures, told or not, in the order in which they came.
    #[must_use]
    pub fn indicators_of(&self, scope: CellScope) -> Vec<&ReleasedIndicator> {
        let Some(measured) = self.measured.get(&scope) else {
            return Vec::new();
        };
        let key = |one: &ReleasedIndicator| (one.grid_code.clone(), one.definition.code.clone());
        let mut all = self.indicators();
        all.retain(|one| measured.contains(&key(one)));
        all
    }

    /// The schools that have a cell, sorted.
    #[must_use]
    pub fn schools(&self) -> BTreeSet<Uai> {
        let scopes = self.measured.keys();
        scopes
            .filter_map(|scope| match *scope {
                CellScope::School(uai) => Some(uai),
                _ => None,
            })
            .collect()
    }

    /// The circonscriptions that have a cell, sorted.
    #[must_use]
    pub fn circonscriptions(&self) -> BTreeSet<Uai> {
        let scopes = self.measured.keys();
        scopes
            .filter_map(|scope| match *scope {
                CellScope::Circonscription(uai) => Some(uai),
                _ => None,
            })
            .collect()
    }

    /// An indicator, as the last release that has it says.
    #[must_use]
    pub fn indicator(&self, grid_code: &str, code: &str) -> Option<&ReleasedIndicator> {
        let releases = self.releases.iter().rev();
        let mut all = releases.flat_map(|release| &release.document.indicators);
        all.find(|one| one.grid_code == grid_code && one.definition.code == code)
    }

    /// The indicators, each as the last release that has it says, in the order in which they came.
    #[must_use]
    pub fn indicators(&self) -> Vec<&ReleasedIndicator> {
        let mut indicators: Vec<&ReleasedIndicator> = Vec::new();
        for one in self
            .releases
            .iter()
            .flat_map(|release| &release.document.indicators)
        {
            let is_it = |other: &ReleasedIndicator| {
                (&other.grid_code, &other.definition.code) == (&one.grid_code, &one.definition.code)
            };
            match indicators.iter().position(|other| is_it(other)) {
                Some(at) => indicators[at] = one,
                None => indicators.push(one),
            }
        }
        indicators
    }
}
