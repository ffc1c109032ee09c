//! What came is believed, or not: signatures, the chain, the hash of what was decrypted.

use data_encoding::BASE64;
use observation::canonical::Sha256;
use observation::grid;
use observation::instant::Instant;
use observation::json;
use observation::visit::{VisitDocument, reopened};
use sync_protocol::checkpoint::{LAST_PLACE, is_linked, is_shared};
use sync_protocol::message::stream::{Placed, Stream};
use sync_protocol::trust::Chain;
use sync_protocol::{CheckpointDocument, DirectoryDelta, Record, RecordKind, SignedDocument};

use super::belief::may_have_written;
use super::{Desk, SyncError, codes};
use crate::keys::{CircleKey, circle};
use crate::store::{Checkpoint, Disbelieved, Effect, HandedOver, Landed};
use crate::sync::settling::DraftDocument;

/// By what a page is read.
pub(super) struct Reading<'a> {
    pub(super) desk: Desk<'a>,
    pub(super) academie: &'a str,
    pub(super) chain: &'a Chain,
    pub(super) keys: &'a [CircleKey],
    pub(super) stream: &'a Stream,
    pub(super) at: Instant,
}

/// What becomes of a record that came.
pub(super) enum Receipt {
    /// It is believed.
    Believed(Box<Landed>),
    /// It is not.
    Disbelieved(Disbelieved),
    /// The circle's key for it has not come yet: it is read again by a later sync.
    Early,
}

impl Reading<'_> {
    pub(super) fn receive(&self, placed: Placed) -> Result<Receipt, SyncError> {
        if let Some(why) = self.wrong(&placed.record) {
            return Ok(self.disbelieved(&placed, why));
        }
        if !self.may_stand(&placed)? {
            return Ok(self.out_of_place(&placed));
        }
        let document = match self.document(&placed.record)? {
            Document::Read(document) => Some(document),
            // What no tombstone may take is there, or something else was given in its place.
            Document::Gone if !placed.record.kind.is_erasable() => {
                return Ok(self.disbelieved(&placed, codes::DISBELIEVED_DOCUMENT));
            }
            Document::Gone => None,
            Document::Early => return Ok(Receipt::Early),
            Document::Another => return Ok(self.disbelieved(&placed, codes::DISBELIEVED_DOCUMENT)),
        };
        let key = placed.record.key();
        let is_own = placed.record.signature.author == self.desk.fingerprint();
        let passes = placed.record.kind == RecordKind::Succession;
        let compares = placed.record.kind == RecordKind::Checkpoint;
        let effect = match &document {
            None if is_shared(self.stream) => Effect::Withheld(placed.record.signature.author),
            None => Effect::None,
            Some(document) if passes => self.taken_over(document)?,
            Some(_) if compares => self.word(&placed.record).unwrap_or(Effect::None),
            Some(document) => effect(&placed.record, document),
        };
        // What a vault gives to others is for them alone, and to this author it is kept as it was before it was wrapped.
        // What others were given is compared, and not kept.
        let document = document.filter(|_| is_own || !(passes || compares));
        Ok(Receipt::Believed(Box::new(Landed {
            sequence: placed.sequence,
            key,
            signed: document.map(|document| {
                let facts = placed.record.facts.clone();
                let record = Record {
                    facts,
                    ..placed.record.envelope()
                };
                SignedDocument::new(record, document)
            }),
            effect,
        })))
    }

    /// Whether a record may stand where the store put it: what was read once stays as it was read.
    fn may_stand(&self, placed: &Placed) -> Result<bool, SyncError> {
        if !is_shared(self.stream) || !is_linked(&placed.record.kind) {
            return Ok(placed.sequence <= LAST_PLACE);
        }
        let notebook = self.desk.notebook;
        Ok(notebook.may_stand(self.stream, placed.sequence, placed.record.sha256)?)
    }

    /// A record that stands where another does.
    pub(super) fn out_of_place(&self, placed: &Placed) -> Receipt {
        self.disbelieved(placed, codes::DISBELIEVED_PLACE)
    }

    /// What is wrong with a record by itself and by who signed it.
    fn wrong(&self, record: &Record) -> Option<&'static str> {
        let is_of_stream = Stream::of(record) == *self.stream && record.academie == self.academie;
        let is_own = record.signature.author == self.desk.fingerprint();
        // A tombstone took the facts over which a purged revision was signed.
        let is_purged = record.kind == RecordKind::Revision && record.private.is_none();
        if !is_of_stream {
            Some(codes::DISBELIEVED_PLACE)
        } else if !is_purged && !record.is_signed() {
            Some(codes::DISBELIEVED_SIGNATURE)
        } else if *self.stream == Stream::Author && !is_own {
            Some(codes::DISBELIEVED_CHAIN)
        } else {
            let is_of_right = if is_of_trust(record) {
                self.chain.may_have_been_kept(record)
            } else {
                may_have_written(self.chain, record, self.desk.fingerprint())
            };
            (!is_of_right).then_some(codes::DISBELIEVED_CHAIN)
        }
    }

    fn document(&self, record: &Record) -> Result<Document, SyncError> {
        if record.kind.is_public() {
            return Ok(match (&record.public, record.public_document()) {
                (_, Some(text)) => Document::Read(text.to_owned()),
                (None, None) => Document::Gone,
                (Some(_), None) => Document::Another,
            });
        }
        let Some(private) = &record.private else {
            return Ok(Document::Gone);
        };
        let text = match (&record.kind, &record.circle) {
            (RecordKind::RecoverySlot, _) => String::from_utf8(private.0.clone()).ok(),
            (RecordKind::PersonalNotes, _) => Some(BASE64.encode(&private.0)),
            (kind, Some(_)) => {
                let Some(epoch) = circle::epoch_of(&private.0) else {
                    return Ok(Document::Another);
                };
                let Some(key) = self.keys.iter().find(|key| key.epoch() == epoch) else {
                    return Ok(Document::Early);
                };
                let opened = key.decrypt((self.academie, kind.as_str(), record.id), &private.0)?;
                opened.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok())
            }
            (_, None) => {
                let opened = self.desk.secrets.decrypt(&private.0)?;
                opened.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok())
            }
        };
        let is_signed = |text: &String| Sha256::of(text.as_bytes()) == record.sha256;
        Ok(text.filter(is_signed).map_or(Document::Another, Document::Read))
    }

    /// What a device says that it was given.
    fn word(&self, record: &Record) -> Option<Effect> {
        let said = CheckpointDocument::of(record)?;
        let author = record.signature.author;
        Some(Effect::Checkpoint(Box::new(Checkpoint { author, said })))
    }

    fn disbelieved(&self, placed: &Placed, why: &str) -> Receipt {
        Receipt::Disbelieved(Disbelieved {
            stream: self.stream.to_string(),
            sequence: placed.sequence,
            kind: placed.record.kind.to_string(),
            sha256: placed.record.sha256.to_string(),
            why: why.to_owned(),
            at: self.at,
        })
    }
}

