//! Whether a sealed visit counts, said in clear: what a store and the members of a circle count by.

use observation::canonical::Sha256;
use observation::facts::Facts;
use observation::visit::Standing;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record::Record;
use crate::trust::Circle;

/// The document of a record of kind `standing`: its identifier is the visit's, and each follows the one before. The last that
/// the author of a revision says of it counts. Once it was communicated, its facts are for the members of the circle too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandingDocument {
    /// Always `carnet/standing/1`.
    #[schemars(extend("const" = StandingDocument::FORMAT))]
    pub format: String,
    /// The hash of the revision.
    pub revision: Sha256,
    /// The circle whose members read it.
    pub circle: Circle,
    /// How it stands; `unsaid` where a rectificatif follows what was said of before, and was not handed over yet.
    pub standing: Standing,
    /// The hash of the last state on which this rests, else of the revision: what a visit is said of twice differs by it.
    pub since: Sha256,
    /// The facts' stored text, as the revision has it; where it was communicated, and nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<String>,
}

impl StandingDocument {
    /// The format that this version writes.
    pub const FORMAT: &str = "carnet/standing/1";

    /// What `record` says; none where it is no standing, or says what none may.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let said = Self::read(record.public_document()?)?;
        (Some(&said.circle) == record.circle.as_ref()).then_some(said)
    }

    /// What a document of that kind says.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let said: Self = serde_json::from_str(text).ok()?;
        let has_facts_where_it_may = said.facts.is_some() == (said.standing == Standing::Communicated);
        (said.format == Self::FORMAT && has_facts_where_it_may).then_some(said)
    }

    /// The facts that it gives.
    #[must_use]
    pub fn facts(&self) -> Option<Facts> {
        serde_json::from_str(self.facts.as_deref()?).ok()
    }
}
