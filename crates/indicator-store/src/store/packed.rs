//! What the packed cache keeps of a span of sequence numbers: a pure function of its records.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use observation::canonical::Sha256;
use observation::facts::Facts;
use observation::grid::GridFile;
use observation::packed::{Block, Layout, PackedVisit, Teachers};
use observation::visit::Standing;
use sync_protocol::lineage::{self, Revision};
use sync_protocol::{PseudonymDocument, Record, StandingDocument};
use uuid::Uuid;

use crate::error::StoreError;

/// How many sequence numbers one span has; the schemas name it too.
pub const SPAN: u64 = 8_192;
/// How many sequence numbers one step looks at.
pub const STEP: u64 = 2 * SPAN;

/// The sequence numbers of a span that a cache which knows of those up to `through` packs: from the first to before the last.
#[must_use]
pub fn bounds(span: u64, through: u64) -> (u64, u64) {
    (span * SPAN, ((span + 1) * SPAN).min(through + 1))
}

/// All that the packed cache of an académie holds.
#[derive(Debug, Default)]
pub struct PackedVisits {
    /// Every grid that the académie has.
    pub grids: Vec<Arc<GridFile>>,
    /// The visits, each with its grid.
    pub visits: Vec<(Sha256, Arc<PackedVisit>)>,
}

impl PackedVisits {
    /// Adds the visits of a block that rest on `file`.
    ///
    /// # Errors
    /// When the block cannot be read.
    pub fn add(&mut self, (sha256, file): (Sha256, &GridFile), block: &Block) -> Result<(), StoreError> {
        let visits = block.visits(&Layout::of(file.grid()))?;
        self.visits
            .extend(visits.into_iter().map(|visit| (sha256, Arc::new(visit))));
        Ok(())
    }
}

/// What is read to pack a span.
#[derive(Debug, Default)]
pub struct SpanRead {
    /// The revisions of the span, and those of other spans that are of the same visits.
    pub revisions: BTreeMap<u64, RevisionRead>,
    /// What was said of who was observed and of whether a revision counts, each with the author who says so, in the order of
    /// the académie.
    pub said: Vec<(String, String)>,
    /// The grids that the académie has.
    pub grids: BTreeMap<Sha256, Arc<GridFile>>,
}

/// A revision as it is read.
#[derive(Debug)]
pub struct RevisionRead {
    /// Its visit.
    pub visit: Uuid,
    /// The hash of its document.
    pub sha256: Sha256,
    /// Its author.
    pub author: String,
    /// The record without facts and document, as JSON.
    pub envelope: String,
    /// Its facts, where it is of the span and was not purged.
    pub facts: Option<String>,
}

impl SpanRead {
    /// The grids on which the facts rest.
    ///
    /// # Errors
    /// When a record cannot be read.
    pub fn grids_named(&self) -> Result<BTreeSet<Sha256>, StoreError> {
        Ok(self.counted()?.into_iter().map(|(_, facts)| facts.grid).collect())
    }

    /// The block of each grid.
    ///
    /// # Errors
    /// When a record cannot be read, or its facts do not fit their grid.
    pub fn packed(&self) -> Result<BTreeMap<Sha256, Block>, StoreError> {
        let mut visits: BTreeMap<Sha256, Vec<PackedVisit>> = BTreeMap::new();
        let (teachers, standings) = (self.teachers(), self.standings());
        for (revision, facts) in self.counted()? {
            let of_it = (revision.author.as_str(), revision.sha256);
            let named = teachers.get(&of_it).cloned();
            let standing = standings.get(&of_it).copied().unwrap_or_default();
            let of_grid = visits.entry(facts.grid).or_default();
            of_grid.push(PackedVisit::of(facts, standing, named));
        }
        let known = visits.into_iter().filter_map(|(sha256, visits)| {
            let grid = self.grids.get(&sha256)?.grid();
            Some((sha256, Block::pack(&Layout::of(grid), &visits)))
        });
        known
            .map(|(sha256, packed)| Ok((sha256, packed.map_err(|misfit| damaged(&misfit))?)))
            .collect()
    }

    /// The revisions of the span that count, with what they say. Those made up count nowhere.
    fn counted(&self) -> Result<Vec<(&RevisionRead, Facts)>, StoreError> {
        let mut of_visits: BTreeMap<Uuid, Vec<u64>> = BTreeMap::new();
        for (sequence, revision) in &self.revisions {
            of_visits.entry(revision.visit).or_default().push(*sequence);
        }
        let mut counting = BTreeSet::new();
        for sequences in of_visits.values() {
            counting.extend(self.counting(sequences)?);
        }
        let mut counted = Vec::with_capacity(counting.len());
        for revision in counting
            .iter()
            .filter_map(|sequence| self.revisions.get(sequence))
        {
            let facts: Option<Facts> = revision.facts.as_deref().map(serde_json::from_str).transpose()?;
            counted.extend(
                facts
                    .filter(|facts| !facts.fictitious)
                    .map(|facts| (revision, facts)),
            );
        }
        Ok(counted)
    }

