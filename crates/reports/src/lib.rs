//! The reports that Carnet hands over, as accessible PDF files (PDF/UA-1 and PDF/A-2a in one): bytes in, bytes out.
//!
//! A [`model::Document`] is laid out on pages by [`layout`], printed by printpdf, tagged with lopdf and checked by
//! [`check`]. Pure: no I/O, no clock; the same document gives the same bytes.

pub mod calendar;
pub mod check;
pub mod codes;
pub mod dossier;
pub mod draft_mail;
mod error;
pub mod fonts;
pub mod indicator;
pub mod layout;
pub mod lesson_time;
pub mod model;
pub mod paper;
mod print;
pub mod recovery_sheet;
pub mod release_export;
pub mod release_report;
pub mod scene;
mod structure_types;
mod tagging;
mod text;
pub mod training_plan;
pub mod visit_report;
pub mod workbook;

pub use error::ReportError;

use std::collections::BTreeSet;

use observation::problem::Problem;

use crate::fonts::{FontSet, Replacement};
use crate::layout::Laid;
use crate::model::Document;

/// A report as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What a person should know: the characters that were replaced by words.
    pub warnings: Vec<Problem>,
}

/// The PDF of a document.
///
/// # Errors
/// When the document lacks a title or a table is malformed; or when the file, once made, fails its own check:
/// an inaccessible file is never handed over.
pub fn render(document: &Document) -> Result<Rendered, ReportError> {
    model::validate(document)?;
    let fonts = FontSet::shared()?;
    let laid = layout::lay_out(document, fonts);
    let printed = print::print(&laid, fonts)?;
    let bytes = tagging::finish(printed, &laid, document)?;
    let findings = check::check(&bytes);
    if !findings.is_empty() {
        return Err(ReportError::Inaccessible(findings));
    }
    Ok(Rendered {
        bytes,
        pages: laid.pages.len(),
        warnings: warnings(&laid),
    })
}

/// One warning for each text and kind of replacement, in reading order.
fn warnings(laid: &Laid) -> Vec<Problem> {
    let mut said = BTreeSet::new();
    let warnings = laid
        .replaced
        .iter()
        .map(|(excerpt, replacement)| warning(excerpt, replacement));
    warnings.filter(|warning| said.insert(warning.clone())).collect()
}

fn warning(excerpt: &str, replacement: &Replacement) -> Problem {
    Problem::warning(codes::CHARACTERS_REPLACED, "")
        .with("excerpt", excerpt)
        .with("characters", &replacement.characters)
        .with("substitute", &replacement.substitute)
}
