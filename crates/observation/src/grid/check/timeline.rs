//! The lesson's timeline: an interval of 1 to 5 minutes, tracks of codes.

use super::findings::Findings;
use super::names::{text, unique_codes};
use super::part::inside;
use crate::grid::timeline::Track;
use crate::grid::{Grid, codes};
use crate::problem::Problem;

/// Checks the timeline, where the grid has one.
pub(super) fn check(grid: &Grid, findings: &mut Findings) {
    let Some(timeline) = &grid.timeline else { return };
    if !(1..=5).contains(&timeline.interval_minutes) {
        let problem = Problem::error(codes::TIMELINE_INTERVAL, "timeline.interval_minutes");
        findings.report(problem.with("minutes", timeline.interval_minutes));
    }
    let tracks = findings.members("timeline.tracks", &timeline.tracks);
    if tracks.is_empty() {
        findings.report(Problem::error(codes::TIMELINE_EMPTY, "timeline.tracks"));
    }
    unique_codes(
        tracks.iter().map(|(at, track)| (at.clone(), track.code.as_str())),
        findings,
    );
    tracks
        .iter()
        .for_each(|(at, track)| codes_of(grid, at, track, findings));
}

fn codes_of(grid: &Grid, at: &str, track: &Track, findings: &mut Findings) {
    text(grid, &inside(at, "label"), &track.label, findings);
    let list_at = inside(at, "codes");
    let noted = findings.members(&list_at, &track.codes);
    if noted.is_empty() {
        findings.report(Problem::error(codes::TIMELINE_EMPTY, list_at));
    }
    unique_codes(
        noted.iter().map(|(at, code)| (at.clone(), code.code.as_str())),
        findings,
    );
    for (at, code) in noted {
        text(grid, &inside(&at, "label"), &code.label, findings);
        code.look_for
            .iter()
            .for_each(|told| text(grid, &inside(&at, "look_for"), told, findings));
    }
}
