//! A file of teachers: its columns mapped by a person, previewed, imported.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use observation::problem::Problem;
use observation::register::{
    self, Affectation, Candidate, ColumnMapping, Operation, Register, RegisterImport, Role, Service,
};
use observation::table;
use uuid::Uuid;

use super::pages::service_views;
use crate::App;
use crate::directory::refuse_fictitious;
use crate::present::french_date;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{
    ProblemView, RegisterImportRequest, RegisterReport, StagedFileRequest, TableColumn, TableColumns,
    TableColumnsRequest, TableField, TeacherView,
};

/// What a column may be mapped to, with its code and its name.
const FIELDS: [(Role, &str, &str); 16] = [
    (Role::FamilyName, "family_name", "Nom"),
    (Role::UsageName, "usage_name", "Nom d’usage"),
    (Role::GivenName, "given_name", "Prénom"),
    (Role::FullName, "full_name", "Nom et prénom"),
    (Role::Mail, "mail", "Adresse professionnelle"),
    (Role::Function, "function", "Corps ou fonction"),
    (Role::SchoolUai, "school_uai", "École (UAI)"),
    (Role::SchoolName, "school_name", "École (nom)"),
    (Role::Commune, "commune", "Commune de l’école"),
    (Role::Levels, "levels", "Classes ou niveaux"),
    (Role::Share, "share", "Quotité"),
    (Role::Discipline, "discipline", "Discipline"),
    (Role::From, "from", "Début"),
    (Role::Until, "until", "Fin"),
    (Role::Nature, "nature", "Nature du service"),
    (Role::Rattachement, "rattachement", "École de rattachement"),
];

/// How many teachers of a file are shown to recognise it.
const SAMPLE: usize = 8;

impl App {
    /// The columns of a file of teachers.
    ///
    /// # Errors
    /// When the whole file is refused.
    pub fn register_columns(&self, request: TableColumnsRequest) -> Outcome<TableColumns> {
        let (_, bytes) = self.staged_file(&request.file)?;
        let table = table::read_sheet(&bytes, request.sheet.as_deref())?;
        let columns = register::columns(&table);
        let refused = columns
            .iter()
            .enumerate()
            .filter_map(|(index, column)| Some((index, column.refusal?)));
        let problems: Vec<Problem> = refused
            .map(|(index, refusal)| refusal.problem(&table, index))
            .collect();
        Ok(TableColumns {
            rows: table.rows.len(),
            sheets: table::sheet_names(&bytes)?,
            sheet: table.sheet().map(str::to_owned),
            fields: fields(),
            problems: problems
                .iter()
                .chain(&table.warnings)
                .map(ProblemView::from)
                .collect(),
            columns: columns
                .into_iter()
                .enumerate()
                .map(|(index, column)| column_view(index, column))
                .collect(),
        })
    }

    /// What importing a file of teachers would do. Nothing changes.
    ///
    /// # Errors
    /// When the whole file is refused, or the notebook is locked.
    pub fn preview_register(&self, request: RegisterImportRequest) -> Outcome<RegisterReport> {
        self.with_set_up(|open, set_up| {
            let (import, register) = self.read_import(open, set_up, &request)?;
            let operations = self.operations(&import, &register);
            report(open, self.today(set_up), &import, &operations)
        })
    }

    /// Imports a file of teachers. Possible homonyms enter as persons of their own: a merge joins them, if they are one.
    ///
    /// # Errors
    /// As [`App::preview_register`], or when names are not mapped, or the disk refuses; nothing is then imported.
    pub fn import_register(&self, request: RegisterImportRequest) -> Outcome<RegisterReport> {
        let report = self.with_set_up(|open, set_up| {
            let (import, register) = self.read_import(open, set_up, &request)?;
            let whole = import
                .problems
                .iter()
                .filter(|problem| problem.is_error() && problem.at.is_empty());
            let whole: Vec<Problem> = whole.cloned().collect();
            if !whole.is_empty() {
                return Err(AppError::Refused(whole));
            }
            let operations = self.operations(&import, &register);
            let report = report(open, self.today(set_up), &import, &operations)?;
            self.write_register(open, set_up, operations)?;
            Ok(report)
        })?;
        self.discard_file(StagedFileRequest { file: request.file })?;
        Ok(report)
    }

