//! Words set once for a report: the same ones come again and again.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use super::laid::Glyph;
use crate::fonts::{Face, GlyphTable, ShapedGlyph, Weight};

/// A glyph on its way into a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SetGlyph {
    pub(super) glyph: Glyph,
    /// The byte of the phrase's text at which its own begins.
    pub(super) start: usize,
    pub(super) run: usize,
    pub(super) is_space: bool,
}

impl SetGlyph {
    /// The same glyph in a run, where `bytes` of text stand before.
    pub(super) fn moved(self, bytes: usize, run: usize) -> Self {
        Self {
            start: self.start + bytes,
            run,
            ..self
        }
    }
}

/// The words of a report, as they were set.
#[derive(Debug, Default)]
pub(super) struct Words {
    regular: HashMap<String, Vec<SetGlyph>>,
    bold: HashMap<String, Vec<SetGlyph>>,
}

impl Words {
    /// Sets a text that the face of this weight covers, without line feeds, as the first run of a phrase.
    pub(super) fn set(
        &mut self,
        (weight, face): (Weight, &Face),
        table: &mut GlyphTable,
        text: &str,
        mut add: impl FnMut(SetGlyph),
    ) {
        let mut start = 0;
        while start < text.len() {
            let word = first_word(&text[start..]);
            let set = self.of(weight, word, |word| set_word(face, table, word));
            set.iter().for_each(|glyph| add(glyph.moved(start, 0)));
            start += word.len();
        }
    }

    /// The glyphs of a word; `set` sets one that is new.
    fn of(&mut self, weight: Weight, word: &str, set: impl FnOnce(&str) -> Vec<SetGlyph>) -> &[SetGlyph] {
        let known = match weight {
            Weight::Regular => &mut self.regular,
            Weight::Bold => &mut self.bold,
        };
        if !known.contains_key(word) {
            known.insert(word.to_owned(), set(word));
        }
        known.get(word).map_or(&[], Vec::as_slice)
    }
}

fn set_word(face: &Face, table: &mut GlyphTable, word: &str) -> Vec<SetGlyph> {
    let shaped = face.shape(word);
    shaped
        .into_iter()
        .map(|one| set_glyph(face, table, one, word))
        .collect()
}

fn set_glyph(face: &Face, table: &mut GlyphTable, shaped: ShapedGlyph, word: &str) -> SetGlyph {
    let drawn = match &word[shaped.start..shaped.end] {
        // A further glyph of the same characters: the word joiner, which is invisible, since no text at all is forbidden.
        "" => "\u{2060}",
        drawn => drawn,
    };
    let glyph = Glyph {
        number: table.number(shaped.id, drawn),
        nominal: face.nominal_width(shaped.id),
        advance: shaped.advance,
        right: shaped.right,
        up: shaped.up,
    };
    SetGlyph {
        glyph,
        start: shaped.start,
        run: 0,
        is_space: drawn == " ",
    }
}

/// What a text begins with, up to its first space, which is part of it. A mark on a space stays with it.
fn first_word(text: &str) -> &str {
    let mut after_space = false;
    for (at, character) in text.char_indices() {
        if after_space && !is_combining_mark(character) {
            return &text[..at];
        }
        after_space = character == ' ';
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::fonts::FontSet;

    #[test]
    fn words_are_set_as_the_whole_text_is() {
        let fonts = FontSet::shared().unwrap();
        for text in [
            "L’école « Les Avirons » a 12 classes : CP, CE1, etc.",
            " Vers Toulouse, AV. de la Paix, vers Toulouse ",
            "q\u{303} \u{301} x",
            "",
        ] {
            for weight in Weight::ALL {
                let face = fonts.face(weight);
                let whole = set_word(face, &mut GlyphTable::default(), text);
                let mut glyphs = Vec::new();
                Words::default().set((weight, face), &mut GlyphTable::default(), text, |glyph| {
                    glyphs.push(glyph)
                });
                assert_eq!(glyphs, whole, "{text}");
            }
        }
    }

    #[test]
    fn a_word_ends_with_its_space_and_with_what_stands_on_it() {
        assert_eq!(first_word("un deux"), "un ");
        assert_eq!(first_word("un \u{301}deux"), "un \u{301}deux");
        assert_eq!(first_word(" deux"), " ");
        assert_eq!(first_word("deux"), "deux");
    }
}
