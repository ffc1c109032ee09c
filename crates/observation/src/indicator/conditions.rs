//! Conditions over units and over samples, told in three values: yes, no, and what cannot be told.
//!
//! An item without a value leaves a condition untold unless the rest decides it: « a or b » is true where one is,
//! whatever the other (the strong logic of Kleene, *Introduction to Metamathematics*, 1952, § 64).

use std::collections::BTreeMap;

use super::columns::{Column, Columns};
use crate::grid::indicator::{Condition, SampleCondition};

/// For each row, whether it holds; `None` where it cannot be told.
pub(super) type Told = Vec<Option<bool>>;

/// Whether `condition` holds, row by row.
pub(super) fn tell(columns: &Columns, condition: &Condition) -> Told {
    let rows = columns.rows();
    let by_row = |item: &str, told: &dyn Fn(&Column, usize) -> Option<bool>| match columns.item(item) {
        Some(column) => (0..rows).map(|row| told(column, row)).collect(),
        None => vec![None; rows],
    };
    match condition {
        Condition::All(parts) => joined(rows, parts.iter().map(|part| tell(columns, part)), false),
        Condition::Any(parts) => joined(rows, parts.iter().map(|part| tell(columns, part)), true),
        Condition::Not(part) => tell(columns, part)
            .into_iter()
            .map(|told| told.map(|holds| !holds))
            .collect(),
        Condition::Is { item, any_of } => {
            let codes = columns.item(item).map(Column::codes).unwrap_or_default();
            let wanted: Vec<bool> = codes.iter().map(|code| any_of.contains(code)).collect();
            by_row(item, &|column, row| column.holds(&wanted, row))
        }
        Condition::AtLeast { item, value } => by_row(item, &|column, row| {
            column.number(row).map(|number| number >= i64::from(*value))
        }),
        Condition::AtMost { item, value } => by_row(item, &|column, row| {
            column.number(row).map(|number| number <= i64::from(*value))
        }),
        Condition::Answered { item } => by_row(item, &|column, row| Some(column.has_value(row))),
    }
}

/// The parts together: `decisive` in one of them decides; else what cannot be told in one of them cannot in all.
fn joined(rows: usize, parts: impl Iterator<Item = Told>, decisive: bool) -> Told {
    let mut joined = vec![Some(!decisive); rows];
    for part in parts {
        for (all, one) in joined.iter_mut().zip(part) {
            *all = match (*all, one) {
                (Some(told), _) | (_, Some(told)) if told == decisive => Some(decisive),
                (None, _) | (_, None) => None,
                (Some(_), Some(_)) => Some(!decisive),
            };
        }
    }
    joined
}

/// Whether `condition` holds of a sample with these codes: of a sample everything can be told.
pub(super) fn holds_of_sample(condition: &SampleCondition, codes: &BTreeMap<String, Vec<String>>) -> bool {
    match condition {
        SampleCondition::All(parts) => parts.iter().all(|part| holds_of_sample(part, codes)),
        SampleCondition::Any(parts) => parts.iter().any(|part| holds_of_sample(part, codes)),
        SampleCondition::Not(part) => !holds_of_sample(part, codes),
        SampleCondition::On { track, any_of } => codes
            .get(track)
            .is_some_and(|noted| noted.iter().any(|code| any_of.contains(code))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_decides_decides_whatever_the_rest() {
        let all = |parts: [Option<bool>; 2], decisive| {
            joined(1, parts.into_iter().map(|part| vec![part]), decisive)[0]
        };
        assert_eq!(all([Some(true), None], true), Some(true));
        assert_eq!(all([None, Some(true)], true), Some(true));
        assert_eq!(all([Some(false), None], true), None);
        assert_eq!(all([Some(false), None], false), Some(false));
        assert_eq!(all([None, Some(true)], false), None);
        assert_eq!(all([Some(true), Some(true)], false), Some(true));
        assert_eq!(all([Some(false), Some(false)], true), Some(false));
    }
}
