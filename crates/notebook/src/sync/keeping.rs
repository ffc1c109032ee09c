//! What a keeper of an académie writes: the charter, invitations, roles, revocations, vaults. All on his laptop: the root's
//! key is never on a store.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use observation::canonical::{self, Sha256};
use observation::instant::Instant;
use serde::Serialize;
use sync_protocol::encoding::Ciphertext;
use sync_protocol::trust::{
    Chain, Charter, Circle, Grant, Identity, Invitation, InvitationSecret, InvitationText, Revocation,
    Revoked, RoleDocument, StoreAddress, VaultDocument,
};
use sync_protocol::{
    DeviceKeys, Fingerprint, Parent, PublicKey, Record, RecordContent, RecordKind, SignedDocument,
};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::belief::chain_of;
use super::{Desk, SyncError, codes, contents_id};
use crate::keys::{Secrets, encrypt};
use crate::store::{AcademieRoot, Address, IssuedInvitation};

/// Founds an académie whose root is drawn from `seed`: its first charter names this author alone as keeper. The root's
/// public key, for the store's operator.
///
/// # Errors
/// When the notebook keeps another root, or the disk refuses.
pub fn found_academie(
    desk: Desk<'_>,
    academie: &str,
    seed: &[u8; 32],
    at: Instant,
) -> Result<PublicKey, SyncError> {
    desk.notebook.save_academie_root(academie, seed)?;
    let root = DeviceKeys::from_seed(seed);
    if desk.notebook.trust_records(academie)?.is_empty() {
        let charter = Charter {
            format: Charter::FORMAT.to_owned(),
            academie: academie.to_owned(),
            keepers: vec![desk.identity()],
            upheld: Vec::new(),
        };
        let signed = by_root(&root, academie, &charter, &[])?;
        desk.notebook.append_records(&[signed], at)?;
    }
    Ok(root.public())
}

/// Names the keepers of the académie by a new charter. What keepers whom it does not name had granted stands.
///
/// # Errors
/// When this notebook keeps no root, or the disk refuses.
pub fn name_keepers(
    desk: Desk<'_>,
    address: &Address,
    keepers: &[Identity],
    at: Instant,
) -> Result<(), SyncError> {
    let AcademieRoot { academie, seed } = root_of(desk)?;
    let chain = chain_of(desk.notebook, address)?;
    let records = desk.notebook.trust_records(&academie)?;
    let last = records.iter().filter(|one| one.kind == RecordKind::Charter);
    let parents: Vec<Parent> = last
        .max_by_key(|one| one.revision)
        .map(Record::as_parent)
        .into_iter()
        .collect();
    let charter = Charter {
        format: Charter::FORMAT.to_owned(),
        academie: academie.clone(),
        keepers: keepers.to_vec(),
        upheld: granted_by(&records, &chain, |record| {
            chain.names_keeper(&record.signature.author)
        }),
    };
    let signed = by_root(&DeviceKeys::from_seed(&seed), &academie, &charter, &parents)?;
    desk.notebook.append_records(&[signed], at)?;
    Ok(())
}

/// The académie whose root this notebook keeps, and the root's public key, for the operator of the store.
///
/// # Errors
/// When this notebook keeps no root.
pub fn root_public_key(desk: Desk<'_>) -> Result<(String, PublicKey), SyncError> {
    let AcademieRoot { academie, seed } = root_of(desk)?;
    Ok((academie, DeviceKeys::from_seed(&seed).public()))
}

/// The root's key, encrypted to a keeper who is named: he alone opens it.
///
/// # Errors
/// When this notebook keeps no root.
pub fn export_root(desk: Desk<'_>, to: &Identity) -> Result<Vec<u8>, SyncError> {
    Ok(encrypt(root_of(desk)?.seed.as_slice(), &[to.agreement])?)
}

/// The root's key that was encrypted to this author.
///
/// # Errors
/// When it is to somebody else, or is not that of the root that the keeper named.
pub fn import_root(desk: Desk<'_>, address: &Address, encrypted: &[u8]) -> Result<(), SyncError> {
    let opened = desk.secrets.decrypt(encrypted)?;
    let seed = opened.and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok().map(Zeroizing::new));
    let seed = seed.ok_or(SyncError::Given(codes::ROOT_NOT_FOR_ME))?;
    if Fingerprint::of(&DeviceKeys::from_seed(&seed).public()) != address.root {
        return Err(SyncError::Given(codes::OTHER_ROOT));
    }
    Ok(desk.notebook.save_academie_root(&address.academie, &seed)?)
}

/// Invites `person` to take `grant`, once, until `expires`. The text is for that person alone.
///
/// # Errors
/// When the disk refuses.
pub fn invite(
    desk: Desk<'_>,
    address: &Address,
    (person, grant, expires): (&str, Grant, NaiveDate),
    secret: InvitationSecret,
    at: Instant,
) -> Result<InvitationText, SyncError> {
    let invitation = Invitation {
        format: Invitation::FORMAT.to_owned(),
        key: secret.keys().public(),
        grant,
        expires,
    };
    let signed = desk.sign(&address.academie, RecordKind::Invitation, &invitation, None)?;
    let text = InvitationText {
        address: store_address(address),
        invitation: Some((signed.record.sha256, secret)),
    };
    let issued = IssuedInvitation {
        sha256: signed.record.sha256,
        person: person.to_owned(),
        text: text.to_string(),
        made_at: at,
    };
    desk.notebook.append_records(&[signed], at)?;
    desk.notebook.save_issued_invitation(&issued)?;
    Ok(text)
}

