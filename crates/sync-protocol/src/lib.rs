//! What notebooks and stores exchange: signed records, whom to believe, messages and their verdicts, the machines of both
//! sides, and the visit file (`.carnet.json`).
//!
//! Pure: no I/O, no clock, no randomness. Stored bytes are hashed and signed as they are, never written anew.
//! Keys, hashes and signatures are lower-case hexadecimal, ciphertexts base64 (see [`encoding`]).

use observation::release::{ReleaseDocument, ReleasePart};
use schemars::{Schema, schema_for};

pub mod certificate;
pub mod checkpoint;
pub mod codes;
pub mod comparison;
pub mod cursor;
pub mod directory_delta;
pub mod encoding;
pub mod error;
pub mod examining;
pub mod exchange;
pub mod judging;
pub mod keys;
pub mod kind;
pub mod limits;
pub mod lineage;
pub mod message;
pub mod pseudonym;
pub mod publication;
pub mod record;
pub mod recovery_slot;
pub mod release;
pub mod standing;
mod statement;
pub mod tombstone;
pub mod trust;
pub mod verdict;
pub mod version;
pub mod visit_file;

pub use certificate::Certificate;
pub use checkpoint::{CheckpointDocument, Head};
pub use comparison::Holding;
pub use cursor::{Cursor, Epoch};
pub use directory_delta::DirectoryDelta;
pub use error::ProtocolError;
pub use keys::{AgreementKey, AuthorKeys, DeviceKeys, Fingerprint, PublicKey};
pub use kind::{Belonging, RecordKind};
pub use pseudonym::{PseudonymDocument, TeacherKey};
pub use publication::PublicationDocument;
pub use record::{Parent, Record, RecordContent, RecordKey, Signature};
pub use recovery_slot::{RecoveryProof, RecoverySlotDocument};
pub use release::ReleaseSaid;
pub use standing::StandingDocument;
pub use tombstone::{PurgeReason, Tombstone};
pub use verdict::{Consequence, Needed, Refusal, Verdict};
pub use visit_file::{ObservationRules, SignedDocument, Verification, VisitFile, VisitRules};

/// The JSON schemas of this crate's formats, by the name of their file in `docs/schemas`.
#[must_use]
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("record", schema_for!(Record)),
        ("certificate", schema_for!(Certificate)),
        ("visit-file", schema_for!(VisitFile)),
        ("tombstone", schema_for!(Tombstone)),
        ("charter", schema_for!(trust::Charter)),
        ("role", schema_for!(trust::RoleDocument)),
        ("invitation", schema_for!(trust::Invitation)),
        ("revocation", schema_for!(trust::Revocation)),
        ("circle-key", schema_for!(trust::CircleKeyDocument)),
        ("vault", schema_for!(trust::VaultDocument)),
        ("vault-opening", schema_for!(trust::VaultOpeningDocument)),
        ("succession", schema_for!(trust::SuccessionDocument)),
        ("checkpoint", schema_for!(CheckpointDocument)),
        ("pseudonym", schema_for!(PseudonymDocument)),
        ("standing", schema_for!(StandingDocument)),
        ("directory-delta", schema_for!(DirectoryDelta)),
        ("publication", schema_for!(PublicationDocument)),
        ("release", schema_for!(ReleaseDocument)),
        ("release-part", schema_for!(ReleasePart)),
        ("recovery-slot", schema_for!(RecoverySlotDocument)),
    ]
}
