//! Verifying a visit file: is it intact, and who signed it.

use std::collections::{BTreeMap, BTreeSet};

use observation::canonical::Sha256;
use observation::problem::Problem;

use super::{SignedDocument, VisitFile, VisitRules, lineage};
use crate::codes;
use crate::keys::{Fingerprint, PublicKey};
use crate::kind::RecordKind;
use crate::record::Record;

/// What is known of a visit file after all of it was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Whether nothing in it differs from what was signed.
    pub intact: bool,
    /// The authors whose certified devices signed, in the file's order, each once. Whether one is known is the caller's to say.
    pub signers: Vec<Fingerprint>,
    /// All that is wrong.
    pub problems: Vec<Problem>,
}

impl Verification {
    /// Whether somebody signed, and nobody but those `expected`.
    #[must_use]
    pub fn signed_only_by(&self, expected: &[Fingerprint]) -> bool {
        !self.signers.is_empty() && self.signers.iter().all(|signer| expected.contains(signer))
    }
}

impl VisitFile {
    /// Checks every hash, signature, certificate, parent, number, pin and fact; all problems at once.
    #[must_use]
    pub fn verify(&self, rules: &dyn VisitRules) -> Verification {
        let mut verifier = Verifier::new(self, rules);
        verifier.certificates();
        verifier.records("revisions", &RecordKind::Revision, &self.revisions);
        verifier.records("states", &RecordKind::State, &self.states);
        verifier.pins_and_facts();
        verifier.duplicates();
        if self.revisions.is_empty() {
            verifier
                .problems
                .push(Problem::error(codes::FILE_EMPTY, "revisions"));
        }
        verifier.verdict()
    }
}

struct Verifier<'a> {
    file: &'a VisitFile,
    rules: &'a dyn VisitRules,
    grids: BTreeMap<Sha256, &'a str>,
    certified: BTreeSet<(Fingerprint, PublicKey)>,
    signers: Vec<Fingerprint>,
    problems: Vec<Problem>,
}

