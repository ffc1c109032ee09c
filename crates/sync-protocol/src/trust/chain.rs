//! The chain from the root to each device: a function of the set of records, whatever their order.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use observation::canonical::Sha256;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Charter, Circle, Grant, Identity, Invitation, Revocation, Revoked, RoleDocument};
use crate::certificate::Certificate;
use crate::keys::{Fingerprint, PublicKey};
use crate::kind::RecordKind;
use crate::record::{Record, Signature};

/// Whom an académie believes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    root: PublicKey,
    keepers: BTreeMap<Fingerprint, Identity>,
    certified: BTreeMap<(PublicKey, Fingerprint), Identity>,
    revoked: BTreeSet<Revoked>,
    grants: BTreeMap<Fingerprint, Vec<Grant>>,
    /// What was ever granted, ended or not.
    ever_granted: BTreeMap<Fingerprint, Vec<Grant>>,
    /// The invitations that can be taken, those that were, and those that were ended, by the hash of their document.
    invitations: BTreeMap<Sha256, (Invitation, Option<Fingerprint>)>,
    /// The hashes of the invitations, roles and revocations that were counted: the others changed nothing.
    counted: BTreeSet<Sha256>,
    /// Whom any charter of the root ever named.
    ever_keepers: BTreeSet<Fingerprint>,
    /// The key of each invitation that one of them made, counted or not.
    invited: BTreeMap<Sha256, PublicKey>,
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
        let signed = records.into_iter().filter(|record| record.is_signed());
        Self::of_signed(academie, root, signed)
    }

    /// The same of records whose signatures were verified when they came: an académie has thousands.
    #[must_use]
    pub fn of_signed<'a>(
        academie: &str,
        root: PublicKey,
        records: impl IntoIterator<Item = &'a Record>,
    ) -> Self {
        let heard = Heard::of(academie, records);
        let charter = heard.charter(academie, root);
        let keepers = charter.iter().flat_map(|charter| &charter.keepers);
        let mut chain = Self {
            root,
            keepers: keepers.map(|keeper| (keeper.fingerprint(), *keeper)).collect(),
            certified: heard.certified(),
            revoked: BTreeSet::new(),
            grants: BTreeMap::new(),
            ever_granted: BTreeMap::new(),
            invitations: BTreeMap::new(),
            counted: BTreeSet::new(),
            ever_keepers: heard.ever_keepers(academie, root),
            invited: BTreeMap::new(),
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

    /// Whether the charter names `author` as a keeper, revoked or not.
    #[must_use]
    pub fn names_keeper(&self, author: &Fingerprint) -> bool {
        self.keepers.contains_key(author)
    }

    /// Whether any charter ever named `author` as a keeper.
    #[must_use]
    pub fn ever_kept(&self, author: &Fingerprint) -> bool {
        self.ever_keepers.contains(author)
    }

    /// What `author` was granted and holds on `day`.
    pub fn grants(&self, author: &Fingerprint, day: NaiveDate) -> impl Iterator<Item = &Grant> {
        let of_author = (!self.revoked.contains(&Revoked::Author(*author))).then(|| self.grants.get(author));
        let all = of_author.flatten().into_iter().flatten();
        all.filter(move |grant| grant.until.is_none_or(|until| day <= until))
    }

    /// Whether a role that `author` holds on `day` writes records of `kind`.
    #[must_use]
    pub fn may_write(&self, author: &Fingerprint, kind: &RecordKind, day: NaiveDate) -> bool {
        let mut grants = self.grants(author, day);
        grants.any(|grant| grant.role.may_write(kind))
    }

    /// The invitation whose document has this hash, and who took it; none once it was ended.
    #[must_use]
    pub fn invitation(&self, sha256: &Sha256) -> Option<(&Invitation, Option<Fingerprint>)> {
        let found = self.invitations.get(sha256).filter(|_| !self.is_ended(sha256));
        found.map(|(invitation, taken)| (invitation, *taken))
    }

    /// The members of `circle` on `day` who have a device: who has a role of visits in its scope.
    pub fn members<'a>(&'a self, circle: &'a Circle, day: NaiveDate) -> impl Iterator<Item = Identity> + 'a {
        let granted = self.grants.keys();
        let members = granted.filter(move |author| self.is_member(author, circle, day));
        members.filter_map(|author| self.identity(author))
    }

    /// Whether `author` is a member of `circle` on `day`.
    #[must_use]
    pub fn is_member(&self, author: &Fingerprint, circle: &Circle, day: NaiveDate) -> bool {
        self.circles(author, day).any(|one| one == *circle)
    }

    /// The circles of which `author` is a member on `day`.
    pub fn circles(&self, author: &Fingerprint, day: NaiveDate) -> impl Iterator<Item = Circle> {
        let visiting = self.grants(author, day).filter(|grant| grant.role.visits());
        visiting.flat_map(|grant| grant.scopes.iter().filter_map(Circle::of))
    }

    /// The keys of `author`, where he has a device that stands.
    #[must_use]
    pub fn identity(&self, author: &Fingerprint) -> Option<Identity> {
        let of_author = self.certified.iter().filter(|((_, one), _)| one == author);
        let standing = of_author.filter(|((device, _), _)| !self.is_revoked(device, author));
        standing.map(|(_, identity)| *identity).next()
    }

    /// The keepers whose authors were not revoked.
    pub fn keepers(&self) -> impl Iterator<Item = &Identity> {
        let standing = self.keepers.iter().filter(|(keeper, _)| self.is_keeper(keeper));
        standing.map(|(_, identity)| identity)
    }

    /// Every invitation that stands, with who took it.
    pub fn invitations(&self) -> impl Iterator<Item = (&Sha256, &Invitation, Option<Fingerprint>)> {
        let standing = self
            .invitations
            .iter()
            .filter(|(sha256, _)| !self.is_ended(sha256));
        standing.map(|(sha256, (invitation, taken))| (sha256, invitation, *taken))
    }

    /// What `author` was ever granted, whatever the day, ended since or not: what was written then is still his word.
    #[must_use]
    pub fn ever_granted(&self, author: &Fingerprint) -> &[Grant] {
        self.ever_granted.get(author).map_or(&[], Vec::as_slice)
    }

    /// Whether an invitation, a role or a revocation was counted: that it names a keeper as its author proves nothing.
    #[must_use]
    pub fn has_counted(&self, sha256: &Sha256) -> bool {
        self.counted.contains(sha256)
    }

    /// Whether this was revoked.
    #[must_use]
    pub fn has_revoked(&self, what: &Revoked) -> bool {
        self.revoked.contains(what)
    }

    /// The devices that `author` certified, revoked ones included.
    pub fn devices(&self, author: Fingerprint) -> impl Iterator<Item = PublicKey> {
        let of_author = self.certified.keys().filter(move |(_, one)| *one == author);
        of_author.map(|(device, _)| *device)
    }

    /// Whether `record` of trust is of one who may write it, be it counted or not: else no store that judges kept it. What is
    /// of a later version is left to who reads it.
    #[must_use]
    pub fn may_have_been_kept(&self, record: &Record) -> bool {
        let Signature { device, author, .. } = &record.signature;
        let is_of_author = |device: &PublicKey| self.certified.contains_key(&(*device, *author));
        let by_keeper = is_of_author(device) && self.ever_keepers.contains(author);
        let is_by_itself = *author == Fingerprint::of(device);
        match record.kind {
            RecordKind::Charter => is_by_itself && *device == self.root,
            RecordKind::Certificate => read(record, Certificate::FORMAT)
                .is_none_or(|(record, certificate)| introduces(record, &certificate)),
            RecordKind::Invitation => by_keeper,
            RecordKind::Role => {
                let role = read::<RoleDocument>(record, RoleDocument::FORMAT);
                let taken = role.and_then(|(_, role)| self.invited.get(&role.invitation?));
                by_keeper || (is_by_itself && taken == Some(device))
            }
            RecordKind::Revocation => {
                read::<Revocation>(record, Revocation::FORMAT).is_none_or(|(_, said)| {
                    let is_own = matches!(said.revoked, Revoked::Device(lost) if is_of_author(&lost));
                    by_keeper || (is_own && is_of_author(device))
                })
            }
            _ => false,
        }
    }

    /// Whether a device or its author was ended, certified here or not.
    #[must_use]
    pub fn is_revoked(&self, device: &PublicKey, author: &Fingerprint) -> bool {
        self.revoked.contains(&Revoked::Device(*device)) || self.revoked.contains(&Revoked::Author(*author))
    }

    /// Whether a device of a keeper signed the record, revoked or not.
    fn is_by_keeper(&self, record: &Record) -> bool {
        let signature = &record.signature;
        self.keepers.contains_key(&signature.author)
            && self.certified.contains_key(&(signature.device, signature.author))
    }

    /// Whether a keeper granted this, ended since or not: his device stands, or it is upheld.
    fn is_granted(&self, record: &Record, upheld: &BTreeSet<Sha256>) -> bool {
        let signature = &record.signature;
        let by_keeper = self.is_by_keeper(record) && !self.is_revoked(&signature.device, &signature.author);
        by_keeper || upheld.contains(&record.sha256)
    }

    fn is_ended(&self, granted: &Sha256) -> bool {
        self.revoked.contains(&Revoked::Grant(*granted))
    }

    /// A revocation holds even by a device that another one ends: of two thieves of each other, neither is believed.
    fn hear_revocations(&mut self, heard: &Heard<'_>, upheld: &mut BTreeSet<Sha256>) {
        for (record, said) in &heard.revocations {
            let is_own = matches!(said.revoked, Revoked::Device(device)
                if self.certified.contains_key(&(device, record.signature.author))
                    && self.certified.contains_key(&(record.signature.device, record.signature.author)));
            if is_own || self.is_by_keeper(record) || upheld.contains(&record.sha256) {
                self.revoked.insert(said.revoked);
                self.counted.insert(record.sha256);
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
            if self.may_have_been_kept(record) {
                self.invited.insert(record.sha256, invitation.key);
            }
            if self.is_granted(record, upheld) {
                self.invitations.insert(record.sha256, (invitation.clone(), None));
                self.counted.insert(record.sha256);
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
                None if self.is_granted(record, upheld) => {
                    self.counted.insert(record.sha256);
                    self.grant(role, self.is_ended(&record.sha256));
                }
                _ => {}
            }
        }
        for (sha256, roles) in taken {
            self.hear_taken(sha256, &roles);
        }
    }

    /// The role that an invitation gave. Taken twice, by whoever: who was first, nobody can say, until a keeper ends one.
    fn hear_taken(&mut self, invitation: Sha256, roles: &BTreeMap<Sha256, &RoleDocument>) {
        let standing = roles.iter().filter(|(sha256, _)| !self.is_ended(sha256));
        let standing: Vec<&RoleDocument> = standing.map(|(_, role)| *role).collect();
        let ended: Vec<&RoleDocument> = roles.values().copied().collect();
        if let (1, Some(taken)) = (roles.len(), roles.keys().next()) {
            self.counted.insert(*taken);
        }
        match (standing.as_slice(), ended.as_slice()) {
            ([role], _) => {
                self.grant(role, self.is_ended(&invitation));
                if let Some((_, by)) = self.invitations.get_mut(&invitation) {
                    *by = Some(role.person.fingerprint());
                }
            }
            ([], [role]) => self.grant(role, true),
            _ => {}
        }
    }

    fn is_by_invitation(&self, record: &Record, role: &RoleDocument, sha256: &Sha256) -> bool {
        let signature = &record.signature;
        self.invitations.get(sha256).is_some_and(|(invitation, _)| {
            signature.device == invitation.key
                && signature.author == Fingerprint::of(&invitation.key)
                && role.grant == invitation.grant
        })
    }

    fn grant(&mut self, role: &RoleDocument, is_ended: bool) {
        enter(&mut self.ever_granted, role);
        if !is_ended {
            enter(&mut self.grants, role);
        }
    }
}

/// Enters a role among those of its person: sorted, each once.
fn enter(granted: &mut BTreeMap<Fingerprint, Vec<Grant>>, role: &RoleDocument) {
    let grants = granted.entry(role.person.fingerprint()).or_default();
    if !grants.contains(&role.grant) {
        grants.push(role.grant.clone());
        grants.sort_by(|one, other| {
            (one.role, &one.scopes, one.until).cmp(&(other.role, &other.scopes, other.until))
        });
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
            if record.academie == academie {
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
        let by_root = self.by_root(academie, root);
        let last = by_root.max_by_key(|(record, _)| (record.revision, record.sha256));
        last.map(|(_, charter)| charter.clone())
    }

    fn by_root<'b>(
        &'b self,
        academie: &'b str,
        root: PublicKey,
    ) -> impl Iterator<Item = &'b (&'a Record, Charter)> {
        self.charters.iter().filter(move |(record, charter)| {
            let signature = &record.signature;
            signature.device == root
                && signature.author == Fingerprint::of(&root)
                && charter.academie == academie
        })
    }

    fn ever_keepers(&self, academie: &str, root: PublicKey) -> BTreeSet<Fingerprint> {
        let named = self
            .by_root(academie, root)
            .flat_map(|(_, charter)| &charter.keepers);
        named.map(Identity::fingerprint).collect()
    }

    fn certified(&self) -> BTreeMap<(PublicKey, Fingerprint), Identity> {
        let held = self
            .certificates
            .iter()
            .filter(|(record, certificate)| introduces(record, certificate));
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

/// Whether a certificate is its author's word for the very device that signed its record.
fn introduces(record: &Record, certificate: &Certificate) -> bool {
    certificate.check("").is_empty()
        && record.signature.device == certificate.device
        && record.signature.author == certificate.author_fingerprint()
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
