//! `carnet grid check`.

use observation::grid::{Walk, check};
use observation::problem::Problem;

use super::{Verdict, looks};
use crate::problem::codes;

/// Whether `bytes` are a grid of this format, with all that is wrong.
#[must_use]
pub fn check_grid(bytes: &[u8]) -> Verdict {
    let (file, problems) = check(bytes);
    let Some(file) = file else {
        return refused(bytes, &problems);
    };
    let accepted = !problems.iter().any(Problem::is_error);
    let grid = file.grid();
    Verdict::new(accepted, &problems)
        .with("code", grid.code.clone())
        .with("version", grid.version.clone())
        .with("sha256", file.sha256().to_string())
        .with("items", Walk::of(grid).places().len())
        .with("indicators", grid.indicators.len())
}

/// What is wrong, or in one sentence what was given in place of a grid.
fn refused(bytes: &[u8], problems: &[Problem]) -> Verdict {
    match looks::like(bytes) {
        None | Some(codes::LOOKS_GRID) => Verdict::new(false, problems),
        Some(other) => {
            let problem = Problem::error(codes::NOT_A_GRID, "").with("cause", other);
            Verdict::new(false, [&problem])
        }
    }
}
