//! `carnet grid check`.

use observation::grid::{Walk, check};
use observation::problem::Problem;

use super::Verdict;

/// Whether `bytes` are a grid of this format, with all that is wrong.
#[must_use]
pub fn check_grid(bytes: &[u8]) -> Verdict {
    let (file, problems) = check(bytes);
    let accepted = file.is_some() && !problems.iter().any(Problem::is_error);
    let verdict = Verdict::new(accepted, &problems);
    let Some(file) = file else { return verdict };
    let grid = file.grid();
    verdict
        .with("code", grid.code.clone())
        .with("version", grid.version.clone())
        .with("sha256", file.sha256().to_string())
        .with("items", Walk::of(grid).places().len())
        .with("indicators", grid.indicators.len())
}
