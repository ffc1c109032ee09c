//! One row of a directory file, as the school that it describes.

use chrono::NaiveDate;

use super::columns::{Column, Columns, NAMES};
use super::nature::{self, Nature};
use super::school::{Circonscription, Etat, School};
use super::{codes, fields};
use crate::folding::single_spaced;
use crate::problem::Problem;
use crate::table::{Row, read_date};
use crate::uai::Uai;

/// A row under its columns, and what a person should know of it.
pub(super) struct Description<'a> {
    columns: &'a Columns,
    row: &'a Row,
    warnings: Vec<Problem>,
}

impl<'a> Description<'a> {
    pub fn new(columns: &'a Columns, row: &'a Row) -> Self {
        Self {
            columns,
            row,
            warnings: Vec::new(),
        }
    }

    /// The school, and the cells that had to be left out of it; warnings only.
    pub fn school(mut self, uai: Uai, name: String) -> (School, Vec<Problem>) {
        let school = School {
            uai,
            name,
            kind: self.nature().kind(),
            status: nature::status(
                self.cell(Column::Sector),
                self.cell(Column::Contract),
                self.cell(Column::ContractCode),
            ),
            address: self.address(),
            postal_code: fields::padded(self.cell(Column::PostalCode), 5),
            commune: single_spaced(self.cell(Column::Commune)),
            commune_code: fields::padded(self.cell(Column::CommuneCode), 5),
            academie: fields::padded(self.cell(Column::Academie), 2),
            education_prioritaire: nature::education_prioritaire(self.cell(Column::EducationPrioritaire)),
            circonscription: self.circonscription(),
            mail: self.cell(Column::Mail).to_owned(),
            telephone: fields::telephone(self.cell(Column::Telephone)),
            etat: self.etat(),
            opened_on: self.date(Column::OpenedOn),
            updated_on: self.date(Column::UpdatedOn),
            parent: self.link(Column::Parent),
            ministry: single_spaced(self.cell(Column::Ministry)),
        };
        (school, self.warnings)
    }

    fn cell(&self, column: Column) -> &'a str {
        self.columns.cell(self.row, column)
    }

    fn nature(&self) -> Nature<'a> {
        Nature {
            code: self.cell(Column::Nature),
            label: self.cell(Column::Type),
            ecole: [Column::Maternelle, Column::Elementaire].map(|column| self.cell(column)),
            voies: [Column::Generale, Column::Technologique, Column::Professionnelle]
                .map(|column| self.cell(column)),
        }
    }

    fn address(&self) -> Vec<String> {
        let lines = [Column::Address1, Column::Address2, Column::Address3];
        let lines = lines.map(|column| single_spaced(self.cell(column)));
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }

    fn circonscription(&mut self) -> Option<Circonscription> {
        let code = self.link(Column::CirconscriptionCode);
        let name = single_spaced(self.cell(Column::CirconscriptionName));
        (code.is_some() || !name.is_empty()).then_some(Circonscription { code, name })
    }

    fn etat(&mut self) -> Etat {
        let cell = self.cell(Column::Etat);
        nature::etat(cell).unwrap_or_else(|| {
            self.warn(Problem::warning(codes::STATE_UNKNOWN, self.row.place()).with("value", cell));
            Etat::default()
        })
    }

    fn date(&mut self, column: Column) -> Option<NaiveDate> {
        let date = read_date(self.cell(column));
        self.warn_unread(column, date.is_none(), codes::DATE_UNREADABLE);
        date
    }

    fn link(&mut self, column: Column) -> Option<Uai> {
        let uai = self.cell(column).parse().ok();
        self.warn_unread(column, uai.is_none(), codes::LINK_UNREADABLE);
        uai
    }

    /// Warns of a cell that holds something which could not be read.
    fn warn_unread(&mut self, column: Column, unread: bool, code: &str) {
        let cell = self.cell(column);
        if unread && !cell.is_empty() {
            let name = NAMES
                .iter()
                .find(|(each, _)| *each == column)
                .map_or("", |(_, names)| names[0]);
            self.warn(
                Problem::warning(code, self.row.place())
                    .with("column", name)
                    .with("value", cell),
            );
        }
    }

    fn warn(&mut self, warning: Problem) {
        self.warnings.push(warning);
    }
}