    /// The one of these revisions of a visit that counts.
    fn counting(&self, sequences: &[u64]) -> Result<Option<u64>, StoreError> {
        if let [only] = sequences {
            return Ok(Some(*only));
        }
        let revisions = sequences.iter().map(|sequence| {
            let envelope: Record = serde_json::from_str(&self.revisions[sequence].envelope)?;
            Ok(Revision {
                sequence: *sequence,
                sha256: envelope.sha256,
                parents: envelope.parents,
            })
        });
        let revisions: Vec<Revision> = revisions.collect::<Result<_, StoreError>>()?;
        Ok(lineage::counting(&revisions).map(|one| one.sequence))
    }

    /// By author and revision; the last that he said of it.
    fn teachers(&self) -> BTreeMap<(&str, Sha256), Teachers> {
        let said = self.said.iter().filter_map(|(author, text)| {
            let said: PseudonymDocument = serde_json::from_str(text).ok()?;
            let keys = |list: &Vec<sync_protocol::TeacherKey>| list.iter().map(|key| key.0).collect();
            let teachers = Teachers {
                circle: said.circle.to_string(),
                epoch: said.epoch,
                observed: keys(&said.teachers),
                seances: said.seances.iter().map(keys).collect(),
            };
            Some(((author.as_str(), said.revision), teachers))
        });
        said.collect()
    }

    /// By author and revision; the last that he said of it.
    fn standings(&self) -> BTreeMap<(&str, Sha256), Standing> {
        let said = self.said.iter().filter_map(|(author, text)| {
            let said = StandingDocument::read(text)?;
            Some(((author.as_str(), said.revision), said.standing))
        });
        said.collect()
    }
}

fn damaged(found: &impl ToString) -> StoreError {
    StoreError::Damaged(found.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use observation::canonical::to_text;
    use observation::grid;
    use serde_json::json;
    use sync_protocol::encoding::Hexadecimal;

    use super::*;

    const GRID: &[u8] = include_bytes!("../../../../assets/grids/usages-numerique-premier-degre.json");
    const AUTHOR: &str = "the author";

    fn revision() -> Sha256 {
        Sha256::of(b"a document")
    }

    fn facts(grid: Sha256, fictitious: bool) -> String {
        let place = json!({ "uai": "9749901U", "kind": "ecole_elementaire", "status": "public",
            "education_prioritaire": "aucune" });
        json!({ "format": "carnet/facts/1", "academie": "la-reunion", "grid": grid, "grid_code": "g", "kind": "visite",
            "month": "2026-11", "school_year": "2026-2027", "place": place, "answers": {}, "seances": [],
            "fictitious": fictitious })
        .to_string()
    }

    fn pseudonym(teacher: u8, revision: Sha256) -> String {
        let said = PseudonymDocument {
            format: PseudonymDocument::FORMAT.to_owned(),
            revision,
            circle: "discipline/L0202".parse().unwrap(),
            epoch: Uuid::from_u128(u128::from(teacher)),
            teachers: vec![Hexadecimal([teacher; 32])],
            seances: Vec::new(),
        };
        to_text(&said).unwrap()
    }

    /// The visits that are packed of one revision, and of what was said of its teachers.
    fn visits(fictitious: bool, pseudonyms: &[(&str, String)]) -> Vec<PackedVisit> {
        let file = Arc::new(grid::check(GRID).0.unwrap());
        let read = RevisionRead {
            visit: Uuid::nil(),
            sha256: revision(),
            author: AUTHOR.to_owned(),
            envelope: String::new(),
            facts: Some(facts(file.sha256(), fictitious)),
        };
        let said = pseudonyms
            .iter()
            .map(|(author, text)| ((*author).to_owned(), text.clone()));
        let read = SpanRead {
            revisions: BTreeMap::from([(7, read)]),
            said: said.collect(),
            grids: BTreeMap::from([(file.sha256(), Arc::clone(&file))]),
        };
        let layout = Layout::of(file.grid());
        let blocks = read.packed().unwrap().into_values();
        blocks.flat_map(|block| block.visits(&layout).unwrap()).collect()
    }

    fn teachers(pseudonyms: &[(&str, String)]) -> Option<Vec<[u8; 32]>> {
        let mut visits = visits(false, pseudonyms);
        visits.remove(0).teachers.map(|teachers| teachers.observed)
    }

    #[test]
    fn the_last_that_the_author_says_of_his_teachers_counts() {
        let (of_it, of_another) = (|teacher| pseudonym(teacher, revision()), Sha256::of(b"another"));
        assert_eq!(teachers(&[]), None);
        assert_eq!(
            teachers(&[(AUTHOR, of_it(1)), (AUTHOR, of_it(2))]),
            Some(vec![[2; 32]])
        );
        let others = [
            (AUTHOR, of_it(1)),
            ("somebody", of_it(2)),
            (AUTHOR, pseudonym(3, of_another)),
        ];
        assert_eq!(teachers(&others), Some(vec![[1; 32]]));
    }

    #[test]
    fn what_was_made_up_is_not_packed() {
        assert_eq!(visits(false, &[]).len(), 1);
        assert_eq!(visits(true, &[]), []);
    }
}
