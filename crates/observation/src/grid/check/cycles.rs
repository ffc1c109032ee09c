//! Items that would have to be answered before themselves.

use std::collections::BTreeSet;

use super::findings::Findings;
use super::survey::{PlacedItem, Survey};
use crate::expression::Expression;
use crate::grid::codes;

/// Reports each item whose relevance or calculation depends on itself, through any number of others.
pub(super) fn check(survey: &Survey<'_>, findings: &mut Findings) {
    let mut reads: Vec<BTreeSet<usize>> = survey
        .items
        .iter()
        .map(|placed| read_by(survey, placed))
        .collect();
    let mut read_from = reversed(&reads);
    peel(&mut reads, &mut read_from);
    peel(&mut read_from, &mut reads);
    for (placed, left) in survey.items.iter().zip(&reads) {
        if !left.is_empty() {
            findings.report(placed.error(codes::CYCLE, "relevant"));
        }
    }
}

fn read_by(survey: &Survey<'_>, placed: &PlacedItem<'_>) -> BTreeSet<usize> {
    let conditions = placed.conditions.iter().map(|(_, condition)| *condition);
    let others = [&placed.item.calculation, &placed.item.choice_filter];
    let all = conditions.chain(others.into_iter().flatten());
    all.flat_map(items_of)
        .filter_map(|code| survey.rank(&code))
        .collect()
}

fn items_of(expression: &Expression) -> Vec<String> {
    let tree = expression.parse();
    tree.map(|tree| tree.items().into_iter().map(str::to_owned).collect())
        .unwrap_or_default()
}

fn reversed(edges: &[BTreeSet<usize>]) -> Vec<BTreeSet<usize>> {
    let mut reversed = vec![BTreeSet::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for target in targets {
            reversed[*target].insert(from);
        }
    }
    reversed
}

/// Takes away, again and again, each item from which nothing goes: what is left leads to a circle.
fn peel(going: &mut [BTreeSet<usize>], coming: &mut [BTreeSet<usize>]) {
    let mut ends: Vec<usize> = (0..going.len()).filter(|item| going[*item].is_empty()).collect();
    while let Some(end) = ends.pop() {
        for source in std::mem::take(&mut coming[end]) {
            going[source].remove(&end);
            if going[source].is_empty() {
                ends.push(source);
            }
        }
    }
}
