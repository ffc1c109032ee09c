//! `carnet enrol`, `carnet sync`, `carnet academie …`: on a notebook that is closed in the application.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use notebook::sync::SyncError;
use observation::problem::Problem;
use sync_protocol::trust::{Circle, Identity, Revoked, Role, Scope};
use sync_protocol::{Fingerprint, PublicKey};

use super::Verdict;
use super::notebook::judged;
use crate::App;
use crate::host::Host;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::syncing::{Invited, KeeperWork};
use crate::views::{
    FoundRequest, JoinRequest, Nothing, PassphraseRequest, ProblemView, RecoverRequest, SyncView,
};

/// The notebook of `host`, open by its passphrase.
pub(super) fn opened(host: Arc<dyn Host>, passphrase: &str) -> Outcome<App> {
    let app = App::new(host);
    app.unlock(PassphraseRequest {
        passphrase: passphrase.to_owned(),
    })?;
    Ok(app)
}

/// Goes to the store of an invitation, and syncs once.
///
/// # Errors
/// When the disk or the system fails.
pub fn enrol(host: Arc<dyn Host>, passphrase: &str, request: JoinRequest) -> Result<Verdict, Fault> {
    let joined = opened(host, passphrase).and_then(|app| app.join_store(request));
    judged(joined, |view| told(&view))
}

/// Syncs once.
///
/// # Errors
/// When the disk or the system fails.
pub fn sync(host: Arc<dyn Host>, passphrase: &str) -> Result<Verdict, Fault> {
    let synced = opened(host, passphrase).and_then(|app| {
        let outcome = app.synced()?;
        Ok((outcome, app.sync_status(Nothing {})?))
    });
    judged(synced, |(outcome, view)| {
        let verdict = told(&view);
        let accepted = verdict.accepted && outcome.agreed;
        Verdict { accepted, ..verdict }
            .with("agreed", outcome.agreed)
            .with("sent", outcome.sent)
            .with("received", outcome.received)
    })
}

/// Makes the notebook of `host` anew, where there is none, from what the store keeps for a recovery code.
///
/// # Errors
/// When the disk or the system fails.
pub fn recover(host: Arc<dyn Host>, request: RecoverRequest) -> Result<Verdict, Fault> {
    let app = App::new(host);
    let made = app
        .recover_from_store(request)
        .and_then(|_| app.recovered_counts());
    judged(made, |(visits, problem)| {
        let told: Vec<Problem> = problem.into_iter().collect();
        Verdict::new(told.is_empty(), &told).with("visit", visits)
    })
}

impl App {
    /// How many visits came back, and why the first sync did not go to its end, where it did not.
    fn recovered_counts(&self) -> Outcome<(usize, Option<Problem>)> {
        let visits = self.with_open(|open| Ok(open.notebook.sealed_visits()?.len()))?;
        Ok((visits, self.sync.last()))
    }
}

