//! Repairs to the fonts that printpdf wrote: from the numbers of the glyph table to the glyphs of the program.

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::{Tagging, refused};
use crate::error::ReportError;
use crate::fonts::FontProgram;

impl Tagging<'_> {
    /// Gives each font its map from numbers to glyphs; printpdf can write none but the identity.
    ///
    /// # Errors
    /// When a font is not where printpdf is known to put it.
    pub(super) fn map_fonts(&mut self, fonts: &[(&'static str, FontProgram)]) -> Result<(), ReportError> {
        for (resource, program) in fonts {
            let map = program
                .glyph_of
                .iter()
                .flat_map(|glyph| glyph.to_be_bytes())
                .collect();
            let map = self.file.add_object(Stream::new(Dictionary::new(), map));
            let font = self.font(resource).map_err(refused)?;
            let font = self.file.get_dictionary_mut(font).map_err(refused)?;
            let descendants = font
                .get_mut(b"DescendantFonts")
                .and_then(Object::as_array_mut)
                .map_err(refused)?;
            for descendant in descendants {
                descendant.as_dict_mut().map_err(refused)?.set("CIDToGIDMap", map);
            }
        }
        Ok(())
    }

    fn font(&self, resource: &str) -> Result<ObjectId, lopdf::Error> {
        let page = self.pages.first().ok_or(lopdf::Error::PageNumberNotFound(1))?;
        let resources = self
            .file
            .get_dictionary(*page)?
            .get_deref(b"Resources", &self.file)?
            .as_dict()?;
        let fonts = resources.get_deref(b"Font", &self.file)?.as_dict()?;
        fonts.get(resource.as_bytes())?.as_reference()
    }
}
