//! What the store does, whatever the database: one trait at the level of use cases.

mod acts;
mod archived;
mod audit;
mod compared;
mod deciding;
mod grids;
mod grouping;
mod packed;
mod paging;
mod trust;

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;

pub use acts::{act_of, is_audited, record_of};
pub(crate) use acts::{acts, ended, revoked};
pub use archived::{Filed, Indexes, Kept, Ledger, Purged, Token};
pub use audit::{AuditLine, AuditedAct, first_broken};
pub use compared::Compared;
pub use deciding::{Circumstances, Decision, Incoming, decide, grids_named};
pub use grids::GridCache;
pub(crate) use grids::offered;
pub use grouping::Grouped;
pub use packed::{PackedVisits, RevisionRead, SPAN, STEP, SpanRead, bounds};
pub use paging::filled;
pub(crate) use trust::is_of_trust;
pub use trust::{Trust, TrustCache};

/// What a store has read and need not read again.
#[derive(Debug, Default)]
pub struct Caches {
    /// Whom each académie believes.
    pub trust: TrustCache,
    /// The grids on which facts rest.
    pub grids: GridCache,
}

use observation::canonical::Sha256;
use observation::instant::Instant;
use observation::packed::{Question, Tally};
use sync_protocol::limits::Limits;
use sync_protocol::message::comparison::Keys;
use sync_protocol::message::stream::{Placed, Stream};
use sync_protocol::{Epoch, Fingerprint, Holding, PublicKey, Record, RecordKey, Verdict};
use uuid::Uuid;

use crate::error::StoreError;

/// An académie that this store serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Academie {
    /// Its code.
    pub code: String,
    /// Its root's public key.
    pub root: PublicKey,
    /// The last sequence number that its last verified backup holds.
    pub durable_through: u64,
}

/// A device that may speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its académie.
    pub academie: String,
    /// Its key.
    pub key: PublicKey,
    /// Its author.
    pub author: Fingerprint,
    /// When it was enrolled.
    pub enrolled_at: Instant,
    /// Since when its token is worth nothing; none while it is.
    pub revoked_at: Option<Instant>,
}

impl Device {
    /// That it was enrolled, as the trail says it.
    #[must_use]
    pub fn enrolment(&self) -> AuditedAct {
        AuditedAct {
            what: "enrolled".to_owned(),
            by: self.author.to_string(),
            subject: self.key.to_string(),
        }
    }
}

/// What a device sends, and when it came.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// The académie of the device.
    pub academie: &'a str,
    /// What it sends, in order.
    pub records: Vec<Incoming>,
    /// When, by the store's clock.
    pub at: Instant,
}

/// Where a page of a stream begins, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Who reads.
    pub device: &'a Device,
    /// Which stream.
    pub stream: &'a Stream,
    /// Whose sealed documents are read instead of what the device's author wrote: that of an opened vault.
    pub opened: Option<Fingerprint>,
    /// The last sequence number that was read.
    pub after: u64,
    /// The store's limits.
    pub limits: &'a Limits,
}

impl Reading<'_> {
    /// The stream under which records are kept.
    #[must_use]
    pub fn kept_in(&self) -> &Stream {
        self.opened.map_or(self.stream, |_| &Stream::Author)
    }

    /// Whose records, in a stream that several authors have under one name.
    #[must_use]
    pub fn author(&self) -> Fingerprint {
        self.opened.unwrap_or(self.device.author)
    }
}

/// What a page holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRead {
    /// The records, in order.
    pub records: Vec<Placed>,
    /// The sequence number up to which nothing more is to be read of this stream.
    pub through: u64,
    /// Whether nothing follows.
    pub last: bool,
}

