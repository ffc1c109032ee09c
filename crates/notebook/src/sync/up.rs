//! Up: the first records of the outbox go, each encrypted to its readers, and what the store says of them is kept.

use chrono::NaiveDate;
use sync_protocol::encoding::Ciphertext;
use sync_protocol::limits::{Limits, batch_length};
use sync_protocol::trust::{Chain, Standing};
use sync_protocol::{
    AgreementKey, Consequence, Fingerprint, Needed, Record, RecordKind, Refusal, SignedDocument, Verdict,
};

use super::circles::{circle_keys, current, own_circles, vaults, writing_epochs};
use super::run::Running;
use super::{Access, Desk, SyncError, codes};
use crate::keys::{CircleKey, encrypt};
use crate::store::Outgoing;

/// A batch, ready to go.
struct Ready {
    places: Vec<i64>,
    records: Vec<Record>,
    /// How many were set apart, for want of a role or of a key.
    held_back: usize,
}

/// To whom what is private goes.
struct Readers {
    author: AgreementKey,
    vaults: Vec<AgreementKey>,
    keys: Vec<CircleKey>,
}

impl<A: Access> Running<'_, A> {
    /// Sends one batch; whether more waits.
    pub(super) fn send(&mut self, limits: &Limits) -> Result<bool, SyncError> {
        let ready = self.with(|desk| self.ready(desk, limits))?;
        if ready.records.is_empty() {
            // Behind those that were set apart, others may be ready.
            return Ok(ready.held_back > 0);
        }
        let verdicts = self.client.send(&ready.records)?;
        self.sent += verdicts.iter().filter(|verdict| is_held(**verdict)).count() as u64;
        let told: Vec<(i64, Verdict)> = ready.places.iter().copied().zip(verdicts).collect();
        let now = self.surroundings.now();
        self.with(|desk| Ok(desk.notebook.keep_verdicts(&told, now)?))?;
        for ((place, verdict), record) in told.iter().zip(&ready.records) {
            if let Consequence::SendBefore { needed } = verdict.consequence() {
                self.send_before(*place, record, needed)?;
            }
        }
        let waiting = self.with(|desk| Ok(desk.notebook.queue(&self.address.academie)?.waiting))?;
        Ok(waiting > 0)
    }

    fn ready(&self, desk: Desk<'_>, limits: &Limits) -> Result<Ready, SyncError> {
        let outgoing = desk.notebook.outbox(&self.address.academie, limits.records)?;
        let chain = self.chain(desk)?;
        let circles = own_circles(&chain, desk.fingerprint(), self.today());
        let readers = Readers {
            author: desk.author.agreement,
            vaults: vaults(desk.notebook, &chain, &circles)?,
            keys: self.writing_keys(desk, &chain)?,
        };
        let mut ready = Ready {
            places: Vec::new(),
            records: Vec::new(),
            held_back: 0,
        };
        for Outgoing { position, signed } in outgoing {
            let signed = said_again(desk, &chain, signed)?;
            if !may_send(&chain, &signed.record, desk.fingerprint(), self.today()) {
                self.waits(desk, position, codes::WAITS_FOR_ROLE)?;
                ready.held_back += 1;
            } else if let Some(record) = self.addressed(signed, &readers)? {
                ready.places.push(position);
                ready.records.push(record);
            } else {
                self.waits(desk, position, codes::WAITS_FOR_KEY)?;
                ready.held_back += 1;
            }
        }
        let sizes: Vec<usize> = ready.records.iter().map(size).collect();
        let count = batch_length(&sizes, limits);
        ready.places.truncate(count);
        ready.records.truncate(count);
        Ok(ready)
    }

    /// The keys under which the author writes to his circles today.
    pub(super) fn writing_keys(&self, desk: Desk<'_>, chain: &Chain) -> Result<Vec<CircleKey>, SyncError> {
        let epochs = writing_epochs(desk.notebook, chain, self.today())?;
        let mut keys = circle_keys(desk.notebook, desk.secrets, desk.fingerprint())?;
        keys.retain(|key| epochs.contains(&key.epoch()));
        Ok(keys)
    }

    /// The record with its document, in clear or encrypted to its readers.
    fn addressed(&self, signed: SignedDocument, readers: &Readers) -> Result<Option<Record>, SyncError> {
        let SignedDocument { record, document, .. } = signed;
        if record.kind.is_public() {
            return Ok(Some(record.with_public(document)));
        }
        let private = match (&record.kind, &record.circle) {
            (RecordKind::RecoverySlot, _) => document.into_bytes(),
            (RecordKind::PersonalNotes, _) => data_encoding::BASE64
                .decode(document.as_bytes())
                .unwrap_or_default(),
            (kind, Some(circle)) => {
                let Some(key) = current(&readers.keys, circle) else {
                    return Ok(None);
                };
                let about = (record.academie.as_str(), kind.as_str(), record.id);
                let mut random = |bytes: &mut [u8]| self.surroundings.fill_random(bytes);
                key.encrypt(about, document.as_bytes(), &mut random)?
            }
            (kind, None) => {
                let to_vaults = matches!(kind, RecordKind::Revision | RecordKind::State);
                let vaults = readers.vaults.iter().filter(|_| to_vaults).copied();
                let to: Vec<AgreementKey> = std::iter::once(readers.author).chain(vaults).collect();
                encrypt(document.as_bytes(), &to)?
            }
        };
        Ok(Some(Record {
            private: Some(Ciphertext(private)),
            ..record
        }))
    }

    fn waits(&self, desk: Desk<'_>, position: i64, code: &str) -> Result<(), SyncError> {
        let now = self.surroundings.now();
        Ok(desk.notebook.quarantine_record(position, code, now)?)
    }

    /// Puts what a record needs in the outbox before it; where that cannot be, or was done in vain, the record is set apart.
    fn send_before(&mut self, place: i64, record: &Record, needed: Needed) -> Result<(), SyncError> {
        let is_first = self.asked_before.insert(place);
        let (kind, sha256, code) = match needed {
            Needed::Grid(sha256) => (RecordKind::Grid, sha256, codes::GRID_MISSING),
            Needed::Parent(sha256) => (record.kind.clone(), sha256, codes::PARENT_MISSING),
        };
        let now = self.surroundings.now();
        let academie = &self.address.academie;
        self.access.with(|desk| {
            if let (Needed::Grid(grid), true) = (needed, is_first) {
                super::grids::write_grid(desk, academie, grid, now)?;
            }
            match desk.notebook.position_of(&kind, sha256)? {
                Some(position) if is_first => Ok(desk.notebook.send_again(&[position])?),
                _ => Ok(desk.notebook.quarantine_record(place, code, now)?),
            }
        })
    }
}

