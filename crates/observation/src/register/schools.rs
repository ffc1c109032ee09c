//! The school that a cell means, by its UAI or by its name.

use std::collections::BTreeMap;

use super::codes;
use crate::directory::Schools;
use crate::folding::search_key;
use crate::problem::Problem;
use crate::uai::Uai;

/// The schools of the directory, by UAI and by name.
pub(super) struct SchoolNames<'a> {
    schools: &'a Schools,
    by_name: BTreeMap<String, Vec<Uai>>,
}

impl<'a> SchoolNames<'a> {
    pub fn new(schools: &'a Schools) -> Self {
        let mut by_name: BTreeMap<String, Vec<Uai>> = BTreeMap::new();
        for school in schools.values() {
            by_name
                .entry(search_key(&school.name))
                .or_default()
                .push(school.uai);
        }
        Self { schools, by_name }
    }

    /// Whether the directory holds `uai`; an empty one is taken to hold all.
    pub fn holds(&self, uai: &Uai) -> bool {
        self.schools.is_empty() || self.schools.contains_key(uai)
    }

    /// The school that `cell` means: the UAI that stands in it, else the one school of that name, in that commune if given.
    pub fn find(&self, cell: &str, commune: &str, place: &str) -> Result<Uai, Problem> {
        let mut words = cell.split(|character: char| !character.is_ascii_alphanumeric());
        if let Some(uai) = words.find_map(|word| word.parse().ok()) {
            return Ok(uai);
        }
        let named = self.by_name.get(&search_key(cell)).map_or(&[][..], Vec::as_slice);
        let commune = search_key(commune);
        let there = |uai: &&Uai| {
            commune.is_empty()
                || self
                    .schools
                    .get(uai)
                    .is_some_and(|school| search_key(&school.commune) == commune)
        };
        match named.iter().filter(there).collect::<Vec<_>>().as_slice() {
            [] => Err(Problem::error(codes::SCHOOL_UNKNOWN, place).with("school", cell)),
            [uai] => Ok(**uai),
            several => {
                let candidates = several
                    .iter()
                    .take(5)
                    .map(|uai| self.shown(uai))
                    .collect::<Vec<_>>()
                    .join(", ");
                let problem = Problem::error(codes::SCHOOL_AMBIGUOUS, place).with("school", cell);
                Err(problem.with("candidates", candidates))
            }
        }
    }

    fn shown(&self, uai: &Uai) -> String {
        let commune = self.schools.get(uai).map_or("", |school| &school.commune);
        format!("{uai} ({commune})")
    }
}