/// Where syncing stands, as a verdict: refused where the last sync was, or where something waits for a person.
fn told(view: &SyncView) -> Verdict {
    // Each reason once: the count says how many.
    let mut reasons: Vec<&ProblemView> = Vec::new();
    for reason in view
        .problem
        .iter()
        .chain(view.refused.iter().map(|one| &one.reason))
    {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let problems: Vec<Problem> = reasons
        .into_iter()
        .map(|told| Problem {
            parameters: told.parameters.clone(),
            ..Problem::error(&told.code, told.at.as_str())
        })
        .collect();
    Verdict::new(view.problem.is_none(), &problems)
        .with("waiting", view.waiting)
        .with("held_back", view.held_back)
        .with("refused", view.refused.len())
        .with("conflicts", view.conflicts.len())
        .with("disbelieved", view.disbelieved.len())
        .with("differing", view.differing.len())
}

/// Founds the académie of a notebook's préréglage at a store, and writes the root's public key for the store's operator.
///
/// # Errors
/// When the disk or the system fails.
pub fn found_academie(
    host: Arc<dyn Host>,
    passphrase: &str,
    request: &FoundRequest,
    root_public_key: &Path,
) -> Result<Verdict, Fault> {
    let founded = opened(Arc::clone(&host), passphrase).and_then(|app| {
        let root = app.found_academie(request)?;
        let text = format!("{}\n", root.key);
        host.write_durably(root_public_key, text.as_bytes())
            .map_err(|error| Fault::file(root_public_key, error))?;
        Ok(root)
    });
    judged(founded, |root| {
        Verdict::new(true, [])
            .with("academie", root.academie)
            .with("root_fingerprint", root.fingerprint)
            .with("written", root_public_key.display().to_string())
    })
}

/// What `carnet academie invite` asks, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InviteWords {
    /// For whom.
    pub person: String,
    /// The role, as `docs/formats.md` writes it.
    pub role: String,
    /// Where it holds: `academie`, `circonscription/UAI`, `discipline/CODE`.
    pub scopes: Vec<String>,
    /// Until when; empty for as long as nothing ends it.
    pub until: String,
    /// The last day on which it can be taken.
    pub expires: String,
}

/// Makes an invitation; its text is the one finding.
///
/// # Errors
/// When the disk or the system fails.
pub fn invite(host: Arc<dyn Host>, passphrase: &str, words: &InviteWords) -> Result<Verdict, Fault> {
    let made = invited(words).and_then(|work| keep(host, passphrase, work));
    judged(made, |(made, problems)| {
        let text = made.map(|made| made.text).unwrap_or_default();
        Verdict::new(true, &problems).with("invitation", text)
    })
}

/// Does what a keeper asks, and tells the store at once; where it does not answer, it is told by the next sync.
fn keep(host: Arc<dyn Host>, passphrase: &str, work: KeeperWork) -> Outcome<(Option<Invited>, Vec<Problem>)> {
    let app = opened(host, passphrase)?;
    let made = app.keep_academie(work)?;
    let told = app.synced().err().map(|error| error.problem().into_warning());
    Ok((made, told.into_iter().collect()))
}

fn invited(words: &InviteWords) -> Outcome<KeeperWork> {
    let unread = |at: &str| AppError::refused(codes::USAGE_VALUE, at);
    let role = Role::named(&words.role).ok_or_else(|| unread("--role"))?;
    let scopes = words.scopes.iter().map(|scope| match scope.as_str() {
        "academie" => Ok(Scope::Academie),
        other => match other.parse::<Circle>().map_err(|_| unread("--scope"))? {
            Circle::Circonscription(uai) => Ok(Scope::Circonscription(uai)),
            Circle::Discipline(code) => Ok(Scope::Discipline(code)),
        },
    });
    let mut scopes: Vec<Scope> = scopes.collect::<Outcome<_>>()?;
    scopes.sort_unstable();
    scopes.dedup();
    let day = |text: &str, at| text.parse::<NaiveDate>().map_err(|_| unread(at));
    Ok(KeeperWork::Invite {
        person: words.person.clone(),
        role,
        scopes,
        until: Some(words.until.as_str())
            .filter(|text| !text.is_empty())
            .map(|text| day(text, "--until"))
            .transpose()?,
        expires: day(&words.expires, "--expires")?,
    })
}

/// Ends a device or an author, by their key or fingerprint.
///
/// # Errors
/// When the disk or the system fails.
pub fn revoke(
    host: Arc<dyn Host>,
    passphrase: &str,
    device: Option<&str>,
    author: Option<&str>,
) -> Result<Verdict, Fault> {
    let unread = |at: &str| AppError::refused(codes::USAGE_VALUE, at);
    let revoked = match (device, author) {
        (Some(device), _) => device
            .parse::<PublicKey>()
            .map(Revoked::Device)
            .map_err(|_| unread("--device")),
        (None, author) => {
            let author = author.unwrap_or_default().parse::<Fingerprint>();
            author.map(Revoked::Author).map_err(|_| unread("--author"))
        }
    };
    let done = revoked.and_then(|revoked| keep(host, passphrase, KeeperWork::Revoke(revoked)));
    judged(done, |(_, problems)| Verdict::new(true, &problems))
}

