//! `carnet notebook check`.

use std::path::Path;

use super::Verdict;
use crate::session::opening;

/// Whether the notebook of `folder` opens by `passphrase`, and whether all that it holds is intact. Changes nothing in it.
#[must_use]
pub fn check_notebook(folder: &Path, passphrase: &str) -> Verdict {
    match opening::check(folder, passphrase) {
        Err(problems) => Verdict::new(false, &problems),
        Ok(checked) => {
            let accepted = !checked
                .problems
                .iter()
                .any(observation::problem::Problem::is_error);
            checked.counts.into_iter().fold(
                Verdict::new(accepted, &checked.problems),
                |verdict, (name, count)| verdict.with(name, count),
            )
        }
    }
}
