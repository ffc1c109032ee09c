//! What the open notebook signs: documents, in their canonical bytes, by its device.

use observation::canonical;
use serde::Serialize;
use sync_protocol::trust::Circle;
use sync_protocol::{Parent, Record, RecordContent, RecordKind, SignedDocument};
use uuid::Uuid;

use super::Open;
use crate::problem::{Fault, Outcome};

/// What a record says beside its document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    /// What it is about.
    pub(crate) kind: &'a RecordKind,
    /// The académie.
    pub(crate) academie: &'a str,
    /// What the revisions of one thing share.
    pub(crate) id: Uuid,
    /// The records that it follows.
    pub(crate) parents: &'a [Parent],
    /// The facts' stored text.
    pub(crate) facts: Option<&'a str>,
    /// The circle whose members may read it.
    pub(crate) circle: Option<&'a Circle>,
}

impl Open {
    /// `document` as this device signs it.
    pub(crate) fn sign(&self, document: &impl Serialize, about: About<'_>) -> Outcome<SignedDocument> {
        let text = canonical_text(document)?;
        let content = RecordContent {
            kind: about.kind.clone(),
            academie: about.academie,
            id: about.id,
            parents: about.parents,
            document: text.as_bytes(),
            facts: about.facts,
            circle: about.circle,
        };
        let record = Record::sign(&content, &self.device.keys(), self.author.fingerprint);
        let record = record.map_err(|error| Fault::Document(error.to_string()))?;
        Ok(SignedDocument::new(record, text))
    }
}

/// The canonical text of a document, or of its facts.
pub(crate) fn canonical_text(document: &impl Serialize) -> Outcome<String> {
    Ok(canonical::to_text(document).map_err(|error| Fault::Document(error.to_string()))?)
}
