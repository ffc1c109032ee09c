//! The course of a report once it is sealed: handed over, answered, remarked on, closed. Nothing is skipped, and a day
//! entered afterwards is seen to be so.

use chrono::NaiveDate;
use uuid::Uuid;

use super::document::{Subject, VisitDocument};
use super::recipients::director_among;
use super::state::{Happening, StateDocument};
use crate::canonical::Sha256;
use crate::problem::Problem;

/// The problems of what one says happened to a report.
pub mod codes {
    crate::problem_codes! {
        /// The report was handed over already; `on`.
        ALREADY_COMMUNICATED = "state.already_communicated";
        /// The report was not handed over yet.
        NOT_COMMUNICATED = "state.not_communicated";
        /// A day before the report was sealed; `on`, `sealed_on`.
        BEFORE_SEAL = "state.before_seal";
        /// A day that has not come; `on`.
        FUTURE = "state.future";
        /// A day before that of the handing over; `on`, `communicated_on`.
        BEFORE_COMMUNICATION = "state.before_communication";
        /// A delay that ends before the handing over; `due`, `on`.
        DUE = "state.due";
        /// Nobody is said to receive the report.
        RECIPIENTS = "state.recipients";
        /// The director of a public école among those who receive the report on a teacher; `recipient`.
        DIRECTOR = "state.director";
        /// A reply without words and without file.
        REPLY_EMPTY = "state.reply_empty";
        /// A remark without words.
        REMARK_EMPTY = "state.remark_empty";
        /// A remark where nothing was replied.
        NO_REPLY = "state.no_reply";
        /// Closed before the delay ended, without a reason; `due`.
        CLOSING_REASON = "state.closing_reason";
        /// Closed already; `on`.
        ALREADY_CLOSED = "state.already_closed";
    }
}

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Sealed, and not handed over.
    ToHandOver,
    /// Handed over; a reply may come, until this day where there is one.
    AwaitingReply(Option<NaiveDate>),
    /// The delay is over, and nothing was replied.
    DelayOver(NaiveDate),
    /// The teacher replied.
    Replied,
    /// Nothing more is awaited.
    Closed,
}

/// What happened to one revision, for one teacher or for the school, in the order in which it was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course<'s> {
    happened: Vec<&'s StateDocument>,
}

impl<'s> Course<'s> {
    /// The course of `revision` for `teacher`; none for all whom the visit observed, or a school.
    #[must_use]
    pub fn of(states: &'s [StateDocument], revision: Sha256, teacher: Option<Uuid>) -> Self {
        let concerns = |state: &&StateDocument| {
            state.revision == revision && (state.teacher.is_none() || state.teacher == teacher)
        };
        Self {
            happened: states.iter().filter(concerns).collect(),
        }
    }

    /// What happened, in order.
    #[must_use]
    pub fn happened(&self) -> &[&'s StateDocument] {
        &self.happened
    }

