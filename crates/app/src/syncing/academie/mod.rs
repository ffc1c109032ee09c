//! What a keeper does for the académie: founding it, inviting, revoking, and handing its root to a second keeper.

mod desk;
mod inviting;
mod qr;
mod succession;

pub(super) use desk::lapsed;
pub(super) use succession::concerning;

use chrono::NaiveDate;
use notebook::sync::{self, Access, HttpTransport};
use sync_protocol::trust::{
    Grant, Identity, InvitationSecret, InvitationText, Revoked, Role, Scope, StoreAddress,
};
use sync_protocol::{DeviceKeys, Fingerprint, PublicKey};
use zeroize::Zeroizing;

use super::Session;
use super::reaching::Way;
use crate::App;
use crate::problem::{AppError, Outcome, codes};
use crate::views::FoundRequest;

/// The public key of an académie's root, for the operator of its store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootKey {
    /// The académie.
    pub academie: String,
    /// The key.
    pub key: PublicKey,
    /// Its fingerprint, which goes with invitations.
    pub fingerprint: String,
}

/// An invitation that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The text for that person alone.
    pub text: String,
}

/// What a keeper asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeeperWork {
    /// To invite somebody, named in the keeper's words, to a role, until a day.
    Invite {
        /// For whom.
        person: String,
        /// The role.
        role: Role,
        /// Where it holds.
        scopes: Vec<Scope>,
        /// Until when it holds; none for as long as nothing ends it.
        until: Option<NaiveDate>,
        /// The last day on which it can be taken.
        expires: NaiveDate,
    },
    /// To end a device, an author or a grant.
    Revoke(Revoked),
    /// To make a vault for a circle.
    Vault(sync_protocol::trust::Circle),
    /// To name a second keeper, by his two public keys.
    NameKeeper(Identity),
}

impl App {
    /// Founds the académie of the préréglage at a store: the root's key is drawn here, and never lies on the store. Founded
    /// again, the store is elsewhere, and reached as before where nothing else is said.
    ///
    /// # Errors
    /// When the notebook is locked, goes to a store of another root, the address is none, or the disk refuses.
    pub fn found_academie(&self, request: &FoundRequest) -> Outcome<RootKey> {
        let academie = self.with_set_up(|_, set_up| Ok(set_up.preset.code.clone()))?;
        let session = Session::of(self);
        // Founded before: the same root is told again.
        let (kept, enrolment) =
            session.with(|desk| Ok((desk.notebook.academie_root()?, desk.notebook.enrolment()?)))?;
        let seed = kept.map_or_else(|| self.drawn_seed(), |kept| kept.seed);
        let key = DeviceKeys::from_seed(&seed).public();
        let store = StoreAddress {
            url: request.url.trim().trim_end_matches('/').to_owned(),
            academie: academie.clone(),
            root: Fingerprint::of(&key),
        };
        let before = enrolment.map(|enrolment| enrolment.address);
        if before.as_ref().is_some_and(|before| before.root != store.root) {
            return Err(AppError::refused(codes::ALREADY_JOINED, ""));
        }
        let is_again = before.is_some();
        let address = Way::asked(&request.authority, &request.proxy)?
            .or_as_before(before)
            .to(&store);
        HttpTransport::new(&address)?;
        session.with(|desk| sync::found_academie(desk, &academie, &seed, self.host().now()))?;
        session.with(|desk| match is_again {
            true => Ok(desk.notebook.save_address(&address)?),
            false => sync::prepare_enrolment(desk, &session, &address),
        })?;
        Ok(RootKey {
            academie,
            key,
            fingerprint: Fingerprint::of(&key).grouped(),
        })
    }

    fn drawn_seed(&self) -> Zeroizing<[u8; 32]> {
        let mut seed = Zeroizing::new([0; 32]);
        self.host().fill_random(&mut *seed);
        seed
    }

    /// Does what a keeper asks; the text of an invitation, where one was made.
    ///
    /// # Errors
    /// When the notebook is locked, knows no store, or the disk refuses.
    pub fn keep_academie(&self, work: KeeperWork) -> Outcome<Option<Invited>> {
        let session = Session::of(self);
        let now = self.host().now();
        let made = session.with(|desk| {
            let address = desk.address()?;
            match work {
                KeeperWork::Invite {
                    person,
                    role,
                    scopes,
                    until,
                    expires,
                } => {
                    let grant = Grant { role, scopes, until };
                    let mut secret = [0; 16];
                    self.host().fill_random(&mut secret);
                    let secret = InvitationSecret::from_random(secret);
                    sync::invite(desk, &address, (&person, grant, expires), secret, now).map(Some)
                }
                KeeperWork::Revoke(revoked) => sync::revoke(desk, &address, revoked, now).map(|()| None),
                KeeperWork::Vault(circle) => {
                    let mut random = |bytes: &mut [u8]| self.host().fill_random(bytes);
                    let vault = notebook::keys::Secrets::draw(&mut random);
                    sync::make_vault(desk, &address, &circle, &vault, now).map(|()| None)
                }
                KeeperWork::NameKeeper(identity) => {
                    let chain = sync::chain_of(desk.notebook, &address)?;
                    let mut keepers: Vec<Identity> = chain.keepers().copied().collect();
                    keepers.push(identity);
                    keepers.sort_unstable();
                    keepers.dedup();
                    sync::name_keepers(desk, &address, &keepers, now).map(|()| None)
                }
            }
        })?;
        Ok(made.map(|text: InvitationText| Invited {
            text: text.to_string(),
        }))
    }

    /// This author's two public keys, as a keeper names him by.
    ///
    /// # Errors
    /// When the notebook is locked.
    pub fn own_identity(&self) -> Outcome<Identity> {
        Ok(Session::of(self).with(|desk| Ok(desk.identity()))?)
    }

    /// The root's key, encrypted to the keeper of these public keys.
    ///
    /// # Errors
    /// When this notebook keeps no root, or is locked.
    pub fn root_for(&self, keeper: &Identity) -> Outcome<Vec<u8>> {
        Session::of(self)
            .with(|desk| sync::export_root(desk, keeper))
            .map_err(AppError::from)
    }

    /// Keeps the root's key that another keeper encrypted to this author.
    ///
    /// # Errors
    /// When it is to somebody else, is that of another root, or the notebook knows no store.
    pub fn keep_root(&self, encrypted: &[u8]) -> Outcome<()> {
        let session = Session::of(self);
        session.with(|desk| {
            let address = desk.address()?;
            sync::import_root(desk, &address, encrypted)
        })?;
        Ok(())
    }
}
