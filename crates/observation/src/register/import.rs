//! A list of teachers, read under a mapping and compared with the register, before anything is written.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::codes;
use super::column_names::Role;
use super::grouping::{Candidate, gather};
use super::known::{Known, shared_mails};
use super::mapping::ColumnMapping;
use super::reading::Reading;
use super::refusal::Refusal;
use super::replay::Register;
use super::schools::SchoolNames;
use super::teacher::Teacher;
use crate::directory::Schools;
use crate::problem::Problem;
use crate::table::Table;
use crate::uai::Uai;

/// What a list of teachers would do to the register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterImport {
    /// Persons whom the register does not know.
    pub to_create: Vec<Candidate>,
    /// Persons whom it knows: by their mailbox, or by their name and one of their schools.
    pub matched: Vec<Matched>,
    /// Persons whose name it knows, and nothing more: someone has to say who they are.
    pub possible_homonyms: Vec<PossibleHomonym>,
    /// What is wrong: an error at « colonne 3 » refuses the column, at « ligne 12 » the row, at nothing the whole.
    pub problems: Vec<Problem>,
    /// The rows that hold anything, the header aside.
    pub rows_read: usize,
}

/// A person of the file whom the register knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// As the file says.
    pub candidate: Candidate,
    /// As the register knows him.
    pub teacher: Uuid,
}

/// A person of the file who may be one of several, or a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleHomonym {
    /// As the file says.
    pub candidate: Candidate,
    /// Those who bear that name.
    pub teachers: Vec<Uuid>,
}

/// Reads `table` under `mapping`, and compares it with `register`.
///
/// Schools named in words are looked for in `schools`. A service without a first day begins on `default_from`, the start
/// of the school year. Refused columns are not read, whatever the mapping says.
#[must_use]
pub fn preview(
    table: &Table,
    mapping: &ColumnMapping,
    register: &Register,
    schools: &Schools,
    default_from: NaiveDate,
) -> RegisterImport {
    let (mapping, refused) = without_refused(table, mapping);
    let mut import = RegisterImport {
        problems: table.warnings.clone(),
        rows_read: table.rows.len(),
        ..Default::default()
    };
    import.problems.extend(refused);
    let named = [Role::FamilyName, Role::UsageName]
        .iter()
        .any(|role| mapping.position(*role).is_some());
    let in_full = mapping.position(Role::FullName).is_some();
    let apart = named && mapping.position(Role::GivenName).is_some();
    if !in_full && !apart {
        import.problems.push(Problem::error(codes::NAMES_UNMAPPED, ""));
        return import;
    }
    let mut reading = Reading {
        table,
        mapping,
        schools: SchoolNames::new(schools),
        default_from,
        problems: Vec::new(),
    };
    let lines = table.rows.iter().filter_map(|row| reading.accept(row)).collect();
    import.problems.append(&mut reading.problems);
    let (candidates, warnings) = gather(lines);
    import.problems.extend(warnings);
    import.place(candidates, register);
    let homonyms = import.possible_homonyms.iter();
    let told: Vec<Problem> = homonyms
        .filter_map(|one| one.warning(register, schools))
        .collect();
    import.problems.extend(told);
    import
}

fn without_refused(table: &Table, mapping: &ColumnMapping) -> (ColumnMapping, Vec<Problem>) {
    let mut mapping = mapping.clone();
    let mut problems = Vec::new();
    for position in 0..table.usual_width() {
        if let Some(refusal) = Refusal::of(table, position) {
            problems.push(refusal.problem(table, position));
            if let Some(role) = mapping.roles.get_mut(position) {
                *role = Role::Ignored;
            }
        }
    }
    (mapping, problems)
}

impl PossibleHomonym {
    /// What the register holds under that name, and where.
    fn warning(&self, register: &Register, schools: &Schools) -> Option<Problem> {
        let place = format!("ligne {}", self.candidate.lines.first()?);
        let known = self.teachers.iter().filter_map(|id| register.teacher(id));
        let known: Vec<String> = known.map(|teacher| shown(teacher, schools)).collect();
        Some(
            Problem::warning(codes::HOMONYM, place)
                .with("name", self.candidate.identity.full_name())
                .with("known", known.join(", ")),
        )
    }
}

/// « Zoé Hoarau (École des Filaos) ».
fn shown(teacher: &Teacher, schools: &Schools) -> String {
    let name = teacher.identity.full_name();
    let uais: BTreeSet<Uai> = teacher
        .services
        .iter()
        .map(|service| service.affectation.uai)
        .collect();
    let named = |uai: &Uai| {
        schools
            .get(uai)
            .map_or_else(|| uai.to_string(), |school| school.name.clone())
    };
    let places: Vec<String> = uais.iter().map(named).collect();
    if places.is_empty() {
        return name;
    }
    format!("{name} ({})", places.join(", "))
}

impl RegisterImport {
    fn place(&mut self, candidates: Vec<Candidate>, register: &Register) {
        let (known, shared) = (Known::of(register), shared_mails(&candidates));
        for candidate in candidates {
            let (certain, namesakes) = known.like(&candidate, &shared);
            match certain {
                Some(teacher) => self.matched.push(Matched { candidate, teacher }),
                None if namesakes.is_empty() => self.to_create.push(candidate),
                None => self.possible_homonyms.push(PossibleHomonym {
                    candidate,
                    teachers: namesakes,
                }),
            }
        }
    }
}