    fn read_import(
        &self,
        open: &Open,
        set_up: &SetUp,
        request: &RegisterImportRequest,
    ) -> Outcome<(RegisterImport, Arc<Register>)> {
        refuse_fictitious(open)?;
        let (_, bytes) = self.staged_file(&request.file)?;
        let table = table::read_sheet(&bytes, request.sheet.as_deref())?;
        let today = self.today(set_up);
        let year = set_up.preset.school_year(today);
        let year = year.ok_or_else(|| AppError::refused(codes::SCHOOL_YEAR, french_date(today)))?;
        let register = open.register()?;
        let mapping = mapping(&request.fields);
        let import = register::preview(
            &table,
            &mapping,
            &register,
            &open.notebook.schools()?,
            year.starts_on,
        );
        Ok((import, register))
    }

    fn operations(&self, import: &RegisterImport, register: &Register) -> Vec<(Uuid, Operation)> {
        let mut operations = Vec::new();
        for candidate in new_teachers(import) {
            let id = self.fresh_id();
            operations.extend(
                candidate
                    .create(|| self.fresh_id())
                    .into_iter()
                    .map(|one| (id, one)),
            );
        }
        for matched in &import.matched {
            if let Some(teacher) = register.teacher(&matched.teacher) {
                let updated = matched.candidate.update(teacher, || self.fresh_id());
                operations.extend(updated.into_iter().map(|one| (teacher.id, one)));
            }
        }
        operations
    }
}

fn new_teachers(import: &RegisterImport) -> impl Iterator<Item = &Candidate> {
    import
        .to_create
        .iter()
        .chain(import.possible_homonyms.iter().map(|one| &one.candidate))
}

fn fields() -> Vec<TableField> {
    let needed = [Role::FamilyName, Role::GivenName];
    let field = |(role, code, label): &(Role, &str, &str)| TableField {
        code: (*code).to_owned(),
        label: (*label).to_owned(),
        needed: needed.contains(role),
    };
    FIELDS.iter().map(field).collect()
}

fn column_view(index: usize, column: register::ColumnPreview) -> TableColumn {
    let field = FIELDS.iter().find(|(role, ..)| *role == column.role);
    TableColumn {
        index,
        header: column.header,
        samples: column.samples,
        field: field.map(|(_, code, _)| (*code).to_owned()),
        refused: column.refusal.is_some(),
    }
}

fn mapping(fields: &[Option<String>]) -> ColumnMapping {
    let role = |code: &Option<String>| {
        let found = FIELDS
            .iter()
            .find(|(_, known, _)| Some(*known) == code.as_deref());
        found.map_or(Role::Ignored, |(role, ..)| *role)
    };
    ColumnMapping {
        roles: fields.iter().map(role).collect(),
    }
}

fn report(
    open: &Open,
    today: NaiveDate,
    import: &RegisterImport,
    operations: &[(Uuid, Operation)],
) -> Outcome<RegisterReport> {
    let added = |(_, operation): &&(Uuid, Operation)| matches!(operation, Operation::ServiceAdded { .. });
    let refused = import
        .problems
        .iter()
        .filter(|problem| problem.is_error() && problem.at.starts_with("ligne"));
    let sample = new_teachers(import)
        .take(SAMPLE)
        .map(|candidate| candidate_view(open, candidate, today));
    Ok(RegisterReport {
        read: import.rows_read,
        created: new_teachers(import).count(),
        homonyms: import.possible_homonyms.len(),
        known: import.matched.len(),
        services: operations.iter().filter(added).count(),
        refused: refused
            .map(|problem| problem.at.as_str())
            .collect::<BTreeSet<_>>()
            .len(),
        sample: sample.collect::<Outcome<_>>()?,
        problems: import.problems.iter().map(ProblemView::from).collect(),
    })
}

/// A person of the file as the register would show him; nothing of it has an identifier yet.
fn candidate_view(open: &Open, candidate: &Candidate, today: NaiveDate) -> Outcome<TeacherView> {
    let line = |affectation: &Affectation| Service {
        id: Uuid::nil(),
        affectation: affectation.clone(),
    };
    let services: Vec<Service> = candidate.affectations.iter().map(line).collect();
    Ok(TeacherView {
        id: String::new(),
        family_name: candidate.identity.family_name.clone(),
        given_name: candidate.identity.given_name.clone(),
        function: candidate.identity.function.clone().unwrap_or_default(),
        mail: candidate.identity.mail.clone().unwrap_or_default(),
        services: service_views(open, &services, today)?,
        merged: Vec::new(),
    })
}
