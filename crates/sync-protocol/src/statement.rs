//! The bytes that are signed: canonical JSON of a statement that names its own context.
//!
//! The context keeps a signature made for one purpose from being shown for another. A record's statement also names
//! the author and the device: else another author could certify somebody's device and claim what it signed.

use observation::canonical::{self, CanonicalError, Sha256};
use observation::instant::Instant;
use serde::Serialize;
use uuid::Uuid;

use crate::certificate::Certificate;
use crate::keys::{AgreementKey, Fingerprint, PublicKey};
use crate::record::Record;

#[derive(Serialize)]
struct RecordStatement<'a> {
    context: &'static str,
    kind: &'a str,
    academie: &'a str,
    id: Uuid,
    revision: u32,
    parents: &'a [Sha256],
    document: Sha256,
    facts: Option<Sha256>,
    author: Fingerprint,
    device: PublicKey,
}

#[derive(Serialize)]
struct CertificateStatement {
    context: &'static str,
    author: PublicKey,
    author_agreement: AgreementKey,
    device: PublicKey,
    issued_at: Instant,
}

/// What the device signs for `record`.
pub(crate) fn of_record(record: &Record) -> Result<Vec<u8>, CanonicalError> {
    canonical::to_bytes(&RecordStatement {
        context: Record::FORMAT,
        kind: record.kind.as_str(),
        academie: &record.academie,
        id: record.id,
        revision: record.revision,
        parents: &record.parents,
        document: record.sha256,
        facts: record.facts.as_ref().map(|facts| Sha256::of(facts.as_bytes())),
        author: record.signature.author,
        device: record.signature.device,
    })
}

/// What the author signs for `certificate`.
pub(crate) fn of_certificate(certificate: &Certificate) -> Result<Vec<u8>, CanonicalError> {
    canonical::to_bytes(&CertificateStatement {
        context: Certificate::FORMAT,
        author: certificate.author,
        author_agreement: certificate.author_agreement,
        device: certificate.device,
        issued_at: certificate.issued_at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{AuthorKeys, DeviceKeys};
    use crate::kind::RecordKind;
    use crate::record::{Parent, RecordContent};

    type TestResult = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn the_signed_bytes_of_a_record_are_fixed() -> TestResult {
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
        };
        let author = AuthorKeys::from_seed(&[3; 32]).fingerprint();
        let record = Record::sign(&content, &DeviceKeys::from_seed(&[4; 32]), author)?;
        insta::assert_snapshot!(String::from_utf8(of_record(&record)?)?);
        Ok(())
    }

    #[test]
    fn the_signed_bytes_of_a_certificate_are_fixed() -> TestResult {
        let (author, device) = (AuthorKeys::from_seed(&[3; 32]), DeviceKeys::from_seed(&[4; 32]));
        let issued_at = "2026-11-23T08:05:00.000Z".parse()?;
        let agreement = AgreementKey::from([5; 32]);
        let certificate = Certificate::issue(&author, agreement, device.public(), issued_at)?;
        insta::assert_snapshot!(String::from_utf8(of_certificate(&certificate)?)?);
        Ok(())
    }
}
