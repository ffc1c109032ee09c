//! Releases: prepared, looked at before they are signed, published; and the reports that are made of them.

pub(crate) mod drafted;
mod order;
mod places;
mod preview;
mod reporting;
mod school_sheet;
mod series;

use std::sync::PoisonError;

use chrono::NaiveDate;
use notebook::sync::{HttpTransport, Interruptible, SyncError, prepare_release, publish_release};
use observation::canonical::Sha256;
use observation::release::rules::{FEWEST, MOST};
use observation::release::{Circumstances, Draft, NoRelease, Order, ReleaseDocument, Rules, draft};
use reports::visit_report::long_date;
use sync_protocol::RecordKind;

use self::drafted::Drafted;
use self::order::{anchors, order, withdrawable};
use self::places::Places;
use self::preview::told_in_words;
use self::series::Series;
use crate::App;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::Open;
use crate::syncing::Session;
use crate::views::{
    Nothing, PrepareReleaseRequest, PublishReleaseRequest, ReleaseDraftView, ReleaseLine, ReleasesView,
};

impl App {
    /// What was published, and what may be.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn releases(&self, _: Nothing) -> Outcome<ReleasesView> {
        self.with_set_up(|open, set_up| {
            let series = Series::of(self, open, set_up)?;
            let published = &series.published;
            let mut releases = waiting(open, &series)?;
            let stored = published.releases().iter().rev();
            releases
                .extend(stored.map(|release| line(&release.document, told_in_words(&release.parts), false)));
            let places = Places::of(open, published)?;
            let last = published.last().map(|last| &last.document);
            Ok(ReleasesView {
                alone: series.alone,
                fictitious: open.notebook.standing()?.is_fictitious,
                may_publish: series.may_publish,
                releases,
                teachers: last.map_or(Rules::default().teachers, |last| last.rules.teachers),
                fewest: FEWEST,
                most: MOST,
                anchors: match published.releases().first() {
                    Some(first) => vec![first.document.anchor.clone()],
                    None => anchors(self.today(set_up)),
                },
                withdrawable: withdrawable(published),
                circonscriptions: places.circonscriptions(),
                schools: places.schools(),
            })
        })
    }

    /// Prepares a release: the store counts, or this notebook where it knows none. Nothing is published yet.
    ///
    /// # Errors
    /// When one may not publish, what is asked for is no release, nothing is new, or the store does not answer.
    pub fn prepare_release(&self, request: PrepareReleaseRequest) -> Outcome<ReleaseDraftView> {
        let (drafted, view) = self.prepared(&request)?;
        self.hold(drafted)?;
        Ok(view)
    }

    /// Keeps what was looked at until it is signed.
    fn hold(&self, drafted: Drafted) -> Outcome<()> {
        self.with_open(|open| {
            *open.drafted.lock().unwrap_or_else(PoisonError::into_inner) = Some(drafted);
            Ok(())
        })
    }

    /// A release as it is asked for, and what it says; nothing is held of the notebook while the store counts.
    fn prepared(&self, request: &PrepareReleaseRequest) -> Outcome<(Drafted, ReleaseDraftView)> {
        let order = order(request)?;
        let asked = self.with_set_up(|open, set_up| {
            let series = Series::of(self, open, set_up)?;
            refuse_strangers(&series)?;
            if series.alone {
                refuse_strange_anchor(&series, &order, self.today(set_up))?;
                let drafted = drafted_here(open, &series, &order, self.today(set_up))?;
                return Ok(Asked::Drafted(drafted));
            }
            refuse_strange_anchor(&series, &order, self.today(set_up))?;
            Ok(Asked::Store(series.academie))
        })?;
        let drafted = match asked {
            Asked::Drafted(drafted) => drafted,
            Asked::Store(academie) => Drafted {
                draft: self.prepared_by_store(&order)?,
                academie,
            },
        };
        let view = self.with_set_up(|open, set_up| {
            preview::view(&drafted.draft, &Series::of(self, open, set_up)?.published)
        })?;
        Ok((drafted, view))
    }

    /// Signs the release that was prepared, and has it sent by the next sync.
    ///
    /// # Errors
    /// When it is not the one that was looked at, or another was published meanwhile.
    pub fn publish_release(&self, request: PublishReleaseRequest) -> Outcome<ReleasesView> {
        let now = self.host().now();
        self.with_set_up(|open, set_up| {
            let series = Series::of(self, open, set_up)?;
            refuse_strangers(&series)?;
            let mut held = open.drafted.lock().unwrap_or_else(PoisonError::into_inner);
            let looked_at = |drafted: &&Drafted| {
                let sha256 = Sha256::of(drafted.draft.head.as_bytes()).to_string();
                sha256 == request.sha256 && drafted.academie == series.academie
            };
            let drafted = held.as_ref().filter(looked_at);
            let drafted =
                drafted.ok_or_else(|| AppError::refused(codes::RELEASE_NOT_PREPARED, &request.sha256))?;
            publish_release(open.desk(), &series.academie, &drafted.draft, now)?;
            *held = None;
            Ok(())
        })?;
        self.releases(Nothing {})
    }

    /// A release that was prepared, as a file that is read again before it is signed; and what it says.
    pub(crate) fn draft_file(&self, request: &PrepareReleaseRequest) -> Outcome<(Vec<u8>, ReleaseDraftView)> {
        let (drafted, view) = self.prepared(request)?;
        let bytes = serde_json::to_vec(&drafted).map_err(|error| Fault::Document(error.to_string()))?;
        Ok((bytes, view))
    }

    /// Signs the release of such a file.
    pub(crate) fn sign_draft_file(&self, bytes: &[u8]) -> Outcome<ReleasesView> {
        let drafted: Drafted =
            serde_json::from_slice(bytes).map_err(|_| AppError::refused(codes::RELEASE_NOT_PREPARED, ""))?;
        let sha256 = Sha256::of(drafted.draft.head.as_bytes()).to_string();
        self.refuse_altered(&drafted)?;
        self.hold(drafted)?;
        self.publish_release(PublishReleaseRequest { sha256 })
    }

    fn prepared_by_store(&self, order: &Order) -> Outcome<Draft> {
        let enrolment = self.with_open(|open| Ok(open.notebook.enrolment()?))?;
        let enrolment = enrolment.ok_or(SyncError::NotEnrolled)?;
        let session = Session::of(self);
        let transport = Interruptible::new(HttpTransport::new(&enrolment.address)?, &session);
        let draft = prepare_release(&transport, &enrolment, order)?;
        match ReleaseDocument::read(&draft.head).filter(|head| is_as_asked(head, order)) {
            Some(_) => Ok(draft),
            None => Err(AppError::refused(codes::RELEASE_NOT_PREPARED, "")),
        }
    }

    /// Refuses a draft that was altered since it was written: this notebook would have prepared another. What a store prepared
    /// it cannot prepare again, and no store has anything fictitious.
    fn refuse_altered(&self, drafted: &Drafted) -> Outcome<()> {
        let altered = || AppError::refused(codes::RELEASE_NOT_PREPARED, "");
        let head = ReleaseDocument::read(&drafted.draft.head).ok_or_else(altered)?;
        self.with_set_up(|open, set_up| {
            let series = Series::of(self, open, set_up)?;
            let is_so = match series.alone {
                true => drafted_here(open, &series, &Order::from(&head), head.on)?.draft == drafted.draft,
                false => !head.fictitious,
            };
            match is_so && head.on <= self.today(set_up) {
                true => Ok(()),
                false => Err(altered()),
            }
        })
    }
}

