//! A laptop: a true notebook in a folder of its own, with an author and a device.

use std::error::Error;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::NaiveDate;
use notebook::keys::{AuthorPublicKeys, Secrets};
use notebook::sync::{self, Access, Desk, Outcome, Phase, Surroundings, SyncError, Transport};
use notebook::{Address, Device, Notebook, OpenOptions};
use observation::canonical::to_text;
use observation::instant::Instant;
use observation::visit::{Happening, Means, STATE_FORMAT, StateDocument};
use observation::{facts, visit};
use sync_protocol::trust::{Circle, Grant, InvitationSecret, InvitationText, Revoked, Role, Scope};
use sync_protocol::{
    Certificate, DeviceKeys, Fingerprint, Parent, PublicKey, Record, RecordContent, RecordKind,
    SignedDocument,
};
use tempfile::TempDir;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::folder::folder;
use super::visits::{ACADEMIE, answer, at, context, forty, grid, grid_of, plan, short_grid, whole_plan};

/// What a test stumbles over.
pub type Trouble = Box<dyn Error + Send + Sync>;

/// A laptop.
pub struct Laptop {
    pub(super) folder: TempDir,
    pub(super) notebook: Option<Notebook>,
    /// From which its author's keys are drawn.
    pub(super) number: u64,
    pub(super) secrets: Secrets,
    pub(super) author: AuthorPublicKeys,
    pub(super) device: Device,
    pub(super) chance: Mutex<u64>,
    /// What its clock says.
    pub clock: Mutex<Instant>,
    /// Whether the person ends the sync.
    pub cancelled: AtomicBool,
}

pub(super) fn drawn(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut state = seed;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            // SplitMix64: enough to be different, and the same for the same seed.
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut word = state;
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (word ^ (word >> 31)) as u8;
        }
    }
}

