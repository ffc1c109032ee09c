//! Words set once for a report: the same ones come again and again.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use super::composer::Composer;
use super::laid::Glyph;
use super::setting::{SetGlyph, SetPhrase};
use crate::fonts::{Face, GlyphTable, ShapedGlyph, Weight};

/// The words of a report, as they were set.
#[derive(Debug, Default)]
pub(super) struct Words {
    regular: HashMap<String, Vec<SetGlyph>>,
    bold: HashMap<String, Vec<SetGlyph>>,
}

impl Words {
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

impl Composer<'_> {
    /// Adds the glyphs of a text that the face of this weight covers, without line feeds, to a phrase as its next run.
    pub(super) fn add_glyphs(&mut self, weight: Weight, text: &str, phrase: &mut SetPhrase) {
        let (face, run) = (self.fonts.face(weight), phrase.runs.len());
        let mut start = phrase.text.len();
        let mut rest = text;
        while !rest.is_empty() {
            let (word, after) = rest.split_at(first_word(rest).len());
            let table = self.glyphs.of_mut(weight);
            let set = self.words.of(weight, word, |word| set_word(face, table, word));
            phrase
                .glyphs
                .extend(set.iter().map(|glyph| glyph.moved(start, run)));
            start += word.len();
            rest = after;
        }
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
    use super::super::style::TextStyle;
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
                let whole = set_word(fonts.face(weight), &mut GlyphTable::default(), text);
                let mut phrase = SetPhrase::new(TextStyle::BODY);
                Composer::new(fonts).add_glyphs(weight, text, &mut phrase);
                assert_eq!(phrase.glyphs, whole, "{text}");
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
