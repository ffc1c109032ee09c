//! What a check has found so far.

use std::collections::BTreeSet;

use crate::problem::Problem;

/// The problems found, and which parts could not be read.
#[derive(Debug, Default)]
pub(super) struct Findings {
    problems: Vec<Problem>,
    said: BTreeSet<Problem>,
    unreadable: BTreeSet<String>,
    dropped: BTreeSet<String>,
    lost: BTreeSet<String>,
}

impl Findings {
    /// Adds a problem, unless the place could not be read and was already said to be wrong, or the same was said.
    pub(super) fn report(&mut self, problem: Problem) {
        if !self.unreadable.contains(&problem.at) && self.said.insert(problem.clone()) {
            self.problems.push(problem);
        }
    }

    /// Adds a problem of shape: nothing more is said of the place `unreadable`.
    pub(super) fn misshapen(&mut self, problem: Problem, unreadable: String) {
        self.problems.push(problem);
        self.unreadable.insert(unreadable);
    }

    /// Notes that the list member at `at` was left out, with its code where it had one.
    pub(super) fn drop_member(&mut self, at: String, code: Option<&str>) {
        self.dropped.insert(at);
        self.lost.extend(code.map(str::to_owned));
    }

    /// Whether a part of this code was left out, so that whoever names it is not to blame.
    pub(super) fn is_lost(&self, code: &str) -> bool {
        self.lost.contains(code)
    }

    /// The members of a list that was read, each with its place in the file: members left out count.
    pub(super) fn members<'m, T>(&self, list_at: &str, members: &'m [T]) -> Vec<(String, &'m T)> {
        let places = (0..).map(|index| format!("{list_at}[{index}]"));
        places
            .filter(|at| !self.dropped.contains(at))
            .zip(members)
            .collect()
    }

    /// Whether one of the problems is an error.
    pub(super) fn refused(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// The problems, in the order in which they were found.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}
