//! A page of a stream as it is applied: what is believed of it, what that does, and what is not.

use observation::directory::School;
use observation::grid::GridFile;
use observation::instant::Instant;
use observation::visit::Visit;
use sync_protocol::message::stream::Stream;
use sync_protocol::{CheckpointDocument, Fingerprint, PublicKey, RecordKey, SignedDocument};
use uuid::Uuid;

use crate::keys::Secrets;

/// A page of a stream, verified and decrypted.
#[derive(Debug)]
pub struct Arrived<'a> {
    /// The stream.
    pub stream: &'a Stream,
    /// Where the next page begins; none where this one is to be read again.
    pub cursor: Option<&'a str>,
    /// Whether nothing followed when the page was made.
    pub last: bool,
    /// This device.
    pub device: PublicKey,
    /// What stands where, sorted, believed or not; checkpoints aside.
    pub order: Vec<(u64, RecordKey)>,
    /// The records that are believed, in order.
    pub landed: Vec<Landed>,
    /// What is not believed.
    pub disbelieved: Vec<Disbelieved>,
    /// What opens the author's own notes: those of two laptops are made one.
    pub secrets: &'a Secrets,
}

/// A record that came, and is believed.
#[derive(Debug)]
pub struct Landed {
    /// Its place in the order of the académie.
    pub sequence: u64,
    /// Its key.
    pub key: RecordKey,
    /// The record with its document; none where its bytes were purged meanwhile.
    pub signed: Option<SignedDocument>,
    /// What it does besides being kept.
    pub effect: Effect,
}

/// What a record does in the notebook besides being kept.
#[derive(Debug)]
pub enum Effect {
    /// Nothing.
    None,
    /// The grid can be used.
    Grid(Box<GridFile>),
    /// The sealed visit stands in the agenda, as it was sealed.
    Revision(Box<Visit>),
    /// What it names is deleted.
    Tombstone,
    /// The author's own notes on a visit, encrypted.
    PersonalNotes(Uuid, Vec<u8>),
    /// A draft goes on here.
    Draft(Box<HandedOver>),
    /// Schools are so from then on.
    Schools(Vec<School>),
    /// What another author sealed passes to this one.
    Succession(Box<TakenOver>),
    /// A device says what it was given of this stream.
    Checkpoint(Box<Checkpoint>),
    /// It came without what it says, in a stream that others read too; its author.
    Withheld(Fingerprint),
}

/// A draft that another device handed over.
#[derive(Debug)]
pub struct HandedOver {
    /// What it holds.
    pub visit: Visit,
    /// The author's own notes, encrypted.
    pub personal_notes: Option<Vec<u8>>,
}

/// What the store gave, and why it is not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disbelieved {
    /// The stream.
    pub stream: String,
    /// The place that the store gave it.
    pub sequence: u64,
    /// What it says that it is.
    pub kind: String,
    /// The hash that it names.
    pub sha256: String,
    /// Why: a code.
    pub why: String,
    /// When it came.
    pub at: Instant,
}

/// What a device says that it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Its author.
    pub author: Fingerprint,
    /// What it says.
    pub said: CheckpointDocument,
}

/// A sealed document of another author, whose post this one took over.
#[derive(Debug)]
pub struct TakenOver {
    /// His record with its document.
    pub signed: SignedDocument,
    /// The visit as it was sealed; none where the document is no revision.
    pub visit: Option<Visit>,
    /// The fingerprint of this notebook's author.
    pub reader: Fingerprint,
}