/// Refuses a first release whose blocks would never be complete, or of which no facts are kept.
fn refuse_strange_anchor(series: &Series, order: &Order, today: NaiveDate) -> Outcome<()> {
    let is_first = series.published.releases().is_empty();
    match is_first && !anchors(today).contains(&order.anchor) {
        true => Err(AppError::refused(codes::RELEASE_ANCHOR, "anchor")),
        false => Ok(()),
    }
}

/// A release of what this notebook holds alone.
fn drafted_here(open: &Open, series: &Series, order: &Order, on: NaiveDate) -> Outcome<Drafted> {
    let gathered = open.gathered()?;
    let circumstances = Circumstances {
        academie: &series.academie,
        on,
        fictitious: gathered.fictitious,
        grids: &gathered.grids,
    };
    let draft = draft(circumstances, &gathered.counting, order, &series.published).map_err(refused)?;
    Ok(Drafted {
        academie: series.academie.clone(),
        draft,
    })
}

/// Whether the store prepared what it was asked for: it adds no withdrawal, and changes no rule.
fn is_as_asked(head: &ReleaseDocument, order: &Order) -> bool {
    head.name == order.name
        && head.rules == order.rules
        && head.anchor == order.anchor
        && head.withdrawn == order.withdrawn
        && head.reason == order.reason
        && !head.fictitious
}

enum Asked {
    Drafted(Drafted),
    Store(String),
}

fn refuse_strangers(series: &Series) -> Outcome<()> {
    match series.may_publish {
        true => Ok(()),
        false => Err(AppError::refused(codes::RELEASE_NOT_ALLOWED, "")),
    }
}

fn refused(reason: NoRelease) -> AppError {
    match reason {
        NoRelease::Nothing => AppError::refused(notebook::sync::NOTHING_NEW, ""),
        NoRelease::Rules => AppError::refused(codes::RELEASE_RULES, "teachers"),
        NoRelease::Anchor(_) => AppError::refused(codes::RELEASE_ANCHOR, "anchor"),
        NoRelease::Lowered => AppError::refused(codes::RELEASE_LOWERED, "teachers"),
        NoRelease::Withdrawn => AppError::refused(codes::RELEASE_WITHDRAWN, "withdrawn"),
        NoRelease::Unsaid => AppError::refused(codes::RELEASE_UNSAID, "name"),
        NoRelease::Canonical(error) => Fault::Document(error.to_string()).into(),
    }
}

/// The releases that wait to be sent.
fn waiting(open: &Open, series: &Series) -> Outcome<Vec<ReleaseLine>> {
    if series.alone {
        return Ok(Vec::new());
    }
    let waiting = open.notebook.outbox_of(&series.academie, &RecordKind::Release)?;
    // A part is no head.
    let read = waiting
        .iter()
        .filter_map(|signed| ReleaseDocument::read(&signed.document));
    Ok(read.map(|head| line(&head, String::new(), true)).collect())
}

fn line(document: &ReleaseDocument, told: String, waiting: bool) -> ReleaseLine {
    ReleaseLine {
        number: document.number,
        name: document.name.clone(),
        on: long_date(document.on),
        told,
        reason: document.reason.clone().unwrap_or_default(),
        waiting,
    }
}
