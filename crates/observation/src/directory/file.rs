//! A directory file, read row by row.

use std::collections::{BTreeSet, HashMap};

use super::codes;
use super::columns::{Column, Columns};
use super::description::Description;
use super::school::School;
use crate::folding::single_spaced;
use crate::problem::Problem;
use crate::table::{self, Row, Source};
use crate::uai::Uai;

/// What a directory file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryFile {
    /// The schools, in the order of the file, each UAI once.
    pub schools: Vec<School>,
    /// What is wrong: an error refuses the row at `at` (« ligne 12 »), a warning nothing.
    pub problems: Vec<Problem>,
    /// The schools that refused rows seem to speak of: nothing may be concluded from their absence.
    pub doubtful: BTreeSet<Uai>,
    /// The columns that it has: nothing is said of what the others would hold.
    pub columns: BTreeSet<Column>,
    /// The rows that hold anything, the header aside.
    pub rows_read: usize,
    /// How the file was stored.
    pub source: Source,
}

impl DirectoryFile {
    /// How many rows were refused.
    #[must_use]
    pub fn rows_refused(&self) -> usize {
        self.problems.iter().filter(|problem| problem.is_error()).count()
    }
}

/// Reads the official directory: CSV or workbook, any year, any form that people keep it in.
///
/// # Errors
/// When the whole is refused: not a table, or no column for the UAI or the name.
pub fn read(bytes: &[u8]) -> Result<DirectoryFile, Vec<Problem>> {
    let mut table = table::read(bytes)?;
    let (columns, unknown) = Columns::find(&table.header)?;
    let mut problems = std::mem::take(&mut table.warnings);
    problems.extend(unknown);
    let present = columns.present();
    let mut reading = Reading {
        columns,
        usual_width: table.usual_width(),
        lines: HashMap::new(),
        file: DirectoryFile {
            schools: Vec::new(),
            problems,
            doubtful: BTreeSet::new(),
            columns: present,
            rows_read: table.rows.len(),
            source: table.source,
        },
    };
    table.rows.iter().for_each(|row| reading.add(row));
    Ok(reading.file)
}

struct Reading {
    columns: Columns,
    usual_width: usize,
    lines: HashMap<Uai, usize>,
    file: DirectoryFile,
}

impl Reading {
    fn add(&mut self, row: &Row) {
        if let Err(refusal) = self.accept(row) {
            self.file.problems.push(refusal);
            self.file.doubtful.extend(self.likely_uai(row));
        }
    }

    /// Takes one row; the problem is the one that refuses it.
    fn accept(&mut self, row: &Row) -> Result<(), Problem> {
        self.check_width(row)?;
        let uai = match self.columns.cell(row, Column::Uai) {
            "" => return Err(Problem::error(codes::UAI_MISSING, row.place())),
            cell => cell.parse::<Uai>().map_err(|error| error.problem(row.place()))?,
        };
        let name = single_spaced(self.columns.cell(row, Column::Name));
        if name.is_empty() {
            return Err(Problem::error(codes::NAME_MISSING, row.place()).with("uai", uai));
        }
        if let Some(first) = self.lines.get(&uai) {
            let duplicate = Problem::warning(codes::DUPLICATE, row.place());
            self.file
                .problems
                .push(duplicate.with("uai", uai).with("first", first));
            return Ok(());
        }
        self.lines.insert(uai, row.line());
        let described = Description::new(&self.columns, row).school(uai, name);
        self.file.schools.push(described.0);
        self.file.problems.extend(described.1);
        Ok(())
    }

    /// A separator too many displaces every cell after it; one at the end of every row displaces nothing.
    fn check_width(&self, row: &Row) -> Result<(), Problem> {
        let named = self.columns.width();
        let beyond = (named..row.width()).any(|column| !row.cell(column).is_empty());
        if !beyond && row.width() <= self.usual_width {
            return Ok(());
        }
        let problem = Problem::error(codes::ROW_TOO_WIDE, row.place());
        Err(problem.with("cells", row.width()).with("columns", named))
    }

    /// The school that a refused row seems to speak of: by its seven digits when the letter alone is wrong.
    fn likely_uai(&self, row: &Row) -> Option<Uai> {
        let cell = self.columns.cell(row, Column::Uai);
        let by_digits = || Uai::from_number(cell.get(..7)?.parse().ok()?);
        cell.parse().ok().or_else(by_digits)
    }
}
