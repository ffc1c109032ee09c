//! An author's word that a device is the author's own.

use observation::canonical::{self, CanonicalError};
use observation::instant::Instant;
use observation::problem::Problem;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::codes;
use crate::error::ProtocolError;
use crate::keys::{AgreementKey, AuthorKeys, Fingerprint, PublicKey, SignatureValue};
use crate::statement::CertificateStatement;

/// An author's keys, and one device that the author certifies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Certificate {
    /// `carnet/certificate/1`.
    #[schemars(extend("const" = Certificate::FORMAT))]
    pub format: String,
    /// The Ed25519 key of the author, who signs this certificate.
    pub author: PublicKey,
    /// The X25519 key to which the author's private parts are encrypted.
    pub author_agreement: AgreementKey,
    /// The Ed25519 key of the device, which signs records.
    pub device: PublicKey,
    /// When the certificate was issued, by the clock of the device: shown, never compared.
    pub issued_at: Instant,
    /// The author's signature.
    pub signature: SignatureValue,
    /// Fields of a later version; no signature of this version covers them.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Certificate {
    /// The format that this version writes, and the context of its signature.
    pub const FORMAT: &str = "carnet/certificate/1";

    /// The certificate of `device` by `author`.
    ///
    /// # Errors
    /// When the statement has no canonical bytes.
    pub fn issue(
        author: &AuthorKeys,
        author_agreement: AgreementKey,
        device: PublicKey,
        issued_at: Instant,
    ) -> Result<Self, ProtocolError> {
        let mut certificate = Self {
            format: Self::FORMAT.to_owned(),
            author: author.public(),
            author_agreement,
            device,
            issued_at,
            signature: SignatureValue::from([0; 64]),
            unknown: Map::new(),
        };
        certificate.signature = author.sign(&certificate.statement()?);
        Ok(certificate)
    }

    /// Who the author is.
    #[must_use]
    pub fn author_fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.author)
    }

    /// What is wrong with this certificate, `at` its place; nothing when the author signed it.
    #[must_use]
    pub fn check(&self, at: &str) -> Vec<Problem> {
        if self.format != Self::FORMAT {
            let problem = Problem::error(codes::CERTIFICATE_FORMAT, at);
            return vec![problem.with("found", &self.format)];
        }
        let signed = self
            .statement()
            .is_ok_and(|message| self.author.has_signed(&message, &self.signature));
        if signed {
            Vec::new()
        } else {
            vec![Problem::error(codes::CERTIFICATE_SIGNATURE, at)]
        }
    }

    /// The bytes that the author signs.
    fn statement(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical::to_bytes(&CertificateStatement {
            context: Self::FORMAT,
            author: self.author,
            author_agreement: self.author_agreement,
            device: self.device,
            issued_at: self.issued_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::DeviceKeys;

    #[test]
    fn the_signed_bytes_of_a_certificate_are_fixed() -> Result<(), Box<dyn std::error::Error>> {
        let (author, device) = (AuthorKeys::from_seed(&[3; 32]), DeviceKeys::from_seed(&[4; 32]));
        let issued_at = "2026-11-23T08:05:00.000Z".parse()?;
        let agreement = AgreementKey::from([5; 32]);
        let certificate = Certificate::issue(&author, agreement, device.public(), issued_at)?;
        insta::assert_snapshot!(String::from_utf8(certificate.statement()?)?);
        Ok(())
    }
}
