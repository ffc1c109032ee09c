//! The school directory: imported, searched.

mod publishing;

use std::sync::{Arc, Mutex, PoisonError};

use observation::directory::{
    self, CirconscriptionGroup, Circonscriptions, DirectoryFile, EducationPrioritaire, Etat, ImportPlan,
    Kind, School, SchoolIndex, Schools, Status,
};
use observation::problem::Problem;
use observation::uai::Uai;

use crate::App;
use crate::present::grid::degree;
use crate::problem::{AppError, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::views::{
    CirconscriptionView, CirconscriptionsRequest, DirectoryReport, DirectoryStatus, Nothing, ProblemView,
    SchoolRequest, SchoolView, SearchCirconscriptionsRequest, SearchSchoolsRequest, StagedFileRequest,
};

/// How many schools of a file are shown to recognise it.
const SAMPLE: usize = 5;

/// How many warnings of a file are shown; a person reads no more. Of the rows refused none is left out.
const WARNINGS_SHOWN: usize = 500;

/// The longest list that a search gives.
const LONGEST_LIST: usize = 200;

impl App {
    /// What the notebook knows of the directory.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn directory_status(&self, _: Nothing) -> Outcome<DirectoryStatus> {
        self.with_open(|open| {
            let status = open.notebook.directory_status()?;
            let last = status.last_import;
            let publishable = match open.notebook.inspector()?.map(SetUp::from) {
                Some(set_up) => self.publishable(open, &set_up)?,
                None => Vec::new(),
            };
            Ok(DirectoryStatus {
                schools: status.schools as usize,
                imported_at: last.as_ref().map(|import| import.at.to_string()),
                file_name: last.map(|import| import.file_name).unwrap_or_default(),
                publishable,
            })
        })
    }

    /// What importing a directory file would do. Nothing changes.
    ///
    /// # Errors
    /// When the whole file is refused: all that is wrong.
    pub fn preview_directory(&self, request: StagedFileRequest) -> Outcome<DirectoryReport> {
        let (_, bytes) = self.staged_file(&request.file)?;
        let file = directory::read(&bytes)?;
        self.with_open(|open| {
            refuse_fictitious(open)?;
            let plan = directory::plan(&open.notebook.schools()?, &file);
            Ok(report(&file, &plan))
        })
    }

    /// Imports a directory file, and forgets it.
    ///
    /// # Errors
    /// As [`App::preview_directory`], or when the disk refuses; nothing is then imported.
    pub fn import_directory(&self, request: StagedFileRequest) -> Outcome<DirectoryReport> {
        let (name, bytes) = self.staged_file(&request.file)?;
        let file = directory::read(&bytes)?;
        let report = self.with_open(|open| {
            refuse_fictitious(open)?;
            let plan = directory::plan(&open.notebook.schools()?, &file);
            open.notebook.apply_import(&plan, &name, self.host().now())?;
            open.forget_schools();
            Ok(report(&file, &plan))
        })?;
        self.discard_file(request)?;
        Ok(report)
    }

    /// Schools, as one types.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn search_schools(&self, request: SearchSchoolsRequest) -> Outcome<Vec<SchoolView>> {
        self.with_open(|open| {
            let found = open
                .school_index()?
                .search(&request.query, request.limit.min(LONGEST_LIST));
            let schools = open.notebook.schools_of(&found)?;
            Ok(found
                .iter()
                .filter_map(|uai| schools.get(uai))
                .map(school_view)
                .collect())
        })
    }

    /// Circonscriptions of the directory, as one types.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn search_circonscriptions(
        &self,
        request: SearchCirconscriptionsRequest,
    ) -> Outcome<Vec<CirconscriptionView>> {
        self.with_open(|open| {
            let known = open.circonscriptions()?;
            let found = known.search(&request.query, request.limit.min(LONGEST_LIST));
            Ok(found.into_iter().map(circonscription_view).collect())
        })
    }

    /// The circonscriptions of these codes, those that the directory knows.
    ///
    /// # Errors
    /// When the notebook is locked or the disk refuses.
    pub fn circonscriptions(&self, request: CirconscriptionsRequest) -> Outcome<Vec<CirconscriptionView>> {
        self.with_open(|open| {
            // Nobody follows any: no school is read.
            if request.codes.is_empty() {
                return Ok(Vec::new());
            }
            let known = open.circonscriptions()?;
            let named = known
                .groups()
                .iter()
                .filter(|group| request.codes.contains(&group.key()));
            Ok(named.map(circonscription_view).collect())
        })
    }

    /// One school.
    ///
    /// # Errors
    /// When the directory does not have it, or the disk refuses.
    pub fn school(&self, request: SchoolRequest) -> Outcome<SchoolView> {
        self.with_open(|open| {
            let unknown = || AppError::from(Problem::error(codes::SCHOOL_UNKNOWN, &request.uai));
            let uai: Uai = request.uai.parse().map_err(|_| unknown())?;
            open.notebook
                .school(uai)?
                .as_ref()
                .map(school_view)
                .ok_or_else(unknown)
        })
    }
}

