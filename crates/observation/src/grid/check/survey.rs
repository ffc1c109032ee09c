//! The items and groups of a grid, each with its place in the file.

use std::collections::BTreeMap;

use super::DEEPEST;
use super::findings::Findings;
use super::part::inside;
use crate::expression::Expression;
use crate::grid::{Grid, Item, Node, codes};
use crate::problem::Problem;
use crate::text::Text;

/// An item and what surrounds it.
pub(super) struct PlacedItem<'g> {
    pub(super) at: String,
    pub(super) item: &'g Item,
    /// The place of the innermost repeat that holds it, if any.
    pub(super) repeat: Option<String>,
    /// When it counts, each condition with its place: those of its groups, then its own.
    pub(super) conditions: Vec<(String, &'g Expression)>,
}

impl PlacedItem<'_> {
    /// A problem of severity error at member `name` of the item, whose code it gives.
    pub(super) fn error(&self, code: &str, name: &str) -> Problem {
        Problem::error(code, inside(&self.at, name)).with("item", &self.item.code)
    }
}

/// A group or a repeat.
pub(super) struct PlacedGroup<'g> {
    pub(super) at: String,
    pub(super) code: &'g str,
    pub(super) label: &'g Text,
    pub(super) outermost: bool,
    /// Whether it is itself a repeat, or stands in one: the place of the innermost.
    pub(super) repeat: Option<String>,
    /// Its own expressions with their places: when it counts, how often it is repeated.
    pub(super) expressions: Vec<(String, &'g Expression)>,
}

/// All items and groups of a grid, in the order of the page.
#[derive(Default)]
pub(super) struct Survey<'g> {
    pub(super) items: Vec<PlacedItem<'g>>,
    pub(super) groups: Vec<PlacedGroup<'g>>,
    ranks: BTreeMap<&'g str, usize>,
}

#[derive(Clone, Default)]
struct Around<'g> {
    depth: usize,
    repeat: Option<String>,
    conditions: Vec<(String, &'g Expression)>,
}

impl<'g> Survey<'g> {
    /// The survey of `grid`; groups that nest too deeply are reported, and not entered.
    pub(super) fn of(grid: &'g Grid, findings: &mut Findings) -> Self {
        let mut survey = Self::default();
        survey.enter(&grid.content, "content", &Around::default(), findings);
        let codes = survey.items.iter().enumerate().rev();
        survey.ranks = codes
            .map(|(rank, placed)| (placed.item.code.as_str(), rank))
            .collect();
        survey
    }

    /// The item of this code: the first, where the code stands twice.
    pub(super) fn find(&self, code: &str) -> Option<&PlacedItem<'g>> {
        self.rank(code).map(|rank| &self.items[rank])
    }

    /// The rank in `items` of the item of this code.
    pub(super) fn rank(&self, code: &str) -> Option<usize> {
        self.ranks.get(code).copied()
    }

    fn enter(&mut self, nodes: &'g [Node], list_at: &str, around: &Around<'g>, findings: &mut Findings) {
        for (at, node) in findings.members(list_at, nodes) {
            match node {
                Node::Item(item) => self.place(item, at, around),
                Node::Group(_) | Node::Repeat(_) if around.depth == DEEPEST => {
                    findings.report(Problem::error(codes::TOO_DEEP, at).with("maximum", DEEPEST));
                }
                Node::Group(_) | Node::Repeat(_) => self.descend(node, at, around, findings),
            }
        }
    }

    fn place(&mut self, item: &'g Item, at: String, around: &Around<'g>) {
        let mut conditions = around.conditions.clone();
        conditions.extend(item.relevant.iter().map(|own| (inside(&at, "relevant"), own)));
        self.items.push(PlacedItem {
            at,
            item,
            repeat: around.repeat.clone(),
            conditions,
        });
    }

    fn descend(&mut self, node: &'g Node, at: String, around: &Around<'g>, findings: &mut Findings) {
        let (code, label, relevant, count, content) = match node {
            Node::Group(group) => (&group.code, &group.label, &group.relevant, None, &group.content),
            Node::Repeat(repeat) => (
                &repeat.code,
                &repeat.label,
                &repeat.relevant,
                repeat.count.as_ref(),
                &repeat.content,
            ),
            Node::Item(_) => return,
        };
        let conditions: Vec<_> = relevant
            .iter()
            .map(|own| (inside(&at, "relevant"), own))
            .collect();
        let mut expressions = conditions.clone();
        expressions.extend(count.map(|count| (inside(&at, "count"), count)));
        self.groups.push(PlacedGroup {
            at: at.clone(),
            code,
            label,
            outermost: around.depth == 0,
            repeat: around.repeat.clone(),
            expressions,
        });
        let mut within = around.clone();
        within.depth += 1;
        within.conditions.extend(conditions);
        if matches!(node, Node::Repeat(_)) {
            within.repeat = Some(at.clone());
        }
        self.enter(content, &inside(&at, "content"), &within, findings);
    }
}
