//! A font program as printpdf wants it: its numbers are those of the glyph table, its unit the thousandth of an em.

use std::collections::BTreeMap;

use printpdf::{FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub, PrintpdfFontMeta};

use crate::fonts::{Face, FontProgram, Weight};

/// The name of a face among the resources of the pages.
pub(super) fn resource(weight: Weight) -> &'static str {
    match weight {
        Weight::Regular => "Regular",
        Weight::Bold => "Bold",
    }
}

/// The font, to embed whole: it is a subset already.
pub(super) fn pdf_font(face: &Face, program: &FontProgram) -> PdfFont {
    let widths = program.widths.iter().enumerate();
    let parsed = ParsedFont {
        original_bytes: program.data.clone(),
        font_index: 0,
        font_name: Some(program.name.clone()),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: widths
            .filter_map(|(number, width)| Some((u16::try_from(number).ok()?, *width)))
            .collect(),
        units_per_em: 1000,
        font_metrics: FontMetrics {
            ascent: short(face.ascent()),
            descent: short(face.descent()),
        },
        font_type: FontType::TrueType,
        pdf_font_metrics: metrics(face),
    };
    PdfFont::with_meta(parsed, PrintpdfFontMeta::default())
}

fn metrics(face: &Face) -> PdfFontMetricsStub {
    let [x_min, y_min, x_max, y_max] = face.bounding_box().map(short);
    PdfFontMetricsStub {
        units_per_em: 1000,
        x_min,
        y_min,
        x_max,
        y_max,
        us_weight_class: face.weight_class(),
        ..PdfFontMetricsStub::default()
    }
}

fn short(value: i32) -> i16 {
    i16::try_from(value).unwrap_or_default()
}
