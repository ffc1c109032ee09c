//! Passing an author's sealed visits to who takes over his post: a keeper opens a vault, and those it is about are told.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use notebook::IssuedInvitation;
use notebook::sync::{self, Access, Succession, VaultOpening};
use observation::instant::Instant;
use sync_protocol::Fingerprint;
use sync_protocol::trust::{Chain, Circle, Identity, OpeningReason};

use crate::App;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::syncing::Session;
use crate::syncing::places::Places;
use crate::views::{AcademieView, ChoiceView, Nothing, PassOnRequest, VaultOpeningView, VaultPostView};

/// How much of a fingerprint tells two persons apart at a glance: four groups of four.
const GLANCE: usize = 19;

impl App {
    /// Opens the vault of a circle, so that what an author sealed passes to his successor by the next syncs.
    ///
    /// # Errors
    /// When somebody or the circle is none, the successor is no member of it, its vault does not open to this keeper, or the
    /// disk refuses.
    pub fn pass_on_visits(&self, request: PassOnRequest) -> Outcome<AcademieView> {
        let today = self.with_set_up(|_, set_up| Ok(self.host().now().date_in(set_up.zone())))?;
        let succession = Session::of(self).with(|desk| {
            let chain = sync::chain_of(desk.notebook, &desk.address()?)?;
            Ok(asked(&request, &chain, today))
        })?;
        let succession = succession?;
        Session::of(self).with(|desk| {
            let when = (today, self.host().now());
            sync::open_vault(desk, &desk.address()?, &succession, when)
        })?;
        self.academie(Nothing {})
    }
}

fn asked(request: &PassOnRequest, chain: &Chain, today: NaiveDate) -> Outcome<Succession> {
    let blank = |what: &str| AppError::refused(codes::BLANK, what);
    let circle: Circle = request.circle.parse().map_err(|_| blank("Cercle"))?;
    let author = request
        .author
        .parse()
        .map_err(|_| blank("Personne qui quitte le poste"))?;
    let successor = chain
        .members(&circle, today)
        .find(|member| member.fingerprint().to_string() == request.successor);
    let reason = match request.reason.as_str() {
        "new_post" => OpeningReason::NewPost,
        "interim" => OpeningReason::Interim,
        _ => return Err(blank("Raison")),
    };
    Ok(Succession {
        circle,
        author,
        successor: successor.ok_or_else(|| blank("Personne qui reprend le poste"))?,
        reason,
    })
}

/// Those whom invitations name, by their fingerprints: in the words of the keeper who made them.
pub(super) fn people(issued: &[IssuedInvitation], chain: &Chain) -> BTreeMap<Fingerprint, String> {
    let named = chain.invitations().filter_map(|(sha256, _, taken)| {
        let made = issued.iter().find(|one| one.sha256 == *sha256)?;
        Some((taken?, made.person.clone()))
    });
    named.collect()
}

/// The circles whose vault opens to `keeper`, each with who may leave a post there and who may take it over.
pub(super) fn posts(
    chain: &Chain,
    vaults: &BTreeSet<Circle>,
    people: &BTreeMap<Fingerprint, String>,
    (places, today): (Places<'_>, NaiveDate),
) -> Vec<VaultPostView> {
    let choice = |person: Fingerprint| ChoiceView {
        code: person.to_string(),
        label: label(person, people),
    };
    let post = |circle: &Circle| {
        let members: BTreeSet<Fingerprint> = chain
            .members(circle, today)
            .map(|one| Identity::fingerprint(&one))
            .collect();
        let invited = chain.invitations().filter_map(|(_, invitation, taken)| {
            let mut scopes = invitation.grant.scopes.iter().filter_map(Circle::of);
            taken.filter(|_| scopes.any(|scope| scope == *circle))
        });
        let authors: BTreeSet<Fingerprint> = members.iter().copied().chain(invited).collect();
        VaultPostView {
            circle: places.choice(circle),
            authors: authors.into_iter().map(choice).collect(),
            successors: members.into_iter().map(choice).collect(),
        }
    };
    vaults.iter().map(post).collect()
}

/// The vaults that this keeper opened, the latest first.
pub(super) fn openings(
    open: &Open,
    chain: &Chain,
    people: &BTreeMap<Fingerprint, String>,
    by: (Places<'_>, &SetUp),
) -> Outcome<Vec<VaultOpeningView>> {
    let all = sync::vault_openings(&open.notebook, chain)?;
    all.iter()
        .map(|one| {
            Ok(VaultOpeningView {
                words: sentence(one, people, by),
                passed: sync::passed_by(&open.notebook, one.id)? as u64,
                unread: open.notebook.vault_unread(one.id)?,
                is_own: one.keeper == open.author.fingerprint,
            })
        })
        .collect()
}

/// What concerns this author: vaults that were opened to pass his visits on, or to pass him those of another.
pub(in crate::syncing) fn concerning(open: &Open, set_up: &SetUp, chain: &Chain) -> Outcome<Vec<String>> {
    let own = open.author.fingerprint;
    let people = BTreeMap::from([(own, "vous".to_owned())]);
    let places = Places::of(open, set_up);
    let all = sync::vault_openings(&open.notebook, chain)?;
    let about = all
        .iter()
        .filter(|one| one.said.author == own || one.said.successor.fingerprint() == own);
    Ok(about
        .map(|one| sentence(one, &people, (places, set_up)))
        .collect())
}

/// « Lettres, ouvert le 29/11/2026 par …, pour transmettre à … ce que … a scellé (intérim), jusqu’au 29/12/2026 ».
fn sentence(
    opening: &VaultOpening,
    people: &BTreeMap<Fingerprint, String>,
    (places, set_up): (Places<'_>, &SetUp),
) -> String {
    let said = &opening.said;
    let reason = match said.reason {
        OpeningReason::NewPost => "changement de poste",
        OpeningReason::Interim => "intérim",
    };
    format!(
        "{}, ouvert le {} par {}\u{a0}: à transmettre jusqu’au {} à {}, ce que {} a scellé ({reason})",
        places.circle(&said.circle),
        day(said.decided_at, set_up),
        label(opening.keeper, people),
        said.until.format("%d/%m/%Y"),
        label(said.successor.fingerprint(), people),
        label(said.author, people),
    )
}

fn day(at: Instant, set_up: &SetUp) -> String {
    at.date_in(set_up.zone()).format("%d/%m/%Y").to_string()
}

/// « Rose Hoarau », or « empreinte 1a2b 3c4d 5e6f 7890… ».
fn label(person: Fingerprint, people: &BTreeMap<Fingerprint, String>) -> String {
    people.get(&person).cloned().unwrap_or_else(|| {
        let glance: String = person.grouped().chars().take(GLANCE).collect();
        format!("empreinte {glance}…")
    })
}