    /// The handing over; none before.
    #[must_use]
    pub fn communicated(&self) -> Option<&'s StateDocument> {
        self.first(|happening| matches!(happening, Happening::Communicated { .. }))
    }

    /// Until when a reply is awaited; none before the handing over, or without delay.
    #[must_use]
    pub fn reply_due(&self) -> Option<NaiveDate> {
        match self.communicated()?.happened {
            Happening::Communicated { reply_due, .. } => reply_due,
            _ => None,
        }
    }

    /// Where the report stands on the day `today`.
    #[must_use]
    pub fn stage(&self, today: NaiveDate) -> Stage {
        let last = |one: fn(&Happening) -> bool| self.happened.iter().rposition(|state| one(&state.happened));
        let (replied, closed) = (last(is_reply), last(is_closed));
        match (self.communicated(), replied, closed) {
            (None, ..) => Stage::ToHandOver,
            // A reply that came late opens it again.
            (_, Some(replied), Some(closed)) if replied > closed => Stage::Replied,
            (_, _, Some(_)) => Stage::Closed,
            (_, Some(_), None) => Stage::Replied,
            (_, None, None) => match self.reply_due() {
                Some(due) if due < today => Stage::DelayOver(due),
                due => Stage::AwaitingReply(due),
            },
        }
    }

    /// What is wrong with saying, on `today`, that this happened on the day `on` to a revision sealed on `sealed_on`; all at
    /// once, nothing where it may be said.
    #[must_use]
    pub fn objections(
        &self,
        happening: &Happening,
        on: NaiveDate,
        sealed_on: NaiveDate,
        today: NaiveDate,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        if on > today {
            problems.push(problem(codes::FUTURE).with("on", day(on)));
        }
        if on < sealed_on {
            let early = problem(codes::BEFORE_SEAL).with("on", day(on));
            problems.push(early.with("sealed_on", day(sealed_on)));
        }
        problems.extend(self.order(happening, on));
        problems.extend(self.content(happening, on, today));
        problems
    }

    /// What is wrong with its place among what happened.
    fn order(&self, happening: &Happening, on: NaiveDate) -> Vec<Problem> {
        let Some(communicated) = self.communicated() else {
            let is_first = matches!(happening, Happening::Communicated { .. }) || is_of_the_law(happening);
            return if is_first {
                Vec::new()
            } else {
                vec![problem(codes::NOT_COMMUNICATED)]
            };
        };
        let mut problems = Vec::new();
        if matches!(happening, Happening::Communicated { .. }) {
            let again = problem(codes::ALREADY_COMMUNICATED);
            return vec![again.with("on", day(communicated.on))];
        }
        if on < communicated.on {
            let early = problem(codes::BEFORE_COMMUNICATION).with("on", day(on));
            problems.push(early.with("communicated_on", day(communicated.on)));
        }
        let is_over = self.happened.last().filter(|last| is_closed(&last.happened));
        if let (Some(last), true) = (is_over, is_closed(happening)) {
            problems.push(problem(codes::ALREADY_CLOSED).with("on", day(last.on)));
        }
        if matches!(happening, Happening::Remark { .. }) && self.first(is_reply).is_none() {
            problems.push(problem(codes::NO_REPLY));
        }
        problems
    }

    /// What is missing from it.
    fn content(&self, happening: &Happening, on: NaiveDate, today: NaiveDate) -> Vec<Problem> {
        let blank = |text: &str| text.trim().is_empty();
        match happening {
            Happening::Communicated {
                recipients,
                reply_due,
                ..
            } => {
                let nobody = recipients.iter().all(|one| blank(one));
                let nobody = nobody.then(|| problem(codes::RECIPIENTS));
                let late = reply_due.filter(|due| *due < on).map(|due| {
                    let late = problem(codes::DUE).with("due", day(due));
                    late.with("on", day(on))
                });
                nobody.into_iter().chain(late).collect()
            }
            Happening::Reply { text, file: None } if blank(text) => vec![problem(codes::REPLY_EMPTY)],
            Happening::Remark { text } if blank(text) => vec![problem(codes::REMARK_EMPTY)],
            Happening::Closed { reason } if blank(reason) => match self.stage(today) {
                Stage::AwaitingReply(Some(due)) => {
                    vec![problem(codes::CLOSING_REASON).with("due", day(due))]
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn first(&self, one: fn(&Happening) -> bool) -> Option<&'s StateDocument> {
        self.happened.iter().copied().find(|state| one(&state.happened))
    }
}

/// What is wrong with handing the report on `teacher` to `recipients`.
#[must_use]
pub fn kept_from(recipients: &[String], document: &VisitDocument, teacher: Option<Uuid>) -> Option<Problem> {
    let Subject::Teachers(observed) = &document.subject else {
        return None;
    };
    let concerned = observed
        .iter()
        .filter(|one| teacher.is_none_or(|id| one.id == id));
    let functions: Vec<&str> = concerned.map(|one| one.function.as_str()).collect();
    let found = director_among(recipients, &document.place, &functions)?;
    Some(problem(codes::DIRECTOR).with("recipient", found))
}

fn is_reply(happening: &Happening) -> bool {
    matches!(happening, Happening::Reply { .. })
}

fn is_closed(happening: &Happening) -> bool {
    matches!(happening, Happening::Closed { .. })
}

/// What a teacher may ask for at any moment.
fn is_of_the_law(happening: &Happening) -> bool {
    matches!(
        happening,
        Happening::Opposition { .. } | Happening::Limitation { .. } | Happening::Lifted { .. }
    )
}

fn problem(code: &str) -> Problem {
    Problem::error(code, "")
}

/// As a person writes it: 24/11/2026.
fn day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}
