//! `carnet grid check`, `carnet grid print`.

use observation::grid::{Walk, check};
use observation::instant::Instant;
use observation::problem::Problem;
use reports::paper::BlankGrid;

use super::{ReportFile, Verdict, looks};
use crate::problem::{Fault, codes};

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

/// The grid in `bytes` to fill in by hand, as a PDF made at `made_at`; what is wrong where they are no grid.
///
/// # Errors
/// When the PDF cannot be made.
pub fn blank_grid(bytes: &[u8], made_at: Instant) -> Result<Result<ReportFile, Verdict>, Fault> {
    let verdict = check_grid(bytes);
    let (Some(file), true) = (check(bytes).0, verdict.accepted) else {
        return Ok(Err(verdict));
    };
    let grid = file.grid();
    let blank = BlankGrid {
        grid,
        minutes: None,
        visit: None,
        made_at,
    };
    let printed = reports::render(&blank.compose());
    let printed = printed.map_err(|error| Fault::Below(error.problem()))?;
    Ok(Ok(ReportFile {
        name: format!("{}.pdf", grid.code),
        bytes: printed.bytes,
        warnings: printed.warnings,
    }))
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
