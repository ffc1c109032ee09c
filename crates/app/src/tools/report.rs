//! `carnet report`: the reports of a visit file.

use std::collections::BTreeSet;

use observation::canonical::Sha256;
use observation::grid::GridFile;
use observation::json::{self, Misread};
use observation::problem::Problem;
use observation::visit::VisitDocument;
use reports::visit_report::VisitReport;
use reports::workbook::workbook;
use sync_protocol::{ObservationRules, SignedDocument, VisitFile};
use uuid::Uuid;

use super::visit::exported;
use crate::documents::rendered;
use crate::problem::{Fault, Outcome, codes};

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A PDF.
    Pdf,
    /// A workbook (XLSX).
    Workbook,
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// The name that a person recognises.
    pub name: String,
    /// The PDF, or the workbook.
    pub bytes: Vec<u8>,
    /// Characters that could not be printed.
    pub warnings: Vec<Problem>,
}

/// The reports of the latest revision of a visit file: the one of `teacher`, else one for each teacher.
///
/// # Errors
/// Refused when the file cannot be read or is not intact, or when it does not hold that teacher; a fault when a PDF cannot
/// be made.
pub fn reports(bytes: &[u8], teacher: Option<&str>, form: Form) -> Outcome<Vec<ReportFile>> {
    let file = exported(bytes)?;
    let verification = file.verify(&ObservationRules);
    if !verification.intact {
        return Err(verification.problems.into());
    }
    let latest = file
        .latest_revision()
        .ok_or_else(|| vec![Problem::error(sync_protocol::codes::FILE_EMPTY, "revisions")])?;
    let document: VisitDocument = json::read(latest.document.as_bytes()).map_err(unreadable)?;
    let grid = grid_of(&file, document.grid.sha256)?;
    let teachers = chosen(&document, teacher)?;
    let written = teachers
        .into_iter()
        .map(|teacher| one_report(&document, &grid, latest, teacher, form))
        .collect::<Outcome<_>>()?;
    Ok(named_apart(written))
}

/// The same reports; those of homonyms are numbered, so that no file replaces another.
fn named_apart(reports: Vec<ReportFile>) -> Vec<ReportFile> {
    let mut taken = BTreeSet::new();
    let mut apart = Vec::new();
    for report in reports {
        let mut names = (1..).map(|rank| numbered(&report.name, rank));
        // Some file systems do not tell capitals from small letters.
        let name = names
            .find(|name| taken.insert(name.to_lowercase()))
            .unwrap_or_default();
        apart.push(ReportFile { name, ..report });
    }
    apart
}

/// « nom (2).pdf »; the name itself for the first.
fn numbered(name: &str, rank: usize) -> String {
    match (rank, name.strip_suffix(".pdf")) {
        (2.., Some(stem)) => format!("{stem} ({rank}).pdf"),
        _ => name.to_owned(),
    }
}

fn grid_of(file: &VisitFile, sha256: Sha256) -> Result<GridFile, Vec<Problem>> {
    let text = file
        .grids
        .iter()
        .find(|text| Sha256::of(text.as_bytes()) == sha256);
    let text = text.ok_or_else(|| vec![Problem::error(codes::GRID_UNKNOWN, "grids")])?;
    let read = GridFile::from_stored(text.clone());
    read.map_err(|error| unreadable(Misread::of(&error, text.as_bytes())))
}

fn unreadable(misread: Misread) -> Vec<Problem> {
    vec![misread.problem(codes::DOCUMENT_UNREADABLE, "")]
}

/// The teachers to write to; a single none when the visit is of a school.
fn chosen(document: &VisitDocument, teacher: Option<&str>) -> Result<Vec<Option<Uuid>>, Vec<Problem>> {
    let known: Vec<Option<Uuid>> = VisitReport::teachers(document)
        .iter()
        .map(|one| Some(one.id))
        .collect();
    match teacher {
        None if known.is_empty() => Ok(vec![None]),
        None => Ok(known),
        Some(named) => {
            let id = named.parse::<Uuid>().ok().filter(|id| known.contains(&Some(*id)));
            let id = id.ok_or_else(|| vec![Problem::error(codes::TEACHER_UNKNOWN, named)])?;
            Ok(vec![Some(id)])
        }
    }
}

fn one_report(
    document: &VisitDocument,
    grid: &GridFile,
    sealed: &SignedDocument,
    teacher: Option<Uuid>,
    form: Form,
) -> Outcome<ReportFile> {
    let report = VisitReport {
        document,
        grid: grid.grid(),
        teacher,
        fingerprint: Some(sealed.record.sha256),
        happened: &[],
    };
    let name = file_name(document, teacher);
    if form == Form::Workbook {
        let book = workbook(&report.compose()).map_err(|error| Fault::Below(error.problem()))?;
        return Ok(ReportFile {
            name: name.replace(".pdf", ".xlsx"),
            bytes: book,
            warnings: Vec::new(),
        });
    }
    let rendered = rendered(&report.compose())?;
    Ok(ReportFile {
        name,
        bytes: rendered.bytes,
        warnings: rendered.warnings,
    })
}

/// « 2026-11-24 Compte rendu Payet Anna.pdf », without what a file system refuses.
#[must_use]
pub(crate) fn file_name(document: &VisitDocument, teacher: Option<Uuid>) -> String {
    let named = VisitReport::teachers(document)
        .iter()
        .find(|one| Some(one.id) == teacher);
    let whom = named.map_or_else(
        || document.place.name.clone(),
        |one| format!("{} {}", one.family_name, one.given_name),
    );
    let revision = if document.revision > 1 {
        format!(" rectificatif {}", document.revision - 1)
    } else {
        String::new()
    };
    let safe: String = whom
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '-' { c } else { ' ' })
        .collect();
    let words: Vec<&str> = safe.split_whitespace().collect();
    let short: String = words.join(" ").chars().take(60).collect();
    format!("{} Compte rendu {}{revision}.pdf", document.date, short.trim())
}
