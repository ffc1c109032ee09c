//! The epochs of a circle's key: drawn by a member, and wrapped to each.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use observation::instant::Instant;
use sync_protocol::encoding::Ciphertext;
use sync_protocol::trust::{Chain, Circle, CircleKeyDocument, Identity};
use sync_protocol::{Fingerprint, RecordKind, SignedDocument};
use uuid::Uuid;

use super::belief::chain_of;
use super::circles::{circle_keys, key_documents, writing_epochs};
use super::{Desk, SyncError, codes};
use crate::keys::{CircleKey, Randomness, encrypt};
use crate::store::Address;

/// Starts a new epoch of the key of `circle`, wrapped to its members of `today`: what is written from then on is not for who
/// has a former key alone. What was written before stays readable to him.
///
/// # Errors
/// When the author is no member or was given no key of the circle yet, or the disk refuses.
pub fn renew_circle_key(
    desk: Desk<'_>,
    address: &Address,
    (circle, today): (&Circle, NaiveDate),
    randomness: &mut dyn Randomness,
    at: Instant,
) -> Result<(), SyncError> {
    let chain = chain_of(desk.notebook, address)?;
    let epochs = Epochs::of(desk, &chain, (circle, today))?;
    if !epochs.is_member(&desk.fingerprint()) || epochs.present().is_none() {
        return Err(SyncError::Given(codes::NO_CIRCLE_KEY));
    }
    let key = epochs.next(randomness);
    let written = epochs.wrapped(desk, &address.academie, &key)?;
    desk.notebook.append_records(&written, at)?;
    Ok(())
}

/// A circle's keys, as a member has them on a day.
pub(super) struct Epochs<'a> {
    circle: &'a Circle,
    members: Vec<Identity>,
    /// What was said of keys of the circle, by whomever.
    said: Vec<CircleKeyDocument>,
    /// The epochs under which one writes.
    writing: BTreeSet<Uuid>,
    /// The keys that were wrapped to the author, those of later epochs last.
    own: Vec<CircleKey>,
}

impl<'a> Epochs<'a> {
    pub(super) fn of(
        desk: Desk<'_>,
        chain: &Chain,
        (circle, today): (&'a Circle, NaiveDate),
    ) -> Result<Self, SyncError> {
        let mut said = key_documents(desk.notebook)?;
        said.retain(|one| one.circle == *circle);
        let mut own = circle_keys(desk.notebook, desk.secrets, desk.fingerprint())?;
        own.retain(|key| key.circle() == circle);
        Ok(Self {
            circle,
            members: chain.members(circle, today).collect(),
            said,
            writing: writing_epochs(desk.notebook, chain, today)?,
            own,
        })
    }

    /// The key records that the circle lacks: a first epoch where there is none, another once a member left, and each epoch
    /// for each member.
    pub(super) fn lacking(
        &self,
        desk: Desk<'_>,
        academie: &str,
        randomness: &mut dyn Randomness,
    ) -> Result<Vec<SignedDocument>, SyncError> {
        let next = self.needs_another().then(|| self.next(randomness));
        let mut written = Vec::new();
        for key in self.own.iter().chain(&next) {
            written.extend(self.wrapped(desk, academie, key)?);
        }
        Ok(written)
    }

    fn needs_another(&self) -> bool {
        match self.present() {
            // Who has no key waits for a member who has: two epochs at once would part the circle.
            None => !self.said.iter().any(|said| self.writing.contains(&said.epoch)),
            Some(key) => {
                let has_left = self.readers(key.epoch()).any(|reader| !self.is_member(&reader));
                has_left || self.came_back(key)
            }
        }
    }

    /// Whether `key` had been renewed, by a device that was revoked since: it is written with again, which nobody wanted.
    fn came_back(&self, key: &CircleKey) -> bool {
        let renewed = self
            .said
            .iter()
            .filter(|said| !self.writing.contains(&said.epoch));
        let last = renewed.map(|said| (said.number, said.epoch)).max();
        last > Some((key.number(), key.epoch()))
    }

    /// The author's key under which the circle is written, as far as he has it.
    fn present(&self) -> Option<&CircleKey> {
        self.own
            .iter()
            .rev()
            .find(|key| self.writing.contains(&key.epoch()))
    }

    fn is_member(&self, one: &Fingerprint) -> bool {
        self.members.iter().any(|member| member.fingerprint() == *one)
    }

    fn readers(&self, epoch: Uuid) -> impl Iterator<Item = Fingerprint> {
        let of_epoch = self.said.iter().filter(move |said| said.epoch == epoch);
        of_epoch.map(|said| said.member)
    }

    fn next(&self, randomness: &mut dyn Randomness) -> CircleKey {
        let last = self.said.iter().map(|said| said.number).max().unwrap_or(0);
        CircleKey::draw(self.circle.clone(), last + 1, randomness)
    }

    /// `key` for each member who lacks it.
    fn wrapped(
        &self,
        desk: Desk<'_>,
        academie: &str,
        key: &CircleKey,
    ) -> Result<Vec<SignedDocument>, SyncError> {
        let have: BTreeSet<Fingerprint> = self.readers(key.epoch()).collect();
        let lack = self
            .members
            .iter()
            .filter(|member| !have.contains(&member.fingerprint()));
        lack.map(|member| wrapped(desk, academie, key, member)).collect()
    }
}

fn wrapped(
    desk: Desk<'_>,
    academie: &str,
    key: &CircleKey,
    member: &Identity,
) -> Result<SignedDocument, SyncError> {
    let document = CircleKeyDocument {
        format: CircleKeyDocument::FORMAT.to_owned(),
        circle: key.circle().clone(),
        epoch: key.epoch(),
        number: key.number(),
        member: member.fingerprint(),
        wrapped: Ciphertext(encrypt(key.as_bytes(), &[member.agreement])?),
    };
    desk.sign(academie, RecordKind::CircleKey, &document, Some(key.circle()))
}
