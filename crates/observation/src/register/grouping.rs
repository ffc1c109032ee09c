//! The rows of a file that speak of one person, gathered.

use std::collections::{BTreeMap, BTreeSet};

use super::codes;
use super::teacher::{Affectation, Identity};
use crate::problem::Problem;

/// One row, read.
pub(super) struct Line {
    pub line: usize,
    pub identity: Identity,
    pub affectation: Option<Affectation>,
}

/// A person of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The lines of the file that speak of him.
    pub lines: Vec<usize>,
    /// Who he is.
    pub identity: Identity,
    /// Where he teaches: rows that differ by their levels alone are one.
    pub affectations: Vec<Affectation>,
}

/// Gathers rows of one name, unless their mailboxes differ; the warnings tell of those with nothing but a name in common.
pub(super) fn gather(lines: Vec<Line>) -> (Vec<Candidate>, Vec<Problem>) {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for line in lines {
        let same_name = by_name.entry(line.identity.name_key()).or_default();
        let found = same_name
            .iter()
            .copied()
            .find(|&index| may_be_one(&candidates[index].identity, &line.identity));
        match found {
            Some(index) => candidates[index].add(line),
            None => {
                same_name.push(candidates.len());
                candidates.push(Candidate::of(line));
            }
        }
    }
    let warnings = candidates.iter().filter_map(Candidate::warning).collect();
    (candidates, warnings)
}

fn may_be_one(first: &Identity, second: &Identity) -> bool {
    let mails = first.mail.as_ref().zip(second.mail.as_ref());
    mails.is_none_or(|(first, second)| first.eq_ignore_ascii_case(second))
}

impl Candidate {
    fn of(line: Line) -> Self {
        Self {
            lines: vec![line.line],
            identity: line.identity,
            affectations: line.affectation.into_iter().collect(),
        }
    }

    fn add(&mut self, line: Line) {
        self.lines.push(line.line);
        self.identity.mail = self.identity.mail.take().or(line.identity.mail);
        self.identity.function = self.identity.function.take().or(line.identity.function);
        if let Some(affectation) = line.affectation {
            self.add_affectation(affectation);
        }
    }

    fn add_affectation(&mut self, added: Affectation) {
        let same = |known: &&mut Affectation| {
            Affectation {
                levels: added.levels.clone(),
                ..(**known).clone()
            } == added
        };
        match self.affectations.iter_mut().find(same) {
            None => self.affectations.push(added),
            Some(known) => {
                let missing = added
                    .levels
                    .into_iter()
                    .filter(|level| !known.levels.contains(level))
                    .collect::<Vec<_>>();
                known.levels.extend(missing);
            }
        }
    }

    fn warning(&self) -> Option<Problem> {
        let schools: BTreeSet<_> = self.affectations.iter().map(|each| each.uai).collect();
        if self.identity.mail.is_some() || schools.len() < 2 {
            return None;
        }
        let lines = self
            .lines
            .iter()
            .map(usize::to_string)
            .collect::<Vec<_>>()
            .join(", ");
        let place = format!("ligne {}", self.lines.first()?);
        Some(
            Problem::warning(codes::SAME_NAME, place)
                .with("name", self.identity.full_name())
                .with("lines", lines),
        )
    }
}
