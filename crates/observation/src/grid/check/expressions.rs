//! Expressions that can be read, and that read what is within their reach.

use super::findings::Findings;
use super::part::inside;
use super::survey::{PlacedItem, Survey};
use crate::expression::{Expression, ExpressionError, LONGEST, NESTED_DEEPEST, Tree};
use crate::grid::{Answer, ChoiceSource, Grid, Scope, codes};
use crate::problem::Problem;

/// Where an expression stands, and what it may read from there.
struct Reader<'r> {
    at: String,
    /// Whether `.` means something here.
    has_itself: bool,
    /// The scope of the item; none for a group, whose items each have theirs.
    scope: Option<Scope>,
    repeat: &'r Option<String>,
}

/// Checks every expression of the grid.
pub(super) fn check(grid: &Grid, survey: &Survey<'_>, findings: &mut Findings) {
    for group in &survey.groups {
        for (at, expression) in &group.expressions {
            let reader = Reader {
                at: at.clone(),
                has_itself: false,
                scope: None,
                repeat: &group.repeat,
            };
            one(grid, survey, &reader, expression, findings);
        }
    }
    for placed in &survey.items {
        of_item(grid, survey, placed, findings);
        group_conditions(survey, placed, findings);
    }
}

fn of_item(grid: &Grid, survey: &Survey<'_>, placed: &PlacedItem<'_>, findings: &mut Findings) {
    let item = placed.item;
    let given = [
        ("relevant", &item.relevant),
        ("required", &item.required),
        ("constraint", &item.constraint),
        ("frameworks_when", &item.frameworks_when),
        ("calculation", &item.calculation),
        ("default_value", &item.default_value),
        ("choice_filter", &item.choice_filter),
    ];
    for (name, expression) in given {
        let Some(expression) = expression else { continue };
        let reader = Reader {
            at: inside(&placed.at, name),
            has_itself: matches!(name, "constraint" | "frameworks_when"),
            scope: Some(item.scope),
            repeat: &placed.repeat,
        };
        one(grid, survey, &reader, expression, findings);
    }
}

/// The condition of a group binds each item in it: an item of the visit cannot depend on one of the séances there either.
fn group_conditions(survey: &Survey<'_>, placed: &PlacedItem<'_>, findings: &mut Findings) {
    for (at, expression) in &placed.conditions {
        let reader = Reader {
            at: at.clone(),
            has_itself: true,
            scope: Some(placed.item.scope),
            repeat: &placed.repeat,
        };
        let read = expression
            .parse()
            .map(|tree| tree.items().into_iter().map(str::to_owned).collect::<Vec<_>>());
        for code in read.unwrap_or_default() {
            survey
                .find(&code)
                .iter()
                .for_each(|item| reach(&reader, item, findings));
        }
    }
}

fn one(
    grid: &Grid,
    survey: &Survey<'_>,
    reader: &Reader<'_>,
    expression: &Expression,
    findings: &mut Findings,
) {
    let tree = match expression.parse() {
        Ok(tree) => tree,
        Err(error) => return findings.report(unreadable(reader.at.clone(), &expression.0, error)),
    };
    if !reader.has_itself && tree.reads_itself() {
        findings.report(Problem::error(codes::EXPRESSION_ITSELF, reader.at.clone()));
    }
    for code in tree.items() {
        match survey.find(code) {
            Some(item) => reach(reader, item, findings),
            None if findings.is_lost(code) => {}
            None => {
                findings.report(Problem::error(codes::ITEM_UNKNOWN, reader.at.clone()).with("item", code))
            }
        }
    }
    values(grid, survey, reader, &tree, findings);
}

fn unreadable(at: String, source: &str, error: ExpressionError) -> Problem {
    match error {
        ExpressionError::Word(offset) => {
            let before = source.get(..offset).map_or(0, |before| before.chars().count());
            Problem::error(codes::EXPRESSION_WORD, at).with("position", before + 1)
        }
        ExpressionError::Unexpected(word) => {
            Problem::error(codes::EXPRESSION_UNEXPECTED, at).with("mot", word)
        }
        ExpressionError::Unfinished => Problem::error(codes::EXPRESSION_UNFINISHED, at),
        ExpressionError::Function(name) => {
            Problem::error(codes::EXPRESSION_FUNCTION, at).with("fonction", name)
        }
        ExpressionError::Arguments {
            name,
            expected,
            given,
        } => {
            let problem = Problem::error(codes::EXPRESSION_ARGUMENTS, at).with("fonction", name);
            problem.with("attendus", expected).with("donnes", given)
        }
        ExpressionError::TooDeep => {
            Problem::error(codes::EXPRESSION_TOO_DEEP, at).with("maximum", NESTED_DEEPEST)
        }
        ExpressionError::TooLong => Problem::error(codes::EXPRESSION_TOO_LONG, at).with("maximum", LONGEST),
    }
}

/// An item of the visit cannot read one of the séances, nor can anything read into a repeat from outside it: which one would it be?
fn reach(reader: &Reader<'_>, read: &PlacedItem<'_>, findings: &mut Findings) {
    let too_low = reader.scope == Some(Scope::Visit) && read.item.scope == Scope::Seance;
    let outside = read.repeat.as_ref().is_some_and(|repeat| {
        let own = reader.repeat.as_deref().unwrap_or_default();
        own != repeat && !own.starts_with(&format!("{repeat}."))
    });
    if too_low || outside {
        let code = if too_low {
            codes::EXPRESSION_SCOPE
        } else {
            codes::EXPRESSION_REPEAT
        };
        findings.report(Problem::error(code, reader.at.clone()).with("item", &read.item.code));
    }
}

fn values(grid: &Grid, survey: &Survey<'_>, reader: &Reader<'_>, tree: &Tree, findings: &mut Findings) {
    for (code, value) in tree.compared_texts() {
        let Some(placed) = survey.find(code) else { continue };
        if !value.is_empty() && !can_take(grid, placed, value, findings) {
            let problem = Problem::error(codes::VALUE_UNKNOWN, reader.at.clone());
            findings.report(problem.with("item", code).with("valeur", value));
        }
    }
}

/// Whether the answer to an item can be this code; true where it is not a code.
pub(super) fn can_take(grid: &Grid, placed: &PlacedItem<'_>, value: &str, findings: &Findings) -> bool {
    match &placed.item.answer {
        Answer::YesNo => matches!(value, "oui" | "non"),
        Answer::Level { scale } => grid
            .scale(scale)
            .is_none_or(|scale| scale.levels.iter().any(|level| level.value.to_string() == value)),
        Answer::Single { choices, or_other } | Answer::Multiple { choices, or_other } => {
            let known = grid
                .choices_of(placed.item)
                .iter()
                .any(|choice| choice.code == value);
            let unreadable = match choices {
                ChoiceSource::External { .. } => true,
                ChoiceSource::List { list } => {
                    grid.choice_lists.iter().all(|declared| declared.code != *list)
                }
                ChoiceSource::Inline(_) => false,
            };
            known || *or_other || unreadable || findings.is_lost(value)
        }
        _ => true,
    }
}
