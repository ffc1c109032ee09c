//! Succession: a keeper opens a circle's vault, and what an author sealed passes to who takes over his post.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use observation::canonical::Sha256;
use observation::instant::Instant;
use observation::json;
use observation::visit::{VisitDocument, reopened};
use sync_protocol::encoding::Ciphertext;
use sync_protocol::message::stream::{Page, Stream};
use sync_protocol::trust::{
    Chain, Circle, Identity, OPEN_FOR, OpeningReason, PassedOn, SuccessionDocument, VaultOpeningDocument,
};
use sync_protocol::{Fingerprint, Record, RecordKind, SignedDocument};
use uuid::Uuid;

use super::belief::{chain_of, may_have_written};
use super::circles::vaults_ever;
use super::receipt::Reading;
use super::run::Running;
use super::{Access, Desk, SyncError, codes};
use crate::keys::{VaultKey, encrypt};
use crate::store::{Address, Arrived, Effect, Notebook, TakenOver};

/// Whom an opening is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The circle whose vault it is.
    pub circle: Circle,
    /// Whose sealed visits pass.
    pub author: Fingerprint,
    /// To whom.
    pub successor: Identity,
    /// Why.
    pub reason: OpeningReason,
}

/// The opening of a vault, as a keeper signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultOpening {
    /// The identifier of its record.
    pub id: Uuid,
    /// The keeper.
    pub keeper: Fingerprint,
    /// What it says.
    pub said: VaultOpeningDocument,
}

/// Opens the vault of a circle: from the next sync on, for thirty days, what the author sealed passes to his successor.
///
/// # Errors
/// When the author succeeds himself, the successor is no member of the circle on `day`, this keeper has no vault of it that
/// he can open, or the disk refuses.
pub fn open_vault(
    desk: Desk<'_>,
    address: &Address,
    succession: &Succession,
    (day, at): (NaiveDate, Instant),
) -> Result<(), SyncError> {
    let chain = chain_of(desk.notebook, address)?;
    let successor = succession.successor.fingerprint();
    if successor == succession.author || !chain.is_member(&successor, &succession.circle, day) {
        return Err(SyncError::Given(codes::NO_SUCCESSOR));
    }
    if vault_keys(desk, &succession.circle)?.is_empty() {
        return Err(SyncError::Given(codes::NO_VAULT));
    }
    let document = VaultOpeningDocument {
        format: VaultOpeningDocument::FORMAT.to_owned(),
        circle: succession.circle.clone(),
        author: succession.author,
        successor: succession.successor,
        reason: succession.reason,
        decided_at: at,
        until: day.checked_add_days(OPEN_FOR).unwrap_or(day),
    };
    let signed = desk.sign(&address.academie, RecordKind::VaultOpening, &document, None)?;
    desk.notebook.append_records(&[signed], at)?;
    Ok(())
}

/// Every opening of a vault by who was a keeper, the latest first.
///
/// # Errors
/// When the disk refuses.
pub fn vault_openings(notebook: &Notebook, chain: &Chain) -> Result<Vec<VaultOpening>, SyncError> {
    let signed = notebook.signed_documents(&RecordKind::VaultOpening)?;
    let by_keeper = signed
        .iter()
        .filter(|one| chain.names_keeper(&one.record.signature.author));
    let mut openings: Vec<VaultOpening> = by_keeper
        .filter_map(|one| {
            Some(VaultOpening {
                id: one.record.id,
                keeper: one.record.signature.author,
                said: VaultOpeningDocument::read(&one.document)?,
            })
        })
        .collect();
    openings.sort_by_key(|one| std::cmp::Reverse((one.said.decided_at, one.id)));
    Ok(openings)
}

/// How many documents passed by an opening, as far as this notebook knows.
///
/// # Errors
/// When the disk refuses.
pub fn passed_by(notebook: &Notebook, opening: Uuid) -> Result<usize, SyncError> {
    Ok(passed(notebook, opening)?.len())
}

fn passed(notebook: &Notebook, opening: Uuid) -> Result<BTreeSet<Sha256>, SyncError> {
    let documents = notebook.documents(&RecordKind::Succession)?;
    let said = documents.iter().filter_map(|text| SuccessionDocument::read(text));
    let of_opening = said.filter(|said| said.opening == opening);
    Ok(of_opening.map(|said| said.of.sha256).collect())
}

/// The vaults of `circle` that this keeper can open.
fn vault_keys(desk: Desk<'_>, circle: &Circle) -> Result<Vec<VaultKey>, SyncError> {
    let mut keys = Vec::new();
    for vault in vaults_ever(desk.notebook, circle)? {
        keys.extend(desk.secrets.vault_key(&vault.wrapped.0)?);
    }
    Ok(keys)
}