/// Where the store is and whom to believe, without anything to take: for a laptop of an author who has a role.
#[must_use]
pub fn store_address(address: &Address) -> StoreAddress {
    StoreAddress {
        url: address.url.clone(),
        academie: address.academie.clone(),
        root: address.root,
    }
}

/// Grants `person`, whose keys are known, a role.
///
/// # Errors
/// When the disk refuses.
pub fn grant_role(
    desk: Desk<'_>,
    address: &Address,
    person: Identity,
    grant: Grant,
    at: Instant,
) -> Result<(), SyncError> {
    let role = RoleDocument {
        format: RoleDocument::FORMAT.to_owned(),
        person,
        grant,
        invitation: None,
    };
    let signed = desk.sign(&address.academie, RecordKind::Role, &role, None)?;
    desk.notebook.append_records(&[signed], at)?;
    Ok(())
}

/// Ends a device, an author, a role or an invitation. What a keeper's device had granted, as far as this notebook knows,
/// stands: without a clock that all believe, who revokes says what came before.
///
/// # Errors
/// When the disk refuses.
pub fn revoke(desk: Desk<'_>, address: &Address, revoked: Revoked, at: Instant) -> Result<(), SyncError> {
    let records = desk.notebook.trust_records(&address.academie)?;
    let chain = chain_of(desk.notebook, address)?;
    let upheld = granted_by(&records, &chain, |record| match revoked {
        Revoked::Device(device) => record.signature.device == device,
        Revoked::Author(author) => record.signature.author == author,
        Revoked::Grant(_) => false,
    });
    let revocation = Revocation {
        format: Revocation::FORMAT.to_owned(),
        revoked,
        upheld,
        decided_at: at,
    };
    let signed = desk.sign(&address.academie, RecordKind::Revocation, &revocation, None)?;
    desk.notebook.append_records(&[signed], at)?;
    Ok(())
}

/// Makes a vault for `circle`: from then on its documents are encrypted to it too, so that a successor may be given them.
///
/// # Errors
/// When no keeper is named, or the disk refuses.
pub fn make_vault(
    desk: Desk<'_>,
    address: &Address,
    circle: &Circle,
    secrets: &Secrets,
    at: Instant,
) -> Result<(), SyncError> {
    let chain = chain_of(desk.notebook, address)?;
    let keepers: Vec<Identity> = chain.keepers().copied().collect();
    let readers: Vec<_> = keepers.iter().map(|keeper| keeper.agreement).collect();
    let document = VaultDocument {
        format: VaultDocument::FORMAT.to_owned(),
        circle: circle.clone(),
        agreement: secrets.agreement_key()?,
        keepers: keepers.iter().map(Identity::fingerprint).collect(),
        wrapped: Ciphertext(encrypt(secrets.agreement_seed(), &readers)?),
    };
    let signed = desk.sign(&address.academie, RecordKind::Vault, &document, None)?;
    desk.notebook.append_records(&[signed], at)?;
    Ok(())
}

/// The devices of the author besides this one that still stand.
#[must_use]
pub fn other_devices(desk: Desk<'_>, chain: &Chain) -> BTreeSet<PublicKey> {
    let own = desk.device.certificate.device;
    let of_author = chain.devices(desk.fingerprint());
    let others = of_author.filter(|device| *device != own);
    others
        .filter(|device| !chain.has_revoked(&Revoked::Device(*device)))
        .collect()
}

fn root_of(desk: Desk<'_>) -> Result<AcademieRoot, SyncError> {
    let root = desk.notebook.academie_root()?;
    root.ok_or(SyncError::Given(codes::NOT_A_KEEPER))
}

/// The hashes of what was granted by records that `by` picks and that `chain` counted: whoever names a keeper as the author of
/// what he signed himself is not upheld.
fn granted_by(records: &[Record], chain: &Chain, by: impl Fn(&Record) -> bool) -> Vec<Sha256> {
    let granting = |record: &&Record| {
        let kinds = [RecordKind::Role, RecordKind::Invitation, RecordKind::Revocation];
        kinds.contains(&record.kind) && chain.has_counted(&record.sha256)
    };
    let granted = records.iter().filter(granting).filter(|record| by(record));
    let hashes: BTreeSet<Sha256> = granted.map(|record| record.sha256).collect();
    hashes.into_iter().collect()
}

/// A charter, signed by the root for itself. An académie has one, whose revisions follow each other.
fn by_root(
    root: &DeviceKeys,
    academie: &str,
    document: &impl Serialize,
    parents: &[Parent],
) -> Result<SignedDocument, SyncError> {
    let text = canonical::to_text(document).map_err(sync_protocol::ProtocolError::from)?;
    let content = RecordContent {
        kind: RecordKind::Charter,
        academie,
        id: charter_id(academie),
        parents,
        document: text.as_bytes(),
        facts: None,
        circle: None,
    };
    let record = Record::sign(&content, root, Fingerprint::of(&root.public()))?;
    Ok(SignedDocument::new(record, text))
}

fn charter_id(academie: &str) -> Uuid {
    contents_id(academie)
}
