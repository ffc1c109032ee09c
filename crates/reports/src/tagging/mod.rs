//! From printed pages to an accessible file: structure, outline, metadata and identity (PDF/UA-1, PDF/A-2a).
//!
//! printpdf writes none of this, or writes it wrongly; the reasons stand beside each repair.

mod attributes;
mod font;
mod identity;
mod metadata;
mod objects;
mod outline;
mod output_intent;
mod streams;
mod structure;
mod xmp;

use lopdf::ObjectId;

use crate::error::ReportError;
use crate::layout::Laid;
use crate::model::Document;
use crate::print::Printed;

/// A file being tagged.
struct Tagging<'a> {
    file: lopdf::Document,
    laid: &'a Laid,
    document: &'a Document,
    pages: Vec<ObjectId>,
}

/// The bytes of the finished file; the same for the same report.
///
/// # Errors
/// When the printed pages are not as printpdf is known to write them.
pub(crate) fn finish(printed: Printed, laid: &Laid, document: &Document) -> Result<Vec<u8>, ReportError> {
    let pages = printed.file.page_iter().collect();
    let mut tagging = Tagging {
        file: printed.file,
        laid,
        document,
        pages,
    };
    tagging.join_glyphs()?;
    tagging.map_fonts(&printed.fonts)?;
    tagging.write_structure()?;
    tagging.write_outline()?;
    tagging.write_output_intent()?;
    tagging.write_metadata()?;
    tagging.seal()
}

/// An error of lopdf as one of ours.
fn refused(error: lopdf::Error) -> ReportError {
    ReportError::Pdf(error.to_string())
}
