//! What a release is asked to be, and what may be asked.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use observation::problem::Problem;
use observation::release::{Order, Published, Rules, Window, Withdrawn, complete_years};
use reports::release_report::label;

use crate::problem::{AppError, Outcome, codes};
use crate::views::{PrepareReleaseRequest, WithdrawableView};

/// How many school years back blocks of three may begin: facts are kept for no longer.
const BACK: i32 = 3;

/// What is asked for, all that is wrong with it at once.
pub(super) fn order(request: &PrepareReleaseRequest) -> Outcome<Order> {
    let rules = Rules {
        teachers: request.teachers,
    };
    let reason = Some(request.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let mut problems = Vec::new();
    let mut wrong = |code: &'static str, at: &str| {
        problems.push(Problem::error(code, at));
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

/// The school years in which blocks may begin: those of which facts may be kept still.
pub(super) fn anchors(today: NaiveDate) -> Vec<String> {
    let present = today.year() - i32::from(today.month() < 9);
    let years = (present - BACK..=present).map(|year| format!("{year}-{}", year + 1));
    let mut anchors: Vec<String> = years
        .filter(|anchor| complete_years(anchor, today).is_some_and(|years| !years.is_empty()))
        .collect();
    // Three years back first: the block that is complete already.
    anchors.sort_by_key(|anchor| complete_years(anchor, today).map_or(0, |years| years.len().abs_diff(3)));
    anchors
}

/// What stands and may be withdrawn.
pub(super) fn withdrawable(published: &Published) -> Vec<WithdrawableView> {
    let stand = published.standing().iter().filter(|(_, figure)| figure.shows());
    let keys: BTreeSet<(String, String, Window)> = stand
        .map(|(key, _)| {
            let window = key.cell.window.clone();
            (key.grid_code.clone(), key.indicator.clone(), window)
        })
        .collect();
    let named = |grid: &str, code: &str| {
        let known = published.indicator(grid, code);
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
