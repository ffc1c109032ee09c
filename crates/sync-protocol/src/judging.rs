//! How a store judges a record: a pure function of the record, of whom it believes, and of what its disk holds.
//!
//! The rules stand in the order of `docs/sync/protocol.md`; the first that fails gives the verdict, so that all stores say
//! the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use observation::canonical::Sha256;
use observation::grid::GridFile;
use uuid::Uuid;

use crate::certificate::Certificate;
use crate::examining::{Examined, grid_of};
use crate::keys::Fingerprint;
use crate::kind::RecordKind;
use crate::publication::PublicationDocument;
use crate::record::{Record, RecordKey, number_after};
use crate::release::named_by;
use crate::tombstone::Tombstone;
use crate::trust::{Chain, RoleDocument, Standing};
use crate::verdict::{Refusal, Verdict};

/// What a record is judged by, the same for a whole batch.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The académie of the device that sends.
    pub academie: &'a str,
    /// Whom the académie believes.
    pub chain: &'a Chain,
    /// Today, by the store's clock: until when a role holds is told by days.
    pub today: NaiveDate,
}

/// What a store's disk holds of what a batch speaks of. Records that are kept enter it, so that the next find them.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The records that are there, with their sequence.
    pub stored: BTreeMap<RecordKey, u64>,
    /// The records that a tombstone names, each with its author: nobody deletes another's.
    pub purged: BTreeSet<(RecordKey, Fingerprint)>,
    /// The revision of each document that is there or was purged, by its kind, identifier and hash.
    pub revisions: BTreeMap<(RecordKind, Uuid, Sha256), u32>,
    /// The hash that counts for a number: the first that was stored.
    pub first: BTreeMap<(RecordKind, Uuid, u32), Sha256>,
    /// The grids.
    pub grids: BTreeMap<Sha256, Arc<GridFile>>,
}

/// What a store does with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// It keeps it; `beside` is the hash that counts already for its number, where another does.
    Keep {
        /// The other.
        beside: Option<Sha256>,
    },
    /// It keeps nothing, and answers this.
    Answer(Verdict),
}

/// Judges one record.
#[must_use]
pub fn judge(examined: &Examined, rules: &Rules<'_>, known: &Known) -> Judgement {
    let record = examined.record();
    let refused = |code| Judgement::Answer(Verdict::Refused { code });
    let broken = examined.shape.and_then(|()| belonging(examined, rules)).err();
    if let Some(code) = broken {
        return refused(code);
    }
    let key = record.key();
    if known.purged.contains(&(key.clone(), record.signature.author)) {
        return Judgement::Answer(Verdict::Purged);
    }
    if let Some(sequence) = known.stored.get(&key) {
        return Judgement::Answer(Verdict::AlreadyStored { sequence: *sequence });
    }
    lineage(record, known)
        .and_then(|()| in_its_turn(record, known))
        .and_then(|()| facts(examined, rules.academie, known))
        .map_or_else(Judgement::Answer, |()| Judgement::Keep {
            beside: beside(record, known),
        })
}

impl Known {
    /// Enters a record that is kept.
    pub fn keep(&mut self, record: &Record) {
        let (kind, id, sha256) = (record.kind.clone(), record.id, record.sha256);
        let number = self.revisions.entry((kind.clone(), id, sha256)).or_default();
        *number = record.revision.max(*number);
        self.first.entry((kind, id, record.revision)).or_insert(sha256);
        if let Some(grid) = grid_of(record) {
            self.grids.insert(sha256, Arc::new(grid));
        }
        let author = record.signature.author;
        let targets = Tombstone::of(record).into_iter().flat_map(|said| said.targets);
        self.purged.extend(targets.map(|target| (target, author)));
    }
}

/// Académie, signature, certificate, revocation, role.
fn belonging(examined: &Examined, rules: &Rules<'_>) -> Result<(), Refusal> {
    let record = examined.record();
    if record.academie != rules.academie {
        return Err(Refusal::Academie);
    }
    if !examined.is_signed {
        return Err(Refusal::Signature);
    }
    let signature = &record.signature;
    if is_by_its_own_key(record, rules) {
        return Ok(());
    }
    match rules.chain.standing(&signature.device, &signature.author) {
        Standing::Unknown if introduces_itself(record) => may_enrol(&signature.author, rules),
        Standing::Unknown => Err(Refusal::Certificate),
        Standing::Revoked => Err(Refusal::Revoked),
        Standing::Certified(_) => written_by_right(record, rules),
    }
}

