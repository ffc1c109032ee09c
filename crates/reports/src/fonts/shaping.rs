//! From text to placed glyphs: kerning and accents, by rustybuzz.

use rustybuzz::ttf_parser::Tag;
use rustybuzz::{BufferClusterLevel, Direction, Feature, UnicodeBuffer, script, shape_with_plan};

use super::Face;

/// One glyph of a shaped text; lengths in thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShapedGlyph {
    /// The glyph in the font.
    pub id: u16,
    /// Where its text begins, in bytes.
    pub start: usize,
    /// Where its text ends; equal to `start` for a further glyph of the same characters.
    pub end: usize,
    /// How far the pen goes on.
    pub advance: i32,
    /// How far right of the pen it is drawn.
    pub right: i32,
    /// How far above the baseline it is drawn.
    pub up: i32,
}

/// Ligatures are off: a reader that copies text gets the letters that were typed.
pub(super) fn features() -> [Feature; 2] {
    [b"liga", b"clig"].map(|tag| Feature::new(Tag::from_bytes(tag), 0, ..))
}

impl Face {
    /// The glyphs of a text that this face covers, without line feeds, from left to right.
    #[must_use]
    pub fn shape(&self, text: &str) -> Vec<ShapedGlyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        buffer.set_cluster_level(BufferClusterLevel::Characters);
        let shaped = shape_with_plan(&self.shaper, &self.plan, buffer);
        let placed = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let mut glyphs: Vec<_> = placed
            .map(|(info, position)| self.glyph(info, position))
            .collect();
        set_ends(&mut glyphs, text.len());
        glyphs
    }

    fn glyph(&self, info: &rustybuzz::GlyphInfo, position: &rustybuzz::GlyphPosition) -> ShapedGlyph {
        let start = info.cluster as usize;
        ShapedGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or_default(),
            start,
            end: start,
            advance: self.thousandths(position.x_advance),
            right: self.thousandths(position.x_offset),
            up: self.thousandths(position.y_offset),
        }
    }
}

/// Each glyph's text reaches to where the next one's begins; of several glyphs for the same text, the first has it.
fn set_ends(glyphs: &mut [ShapedGlyph], length: usize) {
    let mut next = length;
    for at in (0..glyphs.len()).rev() {
        let start = glyphs[at].start;
        let is_first = at == 0 || glyphs[at - 1].start < start;
        if is_first && start < next {
            glyphs[at].end = next;
            next = start;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{FontSet, Weight};
    use super::*;

    fn shape(text: &str) -> Vec<ShapedGlyph> {
        FontSet::shared().unwrap().face(Weight::Regular).shape(text)
    }

    #[test]
    fn the_texts_of_the_glyphs_make_the_text() {
        for text in [
            "offre « efficace »",
            "q\u{303}\u{323}x\u{332}",
            "i\u{328}\u{301} Wörter",
            "\u{301}seul",
            "",
        ] {
            let parts: String = shape(text)
                .iter()
                .map(|glyph| &text[glyph.start..glyph.end])
                .collect();
            assert_eq!(parts, text);
        }
    }

    #[test]
    fn letters_are_kerned_and_accents_placed() {
        let face = FontSet::shared().unwrap().face(Weight::Regular);
        let kerned = shape("AV");
        assert!(kerned[0].advance < face.nominal_width(kerned[0].id));
        assert!(
            shape("q\u{303}")
                .iter()
                .any(|glyph| glyph.up != 0 || glyph.right != 0)
        );
    }
}