impl Laptop {
    /// The laptop `device` of the author `author`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn new(author: u64, device: u64) -> Result<Self, Trouble> {
        let (folder, number) = (folder()?, author);
        let secrets = Secrets::draw(&mut drawn(number));
        let author = AuthorPublicKeys {
            signing: secrets.author().public(),
            agreement: secrets.agreement_key()?,
            fingerprint: secrets.author().fingerprint(),
        };
        let device = new_device(&secrets, &author, device)?;
        let options = OpenOptions::with_key(*secrets.database_key());
        let notebook = Notebook::create(&folder.path().join("carnet"), &options)?;
        notebook.save_device(&device)?;
        notebook.add_grids(&[grid(), short_grid()], at(0))?;
        Ok(Self {
            folder,
            notebook: Some(notebook),
            number,
            secrets,
            author,
            device,
            chance: Mutex::new(0),
            clock: Mutex::new(at(900)),
            cancelled: AtomicBool::new(false),
        })
    }

    /// The notebook.
    ///
    /// # Panics
    /// While it is closed.
    #[must_use]
    #[allow(clippy::expect_used)]
    pub fn notebook(&self) -> &Notebook {
        self.notebook.as_ref().expect("an open notebook")
    }

    /// The program dies, and another opens what it left.
    ///
    /// # Errors
    /// When what it left does not open.
    pub fn crash(&mut self) -> Result<(), Trouble> {
        self.notebook = None;
        let options = OpenOptions::with_key(*self.secrets.database_key());
        self.notebook = Some(Notebook::open(&self.folder.path().join("carnet"), &options)?);
        Ok(())
    }

    /// What its author alone has.
    #[must_use]
    pub fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// Who its author is.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.author.fingerprint
    }

    /// The epochs of a circle of which it has the key, the last one last.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn epochs_of(&self, circle: &Circle) -> Result<Vec<Uuid>, SyncError> {
        let keys = sync::circle_keys(self.notebook(), &self.secrets, self.fingerprint())?;
        let of_circle = keys.iter().filter(|key| key.circle() == circle);
        Ok(of_circle.map(|key| key.epoch()).collect())
    }

    /// Its device.
    #[must_use]
    pub fn device(&self) -> PublicKey {
        self.device.certificate.device
    }

    /// Founds the académie; the root's public key.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn found(&self, seed: [u8; 32]) -> Result<PublicKey, Trouble> {
        Ok(self.with(|desk| sync::found_academie(desk, ACADEMIE, &seed, at(0)))?)
    }

    /// Goes to the store of this root, by its own right.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn join(&self, root: PublicKey, cable: &dyn Transport) -> Result<(), SyncError> {
        let text = InvitationText {
            address: sync::store_address(&address(root)),
            invitation: None,
        };
        sync::take_invitation(self, self, cable, &text, &address(root))
    }

    /// Takes an invitation.
    ///
    /// # Errors
    /// When the store does not take it.
    pub fn take(&self, text: &InvitationText, cable: &dyn Transport) -> Result<(), SyncError> {
        let StoreOf { address } = StoreOf::of(text);
        sync::take_invitation(self, self, cable, text, &address)
    }

    /// Invites somebody, as a keeper.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn invite(
        &self,
        root: PublicKey,
        role: Role,
        scopes: Vec<Scope>,
    ) -> Result<InvitationText, SyncError> {
        let grant = Grant {
            role,
            scopes,
            until: None,
        };
        self.grant(root, grant)
    }

    /// Invites somebody to what is granted, as a keeper.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn grant(&self, root: PublicKey, grant: Grant) -> Result<InvitationText, SyncError> {
        let mut secret = [0; 16];
        self.fill_random(&mut secret);
        let expires = NaiveDate::from_ymd_opt(2030, 1, 1).unwrap_or_default();
        let secret = InvitationSecret::from_random(secret);
        let address = match self.notebook().enrolment()? {
            Some(enrolment) => enrolment.address,
            None => address(root),
        };
        self.with(|desk| sync::invite(desk, &address, ("Une collègue", grant, expires), secret, at(0)))
    }

    /// Ends what `text` invites to, as a keeper.
    ///
    /// # Errors
    /// When the text invites to nothing, or the disk refuses.
    pub fn end_invitation(&self, root: PublicKey, text: &InvitationText) -> Result<(), Trouble> {
        let (sha256, _) = text.invitation.as_ref().ok_or("no invitation")?;
        Ok(self.revoke(root, Revoked::Grant(*sha256))?)
    }

    /// Ends a device, an author or what was granted, as a keeper or as the author of a device.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn revoke(&self, root: PublicKey, gone: Revoked) -> Result<(), SyncError> {
        self.with(|desk| sync::revoke(desk, &address(root), gone, at(5)))
    }

    /// Syncs.
    ///
    /// # Errors
    /// Those of the sync.
    pub fn sync(&self, cable: &dyn Transport) -> Result<Outcome, SyncError> {
        sync::run(self, self, cable)
    }

    /// Writes in the visit `number`, which is entered where it is not there; in its rectificatif where it is sealed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn edit(&self, number: u128, minutes: u32) -> Result<(), Trouble> {
        let plan = plan(number);
        match self.notebook().visit(plan.id)? {
            None => drop(self.notebook().save_plan(&plan, at(10))?),
            Some(row) if row.last_revision > 0 && !row.correcting => {
                self.notebook().begin_correction(plan.id, at(10))?;
            }
            Some(_) => {}
        }
        let answer = answer(&plan, minutes);
        self.notebook()
            .record_answers(plan.id, self.device.id, &[answer], at(20))?;
        Ok(())
    }

    /// Enters the visit `number` with forty answers by the grid that Carnet brings.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn observe(&self, number: u128) -> Result<(), Trouble> {
        let plan = whole_plan(number);
        self.notebook().save_plan(&plan, at(10))?;
        let answers = forty(&plan);
        self.notebook()
            .record_answers(plan.id, self.device.id, &answers, at(20))?;
        Ok(())
    }

    /// Seals the visit `number` as it is; nothing where there is nothing to seal. Gives the sealed revision.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn seal(&self, number: u128) -> Result<Option<SignedDocument>, Trouble> {
        let id = plan(number).id;
        let Some(content) = self.notebook().visit_content(id)? else {
            return Ok(None);
        };
        if content.row.last_revision > 0 && !content.row.correcting {
            return Ok(None);
        }
        let revisions = self.notebook().revisions(id)?;
        let greatest = revisions.iter().map(|one| one.record.revision).max();
        let last = revisions
            .iter()
            .filter(|one| Some(one.record.revision) == greatest);
        let parents: Vec<Parent> = last.map(|one| one.record.as_parent()).collect();
        let replaces = parents
            .iter()
            .map(|parent| (parent.sha256, parent.revision))
            .collect();
        let mut nonce = [0; 32];
        self.fill_random(&mut nonce);
        let context = context(nonce, replaces, self.author.fingerprint.into());
        let grid = grid_of(&content.row.plan);
        let document = visit::seal(&content.visit(), &grid, context)?;
        let facts = to_text(&facts::derive(&document, grid.grid()))?;
        let signed = self.signed(
            RecordKind::Revision,
            id,
            &parents,
            &to_text(&document)?,
            Some(&facts),
        )?;
        self.notebook().seal(id, content.row.changes, &signed, at(600))?;
        Ok(Some(signed))
    }

    /// Says that the report of the visit `number` was handed over; nothing where it is not sealed. Gives the state.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn communicate(&self, number: u128) -> Result<Option<SignedDocument>, Trouble> {
        let recipients = vec!["l’enseignante".to_owned()];
        self.note(
            number,
            Happening::Communicated {
                means: Means::ByHand,
                recipients,
                reply_due: None,
            },
        )
    }

    /// Notes what happened to a visit; none where it is not sealed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn note(&self, number: u128, happened: Happening) -> Result<Option<SignedDocument>, Trouble> {
        let id = plan(number).id;
        let is_sealed = self
            .notebook()
            .visit(id)?
            .is_some_and(|row| row.last_revision > 0);
        if !is_sealed {
            return Ok(None);
        }
        let states = self.notebook().states(id)?;
        let greatest = states.iter().map(|one| one.record.revision).max();
        let last = states.iter().filter(|one| Some(one.record.revision) == greatest);
        let parents: Vec<Parent> = last.map(|one| one.record.as_parent()).collect();
        let revision = self.notebook().latest_revisions()?[&id];
        let mut nonce = [0; 32];
        self.fill_random(&mut nonce);
        let document = StateDocument {
            format: STATE_FORMAT.to_owned(),
            nonce: nonce.into(),
            visit: id,
            revision,
            teacher: None,
            on: at(700).date_in(chrono_tz::Indian::Reunion),
            noted_at: at(700),
            zone: "Indian/Reunion".to_owned(),
            happened,
        };
        let text = to_text(&document)?;
        let signed = self.signed(RecordKind::State, id, &parents, &text, None)?;
        self.notebook().append_state(&signed, None, at(700))?;
        Ok(Some(signed))
    }

    /// Deletes the visit `number` with all that was sealed of it, by law. Gives the tombstone.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn purge(&self, number: u128) -> Result<SignedDocument, Trouble> {
        let id = plan(number).id;
        let sealed = self.notebook().revisions(id)?;
        let states = self.notebook().states(id)?;
        let tombstone = sync_protocol::Tombstone {
            format: sync_protocol::tombstone::FORMAT.to_owned(),
            decided_at: at(800),
            reason: sync_protocol::PurgeReason::Retention,
            targets: sealed.iter().chain(&states).map(|one| one.record.key()).collect(),
            visits: vec![id],
            personal_notes: Vec::new(),
        };
        let text = to_text(&tombstone)?;
        let signed = self.signed(RecordKind::Tombstone, sync::contents_id(&text), &[], &text, None)?;
        self.notebook().purge(&signed, at(800))?;
        Ok(signed)
    }

    /// A record that this laptop signs.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn signed(
        &self,
        kind: RecordKind,
        id: Uuid,
        parents: &[Parent],
        document: &str,
        facts: Option<&str>,
    ) -> Result<SignedDocument, Trouble> {
        let content = RecordContent {
            kind,
            academie: ACADEMIE,
            id,
            parents,
            document: document.as_bytes(),
            facts,
            circle: None,
        };
        let record = Record::sign(&content, &self.device.keys(), self.author.fingerprint)?;
        Ok(SignedDocument::new(record, document.to_owned()))
    }
}

