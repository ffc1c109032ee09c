//! The circles of which the author is a member, and the keys of theirs that were wrapped to him.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sync_protocol::trust::{Chain, Circle, CircleKeyDocument, Standing, VaultDocument};
use sync_protocol::{AgreementKey, Fingerprint, RecordKind, SignedDocument};
use uuid::Uuid;

use super::SyncError;
use crate::keys::{CircleKey, Secrets};
use crate::store::Notebook;

/// The circles of `author` on `day`.
#[must_use]
pub fn own_circles(chain: &Chain, author: Fingerprint, day: NaiveDate) -> BTreeSet<Circle> {
    chain.circles(&author, day).collect()
}

/// Every key record of circles that the notebook has, each of the circle that it belongs to. An epoch whose number follows
/// none is left out: whoever planted the last number there is would have the last word for ever.
pub(super) fn key_documents(notebook: &Notebook) -> Result<Vec<CircleKeyDocument>, SyncError> {
    read_keys(&notebook.signed_documents(&RecordKind::CircleKey)?)
}

/// The epochs under which one writes: a member of today gave their key, by a device that stands. Those whose role ended may
/// have planted others, with a store that takes them.
pub(super) fn writing_epochs(
    notebook: &Notebook,
    chain: &Chain,
    day: NaiveDate,
) -> Result<BTreeSet<Uuid>, SyncError> {
    let mut signed = notebook.signed_documents(&RecordKind::CircleKey)?;
    signed.retain(|one| {
        let author = &one.record.signature.author;
        let circle = one.record.circle.as_ref();
        circle.is_some_and(|circle| chain.is_member(author, circle, day)) && stands(chain, one)
    });
    let given = signed
        .iter()
        .filter_map(|one| CircleKeyDocument::within(one.record.circle.as_ref()?, &one.document));
    Ok(given.map(|said| said.epoch).collect())
}

fn read_keys(signed: &[SignedDocument]) -> Result<Vec<CircleKeyDocument>, SyncError> {
    let mut read: Vec<CircleKeyDocument> = signed
        .iter()
        .filter_map(|one| CircleKeyDocument::within(one.record.circle.as_ref()?, &one.document))
        .collect();
    let numbers: BTreeSet<(Circle, u32)> = read
        .iter()
        .map(|said| (said.circle.clone(), said.number))
        .collect();
    let mut last: BTreeMap<Circle, u32> = BTreeMap::new();
    for (circle, number) in numbers {
        let last = last.entry(circle).or_default();
        if number.checked_sub(1) == Some(*last) {
            *last = number;
        }
    }
    read.retain(|said| (1..=last[&said.circle]).contains(&said.number));
    Ok(read)
}

/// The keys that were wrapped to this author, those of later epochs last.
///
/// # Errors
/// When the disk refuses.
pub fn circle_keys(
    notebook: &Notebook,
    secrets: &Secrets,
    author: Fingerprint,
) -> Result<Vec<CircleKey>, SyncError> {
    let mut keys = Vec::new();
    for said in key_documents(notebook)?
        .into_iter()
        .filter(|said| said.member == author)
    {
        let opened = secrets.decrypt(&said.wrapped.0)?;
        let key = opened.and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok());
        keys.extend(key.map(|key| CircleKey::new(said.circle, said.epoch, said.number, key)));
    }
    keys.sort_by_key(|key| (key.number(), key.epoch()));
    keys.dedup_by_key(|key| key.epoch());
    Ok(keys)
}

/// The key with which `circle` is written now.
pub(super) fn current<'a>(keys: &'a [CircleKey], circle: &Circle) -> Option<&'a CircleKey> {
    keys.iter().rev().find(|key| key.circle() == circle)
}

/// To whom documents of `circles` are encrypted beside their author: every vault that counts, so that no order of arrival
/// decides.
pub(super) fn vaults(
    notebook: &Notebook,
    chain: &Chain,
    circles: &BTreeSet<Circle>,
) -> Result<Vec<AgreementKey>, SyncError> {
    let counting = vault_documents(notebook, chain)?.into_iter();
    let of_circles = counting.filter(|said| circles.contains(&said.circle));
    let mut vaults: Vec<AgreementKey> = of_circles.map(|said| said.agreement).collect();
    vaults.sort_by(|one, other| one.as_bytes().cmp(other.as_bytes()));
    vaults.dedup();
    Ok(vaults)
}

/// The vaults that count: each made by a keeper, on a device that stands, and opening to keepers of now alone. Who keeps the
/// root no more is given nothing more: a keeper makes another vault.
///
/// # Errors
/// When the disk refuses.
pub fn vault_documents(notebook: &Notebook, chain: &Chain) -> Result<Vec<VaultDocument>, SyncError> {
    let signed = notebook.signed_documents(&RecordKind::Vault)?;
    let by_keeper = signed
        .iter()
        .filter(|one| chain.is_keeper(&one.record.signature.author) && stands(chain, one));
    let mut read: Vec<VaultDocument> = by_keeper
        .filter_map(|one| serde_json::from_str(&one.document).ok())
        .collect();
    read.retain(|said| said.keepers.iter().all(|keeper| chain.is_keeper(keeper)));
    Ok(read)
}

/// The circles for which a keeper of any time made a vault.
///
/// # Errors
/// When the disk refuses.
pub fn circles_with_vault(notebook: &Notebook, chain: &Chain) -> Result<BTreeSet<Circle>, SyncError> {
    let signed = notebook.signed_documents(&RecordKind::Vault)?;
    let by_keeper = signed
        .iter()
        .filter(|one| chain.ever_kept(&one.record.signature.author));
    let read = by_keeper.filter_map(|one| serde_json::from_str::<VaultDocument>(&one.document).ok());
    Ok(read.map(|said| said.circle).collect())
}

/// Every vault of `circle` that there ever was: what was encrypted to one that counts no more is opened all the same.
pub(super) fn vaults_ever(notebook: &Notebook, circle: &Circle) -> Result<Vec<VaultDocument>, SyncError> {
    let documents = notebook.documents(&RecordKind::Vault)?;
    let read = documents
        .iter()
        .filter_map(|text| serde_json::from_str::<VaultDocument>(text).ok());
    Ok(read.filter(|said| said.circle == *circle).collect())
}

/// Whether the device that signed it stands.
fn stands(chain: &Chain, signed: &SignedDocument) -> bool {
    let signature = &signed.record.signature;
    let standing = chain.standing(&signature.device, &signature.author);
    matches!(standing, Standing::Certified(_))
}
