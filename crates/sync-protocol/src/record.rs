//! The one unit of sync: a signed record.

use observation::canonical::{self, CanonicalError, Sha256};
use observation::problem::Problem;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::codes;
use crate::encoding::Ciphertext;
use crate::error::ProtocolError;
use crate::keys::{DeviceKeys, Fingerprint, PublicKey, SignatureValue};
use crate::kind::RecordKind;
use crate::statement::RecordStatement;
use crate::trust::Circle;

/// Who signed, by which device, and the signature itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signature {
    /// The Ed25519 key of the device that signed.
    pub device: PublicKey,
    /// The author who certifies the device.
    pub author: Fingerprint,
    /// `ed25519`; a later version may write another.
    pub algorithm: String,
    /// The signature.
    pub value: SignatureValue,
}

impl Signature {
    /// The algorithm of version 1.
    pub const ED25519: &str = "ed25519";
}

/// A document's hash, its facts and its encrypted bytes, signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// `carnet/record/1`.
    #[schemars(extend("const" = Record::FORMAT))]
    pub format: String,
    /// What the record is about.
    pub kind: RecordKind,
    /// The académie: 1 to 64 ASCII letters, digits, `-` or `_`.
    pub academie: String,
    /// What the revisions of one thing share: for a revision or a state, the visit's identifier.
    pub id: Uuid,
    /// 1 + the greatest parent's number; 1 without parents.
    pub revision: u32,
    /// The hashes of the documents that this one follows; sorted, each once.
    pub parents: Vec<Sha256>,
    /// The hash of the document's stored bytes.
    pub sha256: Sha256,
    /// The circle whose members may read it, where its kind belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circle: Option<Circle>,
    /// The facts' stored text, where the document gives any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<String>,
    /// The document's stored text, in clear, where its kind holds nothing private: its hash is `sha256`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public: Option<String>,
    /// The document, encrypted by age. No signature covers it: who decrypts it compares the hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<Ciphertext>,
    /// The device's signature over all of the above but `private`; over `public` by its hash.
    pub signature: Signature,
    /// Fields of a later version; no signature of this version covers them.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// What names one record among all: two records with one number and two hashes are a conflict, and both are kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct RecordKey {
    /// The académie.
    pub academie: String,
    /// What the record is about.
    pub kind: RecordKind,
    /// What the revisions of one thing share.
    pub id: Uuid,
    /// The number among them.
    pub revision: u32,
    /// The hash of the document's stored bytes.
    pub sha256: Sha256,
}

/// A record that another follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Parent {
    /// The hash of its document.
    pub sha256: Sha256,
    /// Its number.
    pub revision: u32,
}

/// What a new record says, before it is numbered and signed.
#[derive(Debug, Clone)]
pub struct RecordContent<'a> {
    /// What the record is about.
    pub kind: RecordKind,
    /// The académie: 1 to 64 ASCII letters, digits, `-` or `_`.
    pub academie: &'a str,
    /// What the revisions of one thing share.
    pub id: Uuid,
    /// The records that it follows, in any order.
    pub parents: &'a [Parent],
    /// The document's stored bytes.
    pub document: &'a [u8],
    /// The facts' stored text.
    pub facts: Option<&'a str>,
    /// The circle whose members may read it.
    pub circle: Option<&'a Circle>,
}

impl Record {
    /// The format that this version writes, and the context of its signature.
    pub const FORMAT: &str = "carnet/record/1";

    /// The record that says `content`, numbered after its parents and signed by `device` for `author`.
    ///
    /// # Errors
    /// When the académie or the kind is no identifier, or no number is left.
    pub fn sign(
        content: &RecordContent<'_>,
        device: &DeviceKeys,
        author: Fingerprint,
    ) -> Result<Self, ProtocolError> {
        let unsigned = Self::unsigned(content, device.public(), author)?;
        let value = device.sign(&unsigned.statement()?);
        let signature = Signature {
            value,
            ..unsigned.signature
        };
        Ok(Self {
            signature,
            ..unsigned
        })
    }