/// Where the store of an invitation is.
pub(super) struct StoreOf {
    pub(super) address: Address,
}

impl StoreOf {
    pub(super) fn of(text: &InvitationText) -> Self {
        let address = Address {
            url: text.address.url.clone(),
            academie: text.address.academie.clone(),
            root: text.address.root,
            authority: None,
            proxy: None,
        };
        Self { address }
    }
}

/// Where the store of this root is.
#[must_use]
pub fn address(root: PublicKey) -> Address {
    Address {
        url: "http://127.0.0.1:1".to_owned(),
        academie: ACADEMIE.to_owned(),
        root: Fingerprint::of(&root),
        authority: None,
        proxy: None,
    }
}

pub(super) fn new_device(
    secrets: &Secrets,
    author: &AuthorPublicKeys,
    number: u64,
) -> Result<Device, Trouble> {
    let mut seed = [0; 32];
    drawn(number ^ 0xdec1_ce00)(&mut seed);
    let public = DeviceKeys::from_seed(&seed).public();
    Ok(Device {
        id: Uuid::from_u128(u128::from(number) + 1),
        signing_seed: Zeroizing::new(seed),
        certificate: Certificate::issue(&secrets.author(), author.agreement, public, at(0))?,
    })
}

impl Access for Laptop {
    fn with<T>(&self, work: impl FnOnce(Desk<'_>) -> Result<T, SyncError>) -> Result<T, SyncError> {
        let notebook = self.notebook.as_ref().ok_or(SyncError::Locked)?;
        work(Desk {
            notebook,
            secrets: &self.secrets,
            author: &self.author,
            device: &self.device,
            keys: None,
        })
    }
}

impl Surroundings for Laptop {
    fn now(&self) -> Instant {
        *self
            .clock
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        let mut chance = self
            .chance
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *chance += 1;
        // No two laptops draw the same token.
        let device = self.device();
        let first = device.as_bytes().iter().take(8);
        let own = first.fold(0, |own, byte| (own << 8) | u64::from(*byte));
        drawn(*chance ^ own)(bytes);
    }

    fn tell(&self, _: Phase) {}

    fn wait(&self, time: Duration) {
        // The store asked for it; nothing else could be waited for.
        std::thread::park_timeout(time);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