impl Open {
    /// The index is made at the first search: a start reads no school.
    fn school_index(&self) -> Outcome<Arc<SchoolIndex>> {
        self.made_of_schools(&self.school_index, |schools| SchoolIndex::new(schools.values()))
    }

    /// The circonscriptions are gathered at the first search, too.
    pub(crate) fn circonscriptions(&self) -> Outcome<Arc<Circonscriptions>> {
        self.made_of_schools(&self.circonscriptions, |schools| {
            Circonscriptions::gather(schools.values())
        })
    }

    /// What `held` holds, made of all schools when it holds nothing.
    fn made_of_schools<T>(
        &self,
        held: &Mutex<Option<Arc<T>>>,
        make: impl FnOnce(&Schools) -> T,
    ) -> Outcome<Arc<T>> {
        let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = &*held {
            return Ok(Arc::clone(made));
        }
        let made = Arc::new(make(&self.notebook.schools()?));
        *held = Some(Arc::clone(&made));
        Ok(made)
    }

    /// After an import, what was made of the schools is made anew.
    pub(crate) fn forget_schools(&self) {
        *self.school_index.lock().unwrap_or_else(PoisonError::into_inner) = None;
        *self
            .circonscriptions
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Real schools or teachers among fictitious ones could not be told apart afterwards.
pub(crate) fn refuse_fictitious(open: &Open) -> Outcome<()> {
    if open.notebook.standing()?.is_fictitious {
        return Err(AppError::refused(codes::FICTITIOUS, ""));
    }
    Ok(())
}

fn circonscription_view(group: &CirconscriptionGroup) -> CirconscriptionView {
    CirconscriptionView {
        code: group.key(),
        name: group.name.clone(),
        departement: group.departement.trim_start_matches('0').to_owned(),
        schools: group.schools.len(),
    }
}

fn report(file: &DirectoryFile, plan: &ImportPlan) -> DirectoryReport {
    let departements: std::collections::BTreeSet<&str> =
        file.schools.iter().map(School::departement).collect();
    let found = || file.problems.iter().chain(&plan.problems);
    let refused = found().filter(|problem| problem.is_error());
    let warnings = found().filter(|problem| !problem.is_error());
    DirectoryReport {
        read: file.rows_read,
        added: plan.added.len(),
        changed: plan.changed.len(),
        unchanged: plan.unchanged,
        closed: plan.closed.len(),
        refused: file.rows_refused(),
        departements: departements.into_iter().map(str::to_owned).collect(),
        sample: file.schools.iter().take(SAMPLE).map(school_view).collect(),
        problems: refused
            .chain(warnings.take(WARNINGS_SHOWN))
            .map(ProblemView::from)
            .collect(),
        problem_count: found().count(),
    }
}

/// A school as a page shows it.
pub(crate) fn school_view(school: &School) -> SchoolView {
    let lines = school
        .address
        .iter()
        .map(String::as_str)
        .chain([school.postal_code.as_str(), school.commune.as_str()]);
    SchoolView {
        uai: school.uai.to_string(),
        name: school.name.clone(),
        kind: kind(school.kind).to_owned(),
        degree: school.degree().map(degree).unwrap_or_default().to_owned(),
        status: school.status.map(status).unwrap_or_default().to_owned(),
        hors_contrat: school.status.is_some_and(Status::is_hors_contrat),
        commune: school.commune.clone(),
        address: lines
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        circonscription: school
            .circonscription
            .as_ref()
            .map(|one| one.name.clone())
            .unwrap_or_default(),
        education_prioritaire: match school.education_prioritaire {
            EducationPrioritaire::Aucune => "",
            EducationPrioritaire::Rep => "REP",
            EducationPrioritaire::RepPlus => "REP+",
        }
        .to_owned(),
        mail: school.mail.clone(),
        telephone: school.telephone.clone(),
        closed: school.etat == Etat::Ferme,
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::EcoleMaternelle => "École maternelle",
        Kind::EcoleElementaire => "École élémentaire",
        Kind::EcolePrimaire => "École primaire",
        Kind::College => "Collège",
        Kind::Lycee => "Lycée",
        Kind::LyceeGeneral => "Lycée général",
        Kind::LyceeTechnologique => "Lycée technologique",
        Kind::LyceeGeneralTechnologique => "Lycée général et technologique",
        Kind::LyceeProfessionnel => "Lycée professionnel",
        Kind::LyceePolyvalent => "Lycée polyvalent",
        Kind::Erea => "EREA",
        Kind::Segpa => "SEGPA",
        Kind::SectionProfessionnelle => "Section d’enseignement professionnel",
        Kind::SectionGeneraleTechnologique => "Section d’enseignement général et technologique",
        Kind::MedicoSocial => "Établissement médico-social",
        Kind::Circonscription => "Circonscription",
        Kind::Service => "Service administratif",
        Kind::Autre => "Autre",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Public => "Public",
        Status::PriveAssociation => "Privé sous contrat d’association",
        Status::PriveSimple => "Privé sous contrat simple",
        Status::PriveHorsContrat => "Privé hors contrat",
        Status::PriveNonPrecise => "Privé",
    }
}
