//! The answers of many units, item by item, as conditions read them: a value, or none.

use std::collections::BTreeMap;

use crate::facts::{FactValue, SampleCount};
use crate::grid::Scope;
use crate::packed::{Layout, Shape};

/// The answers of one scope.
#[derive(Debug, Default)]
pub(super) struct Columns {
    items: BTreeMap<String, Column>,
    rows: usize,
}

/// The answers to one item, row by row; `None` for unanswered, « non observé », « sans objet » and not relevant alike.
#[derive(Debug)]
pub(super) enum Column {
    /// One of these values, by its rank.
    One {
        values: Vec<FactValue>,
        rows: Vec<Option<u16>>,
    },
    /// Any of these codes at once, by their ranks.
    Any {
        codes: Vec<String>,
        rows: Vec<Option<Box<[u16]>>>,
    },
    /// A number.
    Number(Vec<Option<i64>>),
}

impl Columns {
    /// Those of `rows`, by the items of `layout`. What does not fit it (a value that a recoding left alone) is no value.
    pub(super) fn of(layout: &Layout, scope: Scope, rows: &[&BTreeMap<String, FactValue>]) -> Self {
        let items = layout.items(scope).iter();
        let empty = items.map(|item| (item.code.clone(), Column::with_capacity(&item.shape, rows.len())));
        let mut items: BTreeMap<String, Column> = empty.collect();
        for row in rows {
            // Both stand in the order of their codes.
            let mut answers = row.iter().peekable();
            for (code, column) in &mut items {
                while answers.next_if(|(other, _)| *other < code).is_some() {}
                let own = answers.next_if(|(other, _)| *other == code);
                column.push(own.map(|(_, answer)| answer));
            }
        }
        Self {
            items,
            rows: rows.len(),
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The answers to an item; none where the grid has no such fact.
    pub(super) fn item(&self, code: &str) -> Option<&Column> {
        self.items.get(code)
    }
}

impl Column {
    fn with_capacity(shape: &Shape, rows: usize) -> Self {
        match shape {
            Shape::One(values) => Self::One {
                values: values.clone(),
                rows: Vec::with_capacity(rows),
            },
            Shape::Any(codes) => Self::Any {
                codes: codes.clone(),
                rows: Vec::with_capacity(rows),
            },
            Shape::Number { .. } => Self::Number(Vec::with_capacity(rows)),
        }
    }

    fn push(&mut self, answer: Option<&FactValue>) {
        match self {
            Self::One { values, rows } => rows.push(answer.and_then(|answer| rank_of(values, answer))),
            Self::Any { codes, rows } => rows.push(answer.and_then(|answer| ranks_of(codes, answer))),
            Self::Number(rows) => rows.push(answer.and_then(number_of)),
        }
    }

    /// Whether the row has a value.
    pub(super) fn has_value(&self, row: usize) -> bool {
        match self {
            Self::One { rows, .. } => rows[row].is_some(),
            Self::Any { rows, .. } => rows[row].is_some(),
            Self::Number(rows) => rows[row].is_some(),
        }
    }

    /// The level or number of the row.
    pub(super) fn number(&self, row: usize) -> Option<i64> {
        match self {
            Self::One { values, rows } => match values[usize::from(rows[row]?)] {
                FactValue::Level(level) => Some(i64::from(level)),
                _ => None,
            },
            Self::Any { .. } => None,
            Self::Number(rows) => rows[row],
        }
    }

    /// The codes of the values that it can take, in the grid's order; none of a number.
    pub(super) fn codes(&self) -> Vec<String> {
        match self {
            Self::One { values, .. } => values.iter().map(code_of).collect(),
            Self::Any { codes, .. } => codes.clone(),
            Self::Number(_) => Vec::new(),
        }
    }

    /// For each row with a value, whether it holds one of the values marked in `wanted`, by rank.
    pub(super) fn holds(&self, wanted: &[bool], row: usize) -> Option<bool> {
        match self {
            Self::One { rows, .. } => rows[row].map(|rank| wanted[usize::from(rank)]),
            Self::Any { rows, .. } => {
                let ranks = rows[row].as_ref()?;
                Some(ranks.iter().any(|rank| wanted[usize::from(*rank)]))
            }
            Self::Number(_) => None,
        }
    }
}

/// A value as conditions name it: yes and no are `oui` and `non`, a level its number.
pub(super) fn code_of(value: &FactValue) -> String {
    match value {
        FactValue::Choice(code) => code.clone(),
        FactValue::YesNo(true) => "oui".to_owned(),
        FactValue::YesNo(false) => "non".to_owned(),
        FactValue::Level(level) => level.to_string(),
        _ => String::new(),
    }
}

fn rank_of(values: &[FactValue], answer: &FactValue) -> Option<u16> {
    let rank = values.iter().position(|value| value == answer)?;
    u16::try_from(rank).ok()
}

fn ranks_of(codes: &[String], answer: &FactValue) -> Option<Box<[u16]>> {
    let chosen = match answer {
        FactValue::Choices(chosen) => chosen.as_slice(),
        FactValue::Choice(chosen) => std::slice::from_ref(chosen),
        _ => return None,
    };
    let rank = |code: &String| {
        let rank = codes.iter().position(|known| known == code)?;
        u16::try_from(rank).ok()
    };
    Some(chosen.iter().filter_map(rank).collect())
}

fn number_of(answer: &FactValue) -> Option<i64> {
    match answer {
        FactValue::Number(number) => Some(*number),
        _ => None,
    }
}

/// The timeline's samples of many lessons: each combination of codes once, and how often each lesson had it.
#[derive(Debug, Default)]
pub(super) struct Samples {
    pub(super) combinations: Vec<BTreeMap<String, Vec<String>>>,
    pub(super) rows: Vec<Vec<(usize, u32)>>,
}

impl Samples {
    pub(super) fn of<'v>(seances: impl Iterator<Item = &'v [SampleCount]>) -> Self {
        let mut known: BTreeMap<&BTreeMap<String, Vec<String>>, usize> = BTreeMap::new();
        let mut samples = Self::default();
        for counts in seances {
            let row = counts.iter().map(|sample| {
                let rank = *known.entry(&sample.codes).or_insert_with(|| {
                    samples.combinations.push(sample.codes.clone());
                    samples.combinations.len() - 1
                });
                (rank, sample.count)
            });
            let row = row.collect();
            samples.rows.push(row);
        }
        samples
    }
}
