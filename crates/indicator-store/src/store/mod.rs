//! What the store does, whatever the database: one trait at the level of use cases.

mod audit;
mod deciding;
mod paging;
mod trust;

use std::future::Future;

pub use audit::{AuditLine, AuditedAct, first_broken};
pub use deciding::{Circumstances, Decision, Incoming, decide, grids_named};
pub use paging::filled;
pub use trust::Trust;
pub(crate) use trust::is_of_trust;

use observation::canonical::Sha256;
use observation::instant::Instant;
use sync_protocol::limits::Limits;
use sync_protocol::message::comparison::Keys;
use sync_protocol::message::stream::{Placed, Stream};
use sync_protocol::{Epoch, Fingerprint, Holding, PublicKey, RecordKey, Verdict};

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

/// What a device sends, and when it came.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// The académie of the device.
    pub academie: &'a str,
    /// What it sends, in order.
    pub records: Vec<Incoming>,
    /// The store's limits.
    pub limits: &'a Limits,
    /// When, by the store's clock.
    pub at: Instant,
}

/// Where a page of a stream begins, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Who reads.
    pub device: &'a Device,
    /// Which stream.
    pub stream: Stream,
    /// The last sequence number that was read.
    pub after: u64,
    /// The store's limits.
    pub limits: &'a Limits,
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

    /// Opens the store to an académie.
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
    fn trust(&self, academie: &str) -> impl Future<Output = Result<Trust, StoreError>> + Send;

    /// The device whose token has this hash, revoked ones too.
    fn device(&self, token: &Sha256) -> impl Future<Output = Result<Option<Device>, StoreError>> + Send;

    /// Makes this hash that of the device's token; one that it had before is worth nothing any more, and never will be.
    /// Whether that could be done: a token that was replaced, or a device that was revoked, stays so.
    fn enrol(&self, device: &Device, token: &Sha256)
    -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// The devices of an académie, by the date of their enrolment.
    fn devices(&self, academie: &str) -> impl Future<Output = Result<Vec<Device>, StoreError>> + Send;

    /// Ends the tokens of these devices of an académie.
    fn revoke(
        &self,
        academie: &str,
        devices: &[PublicKey],
        at: Instant,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Judges and keeps records; a verdict for each, in their order.
    fn keep(&self, order: Order<'_>) -> impl Future<Output = Result<Vec<Verdict>, StoreError>> + Send;

    /// What follows in a stream.
    fn page(&self, reading: Reading<'_>) -> impl Future<Output = Result<PageRead, StoreError>> + Send;

    /// How many records of `author` there are, and the digest of their keys.
    fn holding(
        &self,
        academie: &str,
        author: Fingerprint,
    ) -> impl Future<Output = Result<Holding, StoreError>> + Send;

    /// The keys of `author`'s records, sorted, after one of them.
    fn keys(
        &self,
        academie: &str,
        author: Fingerprint,
        after: Option<&RecordKey>,
        count: usize,
    ) -> impl Future<Output = Result<Keys, StoreError>> + Send;

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
