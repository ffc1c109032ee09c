//! A keeper's desk in the window: what is there, and each act by its command.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use notebook::IssuedInvitation;
use notebook::sync::{self, Access, SyncError};
use observation::canonical::Sha256;
use sync_protocol::Fingerprint;
use sync_protocol::trust::{Chain, Circle, Grant, Identity, Invitation, Revoked, Role, VaultDocument};

use super::{KeeperWork, inviting, qr, succession};
use crate::App;
use crate::present::preset;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::syncing::places::Places;
use crate::syncing::{Session, words};
use crate::views::{
    AcademieView, ChoiceView, CircleRequest, ExportedFile, FoundRequest, IdentityRequest, IdentityView,
    InvitationLine, InvitationRequest, InvitationView, InviteRequest, KeeperNamed, KeeperView, Nothing,
    StagedFileRequest,
};

impl App {
    /// What a keeper has before him.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn academie(&self, _: Nothing) -> Outcome<AcademieView> {
        let identity = self.own_identity()?;
        self.with_set_up(|open, set_up| self.academie_view(open, set_up, &identity))
    }

    fn academie_view(&self, open: &Open, set_up: &SetUp, identity: &Identity) -> Outcome<AcademieView> {
        let enrolment = open.notebook.enrolment()?;
        let address = enrolment.as_ref().map(|one| &one.address);
        let chain = address
            .map(|address| sync::chain_of(&open.notebook, address))
            .transpose()?;
        let (own, places) = (identity.fingerprint(), Places::of(open, set_up));
        let code = set_up.preset.code.clone();
        let waiting = open.notebook.queue(&code)?.waiting;
        let today = self.host().now().date_in(set_up.zone());
        let keepers = chain.iter().flat_map(Chain::keepers).map(|keeper| KeeperView {
            fingerprint: keeper.fingerprint().grouped(),
            is_self: keeper.fingerprint() == own,
        });
        let circles = chain.as_ref().map(circles).unwrap_or_default();
        let vaults = chain
            .as_ref()
            .map(|chain| vaults(open, chain))
            .transpose()?
            .unwrap_or_default();
        let lapsed = chain
            .as_ref()
            .map(|chain| lapsed(open, chain))
            .transpose()?
            .unwrap_or_default();
        let issued = open.notebook.issued_invitations()?;
        let people = chain
            .as_ref()
            .map(|chain| succession::people(&issued, chain))
            .unwrap_or_default();
        let posts = chain
            .as_ref()
            .map(|chain| succession::posts(chain, &vaults, &people, (places, today)))
            .unwrap_or_default();
        let openings = chain
            .as_ref()
            .map(|chain| succession::openings(open, chain, &people, (places, set_up)))
            .transpose()?
            .unwrap_or_default();
        let invitations = match &chain {
            Some(chain) => lines(chain, &issued, (places, today)),
            None => Vec::new(),
        };
        Ok(AcademieView {
            url: address.map(|address| address.url.clone()).unwrap_or_default(),
            root: address.map(|address| address.root.grouped()).unwrap_or_default(),
            has_root: open.notebook.academie_root()?.is_some(),
            is_keeper: chain.as_ref().is_some_and(|chain| chain.is_keeper(&own)),
            identity: identity.to_string(),
            fingerprint: own.grouped(),
            keepers: keepers.collect(),
            invitations,
            vaults: vaults.iter().map(|circle| places.circle(circle)).collect(),
            lapsed: lapsed.iter().map(|circle| places.choice(circle)).collect(),
            posts,
            openings,
            circles: circles
                .iter()
                .filter(|circle| !vaults.contains(circle) && !lapsed.contains(circle))
                .map(|circle| places.choice(circle))
                .collect(),
            roles: Role::ALL.into_iter().map(role_choice).collect(),
            disciplines: set_up
                .preset
                .disciplines
                .iter()
                .map(preset::discipline_view)
                .collect(),
            waiting: if address.is_some() { waiting } else { 0 },
            academie: code,
        })
    }

    /// Founds the académie of the préréglage at a store that is to be opened.
    ///
    /// # Errors
    /// When the address is none, the notebook goes to a store already, or the disk refuses.
    pub fn open_academie(&self, request: FoundRequest) -> Outcome<AcademieView> {
        self.found_academie(&request)?;
        self.academie(Nothing {})
    }

    /// Writes the root's public key for the operator of the store.
    ///
    /// # Errors
    /// When this notebook keeps no root, or the file cannot be written.
    pub fn export_root_public_key(&self, _: Nothing) -> Outcome<ExportedFile> {
        let (academie, key) = Session::of(self).with(sync::root_public_key)?;
        let name = format!("Racine {academie}.pub");
        self.with_open(|open| self.export(open, &name, format!("{key}\n").as_bytes(), &[]))
    }

    /// Makes an invitation.
    ///
    /// # Errors
    /// When something of it is missing or over, or the notebook knows no store.
    pub fn make_invitation(&self, request: InviteRequest) -> Outcome<InvitationView> {
        let today = self.with_set_up(|_, set_up| Ok(self.host().now().date_in(set_up.zone())))?;
        self.keep_academie(inviting::asked(&request, today)?)?;
        let latest = self.with_open(|open| Ok(open.notebook.issued_invitations()?))?;
        let latest = latest.first().ok_or_else(unknown)?;
        self.invitation(InvitationRequest {
            sha256: latest.sha256.to_string(),
        })
    }

    /// The text of an invitation that this notebook made.
    ///
    /// # Errors
    /// When it made none such, or the invitation was ended.
    pub fn invitation(&self, request: InvitationRequest) -> Outcome<InvitationView> {
        self.with_set_up(|open, set_up| {
            let sha256 = read_hash(&request.sha256)?;
            let issued = open.notebook.issued_invitations()?;
            let issued = issued
                .into_iter()
                .find(|one| one.sha256 == sha256)
                .ok_or_else(unknown)?;
            let address = open.notebook.enrolment()?.ok_or(SyncError::NotEnrolled)?.address;
            let chain = sync::chain_of(&open.notebook, &address)?;
            let (invitation, _) = chain.invitation(&sha256).ok_or_else(unknown)?;
            Ok(InvitationView {
                person: issued.person,
                grant: Places::of(open, set_up).grant(&invitation.grant),
                expires: invitation.expires.format("%d/%m/%Y").to_string(),
                code: qr::drawn(&issued.text)?,
                text: issued.text,
            })
        })
    }

    /// Ends an invitation, and the role that it gave.
    ///
    /// # Errors
    /// When the text names none, or the disk refuses.
    pub fn end_invitation(&self, request: InvitationRequest) -> Outcome<AcademieView> {
        let sha256 = read_hash(&request.sha256)?;
        self.keep_academie(KeeperWork::Revoke(Revoked::Grant(sha256)))?;
        self.academie(Nothing {})
    }

    /// The fingerprint of who has these two public keys, to be compared aloud.
    ///
    /// # Errors
    /// When they are none.
    pub fn read_identity(&self, request: IdentityRequest) -> Outcome<IdentityView> {
        Ok(IdentityView {
            fingerprint: read_identity(&request)?.fingerprint().grouped(),
        })
    }

    /// Names a second keeper, and writes the root's key encrypted to him.
    ///
    /// # Errors
    /// When the keys are none, this notebook keeps no root, or the file cannot be written.
    pub fn name_keeper(&self, request: IdentityRequest) -> Outcome<KeeperNamed> {
        let keeper = read_identity(&request)?;
        let encrypted = self.root_for(&keeper)?;
        let file = self.with_open(|open| self.export(open, "Racine chiffrée.age", &encrypted, &[]))?;
        self.keep_academie(KeeperWork::NameKeeper(keeper))?;
        let academie = self.academie(Nothing {})?;
        Ok(KeeperNamed { academie, file })
    }

    /// Keeps the root's key that another keeper encrypted to this author, from a staged file.
    ///
    /// # Errors
    /// When it is to somebody else, is that of another root, or the notebook knows no store.
    pub fn take_root(&self, request: StagedFileRequest) -> Outcome<AcademieView> {
        let (_, bytes) = self.staged_file(&request.file)?;
        self.keep_root(&bytes)?;
        self.academie(Nothing {})
    }

    /// Makes a vault for a circle.
    ///
    /// # Errors
    /// When the circle is none, no keeper is known, or the disk refuses.
    pub fn open_vault(&self, request: CircleRequest) -> Outcome<AcademieView> {
        let refused = |_| AppError::refused(codes::BLANK, "Cercle");
        let circle = request.circle.parse().map_err(refused)?;
        self.keep_academie(KeeperWork::Vault(circle))?;
        self.academie(Nothing {})
    }
}

