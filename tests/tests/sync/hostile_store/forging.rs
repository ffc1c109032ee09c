//! What a store may give in the place of a true record, kind by kind: each document says what a thief would like.

use notebook::keys::encrypt;
use notebook::sync::Access;
use observation::canonical::to_text;
use observation::directory::fictitious;
use serde_json::{Value, json};
use sync_protocol::encoding::Ciphertext;
use sync_protocol::message::stream::{Page, Placed};
use sync_protocol::trust::{
    Charter, CircleKeyDocument, Grant, Invitation, OpeningReason, Revocation, Revoked, Role, RoleDocument,
    Scope, VaultDocument, VaultOpeningDocument,
};
use sync_protocol::{
    DirectoryDelta, Parent, PublicationDocument, PurgeReason, Record, RecordContent, RecordKind, Tombstone,
};
use uuid::Uuid;
use whole_product::sync::laptop::Laptop;
use whole_product::sync::visits::{ACADEMIE, at};

use super::stage::{Stage, circle, identity};

/// The circle key that the thief would have all write with.
pub const THIEF_KEY: [u8; 32] = [0x66; 32];

/// How a record is false.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Forgery {
    /// Its document's bytes were changed.
    Altered,
    /// It names another document under the true signature.
    Restated,
    /// Another key signed it, which nothing leads to.
    ByStranger,
    /// Somebody of the académie signed it who may not write it.
    WithoutRight,
    /// It is another académie's, and whole there.
    Elsewhere,
}

impl Forgery {
    pub const ALL: [Self; 5] = [
        Self::Altered,
        Self::Restated,
        Self::ByStranger,
        Self::WithoutRight,
        Self::Elsewhere,
    ];

    /// What the notebook says of it.
    pub fn told(self) -> &'static str {
        match self {
            Self::Altered => "sync.disbelieved_document",
            Self::Restated => "sync.disbelieved_signature",
            Self::ByStranger | Self::WithoutRight => "sync.disbelieved_chain",
            Self::Elsewhere => "sync.disbelieved_place",
        }
    }
}

impl Stage {
    /// Puts every forgery in the place of each record of `kind`.
    pub fn forge(&self, page: &mut Page, kind: &RecordKind) {
        let records = std::mem::take(&mut page.records);
        let given = records.into_iter().flat_map(|placed| {
            if placed.record.kind == *kind {
                self.instead(&placed)
            } else {
                vec![placed]
            }
        });
        page.records = given.collect();
    }

    fn instead(&self, genuine: &Placed) -> Vec<Placed> {
        let forged = (1_u64..).zip(Forgery::ALL).map(|(rank, forgery)| Placed {
            // Another place for each: what was disbelieved is kept by its place.
            sequence: genuine.sequence + (rank << 32),
            record: self.forged(&genuine.record, forgery),
        });
        forged.collect()
    }

    /// A false record in the place of `genuine`.
    pub fn forged(&self, genuine: &Record, forgery: Forgery) -> Record {
        let document = self.wanted(genuine);
        match forgery {
            Forgery::Altered => altered(genuine),
            Forgery::Restated => {
                let sha256 = observation::canonical::Sha256::of(document.as_bytes());
                let restated = Record {
                    sha256,
                    ..genuine.clone()
                };
                self.holding(restated, &document)
            }
            Forgery::ByStranger => self.signed(&self.thief, ACADEMIE, genuine, &document),
            Forgery::WithoutRight => self.signed(&self.lecteur, ACADEMIE, genuine, &document),
            Forgery::Elsewhere => self.signed(&self.thief, "mayotte", genuine, &document),
        }
    }

    fn signed(&self, by: &Laptop, academie: &str, genuine: &Record, document: &str) -> Record {
        let parents = genuine.parents.iter().map(|sha256| Parent {
            sha256: *sha256,
            revision: genuine.revision - 1,
        });
        let content = RecordContent {
            kind: genuine.kind.clone(),
            academie,
            id: genuine.id,
            parents: &parents.collect::<Vec<_>>(),
            document: document.as_bytes(),
            facts: genuine.facts.as_deref(),
            circle: genuine.circle.as_ref(),
        };
        let signed = by.with(|desk| Ok(Record::sign(&content, &desk.device.keys(), desk.fingerprint())?));
        self.holding(signed.unwrap(), document)
    }

    /// `record` with `document`, in clear or encrypted to the author as its kind is.
    fn holding(&self, record: Record, document: &str) -> Record {
        if record.kind.is_public() {
            return record.with_public(document.to_owned());
        }
        let to = [identity(&self.author).agreement];
        let private = Some(Ciphertext(encrypt(document.as_bytes(), &to).unwrap()));
        Record { private, ..record }
    }

