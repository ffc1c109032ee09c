//! The register of a circle: its members share it, and each goes on writing in it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use notebook::sync::{self, Access, own_circles};
use observation::json;
use sync_protocol::trust::Circle;
use sync_protocol::{RecordKind, SignedDocument};
use uuid::Uuid;

use crate::App;
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::signing::About;
use crate::session::{Open, SetUp};
use crate::syncing::Session;
use crate::syncing::places::Places;
use crate::views::{CircleRegisterView, CircleRequest, MissingView, Nothing};

/// The setting that names the circle to which the register is written.
const REGISTER_CIRCLE: &str = "register_circle";

impl Open {
    /// The circle to which the register is written on `day`: the one that was chosen here, else the one of the author's last
    /// entry that has one, written on another laptop; none where it is the author's alone.
    pub(super) fn register_circle(&self, day: NaiveDate) -> Outcome<Option<Circle>> {
        let own = self.circles(day)?;
        if own.is_empty() {
            return Ok(None);
        }
        let chosen: Option<Circle> = self.notebook.setting(REGISTER_CIRCLE)?;
        if let Some(chosen) = chosen.filter(|circle| own.contains(circle)) {
            return Ok(Some(chosen));
        }
        let entries = self.signed_entries()?;
        let mut written = entries.iter().rev().map(|(signed, _)| &signed.record);
        let last = written.find_map(|record| {
            let circle = record.circle.as_ref().filter(|circle| own.contains(circle))?;
            (record.signature.author == self.author.fingerprint).then(|| circle.clone())
        });
        Ok(last)
    }

    fn circles(&self, day: NaiveDate) -> Outcome<BTreeSet<Circle>> {
        let Some(chain) = self.chain()? else {
            return Ok(BTreeSet::new());
        };
        Ok(own_circles(&chain, self.author.fingerprint, day))
    }

    /// The circle that is asked about, of which the author is a member.
    fn own_circle(&self, request: &CircleRequest, day: NaiveDate) -> Outcome<Circle> {
        let own = self.circles(day)?;
        let named = request.circle.parse().ok().filter(|circle| own.contains(circle));
        named.ok_or_else(|| AppError::refused(codes::NOT_A_MEMBER, &request.circle))
    }

    /// The author's own entries that no circle has: what was shared with another stays with it.
    fn unshared(&self) -> Outcome<Vec<SignedDocument>> {
        let entries = self.signed_entries()?;
        let of_circles = entries
            .iter()
            .filter(|(signed, _)| signed.record.circle.is_some());
        let shared: BTreeSet<Uuid> = of_circles.map(|(signed, _)| signed.record.id).collect();
        let is_own = |signed: &SignedDocument| {
            signed.record.signature.author == self.author.fingerprint && !shared.contains(&signed.record.id)
        };
        let signed = entries.into_iter().map(|(signed, _)| signed);
        Ok(signed.filter(is_own).collect())
    }

    /// Those entries signed for `circle`: the same documents, each as a next revision, so that who reads both replays one.
    fn entries_for(&self, set_up: &SetUp, circle: &Circle) -> Outcome<Vec<SignedDocument>> {
        let signed_for = |one: &SignedDocument| {
            let document: serde_json::Value = json::read(one.document.as_bytes()).map_err(Fault::Sealed)?;
            let about = About {
                kind: &RecordKind::RegisterEntry,
                academie: &set_up.preset.code,
                id: one.record.id,
                parents: &[one.record.as_parent()],
                facts: None,
                circle: Some(circle),
            };
            self.sign(&document, about)
        };
        self.unshared()?.iter().map(signed_for).collect()
    }
}

impl App {
    /// With whom the register is shared, and with whom it could be.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn circle_register(&self, _: Nothing) -> Outcome<CircleRegisterView> {
        self.with_set_up(|open, set_up| {
            let today = self.today(set_up);
            let ((own, others), places) = (open.written_about()?, Places::of(open, set_up));
            let circles = open.circles(today)?;
            let shared = open.register_circle(today)?;
            Ok(CircleRegisterView {
                circles: circles.iter().map(|circle| places.choice(circle)).collect(),
                shared: shared
                    .as_ref()
                    .map(|circle| places.circle(circle))
                    .unwrap_or_default(),
                own: own.len() as u64,
                others: others.len() as u64,
                homonyms: open.register()?.homonyms().len() as u64,
                missing: match &shared {
                    Some(circle) => Some(MissingView {
                        circle: circle.to_string(),
                        entries: open.unshared()?.len() as u64,
                    }),
                    None => None,
                }
                .filter(|missing| missing.entries > 0),
            })
        })
    }

    /// Shares the register with a circle: what was written, and what will be.
    ///
    /// # Errors
    /// When the author is no member of the circle, or the disk refuses.
    pub fn share_register(&self, request: CircleRequest) -> Outcome<CircleRegisterView> {
        self.with_set_up(|open, set_up| {
            let circle = open.own_circle(&request, self.today(set_up))?;
            let entries = open.entries_for(set_up, &circle)?;
            open.notebook.append_records(&entries, self.host().now())?;
            open.notebook.save_setting(REGISTER_CIRCLE, &circle)?;
            Ok(())
        })?;
        self.circle_register(Nothing {})
    }

    /// Starts a new epoch of a circle's key, for its members of today.
    ///
    /// # Errors
    /// When the author is no member of the circle or was given no key of it yet, or the disk refuses.
    pub fn renew_circle_key(&self, request: CircleRequest) -> Outcome<CircleRegisterView> {
        let (circle, today) = self.with_set_up(|open, set_up| {
            let today = self.today(set_up);
            Ok((open.own_circle(&request, today)?, today))
        })?;
        Session::of(self).with(|desk| {
            let mut random = |bytes: &mut [u8]| self.host().fill_random(bytes);
            let about = (&circle, today);
            sync::renew_circle_key(desk, &desk.address()?, about, &mut random, self.host().now())
        })?;
        self.circle_register(Nothing {})
    }
}
