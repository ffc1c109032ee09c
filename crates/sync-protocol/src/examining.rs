//! What a record says of itself, whoever wrote it and whatever a disk holds: examined before any lock is taken, on any thread.

use std::borrow::Cow;

use observation::canonical::Sha256;
use observation::facts::Facts;
use observation::grid::{self, GridFile};

use crate::checkpoint::CheckpointDocument;
use crate::directory_delta::DirectoryDelta;
use crate::kind::{Belonging, RecordKind};
use crate::limits::{Limits, PARENTS};
use crate::pseudonym::PseudonymDocument;
use crate::publication::PublicationDocument;
use crate::record::Record;
use crate::recovery_slot::RecoverySlotDocument;
use crate::release::ReleaseSaid;
use crate::standing::StandingDocument;
use crate::tombstone::Tombstone;
use crate::trust::{CircleKeyDocument, SuccessionDocument, VaultOpeningDocument};
use crate::verdict::Refusal;

/// A record, and what is found by reading it alone.
#[derive(Debug, Clone)]
pub struct Examined {
    record: Record,
    pub(crate) shape: Result<(), Refusal>,
    pub(crate) is_signed: bool,
    /// Those that it gives, where it gives any; none of them where they cannot be read.
    pub(crate) facts: Option<Option<Facts>>,
}

impl Examined {
    /// Examines a record of `size` bytes.
    #[must_use]
    pub fn of(record: Record, size: usize, limits: &Limits) -> Self {
        let shape = shape(&record, size, limits);
        // What has no shape is refused whoever signed it.
        let is_signed = shape.is_ok() && record.is_signed();
        let text = facts_text(&record).filter(|_| is_signed);
        Self {
            facts: text.map(|text| serde_json::from_str(&text).ok()),
            shape,
            is_signed,
            record,
        }
    }

    /// The record.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The grid on which its facts rest; none where it has none that can be read.
    #[must_use]
    pub fn grid(&self) -> Option<Sha256> {
        self.facts.as_ref()?.as_ref().map(|facts| facts.grid)
    }
}

/// The grid that a record publishes, or sends for the facts that rest on it: read again where it is kept, for a batch of grids
/// would take much memory while it waits.
pub(crate) fn grid_of(record: &Record) -> Option<GridFile> {
    let text = record
        .public_document()
        .filter(|_| record.kind == RecordKind::Grid)?;
    grid::check(text.as_bytes()).0
}

/// The facts that a record gives beside its document, or in it.
fn facts_text(record: &Record) -> Option<Cow<'_, str>> {
    let beside = record.facts.as_deref().map(Cow::Borrowed);
    let of_standing = || {
        let said = StandingDocument::of(record).filter(|_| record.kind == RecordKind::Standing);
        said?.facts.map(Cow::Owned)
    };
    beside.or_else(of_standing)
}

/// Format and sizes.
fn shape(record: &Record, size: usize, limits: &Limits) -> Result<(), Refusal> {
    if size > limits.record || record.parents.len() > PARENTS {
        return Err(Refusal::TooLarge);
    }
    let is_ordered = record.parents.is_sorted_by(|former, next| former < next);
    // A kind that must not be read has nothing in clear, and one that all read nothing else.
    let fits = if record.kind.is_public() {
        record.public_document().is_some() && record.private.is_none() && record.facts.is_none()
    } else {
        let has_facts_where_it_may = record.facts.is_none() || record.kind == RecordKind::Revision;
        // What is said to be sealed and is not there would be lost where it is kept.
        let has_its_document = record.private.is_some() || matches!(record.kind, RecordKind::Later(_));
        record.public.is_none() && has_facts_where_it_may && has_its_document
    };
    let says_what_it_may = match record.kind {
        RecordKind::Grid => grid_of(record).is_some(),
        RecordKind::Pseudonym => PseudonymDocument::of(record).is_some(),
        RecordKind::Standing => StandingDocument::of(record).is_some(),
        RecordKind::RecoverySlot => RecoverySlotDocument::of(record).is_some(),
        RecordKind::DirectoryDelta => DirectoryDelta::of(record).is_some(),
        RecordKind::Publication => PublicationDocument::of(record).is_some(),
        RecordKind::Release => ReleaseSaid::of(record).is_some(),
        RecordKind::CircleKey => CircleKeyDocument::of(record).is_some(),
        RecordKind::VaultOpening => VaultOpeningDocument::of(record).is_some(),
        RecordKind::Succession => SuccessionDocument::of(record).is_some(),
        RecordKind::Checkpoint => CheckpointDocument::of(record).is_some(),
        RecordKind::Tombstone => Tombstone::of(record)
            .is_some_and(|said| said.targets.iter().all(|target| target.kind.is_erasable())),
        _ => true,
    };
    let belongs = match record.kind.belonging() {
        Belonging::None => record.circle.is_none(),
        Belonging::Free => true,
        Belonging::Circle => record.circle.is_some(),
    };
    if record.format == Record::FORMAT && is_ordered && fits && belongs && says_what_it_may {
        Ok(())
    } else {
        Err(Refusal::Format)
    }
}