/// A charter by the root, a role by the key of an invitation that nobody took and that has not expired.
fn is_by_its_own_key(record: &Record, rules: &Rules<'_>) -> bool {
    let device = record.signature.device;
    match record.kind {
        RecordKind::Charter => device == rules.chain.root(),
        RecordKind::Role => {
            let text = record.public_document().unwrap_or_default();
            let role: Option<RoleDocument> = serde_json::from_str(text).ok();
            let invitation = role.as_ref().and_then(|role| role.invitation);
            let found = invitation.and_then(|sha256| rules.chain.invitation(&sha256));
            found.zip(role).is_some_and(|((invitation, taken), role)| {
                // Who took it in time may say so again, on another device or to a store that was restored.
                let is_open = match taken {
                    Some(by) => by == role.person.fingerprint(),
                    None => rules.today <= invitation.expires,
                };
                invitation.key == device && invitation.grant == role.grant && is_open
            })
        }
        _ => false,
    }
}

/// A device's own certificate, which its author signed.
fn introduces_itself(record: &Record) -> bool {
    let text = record
        .public_document()
        .filter(|_| record.kind == RecordKind::Certificate);
    let certificate: Option<Certificate> = text.and_then(|text| serde_json::from_str(text).ok());
    certificate.is_some_and(|certificate| {
        certificate.check("").is_empty()
            && certificate.device == record.signature.device
            && certificate.author_fingerprint() == record.signature.author
    })
}

/// A keeper, or somebody with a role.
fn may_enrol(author: &Fingerprint, rules: &Rules<'_>) -> Result<(), Refusal> {
    let is_known = rules.chain.is_keeper(author) || rules.chain.grants(author, rules.today).next().is_some();
    if is_known { Ok(()) } else { Err(Refusal::Role) }
}

fn written_by_right(record: &Record, rules: &Rules<'_>) -> Result<(), Refusal> {
    let author = &record.signature.author;
    let kind = &record.kind;
    let as_keeper = rules.chain.is_keeper(author) && kind.is_of_keepers();
    // One's own lost laptop, and no other's: what counts for nothing would be shown to all as a lie of the store.
    let as_owner = *kind == RecordKind::Revocation && rules.chain.may_have_been_kept(record);
    let by_role = || rules.chain.may_write(author, kind, rules.today);
    let is_of_circle = |circle| rules.chain.is_member(author, circle, rules.today);
    // A keeper passes on to members of a circle that need not be his.
    let within = *kind == RecordKind::Succession || record.circle.as_ref().is_none_or(is_of_circle);
    let within = within && offers_where_it_may(record, rules);
    if within && (as_keeper || as_owner || by_role()) {
        Ok(())
    } else {
        Err(Refusal::Role)
    }
}

/// A grid is offered to the scopes of who offers it.
fn offers_where_it_may(record: &Record, rules: &Rules<'_>) -> bool {
    let grants = rules.chain.grants(&record.signature.author, rules.today);
    record.kind != RecordKind::Publication
        || PublicationDocument::of(record).is_some_and(|said| said.is_within(grants))
}

/// Parents that are there, and a number that follows theirs.
fn lineage(record: &Record, known: &Known) -> Result<(), Verdict> {
    let parent = |sha256: &Sha256| {
        let found = known.revisions.get(&(record.kind.clone(), record.id, *sha256));
        found.copied().ok_or(Verdict::UnknownParent { sha256: *sha256 })
    };
    let numbers: Vec<u32> = record.parents.iter().map(parent).collect::<Result<_, _>>()?;
    if number_after(numbers) == Ok(record.revision) {
        Ok(())
    } else {
        Err(Verdict::Refused {
            code: Refusal::Format,
        })
    }
}

/// Of each number one release, whole: what was prepared beside it did not know what it tells, and a head whose parts never
/// came would keep its number for ever.
fn in_its_turn(record: &Record, known: &Known) -> Result<(), Verdict> {
    for (id, sha256) in named_by(record) {
        let part = (RecordKind::Release, id, sha256);
        if !known.revisions.contains_key(&part) {
            return Err(Verdict::UnknownParent { sha256 });
        }
    }
    match beside(record, known).filter(|_| record.kind == RecordKind::Release) {
        Some(_) => Err(Verdict::Refused {
            code: Refusal::Overtaken,
        }),
        None => Ok(()),
    }
}

/// Facts that name this académie and a known grid, and say nothing that the grid does not ask.
fn facts(examined: &Examined, academie: &str, known: &Known) -> Result<(), Verdict> {
    let Some(given) = &examined.facts else {
        return Ok(());
    };
    let refused = Verdict::Refused { code: Refusal::Facts };
    let facts = given.as_ref().ok_or(refused)?;
    let grid = known.grids.get(&facts.grid);
    let grid = grid.ok_or(Verdict::UnknownGrid { sha256: facts.grid })?.grid();
    if facts.academie == academie && facts.fit(grid) {
        Ok(())
    } else {
        Err(refused)
    }
}

fn beside(record: &Record, known: &Known) -> Option<Sha256> {
    let number = (record.kind.clone(), record.id, record.revision);
    known
        .first
        .get(&number)
        .copied()
        .filter(|first| *first != record.sha256)
}
