//! An invitation as a form asks for it: everything that is wrong with it, at once.

use chrono::NaiveDate;
use observation::problem::Problem;
use observation::uai::Uai;
use sync_protocol::trust::{Role, Scope};

use super::KeeperWork;
use crate::present::date;
use crate::problem::{AppError, Outcome, codes};
use crate::views::InviteRequest;

/// What the keeper asks for.
///
/// # Errors
/// When nobody is named, it holds nowhere, or a day cannot be read or is over.
pub(super) fn asked(request: &InviteRequest, today: NaiveDate) -> Outcome<KeeperWork> {
    let mut problems = Vec::new();
    if request.person.trim().is_empty() {
        problems.push(Problem::error(codes::BLANK, "Pour qui"));
    }
    let role = Role::named(&request.role);
    if role.is_none() {
        problems.push(Problem::error(codes::BLANK, "Rôle"));
    }
    let scopes = scopes(request, &mut problems);
    if scopes.is_empty() {
        problems.push(Problem::error(codes::BLANK, "Portée"));
    }
    let mut day = |text: &str, at: &str| match date(text, at) {
        Ok(day) if day < today => {
            problems.push(Problem::error(codes::DAY_OVER, at));
            None
        }
        Ok(day) => Some(day),
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    let expires = day(&request.expires, "À prendre au plus tard le");
    let until = match request.until.as_str() {
        "" => None,
        text => day(text, "Fin du rôle"),
    };
    match (role, expires, problems.is_empty()) {
        (Some(role), Some(expires), true) => Ok(KeeperWork::Invite {
            person: request.person.trim().to_owned(),
            role,
            scopes,
            until,
            expires,
        }),
        _ => Err(AppError::Refused(problems)),
    }
}

/// Sorted, each once, as a grant holds them.
fn scopes(request: &InviteRequest, problems: &mut Vec<Problem>) -> Vec<Scope> {
    let mut scopes = Vec::new();
    if request.whole_academie {
        scopes.push(Scope::Academie);
    }
    for code in &request.circonscriptions {
        match code.parse::<Uai>() {
            Ok(uai) => scopes.push(Scope::Circonscription(uai)),
            Err(_) => problems.push(Problem::error(codes::SCHOOL_UNKNOWN, code)),
        }
    }
    scopes.extend(request.disciplines.iter().cloned().map(Scope::Discipline));
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}
