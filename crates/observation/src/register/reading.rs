//! The rows of a list of teachers, read under a mapping.

use chrono::NaiveDate;

use super::cells;
use super::codes;
use super::column_names::Role;
use super::grouping::Line;
use super::level_words::read_levels;
use super::mapping::ColumnMapping;
use super::refusal::tells_absence;
use super::schools::SchoolNames;
use super::teacher::{Affectation, Identity};
use crate::folding::single_spaced;
use crate::problem::Problem;
use crate::table::{Row, Table, french_date, read_date};
use crate::uai::Uai;

/// Reads rows one by one, and keeps what is wrong with them.
pub(super) struct Reading<'a> {
    pub table: &'a Table,
    pub mapping: ColumnMapping,
    pub schools: SchoolNames<'a>,
    pub default_from: NaiveDate,
    pub problems: Vec<Problem>,
}

impl Reading<'_> {
    /// The row, read; none when it is refused.
    pub fn accept(&mut self, row: &Row) -> Option<Line> {
        let read = self.identity(row).and_then(|identity| {
            let affectation = self.affectation(row)?;
            Ok(Line {
                line: row.line(),
                identity,
                affectation,
            })
        });
        read.map_err(|refusal| self.problems.push(refusal)).ok()
    }

    fn cell<'r>(&self, row: &'r Row, role: Role) -> &'r str {
        self.mapping
            .position(role)
            .map_or("", |position| row.cell(position))
    }

    fn warn(&mut self, code: &str, row: &Row, value: &str) {
        self.problems
            .push(Problem::warning(code, row.place()).with("value", value));
    }

    fn identity(&mut self, row: &Row) -> Result<Identity, Problem> {
        let missing = || Problem::error(codes::NAME_MISSING, row.place());
        let (family_name, given_name) = self.names(row).ok_or_else(missing)?;
        let mail = Some(self.cell(row, Role::Mail)).filter(|cell| !cell.is_empty());
        let (mail, strange) = mail.map_or((None, None), |cell| {
            if cell.contains('@') {
                (Some(cell), None)
            } else {
                (None, Some(cell))
            }
        });
        if let Some(value) = strange {
            self.warn(codes::MAIL_UNREADABLE, row, value);
        }
        let function = self.words(row, Role::Function);
        Ok(Identity {
            family_name,
            given_name,
            mail: mail.map(str::to_owned),
            function,
        })
    }

    fn names(&self, row: &Row) -> Option<(String, String)> {
        let filled = |role| Some(single_spaced(self.cell(row, role))).filter(|cell| !cell.is_empty());
        let family = filled(Role::UsageName).or_else(|| filled(Role::FamilyName));
        let apart = family.zip(filled(Role::GivenName));
        apart.or_else(|| cells::full_name(self.cell(row, Role::FullName)))
    }

    /// Words kept as they stand; left out where they tell the reason of an absence.
    fn words(&mut self, row: &Row, role: Role) -> Option<String> {
        let cell = single_spaced(self.cell(row, role));
        if tells_absence(&cell) {
            let column = self
                .mapping
                .position(role)
                .map_or("", |position| self.table.header.cell(position));
            self.problems
                .push(Problem::warning(codes::CELL_ABSENCE, row.place()).with("column", column));
            return None;
        }
        (!cell.is_empty()).then_some(cell)
    }

    fn affectation(&mut self, row: &Row) -> Result<Option<Affectation>, Problem> {
        let Some(uai) = self.school(row)? else {
            return Ok(None);
        };
        let rattachement = self.rattachement(row)?;
        let (from, until) = self.dates(row);
        Ok(Some(Affectation {
            uai,
            levels: self.levels(row),
            share_percent: self.share(row),
            discipline: self.words(row, Role::Discipline),
            from,
            until,
            nature: cells::nature(self.cell(row, Role::Nature), rattachement, uai),
        }))
    }

    fn school(&mut self, row: &Row) -> Result<Option<Uai>, Problem> {
        let (code, name) = (self.cell(row, Role::SchoolUai), self.cell(row, Role::SchoolName));
        let uai = match (code, name) {
            ("", "") => {
                self.problems
                    .push(Problem::warning(codes::SCHOOL_MISSING, row.place()));
                return Ok(None);
            }
            ("", name) => self
                .schools
                .find(name, self.cell(row, Role::Commune), &row.place())?,
            (code, _) => code.parse::<Uai>().map_err(|error| error.problem(row.place()))?,
        };
        self.check_known(uai, row);
        Ok(Some(uai))
    }

    fn rattachement(&mut self, row: &Row) -> Result<Option<Uai>, Problem> {
        let cell = self.cell(row, Role::Rattachement);
        if cell.is_empty() {
            return Ok(None);
        }
        let uai = self.schools.find(cell, "", &row.place())?;
        self.check_known(uai, row);
        Ok(Some(uai))
    }

    fn check_known(&mut self, uai: Uai, row: &Row) {
        if !self.schools.holds(&uai) {
            self.problems
                .push(Problem::warning(codes::UAI_UNKNOWN, row.place()).with("uai", uai));
        }
    }

    fn dates(&mut self, row: &Row) -> (NaiveDate, Option<NaiveDate>) {
        let from = self.date(row, Role::From).unwrap_or(self.default_from);
        let until = self.date(row, Role::Until);
        if let Some(until) = until.filter(|until| *until < from) {
            let problem = Problem::warning(codes::DATES_REVERSED, row.place());
            self.problems.push(
                problem
                    .with("from", french_date(from))
                    .with("until", french_date(until)),
            );
            return (from, None);
        }
        (from, until)
    }

    fn date(&mut self, row: &Row, role: Role) -> Option<NaiveDate> {
        let cell = self.cell(row, role);
        let date = read_date(cell);
        if date.is_none() && !cell.is_empty() {
            self.warn(codes::DATE_UNREADABLE, row, cell);
        }
        date
    }

    fn levels(&mut self, row: &Row) -> Vec<String> {
        let cell = self.cell(row, Role::Levels);
        let (levels, understood) = read_levels(cell);
        if !understood {
            self.warn(codes::LEVEL_UNREADABLE, row, cell);
        }
        levels
    }

    fn share(&mut self, row: &Row) -> Option<u8> {
        let cell = self.cell(row, Role::Share);
        let share = cells::share_percent(cell);
        if share.is_none() && !cell.is_empty() {
            self.warn(codes::SHARE_UNREADABLE, row, cell);
        }
        share
    }
}
