//! A small visit file made from fixed seeds, and rules for its small documents.

use std::collections::BTreeMap;

use observation::canonical::{self, Sha256};
use observation::problem::Problem;
use serde::{Deserialize, Serialize};
use sync_protocol::keys::AgreementKey;
use sync_protocol::visit_file::Claims;
use sync_protocol::{
    AuthorKeys, Certificate, DeviceKeys, Parent, Record, RecordContent, RecordKind, SignedDocument,
    VisitFile, VisitRules,
};
use uuid::Uuid;

pub const VISIT: Uuid = Uuid::from_u128(0x5eed_0000_0000_4000_8000_0000_0000_0001);

/// A grid that only says which answers are facts.
#[derive(Serialize, Deserialize)]
pub struct SmallGrid {
    pub facts: Vec<String>,
}

/// A document that only holds answers.
#[derive(Serialize, Deserialize)]
pub struct SmallDocument {
    pub visit: Uuid,
    pub grid: Option<Sha256>,
    pub answers: BTreeMap<String, String>,
}

/// Rules for the small documents: the facts are the answers that the grid names.
pub struct SmallRules;

impl VisitRules for SmallRules {
    fn claims(&self, _: &RecordKind, document: &str) -> Result<Claims, Problem> {
        let document: SmallDocument = read(document)?;
        Ok(Claims {
            grid: document.grid,
            ..Claims::of_visit(document.visit)
        })
    }

    fn facts(&self, document: &str, grid: &str, _recorded: Option<&str>) -> Result<Option<String>, Problem> {
        let (document, grid): (SmallDocument, SmallGrid) = (read(document)?, read(grid)?);
        let mut facts = document.answers;
        facts.retain(|code, _| grid.facts.contains(code));
        Ok(Some(
            canonical::to_text(&facts).expect("texts have canonical bytes"),
        ))
    }
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Problem> {
    serde_json::from_str(text).map_err(|_| Problem::error("sample.unreadable", ""))
}

pub fn author() -> AuthorKeys {
    AuthorKeys::from_seed(&[0x11; 32])
}

pub fn laptop() -> DeviceKeys {
    DeviceKeys::from_seed(&[0x22; 32])
}

pub fn tablet() -> DeviceKeys {
    DeviceKeys::from_seed(&[0x33; 32])
}

pub fn certificate(author: &AuthorKeys, device: &DeviceKeys) -> Certificate {
    let issued_at = "2026-11-23T08:05:00.000Z".parse().expect("an instant");
    let agreement = AgreementKey::from([0x44; 32]);
    Certificate::issue(author, agreement, device.public(), issued_at).expect("a certificate")
}

pub fn grid() -> String {
    let facts = vec!["OUTILS".to_owned()];
    canonical::to_text(&SmallGrid { facts }).expect("a grid")
}

pub fn document(visit: Uuid, answer: &str) -> String {
    let answers = [("OUTILS", answer), ("REMARQUE", "Élèves « à l’aise ».")];
    let answers = answers.map(|(code, value)| (code.to_owned(), value.to_owned()));
    let grid = Some(Sha256::of(grid().as_bytes()));
    canonical::to_text(&SmallDocument {
        visit,
        grid,
        answers: answers.into(),
    })
    .expect("a document")
}

/// `document` sealed by `device` after `parents`, with the facts that the sample's rules give.
pub fn sealed(parents: &[Parent], document: String, device: &DeviceKeys) -> SignedDocument {
    let facts = SmallRules.facts(&document, &grid(), None).expect("facts");
    signed(RecordKind::Revision, parents, document, facts.as_deref(), device)
}

pub fn signed(
    kind: RecordKind,
    parents: &[Parent],
    document: String,
    facts: Option<&str>,
    device: &DeviceKeys,
) -> SignedDocument {
    let academie = "la-reunion";
    let bytes = document.as_bytes();
    let content = RecordContent {
        kind,
        academie,
        id: VISIT,
        parents,
        document: bytes,
        facts,
        circle: None,
    };
    let record = Record::sign(&content, device, author().fingerprint()).expect("a record");
    SignedDocument::new(record, document)
}

/// A visit sealed on a laptop, corrected on a tablet, communicated to the teacher.
pub fn visit_file() -> VisitFile {
    let mut file = VisitFile::new("2026-11-24T16:30:00.000Z".parse().expect("an instant"));
    let first = sealed(&[], document(VISIT, "tableau"), &laptop());
    let second = sealed(
        &[first.record.as_parent()],
        document(VISIT, "tablettes"),
        &tablet(),
    );
    let communicated = canonical::to_text(&SmallDocument {
        visit: VISIT,
        grid: None,
        answers: [("ETAT".to_owned(), "communique".to_owned())].into(),
    });
    let communicated = communicated.expect("a document");
    file.grids.push(grid());
    file.revisions.extend([first, second]);
    file.states
        .push(signed(RecordKind::State, &[], communicated, None, &laptop()));
    file.certificates
        .extend([laptop(), tablet()].map(|device| certificate(&author(), &device)));
    file
}