/// Every invitation that stands, and those of this notebook that were ended; this notebook's first, the latest first.
fn lines(chain: &Chain, issued: &[IssuedInvitation], by: (Places<'_>, NaiveDate)) -> Vec<InvitationLine> {
    let mut standing: BTreeMap<Sha256, (&Invitation, Option<Fingerprint>)> = chain
        .invitations()
        .map(|(sha256, invitation, taken)| (*sha256, (invitation, taken)))
        .collect();
    let mut lines: Vec<InvitationLine> = issued
        .iter()
        .map(|one| line(&one.sha256, &one.person, standing.remove(&one.sha256), by))
        .collect();
    lines.extend(
        standing
            .iter()
            .map(|(sha256, said)| line(sha256, "", Some(*said), by)),
    );
    lines
}

fn line(
    sha256: &Sha256,
    person: &str,
    said: Option<(&Invitation, Option<Fingerprint>)>,
    (places, today): (Places<'_>, NaiveDate),
) -> InvitationLine {
    let taken_by = said.and_then(|(_, taken)| taken);
    let is_open = said.is_some_and(|(invitation, taken)| taken.is_none() && today <= invitation.expires);
    InvitationLine {
        sha256: sha256.to_string(),
        person: person.to_owned(),
        grant: said
            .map(|(invitation, _)| places.grant(&invitation.grant))
            .unwrap_or_default(),
        state: match said {
            None => "arrêtée".to_owned(),
            Some((invitation, Some(_))) => taken(&invitation.grant, today),
            Some((invitation, None)) => awaited(invitation, today),
        },
        taken_by: taken_by.map(|author| author.grouped()).unwrap_or_default(),
        is_open: is_open && !person.is_empty(),
        stands: said.is_some(),
    }
}

fn taken(grant: &Grant, today: NaiveDate) -> String {
    match grant.until {
        Some(until) if until < today => "prise, rôle terminé".to_owned(),
        _ => "prise".to_owned(),
    }
}

fn awaited(invitation: &Invitation, today: NaiveDate) -> String {
    let day = invitation.expires.format("%d/%m/%Y");
    if invitation.expires < today {
        format!("expirée le {day}")
    } else {
        format!("à prendre jusqu’au {day}")
    }
}

fn role_choice(role: Role) -> ChoiceView {
    ChoiceView {
        code: role.code().to_owned(),
        label: words::role(role).to_owned(),
    }
}

/// The circles to which someone was invited.
fn circles(chain: &Chain) -> BTreeSet<Circle> {
    let grants = chain.invitations().map(|(_, invitation, _)| &invitation.grant);
    grants
        .flat_map(|grant| grant.scopes.iter().filter_map(Circle::of))
        .collect()
}

/// The circles whose vault counts and opens to every keeper of now.
fn vaults(open: &Open, chain: &Chain) -> Outcome<BTreeSet<Circle>> {
    let keepers: BTreeSet<Fingerprint> = chain.keepers().map(Identity::fingerprint).collect();
    let opens = |said: &VaultDocument| keepers.iter().all(|keeper| said.keepers.contains(keeper));
    let counting = sync::vault_documents(&open.notebook, chain)?.into_iter();
    Ok(counting.filter(opens).map(|said| said.circle).collect())
}

/// The circles whose vault is to be made anew: a keeper left who could open it, one came who cannot, or the device on which it
/// was made was revoked.
pub(in crate::syncing) fn lapsed(open: &Open, chain: &Chain) -> Outcome<BTreeSet<Circle>> {
    let ever = sync::circles_with_vault(&open.notebook, chain)?;
    Ok(&ever - &vaults(open, chain)?)
}

fn read_identity(request: &IdentityRequest) -> Outcome<Identity> {
    let refused = |_| AppError::refused(codes::NOT_AN_IDENTITY, "");
    request.identity.parse().map_err(refused)
}

fn read_hash(text: &str) -> Outcome<Sha256> {
    text.parse().map_err(|_| unknown())
}

fn unknown() -> AppError {
    AppError::refused(codes::INVITATION_ENDED, "")
}
