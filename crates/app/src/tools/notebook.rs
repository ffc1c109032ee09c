//! `carnet notebook check`.

use std::path::Path;

use super::Verdict;
use crate::problem::Fault;
use crate::session::opening;

/// Whether the notebook of `folder` opens by `passphrase`, and whether all that it holds is intact. Changes nothing in it.
///
/// # Errors
/// When the disk or the system fails.
pub fn check_notebook(folder: &Path, passphrase: &str) -> Result<Verdict, Fault> {
    match opening::check(folder, passphrase) {
        Err(error) => Verdict::of(error),
        Ok(checked) => {
            let accepted = !checked
                .problems
                .iter()
                .any(observation::problem::Problem::is_error);
            Ok(checked.counts.into_iter().fold(
                Verdict::new(accepted, &checked.problems),
                |verdict, (name, count)| verdict.with(name, count),
            ))
        }
    }
}
