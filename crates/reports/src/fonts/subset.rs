//! The part of a font that one document uses, to embed in its file.

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::{Face, GlyphTable};
use crate::error::ReportError;

/// What a PDF embeds of one face.
pub(crate) struct FontProgram {
    /// The subset's name, `ABCDEF+NotoSans-Regular`; the letters come from its bytes.
    pub(crate) name: String,
    /// The TrueType program.
    pub(crate) data: Vec<u8>,
    /// For each number of the glyph table, from 0: the glyph in `data`.
    pub(crate) glyph_of: Vec<u16>,
    /// For each number of the glyph table, from 0: the width in thousandths of an em.
    pub(crate) widths: Vec<u16>,
}

/// The program of the glyphs in `table`.
///
/// # Errors
/// When there are more than a PDF font can number, or the font is damaged.
pub(crate) fn embed(face: &Face, table: &GlyphTable) -> Result<FontProgram, ReportError> {
    if table.entries().len() >= usize::from(u16::MAX) {
        return Err(ReportError::TooManyGlyphs);
    }
    let mut remapper = GlyphRemapper::new();
    let glyphs = || std::iter::once(0).chain(table.entries().iter().map(|(glyph, _)| *glyph));
    let glyph_of = glyphs().map(|glyph| remapper.remap(glyph)).collect();
    let width = |glyph| u16::try_from(face.nominal_width(glyph)).unwrap_or_default();
    let widths = glyphs().map(width).collect();
    let data = subsetter::subset(face.data, 0, &remapper).map_err(|_| ReportError::Font(face.name))?;
    let name = format!("{}+{}", tag(&data), face.name);
    Ok(FontProgram {
        name,
        data,
        glyph_of,
        widths,
    })
}

/// Six capital letters drawn from the bytes (ISO 32000-1, 9.6.4).
fn tag(data: &[u8]) -> String {
    let encoded = BASE32_NOPAD.encode(&Sha256::digest(data));
    encoded.chars().filter(char::is_ascii_uppercase).take(6).collect()
}