/// What waits for a circle's key or for a role is looked at again: whether it may leave is asked as it leaves. What the
/// store refused for want of a role waits for it too.
pub(super) fn let_go_of_waiting(desk: Desk<'_>, academie: &str) -> Result<(), SyncError> {
    let waiting = desk.notebook.quarantine(academie)?;
    let codes = [
        codes::WAITS_FOR_KEY,
        codes::WAITS_FOR_ROLE,
        Refusal::Role.code(),
        Refusal::Certificate.code(),
    ];
    let places = waiting
        .iter()
        .filter(|one| !one.set_aside && codes.contains(&one.code.as_str()));
    Ok(desk
        .notebook
        .send_again(&places.map(|one| one.position).collect::<Vec<_>>())?)
}

/// A deletion that a former device of the author signed, of which no store ever heard: the notebook was put back twice
/// between two syncs. This device says it again, under the same key.
fn said_again(desk: Desk<'_>, chain: &Chain, signed: SignedDocument) -> Result<SignedDocument, SyncError> {
    let (record, own) = (&signed.record, desk.fingerprint());
    let is_own_deletion = record.kind == RecordKind::Tombstone && record.signature.author == own;
    if !is_own_deletion || chain.standing(&record.signature.device, &own) != Standing::Unknown {
        return Ok(signed);
    }
    let academie = record.academie.clone();
    let about = (RecordKind::Tombstone, record.id, &[][..]);
    desk.sign_text(&academie, about, signed.document, None)
}

/// Whether the store would take a record of this kind from this author today; the chain that it believes is the same.
fn may_send(chain: &Chain, record: &Record, author: Fingerprint, today: NaiveDate) -> bool {
    use RecordKind as Kind;
    let signs_for_itself = record.signature.author != author;
    let as_keeper = chain.is_keeper(&author) && record.kind.is_of_keepers();
    let of_own = matches!(record.kind, Kind::Revocation | Kind::Certificate);
    let within = record
        .circle
        .as_ref()
        .is_none_or(|circle| chain.is_member(&author, circle, today));
    let by_role = chain.may_write(&author, &record.kind, today);
    signs_for_itself || as_keeper || of_own || (within && by_role)
}

fn is_held(verdict: Verdict) -> bool {
    matches!(
        verdict.consequence(),
        Consequence::Held | Consequence::Disputed { .. }
    )
}

/// How long a record is as JSON.
fn size(record: &Record) -> usize {
    serde_json::to_vec(record).map_or(0, |bytes| bytes.len())
}
