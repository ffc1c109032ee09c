//! Reports: previewed, written, and the visit exported whole.

use std::sync::Arc;

use observation::canonical::Sha256;
use observation::grid::GridFile;
use observation::problem::Problem;
use observation::register::Register;
use observation::visit::codes::DIRECTOR;
use observation::visit::course::kept_from;
use observation::visit::{Course, StateDocument, VisitDocument};
use reports::model::Document;
use reports::visit_report::VisitReport;
use reports::workbook::workbook;
use sync_protocol::{Certificate, RecordKind, Signature, SignedDocument, VisitFile};
use uuid::Uuid;

use super::visit_id;
use crate::App;
use crate::documents::rendered;
use crate::present::{identifier, report};
use crate::problem::{AppError, Fault, Outcome, codes};
use crate::session::{Open, SetUp};
use crate::tools::report_file_name;
use crate::views::{ExportedFile, ProblemView, ReportPreview, ReportRequest, VisitRequest};

impl App {
    /// The report as it would be printed: that of the sealed revision, else a « document préparatoire », as for a
    /// rectificatif being written unless the report in force is asked for.
    ///
    /// # Errors
    /// When the visit has no grid or no place, or does not observe that teacher.
    pub fn preview_report(&self, request: ReportRequest) -> Outcome<ReportPreview> {
        self.with_set_up(|open, set_up| {
            let (composed, source) = self.composed(open, set_up, &request)?;
            let printed = rendered(&composed)?;
            Ok(ReportPreview {
                issuer: composed.issuer.clone(),
                title: composed.title.clone(),
                subtitle: composed.subtitle.clone(),
                sealed: source.fingerprint.is_some(),
                pages: printed.pages,
                blocks: report::blocks(&composed),
                problems: printed.warnings.iter().map(ProblemView::from).collect(),
            })
        })
    }

    /// Writes the report as a PDF, or as a workbook.
    ///
    /// # Errors
    /// As [`App::preview_report`], or when the file cannot be written.
    pub fn export_report(&self, request: ReportRequest) -> Outcome<ExportedFile> {
        self.with_set_up(|open, set_up| {
            let (composed, source) = self.composed(open, set_up, &request)?;
            if let (None, Some(problem)) = (source.fingerprint, source.kept_from()) {
                return Err(AppError::Refused(vec![problem]));
            }
            let name = report_file_name(&source.document, source.teacher);
            let name = match source.fingerprint {
                None => format!("Projet {name}"),
                Some(_) if source.happened.is_empty() => name,
                Some(_) => name.replace("Compte rendu", "Compte rendu et réponse"),
            };
            if request.as_workbook {
                let book = workbook(&composed).map_err(|error| Fault::Below(error.problem()))?;
                return self.export(open, &name.replace(".pdf", ".xlsx"), &book, &[]);
            }
            let printed = rendered(&composed)?;
            self.export(open, &name, &printed.bytes, &printed.warnings)
        })
    }

    pub(crate) fn composed(
        &self,
        open: &Open,
        set_up: &SetUp,
        request: &ReportRequest,
    ) -> Outcome<(Document, Source)> {
        let source = self.source(open, set_up, request)?;
        let report = VisitReport {
            document: &source.document,
            grid: source.grid.grid(),
            teacher: source.teacher,
            fingerprint: source.fingerprint,
            happened: &source.happened,
        };
        Ok((report.compose(), source))
    }

    fn source(&self, open: &Open, set_up: &SetUp, request: &ReportRequest) -> Outcome<Source> {
        let content = open.visit_content(visit_id(&request.visit)?)?;
        let sealed = open
            .sealed(content.row.plan.id)?
            .filter(|_| request.in_force || !content.row.correcting);
        let (document, grid, fingerprint) = match sealed {
            Some((sha256, document)) => {
                let grid = open.grid(document.grid.sha256)?;
                (document, grid, Some(sha256))
            }
            None => {
                let (document, grid) = self.document(open, set_up, &content, Some("à préciser"))?;
                (document, grid, None)
            }
        };
        let teacher = teacher(&document, &request.teacher, &*open.register()?)?;
        let states = open.read_states(content.row.plan.id)?;
        let happened = fingerprint.filter(|_| request.with_course).map(|sha256| {
            let course = Course::of(&states, sha256, teacher);
            course.happened().iter().copied().cloned().collect()
        });
        Ok(Source {
            happened: happened.unwrap_or_default(),
            document,
            grid,
            teacher,
            fingerprint,
        })
    }

