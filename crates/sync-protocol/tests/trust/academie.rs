//! An académie of a root, two keepers, an inspector and a thief, each drawn from one number.

use chrono::NaiveDate;
use observation::canonical::{Sha256, to_text};
use observation::instant::Instant;
use serde::Serialize;
use sync_protocol::trust::{Chain, Charter, Identity, Invitation, Revocation, Revoked, Role};
pub use sync_protocol::trust::{Grant, RoleDocument, Scope};
use sync_protocol::{
    AgreementKey, AuthorKeys, Certificate, DeviceKeys, Fingerprint, Record, RecordContent, RecordKind,
};
use uuid::Uuid;

pub const ACADEMIE: &str = "la-reunion";

/// A person with a laptop, all drawn from one number.
#[derive(Clone, Copy)]
pub struct Person(pub u8);

impl Person {
    pub fn author(self) -> AuthorKeys {
        AuthorKeys::from_seed(&[self.0; 32])
    }

    pub fn device(self) -> DeviceKeys {
        DeviceKeys::from_seed(&[self.0 ^ 0x80; 32])
    }

    pub fn fingerprint(self) -> Fingerprint {
        self.author().fingerprint()
    }

    pub fn identity(self) -> Identity {
        Identity {
            author: self.author().public(),
            agreement: AgreementKey::from([self.0; 32]),
        }
    }

    pub fn certificate(self) -> Record {
        self.certificate_of(&self.device())
    }

    pub fn certificate_of(self, device: &DeviceKeys) -> Record {
        let agreement = AgreementKey::from([self.0; 32]);
        let certificate = Certificate::issue(&self.author(), agreement, device.public(), at()).unwrap();
        written(RecordKind::Certificate, &certificate, device, self.fingerprint())
    }

    pub fn writes(self, kind: RecordKind, document: &impl Serialize) -> Record {
        written(kind, document, &self.device(), self.fingerprint())
    }
}

pub const ROOT: u8 = 1;
pub const KEEPER: Person = Person(2);
pub const OTHER_KEEPER: Person = Person(3);
pub const INSPECTOR: Person = Person(4);
pub const THIEF: Person = Person(5);

pub fn at() -> Instant {
    Instant::from_milliseconds(1_795_000_000_000)
}

pub fn day() -> NaiveDate {
    "2026-11-28".parse().unwrap()
}

pub fn written(
    kind: RecordKind,
    document: &impl Serialize,
    device: &DeviceKeys,
    author: Fingerprint,
) -> Record {
    let text = to_text(document).unwrap();
    let own = Uuid::new_v5(&Uuid::nil(), text.as_bytes());
    let content = RecordContent {
        // An académie has one charter, whose revisions follow each other.
        id: if kind == RecordKind::Charter {
            Uuid::nil()
        } else {
            own
        },
        kind,
        academie: ACADEMIE,
        parents: &[],
        document: text.as_bytes(),
        facts: None,
        circle: None,
    };
    Record::sign(&content, device, author).unwrap().with_public(text)
}

/// A record that a key signs for itself: the root's, an invitation's.
pub fn by_key(seed: u8, kind: RecordKind, document: &impl Serialize) -> Record {
    let key = DeviceKeys::from_seed(&[seed; 32]);
    written(kind, document, &key, Fingerprint::of(&key.public()))
}

pub fn charter(keepers: &[Person], upheld: Vec<Sha256>) -> Record {
    let charter = Charter {
        format: Charter::FORMAT.to_owned(),
        academie: ACADEMIE.to_owned(),
        keepers: keepers.iter().map(|keeper| keeper.identity()).collect(),
        upheld,
    };
    by_key(ROOT, RecordKind::Charter, &charter)
}

pub fn inspecteur() -> Grant {
    Grant {
        role: Role::Inspecteur,
        scopes: vec![Scope::Academie],
        until: None,
    }
}

pub fn role(person: Person, invitation: Option<Sha256>) -> RoleDocument {
    RoleDocument {
        format: RoleDocument::FORMAT.to_owned(),
        person: person.identity(),
        grant: inspecteur(),
        invitation,
    }
}

pub fn invitation(seed: u8) -> Invitation {
    Invitation {
        format: Invitation::FORMAT.to_owned(),
        key: DeviceKeys::from_seed(&[seed; 32]).public(),
        grant: inspecteur(),
        expires: day(),
    }
}

pub fn revocation(revoked: Revoked, upheld: Vec<Sha256>) -> Revocation {
    Revocation {
        format: Revocation::FORMAT.to_owned(),
        revoked,
        upheld,
        decided_at: at(),
    }
}

/// A charter of one keeper, who granted the inspector a role.
pub fn founded() -> Vec<Record> {
    vec![
        charter(&[KEEPER, OTHER_KEEPER], Vec::new()),
        KEEPER.certificate(),
        OTHER_KEEPER.certificate(),
        INSPECTOR.certificate(),
        THIEF.certificate(),
        KEEPER.writes(RecordKind::Role, &role(INSPECTOR, None)),
    ]
}

pub fn chain(records: &[Record]) -> Chain {
    Chain::of(ACADEMIE, DeviceKeys::from_seed(&[ROOT; 32]).public(), records)
}

pub fn has_role(chain: &Chain, person: Person) -> bool {
    chain.grants(&person.fingerprint(), day()).count() > 0
}