/// A document, once it was looked for.
enum Document {
    Read(String),
    /// A tombstone took it.
    Gone,
    /// What opens it has not come.
    Early,
    /// It is not the one that was signed, or is to somebody else.
    Another,
}

/// Whom to believe follows from these: the chain weighs them by itself, and passes over what counts for nothing.
pub(super) fn is_of_trust(record: &Record) -> bool {
    matches!(
        record.kind,
        RecordKind::Charter
            | RecordKind::Certificate
            | RecordKind::Role
            | RecordKind::Invitation
            | RecordKind::Revocation
    )
}

/// What a record does besides being kept; a document that a later version wrote does nothing yet.
fn effect(record: &Record, document: &str) -> Effect {
    match record.kind {
        RecordKind::Grid => {
            let file = grid::check(document.as_bytes()).0;
            let file = file.filter(|file| file.sha256() == record.sha256);
            file.map_or(Effect::None, |file| Effect::Grid(Box::new(file)))
        }
        RecordKind::Revision => {
            let read: Option<VisitDocument> = json::read(document.as_bytes()).ok();
            let read = read.filter(|read| read.visit == record.id && read.revision == record.revision);
            read.map_or(Effect::None, |read| Effect::Revision(Box::new(reopened(&read))))
        }
        RecordKind::DirectoryDelta => {
            let said = DirectoryDelta::read(document);
            said.map_or(Effect::None, |said| Effect::Schools(said.schools))
        }
        RecordKind::Tombstone => Effect::Tombstone,
        RecordKind::PersonalNotes => {
            let ciphertext = BASE64.decode(document.as_bytes()).unwrap_or_default();
            Effect::PersonalNotes(record.id, ciphertext)
        }
        RecordKind::DraftHandOver => {
            let read: Option<DraftDocument> = serde_json::from_str(document).ok();
            read.filter(|draft| draft.format == DraftDocument::FORMAT)
                .map_or(Effect::None, |draft| {
                    Effect::Draft(Box::new(HandedOver {
                        personal_notes: draft.personal_notes.as_ref().map(|notes| notes.0.clone()),
                        visit: draft.into_visit(),
                    }))
                })
        }
        _ => Effect::None,
    }
}
