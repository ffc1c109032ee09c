//! The glyphs that one document uses, numbered in order of first use.
//!
//! A number stands for a glyph and the text it was drawn for: one shape that serves two characters gets two
//! numbers, so that copied text is always the text that was typed.

use std::collections::HashMap;

use super::Weight;

/// The glyphs of one face that a document uses. Number 0 is kept for the missing glyph, which is never used.
#[derive(Debug, Clone, Default)]
pub struct GlyphTable {
    entries: Vec<(u16, String)>,
    by_glyph: HashMap<u16, Vec<u32>>,
}

impl GlyphTable {
    /// The number of this glyph drawn for this text, from 1.
    pub fn number(&mut self, glyph: u16, text: &str) -> u32 {
        let known = self.by_glyph.entry(glyph).or_default();
        let found = known
            .iter()
            .find(|number| self.entries[**number as usize - 1].1 == text);
        if let Some(number) = found {
            return *number;
        }
        self.entries.push((glyph, text.to_owned()));
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        known.push(number);
        number
    }

    /// The glyphs with their texts, in order of their numbers from 1.
    #[must_use]
    pub fn entries(&self) -> &[(u16, String)] {
        &self.entries
    }

    /// The text that this number was drawn for.
    #[must_use]
    pub fn text(&self, number: u32) -> &str {
        let at = (number as usize).wrapping_sub(1);
        self.entries.get(at).map_or("", |(_, text)| text)
    }
}

/// The tables of both faces.
#[derive(Debug, Clone, Default)]
pub struct GlyphTables {
    regular: GlyphTable,
    bold: GlyphTable,
}

impl GlyphTables {
    /// The table of this weight.
    #[must_use]
    pub fn of(&self, weight: Weight) -> &GlyphTable {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The table of this weight, to add to.
    pub fn of_mut(&mut self, weight: Weight) -> &mut GlyphTable {
        match weight {
            Weight::Regular => &mut self.regular,
            Weight::Bold => &mut self.bold,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_drawn_for_two_texts_has_two_numbers() {
        let mut table = GlyphTable::default();
        let numbers = [
            table.number(3, " "),
            table.number(3, "\u{a0}"),
            table.number(3, " "),
            table.number(9, "a"),
        ];
        assert_eq!(numbers, [1, 2, 1, 3]);
        assert_eq!((table.text(2), table.text(0), table.text(7)), ("\u{a0}", "", ""));
    }
}