/// What the académies' records are kept in. Each call is one transaction: it is done whole, and on the disk, or not at all.
pub trait Store: Send + Sync + 'static {
    /// The present life of the store.
    fn epoch(&self) -> impl Future<Output = Result<Epoch, StoreError>> + Send;

    /// Opens the store to an académie, and writes it down.
    fn create_academie(
        &self,
        code: &str,
        root: PublicKey,
        at: Instant,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// The académie of this code.
    fn academie(&self, code: &str) -> impl Future<Output = Result<Option<Academie>, StoreError>> + Send;

    /// The académies that are served.
    fn academies(&self) -> impl Future<Output = Result<Vec<Academie>, StoreError>> + Send;

    /// Whom the académie believes.
    fn trust(&self, academie: &str) -> impl Future<Output = Result<Arc<Trust>, StoreError>> + Send;

    /// The device of `academie` whose token has this hash, revoked ones too.
    fn device(
        &self,
        academie: &str,
        token: &Sha256,
    ) -> impl Future<Output = Result<Option<Device>, StoreError>> + Send;

    /// Makes this hash that of the device's token, and writes it down; one that it had before is worth nothing any more, and
    /// never will be.
    /// Whether that could be done: a token that was replaced, or a device that was revoked, stays so.
    fn enrol(&self, device: &Device, token: &Sha256)
    -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// The devices of an académie, by the date of their enrolment.
    fn devices(&self, academie: &str) -> impl Future<Output = Result<Vec<Device>, StoreError>> + Send;

    /// Ends the tokens of these devices of an académie by its operator's word, and writes down each that ended.
    fn revoke(
        &self,
        academie: &str,
        devices: &[PublicKey],
        at: Instant,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Judges and keeps records; a verdict for each, in their order. What they change of what somebody may see is written down,
    /// and the tokens of devices that they revoke end.
    fn keep(&self, order: Order<'_>) -> impl Future<Output = Result<Vec<Verdict>, StoreError>> + Send;

    /// What follows in a stream.
    fn page(&self, reading: Reading<'_>) -> impl Future<Output = Result<PageRead, StoreError>> + Send;

    /// The record by which a keeper of `academie` opened a vault; the first that was stored under this identifier.
    fn vault_opening(
        &self,
        academie: &str,
        id: Uuid,
    ) -> impl Future<Output = Result<Option<Record>, StoreError>> + Send;

    /// How many records are compared, and the digest of their keys.
    fn holding(&self, compared: &Compared) -> impl Future<Output = Result<Holding, StoreError>> + Send;

    /// The keys of the records that are compared, sorted, after one of them.
    fn keys(
        &self,
        compared: &Compared,
        after: Option<&RecordKey>,
        count: usize,
    ) -> impl Future<Output = Result<Keys, StoreError>> + Send;

    /// The last recovery slot to which the proof of this hash opens the way; none where its author gave that notebook another
    /// code since. Whether the author was revoked is for who asks to look at.
    fn recovery_slot(
        &self,
        academie: &str,
        proof: &Sha256,
    ) -> impl Future<Output = Result<Option<Record>, StoreError>> + Send;

    /// What an archive holds of `academie` beside its records.
    fn ledger(&self, academie: &str) -> impl Future<Output = Result<Ledger, StoreError>> + Send;

    /// The records of `academie` numbered above `after`, in order, at most `count`, as they are on the disk.
    fn kept(
        &self,
        academie: &str,
        after: u64,
        count: usize,
    ) -> impl Future<Output = Result<Vec<Kept>, StoreError>> + Send;

    /// Under what the records numbered above `after` are filed, in order, at most `count`.
    fn filed(
        &self,
        academie: &str,
        after: u64,
        count: usize,
    ) -> impl Future<Output = Result<Vec<Filed>, StoreError>> + Send;

    /// What is written beside the records of `academie`.
    fn indexes(&self, academie: &str) -> impl Future<Output = Result<Indexes, StoreError>> + Send;

    /// Notes that a verified archive holds the records of `academie` up to `through`.
    fn note_durable(
        &self,
        academie: &str,
        through: u64,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Begins a restore, in a store that serves no académie yet: until it ends, nobody is served.
    fn begin_restore(&self) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Puts back what an archive holds of an académie beside its records.
    fn restore_ledger(&self, ledger: &Ledger) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Puts back records, with the numbers that they had.
    fn restore_kept(
        &self,
        academie: &str,
        kept: Vec<Kept>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Ends a restore: a new life begins, in which no cursor of a former one is taken.
    fn end_restore(&self, epoch: Epoch, at: Instant) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Whether a restore was begun and did not end.
    fn is_restoring(&self) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Brings the packed cache of an académie's facts one step nearer to its head; whether something is left to do.
    fn catch_up(&self, academie: &str) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Counts by the packed cache what `question` asks of the facts that rest on a grid; none where it is behind.
    fn scan(
        &self,
        academie: &str,
        grid: &Sha256,
        question: &Question,
    ) -> impl Future<Output = Result<Option<Tally>, StoreError>> + Send;

    /// Every visit of an académie by the packed cache, with every grid; none where the cache is behind.
    fn packed_visits(
        &self,
        academie: &str,
    ) -> impl Future<Output = Result<Option<PackedVisits>, StoreError>> + Send;

    /// The grids that somebody with the right to offered to others.
    fn offered_grids(
        &self,
        academie: &str,
    ) -> impl Future<Output = Result<BTreeSet<Sha256>, StoreError>> + Send;

    /// The documents of an académie's releases and of their parts, in the order in which they came.
    fn releases(&self, academie: &str) -> impl Future<Output = Result<Vec<String>, StoreError>> + Send;

    /// Throws the packed cache of an académie away.
    fn forget_packed(&self, academie: &str) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Whether what the cache has of a span of sequence numbers is what the records give; of one to be built, nothing is said.
    fn packed_is_true(
        &self,
        academie: &str,
        span: u64,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Writes a line in the audit trail of an académie.
    fn audit(
        &self,
        academie: &str,
        act: &AuditedAct,
        at: Instant,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// The audit trail of an académie, the earliest first.
    fn audit_trail(&self, academie: &str) -> impl Future<Output = Result<Vec<AuditLine>, StoreError>> + Send;
}