    /// What the thief would have a record of this kind say. A new kind has a line of its own here.
    fn wanted(&self, genuine: &Record) -> String {
        let thief = identity(&self.thief);
        let everything = || Grant {
            role: Role::Dan,
            scopes: vec![Scope::Academie],
            until: None,
        };
        let text = match &genuine.kind {
            RecordKind::Charter => to_text(&Charter {
                format: Charter::FORMAT.to_owned(),
                academie: ACADEMIE.to_owned(),
                keepers: vec![thief],
                upheld: Vec::new(),
            }),
            // The author's key with the thief's agreement key: what is to the author would go to the thief.
            RecordKind::Certificate => {
                let mut said: Value = serde_json::from_str(genuine.public.as_deref().unwrap()).unwrap();
                said["author_agreement"] = json!(thief.agreement);
                to_text(&said)
            }
            RecordKind::Role => to_text(&RoleDocument {
                format: RoleDocument::FORMAT.to_owned(),
                person: thief,
                grant: everything(),
                invitation: None,
            }),
            RecordKind::Invitation => to_text(&Invitation {
                format: Invitation::FORMAT.to_owned(),
                key: self.thief.device(),
                grant: everything(),
                expires: "2099-12-31".parse().unwrap(),
            }),
            RecordKind::Revocation => to_text(&Revocation {
                format: Revocation::FORMAT.to_owned(),
                revoked: Revoked::Author(self.author.fingerprint()),
                upheld: Vec::new(),
                decided_at: at(0),
            }),
            RecordKind::CircleKey => to_text(&CircleKeyDocument {
                format: CircleKeyDocument::FORMAT.to_owned(),
                circle: circle(),
                epoch: Uuid::max(),
                number: 1,
                member: self.author.fingerprint(),
                wrapped: Ciphertext(encrypt(&THIEF_KEY, &[identity(&self.author).agreement]).unwrap()),
            }),
            RecordKind::Vault => to_text(&VaultDocument {
                format: VaultDocument::FORMAT.to_owned(),
                circle: circle(),
                agreement: thief.agreement,
                keepers: vec![thief.fingerprint()],
                wrapped: Ciphertext(Vec::new()),
            }),
            RecordKind::VaultOpening => to_text(&VaultOpeningDocument {
                format: VaultOpeningDocument::FORMAT.to_owned(),
                circle: circle(),
                author: self.author.fingerprint(),
                successor: thief,
                reason: OpeningReason::Interim,
                decided_at: at(0),
                until: "2099-12-31".parse().unwrap(),
            }),
            RecordKind::Grid => Ok(another_grid()),
            RecordKind::Publication => to_text(&PublicationDocument {
                format: PublicationDocument::FORMAT.to_owned(),
                grid: [0x66; 32].into(),
                scopes: vec![Scope::Academie],
            }),
            RecordKind::DirectoryDelta => to_text(&DirectoryDelta {
                format: DirectoryDelta::FORMAT.to_owned(),
                schools: fictitious::schools(1, 66),
            }),
            RecordKind::Tombstone => to_text(&Tombstone {
                format: sync_protocol::tombstone::FORMAT.to_owned(),
                decided_at: at(0),
                reason: PurgeReason::Retention,
                targets: self.sealed_by_author(),
                visits: Vec::new(),
                personal_notes: Vec::new(),
            }),
            RecordKind::Revision
            | RecordKind::State
            | RecordKind::RegisterEntry
            | RecordKind::Pseudonym
            | RecordKind::Standing
            | RecordKind::Release
            | RecordKind::RoadmapChange
            | RecordKind::Series
            | RecordKind::DraftHandOver
            | RecordKind::RecoverySlot
            | RecordKind::PersonalNotes
            | RecordKind::Calibration
            | RecordKind::Succession
            | RecordKind::Checkpoint
            | RecordKind::Later(_) => to_text(&json!({ "format": "carnet/any/1", "of": "the thief" })),
        };
        text.unwrap()
    }

    fn sealed_by_author(&self) -> Vec<sync_protocol::RecordKey> {
        let sealed = self
            .author
            .notebook()
            .signed_documents(&RecordKind::Revision)
            .unwrap();
        sealed.iter().map(|one| one.record.key()).collect()
    }
}

/// A grid that nobody published.
fn another_grid() -> String {
    let shipped = include_str!("../../../../assets/grids/tour-d-ecole.json");
    shipped.replace("\"version\": \"2026.1\"", "\"version\": \"2026.66\"")
}

pub fn altered(genuine: &Record) -> Record {
    let mut altered = genuine.clone();
    if let Some(text) = &mut altered.public {
        text.push(' ');
    }
    if let Some(last) = altered.private.as_mut().and_then(|private| private.0.last_mut()) {
        *last ^= 1;
    }
    altered
}
