//! From laid-out pages to printpdf's operations: a mapping without decisions.

mod ops;
mod typeface;

use printpdf::{FontId, Mm, PdfDocument, PdfPage, PdfSaveOptions, PdfWarnMsg, Pt};

use crate::error::ReportError;
use crate::fonts::{FontProgram, FontSet, Weight, embed};
use crate::layout::{Laid, PAGE_HEIGHT, PAGE_WIDTH};

/// Pages as PDF objects, not yet tagged, and what their fonts need.
pub(crate) struct Printed {
    pub(crate) file: lopdf::Document,
    /// The fonts that are used, each with the name of its resource.
    pub(crate) fonts: Vec<(&'static str, FontProgram)>,
}

/// Prints the pages.
///
/// # Errors
/// When a font cannot be embedded, or printpdf refuses something.
pub(crate) fn print(laid: &Laid, fonts: &FontSet) -> Result<Printed, ReportError> {
    let mut pdf = PdfDocument::new("");
    let programs = embed_used(laid, fonts)?;
    for (weight, program) in &programs {
        let font = typeface::pdf_font(fonts.face(*weight), program);
        pdf.resources
            .fonts
            .map
            .insert(FontId(typeface::resource(*weight).to_owned()), font);
    }
    let (width, height) = (Mm::from(Pt(PAGE_WIDTH)), Mm::from(Pt(PAGE_HEIGHT)));
    pdf.pages = laid
        .pages
        .iter()
        .map(|page| PdfPage::new(width, height, ops::of_page(page, laid)))
        .collect();
    let file = to_objects(&pdf)?;
    let fonts = programs
        .into_iter()
        .map(|(weight, program)| (typeface::resource(weight), program))
        .collect();
    Ok(Printed { file, fonts })
}

fn embed_used(laid: &Laid, fonts: &FontSet) -> Result<Vec<(Weight, FontProgram)>, ReportError> {
    let used = Weight::ALL
        .into_iter()
        .filter(|weight| !laid.glyphs.of(*weight).entries().is_empty());
    used.map(|weight| Ok((weight, embed(fonts.face(weight), laid.glyphs.of(weight))?)))
        .collect()
}

fn to_objects(pdf: &PdfDocument) -> Result<lopdf::Document, ReportError> {
    let mut warnings: Vec<PdfWarnMsg> = Vec::new();
    let file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    match warnings.first() {
        None => Ok(file),
        Some(warning) => Err(ReportError::Pdf(format!("{warning:?}"))),
    }
}
