//! Where syncing stands: what is synced and until when, what waits, what is refused and why.

use notebook::sync::{chain_of, own_circles};
use notebook::{Enrolment, Quarantined};
use observation::problem::Problem;
use sync_protocol::RecordKind;
use sync_protocol::message::stream::Stream;

use super::devices::{devices, is_one_lost};
use super::places::Places;
use super::{academie, words};
use crate::App;
use crate::keeping::instant_in_words;
use crate::problem::Outcome;
use crate::session::{Open, SetUp};
use crate::views::{
    DifferingView, DisbelievedView, Nothing, ProblemView, QuarantineView, StoreView, SyncView,
};
use crate::visits::Naming;

/// How the codes begin of what is not refused, but waits for a role or a key.
const WAITS: &str = "sync.waits_for_";

impl App {
    /// Where syncing stands.
    ///
    /// # Errors
    /// When the notebook is locked, the first start not done, or the disk refuses.
    pub fn sync_status(&self, _: Nothing) -> Outcome<SyncView> {
        self.sync_standing(true)
    }

    /// Where syncing stands; what each device did is read from every record, and only where it is asked for.
    pub(crate) fn sync_standing(&self, is_traced: bool) -> Outcome<SyncView> {
        self.with_set_up(|open, set_up| {
            let enrolment = open.notebook.enrolment()?;
            let academie = enrolment
                .as_ref()
                .map_or(set_up.preset.code.as_str(), |one| one.address.academie.as_str());
            let queue = open.notebook.queue(academie)?;
            let running = self.sync.running.load(std::sync::atomic::Ordering::Acquire);
            Ok(SyncView {
                fingerprint: open.author.fingerprint.grouped(),
                identity: open.author.identity().to_string(),
                store: enrolment
                    .as_ref()
                    .map(|one| self.store_view(open, set_up, one, is_traced))
                    .transpose()?,
                running,
                phase: self
                    .sync
                    .phase()
                    .filter(|_| running)
                    .map(words::phase)
                    .unwrap_or_default(),
                waiting: queue.waiting,
                held_back: queue.held_back,
                elsewhere: queue.elsewhere,
                refused: refused(open, academie, false)?,
                set_aside: refused(open, academie, true)?,
                conflicts: conflicts(open, set_up)?,
                disbelieved: disbelieved(open)?,
                differing: differing(open, set_up)?,
                problem: self.sync.last().as_ref().map(ProblemView::from),
                recoverable: open
                    .notebook
                    .setting::<serde_json::Value>(notebook::sync::RECOVERY_PROOF)?
                    .is_some(),
            })
        })
    }

    fn store_view(
        &self,
        open: &Open,
        set_up: &SetUp,
        enrolment: &Enrolment,
        is_traced: bool,
    ) -> Outcome<StoreView> {
        let chain = chain_of(&open.notebook, &enrolment.address)?;
        let today = self.host().now().date_in(set_up.zone());
        let author = open.author.fingerprint;
        let in_words = |at: Option<_>| {
            at.map(|at| instant_in_words(at, set_up.zone()))
                .unwrap_or_default()
        };
        let compared = open.notebook.compared(open.device.certificate.device)?;
        let devices = devices(open, set_up, &chain, is_traced)?;
        let (circles, places) = (own_circles(&chain, author, today), Places::of(open, set_up));
        Ok(StoreView {
            url: enrolment.address.url.clone(),
            academie: enrolment.address.academie.clone(),
            root: enrolment.address.root.grouped(),
            proxy: enrolment.address.proxy.clone().unwrap_or_default(),
            has_authority: enrolment.address.authority.is_some(),
            roles: chain
                .grants(&author, today)
                .map(|grant| places.grant(grant))
                .collect(),
            circles: circles.iter().map(|circle| places.circle(circle)).collect(),
            laptop_lost: is_one_lost(open, &devices)?,
            devices,
            is_keeper: chain.is_keeper(&author),
            lapsed_vaults: match chain.is_keeper(&author) {
                true => academie::lapsed(open, &chain)?.len() as u64,
                false => 0,
            },
            successions: academie::concerning(open, set_up, &chain)?,
            contact: in_words(enrolment.contact_at),
            synced: in_words(enrolment.synced_at),
            compared: words::compared(compared.devices, &in_words(compared.last)),
        })
    }
}

/// What the store refused, or of that what the person set aside.
fn refused(open: &Open, academie: &str, set_aside: bool) -> Outcome<Vec<QuarantineView>> {
    let refused = open.notebook.quarantine(academie)?.into_iter();
    let is_refused = |one: &Quarantined| one.set_aside == set_aside && !one.code.starts_with(WAITS);
    let told = refused.filter(is_refused).map(|one| QuarantineView {
        position: one.position,
        title: words::kind(&one.key.kind).to_owned(),
        visit: visit_of(&one.key.kind).then(|| one.key.id.to_string()),
        reason: ProblemView::from(&Problem::error(&one.code, "")),
    });
    Ok(told.collect())
}

/// Whether records of this kind bear the identifier of their visit.
fn visit_of(kind: &RecordKind) -> bool {
    matches!(
        kind,
        RecordKind::Revision | RecordKind::State | RecordKind::PersonalNotes
    )
}

fn conflicts(open: &Open, set_up: &SetUp) -> Outcome<Vec<crate::views::VisitSummary>> {
    let mut rows = Vec::new();
    for visit in open.notebook.conflicts()? {
        rows.extend(open.notebook.visit(visit)?);
    }
    let naming = Naming::of(open, set_up, &rows)?;
    Ok(rows.iter().map(|row| naming.summary(row)).collect())
}

/// The other laptops that were given something else, by their authors' fingerprints; no record names a person.
fn differing(open: &Open, set_up: &SetUp) -> Outcome<Vec<DifferingView>> {
    let places = Places::of(open, set_up);
    let told = open.notebook.differing()?.into_iter().map(|one| DifferingView {
        what: match one.stream.parse() {
            Ok(Stream::Circle(circle)) => places.circle(&circle),
            _ => "Ce que toute l’académie lit".to_owned(),
        },
        author: one.author.grouped(),
        own: one.author == open.author.fingerprint,
        reason: ProblemView::from(&Problem::error(notebook::sync::DIVERGING, "")),
    });
    Ok(told.collect())
}

fn disbelieved(open: &Open) -> Outcome<Vec<DisbelievedView>> {
    let told = open
        .notebook
        .disbelieved()?
        .into_iter()
        .map(|one| DisbelievedView {
            title: words::kind(&RecordKind::from(one.kind)).to_owned(),
            sha256: one.sha256,
            reason: ProblemView::from(&Problem::warning(&one.why, "")),
        });
    Ok(told.collect())
}
