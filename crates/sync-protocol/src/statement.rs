//! The bytes that are signed: canonical JSON of a statement that names its own context.
//!
//! The context keeps a signature made for one purpose from being shown for another. A record's statement also names
//! the author and the device: else another author could certify somebody's device and claim what it signed.

use observation::canonical::Sha256;
use observation::instant::Instant;
use serde::Serialize;
use uuid::Uuid;

use crate::keys::{AgreementKey, Fingerprint, PublicKey};
use crate::trust::Circle;

/// What a device signs for a record.
#[derive(Serialize)]
pub(crate) struct RecordStatement<'a> {
    pub(crate) context: &'static str,
    pub(crate) kind: &'a str,
    pub(crate) academie: &'a str,
    pub(crate) id: Uuid,
    pub(crate) revision: u32,
    pub(crate) parents: &'a [Sha256],
    pub(crate) document: Sha256,
    pub(crate) facts: Option<Sha256>,
    pub(crate) author: Fingerprint,
    pub(crate) device: PublicKey,
    // A record of no circle is signed as it always was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) circle: Option<&'a Circle>,
}

/// What an author signs for a certificate.
#[derive(Serialize)]
pub(crate) struct CertificateStatement {
    pub(crate) context: &'static str,
    pub(crate) author: PublicKey,
    pub(crate) author_agreement: AgreementKey,
    pub(crate) device: PublicKey,
    pub(crate) issued_at: Instant,
}
