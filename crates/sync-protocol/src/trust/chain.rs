//! The chain from the root to each device: a function of the set of records, whatever their order.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use observation::canonical::Sha256;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Charter, Grant, Identity, Invitation, Revocation, Revoked, RoleDocument};
use crate::certificate::Certificate;
use crate::keys::{Fingerprint, PublicKey};
use crate::kind::RecordKind;
use crate::record::Record;

/// Whom an académie believes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    root: PublicKey,
    keepers: BTreeMap<Fingerprint, Identity>,
    certified: BTreeMap<(PublicKey, Fingerprint), Identity>,
    revoked: BTreeSet<Revoked>,
    grants: BTreeMap<Fingerprint, Vec<Grant>>,
    /// The invitations that can be taken, and those that were, by the hash of their document.
    invitations: BTreeMap<Sha256, (Invitation, Option<Fingerprint>)>,
}

/// What a device is to an académie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The author certified it, and nothing ended it.
    Certified(Identity),
    /// It was, or its author was.
    Revoked,
    /// No chain leads to it.
    Unknown,
}

/// The trust records of one académie whose documents and signatures hold.
struct Heard<'a> {
    charters: Vec<(&'a Record, Charter)>,
    certificates: Vec<(&'a Record, Certificate)>,
    revocations: Vec<(&'a Record, Revocation)>,
    invitations: Vec<(&'a Record, Invitation)>,
    roles: Vec<(&'a Record, RoleDocument)>,
}

impl Chain {
    /// What `records` say to who believes `root` for `academie`. What does not hold is passed over.
    #[must_use]
    pub fn of<'a>(academie: &str, root: PublicKey, records: impl IntoIterator<Item = &'a Record>) -> Self {
        let heard = Heard::of(academie, records);
        let charter = heard.charter(academie, root);
        let keepers = charter.iter().flat_map(|charter| &charter.keepers);
        let mut chain = Self {
            root,
            keepers: keepers.map(|keeper| (keeper.fingerprint(), *keeper)).collect(),
            certified: heard.certified(),
            revoked: BTreeSet::new(),
            grants: BTreeMap::new(),
            invitations: BTreeMap::new(),
        };
        let mut upheld: BTreeSet<Sha256> = charter.into_iter().flat_map(|charter| charter.upheld).collect();
        chain.hear_revocations(&heard, &mut upheld);
        chain.hear_invitations(&heard, &upheld);
        chain.hear_roles(&heard, &upheld);
        chain
    }

    /// The root's public key.
    #[must_use]
    pub fn root(&self) -> PublicKey {
        self.root
    }

    /// What `device` is, as a device of `author`.
    #[must_use]
    pub fn standing(&self, device: &PublicKey, author: &Fingerprint) -> Standing {
        match self.certified.get(&(*device, *author)) {
            None => Standing::Unknown,
            Some(_) if self.is_revoked(device, author) => Standing::Revoked,
            Some(identity) => Standing::Certified(*identity),
        }
    }

    /// Whether `author` keeps the académie's root.
    #[must_use]
    pub fn is_keeper(&self, author: &Fingerprint) -> bool {
        self.keepers.contains_key(author) && !self.revoked.contains(&Revoked::Author(*author))
    }

    /// What `author` was granted and holds on `day`.
    pub fn grants(&self, author: &Fingerprint, day: NaiveDate) -> impl Iterator<Item = &Grant> {
        let of_author = (!self.revoked.contains(&Revoked::Author(*author))).then(|| self.grants.get(author));
        let all = of_author.flatten().into_iter().flatten();
        all.filter(move |grant| grant.until.is_none_or(|until| day <= until))
    }

    /// The invitation whose document has this hash, and who took it.
    #[must_use]
    pub fn invitation(&self, sha256: &Sha256) -> Option<(&Invitation, Option<Fingerprint>)> {
        self.invitations
            .get(sha256)
            .map(|(invitation, taken)| (invitation, *taken))
    }

    /// The devices that `author` certified, revoked ones included.
    pub fn devices(&self, author: Fingerprint) -> impl Iterator<Item = PublicKey> {
        let of_author = self.certified.keys().filter(move |(_, one)| *one == author);
        of_author.map(|(device, _)| *device)
    }

    fn is_revoked(&self, device: &PublicKey, author: &Fingerprint) -> bool {
        self.revoked.contains(&Revoked::Device(*device)) || self.revoked.contains(&Revoked::Author(*author))
    }

    /// Whether a device of a keeper signed the record, revoked or not.
    fn is_by_keeper(&self, record: &Record) -> bool {
        let signature = &record.signature;
        self.keepers.contains_key(&signature.author)
            && self.certified.contains_key(&(signature.device, signature.author))
    }

    /// Whether what a keeper granted stands: its device does, or it is upheld.
    fn stands(&self, record: &Record, upheld: &BTreeSet<Sha256>) -> bool {
        let signature = &record.signature;
        let by_keeper = self.is_by_keeper(record) && !self.is_revoked(&signature.device, &signature.author);
        (by_keeper || upheld.contains(&record.sha256))
            && !self.revoked.contains(&Revoked::Grant(record.sha256))
    }

    /// A revocation holds even by a device that another one ends: of two thieves of each other, neither is believed.
    fn hear_revocations(&mut self, heard: &Heard<'_>, upheld: &mut BTreeSet<Sha256>) {
        for (record, said) in &heard.revocations {
            let is_own = matches!(said.revoked, Revoked::Device(device)
                if self.certified.contains_key(&(device, record.signature.author))
                    && self.certified.contains_key(&(record.signature.device, record.signature.author)));
            if is_own || self.is_by_keeper(record) || upheld.contains(&record.sha256) {
                self.revoked.insert(said.revoked);
            }
        }
        // What it upholds, only a device that stands can say: a thief would uphold his own grants.
        let standing = heard.revocations.iter().filter(|(record, _)| {
            let signature = &record.signature;
            let by_keeper =
                self.is_by_keeper(record) && !self.is_revoked(&signature.device, &signature.author);
            by_keeper || upheld.contains(&record.sha256)
        });
        let more: Vec<Sha256> = standing
            .flat_map(|(_, said)| said.upheld.iter().copied())
            .collect();
        upheld.extend(more);
    }

    fn hear_invitations(&mut self, heard: &Heard<'_>, upheld: &BTreeSet<Sha256>) {
        for (record, invitation) in &heard.invitations {
            if self.stands(record, upheld) {
                self.invitations.insert(record.sha256, (invitation.clone(), None));
            }
        }
    }

    fn hear_roles(&mut self, heard: &Heard<'_>, upheld: &BTreeSet<Sha256>) {
        let mut taken: BTreeMap<Sha256, BTreeMap<Sha256, &RoleDocument>> = BTreeMap::new();
        for (record, role) in &heard.roles {
            match role.invitation {
                Some(sha256) if self.is_by_invitation(record, role, &sha256) => {
                    taken.entry(sha256).or_default().insert(record.sha256, role);
                }
                None if self.stands(record, upheld) => self.grant(role),
                _ => {}
            }
        }
        for (sha256, roles) in taken {
            // Taken twice, by whoever: who was first, nobody can say.
            let Some((_, role)) = roles.first_key_value().filter(|_| roles.len() == 1) else {
                continue;
            };
            self.grant(role);
            if let Some((_, by)) = self.invitations.get_mut(&sha256) {
                *by = Some(role.person.fingerprint());
            }
        }
    }

    fn is_by_invitation(&self, record: &Record, role: &RoleDocument, sha256: &Sha256) -> bool {
        let signature = &record.signature;
        self.invitations.get(sha256).is_some_and(|(invitation, _)| {
            signature.device == invitation.key
                && signature.author == Fingerprint::of(&invitation.key)
                && role.grant == invitation.grant
                && !self.revoked.contains(&Revoked::Grant(record.sha256))
        })
    }

    fn grant(&mut self, role: &RoleDocument) {
        let grants = self.grants.entry(role.person.fingerprint()).or_default();
        if !grants.contains(&role.grant) {
            grants.push(role.grant.clone());
            grants.sort_by(|one, other| {
                (one.role, &one.scopes, one.until).cmp(&(other.role, &other.scopes, other.until))
            });
        }
    }
}

impl<'a> Heard<'a> {
    fn of(academie: &str, records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut heard = Self {
            charters: Vec::new(),
            certificates: Vec::new(),
            revocations: Vec::new(),
            invitations: Vec::new(),
            roles: Vec::new(),
        };
        for record in records {
            if record.academie == academie && record.is_signed() {
                heard.hear(record);
            }
        }
        heard
    }

    fn hear(&mut self, record: &'a Record) {
        match record.kind {
            RecordKind::Charter => self.charters.extend(read(record, Charter::FORMAT)),
            RecordKind::Certificate => self.certificates.extend(read(record, Certificate::FORMAT)),
            RecordKind::Revocation => self.revocations.extend(read(record, Revocation::FORMAT)),
            RecordKind::Invitation => self.invitations.extend(read(record, Invitation::FORMAT)),
            RecordKind::Role => self.roles.extend(read(record, RoleDocument::FORMAT)),
            _ => {}
        }
    }

    /// The charter of the greatest revision that the root signed; of two with one number, the greater hash, for all alike.
    fn charter(&self, academie: &str, root: PublicKey) -> Option<Charter> {
        let by_root = self.charters.iter().filter(|(record, charter)| {
            let signature = &record.signature;
            signature.device == root
                && signature.author == Fingerprint::of(&root)
                && charter.academie == academie
        });
        let last = by_root.max_by_key(|(record, _)| (record.revision, record.sha256));
        last.map(|(_, charter)| charter.clone())
    }

    fn certified(&self) -> BTreeMap<(PublicKey, Fingerprint), Identity> {
        let holds = |record: &Record, certificate: &Certificate| {
            certificate.check("").is_empty()
                && record.signature.device == certificate.device
                && record.signature.author == certificate.author_fingerprint()
        };
        let held = self
            .certificates
            .iter()
            .filter(|(record, certificate)| holds(record, certificate));
        let named = held.map(|(_, certificate)| {
            let identity = Identity {
                author: certificate.author,
                agreement: certificate.author_agreement,
            };
            ((certificate.device, identity.fingerprint()), identity)
        });
        // One device, one author, two agreement keys: the lesser, for all alike.
        let mut certified = BTreeMap::new();
        for (key, identity) in named {
            let kept = certified.entry(key).or_insert(identity);
            *kept = (*kept).min(identity);
        }
        certified
    }
}

/// The document of a record, where it is in clear, whole and of this format.
fn read<'a, Document: DeserializeOwned>(record: &'a Record, format: &str) -> Option<(&'a Record, Document)> {
    #[derive(Deserialize)]
    struct Named {
        format: String,
    }
    let text = record.public_document()?;
    let named: Named = serde_json::from_str(text).ok()?;
    (named.format == format).then_some(())?;
    Some((record, serde_json::from_str(text).ok()?))
}
