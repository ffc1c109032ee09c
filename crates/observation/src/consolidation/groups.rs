//! Groups of schools that the directory does not have: bassins, réseaux, a collège de secteur with its écoles; from a file,
//! with dates.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::codes;
use crate::folding::search_key;
use crate::problem::Problem;
use crate::table::{Row, Table, read_date};
use crate::uai::Uai;

/// Groups that stand beside each other: « Bassins ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSet {
    /// Its name.
    pub name: String,
    /// Its groups, by name.
    pub groups: Vec<SchoolGroup>,
}

/// A group of schools.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolGroup {
    /// Its name.
    pub name: String,
    /// Its schools, each with when it was one of it.
    pub members: BTreeMap<Uai, Vec<Span>>,
}

/// From when to when a school is of a group; always, without either.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Span {
    /// Whether a month, `2026-11`, is at least in part of it: visits are known by their month alone.
    fn holds(&self, month: &str) -> bool {
        let written = |day: NaiveDate| day.format("%Y-%m").to_string();
        self.from.is_none_or(|from| written(from).as_str() <= month)
            && self.until.is_none_or(|until| month <= written(until).as_str())
    }
}

impl SchoolGroup {
    /// A group of these schools, whenever.
    pub fn of(name: impl Into<String>, schools: impl IntoIterator<Item = Uai>) -> Self {
        let always = |uai| (uai, vec![Span::default()]);
        Self {
            name: name.into(),
            members: schools.into_iter().map(always).collect(),
        }
    }

    /// Whether a school was of it in a month.
    #[must_use]
    pub fn holds(&self, school: Uai, month: &str) -> bool {
        let spans = self.members.get(&school);
        spans.is_some_and(|spans| spans.iter().any(|span| span.holds(month)))
    }
}

/// The columns of a file of groups, by the words that head them.
const COLUMNS: [(&str, &[&str]); 5] = [
    ("ensemble", &["ensemble", "type", "decoupage"]),
    ("groupe", &["groupe", "nom du groupe", "nom"]),
    ("uai", &["uai", "code uai", "identifiant"]),
    ("du", &["du", "debut", "depuis"]),
    ("au", &["au", "fin", "jusqu au"]),
];

/// The sets of groups of a file whose columns are `ensemble`, `groupe`, `uai` and, where they are known, `du` and `au`.
///
/// # Errors
/// All that is wrong with it, line by line.
pub fn read_groups(table: &Table) -> Result<Vec<GroupSet>, Vec<Problem>> {
    let columns = COLUMNS.map(|(_, names)| {
        let header: Vec<String> = table.header.cells().map(search_key).collect();
        header.iter().position(|head| names.contains(&head.as_str()))
    });
    let missing = COLUMNS[..3].iter().zip(&columns).filter(|(_, at)| at.is_none());
    let missing: Vec<Problem> = missing
        .map(|((name, _), _)| Problem::error(codes::GROUP_COLUMN, "").with("column", name))
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let (mut sets, mut problems) = (BTreeMap::new(), Vec::new());
    for row in &table.rows {
        match Line::of(row, columns) {
            Ok(line) => line.enter(&mut sets),
            Err(wrong) => problems.extend(wrong),
        }
    }
    if problems.is_empty() {
        Ok(sets.into_iter().map(set_of).collect())
    } else {
        Err(problems)
    }
}

/// Groups by name, of sets by name.
type Sets = BTreeMap<String, BTreeMap<String, SchoolGroup>>;

fn set_of((name, groups): (String, BTreeMap<String, SchoolGroup>)) -> GroupSet {
    GroupSet {
        name,
        groups: groups.into_values().collect(),
    }
}

/// A line of a file.
struct Line {
    set: String,
    group: String,
    uai: Uai,
    span: Span,
}

impl Line {
    fn of(row: &Row, columns: [Option<usize>; 5]) -> Result<Self, Vec<Problem>> {
        let [set, group, uai, from, until] = columns.map(|at| at.map_or("", |at| row.cell(at)));
        let mut problems = Vec::new();
        let mut wrong = |code: &'static str, found: &str| {
            problems.push(Problem::error(code, row.place()).with("found", found));
        };
        if set.is_empty() || group.is_empty() {
            wrong(codes::GROUP_UNNAMED, set);
        }
        let school: Option<Uai> = uai.parse().ok();
        if school.is_none() {
            wrong(codes::GROUP_UAI, uai);
        }
        let mut day = |text: &str| match (text, read_date(text)) {
            ("", _) => None,
            (_, None) => {
                wrong(codes::GROUP_DATE, text);
                None
            }
            (_, read) => read,
        };
        let span = Span {
            from: day(from),
            until: day(until),
        };
        if span
            .from
            .zip(span.until)
            .is_some_and(|(from, until)| until < from)
        {
            wrong(codes::GROUP_DATE, until);
        }
        match school {
            Some(uai) if problems.is_empty() => Ok(Self {
                set: set.to_owned(),
                group: group.to_owned(),
                uai,
                span,
            }),
            _ => Err(problems),
        }
    }

    fn enter(self, sets: &mut Sets) {
        let groups = sets.entry(self.set).or_default();
        let group = groups.entry(self.group.clone()).or_insert_with(|| SchoolGroup {
            name: self.group,
            ..SchoolGroup::default()
        });
        group.members.entry(self.uai).or_default().push(self.span);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::table;

    fn read(text: &str) -> Result<Vec<GroupSet>, Vec<(String, String)>> {
        let table = table::read(text.as_bytes()).unwrap();
        let told = |problems: Vec<Problem>| problems.into_iter().map(|one| (one.code, one.at)).collect();
        read_groups(&table).map_err(told)
    }

    #[test]
    fn a_school_is_of_a_group_while_it_was() {
        let sets = read(
            "Ensemble;Groupe;UAI;Du;Au\n\
             Bassins;Nord;9749901U;;31/08/2025\n\
             Bassins;Sud;9749901U;01/09/2025;\n\
             Bassins;Sud;9749902V;;\n",
        )
        .unwrap();
        assert_eq!((sets.len(), sets[0].groups.len()), (1, 2));
        let uai = |text: &str| text.parse::<Uai>().unwrap();
        let of = |school: &str, month: &str| {
            let groups = sets[0].groups.iter();
            let group = groups.clone().find(|group| group.holds(uai(school), month));
            group.map(|group| group.name.as_str())
        };
        assert_eq!(of("9749901U", "2025-06"), Some("Nord"));
        assert_eq!(of("9749901U", "2025-09"), Some("Sud"));
        assert_eq!(of("9749902V", "2019-01"), Some("Sud"));
        assert_eq!(of("9749903W", "2019-01"), None);
    }

    #[test]
    fn all_that_is_wrong_shows_at_once_line_by_line() {
        let wrong = read(
            "ensemble,groupe,uai,du,au\nBassins,,9749901U,,\nBassins,Nord,x,hier,\nBassins,Nord,9749901U,2026-02-01,2026-01-01\n",
        );
        let expected = [
            ("consolidation.group_unnamed", "ligne 2"),
            ("consolidation.group_uai", "ligne 3"),
            ("consolidation.group_date", "ligne 3"),
            ("consolidation.group_date", "ligne 4"),
        ];
        assert_eq!(
            wrong.unwrap_err(),
            expected.map(|(code, at)| (code.to_owned(), at.to_owned()))
        );
        let missing = read("groupe;ville\nNord;Ici\n").unwrap_err();
        assert_eq!(missing.len(), 2);
    }
}
