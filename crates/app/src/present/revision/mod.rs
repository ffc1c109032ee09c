//! What changes from a sealed revision to its rectificatif, side by side and in words: one row for each thing a person calls one.

#[cfg(test)]
mod tests;
mod words;

pub(crate) use words::tag_words;

use std::collections::BTreeSet;

use observation::grid::Grid;
use observation::visit::{self, VisitDocument};

use crate::views::DifferenceView;
use words::Side;

/// What one row tells of. Identifiers and items are named as differences name them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// A member of the document, told whole.
    Member(String),
    /// A séance, without its answers.
    Seance(String),
    /// An answer: the séance, none for the visit, and the item.
    Answer(Option<String>, String),
    /// A paragraph of the running notebook.
    Note(String),
    /// What the entretien was about.
    Interview,
    /// A strength.
    Strength(String),
    /// A recommendation.
    Recommendation(String),
}

/// What changed from `before` to `after`, in the order in which a report tells it; what was taken away comes last.
#[must_use]
pub fn differences(before: &VisitDocument, after: &VisitDocument, grid: &Grid) -> Vec<DifferenceView> {
    let changed: BTreeSet<Part> = visit::differences(before, after)
        .iter()
        .map(|one| part_at(&one.at))
        .collect();
    let (before, after) = (Side::of(before, grid), Side::of(after, grid));
    let mut parts = after.parts();
    parts.extend(before.parts());
    let mut told = BTreeSet::new();
    parts.retain(|part| changed.contains(part) && told.insert(part.clone()));
    let rows = parts.iter().map(|part| row(part, &before, &after));
    rows.filter(|row| row.before != row.after).collect()
}

fn row(part: &Part, before: &Side<'_>, after: &Side<'_>) -> DifferenceView {
    let name = after.name(part).or_else(|| before.name(part));
    DifferenceView {
        what: name.unwrap_or_default(),
        before: before.words(part).unwrap_or_default(),
        after: after.words(part).unwrap_or_default(),
    }
}

/// The part of a document to which a place within it belongs.
fn part_at(at: &str) -> Part {
    let names: Vec<&str> = at.trim_start_matches('/').split('/').collect();
    let owned = |name: &&str| (*name).to_owned();
    match names.as_slice() {
        ["seances", id, "answers", item, ..] => Part::Answer(Some(owned(id)), owned(item)),
        ["seances", id, ..] => Part::Seance(owned(id)),
        ["answers", item, ..] => Part::Answer(None, owned(item)),
        ["notes", id, ..] => Part::Note(owned(id)),
        ["debrief", "interview"] => Part::Interview,
        ["debrief", "strengths", id, ..] => Part::Strength(owned(id)),
        ["debrief", "recommendations", id, ..] => Part::Recommendation(owned(id)),
        [name, ..] => Part::Member(owned(name)),
        [] => Part::Member(String::new()),
    }
}
