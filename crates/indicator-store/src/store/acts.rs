//! Which records change what somebody may see: each has its line in the audit trail, written in the transaction that keeps it.

use observation::canonical::Sha256;
use serde::de::DeserializeOwned;
use sync_protocol::trust::{
    Charter, CircleKeyDocument, Identity, Revocation, Revoked, RoleDocument, SuccessionDocument,
    VaultOpeningDocument,
};
use sync_protocol::{PublicKey, Record, RecordKind};

use super::{AuditedAct, Decision, Trust};

/// The kinds whose records have a line.
const KINDS: [RecordKind; 9] = [
    RecordKind::Charter,
    RecordKind::Role,
    RecordKind::Invitation,
    RecordKind::Revocation,
    RecordKind::CircleKey,
    RecordKind::Vault,
    RecordKind::VaultOpening,
    RecordKind::Succession,
    RecordKind::Tombstone,
];

/// Whether a record of this kind has a line in the trail.
#[must_use]
pub fn is_audited(kind: &RecordKind) -> bool {
    KINDS.contains(kind)
}

/// The line of a record: who wrote it, its hash, and the fingerprints of those whom it concerns. None where it changes
/// nothing of what anybody may see.
#[must_use]
pub fn act_of(record: &Record) -> Option<AuditedAct> {
    let (what, whom) = told(record)?;
    let words = [record.sha256.to_string()].into_iter().chain(whom);
    Some(AuditedAct {
        what: what.to_owned(),
        by: record.signature.author.to_string(),
        subject: words.collect::<Vec<_>>().join(" "),
    })
}

/// The hash of the record that a line is about; none where it is about none.
#[must_use]
pub fn record_of(act: &AuditedAct) -> Option<Sha256> {
    act.subject.split(' ').next()?.parse().ok()
}

/// The lines of what a batch keeps, and of the devices whose tokens end by it.
pub(crate) fn acts(decision: &Decision, ended: &[PublicKey]) -> Vec<AuditedAct> {
    let kept = decision.kept.iter().filter_map(|(_, record)| act_of(record));
    let ended = ended.iter().map(|device| revoked("revocation record", device));
    kept.chain(ended).collect()
}

/// That the token of a device is worth nothing any more, by whose word.
pub(crate) fn revoked(by: &str, device: &PublicKey) -> AuditedAct {
    AuditedAct {
        what: "revoked".to_owned(),
        by: by.to_owned(),
        subject: device.to_string(),
    }
}

/// The devices that `trust` ended, of those whose tokens are still taken.
pub(crate) fn ended<'d>(
    trust: &Trust,
    devices: impl IntoIterator<Item = &'d super::Device>,
) -> Vec<PublicKey> {
    let standing = devices.into_iter().filter(|device| device.revoked_at.is_none());
    let ended = standing.filter(|device| trust.chain().is_revoked(&device.key, &device.author));
    ended.map(|device| device.key).collect()
}

fn told(record: &Record) -> Option<(&'static str, Vec<String>)> {
    Some(match record.kind {
        RecordKind::Charter => ("charter", keepers(record)),
        RecordKind::Role => taken(record),
        RecordKind::Invitation => ("invitation", Vec::new()),
        RecordKind::Revocation => ended_by(record),
        RecordKind::CircleKey => {
            let member = CircleKeyDocument::of(record).map(|said| said.member);
            ("circle_key", named(member))
        }
        RecordKind::Vault => ("vault", Vec::new()),
        RecordKind::VaultOpening => {
            let said = VaultOpeningDocument::of(record);
            let whom = said.map(|said| [said.author, said.successor.fingerprint()]);
            ("vault_opening", named(whom.into_iter().flatten()))
        }
        RecordKind::Succession => {
            let successor = SuccessionDocument::of(record).map(|said| said.successor);
            ("succession", named(successor))
        }
        RecordKind::Tombstone => ("tombstone", Vec::new()),
        _ => return None,
    })
}

fn keepers(record: &Record) -> Vec<String> {
    let charter: Option<Charter> = document(record);
    let keepers = charter.into_iter().flat_map(|charter| charter.keepers);
    named(keepers.map(|keeper| Identity::fingerprint(&keeper)))
}

fn taken(record: &Record) -> (&'static str, Vec<String>) {
    let role: Option<RoleDocument> = document(record);
    let is_taken = role.as_ref().is_some_and(|role| role.invitation.is_some());
    let what = if is_taken { "invitation_taken" } else { "role" };
    (what, named(role.map(|role| role.person.fingerprint())))
}

fn ended_by(record: &Record) -> (&'static str, Vec<String>) {
    match document::<Revocation>(record).map(|said| said.revoked) {
        Some(Revoked::Device(device)) => ("device_revoked", named([device])),
        Some(Revoked::Author(author)) => ("author_revoked", named([author])),
        Some(Revoked::Grant(granted)) => ("grant_revoked", named([granted])),
        None => ("revocation", Vec::new()),
    }
}

fn named(whom: impl IntoIterator<Item: ToString>) -> Vec<String> {
    whom.into_iter().map(|one| one.to_string()).collect()
}

fn document<Document: DeserializeOwned>(record: &Record) -> Option<Document> {
    serde_json::from_str(record.public_document()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_is_audited_has_its_line_and_no_other() {
        let audited = RecordKind::VERSION_1.iter().filter(|kind| is_audited(kind));
        assert_eq!(audited.count(), KINDS.len());
        assert!(!is_audited(&RecordKind::Revision) && !is_audited(&RecordKind::from("later".to_owned())));
    }
}
