//! What the fonts of a page can draw, and whether the text of each glyph is known.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use super::{Finding, Inspection};

/// What is known of one font.
#[derive(Debug, Clone, Default)]
pub(super) struct Font {
    /// The glyph of each code; none where codes are glyphs.
    glyph_of: Option<Vec<u16>>,
    /// The codes that have a text.
    texts: BTreeSet<u16>,
}

impl Font {
    pub(super) fn draws(&self, code: u16) -> bool {
        let glyph = match &self.glyph_of {
            Some(map) => map.get(usize::from(code)).copied().unwrap_or_default(),
            None => code,
        };
        glyph != 0
    }

    pub(super) fn knows_text(&self, code: u16) -> bool {
        self.texts.contains(&code)
    }
}

impl<'f> Inspection<'f> {
    /// The fonts of a page by the names of their resources.
    pub(super) fn fonts(&mut self, page: ObjectId) -> BTreeMap<Vec<u8>, Rc<Font>> {
        let fonts = self.file.get_page_fonts(page).unwrap_or_default();
        fonts
            .into_iter()
            .map(|(name, font)| (name, self.known_font(font)))
            .collect()
    }

    /// The same font serves many pages: it is read once.
    fn known_font(&mut self, font: &'f Dictionary) -> Rc<Font> {
        if let Some((_, known)) = self.fonts.iter().find(|(read, _)| std::ptr::eq(*read, font)) {
            return Rc::clone(known);
        }
        let read = Rc::new(self.font(font));
        self.fonts.push((font, Rc::clone(&read)));
        read
    }

    fn font(&mut self, font: &'f Dictionary) -> Font {
        let descendants = self
            .entry(font, "DescendantFonts")
            .and_then(|fonts| fonts.as_array().ok());
        let descendant = descendants
            .and_then(|fonts| fonts.first())
            .and_then(|font| self.resolved(font));
        let descriptor = descendant.and_then(|font| self.dictionary(font, "FontDescriptor"));
        let embedded = descriptor.and_then(|descriptor| self.entry(descriptor, "FontFile2"));
        if embedded.is_none_or(|program| program.as_stream().is_err()) {
            let name = font
                .get(b"BaseFont")
                .and_then(Object::as_name)
                .unwrap_or_default();
            self.find(Finding::FontNotEmbedded(
                String::from_utf8_lossy(name).into_owned(),
            ));
        }
        let map = descendant.and_then(|font| self.plain(font, "CIDToGIDMap"));
        let glyph_of = map.map(|map| {
            map.chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect()
        });
        let texts = self
            .plain(font, "ToUnicode")
            .map(|cmap| mapped_codes(&cmap))
            .unwrap_or_default();
        Font { glyph_of, texts }
    }

    fn plain(&self, dictionary: &'f Dictionary, key: &str) -> Option<Vec<u8>> {
        self.entry(dictionary, key)?
            .as_stream()
            .ok()?
            .get_plain_content()
            .ok()
    }
}

/// The codes that a map to Unicode gives a text to, one by one.
fn mapped_codes(cmap: &[u8]) -> BTreeSet<u16> {
    let cmap = String::from_utf8_lossy(cmap);
    let sections = cmap
        .split("beginbfchar")
        .skip(1)
        .filter_map(|section| section.split("endbfchar").next());
    sections.flat_map(str::lines).filter_map(mapped_code).collect()
}

/// The code of a line `<0012> <00E9>`, unless its text is empty or is no text (ISO 14289-1, 7.21.7).
fn mapped_code(line: &str) -> Option<u16> {
    let (code, text) = line.trim().strip_prefix('<')?.split_once('>')?;
    let text = text.trim().strip_prefix('<')?.strip_suffix('>')?;
    let forbidden = ["", "0000", "FEFF", "FFFE"].contains(&text);
    u16::from_str_radix(code, 16).ok().filter(|_| !forbidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_codes_with_a_text_are_known() {
        let cmap = b"2 beginbfchar\n<0001> <00E9>\n<0002> <0000>\n<0003> <>\nendbfchar\n<0004> <0041>";
        assert_eq!(mapped_codes(cmap), BTreeSet::from([1]));
    }
}
