//! What was seen of a teacher's lessons from visit to visit, item by item and in words.

use std::sync::Arc;

use notebook::VisitRow;
use observation::grid::{Grid, GridFile, Walk};
use observation::visit::{Seen, VisitDocument, over_time as seen_over_time};
use reports::visit_report::answer_in_words;
use uuid::Uuid;

use crate::problem::Outcome;
use crate::session::Open;
use crate::views::{OverTimeView, SeenView};

/// Each item that at least two sealed visits among `rows` speak of, in the order of the grid of the last one.
pub(super) fn over_time(open: &Open, rows: &[VisitRow], ids: &[Uuid]) -> Outcome<Vec<OverTimeView>> {
    let mut documents: Vec<VisitDocument> = Vec::new();
    for row in rows {
        documents.extend(open.sealed(row.plan.id)?.map(|(_, document)| document));
    }
    documents.sort_by_key(|document| document.date);
    let grids = documents.iter().map(|document| open.grid(document.grid.sha256));
    let mut grids: Vec<Arc<GridFile>> = grids.collect::<Outcome<_>>()?;
    let seen = seen_over_time(&documents, ids);
    grids.reverse();
    let mut told = Vec::new();
    let mut items: Vec<&str> = Vec::new();
    for grid in grids.iter().map(|file| file.grid()) {
        for place in Walk::of(grid).places() {
            let code = place.item.code.as_str();
            if let Some(all) = seen.get(code).filter(|_| !items.contains(&code)) {
                let label = place.item.label.in_language(&grid.language).to_owned();
                let steps = steps(open, all)?;
                items.push(place.item.code.as_str());
                told.push(OverTimeView { label, steps });
            }
        }
    }
    Ok(told)
}

fn steps(open: &Open, all: &[Seen<'_>]) -> Outcome<Vec<SeenView>> {
    let mut steps = Vec::new();
    for seen in all {
        let file = open.grid(seen.visit.grid.sha256)?;
        steps.extend(words(file.grid(), seen).map(|words| SeenView {
            date: seen.visit.date.to_string(),
            lesson: lesson(seen),
            words,
        }));
    }
    Ok(steps)
}

fn words(grid: &Grid, seen: &Seen<'_>) -> Option<String> {
    let place = grid.find(&seen.answer.item)?;
    answer_in_words(grid, place.item, seen.answer)
}

/// « CE1, CE2, français ».
fn lesson(seen: &Seen<'_>) -> String {
    let Some(seance) = seen.seance else {
        return String::new();
    };
    let discipline = seance.discipline.iter().map(|one| one.label.clone());
    seance
        .levels
        .iter()
        .cloned()
        .chain(discipline)
        .collect::<Vec<_>>()
        .join(", ")
}
