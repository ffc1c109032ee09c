//! What a review finds, for a page.

use observation::visit::{Finding, Spot};

use crate::views::{FindingView, ProblemView, SpotView};

/// A finding as a page shows it.
#[must_use]
pub fn finding(finding: Finding) -> FindingView {
    FindingView {
        problem: ProblemView::from(&finding.problem),
        spots: finding.spots.into_iter().map(spot).collect(),
    }
}

fn spot(spot: Spot) -> SpotView {
    match spot {
        Spot::Plan => SpotView::Plan,
        Spot::Debrief => SpotView::Debrief,
        Spot::Item { seance, item, label } => SpotView::Item {
            seance: seance.map(|id| id.to_string()),
            item,
            label,
        },
        Spot::Note { seance, id } => SpotView::Note {
            seance: seance.map(|id| id.to_string()),
            note: id.to_string(),
        },
    }
}