    /// Writes a sealed visit as `.carnet.json`: grid, revisions, signatures.
    ///
    /// # Errors
    /// When the visit is not sealed, or the file cannot be written.
    pub fn export_visit(&self, request: VisitRequest) -> Outcome<ExportedFile> {
        self.with_set_up(|open, _| {
            let visit = visit_id(&request.visit)?;
            let revisions = open.notebook.revisions(visit)?;
            let Some((_, document)) = open.sealed(visit)? else {
                return Err(AppError::refused(codes::VISIT_NOT_SEALED, &request.visit));
            };
            let mut file = VisitFile::new(self.host().now());
            file.grids
                .push(open.grid(document.grid.sha256)?.text().to_owned());
            file.revisions = revisions;
            file.states = open.notebook.states(visit)?;
            file.certificates = self.certificates(open, file.revisions.iter().chain(&file.states))?;
            let bytes = file
                .to_bytes()
                .map_err(|error| Fault::Document(error.to_string()))?;
            let name = report_file_name(&document, None)
                .replace("Compte rendu", "Visite")
                .replace(".pdf", ".carnet.json");
            self.export(open, &name, &bytes, &[])
        })
    }
}

impl App {
    /// The author's word for each device that signed `records`. A notebook that was restored or rescued is a new device: for
    /// one that it no longer has, the author gives his word again. Another author's word came with the académie's records.
    fn certificates<'a>(
        &self,
        open: &Open,
        records: impl Iterator<Item = &'a SignedDocument>,
    ) -> Outcome<Vec<Certificate>> {
        let mut certificates = vec![open.device.certificate.clone()];
        for &Signature { device, author, .. } in records.map(|signed| &signed.record.signature) {
            if author != open.author.fingerprint {
                let known = open.notebook.signed_documents(&RecordKind::Certificate)?;
                let of_device = known.iter().find(|one| one.record.signature.device == device);
                let read = of_device.and_then(|one| serde_json::from_str(&one.document).ok());
                certificates.extend(read);
            } else if certificates.iter().all(|known| known.device != device) {
                let (author, agreement) = (open.secrets.author(), open.author.agreement);
                let issued = Certificate::issue(&author, agreement, device, self.host().now());
                certificates.push(issued.map_err(|error| Fault::Document(error.to_string()))?);
            }
        }
        Ok(certificates)
    }
}

/// What a report is made from.
pub(crate) struct Source {
    pub(super) document: VisitDocument,
    grid: Arc<GridFile>,
    pub(super) teacher: Option<Uuid>,
    pub(super) fingerprint: Option<Sha256>,
    /// What happened since it was sealed, when that is to be joined.
    happened: Vec<StateDocument>,
}

impl Source {
    /// What is wrong with giving the report, before it is sealed, to those whom the préréglage names.
    fn kept_from(&self) -> Option<Problem> {
        let found = kept_from(&self.document.notice.recipients, &self.document, self.teacher)?;
        Some(Problem {
            code: DIRECTOR.to_owned(),
            ..found
        })
    }
}

/// The teacher of the document who is asked for, by its identifier or by another of the same person.
fn teacher(document: &VisitDocument, asked: &str, register: &Register) -> Outcome<Option<Uuid>> {
    let teachers = VisitReport::teachers(document);
    if asked.is_empty() {
        return Ok(teachers.first().map(|one| one.id));
    }
    let id = identifier(asked, codes::TEACHER_UNKNOWN)?;
    let person = |id: &Uuid| register.teacher(id).map(|teacher| teacher.id);
    let same = |one: &Uuid| person(one).is_some() && person(one) == person(&id);
    let ids = || teachers.iter().map(|one| one.id);
    let found = ids().find(|one| *one == id).or_else(|| ids().find(same));
    found
        .map(Some)
        .ok_or_else(|| AppError::refused(codes::TEACHER_UNKNOWN, asked))
}
