//! What a person must know wherever he is: a clock that may be wrong, and what of syncing waits for him.

use std::sync::PoisonError;

use chrono_tz::Tz;
use notebook::sync::CERTIFICATE;
use notebook::{Enrolment, VisitContent};
use observation::clock::{Doubt, Known, codes as clock_codes};
use observation::instant::Instant;
use observation::problem::Problem;

use crate::App;
use crate::keeping::{counted, instant_in_words};
use crate::problem::{Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{AttentionView, Nothing, ProblemView, SeverityView, SyncView};

/// The last instant that was written when a person last said that the clock is right.
const CLOCK_TRUSTED: &str = "clock_trusted";
/// How many days without the store are nobody's concern: a week of visits without a network.
const WITHOUT_STORE: i64 = 7;
/// How many days a certificate may be strange: another network may be to blame.
const WITHOUT_CERTIFICATE: i64 = 2;
const DAY: i64 = 24 * 60 * 60 * 1000;

impl App {
    /// What a person must know wherever he is. Looked at every minute, it is also what watches the clock.
    ///
    /// # Errors
    /// When the notebook is locked, the first start not done, or the disk refuses.
    pub fn attention(&self, _: Nothing) -> Outcome<AttentionView> {
        let clock = self.with_set_up(|open, set_up| self.clock_problem(open, set_up))?;
        Ok(AttentionView {
            clock: clock.as_ref().map(ProblemView::from),
            sync: self.sync_attention()?,
        })
    }

    /// Says that the clock is right, whatever was written by it before.
    ///
    /// # Errors
    /// When the notebook is locked, or the disk refuses.
    pub fn trust_clock(&self, _: Nothing) -> Outcome<AttentionView> {
        self.with_open(|open| {
            let known = open.notebook.clock_known()?;
            open.notebook.save_setting(CLOCK_TRUSTED, &known.written)?;
            open.clock.lock().unwrap_or_else(PoisonError::into_inner).trust();
            Ok(())
        })?;
        self.attention(Nothing {})
    }

    fn clock_problem(&self, open: &Open, set_up: &SetUp) -> Outcome<Option<Problem>> {
        let known = open.notebook.clock_known()?;
        let trusted = clock_trusted(open)?;
        let written = known.written.filter(|written| Some(*written) > trusted);
        let now = self.host().now();
        let mut watch = open.clock.lock().unwrap_or_else(PoisonError::into_inner);
        let doubt = watch.read(now, Known { written, ..known });
        Ok(doubt.map(|doubt| told(doubt, now, set_up.zone())))
    }

    fn sync_attention(&self) -> Outcome<Vec<ProblemView>> {
        let enrolment = self.with_open(|open| Ok(open.notebook.enrolment()?))?;
        let Some(enrolment) = enrolment else {
            return Ok(Vec::new());
        };
        let view = self.sync_standing(false)?;
        Ok(waiting_for_a_person(
            &view,
            days_without(&enrolment, self.host().now()),
        ))
    }
}

/// The last instant that was written when a person last said that the clock is right; none where nobody did.
pub(crate) fn clock_trusted(open: &Open) -> Outcome<Option<Instant>> {
    let trusted: Option<Option<Instant>> = open.notebook.setting(CLOCK_TRUSTED)?;
    Ok(trusted.flatten())
}

fn told(doubt: Doubt, now: Instant, zone: Tz) -> Problem {
    let (code, name, at) = match doubt {
        Doubt::Behind(written) => (clock_codes::BEHIND, "written", written),
        Doubt::Jumped(before) => (clock_codes::JUMPED, "before", before),
    };
    let shown = instant_in_words(now, zone);
    Problem::warning(code, "")
        .with("shown", shown)
        .with(name, instant_in_words(at, zone))
}

/// How many days ago the store last answered; none where it never did, or where the clock stands before.
fn days_without(enrolment: &Enrolment, now: Instant) -> Option<i64> {
    let contact = enrolment.contact_at?.milliseconds();
    (now.milliseconds() >= contact).then(|| (now.milliseconds() - contact) / DAY)
}

/// What of syncing waits for a person; what passes by itself is not told before some days went by.
fn waiting_for_a_person(view: &SyncView, days: Option<i64>) -> Vec<ProblemView> {
    let lasts = |most: i64| days.is_some_and(|days| days >= most);
    let stops = |problem: &&ProblemView| {
        problem.severity == SeverityView::Error && (problem.code != CERTIFICATE || lasts(WITHOUT_CERTIFICATE))
    };
    let stopped = view.problem.iter().find(stops);
    let silent = stopped.is_none() && lasts(WITHOUT_STORE);
    let silent = silent.then(|| {
        let days = days.unwrap_or_default().to_string();
        ProblemView::from(&Problem::warning(codes::SYNC_SILENT, "").with("days", days))
    });
    let found = [
        (
            view.disbelieved.len(),
            codes::SYNC_DISBELIEVED,
            "document",
            "documents",
        ),
        (
            view.differing.len(),
            codes::SYNC_DIFFERING,
            "ordinateur",
            "ordinateurs",
        ),
        (view.refused.len(), codes::SYNC_REFUSED, "document", "documents"),
        (view.conflicts.len(), codes::SYNC_CONFLICTS, "visite", "visites"),
    ];
    let found = found.into_iter().filter(|(count, ..)| *count > 0);
    let found = found.map(|(count, code, one, several)| {
        let problem = Problem::warning(code, "").with("count", counted(count, one, several));
        ProblemView::from(&problem)
    });
    let lost = view.store.as_ref().filter(|store| store.laptop_lost);
    let lost = lost.map(|_| ProblemView::from(&Problem::warning(codes::SYNC_LAPTOP_LOST, "")));
    let first = lost.into_iter().chain(stopped.cloned());
    first.chain(found).chain(silent).collect()
}

/// The last instant at which this machine wrote something of a visit.
pub(crate) fn last_written(open: &Open, content: &VisitContent) -> Instant {
    let own = content
        .answers
        .entries()
        .filter(|entry| entry.id.device == open.device.id);
    own.map(|entry| entry.at)
        .fold(content.row.updated_at, Instant::max)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::{Value, json};

    use super::*;

    fn view(changes: Value) -> SyncView {
        let mut view = json!({
            "fingerprint": "", "identity": "", "store": null, "running": false, "phase": "", "waiting": 0,
            "held_back": 3, "elsewhere": 0, "refused": [], "set_aside": [], "conflicts": [], "disbelieved": [], "differing": [],
            "problem": null, "recoverable": true,
        });
        for (name, value) in changes.as_object().unwrap() {
            view[name] = value.clone();
        }
        serde_json::from_value(view).unwrap()
    }

    fn problem(problem: &Problem) -> Value {
        serde_json::to_value(ProblemView::from(problem)).unwrap()
    }

    fn told(changes: Value, days: Option<i64>) -> Vec<String> {
        let problems = waiting_for_a_person(&view(changes), days);
        problems.into_iter().map(|one| one.code).collect()
    }

    #[test]
    fn what_waits_for_a_person_is_told_the_gravest_first() {
        let reason = problem(&Problem::error("sync.refused_role", ""));
        let changes = json!({
            "refused": [{ "position": 1, "title": "Visite scellée", "visit": null, "reason": reason }],
            "disbelieved": [{ "title": "Droits", "sha256": "00", "reason": reason }],
            "differing": [{ "what": "", "author": "", "own": false, "reason": reason }],
            "problem": problem(&Problem::error("sync.revoked", "")),
        });
        assert_eq!(
            told(changes, Some(0)),
            [
                "sync.revoked",
                codes::SYNC_DISBELIEVED,
                codes::SYNC_DIFFERING,
                codes::SYNC_REFUSED
            ]
        );
    }

    #[test]
    fn what_passes_by_itself_is_told_only_when_it_lasts() {
        let away = || json!({ "problem": problem(&Problem::warning("sync.unreachable", "")) });
        assert_eq!(told(away(), Some(6)), [""; 0]);
        assert_eq!(told(away(), None), [""; 0]);
        assert_eq!(told(away(), Some(7)), [codes::SYNC_SILENT]);
        assert_eq!(told(json!({}), Some(7)), [codes::SYNC_SILENT]);
        let certificate = || json!({ "problem": problem(&Problem::error(CERTIFICATE, "")) });
        assert_eq!(told(certificate(), Some(0)), [""; 0]);
        assert_eq!(told(certificate(), Some(2)), [CERTIFICATE]);
        // A version too old does not pass, whatever the days.
        let old = json!({ "problem": problem(&Problem::error("sync.protocol", "")) });
        assert_eq!(told(old, Some(0)), ["sync.protocol"]);
    }

    #[test]
    fn a_notebook_that_is_well_says_nothing() {
        assert_eq!(told(json!({}), Some(0)), [""; 0]);
    }
}
