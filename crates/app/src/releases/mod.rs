//! Releases: prepared, looked at before they are signed, published; and the reports that are made of them.

mod places;
mod preview;
mod reporting;
mod school_sheet;
mod series;

use std::collections::BTreeSet;
use std::sync::PoisonError;

use notebook::sync::{HttpTransport, Interruptible, SyncError, prepare_release, publish_release};
use observation::canonical::Sha256;
use observation::instant::Instant;
use observation::release::rules::{FEWEST, MOST};
use observation::release::{
    Circumstances, Draft, NoRelease, Order, Published, Release, Rules, Window, Withdrawn, complete_years,
    draft,
};
use reports::release_report::label;
use reports::visit_report::long_date;
use sync_protocol::release::series as identifier;
use sync_protocol::{RecordKey, RecordKind};

use self::places::Places;
use self::series::Series;
use crate::App;
use crate::consolidation::Gathered;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::syncing::Session;
use crate::views::{
    Nothing, PrepareReleaseRequest, PublishReleaseRequest, ReleaseDraftView, ReleaseLine, ReleasesView,
    WithdrawableView,
};

/// How many school years back blocks of three may begin: facts are kept for no longer.
const BACK: i32 = 4;

/// A release that was prepared and not signed yet.
pub(crate) struct Drafted {
    academie: String,
    draft: Draft,
}

impl App {
    /// What was published, and what may be.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn releases(&self, _: Nothing) -> Outcome<ReleasesView> {
        self.with_set_up(|open, set_up| {
            let series = Series::of(self, open, set_up)?;
            let published = &series.published;
            let waiting = waiting(open, &series)?;
            let places = Places::of(open, published)?;
            let last = published.last().map(|last| &last.document);
            Ok(ReleasesView {
                alone: series.alone,
                fictitious: open.notebook.standing()?.is_fictitious,
                may_publish: series.may_publish,
                releases: published
                    .releases()
                    .iter()
                    .rev()
                    .map(|release| line(release, waiting.contains(&release.sha256)))
                    .collect(),
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
        let order = order(&request)?;
        let asked = self.with_set_up(|open, set_up| {
            let series = Series::of(self, open, set_up)?;
            refuse_strangers(&series)?;
            if series.alone {
                return Ok(Asked::Drafted(self.drafted(open, set_up, &series, &order)?));
            }
            Ok(Asked::Store(series.academie))
        })?;
        let drafted = match asked {
            Asked::Drafted(drafted) => drafted,
            Asked::Store(academie) => Drafted {
                draft: self.prepared_by_store(&order)?,
                academie,
            },
        };
        self.with_set_up(|open, set_up| {
            let series = Series::of(self, open, set_up)?;
            let view = preview::view(&drafted.draft, &series.published)?;
            *open.drafted.lock().unwrap_or_else(PoisonError::into_inner) = Some(drafted);
            Ok(view)
        })
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
            self.sign_release(open, &series.academie, &drafted.draft, now)?;
            *held = None;
            Ok(())
        })?;
        self.releases(Nothing {})
    }

    fn sign_release(&self, open: &Open, academie: &str, draft: &Draft, at: Instant) -> Outcome<()> {
        let desk = open.desk();
        Ok(publish_release(desk, academie, draft, at)?)
    }

    fn prepared_by_store(&self, order: &Order) -> Outcome<Draft> {
        let enrolment = self.with_open(|open| Ok(open.notebook.enrolment()?))?;
        let enrolment = enrolment.ok_or(SyncError::NotEnrolled)?;
        let session = Session::of(self);
        let transport = Interruptible::new(HttpTransport::new(&enrolment.address)?, &session);
        Ok(prepare_release(&transport, &enrolment, order)?)
    }

    /// A release of what this notebook holds alone.
    fn drafted(&self, open: &Open, set_up: &SetUp, series: &Series, order: &Order) -> Outcome<Drafted> {
        let gathered = Gathered::of(open)?;
        let circumstances = Circumstances {
            academie: &series.academie,
            on: self.today(set_up),
            fictitious: gathered.fictitious,
            grids: &gathered.grids,
        };
        let draft = draft(circumstances, &gathered.counting, order, &series.published).map_err(refused)?;
        Ok(Drafted {
            academie: series.academie.clone(),
            draft,
        })
    }
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
        NoRelease::Unsaid => AppError::refused(codes::RELEASE_UNSAID, "name"),
        NoRelease::Canonical(error) => crate::problem::Fault::Document(error.to_string()).into(),
    }
}