    fn unsigned(
        content: &RecordContent<'_>,
        device: PublicKey,
        author: Fingerprint,
    ) -> Result<Self, ProtocolError> {
        identifier("academie", content.academie)?;
        identifier("kind", content.kind.as_str())?;
        Ok(Self {
            format: Self::FORMAT.to_owned(),
            kind: content.kind.clone(),
            academie: content.academie.to_owned(),
            id: content.id,
            revision: number_after(content.parents.iter().map(|parent| parent.revision))?,
            parents: sorted_hashes(content.parents),
            sha256: Sha256::of(content.document),
            circle: content.circle.cloned(),
            facts: content.facts.map(str::to_owned),
            public: None,
            private: None,
            signature: Signature {
                device,
                author,
                algorithm: Signature::ED25519.to_owned(),
                value: SignatureValue::from([0; 64]),
            },
            unknown: Map::new(),
        })
    }

    /// What names this record among all.
    #[must_use]
    pub fn key(&self) -> RecordKey {
        RecordKey {
            academie: self.academie.clone(),
            kind: self.kind.clone(),
            id: self.id,
            revision: self.revision,
            sha256: self.sha256,
        }
    }

    /// This record as the parent of the next.
    #[must_use]
    pub fn as_parent(&self) -> Parent {
        Parent {
            sha256: self.sha256,
            revision: self.revision,
        }
    }

    /// What this record says of its contents, without them.
    #[must_use]
    pub fn envelope(&self) -> Self {
        Self {
            format: self.format.clone(),
            kind: self.kind.clone(),
            academie: self.academie.clone(),
            id: self.id,
            revision: self.revision,
            parents: self.parents.clone(),
            sha256: self.sha256,
            circle: self.circle.clone(),
            facts: None,
            public: None,
            private: None,
            signature: self.signature.clone(),
            unknown: self.unknown.clone(),
        }
    }

    /// This record with its document in clear.
    #[must_use]
    pub fn with_public(self, document: String) -> Self {
        Self {
            public: Some(document),
            ..self
        }
    }

    /// The document in clear, where it is the one that was signed.
    #[must_use]
    pub fn public_document(&self) -> Option<&str> {
        let text = self.public.as_deref()?;
        (Sha256::of(text.as_bytes()) == self.sha256).then_some(text)
    }

    /// Whether the device that it names signed it; its document is not asked for.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.format == Self::FORMAT && self.identifiers("").is_empty() && self.signature_problem("").is_none()
    }

    /// All that is wrong with this record over `document`, `at` its place in a file; nothing when its device signed it.
    ///
    /// Whether its author certifies the device, and whether its parents are known, is for who holds the certificates and the parents.
    #[must_use]
    pub fn check(&self, document: &[u8], at: &str) -> Vec<Problem> {
        if self.format != Self::FORMAT {
            return vec![Problem::error(codes::RECORD_FORMAT, at).with("found", &self.format)];
        }
        let mut problems = self.identifiers(at);
        if !self.parents.is_sorted_by(|former, next| former < next) {
            problems.push(Problem::error(codes::RECORD_PARENTS, at));
        }
        let found = Sha256::of(document);
        if found != self.sha256 {
            let problem = Problem::error(codes::RECORD_DOCUMENT, at);
            problems.push(problem.with("expected", self.sha256).with("found", found));
        }
        problems.extend(self.signature_problem(at));
        problems
    }

    fn identifiers(&self, at: &str) -> Vec<Problem> {
        let fields = [("academie", self.academie.as_str()), ("kind", self.kind.as_str())];
        let wrong = fields
            .into_iter()
            .filter(|(field, text)| identifier(field, text).is_err());
        wrong
            .map(|(field, text)| {
                let at = format!("{at}.{field}");
                Problem::error(codes::RECORD_IDENTIFIER, at).with("found", text)
            })
            .collect()
    }

    /// The bytes that the device signs.
    fn statement(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical::to_bytes(&RecordStatement {
            context: Self::FORMAT,
            kind: self.kind.as_str(),
            academie: &self.academie,
            id: self.id,
            revision: self.revision,
            parents: &self.parents,
            document: self.sha256,
            facts: self.facts.as_ref().map(|facts| Sha256::of(facts.as_bytes())),
            author: self.signature.author,
            device: self.signature.device,
            circle: self.circle.as_ref(),
        })
    }

    fn signature_problem(&self, at: &str) -> Option<Problem> {
        let signature = &self.signature;
        if signature.algorithm != Signature::ED25519 {
            let problem = Problem::error(codes::RECORD_ALGORITHM, at);
            return Some(problem.with("found", &signature.algorithm));
        }
        let signed = self
            .statement()
            .is_ok_and(|message| signature.device.has_signed(&message, &signature.value));
        (!signed).then(|| Problem::error(codes::RECORD_SIGNATURE, at))
    }
}