/// Makes a vault for a circle.
///
/// # Errors
/// When the disk or the system fails.
pub fn make_vault(host: Arc<dyn Host>, passphrase: &str, circle: &str) -> Result<Verdict, Fault> {
    let unread = || AppError::refused(codes::USAGE_VALUE, "--circle");
    let circle = circle.parse::<Circle>().map_err(|_| unread());
    let done = circle.and_then(|circle| keep(host, passphrase, KeeperWork::Vault(circle)));
    judged(done, |(_, problems)| Verdict::new(true, &problems))
}

/// The two public keys of a notebook's author, for a keeper to name him by.
///
/// # Errors
/// When the disk or the system fails.
pub fn identity(host: Arc<dyn Host>, passphrase: &str) -> Result<Verdict, Fault> {
    let own = opened(host, passphrase).and_then(|app| app.own_identity());
    judged(own, |own| {
        Verdict::new(true, [])
            .with("identity", own.to_string())
            .with("fingerprint", own.fingerprint().grouped())
    })
}

fn identity_of(text: &str) -> Outcome<Identity> {
    text.parse()
        .map_err(|_| AppError::refused(codes::USAGE_VALUE, "--identity"))
}

/// The identity of who read this fingerprint aloud: an identity that came by another way may be anybody's.
fn identity_read_aloud(identity: &str, fingerprint: &str) -> Outcome<Identity> {
    let keeper = identity_of(identity)?;
    let unread = || AppError::refused(codes::USAGE_VALUE, "--fingerprint");
    let said: Fingerprint = fingerprint.parse().map_err(|_| unread())?;
    if said == keeper.fingerprint() {
        return Ok(keeper);
    }
    let another = Problem::error(codes::ANOTHER_FINGERPRINT, "--fingerprint");
    let another = another
        .with("found", keeper.fingerprint().grouped())
        .with("said", said.grouped());
    Err(AppError::Refused(vec![another]))
}

/// Names a second keeper, by the identity that he gave and the fingerprint that he read aloud, and writes the root's key
/// encrypted to him.
///
/// # Errors
/// When the disk or the system fails.
pub fn name_keeper(
    host: Arc<dyn Host>,
    passphrase: &str,
    (identity, fingerprint): (&str, &str),
    out: &Path,
) -> Result<Verdict, Fault> {
    let named = identity_read_aloud(identity, fingerprint).and_then(|keeper| {
        let app = opened(Arc::clone(&host), passphrase)?;
        let encrypted = app.root_for(&keeper)?;
        host.write_durably(out, &encrypted)
            .map_err(|error| Fault::file(out, error))?;
        app.keep_academie(KeeperWork::NameKeeper(keeper))?;
        let told = app.synced().err().map(|error| error.problem().into_warning());
        Ok((
            keeper.fingerprint().grouped(),
            told.into_iter().collect::<Vec<_>>(),
        ))
    });
    judged(named, |(fingerprint, problems)| {
        Verdict::new(true, &problems)
            .with("fingerprint", fingerprint)
            .with("written", out.display().to_string())
    })
}

/// Keeps the root's key that another keeper encrypted to this author.
///
/// # Errors
/// When the disk or the system fails.
pub fn keep_root(host: Arc<dyn Host>, passphrase: &str, file: &Path) -> Result<Verdict, Fault> {
    let bytes = fs::read(file).map_err(|error| Fault::unread(file, error))?;
    let kept = opened(host, passphrase).and_then(|app| app.keep_root(&bytes));
    judged(kept, |()| Verdict::new(true, []))
}

impl From<SyncError> for Fault {
    fn from(error: SyncError) -> Self {
        Self::Below(error.problem())
    }
}