/// What is asked for, all that is wrong with it at once.
fn order(request: &PrepareReleaseRequest) -> Outcome<Order> {
    let rules = Rules {
        teachers: request.teachers,
    };
    let reason = Some(request.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let mut problems = Vec::new();
    let mut wrong = |code: &'static str, at: &str| {
        problems.push(observation::problem::Problem::error(code, at));
    };
    if request.name.trim().is_empty() {
        wrong(codes::RELEASE_UNSAID, "name");
    }
    if request.withdrawn.is_empty() != reason.is_none() {
        wrong(codes::RELEASE_UNSAID, "reason");
    }
    if !rules.are_allowed() {
        wrong(codes::RELEASE_RULES, "teachers");
    }
    let withdrawn: Option<Vec<Withdrawn>> = request.withdrawn.iter().map(|key| withdrawn_of(key)).collect();
    if withdrawn.is_none() {
        wrong(codes::RELEASE_WITHDRAWN, "withdrawn");
    }
    if !problems.is_empty() {
        return Err(AppError::Refused(problems));
    }
    Ok(Order {
        name: request.name.trim().to_owned(),
        anchor: request.anchor.clone(),
        rules,
        withdrawn: withdrawn.unwrap_or_default(),
        reason,
    })
}

/// The heads that wait to be sent.
fn waiting(open: &Open, series: &Series) -> Outcome<BTreeSet<Sha256>> {
    if series.alone {
        return Ok(BTreeSet::new());
    }
    let outbox = open.notebook.outbox(&series.academie, usize::MAX)?;
    let series = identifier(&series.academie);
    let heads = outbox.into_iter().map(|outgoing| outgoing.signed.record.key());
    let heads = heads.filter(|key: &RecordKey| key.kind == RecordKind::Release && key.id == series);
    Ok(heads.map(|key| key.sha256).collect())
}

fn line(release: &Release, waiting: bool) -> ReleaseLine {
    let document = &release.document;
    ReleaseLine {
        number: document.number,
        name: document.name.clone(),
        on: long_date(document.on),
        told: preview::told_in_words(&release.parts),
        reason: document.reason.clone().unwrap_or_default(),
        waiting,
    }
}

/// The school years in which blocks may begin: those of which facts may be kept still.
fn anchors(today: chrono::NaiveDate) -> Vec<String> {
    use chrono::Datelike;
    let present = today.year() - i32::from(today.month() < 9);
    let years = (present - BACK..=present).map(|year| format!("{year}-{}", year + 1));
    let mut anchors: Vec<String> = years
        .filter(|anchor| complete_years(anchor, today).is_some_and(|years| !years.is_empty()))
        .collect();
    // Three years back first: the block that is complete already.
    anchors.sort_by_key(|anchor| complete_years(anchor, today).map_or(0, |years| years.len().abs_diff(3)));
    anchors
}

fn withdrawable(published: &Published) -> Vec<WithdrawableView> {
    let stand = published.standing().iter().filter(|(_, figure)| figure.shows());
    let keys: BTreeSet<(String, String, Window)> = stand
        .map(|(key, _)| {
            let window = key.cell.window.clone();
            (key.grid_code.clone(), key.indicator.clone(), window)
        })
        .collect();
    let indicators = published.indicators();
    let named = |grid: &str, code: &str| {
        let known = indicators
            .iter()
            .find(|one| one.grid_code == grid && one.definition.code == code);
        known.map_or_else(|| code.to_owned(), |one| label(one).to_owned())
    };
    keys.into_iter()
        .map(|(grid, code, window)| WithdrawableView {
            label: format!("{}, {window}", named(&grid, &code)),
            key: [grid, code, window.first, window.last].join("|"),
        })
        .collect()
}

fn withdrawn_of(key: &str) -> Option<Withdrawn> {
    let mut parts = key.split('|').map(str::to_owned);
    let withdrawn = Withdrawn {
        grid_code: parts.next()?,
        indicator: parts.next()?,
        window: Window {
            first: parts.next()?,
            last: parts.next()?,
        },
    };
    parts.next().is_none().then_some(withdrawn)
}