/// The number of a record that follows records so numbered: 1 + the greatest, 1 after none.
///
/// # Errors
/// When the greatest is the last number there is.
pub fn number_after(parents: impl IntoIterator<Item = u32>) -> Result<u32, ProtocolError> {
    let greatest = parents.into_iter().max().unwrap_or(0);
    greatest
        .checked_add(1)
        .ok_or(ProtocolError::LastRevision(greatest))
}

fn sorted_hashes(parents: &[Parent]) -> Vec<Sha256> {
    let mut hashes: Vec<Sha256> = parents.iter().map(|parent| parent.sha256).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

// ASCII alone: the statement is normalised before it is signed, and two writings must not share a signature.
fn identifier(field: &'static str, text: &str) -> Result<(), ProtocolError> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if (1..=64).contains(&text.len()) && text.bytes().all(allowed) {
        return Ok(());
    }
    Err(ProtocolError::Identifier {
        field,
        found: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content<'a>(parents: &'a [Parent], academie: &'a str) -> RecordContent<'a> {
        RecordContent {
            kind: RecordKind::Revision,
            academie,
            id: Uuid::nil(),
            parents,
            document: b"{}",
            facts: None,
            circle: None,
        }
    }

    fn signed(parents: &[Parent], academie: &str) -> Result<Record, ProtocolError> {
        let author = crate::keys::AuthorKeys::from_seed(&[1; 32]).fingerprint();
        Record::sign(
            &content(parents, academie),
            &DeviceKeys::from_seed(&[2; 32]),
            author,
        )
    }

    #[test]
    fn a_record_is_numbered_after_its_greatest_parent() -> Result<(), ProtocolError> {
        let parents = [(9, 2), (3, 4)];
        let parents = parents.map(|(byte, revision)| Parent {
            sha256: [byte; 32].into(),
            revision,
        });
        let record = signed(&parents, "la-reunion")?;
        assert_eq!(record.revision, 5);
        assert_eq!(record.parents, [Sha256::from([3; 32]), Sha256::from([9; 32])]);
        assert_eq!(record.check(b"{}", ""), []);
        Ok(())
    }

    #[test]
    fn the_last_number_and_a_strange_academie_are_refused() {
        let last = [Parent {
            sha256: [0; 32].into(),
            revision: u32::MAX,
        }];
        assert_eq!(signed(&last, "28"), Err(ProtocolError::LastRevision(u32::MAX)));
        assert!(matches!(
            signed(&[], "Réunion"),
            Err(ProtocolError::Identifier { .. })
        ));
    }

    #[test]
    fn an_altered_document_and_unsorted_parents_show_at_once() -> Result<(), ProtocolError> {
        let mut record = signed(&[], "28")?;
        record.parents = vec![[2; 32].into(), [1; 32].into()];
        let codes: Vec<String> = record.check(b"{ }", "").into_iter().map(|p| p.code).collect();
        assert_eq!(
            codes,
            [
                codes::RECORD_PARENTS,
                codes::RECORD_DOCUMENT,
                codes::RECORD_SIGNATURE
            ]
        );
        Ok(())
    }

    #[test]
    fn a_record_cannot_be_moved_to_another_circle() -> Result<(), ProtocolError> {
        let circle: Circle = "discipline/L0202".parse()?;
        let content = RecordContent {
            circle: Some(&circle),
            ..content(&[], "28")
        };
        let author = crate::keys::AuthorKeys::from_seed(&[1; 32]).fingerprint();
        let record = Record::sign(&content, &DeviceKeys::from_seed(&[2; 32]), author)?;
        assert!(record.is_signed());
        for other in [None, Some("discipline/L0100".parse()?)] {
            let moved = Record {
                circle: other,
                ..record.clone()
            };
            assert!(!moved.is_signed());
        }
        Ok(())
    }

    #[test]
    fn the_signed_bytes_of_a_record_are_fixed() -> Result<(), Box<dyn std::error::Error>> {
        let content = RecordContent {
            kind: RecordKind::Revision,
            academie: "la-reunion",
            id: Uuid::from_u128(7),
            parents: &[Parent {
                sha256: [1; 32].into(),
                revision: 1,
            }],
            document: b"{}",
            facts: Some("{}"),
            circle: None,
        };
        let author = crate::keys::AuthorKeys::from_seed(&[3; 32]).fingerprint();
        let record = Record::sign(&content, &DeviceKeys::from_seed(&[4; 32]), author)?;
        insta::assert_snapshot!(String::from_utf8(record.statement()?)?);
        Ok(())
    }
}