impl<'a> Verifier<'a> {
    fn new(file: &'a VisitFile, rules: &'a dyn VisitRules) -> Self {
        let grids = file
            .grids
            .iter()
            .map(|grid| (Sha256::of(grid.as_bytes()), grid.as_str()));
        Self {
            file,
            rules,
            grids: grids.collect(),
            certified: BTreeSet::new(),
            signers: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn verdict(self) -> Verification {
        let intact = !self.problems.iter().any(Problem::is_error);
        Verification {
            intact,
            signers: self.signers,
            problems: self.problems,
        }
    }

    fn certificates(&mut self) {
        for (index, certificate) in self.file.certificates.iter().enumerate() {
            let problems = certificate.check(&format!("certificates[{index}]"));
            if problems.is_empty() {
                self.certified
                    .insert((certificate.author_fingerprint(), certificate.device));
            }
            self.problems.extend(problems);
        }
    }

    fn records(&mut self, list: &str, kind: &RecordKind, documents: &[SignedDocument]) {
        for (index, signed) in documents.iter().enumerate() {
            let at = format!("{list}[{index}]");
            self.place(&format!("{at}.record"), kind, &signed.record);
            self.signature(&format!("{at}.record"), signed);
            self.claims(&at, signed);
        }
        self.problems.extend(lineage::problems(list, documents));
    }

    /// That the record is of the kind, the visit and the académie that its place asks.
    fn place(&mut self, at: &str, kind: &RecordKind, record: &Record) {
        let first = self.file.revisions.first().map_or(record, |first| &first.record);
        let wrong = [
            (codes::RECORD_KIND, record.kind != *kind, record.kind.to_string()),
            (codes::FILE_VISIT, record.id != first.id, record.id.to_string()),
            (
                codes::FILE_ACADEMIE,
                record.academie != first.academie,
                record.academie.clone(),
            ),
            (codes::FILE_PRIVATE, record.private.is_some(), String::new()),
        ];
        for (code, _, found) in wrong.into_iter().filter(|(_, wrong, _)| *wrong) {
            self.problems.push(Problem::error(code, at).with("found", found));
        }
    }

    fn signature(&mut self, at: &str, signed: &SignedDocument) {
        let problems = signed.record.check(signed.document.as_bytes(), at);
        let signature = &signed.record.signature;
        let certified = self.certified.contains(&(signature.author, signature.device));
        if !certified {
            let problem = Problem::error(codes::RECORD_CERTIFICATE, at);
            let problem = problem.with("author", signature.author);
            self.problems.push(problem.with("device", signature.device));
        } else if problems.is_empty() && !self.signers.contains(&signature.author) {
            self.signers.push(signature.author);
        }
        self.problems.extend(problems);
    }

    fn claims(&mut self, at: &str, signed: &SignedDocument) {
        let at = format!("{at}.document");
        match self.rules.claims(&signed.record.kind, &signed.document) {
            Err(problem) => self.problems.push(within(&at, problem)),
            Ok(claims) => {
                let disagreements = claims.disagreements(&signed.record);
                let problem =
                    |field| Problem::error(codes::RECORD_DISAGREES, at.as_str()).with("field", field);
                self.problems.extend(disagreements.into_iter().map(problem));
                self.problems.extend(self.unheard_of(&at, claims.speaks_of));
            }
        }
    }

    /// That the revision of which a state speaks is there.
    fn unheard_of(&self, at: &str, speaks_of: Option<Sha256>) -> Option<Problem> {
        let spoken_of = speaks_of?;
        let mut revisions = self.file.revisions.iter();
        let there = revisions.any(|signed| signed.record.sha256 == spoken_of);
        let problem = Problem::error(codes::FILE_REVISION_MISSING, at).with("revision", spoken_of);
        (!there).then_some(problem)
    }

    fn pins_and_facts(&mut self) {
        let mut unused: BTreeSet<Sha256> = self.grids.keys().copied().collect();
        for (index, signed) in self.file.revisions.iter().enumerate() {
            // A document that cannot be read has been told of already.
            let Ok(claims) = self.rules.claims(&signed.record.kind, &signed.document) else {
                continue;
            };
            match claims.grid.and_then(|pinned| self.grids.get_key_value(&pinned)) {
                Some((&pinned, &grid)) => {
                    unused.remove(&pinned);
                    self.facts(index, signed, grid);
                }
                None => self.grid_missing(index, claims.grid),
            }
        }
        let problem = |grid| Problem::error(codes::FILE_GRID_UNUSED, "grids").with("grid", grid);
        self.problems.extend(unused.into_iter().map(problem));
    }

    fn grid_missing(&mut self, index: usize, pinned: Option<Sha256>) {
        let at = format!("revisions[{index}].document");
        let shown = pinned.map_or_else(String::new, |grid| grid.to_string());
        self.problems
            .push(Problem::error(codes::FILE_GRID_MISSING, at).with("grid", shown));
    }

    fn facts(&mut self, index: usize, signed: &SignedDocument, grid: &str) {
        let recorded = signed.record.facts.as_deref();
        match self.rules.facts(&signed.document, grid, recorded) {
            Err(problem) => {
                let at = format!("revisions[{index}].document");
                self.problems.push(within(&at, problem));
            }
            Ok(derived) if derived.as_deref() != recorded => {
                let at = format!("revisions[{index}].record.facts");
                self.problems.push(Problem::error(codes::RECORD_FACTS, at));
            }
            Ok(_) => {}
        }
    }

    fn duplicates(&mut self) {
        let file = self.file;
        self.repeated("grids", file.grids.iter());
        self.repeated(
            "revisions",
            file.revisions.iter().map(|signed| signed.record.key()),
        );
        self.repeated("states", file.states.iter().map(|signed| signed.record.key()));
        let devices = file.certificates.iter();
        self.repeated("certificates", devices.map(|held| (held.author, held.device)));
    }

    fn repeated<T: Ord + Clone>(&mut self, list: &str, keys: impl Iterator<Item = T>) {
        let mut seen = BTreeSet::new();
        let again = keys.enumerate().filter(|(_, key)| !seen.insert(key.clone()));
        let problem = |index| Problem::error(codes::FILE_DUPLICATE, format!("{list}[{index}]"));
        self.problems.extend(again.map(|(index, _)| problem(index)));
    }
}

fn within(at: &str, problem: Problem) -> Problem {
    let at = if problem.at.is_empty() {
        at.to_owned()
    } else {
        format!("{at}.{}", problem.at)
    };
    Problem { at, ..problem }
}