impl<A: Access> Running<'_, A> {
    /// Passes on what the vaults give that this keeper opened and that are open still.
    pub(super) fn pass_on(&mut self) -> Result<(), SyncError> {
        let openings = self.with(|desk| {
            let chain = self.chain(desk)?;
            let mut openings = vault_openings(desk.notebook, &chain)?;
            let today = self.today();
            openings.retain(|one| one.keeper == desk.fingerprint() && today <= one.said.until);
            Ok(openings)
        })?;
        openings.iter().try_for_each(|opening| self.pass_by(opening))
    }

    fn pass_by(&mut self, opening: &VaultOpening) -> Result<(), SyncError> {
        let stream = Stream::Vault(opening.id);
        loop {
            if self.surroundings.is_cancelled() {
                return Err(SyncError::Cancelled);
            }
            // Where the store's day is another, or the keeper is none any more, nothing passes.
            let Some(page) = self.read_page(&stream)? else {
                return Ok(());
            };
            let last = page.last;
            self.with(|desk| self.wrap(desk, opening, &stream, page))?;
            if last {
                return Ok(());
            }
        }
    }

    /// Wraps a page to the successor. What passed already does not pass twice, wherever the cursor stands.
    fn wrap(
        &self,
        desk: Desk<'_>,
        opening: &VaultOpening,
        stream: &Stream,
        page: Page,
    ) -> Result<(), SyncError> {
        let chain = self.chain(desk)?;
        let keys = vault_keys(desk, &opening.said.circle)?;
        let have = passed(desk.notebook, opening.id)?;
        let (mut written, mut unread) = (Vec::new(), Vec::new());
        for placed in page.records {
            let record = placed.record;
            if have.contains(&record.sha256) || !passes(&record, opening, &chain) {
                continue;
            }
            match opened(&record, &keys)? {
                Some(document) => written.push(self.wrapped(desk, opening, record, document)?),
                None => unread.push(record.sha256),
            }
        }
        let now = self.surroundings.now();
        desk.notebook.append_records(&written, now)?;
        desk.notebook.note_vault_unread(opening.id, &unread)?;
        let read = Arrived {
            stream,
            cursor: Some(&page.cursor),
            last: page.last,
            device: desk.device.certificate.device,
            order: Vec::new(),
            landed: Vec::new(),
            disbelieved: Vec::new(),
            secrets: desk.secrets,
        };
        desk.notebook.receive(&read, now)?;
        Ok(())
    }

    fn wrapped(
        &self,
        desk: Desk<'_>,
        opening: &VaultOpening,
        record: Record,
        document: String,
    ) -> Result<SignedDocument, SyncError> {
        let (of, successor) = (record.key(), &opening.said.successor);
        let record = Record {
            facts: record.facts.clone(),
            ..record.envelope()
        };
        let passed = serde_json::to_vec(&PassedOn { record, document });
        let passed = passed.map_err(|error| SyncError::StrangeAnswer(error.to_string()))?;
        let said = SuccessionDocument {
            format: SuccessionDocument::FORMAT.to_owned(),
            opening: opening.id,
            of,
            successor: successor.fingerprint(),
            wrapped: Ciphertext(encrypt(&passed, &[successor.agreement])?),
        };
        let circle = Some(&opening.said.circle);
        desk.sign(&self.address.academie, RecordKind::Succession, &said, circle)
    }
}

/// Whether a record that the store gave is one that the author sealed; what a tombstone took is none.
fn passes(record: &Record, opening: &VaultOpening, chain: &Chain) -> bool {
    let author = opening.said.author;
    is_passed_on(&record.kind)
        && record.signature.author == author
        && record.private.is_some()
        && record.is_signed()
        && may_have_written(chain, record, author)
}

fn is_passed_on(kind: &RecordKind) -> bool {
    matches!(kind, RecordKind::Revision | RecordKind::State)
}

/// The document that was signed, by one of the vaults; none where it was encrypted to none of them.
fn opened(record: &Record, keys: &[VaultKey]) -> Result<Option<String>, SyncError> {
    let Some(private) = &record.private else {
        return Ok(None);
    };
    for key in keys {
        let text = key
            .decrypt(&private.0)?
            .and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
        if let Some(text) = text.filter(|text| Sha256::of(text.as_bytes()) == record.sha256) {
            return Ok(Some(text));
        }
    }
    Ok(None)
}

impl Reading<'_> {
    /// What passes to this author by `document`; none where it is to another, or is not what its author signed.
    pub(super) fn taken_over(&self, document: &str) -> Result<Effect, SyncError> {
        let own = self.desk.fingerprint();
        let said = SuccessionDocument::read(document).filter(|said| said.successor == own);
        let opened = said
            .as_ref()
            .map(|said| self.desk.secrets.decrypt(&said.wrapped.0));
        let opened = opened.transpose()?.flatten();
        let passed = opened.and_then(|bytes| serde_json::from_slice::<PassedOn>(&bytes).ok());
        let Some((passed, said)) = passed.zip(said) else {
            return Ok(Effect::None);
        };
        let visit = (passed.record.kind == RecordKind::Revision)
            .then(|| json::read::<VisitDocument>(passed.document.as_bytes()).ok())
            .flatten();
        if !self.holds(&passed, &said, visit.as_ref()) {
            return Ok(Effect::None);
        }
        Ok(Effect::Succession(Box::new(TakenOver {
            visit: visit.as_ref().map(reopened),
            signed: SignedDocument::new(passed.record, passed.document),
            reader: own,
        })))
    }

    /// Whether what the keeper gave is what its author sealed.
    fn holds(&self, passed: &PassedOn, said: &SuccessionDocument, visit: Option<&VisitDocument>) -> bool {
        let record = &passed.record;
        let is_whole = record.kind != RecordKind::Revision
            || visit.is_some_and(|read| read.visit == record.id && read.revision == record.revision);
        is_passed_on(&record.kind)
            && record.key() == said.of
            && record.academie == self.academie
            && record.is_signed()
            && Sha256::of(passed.document.as_bytes()) == record.sha256
            && record.signature.author != self.desk.fingerprint()
            && may_have_written(self.chain, record, record.signature.author)
            && is_whole
    }
}
