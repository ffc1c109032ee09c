//! The agenda, and the visits of a teacher or a school.

use chrono::NaiveDate;
use observation::uai::Uai;
use rusqlite::Params;
use uuid::Uuid;

use super::row::{SELECT, VisitRow, read_row};
use crate::error::NotebookError;
use crate::store::Notebook;
use crate::store::stored::{Text, list};

/// By day; within a day by when the first séance is to begin.
const BETWEEN: &str = "WHERE v.date BETWEEN ?1 AND ?2
    ORDER BY v.date, json_extract(d.plan, '$.seances[0].starts_at') NULLS FIRST, v.id";

const OF_TEACHERS: &str = "WHERE v.id IN
    (SELECT visit FROM visit_teacher WHERE teacher IN (SELECT value FROM json_each(?1))) ORDER BY v.date DESC, v.id";

const NAMING: &str = "WHERE v.id IN
    (SELECT visit FROM visit_teacher WHERE teacher IN (SELECT value FROM json_each(?1))) OR v.id IN
    (SELECT record.id FROM record, json_each(CASE record.kind WHEN 'revision' THEN record.document END, '$.subject.teachers')
         AS named WHERE json_extract(named.value, '$.id') IN (SELECT value FROM json_each(?1)))
    ORDER BY v.date DESC, v.id";

const OF_SCHOOL: &str = "WHERE v.place = ?1 ORDER BY v.date DESC, v.id";

impl Notebook {
    /// The visits from one day to another, both included, in order; cancelled ones too.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn visits_between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<VisitRow>, NotebookError> {
        self.visits_where(BETWEEN, (Text(from), Text(to)))
    }

    /// Every visit, by day.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn all_visits(&self) -> Result<Vec<VisitRow>, NotebookError> {
        self.visits_where("ORDER BY v.date, v.id", [])
    }

    /// The visits that were sealed, the latest first.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sealed_visits(&self) -> Result<Vec<VisitRow>, NotebookError> {
        self.visits_where("WHERE v.last_revision > 0 ORDER BY v.date DESC, v.id", [])
    }

    /// The visits to any of `teachers`, the latest first. One person merged from several has several identifiers.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn visits_of_teachers(&self, teachers: &[Uuid]) -> Result<Vec<VisitRow>, NotebookError> {
        self.visits_where(OF_TEACHERS, [list(teachers)])
    }

    /// The visits to any of `teachers`, and those of which a former revision names one of them, a later one somebody else. It
    /// reads every revision.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn visits_naming(&self, teachers: &[Uuid]) -> Result<Vec<VisitRow>, NotebookError> {
        self.visits_where(NAMING, [list(teachers)])
    }

    /// The visits in the school `uai`, the latest first.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn visits_of_school(&self, uai: Uai) -> Result<Vec<VisitRow>, NotebookError> {
        self.visits_where(OF_SCHOOL, [uai.as_str()])
    }

    fn visits_where(&self, condition: &str, params: impl Params) -> Result<Vec<VisitRow>, NotebookError> {
        self.read(|transaction| {
            let mut statement = transaction.prepare_cached(&format!("{SELECT} {condition}"))?;
            let rows = statement.query_map(params, read_row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::OpenOptions;

    /// How SQLite would answer a search: one line a step.
    fn steps(notebook: &Notebook, condition: &str) -> String {
        let explained = notebook.read(|transaction| {
            let mut statement = transaction.prepare(&format!("EXPLAIN QUERY PLAN {SELECT} {condition}"))?;
            let unbound = vec![rusqlite::types::Null; statement.parameter_count()];
            let steps =
                statement.query_map(rusqlite::params_from_iter(unbound), |row| row.get::<_, String>(3))?;
            Ok(steps.collect::<Result<Vec<_>, _>>()?)
        });
        explained.unwrap().join("\n")
    }

    #[test]
    fn each_search_uses_its_index_and_reads_no_table_whole() {
        let folder = tempfile::tempdir().unwrap();
        let notebook = Notebook::create(folder.path(), &OpenOptions::default()).unwrap();
        for (condition, index) in [
            (BETWEEN, "visit_by_date"),
            (OF_TEACHERS, "visit_teacher"),
            (OF_SCHOOL, "visit_by_place"),
        ] {
            let steps = steps(&notebook, condition);
            assert!(steps.contains(index), "{steps}");
            assert!(
                !steps
                    .lines()
                    .any(|step| step.starts_with("SCAN") && !step.contains("json_each")),
                "{steps}"
            );
        }
        // Without an index the same look at the plan finds a scan.
        assert!(steps(&notebook, "WHERE v.created_at = ?1").contains("SCAN"));
    }
}
