//! What the verification must know of a visit's documents, which this crate does not read itself.

use observation::canonical::Sha256;
use observation::problem::Problem;
use uuid::Uuid;

use crate::keys::Fingerprint;
use crate::kind::RecordKind;
use crate::record::Record;

/// What a document says of itself. What it is silent about agrees with any record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The visit that it speaks of.
    pub visit: Uuid,
    /// The grid to which it is pinned; a state is pinned to none.
    pub grid: Option<Sha256>,
    /// The hash of the revision of which a state speaks; a revision speaks for itself.
    pub speaks_of: Option<Sha256>,
    /// The académie.
    pub academie: Option<String>,
    /// Who sealed it.
    pub author: Option<Fingerprint>,
    /// Its number.
    pub revision: Option<u32>,
    /// The documents that it replaces.
    pub parents: Option<Vec<Sha256>>,
}

impl Claims {
    /// The claims of a document that names its visit and nothing else.
    #[must_use]
    pub fn of_visit(visit: Uuid) -> Self {
        Self {
            visit,
            grid: None,
            speaks_of: None,
            academie: None,
            author: None,
            revision: None,
            parents: None,
        }
    }

    /// The names of the fields of which `record` says something else.
    #[must_use]
    pub fn disagreements(&self, record: &Record) -> Vec<&'static str> {
        let differs = [
            ("visit", self.visit != record.id),
            (
                "academie",
                self.academie
                    .as_ref()
                    .is_some_and(|said| *said != record.academie),
            ),
            (
                "author",
                self.author.is_some_and(|said| said != record.signature.author),
            ),
            (
                "revision",
                self.revision.is_some_and(|said| said != record.revision),
            ),
            (
                "parents",
                self.parents.as_ref().is_some_and(|said| *said != record.parents),
            ),
        ];
        differs
            .into_iter()
            .filter(|(_, differs)| *differs)
            .map(|(field, _)| field)
            .collect()
    }
}

/// How the documents of visits are read.
pub trait VisitRules {
    /// What `document`, of a revision or a state, says of itself.
    ///
    /// # Errors
    /// A problem, `at` a place within the document, when it cannot be read.
    fn claims(&self, kind: &RecordKind, document: &str) -> Result<Claims, Problem>;

    /// The facts that a revision's `document` and its `grid` give, by the version of the rules that wrote `recorded`;
    /// none when none were recorded.
    ///
    /// # Errors
    /// A problem, `at` a place within the document, when they give none that can be compared.
    fn facts(&self, document: &str, grid: &str, recorded: Option<&str>) -> Result<Option<String>, Problem>;
}
