//! Where rows are: schools by number, and what sorts them once for many.

use super::bytes::{Reader, Unreadable, Writer};
use super::dictionary::{Column, Written};
use crate::directory::EducationPrioritaire;
use crate::facts::FactPlace;
use crate::grid::Degree;
use crate::uai::Uai;

/// Where each row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    schools: Column<School>,
    sorts: Vec<Sort>,
}

/// A school as it was at a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct School {
    pub(super) uai: Uai,
    pub(super) circonscription: Option<Uai>,
    sort: u32,
}

/// What many schools are alike by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sort {
    kind: String,
    status: String,
    degree: Option<Degree>,
    education_prioritaire: EducationPrioritaire,
}

impl Sort {
    fn of(place: &FactPlace) -> Self {
        Self {
            kind: place.kind.clone(),
            status: place.status.clone(),
            degree: place.degree,
            education_prioritaire: place.education_prioritaire,
        }
    }
}

impl Places {
    /// Those of rows.
    pub(super) fn of(places: &[&FactPlace]) -> Self {
        let sorts: Vec<Sort> = places.iter().map(|place| Sort::of(place)).collect();
        let sorts = Column::of(sorts.iter());
        let schools = places.iter().zip(&sorts.rows).map(|(place, sort)| School {
            uai: place.uai,
            circonscription: place.circonscription,
            sort: *sort,
        });
        let schools: Vec<School> = schools.collect();
        Self {
            schools: Column::of(schools.iter()),
            sorts: sorts.entries,
        }
    }

    /// Where a row is.
    pub(super) fn get(&self, row: usize) -> FactPlace {
        let school = self.schools.get(row);
        let sort = &self.sorts[school.sort as usize];
        FactPlace {
            uai: school.uai,
            kind: sort.kind.clone(),
            degree: sort.degree,
            status: sort.status.clone(),
            education_prioritaire: sort.education_prioritaire,
            circonscription: school.circonscription,
        }
    }

    /// For each row, whether its school is kept.
    pub(super) fn kept(&self, keeps: impl Fn(&School) -> bool) -> impl Fn(usize) -> bool {
        self.schools.kept(keeps)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.count(self.sorts.len());
        self.sorts.iter().for_each(|sort| sort.write(writer));
        self.schools.write(writer);
    }

    pub(super) fn read(reader: &mut Reader<'_>, rows: usize) -> Result<Self, Unreadable> {
        let count = reader.count()?;
        let sorts = reader.many(count, Sort::read)?;
        let schools: Column<School> = Column::read(reader, rows)?;
        let is_sorted = |school: &School| (school.sort as usize) < sorts.len();
        if schools.entries.iter().all(is_sorted) {
            Ok(Self { schools, sorts })
        } else {
            Err(Unreadable)
        }
    }
}

fn uai(number: u64) -> Result<Uai, Unreadable> {
    let number = u32::try_from(number).ok();
    number.and_then(Uai::from_number).ok_or(Unreadable)
}

impl Written for School {
    fn write(&self, writer: &mut Writer) {
        writer.number(u64::from(self.uai.number()));
        writer.number(self.circonscription.map_or(0, |uai| u64::from(uai.number()) + 1));
        writer.number(u64::from(self.sort));
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Unreadable> {
        Ok(Self {
            uai: uai(reader.number()?)?,
            circonscription: reader.number()?.checked_sub(1).map(uai).transpose()?,
            sort: u32::try_from(reader.number()?).map_err(|_| Unreadable)?,
        })
    }
}

impl Sort {
    fn write(&self, writer: &mut Writer) {
        writer.text(&self.kind);
        writer.text(&self.status);
        writer.number(match self.degree {
            None => 0,
            Some(Degree::Premier) => 1,
            Some(Degree::Second) => 2,
        });
        writer.number(match self.education_prioritaire {
            EducationPrioritaire::Aucune => 0,
            EducationPrioritaire::Rep => 1,
            EducationPrioritaire::RepPlus => 2,
        });
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Unreadable> {
        Ok(Self {
            kind: reader.text()?,
            status: reader.text()?,
            degree: match reader.number()? {
                0 => None,
                1 => Some(Degree::Premier),
                2 => Some(Degree::Second),
                _ => return Err(Unreadable),
            },
            education_prioritaire: match reader.number()? {
                0 => EducationPrioritaire::Aucune,
                1 => EducationPrioritaire::Rep,
                2 => EducationPrioritaire::RepPlus,
                _ => return Err(Unreadable),
            },
        })
    }
}
