//! How the visits of former versions of a grid enter the series of an indicator: as they are, recoded, or not at all.
//!
//! The author of a version says of each indicator whether it is comparable, recoded or broken. Of one that he says nothing
//! of, the same measure is comparable, another is broken.

use std::collections::BTreeMap;

use crate::facts::FactValue;
use crate::grid::indicator::{IndicatorDefinition, Measure};
use crate::grid::{Comparability, Comparison, GridFile};

/// A way to read one version's facts for an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading<'g> {
    /// What is measured.
    pub(super) definition: &'g IndicatorDefinition,
    /// The version that defines it, from the last, 0: facts of an older one are recoded up to it.
    pub(super) defined_in: usize,
}

/// The versions of one grid that follow each other, the last first.
#[derive(Debug, Clone)]
pub struct Editions<'g>(Vec<&'g GridFile>);

impl<'g> Editions<'g> {
    /// Those of `grids` that lead to `last`, by what each says that it follows.
    #[must_use]
    pub fn leading_to(last: &'g GridFile, grids: &'g [GridFile]) -> Self {
        let mut chain = vec![last];
        while let Some(former) = former_of(chain[chain.len() - 1], grids) {
            if chain.iter().any(|one| one.sha256() == former.sha256()) {
                break;
            }
            chain.push(former);
        }
        Self(chain)
    }

    /// Each version, the last first.
    #[must_use]
    pub fn files(&self) -> &[&'g GridFile] {
        &self.0
    }

    /// How each version is read, from `first` on, for the indicator `code` of version `first`; it ends where a version is
    /// broken with the one after it, or does not have it.
    pub(super) fn readings(&self, first: usize, code: &str) -> Vec<Reading<'g>> {
        let Some(definition) = self.0.get(first).and_then(|file| indicator(file, code)) else {
            return Vec::new();
        };
        let mut readings = vec![Reading {
            definition,
            defined_in: first,
        }];
        let mut code = code.to_owned();
        for version in first + 1..self.0.len() {
            let present = readings[readings.len() - 1];
            let Some((reading, former)) = self.next(version, present, &code) else {
                break;
            };
            readings.push(reading);
            code = former;
        }
        readings
    }

    /// Where the series of `code` goes on before the break that ends the one from `first` on: a version and the code there.
    pub(super) fn before_break(&self, first: usize, code: &str) -> Option<(usize, String)> {
        let read = self.readings(first, code).len();
        let mut code = code.to_owned();
        for version in first + 1..=first + read {
            let said = said_of(self.0.get(version - 1)?, &code);
            code = said.map_or(code.clone(), |said| former_code(said).to_owned());
        }
        let version = first + read;
        indicator(self.0.get(version)?, &code).map(|_| (version, code))
    }

    fn next(&self, version: usize, present: Reading<'g>, code: &str) -> Option<(Reading<'g>, String)> {
        let said = said_of(self.0[version - 1], code);
        let former = said.map_or(code, former_code);
        let own = indicator(self.0[version], former);
        let is_read_through = present.defined_in + 1 < version;
        let verdict = match said {
            Some(said) => said.verdict,
            None if own.is_some_and(|own| measures_alike(own, present.definition)) => {
                Comparability::Comparable
            }
            None => Comparability::Break,
        };
        let verdict = match own {
            Some(own) if !is_of_one_kind(own, present.definition) => Comparability::Break,
            _ => verdict,
        };
        let reading = match verdict {
            Comparability::Break => return None,
            Comparability::Comparable if !is_read_through => Reading {
                definition: own?,
                defined_in: version,
            },
            Comparability::Comparable | Comparability::Recoded => present,
        };
        Some((reading, former.to_owned()))
    }

    /// The answers of `version`, in the codes of the later version `as_of`.
    pub(super) fn recoded(
        &self,
        answers: &BTreeMap<String, FactValue>,
        (version, as_of): (usize, usize),
    ) -> BTreeMap<String, FactValue> {
        let mut recoded = answers.clone();
        for later in (as_of..version).rev() {
            let lineage = self.0[later].grid().lineage.as_ref();
            recoded = step(recoded, lineage.map_or(&[][..], |lineage| &lineage.items));
        }
        recoded
    }
}

fn former_of<'g>(file: &GridFile, grids: &'g [GridFile]) -> Option<&'g GridFile> {
    let follows = file.grid().lineage.as_ref()?.follows;
    let of_code = |one: &&GridFile| one.sha256() == follows && one.grid().code == file.grid().code;
    grids.iter().find(of_code)
}

fn indicator<'g>(file: &'g GridFile, code: &str) -> Option<&'g IndicatorDefinition> {
    file.grid().indicators.iter().find(|one| one.code == code)
}

fn said_of<'g>(file: &'g GridFile, code: &str) -> Option<&'g Comparison> {
    let lineage = file.grid().lineage.as_ref()?;
    lineage.indicators.iter().find(|one| one.code == code)
}

fn former_code(said: &Comparison) -> &str {
    said.former.as_deref().unwrap_or(&said.code)
}

/// Whether two definitions count the same units and measure in the same way: else no word of an author makes them one series.
fn is_of_one_kind(one: &IndicatorDefinition, other: &IndicatorDefinition) -> bool {
    let kind = std::mem::discriminant::<Measure>;
    one.unit == other.unit && kind(&one.measure) == kind(&other.measure)
}

fn measures_alike(one: &IndicatorDefinition, other: &IndicatorDefinition) -> bool {
    one.measure == other.measure && one.unit == other.unit && one.filter == other.filter
}

/// One version's answers in the codes of the next; an item that lost its meaning has no answer any more.
fn step(mut answers: BTreeMap<String, FactValue>, items: &[Comparison]) -> BTreeMap<String, FactValue> {
    let taken: Vec<_> = items
        .iter()
        .filter_map(|said| Some((said, answers.remove(former_code(said))?)))
        .collect();
    for (said, value) in taken {
        match said.verdict {
            Comparability::Break => {}
            Comparability::Comparable => {
                answers.insert(said.code.clone(), value);
            }
            Comparability::Recoded => {
                answers.insert(said.code.clone(), mapped(value, &said.mapping));
            }
        }
    }
    answers
}

fn mapped(value: FactValue, mapping: &BTreeMap<String, String>) -> FactValue {
    let of_code = |code: String| mapping.get(&code).cloned().unwrap_or(code);
    match value {
        FactValue::Choice(code) => FactValue::Choice(of_code(code)),
        FactValue::Choices(codes) => {
            let mut present: Vec<String> = Vec::with_capacity(codes.len());
            for code in codes.into_iter().map(of_code) {
                if !present.contains(&code) {
                    present.push(code);
                }
            }
            FactValue::Choices(present)
        }
        FactValue::Level(level) => {
            let present = of_code(level.to_string());
            FactValue::Level(present.parse().unwrap_or(level))
        }
        FactValue::YesNo(yes) => match of_code(if yes { "oui" } else { "non" }.to_owned()).as_str() {
            "oui" => FactValue::YesNo(true),
            "non" => FactValue::YesNo(false),
            other => FactValue::Choice(other.to_owned()),
        },
        other => other,
    }
}
